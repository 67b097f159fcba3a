public import Testing

/// What stands on the screen of a terminal that has been sent some bytes: the part of an xterm that
/// programs drawn by ncurses use.
///
/// Anything else that is sent is in ``unknown``, so that a test notices what no terminal would be sent.
public struct ScreenModel: Sendable {
  /// How a cell looks.
  public struct Style: Hashable, Sendable {
    public var isBold = false
    public var isDim = false
    public var isUnderlined = false
    public var isReversed = false
    /// A number of the palette; nil is the terminal's own colour.
    public var foreground: Int?
    public var background: Int?

    public init() {}
  }

  /// One column of one row.
  struct Cell: Hashable, Sendable {
    /// A letter with its combining marks; empty behind a letter of two columns.
    var text = " "
    var style = Style()
  }

  /// Where the cursor stands, counted from 0, and what goes with it.
  struct Cursor: Hashable, Sendable {
    var row = 0
    var column = 0
    /// The last column is written; the next letter begins the next line.
    var isWrapping = false
    var style = Style()
    /// What G0 and G1 are, and which of them is in use.
    var drawsLines = [false, false]
    var shift = 0
  }

  /// One of the two screens of a terminal.
  struct Page: Sendable {
    var cells: [[Cell]]
    var saved = Cursor()
  }

  public private(set) var rows: Int
  public private(set) var columns: Int
  /// Whether the screen is the one of full-screen programs.
  public internal(set) var isAlternate = false
  public internal(set) var isCursorVisible = true
  /// The private modes that are on: 1 cursor keys of applications, 2004 brackets around pastes, 1000 to
  /// 1006 the mouse.
  public internal(set) var modes: Set<Int> = [7]
  /// What was sent for the title and other settings of the window, oldest first.
  public internal(set) var settings: [String] = []
  /// How often the bell was rung.
  public internal(set) var bells = 0
  /// Every sequence that is no part of this terminal, as it can be read: `ESC[5n`.
  public internal(set) var unknown: [String] = []
  /// Every style that a letter was written in since the beginning.
  public internal(set) var stylesUsed: Set<Style> = []

  var page: Page
  var otherPage: Page
  var point = Cursor()
  /// The rows that scroll.
  var region: Range<Int>
  var tabStops: Set<Int>
  var isInserting = false
  var lastLetter: Unicode.Scalar?
  var state = State.text

  public init(rows: Int = 24, columns: Int = 80) {
    (self.rows, self.columns) = (max(1, rows), max(1, columns))
    let line = Array(repeating: Cell(), count: self.columns)
    page = Page(cells: Array(repeating: line, count: self.rows))
    otherPage = page
    region = 0..<self.rows
    tabStops = ScreenModel.usualTabStops
  }

  static let usualTabStops = Set(stride(from: 8, to: 1_000, by: 8))

  /// The text of each row, without the blanks at its end.
  public var lines: [String] {
    page.cells.map { row in
      let end = row.lastIndex { $0.text != " " }.map { $0 + 1 } ?? 0
      return row[..<end].map(\.text).joined()
    }
  }

  /// All lines as one text.
  public var text: String { lines.joined(separator: "\n") }

  /// The style of each cell of each row.
  public var styles: [[Style]] { page.cells.map { $0.map(\.style) } }

  /// Where the cursor stands, counted from 0.
  public var cursor: (row: Int, column: Int) { (point.row, point.column) }

  /// The title of the window that was set last.
  public var title: String? {
    settings.last { $0.hasPrefix("0;") || $0.hasPrefix("2;") }.map { String($0.dropFirst(2)) }
  }

  /// Changes the size: rows are cut or added below, columns on the right.
  public mutating func resize(rows: Int, columns: Int) {
    (self.rows, self.columns) = (max(1, rows), max(1, columns))
    fit(&page)
    fit(&otherPage)
    region = 0..<self.rows
    point.row = min(point.row, self.rows - 1)
    point.column = min(point.column, self.columns - 1)
    point.isWrapping = false
  }

  private func fit(_ page: inout Page) {
    let blank = Array(repeating: Cell(), count: columns)
    page.cells = (0..<rows).map { row in
      guard page.cells.indices.contains(row) else { return blank }
      return Array((page.cells[row] + blank).prefix(columns))
    }
    page.saved.row = min(page.saved.row, rows - 1)
    page.saved.column = min(page.saved.column, columns - 1)
  }
}

extension ScreenModel: CustomTestStringConvertible {
  /// The screen in a frame, with the cursor below it.
  public var testDescription: String {
    let edge = "+" + String(repeating: "-", count: columns) + "+"
    return (["", edge] + lines.map { "|" + $0 } + [edge, "cursor \(point.row),\(point.column)"])
      .joined(separator: "\n")
  }
}

// MARK: - Writing

extension ScreenModel {
  /// Writes a letter where the cursor stands.
  mutating func write(_ scalar: Unicode.Scalar) {
    let width = ScreenModel.width(scalar)
    guard width > 0 else { return combine(scalar) }
    lastLetter = scalar
    stylesUsed.insert(point.style)
    if modes.contains(7), point.isWrapping || width > columns - point.column { nextLine() }
    guard width <= columns - point.column else { return }
    if isInserting { insertBlanks(width) }
    for column in point.column..<point.column + width { tear(column) }
    let drawn = point.drawsLines[point.shift] ? ScreenModel.lineDrawing[scalar] : nil
    page.cells[point.row][point.column] = Cell(text: String(drawn ?? scalar), style: point.style)
    if width == 2 {
      page.cells[point.row][point.column + 1] = Cell(text: "", style: point.style)
    }
    point.isWrapping = point.column + width >= columns
    point.column = min(point.column + width, columns - 1)
  }

  /// Adds a mark to the letter before the cursor.
  private mutating func combine(_ mark: Unicode.Scalar) {
    var column = point.isWrapping ? point.column : point.column - 1
    if column > 0, page.cells[point.row][column].text.isEmpty { column -= 1 }
    if column >= 0 { page.cells[point.row][column].text.unicodeScalars.append(mark) }
  }

  /// Blanks the other half of a letter of two columns of which one column is about to go.
  private mutating func tear(_ column: Int) {
    let row = point.row
    if page.cells[row][column].text.isEmpty, column > 0 {
      page.cells[row][column - 1].text = " "
    }
    if column + 1 < columns, page.cells[row][column + 1].text.isEmpty {
      page.cells[row][column + 1].text = " "
    }
  }

  private mutating func nextLine() {
    point.column = 0
    point.isWrapping = false
    lineFeed()
  }

  /// An empty cell; it has the background that is set, as in an xterm.
  private var blank: Cell {
    var cell = Cell()
    cell.style.background = point.style.background
    return cell
  }

  private var blankLine: [Cell] { Array(repeating: blank, count: columns) }
}

// MARK: - Moving and erasing

extension ScreenModel {
  mutating func move(toRow row: Int, column: Int) {
    point.row = min(max(0, row), rows - 1)
    point.column = min(max(0, column), columns - 1)
    point.isWrapping = false
  }

  /// Up or down, no further than the end of the rows that scroll.
  mutating func moveRows(_ count: Int) {
    let top = point.row >= region.lowerBound ? region.lowerBound : 0
    let bottom = point.row < region.upperBound ? region.upperBound - 1 : rows - 1
    move(toRow: min(max(top, point.row + count), bottom), column: point.column)
  }

  mutating func lineFeed() {
    point.isWrapping = false
    if point.row == region.upperBound - 1 {
      scroll(1)
    } else if point.row < rows - 1 {
      point.row += 1
    }
  }

  mutating func reverseLineFeed() {
    point.isWrapping = false
    if point.row == region.lowerBound {
      scroll(-1)
    } else if point.row > 0 {
      point.row -= 1
    }
  }

  mutating func tabulate(_ count: Int) {
    for _ in 0..<min(abs(count), columns) {
      let next =
        count > 0
        ? tabStops.filter { $0 > point.column }.min() ?? columns - 1
        : tabStops.filter { $0 < point.column }.max() ?? 0
      move(toRow: point.row, column: next)
    }
  }

  /// Moves the rows that scroll up by `count`, or down where it is negative.
  mutating func scroll(_ count: Int) { scroll(region, count) }

  private mutating func scroll(_ range: Range<Int>, _ count: Int) {
    let size = min(abs(count), range.count)
    let blanks = Array(repeating: blankLine, count: size)
    let lines = Array(page.cells[range])
    page.cells.replaceSubrange(
      range,
      with: count > 0 ? Array(lines[size...]) + blanks : blanks + Array(lines.dropLast(size)))
  }

  /// Inserts rows at the cursor, or takes them out where `count` is negative.
  mutating func insertLines(_ count: Int) {
    guard region.contains(point.row) else { return }
    scroll(point.row..<region.upperBound, -count)
    point.isWrapping = false
  }

  mutating func insertBlanks(_ count: Int) {
    point.isWrapping = false
    let size = min(count, columns - point.column)
    tear(point.column)
    page.cells[point.row].insert(
      contentsOf: Array(repeating: blank, count: size), at: point.column)
    page.cells[point.row].removeLast(size)
  }

  mutating func deleteLetters(_ count: Int) {
    point.isWrapping = false
    let size = min(count, columns - point.column)
    tear(point.column)
    page.cells[point.row].removeSubrange(point.column..<point.column + size)
    page.cells[point.row] += Array(repeating: blank, count: size)
  }

  mutating func erase(columns range: Range<Int>) {
    point.isWrapping = false
    for column in range.clamped(to: 0..<columns) {
      tear(column)
      page.cells[point.row][column] = blank
    }
  }

  mutating func erase(rows range: Range<Int>) {
    for row in range { page.cells[row] = blankLine }
  }

  mutating func setRegion(_ top: Int, _ bottom: Int) {
    guard top < bottom, top >= 0 else { return }
    region = top..<min(bottom, rows)
    move(toRow: 0, column: 0)
  }

  mutating func showAlternate(_ isOn: Bool, clearing: Bool) {
    guard isOn != isAlternate else { return }
    swap(&page, &otherPage)
    isAlternate = isOn
    if isOn, clearing { erase(rows: 0..<rows) }
  }
}
