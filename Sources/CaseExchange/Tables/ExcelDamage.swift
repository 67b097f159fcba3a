internal import CanonicalForm
internal import CaseDomain

/// Numbers of 16 digits that Excel took for numbers and keeps to 15: the last digit has become 0.
///
/// What is lost cannot be told from what is left, so that the file is refused as a whole. Source: domain
/// notes 2.1.
enum ExcelDamage {
  /// With fewer rows, NIKs that end in 0 may be chance.
  private static let rowsToJudge = 5

  /// - Throws: ``TableFault/exponent(_:line:)``; ``TableFault/lastDigitLost(_:zeros:of:)`` where more
  ///   than half of the NIKs end in 0, as one in ten does.
  static func check(_ header: TableHeader) throws(TableFault) {
    for column: Column in [.field(.nik), .field(.kk), .field(.phone)] {
      guard let place = header.place(column) else { continue }
      for row in header.rows where isExponent(row[place.index]) {
        throw .exponent(place, line: row.line)
      }
    }
    guard let place = header.place(.field(.nik)) else { return }
    var count = 0
    var zeros = 0
    for row in header.rows {
      let (digits, last) = digits(header.number(.field(.nik), row).utf8.span)
      guard digits == 16 else { continue }
      count += 1
      if last == 0x30 { zeros += 1 }
    }
    if count >= rowsToJudge, zeros * 2 > count {
      throw .lastDigitLost(place, zeros: zeros, of: count)
    }
  }

  /// How many digits stand in a text, and the last of them.
  private static func digits(_ text: Span<UInt8>) -> (count: Int, last: UInt8) {
    var (count, last) = (0, UInt8(0))
    for place in text.indices where (0x30...0x39).contains(text[place]) {
      (count, last) = (count + 1, text[place])
    }
    return (count, last)
  }

  /// Whether a cell is a number such as `2,10203E+15`.
  private static func isExponent(_ cell: String) -> Bool {
    let bytes = cell.utf8.span
    guard bytes.contains(UInt8(ascii: "e")) || bytes.contains(UInt8(ascii: "E")) else {
      return false
    }
    let utf8 = Array(cell.trimmed.utf8.prefix(40))
    guard let mark = utf8.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
      return false
    }
    let mantissa = utf8[..<mark]
    var exponent = utf8[(mark + 1)...]
    if exponent.first == UInt8(ascii: "+") { exponent = exponent.dropFirst() }
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    return (1...3).contains(exponent.count) && exponent.allSatisfy(isDigit)
      && mantissa.first.map(isDigit) == true
      && mantissa.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
  }
}
