import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

/// A state of the desk that officers meet, and what it looks like at every size.
///
/// A fixture holds for each size the rows behind `|`, then the styles of the rows that have any beside
/// the plain one as runs (`6B` six cells of title), then the cursor, then in ASCII the rows that are
/// others there. Frames know styles and no colours: that every style has a look with and without them
/// stands in LookTests, and that no word hangs on one in the rows here.
struct GoldenFrame: Sendable, CustomTestStringConvertible {
  var name: String
  var officer: OfficerID
  var language: Language
  var store: GoldenStore
  var sizes: [Size]
  var memory: DeskMemory
  var drafts: [Draft]
  var isSimulated = false
  /// The keys that lead there, and what happens around the desk.
  var steps: @Sendable (inout DeskPlayer) -> Void

  init(
    _ name: String, _ officer: OfficerID, _ language: Language = .indonesian,
    _ store: GoldenStore = .many, sizes: [Size]? = nil, memory: DeskMemory = DeskMemory(),
    drafts: [Draft] = [], isSimulated: Bool = false,
    steps: @escaping @Sendable (inout DeskPlayer) -> Void = { _ in }
  ) {
    (self.name, self.officer, self.language, self.store) = (name, officer, language, store)
    self.sizes = sizes ?? (language == .indonesian ? GoldenFrame.allSizes : [.standard])
    (self.memory, self.drafts, self.isSimulated) = (memory, drafts, isSimulated)
    self.steps = steps
  }

  static let allSizes = [Size.standard, .smallest, Size(rows: 43, columns: 132)]

  /// The path of the fixture in the folder `fixtures`.
  var fixture: String {
    "screens/\(name)\(language == .english ? "-en" : "").txt"
  }
  var testDescription: String { language == .english ? "\(name), English" : name }

  func player(_ size: Size) throws -> DeskPlayer {
    let content = try store.content
    var player = DeskPlayer(
      content.scenario, officer: officer, language: language, size: size, drafts: drafts,
      memory: memory)
    if !isSimulated { player.caseload = content.real }
    player.settle()
    steps(&player)
    return player
  }
}

extension Frame {
  /// The frame as a fixture holds it.
  var goldenText: String {
    var text = ["\(size.columns)x\(size.rows)"] + lines.map { "|\($0)" }
    let styles = (0..<size.rows).compactMap { row in
      GoldenFrame.runs(self.row(row)).map { "\(row): \($0)" }
    }
    if !styles.isEmpty { text += ["styles:"] + styles }
    text.append(cursor.map { "cursor \($0.row),\($0.column)" } ?? "no cursor")
    let others = zip(lines, ascii.lines).enumerated().filter { $1.0 != $1.1 }
    if !others.isEmpty { text += ["ascii:"] + others.map { "\($0):|\($1.1)" } }
    return text.joined(separator: "\n") + "\n"
  }
}

extension GoldenFrame {
  /// The styles of a row as runs; nil where all of it is plain.
  static func runs(_ row: ArraySlice<Cell>) -> String? {
    var runs: [(style: Style, count: Int)] = []
    for cell in row {
      if let last = runs.indices.last, runs[last].style == cell.style {
        runs[last].count += 1
      } else {
        runs.append((cell.style, 1))
      }
    }
    if runs.last?.style == .plain { runs.removeLast() }
    let words = runs.map { "\($0.count)\($0.style.rawValue)" }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
