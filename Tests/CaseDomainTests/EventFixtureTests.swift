import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("Frozen lines of events")
struct EventFixtureTests {
  private static let names = [
    "approved", "approved-qualified", "corrected", "corrected-rejected", "created",
    "deskSet", "distinguished", "ended", "ended-never-covered", "enrolled",
    "enrolled-without-number", "erased", "filled", "keyRemoved", "keySet", "keySet-desk",
    "officerSet",
    "participantsAdded", "pinSet", "programmeSet", "registered", "registered-rejected", "rejected",
    "rejected-by-rule", "restored", "returned", "undone", "undone-correction", "undone-fill",
    "undone-registration", "withdrawn",
  ]

  private func lines(_ name: String) throws -> EventLines {
    EventLines(file: String(decoding: try fixture("events/\(name).json"), as: UTF8.self))
  }

  @Test("every kind of event has a frozen line")
  func kinds() {
    #expect(Set(Self.names.map { String($0.prefix { $0 != "-" }) }) == Event.kinds)
  }

  @Test("a frozen line is read, and written again with the same bytes", arguments: names)
  func frozen(_ name: String) throws {
    let lines = try lines(name)
    let event = try lines.read()
    #expect(event.kind == name.prefix { $0 != "-" })
    #expect(EventLines(event).text == lines.text)
  }

  @Test(
    "with its sealed lines erased it is read, and what is gone is not written again",
    arguments: names)
  func erased(_ name: String) throws {
    let lines = try lines(name)
    let event = try lines.read(false)
    var rest = lines.event
    for key in ["person", "membership", "remark", "list", "pin"] {
      for number in 1...2 {
        rest = rest.replacing(",\"\(key)\":\"\(EventLines.name(number))\"", with: "")
      }
    }
    #expect(EventLines(event).event == rest && EventLines(event).sealed.isEmpty)
  }

  @Test("no event line holds what identifies a citizen or was typed freely", arguments: names)
  func anonymous(_ name: String) throws {
    let event = try lines(name).event
    for secret in [
      "2102031602849001", "WARGA", "1984-02-16", "081234567890", "Catatan", "Ketua Contoh",
      "12345678901", "FATIMAH", "juru kunci", "003/RT/2025", "scrypt",
    ] {
      #expect(!event.contains(secret))
    }
    #expect(
      event.hasPrefix(#"{"kind":"\#(name.prefix { $0 != "-" })""#) && !event.contains(#""hash":"#))
  }

  @Test("values nest four deep at most, with keys in a fixed order and no null", arguments: names)
  func shape(_ name: String) throws {
    let lines = try lines(name)
    for line in lines.sealed + [lines.event] {
      var depth = 0
      var deepest = 0
      for character in line {
        if "{[".contains(character) { depth += 1 }
        if "}]".contains(character) { depth -= 1 }
        deepest = max(deepest, depth)
      }
      // Four for a value, and the event around it.
      #expect(deepest <= 5)
    }
    for line in lines.sealed {
      #expect(line.hasPrefix(#"{"salt":"00000000000000000000000000000000","#))
    }
  }

  @Test("the events of today have the frozen lines")
  func today() throws {
    for (name, event) in try samples() {
      try expectGolden(EventLines(event).text, "events/\(name).json")
    }
  }

  @Test("an unknown kind, a missing field, a wrong type are refused")
  func refused() throws {
    for text in [
      "{}", #"{"kind":"approvedd","case":1}"#, #"{"kind":"approved"}"#,
      #"{"kind":"withdrawn","case":"1","to":"withdrawn","reason":"L2","grant":"x"}"#,
      #"{"kind":"withdrawn","case":1,"to":"gone","reason":"L2","grant":"x"}"#,
      #"{"kind":"ended","case":1,"to":"ended","reason":"L2","on":"2025-02-30","grant":"x"}"#,
    ] {
      #expect(throws: JSONFailure.self) { try EventLines(file: text).read() }
    }
  }

  /// An event of every kind, with all of its fields where it has optional ones.
  private func samples() throws -> [(String, Event)] {
    var samples: [(String, Event)] = []
    var officers = Officer.sample
    var grant = try #require(Grant("verifier:kelurahan:21.02.03.1001"))
    (grant.from, grant.until) = (Day("2025-11-01"), Day("2025-11-30"))
    grant.standsInFor = "Lurah Contoh"
    officers.append(
      Officer(id: "plh", name: "Plh Contoh", office: "Kelurahan Contoh", grants: [grant]))
    var scenario = try CaseloadScenario(officers: officers)
    func keep(_ name: String, _ events: [Event]) throws {
      samples.append((name, try #require(events.first { $0.kind == name.prefix { $0 != "-" } })))
    }
    let setUp = scenario.log.map(\.event)
    try keep("created", setUp)
    try keep("programmeSet", setUp)
    try keep("officerSet", setUp.suffix(1))
    func list(_ numbers: [Int], replacing: Bool) throws -> Command {
      .addParticipants(
        AddParticipants(
          people: try numbers.map {
            Participant(nik: try NIK(Form.nik($0)), kind: .inactive, row: $0)
          },
          asOf: CaseloadScenario.firstDay, replacing: replacing))
    }
    try scenario.perform(try list([8], replacing: false), by: "dewi")
    let form = Form.person(
      1,
      [
        .nik: "2171035602849001", .birthPlace: "Moro", .address: "Jl. \"Pelita\" 1\\2",
        .occupation: "Lainnya: juru kunci", .phone: "081234567890", .kk: "2102031011199001",
        .motherName: "Fatimah",
      ])
    try keep(
      "registered",
      try scenario.perform(.register(Register(form: form, note: "Catatan")), by: "siti"))
    try keep(
      "registered-rejected",
      try scenario.perform(
        .register(Register(form: .person(2, born: "2010-01-01", [.rt: "", .rw: "", .papers: ""]))),
        by: "siti"))
    try keep(
      "undone-registration", try scenario.perform(.undo(Undo(2, note: "Catatan")), by: "siti"))
    try keep(
      "corrected",
      try scenario.perform(
        .correct(Correct(1, changes: Form([.name: "Warga É"]), note: "Catatan")), by: "siti"))
    try keep("undone-correction", try scenario.perform(.undo(Undo(1)), by: "siti"))
    let input = DecisionInput(1, note: "Catatan", signature: .sample)
    try keep("approved", try scenario.perform(.approve(Approve(input)), by: "budi"))
    try keep(
      "returned",
      try scenario.perform(
        .return(Return(DecisionInput(1, note: "Catatan"), reason: "A7")), by: "lina"))
    let other = try scenario.registered(.person(3))
    try keep(
      "filled",
      try scenario.perform(
        .correct(Correct(other, changes: Form([.phone: "081234567890"]), note: "Catatan")),
        by: "siti"))
    try keep(
      "rejected",
      try scenario.perform(
        .reject(
          Reject(DecisionInput(other, note: "Catatan", signature: .sample), reason: "B1")),
        by: "budi"))
    let listed = try scenario.registered(.person(9))
    let events = try scenario.perform(try list([9], replacing: true), by: "dewi")
    try keep("participantsAdded", events)
    try keep("rejected-by-rule", events)
    #expect(scenario.place(listed) == "rejected")
    let member = try scenario.qualified(.person(4))
    try keep(
      "enrolled", try scenario.perform(.enrol(Enrol(member, kpj: "12345678901")), by: "dewi"))
    let ended = try scenario.perform(
      .end(End(member, reason: "L2", on: CaseloadScenario.firstDay, note: "Catatan")), by: "dewi")
    try keep("ended", ended)
    try keep("undone", try scenario.perform(.undo(Undo(member, note: "Catatan")), by: "dewi"))
    let last = try scenario.qualified(.person(5))
    try keep(
      "enrolled-without-number",
      try scenario.perform(.enrol(Enrol(last, from: Month("2025-12"))), by: "dewi"))
    try keep(
      "ended-never-covered",
      try scenario.perform(
        .end(End(last, reason: "L2", on: CaseloadScenario.firstDay, until: .none)), by: "dewi"))
    let leaver = try scenario.registered(.person(6))
    try keep(
      "withdrawn",
      try scenario.perform(.withdraw(Withdraw(leaver, reason: "L2", note: "Catatan")), by: "siti"))
    let finished = try scenario.qualified(.person(7))
    try keep("approved-qualified", scenario.log.suffix(1).map(\.event))
    try scenario.perform(.enrol(Enrol(finished, kpj: "12345678901")), by: "dewi")
    try scenario.perform(
      .end(End(finished, reason: "L1", on: CaseloadScenario.firstDay)), by: "dewi")
    try scenario.perform(
      .correct(Correct(finished, changes: Form([.phone: "081234567890"]))), by: "dewi")
    try keep("undone-fill", try scenario.perform(.undo(Undo(finished)), by: "dewi"))
    let mistaken = try scenario.registered(.person(11))
    try scenario.perform(try list([10], replacing: false), by: "dewi")
    try keep(
      "corrected-rejected",
      try scenario.perform(
        .correct(Correct(mistaken, changes: Form([.nik: Form.nik(10)]))), by: "siti"))
    #expect(scenario.place(mistaken) == "rejected")
    try keep(
      "distinguished",
      try scenario.perform(
        .distinguish(Distinguish(mistaken, from: 1, note: "Catatan")), by: "lina"))
    let erase = Erase(last, ground: "surat 12/2026", lines: [EventLines.name(1)])
    try keep("erased", try scenario.perform(.erase(erase), by: .owner))
    // No command restores: it makes another folder.
    let store = try #require(scenario.caseload.created?.store)
    let restored = Restored(
      store: store, entry: 41, hash: EventLines.name(2), lines: [EventLines.name(1)])
    samples.append(("restored", .restored(restored)))
    try keep(
      "deskSet",
      try scenario.perform(.setDesk(SetDesk("desk-2", officers: ["siti", "budi"])), by: "adi"))
    let key = try SSHKey.sample(1)
    try keep(
      "keySet",
      try scenario.perform(
        .setKey(SetKey(key, of: .officer("siti"), until: Day("2026-12-31"))), by: "adi"))
    try keep(
      "keySet-desk",
      try scenario.perform(.setKey(SetKey(.sample(2), of: .desk("desk-2"))), by: .owner))
    try keep(
      "keyRemoved",
      try scenario.perform(.removeKey(RemoveKey(key, of: .officer("siti"))), by: "adi"))
    try keep("pinSet", try scenario.perform(.setPIN(SetPIN("siti", .sample)), by: "adi"))
    return samples
  }
}
