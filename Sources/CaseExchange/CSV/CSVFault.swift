/// Why bytes are no CSV file; the words are in `Wording+CSVFault.swift`.
///
/// Lines, columns and bytes count from 1; a column is the place of a cell in its row.
public enum CSVFault: Error, Hashable, Sendable {
  case empty
  case tooLarge(limit: Int)
  case tooManyRows(limit: Int)
  case tooManyColumns(line: Int, limit: Int)
  case cellTooLong(line: Int, column: Int, limit: Int)
  /// Another kind of file, whatever its name ends in.
  case disguised(Disguise)
  /// A byte that belongs to none of the encodings that are read, with its place in the file.
  case notText(line: Int, byte: Int)
  /// A byte 0: part of no text, or of UTF-16 without its mark.
  case nul(line: Int)
  /// A line whose cells are separated otherwise than those of the lines before it.
  case mixedSeparators(line: Int, found: CSVSeparator, expected: CSVSeparator)
  /// A quote that the file never closes, with the line where it began.
  case unterminatedQuote(line: Int, column: Int)
  /// Text between a closing quote and the next separator; the quote began on line `opened`.
  case textBehindQuote(line: Int, column: Int, opened: Int)

  public enum Disguise: Hashable, Sendable, CaseIterable {
    /// A zip archive, which is what `.xlsx` is.
    case workbook
    /// A compound file, which is what the old `.xls` is.
    case oldWorkbook
    /// HTML or XML, which many web sites send out as `.xls`.
    case markup
    case pdf
    case picture
  }
}
