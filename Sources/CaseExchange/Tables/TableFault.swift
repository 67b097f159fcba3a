/// Why a whole table is refused; the words are in `Wording+TableFault.swift`.
///
/// Registers, decisions and participants fail alike, so that there is one enum for the three.
public enum TableFault: Error, Hashable, Sendable {
  /// None of the first rows names what a header must.
  case noHeader(TableKind, rowsSearched: Int)
  /// Two columns for one thing, in the header on this line.
  case duplicateColumn(Column, ColumnPlace, ColumnPlace, line: Int)
  /// Every required column that the header on this line lacks.
  case missingColumns([Column], line: Int)
  /// A number that Excel wrote with an exponent, such as `2,10203E+15`: its last digits are lost.
  case exponent(ColumnPlace, line: Int)
  /// Most NIKs end in 0: Excel has rounded the 16th digit of all of them.
  case lastDigitLost(ColumnPlace, zeros: Int, of: Int)
}
