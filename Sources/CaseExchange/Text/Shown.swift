internal import CanonicalForm

/// Makes foreign text fit for a message: on one line, short, harmless, and without a number of a citizen.
enum Shown {
  private static let limit = 40

  /// What a message quotes of a cell.
  ///
  /// Where columns have slipped, any cell may hold a NIK, a family card or a phone number; of 10 digits
  /// and more only the last four are shown.
  static func text(_ cell: String) -> String {
    let start = cell.prefix(limit + 1)
    var text = start.count > limit ? start.prefix(limit) + "…" : start[...]
    let digits = text.count(where: \.isNumber)
    if digits >= 10 {
      var hidden = digits - 4
      text = Substring(
        text.map { character -> Character in
          guard character.isNumber, hidden > 0 else { return character }
          hidden -= 1
          return "*"
        })
    }
    return DisplayWidth.visible(line(String(text)))
  }

  /// A text on one line, without space around it.
  static func line(_ cell: String) -> String {
    cell.prefix(200).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
