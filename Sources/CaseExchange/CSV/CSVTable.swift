/// The rows of a CSV file that hold something, as text.
public struct CSVTable: Hashable, Sendable {
  public var rows: [CSVRow]

  public init(rows: [CSVRow]) { self.rows = rows }
}

/// One row of a CSV file.
public struct CSVRow: Hashable, Sendable {
  /// The line of the file on which the row starts, from 1.
  public var line: Int
  public var cells: [String]

  public init(line: Int, cells: [String]) { (self.line, self.cells) = (line, cells) }

  /// The cell at `index`; empty where the row is shorter.
  subscript(index: Int) -> String { index < cells.count ? cells[index] : "" }
}
