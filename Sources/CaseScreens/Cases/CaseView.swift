internal import CanonicalForm
internal import CaseDomain

/// A case on a page: what is known, what the rules say of it, what an approval affirms, its
/// history.
///
/// It is laid out for the width that it is drawn in; every line that does not fit is reached by
/// scrolling.
struct CaseView {
  /// A text in a line of the page, from a column on.
  struct Piece: Hashable, Sendable {
    var column: Int
    var text: String
    var style = Style.plain
    /// Where it ends at the latest; nil for the right edge of the page.
    var end: Int?
  }

  private let heading: CaseHeading
  private let content: CaseContent
  /// Whether what is in order and what only divides is left out, for want of rows.
  private let isTerse: Bool

  /// The case as the scene shows it, or as it was at a moment of the past.
  init(_ file: CaseFile, _ scene: Scene, past: PastView? = nil, isOpened: Bool = true) {
    heading = CaseHeading(file, scene, past)
    content = CaseContent(file, scene, past, isOpened: isOpened)
    isTerse = scene.size.rows < CaseView.rowsForAll
  }

  private static let rowsForAll = 20
}

extension CaseView {
  /// How far a page of this size can be scrolled: until its last line stands on the last row.
  func maximumScroll(size: Size) -> Int {
    max(0, content.lines(size.columns, isTerse: isTerse).count - size.rows)
  }

  /// Draws the line above the page, with `position` at its right end, and points at it.
  func drawHeading(on frame: inout Frame, _ row: Int, position: String = "") {
    let columns = frame.size.columns
    let room = columns - (position.isEmpty ? 0 : DisplayWidth.of(position) + 2)
    frame.put(heading.fitting(room), row, 0, width: room)
    frame.put(position, row, endingAt: columns)
    frame.point(row, 0)
  }

  /// Draws the selected case of a list beside it, where the screen has room for both.
  static func drawPane(
    _ id: CaseID?, on frame: inout Frame, lines: Range<Int>, beside width: Int, _ scene: Scene,
    past: PastView? = nil
  ) {
    guard scene.size.hasPane, let id,
      let file = (past?.caseload ?? scene.caseload).file(id)
    else { return }
    let view = CaseView(file, scene, past: past, isOpened: false)
    let columns = width + 2..<scene.size.columns
    let heading = view.heading.fitting(columns.count)
    frame.put(heading, lines.lowerBound + 1, columns.lowerBound, width: columns.count)
    view.draw(
      on: &frame, rows: lines.lowerBound + 3..<lines.upperBound, columns: columns, scroll: 0)
  }

  /// Draws as much of the page behind `scroll` as there are rows.
  func draw(on frame: inout Frame, rows: Range<Int>, columns: Range<Int>, scroll: Int) {
    let lines = content.lines(columns.count, isTerse: isTerse)
    let first = max(0, min(scroll, lines.count - rows.count))
    for (row, line) in zip(rows, lines.dropFirst(first)) {
      for piece in line {
        let end = min(piece.end ?? columns.count, columns.count)
        frame.put(
          piece.text, row, columns.lowerBound + piece.column, width: max(0, end - piece.column),
          piece.style)
      }
    }
  }
}
