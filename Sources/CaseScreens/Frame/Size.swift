/// The size of a terminal in character cells.
public struct Size: Hashable, Sendable {
  public var rows: Int
  public var columns: Int

  public init(rows: Int, columns: Int) { (self.rows, self.columns) = (rows, columns) }

  /// What the screens are drawn for: 24 rows of 80 columns.
  public static let standard = Size(rows: 24, columns: 80)
  /// The smallest terminal in which they work; below it the desk says so and waits.
  public static let smallest = Size(rows: 15, columns: 60)
  /// From how many columns on a list has the selected case beside it.
  static let columnsForPane = 120

  var isTooSmall: Bool { rows < Size.smallest.rows || columns < Size.smallest.columns }
  var hasPane: Bool { columns >= Size.columnsForPane }
}
