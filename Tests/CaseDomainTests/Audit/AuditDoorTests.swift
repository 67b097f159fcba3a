import TestSupport
import Testing

@testable import CaseDomain

@Suite("An audit of keys, desks and PINs")
struct AuditDoorTests {
  private var forger: Forger
  private let key: SSHKey
  private let other: SSHKey

  init() throws {
    (key, other) = (try .sample(1), try .sample(2))
    var scenario = try CaseloadScenario()
    try scenario.perform(.setDesk(SetDesk("desk-2", officers: ["siti"])), by: "adi")
    try scenario.perform(.setKey(SetKey(key, of: .officer("siti"))), by: "adi")
    forger = Forger(scenario)
  }

  @Test("keys given by nobody who may, to nobody, or twice")
  func keys() throws {
    let give = Command.setKey(SetKey(other, of: .officer("budi")))
    #expect(try forger.said(of: give, by: "adi") == nil)
    #expect(
      try forger.said(of: give, by: "adi", as: "siti")
        == .grantNotHeld("siti", "administrator:21.02"))
    #expect(
      try forger.said(of: give, by: "adi", #""officer":"budi""#, #""officer":"tono""#)
        == .unknownOfficer("tono"))
    #expect(
      try forger.said(of: give, by: "adi", #""officer":"budi""#, #""desk":"desk-9""#)
        == .unknownDesk("desk-9"))
    #expect(
      try forger.said(of: give, by: "adi", other.text, key.text) == .otherHolder(.officer("siti")))
    let late = Command.setKey(SetKey(other, of: .officer("budi"), until: CaseloadScenario.firstDay))
    #expect(
      try forger.said(of: late, by: "adi", "2025-11-13", "2025-11-12") == .badDoor)
    let take = Command.removeKey(RemoveKey(key, of: .officer("siti")))
    #expect(
      try forger.said(of: take, by: "adi", key.text, other.text) == .otherHolder(.officer("siti")))
  }

  @Test("desks under the name of an officer, or as they were")
  func desks() throws {
    let set = Command.setDesk(SetDesk("desk-3", officers: ["budi", "siti"]))
    #expect(try forger.said(of: set, by: .owner) == nil)
    #expect(try forger.said(of: set, by: "adi", "desk-3", "siti") == .badDesk("siti"))
    #expect(try forger.said(of: set, by: "adi", #""budi","siti""#, #""siti","budi""#) == .badDoor)
    #expect(try forger.said(of: set, by: "adi", #""budi","#, #""tono","#) == .badDoor)
    #expect(
      try forger.said(of: set, by: "adi", #""siti"]"#, #""tono"]"#) == .unknownOfficer("tono"))
    let pin = Command.setPIN(SetPIN("siti", .sample))
    #expect(try forger.said(of: pin, by: "adi", #""siti""#, #""tono""#) == .unknownOfficer("tono"))
  }

  @Test("an entry from a desk at which the officer does not sit")
  func via() throws {
    let caseload = forger.scenario.caseload
    var stamp = Stamp(
      entry: forger.scenario.entry + 1, at: forger.scenario.now, by: "siti", via: "desk-2")
    let event = try #require(
      try caseload.decide(.register(Register(form: .person(1))), at: stamp).first)
    #expect(caseload.irregularity(of: event, at: stamp) == nil)
    stamp.via = "desk-9"
    #expect(caseload.irregularity(of: event, at: stamp) == .notAtDesk("siti", "desk-9"))
    stamp = Stamp(entry: stamp.entry, at: stamp.at, by: "wati", via: "desk-2")
    #expect(caseload.irregularity(of: event, at: stamp) == .notAtDesk("wati", "desk-2"))
  }
}
