internal import CanonicalForm

/// Everything that a terminal shows at one moment: its cells and where the cursor stands.
///
/// Nothing that is put into a frame can leave its place or drive the terminal: text is cut to the columns
/// that it is given, and what cannot be printed is shown by its code point.
public struct Frame: Hashable, Sendable {
  public let size: Size
  /// The cells, row by row.
  public private(set) var cells: [Cell]
  /// Where the hardware cursor stands, counted from 0; nil where there is nothing to point at.
  public private(set) var cursor: Position?

  public struct Position: Hashable, Sendable {
    public var row: Int
    public var column: Int

    public init(row: Int, column: Int) { (self.row, self.column) = (row, column) }
  }

  public init(_ size: Size) {
    self.size = size
    cells = Array(repeating: .blank, count: max(0, size.rows) * max(0, size.columns))
  }
}

extension Frame {
  /// The cells of one row, from the left.
  public func row(_ row: Int) -> ArraySlice<Cell> {
    cells[row * size.columns..<(row + 1) * size.columns]
  }

  /// Puts a line of text at a place, cut with `…` behind `width` columns or at the right edge.
  ///
  /// - Returns: the column behind it.
  @discardableResult
  mutating func put(
    _ text: String, _ row: Int, _ column: Int, width: Int = .max, _ style: Style = .plain
  ) -> Int {
    let room = min(width, size.columns - column)
    guard (0..<size.rows).contains(row), column >= 0, room > 0 else { return column }
    let start = row * size.columns
    // Half a wide letter cannot be shown: what stands there gives way whole.
    if column > 0, cells[start + column].isCovered {
      set(start + column - 1, .blank)
    }
    let end = fill(text, start, column, room, style)
    if end < size.columns, cells[start + end].isCovered {
      set(start + end, .blank)
    }
    return end
  }

  /// Fills the cells of a row from `column` on, which has `room`; answers the column behind.
  private mutating func fill(
    _ text: String, _ start: Int, _ column: Int, _ room: Int, _ style: Style
  ) -> Int {
    // Nearly every text is of ASCII letters that fit.
    if text.utf8.count <= room, DisplayWidth.isPlain(text) {
      let letters = text.utf8.span
      let first = start + column
      var row = cells.mutableSpan
      for place in 0..<min(letters.count, row.count - 1 - first) {
        row[first + place] = Cell(ascii: letters[place], style)
      }
      return column + letters.count
    }
    var place = column
    // The cell that a mark joins.
    var letter: Int?
    for scalar in DisplayWidth.fitted(text, room).unicodeScalars {
      let width = DisplayWidth.of(String(scalar))
      if width == 0 {
        if let letter { join(scalar, letter) }
        continue
      }
      guard place + width <= column + room, start + place + width <= cells.count else { break }
      letter = start + place
      // A wide letter that would reach the last cell, which stays blank, stays away whole.
      if width == 1 || start + place + width < cells.count {
        set(start + place, Cell(Character(scalar), style))
        for covered in 1..<max(2, width) where covered < width {
          var half = Cell.covered
          half.style = style
          set(start + place + covered, half)
        }
      }
      place += width
    }
    return place
  }

  /// Adds a mark to the letter of a cell, up to as many as a terminal takes.
  private mutating func join(_ mark: Unicode.Scalar, _ place: Int) {
    var joined = cells[place]
    guard joined.add(mark) else { return }
    // What would stand beside the letter is none of its marks.
    if String(String.UnicodeScalarView(joined.scalars.compactMap(Unicode.Scalar.init))).count == 1 {
      cells[place] = joined
    }
  }

  /// Puts a text so that it ends before column `end`; what is too wide loses its end.
  mutating func put(_ text: String, _ row: Int, endingAt end: Int, _ style: Style = .plain) {
    let width = min(DisplayWidth.of(DisplayWidth.visible(text)), end)
    put(text, row, end - width, width: width, style)
  }

  /// Puts the cursor at a place, if that lies inside.
  mutating func point(_ row: Int, _ column: Int) {
    guard (0..<size.rows).contains(row), (0..<size.columns).contains(column) else { return }
    cursor = Position(row: row, column: column)
  }

  private mutating func set(_ place: Int, _ cell: Cell) {
    // In the last cell of the last row many terminals would scroll.
    guard place < cells.count - 1 else { return }
    cells[place] = cell
  }

  mutating func replaceCharacters(_ other: (Character) -> Character) {
    for place in cells.indices { cells[place].character = other(cells[place].character) }
  }

  /// The rows as text without spaces at their ends, for tests and for people.
  public var lines: [String] {
    (0..<size.rows).map { row in
      var line = String(self.row(row).filter { !$0.isCovered }.map(\.character))
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
