internal import CanonicalForm

/// A table as lines of text for a terminal, with columns as wide as what they hold.
public struct TextTable: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    public enum Alignment: Hashable, Sendable { case left, right }

    public var title: String
    public var alignment: Alignment
    /// Columns of the terminal that it takes at least.
    public var minimum: Int
    /// Whether it gives room where the table is too wide, down to ``minimum``.
    public var isFlexible: Bool

    public init(
      _ title: String, _ alignment: Alignment = .left, minimum: Int = 0, isFlexible: Bool = false
    ) {
      (self.title, self.alignment) = (title, alignment)
      (self.minimum, self.isFlexible) = (minimum, isFlexible)
    }
  }

  public var columns: [Column]
  /// A cell for each column; missing ones are empty, surplus ones are left out.
  public var rows: [[String]]

  public init(columns: [Column], rows: [[String]] = []) {
    (self.columns, self.rows) = (columns, rows)
  }

  /// The titles and the rows, two spaces between columns, no spaces at the end of a line.
  ///
  /// With a `width`, the flexible columns share what is too much, the widest giving first; what then
  /// is still too wide is cut off with `…`. What is unprintable is made visible
  /// (``DisplayWidth/visible(_:)``), line ends too, so that a row is always one line.
  public func lines(width: Int? = nil) -> [String] {
    let cells = ([columns.map(\.title)] + rows).map { row in
      columns.indices.map { DisplayWidth.visible($0 < row.count ? row[$0] : "") }
    }
    var widths = columns.indices.map { place in
      cells.reduce(columns[place].minimum) { max($0, DisplayWidth.of($1[place])) }
    }
    if let width { shrink(&widths, to: width - gap.count * max(0, columns.count - 1)) }
    return cells.map { row in
      let line = columns.indices.map { place in
        padded(row[place], widths[place], columns[place].alignment)
      }.joined(separator: gap)
      let end = line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex
      let trimmed = String(line[..<end])
      return width.map { DisplayWidth.fitted(trimmed, $0) } ?? trimmed
    }
  }

  private var gap: String { "  " }

  private func shrink(_ widths: inout [Int], to width: Int) {
    var surplus = widths.reduce(0, +) - width
    while surplus > 0 {
      let flexible = columns.indices.filter {
        columns[$0].isFlexible && widths[$0] > max(columns[$0].minimum, 1)
      }
      guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { return }
      // Down to the next widest at once, so that a cell of a megabyte takes no million rounds.
      let next = flexible.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      let floor = max(columns[widest].minimum, 1, min(next, widths[widest] - 1))
      let cut = min(surplus, widths[widest] - floor)
      widths[widest] -= cut
      surplus -= cut
    }
  }

  private func padded(_ text: String, _ width: Int, _ alignment: Column.Alignment) -> String {
    let text = DisplayWidth.fitted(text, width)
    let space = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    return alignment == .left ? text + space : space + text
  }
}
