import CanonicalForm
import CaseDomain
import TestSupport

@testable import CaseScreens

extension CaseloadScenario {
  /// Officers of the sample, and three for four eyes: `mira` registers and verifies at two levels,
  /// `yanti` is a second verifier of Dinas Sosial, `hendra` has one kelurahan alone.
  static let queueOfficers =
    Officer.sample + [
      .sample(
        "mira", "registrar:21.02", "verifier:kelurahan:21.02", "verifier:dinas-sosial:21.02"),
      .sample("yanti", "verifier:dinas-sosial:21.02", "verifier:kelurahan:21.02"),
      .sample(
        "hendra", "registrar:21.02.03.1001", "verifier:rt-rw:21.02.03.1001",
        "verifier:kelurahan:21.02.03.1001"),
    ]

  /// So many cases that wait at a level, all registered by `siti`; the first has number 1.
  static func waiting(
    _ count: Int, at level: LevelID = "kelurahan", _ changes: [Field: String] = [:]
  ) throws -> CaseloadScenario {
    var scenario = try CaseloadScenario(officers: queueOfficers)
    for number in 0..<count { try scenario.wait(.person(number + 1, changes), at: level) }
    return scenario
  }

  /// Registers a person and has the levels before `level` approve.
  @discardableResult
  mutating func wait(_ form: Form, at level: LevelID, by officer: OfficerID = "siti") throws
    -> CaseID
  {
    let id = try registered(form, by: officer)
    while caseload.file(id)?.standing.level != level, stage(id) == .waiting { try approve(id) }
    return id
  }
}

extension DeskPlayer {
  /// A desk whose queue is open, on the tab of the officer.
  static func queue(
    _ scenario: CaseloadScenario, officer: OfficerID = "lina", language: Language = .indonesian,
    size: Size = .standard
  ) -> DeskPlayer {
    var player = DeskPlayer(scenario, officer: officer, language: language, size: size)
    player.press("3")
    return player
  }

  /// The numbers of the cases that were sent with a verb, in order.
  var decided: [Int] { sent.compactMap { $0.command.caseID?.number } }

  /// The numbers of the cases in the rows of the list that can be seen.
  var listed: [Int] { rows.compactMap(\.number) }

  /// The number of the case in the selected row.
  var selected: Int? { rows.first { $0.line.hasPrefix("►") }?.number }

  /// The numbers of the cases in marked rows.
  var marked: [Int] { rows.filter { $0.line.dropFirst().first == "*" }.compactMap(\.number) }

  /// The row of a case.
  func row(_ number: Int) -> String? { rows.first { $0.number == number }?.line }

  private var rows: [(line: String, number: Int?)] {
    lines.dropFirst(3).dropLast(2).map { line in
      let words = line.dropFirst(2).split(separator: " ", maxSplits: 1)
      return (line, words.first.flatMap { Int($0) })
    }
  }

  /// What stood behind the last claim that colleagues were told of.
  var claim: CaseID? {
    for effect in effects.reversed() {
      if case .claim(let id) = effect { return id }
    }
    return nil
  }

  /// The keys of a word.
  static func keys(_ text: String) -> [Key] { text.map(Key.character) }
}
