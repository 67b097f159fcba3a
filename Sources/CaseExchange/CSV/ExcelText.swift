internal import CaseDomain

/// How a cell of a CSV file is kept as text in Excel, and how that is read again.
///
/// Opened by a double click, Excel takes every cell for a number, a date or a formula where it can. Two
/// forms keep it from that: `="0813"`, a formula whose value is the text, for digits that it would
/// round or shorten; and an apostrophe before what it would calculate.
enum ExcelText {
  /// A cell as the reader hands it on: `="2102"` is `2102`, `'=x` is `=x`.
  static func unwrapped(_ cell: String) -> String {
    let utf8 = cell.utf8
    guard let first = utf8.first else { return cell }
    if first == UInt8(ascii: "=") {
      // Written without quotes around the whole, a quote inside may stand doubled or not.
      let text = cell.trimmed
      guard text.utf8.count >= 3, text.hasPrefix("=\""), text.hasSuffix("\"") else { return cell }
      return undoubled(text.dropFirst(2).dropLast())
    }
    if first == UInt8(ascii: "'"), isCalculated(cell) { return String(cell.dropFirstScalar) }
    return cell
  }

  /// A cell as the writer puts it down; ``unwrapped(_:)`` gives it back.
  static func wrapped(_ cell: String) -> String {
    if isChangedNumber(cell) { return "=\"\(cell)\"" }
    return isCalculated(cell) ? "'" + cell : cell
  }

  /// Whether Excel would change these digits: it rounds from the 16th, shows an exponent from the 12th
  /// and drops zeros in front.
  private static func isChangedNumber(_ cell: String) -> Bool {
    let utf8 = cell.utf8
    return utf8.count > 1 && utf8.allSatisfy { (0x30...0x39).contains($0) }
      && (utf8.count > 11 || utf8.first == UInt8(ascii: "0"))
  }

  /// Whether a cell begins like a formula, behind apostrophes and spaces.
  ///
  /// The list is OWASP's for CSV injection, with the full-width signs that Excel also takes. Apostrophes
  /// before them count too, so that the writer's own one can be told from them.
  private static func isCalculated(_ cell: String) -> Bool {
    let scalars = cell.unicodeScalars.drop { $0 == "'" }
    for scalar in scalars {
      switch scalar {
      case "=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
        return true
      default:
        guard scalar.properties.isWhitespace || scalar == "\u{FEFF}" else { return false }
      }
    }
    return false
  }

  private static func undoubled(_ text: Substring) -> String {
    var result = String.UnicodeScalarView()
    var isSecond = false
    for scalar in text.unicodeScalars {
      if scalar == "\"", isSecond {
        isSecond = false
        continue
      }
      isSecond = scalar == "\""
      result.append(scalar)
    }
    return String(result)
  }
}

extension String {
  /// Without its first Unicode scalar, which may be half of its first character.
  var dropFirstScalar: Substring {
    unicodeScalars.isEmpty ? self[...] : self[unicodeScalars.index(after: startIndex)...]
  }
}
