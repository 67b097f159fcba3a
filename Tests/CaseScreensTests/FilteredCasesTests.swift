import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("filter of a list")
struct FilteredCasesTests {
  private let lines: CaseLines
  private let ids: [CaseID]

  init() throws {
    var scenario = try CaseloadScenario()
    let people: [[Field: String]] = [
      [.name: "Siti Nur'aini binti Rahman", .address: "Jl. Sei Rayapan Kilometer 12"],
      [.name: "Abdurrahmansyah", .rt: "012", .rw: "006", .address: "Jl. Rahmansyahputra"],
      [.name: "José Rahmán", .area: "21.02.08.2004"],
      [.name: "Ra", .occupation: "02", .address: "Ra"],
      [.name: "Rara Ra", .area: "21.02.04.1003", .rt: "003", .rw: "006"],
    ]
    for (index, changes) in people.enumerated() {
      try scenario.registered(.person(index + 1, changes))
    }
    try scenario.approve(2)
    lines = CaseLines(DeskPlayer(scenario).scene, hasStanding: true)
    ids = (1...people.count).map { CaseID($0) }
  }

  /// Every word that a case is found by at its start, folded one by one.
  private func words(beside line: CaseTable.Line, _ row: CaseRow) -> [String] {
    let wording = lines.scene.wording
    let short = line.neighbourhoodInShort
    let texts = [
      line.village, wording.area(row.area.district), line.occupation, line.remark, line.standing,
      line.reason, line.address, "RT \(line.neighbourhood)",
    ]
    let words = texts.flatMap { $0.split { !$0.isLetter && !$0.isNumber }.map { Text.folded($0) } }
    return words + [Text.folded(line.neighbourhood), Text.folded(short)]
  }

  private func isFound(_ id: CaseID, by word: String) throws -> Bool {
    let row = try #require(lines.caseload.row(id))
    let line = try #require(lines.line(id))
    return Text.folded(line.name).contains(word)
      || words(beside: line, row).contains { $0.hasPrefix(word) } || id.description == word
  }

  @Test(
    "every part of a name and every start of a word beside it finds who has it, and nobody else")
  func words() throws {
    var wanted: Set<String> = ["6", "1", "2", "zz", "nurainibintirahmans"]
    for id in ids {
      let row = try #require(lines.caseload.row(id))
      let line = try #require(lines.line(id))
      let name = Array(Text.folded(line.name))
      for start in name.indices {
        for end in start..<name.count { wanted.insert(String(name[start...end])) }
      }
      for word in words(beside: line, row) {
        for count in 1...max(1, word.count) { wanted.insert(String(word.prefix(count))) }
      }
    }
    let rows = lines.caseload.tableRows(ids)
    for word in wanted where !word.isEmpty {
      var cases = FilteredCases(rows)
      let found = cases.matching(word, lines).map(\.id)
      #expect(try found == ids.filter { try isFound($0, by: word) }, "\(word)")
    }
    #expect(wanted.count > 200)
  }

  @Test("typed letter by letter, taken back and typed on, it finds the same as at once")
  func letters() {
    let rows = lines.caseload.tableRows(ids)
    var typed = FilteredCases(rows)
    let texts = ["r", "ra", "rah", "ra", "ra r", "ra ra", "1", "12", "rt 012", "", "r", "s", "si"]
    for text in texts {
      var atOnce = FilteredCases(rows)
      #expect(typed.matching(text, lines) == atOnce.matching(text, lines), "\(text)")
    }
  }

  @Test("it knows who is in the list, in any order")
  func membership() {
    var cases = FilteredCases(lines.caseload.tableRows([2, 4]))
    cases.sort(by: .newest, lines)
    #expect(cases.rows.map(\.id) == [4, 2])
    #expect(ids.filter(cases.has) == [2, 4])
    #expect(!cases.has(99) && !cases.has(0))
  }
}
