internal import CanonicalForm
internal import CaseDomain

/// Where the columns of a table of totals stand on a screen of some width.
///
/// The names stay. Where there is no room for all numbers, those that can be missed stand behind
/// the others, and the numbers are scrolled so that the selected one is in sight.
struct TotalsLayout {
  struct Place {
    /// The place of the column in the table.
    var column: Int
    /// The column of the screen behind its numbers.
    var end: Int
  }

  /// The columns of the table in the order in which they are shown.
  let order: [Int]
  /// How many of them are scrolled out of sight on the left.
  let left: Int
  let places: [Place]
  let keyWidth: Int
  let nameWidth: Int
  /// Whether columns are out of sight on the right.
  var isMore: Bool { left + places.count < order.count }
  /// Where the bars begin, and how wide they are; nil where there is no room.
  let bar: (start: Int, width: Int)?

  init(_ view: TotalsView, columns: Int, left wanted: Int, selected: Int) {
    let table = view.table
    let keys = table.keyTitle == nil ? [] : table.rows.map { DisplayWidth.of($0.key) }
    keyWidth = min(6, ([2, DisplayWidth.of(table.keyTitle ?? "")] + keys).max() ?? 2)
    let names = [table.title] + view.rows.map(\.name)
    let longest = min(40, names.map(DisplayWidth.of).max() ?? 0)
    let widths = table.columns.indices.map { TotalsLayout.width($0, view) }
    // Codes tell reasons apart; other rows have nothing but their names.
    let distinct = table.grouping == .reason ? 0 : min(view.distinctNames, 24)
    let isWhole =
      widths.reduce(keyWidth + 1 + max(TotalsLayout.leastName, distinct), +) <= columns
    // Where columns are out of sight, an arrow says so in the last column.
    let room = columns - keyWidth - 1 - (isWhole ? 0 : 1)
    let leastName =
      isWhole
      ? TotalsLayout.leastName
      : max(
        TotalsLayout.leastName,
        min(longest, table.grouping == .reason ? 20 : columns < 80 ? 13 : max(13, distinct)))

    let spare = table.columns.indices.filter { table.columns[$0].isSpare }
    let order =
      isWhole ? Array(widths.indices) : widths.indices.filter { !spare.contains($0) } + spare
    self.order = order
    let chosen = order.firstIndex(of: selected) ?? 0
    func last(from first: Int) -> Int {
      var width = leastName
      var end = first
      while end < order.count, width + widths[order[end]] <= room || end == first {
        width += widths[order[end]]
        end += 1
      }
      return end
    }
    var first = max(0, min(wanted, chosen, order.count - 1))
    while first < chosen, last(from: first) <= chosen { first += 1 }
    // No room is left empty on the right while something is out of sight on the left.
    while first > 0, last(from: first - 1) == order.count { first -= 1 }
    left = first

    let shown = order.isEmpty ? [] : Array(order[first..<last(from: first)])
    let numbers = shown.reduce(0) { $0 + widths[$1] }
    let nameWidth = max(leastName, min(longest, room - numbers))
    self.nameWidth = nameWidth
    var end = keyWidth + 1 + nameWidth
    places = shown.map { column in
      end += widths[column]
      return Place(column: column, end: end)
    }
    let free = columns - end - 3
    let bar = min(30, free - TotalsLayout.percent)
    let isShown = isWhole && bar >= 8 && DisplayWidth.of(view.shareTitle) <= free
    self.bar = isShown ? (end + 3, bar) : nil
  }

  /// The columns of a share behind its bar: ` 100,0 %`.
  private static let percent = 8
  private static let leastName = 9

  /// As wide as its title and its numbers, with one column before them for the marker.
  private static func width(_ column: Int, _ view: TotalsView) -> Int {
    let numbers = view.texts.map { $0.indices.contains(column) ? DisplayWidth.of($0[column]) : 0 }
    let title = DisplayWidth.of(view.table.columns[column].title)
    return 1 + max(4, title, numbers.max() ?? 0)
  }
}
