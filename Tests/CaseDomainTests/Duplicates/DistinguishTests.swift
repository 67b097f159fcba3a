import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("Telling two cases apart")
struct DistinguishTests {
  /// Cases 1 and 2 are of one name, birth date and house; case 3 lies elsewhere.
  var scenario: CaseloadScenario

  init() throws {
    scenario = try CaseloadScenario(
      officers: Officer.sample + [
        .sample("nina", "registrar:21.02.04"), .sample("tuti", "verifier:kelurahan:21.02.03.1001"),
        .sample("umi", "enroller:21.02", "auditor:21.02"),
      ])
    let name: [Field: String] = [.name: "Ridwan Hakim"]
    try scenario.registered(.person(1, name))
    try scenario.registered(.person(2, name))
    try scenario.registered(.person(3, [.name: "Ridwan Hakim", .area: "21.02.04.1003"]))
  }

  private func distinguish(_ id: CaseID, _ other: CaseID, _ note: String? = "ibu berbeda")
    -> Command
  {
    .distinguish(Distinguish(id, from: other, note: note))
  }

  @Test("A pair that was told apart is not shown again, from neither side")
  func remembered() throws {
    var own = self
    #expect(own.scenario.caseload.lookAlikes(of: 1).map(\.id) == [2, 3])
    let events = try own.scenario.perform(distinguish(2, 1), by: "siti")
    #expect(events.map(\.kind) == ["distinguished"] && events.map(\.caseID) == [2])
    #expect(own.scenario.caseload.areDistinguished(CasePair(1, 2)))
    #expect(own.scenario.caseload.lookAlikes(of: 1).map(\.id) == [3])
    #expect(own.scenario.caseload.lookAlikes(of: 2).map(\.id) == [3])
    #expect(
      own.scenario.caseload.lookAlikePairs().map(\.pair) == [CasePair(1, 3), CasePair(2, 3)])
    #expect(own.scenario.stage(2) == .waiting && own.scenario.caseload.file(2)?.history.count == 2)
    let again = own.scenario.caseload.examine(
      .person(2, [.name: "Ridwan Hakim"]), replacing: 2, at: own.scenario.now)
    #expect(again.lookAlikes.map(\.id) == [3])
    #expect(
      own.scenario.refusal(of: distinguish(1, 2), by: "siti") == .alreadyDistinguished(1, 2))
  }

  @Test("It is taken back like anything else, and the pair is shown again")
  func undone() throws {
    var own = self
    try own.scenario.perform(distinguish(2, 1), by: "lina")
    try own.scenario.perform(.undo(Undo(2)), by: "lina")
    #expect(own.scenario.caseload.lookAlikes(of: 1).map(\.id) == [2, 3])
    #expect(own.scenario.place(2) == "waiting:rt-rw")
    try own.scenario.perform(distinguish(1, 2), by: "siti")
    #expect(own.scenario.caseload.areDistinguished(CasePair(2, 1)))
  }

  @Test("A registrar and a verifier of one of the two villages may, nobody else")
  func rights() throws {
    for (officer, pair, isAllowed) in [
      ("siti", (1, 2), true), ("tuti", (1, 3), true), ("tuti", (3, 1), true),
      ("nina", (1, 3), true),
      ("nina", (1, 2), false), ("umi", (1, 2), false), ("adi", (1, 2), false),
    ] as [(OfficerID, (Int, Int), Bool)] {
      let command = distinguish(CaseID(pair.0), CaseID(pair.1))
      let refusal = scenario.refusal(of: command, by: officer)
      #expect((refusal == nil) == isAllowed, "\(officer) \(pair)")
      if case .notAllowed(let right)? = refusal { #expect(right.roles == [.registrar, .verifier]) }
    }
    #expect(
      scenario.refusal(of: distinguish(1, 2), by: .owner) == .ownerDoesNotDecide(.distinguish))
    #expect(scenario.refusal(of: distinguish(1, 2), by: "tono") == .unknownOfficer("tono"))
  }

  @Test("There are two cases, and a note says what tells them apart")
  func refused() throws {
    var own = self
    #expect(own.scenario.refusal(of: distinguish(1, 1), by: "siti") == .sameCase(1))
    #expect(own.scenario.refusal(of: distinguish(1, 9), by: "siti") == .unknownCase(9))
    #expect(own.scenario.refusal(of: distinguish(9, 1), by: "siti") == .unknownCase(9))
    for note in [nil, " "] {
      #expect(
        own.scenario.refusal(of: distinguish(1, 2, note), by: "siti") == .distinctionNeedsNote(1, 2)
      )
    }
    try own.scenario.perform(.undo(Undo(3)), by: "siti")
    #expect(own.scenario.refusal(of: distinguish(1, 3), by: "siti") == .cancelled(3))
  }

  @Test("A copy of the state made before an index was built or a change is none the wiser")
  func copies() throws {
    var own = self
    let before = own.scenario.caseload
    try own.scenario.registered(.person(4, [.name: "Ridwan Hakim"]))
    #expect(own.scenario.caseload.lookAlikes(of: 1).count == 3)
    #expect(before.lookAlikes(of: 1).count == 2)
    let middle = own.scenario.caseload
    try own.scenario.registered(.person(5, [.name: "Ridwan Hakim"]))
    #expect(own.scenario.caseload.lookAlikes(of: 1).count == 4)
    #expect(middle.lookAlikes(of: 1).count == 3 && before.lookAlikes(of: 1).count == 2)
  }

  @Test("A state read from a snapshot remembers the pair")
  func snapshot() throws {
    var own = self
    try own.scenario.perform(distinguish(2, 1), by: "siti")
    try own.scenario.perform(distinguish(3, 1), by: "siti")
    try own.scenario.perform(.undo(Undo(3)), by: "siti")
    var read = Caseload()
    own.scenario.caseload.writeFrame { line in
      #expect((try? JSONObject(parsing: line.bytes)).map { read.takeFrame($0) } == true)
    }
    #expect(read.areDistinguished(CasePair(1, 2)) && !read.areDistinguished(CasePair(1, 3)))
  }

  @Test("The history says so in words")
  func words() throws {
    var own = self
    try own.scenario.perform(distinguish(2, 1), by: "siti")
    let file = try #require(own.scenario.caseload.file(2))
    let item = try #require(file.history.last)
    for (language, told, other) in [
      (Language.indonesian, "bukan orang yang sama", "dengan berkas 1"),
      (.english, "not the same person", "as case 1"),
    ] {
      let words = Wording(language, own.scenario.caseload)
      let lines = words.history(item, of: file, own.scenario.caseload)
      #expect(lines[0].contains(told) && lines[1].contains(other))
      #expect(lines[2].contains("ibu berbeda"))
      #expect(words.event(item.event).contains("\(told) \(other)"))
    }
  }
}
