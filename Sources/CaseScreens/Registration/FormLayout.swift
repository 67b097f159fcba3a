internal import CaseDomain

/// Where the pieces of the form stand on a screen of some size.
struct FormLayout {
  /// One line of the left half.
  enum Line: Hashable {
    /// The line that begins with this input.
    case input(Input)
    case blank
    /// Over what may follow later.
    case later
  }

  /// Whether there are too few lines for blank ones.
  let isLow: Bool
  /// Whether there is little room beside the fields.
  let isNarrow: Bool
  /// The rows of the fields, of what stands beside them, and of help and errors.
  let rows: Range<Int>
  let side: Range<Int>
  let help: Range<Int>
  let helpWidth: Int
  let valueColumn: Int
  /// Where the checks and lists begin.
  let sideColumn: Int
  let columns: Int

  /// The lines of a whole form: fields, a blank one, the heading of what may follow.
  private static let whole = 17

  init(_ lines: Range<Int>, columns: Int) {
    isLow = lines.count < 20
    isNarrow = columns < Size.standard.columns
    self.columns = columns
    valueColumn = isNarrow ? 15 : 19
    sideColumn =
      isNarrow ? min(40, columns - 20) : min(45 + (columns - Size.standard.columns) / 2, 64)
    let top = lines.lowerBound + (isLow ? 1 : 2)
    let bottom = max(top, lines.upperBound - (isLow && !isNarrow ? 1 : 2))
    if bottom - top > FormLayout.whole + 5 {
      // On a tall screen help stays with the fields, and a list goes down beside it.
      rows = top..<top + FormLayout.whole
      help = top + FormLayout.whole + 1..<top + FormLayout.whole + 5
      side = top..<bottom
      helpWidth = sideColumn - 3
    } else {
      rows = top..<bottom
      help = bottom..<max(bottom, lines.upperBound)
      side = rows
      helpWidth = columns - 4
    }
  }

  /// How many rows a list has beside the fields, under the checks.
  var listRoom: Int { isLow ? 5 : max(6, side.count - 11) }
  /// How many columns a value has.
  var valueWidth: Int { sideColumn - valueColumn - 1 }
  var sideWidth: Int { columns - sideColumn }
  /// Behind the running count of a long number.
  var countEnd: Int { sideColumn - 1 }

  /// The lines for these inputs; where there is no room for all, the first or the last of them, so
  /// that few keys move the whole form.
  func lines(_ inputs: [Input], around input: Input) -> [Line] {
    let own = inputs.filter { $0.line == $0 }
    guard !isLow else {
      let place = own.firstIndex(of: input.line) ?? 0
      let isFirstPage = own.count <= rows.count || place < rows.count - 1
      let shown = isFirstPage ? own.prefix(rows.count) : own.suffix(rows.count)
      return shown.map { .input($0) }
    }
    let (now, later) = (own.filter { $0 < .phone }, own.filter { $0 >= .phone })
    let lines = now.map { Line.input($0) } + [.blank, .later] + later.map { .input($0) }
    return Array(lines.prefix(rows.count))
  }
}
