/// Text on several lines of one width.
public enum WrappedText {
  /// Words on lines of at most `width` columns, all lines but the first behind `indent`.
  ///
  /// A word that is wider than a line is divided. Of more than `limit` lines the last ends in `…`.
  public static func lines(_ words: [String], _ width: Int, indent: String = "", limit: Int = .max)
    -> [String]
  {
    var lines: [String] = []
    var line = ""
    for word in words {
      var rest = DisplayWidth.visible(word)
      let start = lines.isEmpty ? "" : indent
      if !line.isEmpty, line != start {
        if DisplayWidth.of(line) + 1 + DisplayWidth.of(rest) <= width {
          line += " " + rest
          continue
        }
        lines.append(line)
        line = indent
      }
      while DisplayWidth.of(line) + DisplayWidth.of(rest) > width {
        let part = head(rest, width - DisplayWidth.of(line))
        lines.append(line + part)
        rest = String(rest.unicodeScalars.dropFirst(part.unicodeScalars.count))
        line = indent
      }
      line += rest
    }
    if !line.isEmpty { lines.append(line) }
    guard lines.count > limit else { return lines }
    let rest = lines[(limit - 1)...].joined(separator: " ")
    return lines.prefix(limit - 1) + [DisplayWidth.fitted(rest + "…", width)]
  }

  /// The words of a text on lines of at most `width` columns.
  public static func lines(_ text: String, _ width: Int, limit: Int = .max) -> [String] {
    lines(text.split(whereSeparator: \.isWhitespace).map(String.init), width, limit: limit)
  }

  /// As much of a word as fits, at least one scalar, so that every round makes way.
  private static func head(_ text: String, _ width: Int) -> String {
    var head = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let next = DisplayWidth.of(String(head) + String(scalar))
      if next > width, !head.isEmpty { break }
      head.append(scalar)
    }
    return String(head)
  }
}
