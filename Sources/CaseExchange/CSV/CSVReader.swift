internal import CaseDomain

/// Reads the CSV files that Excel, web sites and people write: bytes in, rows of text out.
///
/// UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252; `;`, tab or `,` between
/// cells, found out from the first rows or named by a first line `sep=;`; lines that end in LF, CR or
/// CRLF; quotes as RFC 4180 has them, with separators, line ends and doubled quotes inside. Rows
/// without any text are left out. What cannot be read for certain is a fault with its place, never a
/// guess. Takes time in proportion to the bytes.
public enum CSVReader {
  /// The most bytes of a file, the same as of one entry of the journal.
  public static let byteLimit = 64 * 1_024 * 1_024
  /// The most rows with text, titles and header included.
  public static let rowLimit = 100_000
  /// The most cells of a row.
  public static let columnLimit = 1_000
  /// The most characters (Unicode scalars) of a cell.
  public static let cellLimit = 100_000

  /// The rows of a file; give it at most ``byteLimit`` bytes and one more.
  ///
  /// - Throws: ``CSVFault`` with the first thing wrong.
  public static func read(_ bytes: [UInt8]) throws(CSVFault) -> CSVTable {
    guard bytes.count <= byteLimit else { throw .tooLarge(limit: byteLimit) }
    if let disguise = CSVFault.Disguise(bytes) { throw .disguised(disguise) }
    let text = try TextEncoding.utf8(bytes)
    let (start, named) = announcedSeparator(text)
    let guess = SeparatorGuess(text, from: start, only: named)
    var parser = CSVParser(
      bytes: text, separator: guess.separator, width: guess.width, index: start,
      line: start == 0 ? 1 : 2)
    var rows: [CSVRow] = []
    while let row = try parser.row() {
      guard row.cells.contains(where: { !$0.trimmed.isEmpty }) else { continue }
      guard rows.count < rowLimit else { throw .tooManyRows(limit: rowLimit) }
      rows.append(row)
    }
    guard !rows.isEmpty else { throw .empty }
    return CSVTable(rows: rows)
  }

  /// The separator that a first line `sep=;` names, and where the line after it starts.
  ///
  /// Excel writes and obeys such a line, also in quotes.
  private static func announcedSeparator(_ bytes: [UInt8]) -> (start: Int, CSVSeparator?) {
    var line = bytes.prefix(8).prefix { $0 != ASCII.lineFeed && $0 != ASCII.carriageReturn }
    var start = line.count
    if line.first == ASCII.quote, line.last == ASCII.quote { line = line.dropFirst().dropLast() }
    guard line.count == 5, String(decoding: line.dropLast(), as: UTF8.self).lowercased() == "sep=",
      let separator = line.last.flatMap(CSVSeparator.init)
    else { return (0, nil) }
    if start < bytes.count, bytes[start] == ASCII.carriageReturn { start += 1 }
    if start < bytes.count, bytes[start] == ASCII.lineFeed { start += 1 }
    return (start, separator)
  }
}
