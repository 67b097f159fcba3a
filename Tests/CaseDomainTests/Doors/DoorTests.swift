import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("Keys, shared desks and PINs")
struct DoorTests {
  private var scenario: CaseloadScenario
  private let key: SSHKey
  private let other: SSHKey

  init() throws {
    scenario = try CaseloadScenario()
    (key, other) = (try .sample(1), try .sample(2))
  }

  private func dismissal(_ admission: Admission, on day: Day = CaseloadScenario.firstDay)
    -> Dismissal?
  {
    do throws(Dismissal) {
      try scenario.caseload.requireAdmitted(admission, on: day)
      return nil
    } catch {
      return error
    }
  }

  @Test("an administrator or the owner gives keys, nobody else")
  func whoGives() throws {
    let commands: [Command] = [
      .setKey(SetKey(key, of: .officer("siti"))), .setDesk(SetDesk("desk-2", officers: ["siti"])),
      .setPIN(SetPIN("siti", .sample)),
    ]
    for command in commands {
      guard case .notAllowed(let right)? = scenario.refusal(of: command, by: "siti") else {
        Issue.record("siti may \(command)")
        return
      }
      #expect(right.roles == [.administrator])
      #expect(scenario.refusal(of: command, by: "adi") == nil)
      #expect(scenario.refusal(of: command, by: .owner) == nil)
    }
  }

  @Test("a key is one holder's, until it is taken back")
  mutating func oneHolder() throws {
    try scenario.perform(.setKey(SetKey(key, of: .officer("siti"))), by: "adi")
    #expect(
      scenario.refusal(of: .setKey(SetKey(key, of: .officer("budi"))), by: "adi")
        == .keyTaken(.officer("siti")))
    #expect(
      scenario.refusal(of: .setKey(SetKey(key, of: .officer("siti"))), by: "adi")
        == .sameKey(.officer("siti")))
    #expect(
      scenario.refusal(of: .removeKey(RemoveKey(key, of: .officer("budi"))), by: "adi")
        == .noSuchKey(.officer("budi")))
    try scenario.perform(.removeKey(RemoveKey(key, of: .officer("siti"))), by: "adi")
    try scenario.perform(.setKey(SetKey(key, of: .officer("budi"))), by: "adi")
    #expect(scenario.caseload.keys[key]?.holder == .officer("budi"))
  }

  @Test("a key of nobody who is known, or one that has ended already, is refused")
  func unusable() {
    #expect(
      scenario.refusal(of: .setKey(SetKey(key, of: .officer("tono"))), by: "adi")
        == .unknownOfficer("tono"))
    #expect(
      scenario.refusal(of: .setKey(SetKey(key, of: .desk("desk-2"))), by: "adi")
        == .unknownDesk("desk-2"))
    let yesterday = CaseloadScenario.firstDay.adding(days: -1)
    #expect(
      scenario.refusal(
        of: .setKey(SetKey(key, of: .officer("siti"), until: yesterday)), by: "adi")
        == .keyEnded(yesterday))
  }

  @Test("a key opens to the end of its last day, and another last day may be given")
  mutating func until() throws {
    let day = CaseloadScenario.firstDay
    try scenario.perform(.setKey(SetKey(key, of: .officer("siti"), until: day)), by: "adi")
    let admission = Admission("siti", key: key)
    #expect(dismissal(admission) == nil)
    #expect(dismissal(admission, on: day.adding(days: 1)) == .keyEnded(day))
    #expect(scenario.caseload.openingKeys(on: day).map(\.key) == [key])
    #expect(scenario.caseload.openingKeys(on: day.adding(days: 1)).isEmpty)
    try scenario.perform(.setKey(SetKey(key, of: .officer("siti"))), by: "adi")
    #expect(dismissal(admission, on: day.adding(days: 1)) == nil)
  }

  @Test("who loses the key, or every grant, may not stay")
  mutating func leaving() throws {
    for (key, officer) in [(key, "siti"), (other, "budi")] as [(SSHKey, OfficerID)] {
      try scenario.perform(.setKey(SetKey(key, of: .officer(officer))), by: "adi")
    }
    #expect(dismissal(Admission("siti", key: key)) == nil)
    #expect(dismissal(Admission("siti", key: other)) == .unknownKey(.officer("siti")))
    try scenario.perform(.removeKey(RemoveKey(key, of: .officer("siti"))), by: "adi")
    #expect(dismissal(Admission("siti", key: key)) == .unknownKey(.officer("siti")))
    // By another door the same officer still comes in.
    #expect(dismissal(Admission("siti")) == nil)
    let grant = try #require(Grant("verifier:rt-rw:21.02"))
    try scenario.perform(.setOfficer(.revoke("budi", grant)), by: "adi")
    #expect(dismissal(Admission("budi", key: other)) == .noGrant("budi"))
    #expect(scenario.caseload.openingKeys(on: scenario.now.day).isEmpty)
    #expect(dismissal(Admission("tono")) == .unknownOfficer("tono"))
    #expect(dismissal(Admission(.owner)) == nil)
  }

  @Test("a desk has a name of its own, and officers who are known")
  mutating func names() throws {
    for name in ["siti", "owner", "Desk 2", ""] {
      #expect(
        scenario.refusal(of: .setDesk(SetDesk(DeskID(name), officers: [])), by: "adi")
          == .badDesk(DeskID(name)))
    }
    #expect(
      scenario.refusal(of: .setDesk(SetDesk("desk-2", officers: ["tono"])), by: "adi")
        == .unknownOfficer("tono"))
    try scenario.perform(
      .setDesk(SetDesk("desk-2", officers: ["siti", "budi", "siti"])), by: "adi")
    #expect(scenario.caseload.desks["desk-2"] == ["budi", "siti"])
    #expect(scenario.caseload.holder(named: "desk-2") == .desk("desk-2"))
    #expect(scenario.caseload.holder(named: "siti") == .officer("siti"))
    #expect(scenario.caseload.holder(named: "tono") == nil)
    #expect(
      scenario.refusal(of: .setDesk(SetDesk("desk-2", officers: ["siti", "budi"])), by: "adi")
        == .sameDesk("desk-2"))
    #expect(
      scenario.refusal(of: .setOfficer(.add(.sample("desk-2"))), by: "adi") == .badOfficer("desk-2")
    )
  }

  @Test("at a desk sit those who are on its list, with a grant and a PIN")
  mutating func seats() throws {
    try scenario.perform(.setDesk(SetDesk("desk-2", officers: ["siti", "budi"])), by: "adi")
    try scenario.perform(.setKey(SetKey(key, of: .desk("desk-2"))), by: "adi")
    let day = scenario.now.day
    #expect(scenario.caseload.seats(at: "desk-2", on: day).isEmpty)
    #expect(scenario.caseload.openingKeys(on: day).isEmpty)
    try scenario.perform(.setPIN(SetPIN("siti", .sample)), by: "adi")
    #expect(scenario.caseload.seats(at: "desk-2", on: day).map(\.id) == ["siti"])
    #expect(scenario.caseload.openingKeys(on: day).map(\.held.holder) == [.desk("desk-2")])
    #expect(dismissal(Admission("siti", desk: "desk-2", key: key)) == nil)
    #expect(
      dismissal(Admission("lina", desk: "desk-2", key: key)) == .notAtDesk("lina", "desk-2"))
    // The desk's key is not the officer's own.
    #expect(dismissal(Admission("siti", key: key)) == .unknownKey(.officer("siti")))
    #expect(dismissal(Admission("siti", desk: "desk-9")) == .unknownDesk("desk-9"))
    try scenario.perform(.setDesk(SetDesk("desk-2", officers: ["budi"])), by: "adi")
    #expect(
      dismissal(Admission("siti", desk: "desk-2", key: key)) == .notAtDesk("siti", "desk-2"))
  }

  @Test("from a desk nothing is recorded in the name of somebody who does not sit there")
  mutating func via() throws {
    try scenario.perform(.setDesk(SetDesk("desk-2", officers: ["siti"])), by: "adi")
    let register = Command.register(Register(form: .person(1)))
    try scenario.perform(register, by: "siti", via: "desk-2")
    #expect(scenario.caseload.file(1)?.registration?.via == "desk-2")
    #expect(throws: Refusal.notAtDesk("wati", "desk-2")) {
      try scenario.perform(.register(Register(form: .person(2))), by: "wati", via: "desk-2")
    }
    #expect(throws: Refusal.notAtDesk("siti", "desk-9")) {
      try scenario.perform(.register(Register(form: .person(2))), by: "siti", via: "desk-9")
    }
  }

  @Test("what a snapshot holds comes back")
  mutating func snapshot() throws {
    try scenario.perform(.setDesk(SetDesk("desk-2", officers: ["siti", "budi"])), by: "adi")
    try scenario.perform(.setKey(SetKey(key, of: .desk("desk-2"))), by: "adi")
    try scenario.perform(
      .setKey(SetKey(other, of: .officer("siti"), until: Day("2025-12-31"))), by: "adi")
    try scenario.perform(.setPIN(SetPIN("siti", .sample)), by: "adi")
    var lines: [JSONWriter] = []
    scenario.caseload.writeFrame { lines.append($0) }
    var again = Caseload()
    for line in lines { #expect(again.takeFrame(try JSONObject(parsing: line.bytes))) }
    #expect(again.keys == scenario.caseload.keys && again.keys.count == 2)
    #expect(again.desks == scenario.caseload.desks && again.desks.count == 1)
    #expect(again.pins == ["siti": .sample])
  }

  @Test("the costs of a verifier are bounded, and it has one form")
  func verifier() throws {
    let text = PINVerifier.sample.text
    #expect(text.hasPrefix("$scrypt$ln=15,r=8,p=3$AQEB"))
    #expect(PINVerifier(text) == .sample)
    for bad in [
      text.replacing("ln=15", with: "ln=40"), text.replacing("ln=15", with: "ln=1"),
      text.replacing("ln=15", with: "ln=015"), text.replacing("r=8", with: "r=800"),
      text.replacing("p=3", with: "p=0"), text.replacing("p=3", with: "p=99"),
      text.replacing("scrypt", with: "md5"), text + "$", text + "AA", String(text.dropLast()),
      text.replacing("AQEB", with: ""), "", "123456",
    ] {
      #expect(PINVerifier(bad) == nil, "\(bad)")
    }
  }

  @Test("events of keys, desks and PINs read in one line, without the PIN")
  mutating func words() throws {
    let wording = Wording(.indonesian, scenario.caseload)
    try scenario.perform(.setDesk(SetDesk("desk-2", officers: ["siti", "budi"])), by: "adi")
    try scenario.perform(
      .setKey(SetKey(key, of: .desk("desk-2"), until: Day("2025-12-31"))), by: "adi")
    try scenario.perform(.setPIN(SetPIN("siti", .sample)), by: "adi")
    try scenario.perform(.removeKey(RemoveKey(key, of: .desk("desk-2"))), by: "adi")
    let lines = scenario.log.suffix(4).map { wording.event($0.event) }
    #expect(
      lines == [
        "meja desk-2: budi, siti",
        "kunci SSH diberikan: meja desk-2, ssh-ed25519 …\(key.text.suffix(8)), sampai 31/12/2025",
        "PIN diberikan: petugas siti",
        "kunci SSH dicabut: meja desk-2, ssh-ed25519 …\(key.text.suffix(8))",
      ])
  }
}
