import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

/// Keys that stand for all keys: every one that something is bound to, and some that nothing is.
private let everyKey: [Key] = {
  var keys: [Key] = []
  for binding in Binding.all { keys += binding.keys + binding.unlisted }
  keys += Array("yTNY609bjé工\u{301}|").map(Key.character)
  keys += [.tab, .backspace, .delete, .function(12), .control("x"), .control("u")]
  keys.append(.paste("s\ny\r2\t\u{1B}[A"))
  var seen: Set<Key> = []
  return keys.filter { seen.insert($0).inserted }
}()

/// A state of the desk, and the keys that lead there.
struct DeskState: CustomTestStringConvertible, Sendable {
  var officer: OfficerID
  var keys: [Key]
  var name: String
  var testDescription: String { "\(officer.rawValue) \(name)" }

  static let all: [DeskState] = inQueue + elsewhere

  private static let inQueue: [DeskState] = tabs.flatMap { tab in
    let inside: [(String, [Key])] = [
      ("list", []), ("page", [.enter]), ("filter", ["/"]), ("filtered", ["/", "a", .enter]),
      ("empty filter", ["/", "ž", .enter]), ("marks", [" ", " "]), ("all marks", ["*"]),
      ("help", ["?"]), ("palette", [":"]), ("palette typed", [":", "t"]), ("sort", ["o"]),
      ("approve?", ["*", "s"]), ("reject?", ["t"]), ("reject note", ["t", "2"]),
      ("return note", ["k", "3", "x"]), ("leave?", ["m"]), ("enrol?", ["d"]), ("signer?", ["g"]),
      ("page reject?", [.enter, "t"]), ("page help", [.enter, "?"]), ("decided", ["s"]),
      ("refused", ["*", "s", "y"]),
    ]
    return inside.map { name, keys in
      DeskState(officer: tab.officer, keys: ["3"] + tab.keys + keys, name: "\(tab.name), \(name)")
    }
  }

  private static let elsewhere: [DeskState] = {
    let nik = "2102035602849077".map(Key.character)
    let states: [(OfficerID, String, [Key])] = [
      ("dewi", "home", ["1"]), ("siti", "home of siti", ["1"]), ("owner", "home of owner", ["1"]),
      ("dewi", "home help", ["1", "?"]), ("siti", "form", ["2"]),
      ("siti", "form typed", ["2"] + nik + ["A", .enter]), ("siti", "form left", ["2", .escape]),
      ("siti", "form refused", ["2"] + nik + [.function(2)]), ("joko", "no form", ["2"]),
      ("siti", "form help", ["2", .function(1)]), ("dewi", "cases", ["4"]),
      ("dewi", "cases finding", ["4", "/", "a"]), ("dewi", "cases sort", ["4", "o"]),
      ("dewi", "case page", ["4", .enter]), ("dewi", "case page leave", ["4", .enter, "m"]),
      ("siti", "case page undo", ["4", .enter, "u"]), ("siti", "correcting", ["4", .enter, "p"]),
      ("dewi", "totals", ["5"]), ("dewi", "totals tab", ["5", .tab, .down, .right]),
      ("dewi", "totals moment", ["5", "w"]), ("dewi", "cases behind", ["5", .enter]),
      ("dewi", "page behind", ["5", .enter, .enter]), ("adi", "totals of nobody", ["5"]),
      ("dewi", "totals palette", ["5", ":"]),
    ]
    return states.map { DeskState(officer: $0, keys: $2, name: $1) }
  }()

  private static let tabs: [(officer: OfficerID, keys: [Key], name: String)] = [
    ("wati", [], "rt-rw"), ("mira", [], "kelurahan"), ("rina", [], "dinas-sosial"),
    ("dewi", [], "qualified"), ("siti", [], "repair"), ("joko", [.tab], "auditor"),
    ("owner", [.tab], "owner"), ("adi", [], "no rights"),
    ("budi", DeskState.signing, "signed"),
  ]

  private static let signing: [Key] =
    ["g"] + "Ketua".map(Key.character) + [.enter, .enter, "1", .enter]
}

@Suite("Every key in every state of the desk")
struct DeskKeysTests {
  /// A few cases in every tab, of names and addresses that are hard to lay out.
  static func scenario() throws -> CaseloadScenario {
    var scenario = try CaseloadScenario(officers: CaseloadScenario.queueOfficers)
    let names = [
      "Nur’aini Bte Dʒafar", "İbrahim Ÿ̈ö̧dı̇r", "王小明 李美華", String(repeating: "Abdul ", count: 16),
      "Zülkiflī b. Rahmān", "Kim 한글", "A",
    ]
    for number in 1...28 {
      let level: LevelID = ["rt-rw", "kelurahan", "dinas-sosial", "qualified"][number % 4]
      let form = Form.person(
        number,
        [
          .name: names[number % names.count], .address: "JL. 王 \(number)é",
          .area: number % 3 == 0 ? "21.02.04.1003" : "21.02.03.1001",
        ])
      let id = try scenario.wait(form, at: level, by: number % 5 == 0 ? "mira" : "siti")
      if number % 7 == 0, scenario.stage(id) == .waiting {
        try scenario.perform(
          .return(Return(scenario.decision(id, note: "KTP"), reason: "A7")),
          by: ["rt-rw": "budi", "kelurahan": "lina", "dinas-sosial": "rina"][level] ?? "wati")
      }
    }
    scenario.advance(to: "2025-11-25")
    return scenario
  }

  static let shared = Result { try DeskKeysTests.scenario() }

  private func player(_ state: DeskState, language: Language = .indonesian) throws -> DeskPlayer {
    var player = DeskPlayer(
      try DeskKeysTests.shared.get(), officer: state.officer, language: language)
    for key in state.keys { player.press(key) }
    return player
  }

  @Test(
    "no key has two meanings, every action has words, every hint can be done",
    arguments: DeskState.all)
  func offers(state: DeskState) throws {
    for language in Language.allCases {
      let player = try player(state, language: language)
      let offers = player.desk.offers(player.scene)
      var taken: [Key: Action] = [:]
      for offer in offers {
        let binding = offer.action.binding
        #expect(!binding.label(language).isEmpty)
        #expect(!binding.help(language).isEmpty)
        for key in binding.keys + binding.unlisted {
          #expect(taken[key] == nil, "\(key) is \(offer.action) and \(taken[key] ?? offer.action)")
          taken[key] = offer.action
        }
      }
      let isPlain = !player.desk.isCovered
      guard isPlain else { continue }
      let hints = offers.filter { $0.off == nil && $0.isHinted }.map { $0.hint(language) }
      let shown = hints.filter { player.hints.contains($0) }
      #expect(player.hints == shown.joined(separator: "  "))
    }
  }

  @Test("a key that nothing is offered for changes nothing", arguments: DeskState.all)
  func keysWithoutMeaning(state: DeskState) throws {
    let player = try player(state)
    let offers = player.desk.offers(player.scene)
    let isText = player.desk.isCovered || offers.contains { $0.action == .helpInForm }
    for key in everyKey where !isText && !offers.contains(where: { $0.has(key) }) {
      var after = player
      after.press(key)
      #expect(after.frame == player.frame, "\(key)")
      #expect(after.sent.count == player.sent.count)
    }
  }

  @Test("any key twice, in any state, leaves a frame in order", arguments: DeskState.all)
  func keepsOrder(state: DeskState) throws {
    let player = try player(state)
    expectOrder(player)
    for key in everyKey {
      var after = player
      after.burst([key, key])
      expectOrder(after)
    }
  }

  @Test("Enter never says yes, and no verb answers its own question", arguments: DeskState.all)
  func neverByItself(state: DeskState) throws {
    var player = try player(state)
    guard player.desk.isAsking, player.screen.contains("y ya") else { return }
    let before = player.sent.count
    for key in everyKey where !Question.answersToYesOrNo.contains(key) && key != .control("c") {
      player.press(key)
      #expect(player.desk.isAsking)
    }
    #expect(player.sent.count == before)
    player.press("t")
    #expect(!player.desk.isAsking)
    #expect(player.sent.count == before)
  }
}

/// Expects what holds for every frame of every state.
func expectOrder(_ player: DeskPlayer, sourceLocation: SourceLocation = #_sourceLocation) {
  let frame = player.frame
  var faults = frame.faults
  // What covers the screen has the cursor, and so has a field in it.
  let isPlain =
    !player.desk.isCovered && !frame.size.isTooSmall
    && !player.desk.offers(player.scene).contains { $0.action == .helpInForm }
  if isPlain {
    let selected = (1..<frame.size.rows - 2).first { frame.row($0).first?.character == "►" }
    if let selected, frame.cursor != .init(row: selected, column: 0) {
      faults.append("the cursor is not on the selected row \(selected)")
    }
    if let claim = player.claim, !frame.lines[1].contains("\(claim)") {
      faults.append("\(claim) is claimed and not shown")
    }
  }
  guard !faults.isEmpty else { return }
  Issue.record(
    "\(faults)\n\(frame.lines.joined(separator: "\n"))", sourceLocation: sourceLocation)
}

extension Frame {
  /// What is wrong with its cells and its cursor.
  var faults: [String] {
    var faults: [String] = []
    if cells.count != size.rows * size.columns { faults.append("\(cells.count) cells") }
    for row in 0..<size.rows {
      var isHalf = false
      for cell in self.row(row) {
        let isCovered = cell.character == Cell.covered.character
        if isHalf != isCovered { faults.append("half a letter in row \(row)") }
        isHalf = false
        if isCovered || cell.character.isASCII && cell.character >= " " { continue }
        let scalars = cell.character.unicodeScalars
        if scalars.count > 5 || scalars.contains(where: \.isUnprintable) {
          faults.append("no letter of a cell in row \(row)")
        }
        isHalf = DisplayWidth.of(String(cell.character)) == 2
      }
      if isHalf { faults.append("half a letter at the end of row \(row)") }
    }
    if cells.last != Cell(" ") { faults.append("the last cell is taken") }
    if let cursor {
      let isInside =
        (0..<size.rows).contains(cursor.row) && (0..<size.columns).contains(cursor.column)
      if !isInside { faults.append("the cursor is at \(cursor)") }
    }
    return faults
  }
}
