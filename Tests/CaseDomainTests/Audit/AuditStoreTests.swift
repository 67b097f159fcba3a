import CanonicalForm
import TestSupport
import Testing

@testable import CaseDomain

@Suite("An audit of the store, its rules, officers, lists and erasures")
struct AuditStoreTests {
  let forger: Forger
  var scenario: CaseloadScenario { forger.scenario }

  init() throws {
    var scenario = try CaseloadScenario()
    try scenario.enrolled(.person(1))
    try scenario.registered(.person(2))
    forger = Forger(scenario)
  }

  @Test("a store begins with its creation and its rules, by its owner")
  func beginning() throws {
    let log = scenario.log
    let first = log[0]
    var caseload = Caseload()
    #expect(caseload.irregularity(of: log[1].event, at: first.stamp) == .notCreated)
    var late = first.stamp
    late.index = 1
    #expect(caseload.irregularity(of: first.event, at: late) == .createdAgain)
    late = first.stamp
    late.entry = 2
    #expect(caseload.irregularity(of: first.event, at: late) == .createdAgain)
    var other = first.stamp
    other.by = "adi"
    #expect(caseload.irregularity(of: first.event, at: other) == .notOwner("adi"))
    #expect(caseload.irregularity(of: first.event, at: first.stamp) == nil)
    caseload.apply(first.event, at: first.stamp)
    #expect(caseload.irregularity(of: first.event, at: log[1].stamp) == .createdAgain)
    #expect(caseload.irregularity(of: log[2].event, at: log[1].stamp) == .noProgramme)
    #expect(caseload.irregularity(of: log[1].event, at: late) == .noProgramme)
    #expect(caseload.irregularity(of: log[1].event, at: log[1].stamp) == nil)
  }

  @Test("rules that are broken, in force already, or below what is given away")
  func programme() throws {
    var programme = try #require(scenario.caseload.rules?.programme)
    programme.name = "Baru"
    let set = Command.setProgramme(SetProgramme(programme))
    #expect(
      try forger.said(of: set, by: "adi", #""name":"Baru""#, #""name":"Contoh 2025""#)
        == .sameProgramme)
    #expect(
      try forger.said(of: set, by: "adi", #""name":"Baru""#, #""name":"""#)
        == .programme([.empty(key: "name")]))
    #expect(
      try forger.said(of: set, by: "adi", #""ceiling":33600000"#, #""ceiling":1"#)
        == .programme([.belowUse(key: "ceiling", value: 1, used: 33_600)]))
  }

  @Test("officers with a name that cannot be one, renamed, or with grants outside the programme")
  func officers() throws {
    let add = Command.setOfficer(.add(.sample("baru", "auditor:21.02")))
    let name = #""officer":"baru","name":"BARU""#
    for bad in ["owner", "Baru R.", ""] {
      #expect(
        try forger.said(of: add, by: "adi", name, #""officer":"\#(bad)","name":"BARU""#)
          == .badOfficer(OfficerID(bad)))
    }
    #expect(
      try forger.said(of: add, by: "adi", name, #""officer":"siti","name":"BARU""#)
        == .officerRenamed("siti"))
    #expect(
      try forger.said(of: add, by: "adi", #""grant":"auditor:21.02""#, #""grant":"auditor:33""#)
        == .badGrant("auditor:33"))
    let wati = try #require(scenario.caseload.officers["wati"])
    let grant = try #require(wati.grants.first { $0.role == .administrator })
    let revoke = Command.setOfficer(.revoke("wati", grant))
    #expect(try forger.said(of: revoke, by: "adi") == nil)
    var alone = forger
    try alone.scenario.perform(revoke, by: "adi")
    let line =
      #"{"kind":"officerSet","officer":"adi","name":"ADI","office":"Kantor Contoh","grants":[],"grant":"administrator:21.02"}"#
    #expect(try alone.said(of: line, by: "adi") == .lastAdministrator)
  }

  private func list(_ number: Int, replacing: Bool = false) throws -> Command {
    .addParticipants(
      AddParticipants(
        people: [Participant(nik: try NIK(Form.nik(number)), kind: .employed, row: 2)],
        asOf: CaseloadScenario.firstDay, replacing: replacing))
  }

  @Test("a list of participants by no enroller of the whole, of the future, or with other numbers")
  func lists() throws {
    let grant = #""grant":"enroller:21.02""#
    #expect(
      try forger.said(
        of: try list(9), by: "dewi", grant, #""grant":"registrar:21.02""#, as: "siti")
        == .otherRole("registrar:21.02", .addParticipants))
    #expect(
      try forger.said(of: try list(9), by: "dewi", as: .owner)
        == .ownerDoesNotDecide(.addParticipants))
    #expect(
      try forger.said(of: try list(9), by: "dewi", "2025-11-13", "2025-11-14")
        == .dayInFuture(CaseloadScenario.firstDay.adding(days: 1)))
    #expect(
      try forger.said(of: try list(9), by: "dewi", #""count":1"#, #""count":2"#) == .otherCount)
    var again = forger
    try again.scenario.perform(try list(9), by: "dewi")
    #expect(
      try again.said(
        of: try list(8, replacing: true), by: "dewi", #""dropped":1"#, #""dropped":0"#)
        == .otherCount)
    let part = Officer.sample("rani", "enroller:21.02.03")
    try again.scenario.perform(.setOfficer(.add(part)), by: "adi")
    #expect(
      try again.said(
        of: try list(8), by: "dewi", grant, #""grant":"enroller:21.02.03""#, as: "rani")
        == .outsideArea("enroller:21.02.03", "21.02"))
  }

  @Test("an erasure by the wrong hands, of a case that goes on, with a bad ground or without lines")
  func erasures() throws {
    let erase = Command.erase(Erase(1, ground: "surat 12/2026", lines: ["0a"]))
    func said(_ old: String, _ new: String, as other: OfficerID? = nil) throws -> Irregularity? {
      try forger.said(of: erase, by: "adi", old, new, as: other)
    }
    #expect(
      try said("administrator:21.02", "enroller:21.02", as: "dewi")
        == .otherRole("enroller:21.02", .erase))
    #expect(try said("administrator:21.02", "owner", as: .owner) == nil)
    #expect(try said(#""case":1"#, #""case":7"#) == .unknownCase(7))
    #expect(
      try said(#""case":1"#, #""case":2"#) == .wrongStage(2, .waiting, "rt-rw", .erase))
    for ground in ["x", "surat  12", "NIK 2102031602849001", "permintaan Warga Contoh B"] {
      #expect(try said("surat 12/2026", ground) == .badGround(1))
    }
    #expect(try said(#""lines":["0a"],"#, "") == .nothingErased(1))
  }

  @Test("nothing that needs the person happens after an erasure")
  func afterErasure() throws {
    var scenario = scenario
    let fill = Command.correct(Correct(1, changes: Form([.phone: "081234567890"])))
    let stamp = Stamp(entry: scenario.entry + 2, at: scenario.now, by: "dewi")
    let event = try #require(try scenario.caseload.decide(fill, at: stamp).first)
    #expect(scenario.caseload.irregularity(of: event, at: stamp) == nil)
    try scenario.perform(.erase(Erase(1, ground: "surat 12/2026", lines: ["0a"])), by: "adi")
    #expect(scenario.caseload.irregularity(of: event, at: stamp) == .erased(1))
  }

  @Test("a restoration is the owner's, and of this store")
  func restorations() throws {
    let store = try #require(scenario.caseload.created?.store)
    let stamp = Stamp(entry: scenario.entry + 1, at: scenario.now, by: .owner)
    func said(_ change: (inout Restored, inout Stamp) -> Void) -> Irregularity? {
      var event = Restored(store: store, entry: 3, hash: EventLines.name(1), lines: [])
      var own = stamp
      change(&event, &own)
      return scenario.caseload.irregularity(of: .restored(event), at: own)
    }
    #expect(said { _, _ in } == nil)
    #expect(said { $1.by = "adi" } == .notOwner("adi"))
    #expect(said { event, _ in event.grant = "x" } == .grantNotHeld(.owner, "x"))
    #expect(said { event, _ in event.store = "x" } == .otherStore)
    #expect(said { event, _ in event.entry = 0 } == .badRestoration)
    #expect(said { event, _ in event.hash = "0a" } == .badRestoration)
  }
}
