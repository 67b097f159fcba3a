/// What stands between the cells of a row.
public enum CSVSeparator: UInt8, Hashable, Sendable, CaseIterable {
  case semicolon = 0x3B
  case tab = 0x09
  case comma = 0x2C
}

/// Which separator a file uses, and how wide its rows are with it.
struct SeparatorGuess {
  var separator: CSVSeparator
  /// The count of cells that most of the first rows have.
  var width: Int

  /// Looks at the first rows, outside quotes.
  ///
  /// The separator is the one that most rows have in the same number, so that commas in an address or
  /// a title never outvote the semicolons of the table; then the more frequent one; then the order of
  /// the cases.
  init(_ bytes: [UInt8], from start: Int, only: CSVSeparator? = nil) {
    let counts = SeparatorGuess.counts(bytes, from: start)
    (separator, width) = (only ?? .semicolon, 1)
    var best = (rows: 0, cells: 0)
    for (place, candidate) in CSVSeparator.allCases.enumerated() {
      if let only, only != candidate { continue }
      var rowsByCount: [Int: Int] = [:]
      for row in counts where row[place] > 0 { rowsByCount[row[place], default: 0] += 1 }
      guard let mode = rowsByCount.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else {
        continue
      }
      let support = (rows: mode.value, cells: mode.value * mode.key)
      if (support.rows, support.cells) > best {
        best = support
        (separator, width) = (candidate, mode.key + 1)
      }
    }
  }

  private static let rowsToLookAt = 30
  private static let bytesToLookAt = 256 * 1_024

  /// How often each separator stands outside quotes, row by row.
  private static func counts(_ bytes: [UInt8], from start: Int) -> [[Int]] {
    let none = CSVSeparator.allCases.map { _ in 0 }
    let end = min(bytes.count, start + bytesToLookAt)
    var rows: [[Int]] = []
    var row = none
    var index = start
    var isCellStart = true
    while index < end, rows.count < rowsToLookAt {
      let byte = bytes[index]
      index += 1
      switch byte {
      case ASCII.quote where isCellStart:
        while index < end {
          if bytes[index] == ASCII.quote {
            index += 1
            if index == end || bytes[index] != ASCII.quote { break }
          }
          index += 1
        }
        isCellStart = false
      case ASCII.lineFeed, ASCII.carriageReturn:
        rows.append(row)
        row = none
        isCellStart = true
      case ASCII.space: break
      default:
        isCellStart = false
        for (place, separator) in CSVSeparator.allCases.enumerated()
        where separator.rawValue == byte {
          row[place] += 1
          isCellStart = true
        }
      }
    }
    if index == bytes.count { rows.append(row) }
    return rows
  }
}
