import CanonicalForm
import CaseDomain
import TestSupport
import Testing

/// Who may have done it: the roster of the moment, and the grant that the event names.
@Suite("An audit of rights")
struct AuditRightsTests {
  let id: CaseID
  let forger: Forger

  init() throws {
    var past = try #require(Grant("verifier:rt-rw:21.02"))
    past.until = Day("2025-11-12")
    var scenario = try CaseloadScenario(
      officers: Officer.sample + [
        .sample("raja", "verifier:rt-rw:21.02.04", "verifier:kelurahan:21.02"),
        Officer(id: "plh", name: "PLH", office: "Kantor Contoh", grants: [past]),
        Officer(
          id: "both", name: "BOTH", office: "Kantor Contoh",
          grants: [past, try #require(Grant("verifier:rt-rw:21.02.03"))]),
      ])
    id = try scenario.registered(.person(1))
    forger = Forger(scenario)
  }

  private func said(_ grant: String, by officer: OfficerID) throws -> Irregularity? {
    try forger.said(
      of: .approve(Approve(forger.scenario.decision(id))), by: "budi",
      #""grant":"verifier:rt-rw:21.02""#, #""grant":"\#(grant)""#, as: officer)
  }

  @Test("an event by its officer and the grant that the officer holds is regular")
  func regular() throws {
    #expect(try said("verifier:rt-rw:21.02", by: "budi") == nil)
    #expect(try said("verifier:rt-rw:21.02", by: "wati") == nil)
    #expect(try said("verifier:rt-rw:21.02.03", by: "both") == nil)
  }

  @Test("an officer whom the roster does not know")
  func unknown() throws {
    #expect(try said("verifier:rt-rw:21.02", by: "tono") == .unknownOfficer("tono"))
  }

  @Test("the owner of the folder decides no case")
  func owner() throws {
    #expect(try said("verifier:rt-rw:21.02", by: .owner) == .ownerDoesNotDecide(.approve))
    #expect(try said("owner", by: .owner) == .ownerDoesNotDecide(.approve))
    #expect(try said("owner", by: "budi") == .grantNotHeld("budi", "owner"))
  }

  @Test("a grant that the officer does not hold, also where another would have done")
  func notHeld() throws {
    let grant = "verifier:rt-rw:21.02"
    #expect(try said(grant, by: "siti") == .grantNotHeld("siti", grant))
    #expect(
      try said("verifier:rt-rw:21.02.03", by: "budi")
        == .grantNotHeld("budi", "verifier:rt-rw:21.02.03"))
    #expect(try said("", by: "budi") == .grantNotHeld("budi", ""))
  }

  @Test("a grant of a role, a level or an area that is not enough")
  func notEnough() throws {
    #expect(
      try said("registrar:21.02", by: "siti") == .otherRole("registrar:21.02", .approve))
    #expect(
      try said("verifier:kelurahan:21.02", by: "lina")
        == .otherLevel("verifier:kelurahan:21.02", "rt-rw"))
    #expect(
      try said("verifier:rt-rw:21.02.04", by: "raja")
        == .outsideArea("verifier:rt-rw:21.02.04", "21.02.03.1001"))
  }

  @Test("a grant that was not in force on that day")
  func notInForce() throws {
    let grant = "verifier:rt-rw:21.02"
    let day = CaseloadScenario.firstDay
    #expect(try said(grant, by: "plh") == .grantNotInForce(grant, day))
    #expect(try said(grant, by: "both") == .grantNotInForce(grant, day))
  }

  @Test("a right that was taken back holds for what was done before, and for nothing after it")
  func takenBack() throws {
    var scenario = forger.scenario
    let approve = Command.approve(Approve(scenario.decision(id)))
    let stamp = Stamp(entry: scenario.entry + 2, at: scenario.now, by: "budi")
    let event = try #require(try scenario.caseload.decide(approve, at: stamp).first)
    #expect(scenario.caseload.irregularity(of: event, at: stamp) == nil)
    let grant = try #require(Grant("verifier:rt-rw:21.02"))
    try scenario.perform(.setOfficer(.revoke("budi", grant)), by: "adi")
    #expect(
      scenario.caseload.irregularity(of: event, at: stamp)
        == .grantNotHeld("budi", "verifier:rt-rw:21.02"))
  }

  @Test("what administrators do is theirs and the owner's")
  func administrators() throws {
    let command = Command.setOfficer(.add(.sample("baru", "auditor:21.02")))
    let own = #"],"grant":"administrator:21.02""#
    #expect(
      try forger.said(of: command, by: "adi", own, #"],"grant":"owner""#)
        == .grantNotHeld("adi", "owner"))
    #expect(
      try forger.said(of: command, by: "adi", own, #"],"grant":"registrar:21.02""#, as: "siti")
        == .otherRole("registrar:21.02", .setOfficer))
    #expect(
      try forger.said(of: command, by: .owner, #"],"grant":"owner""#, own)
        == .grantNotHeld(.owner, "administrator:21.02"))
    #expect(try forger.said(of: command, by: "adi", own, #"],"grant":"owner""#, as: .owner) == nil)
  }
}
