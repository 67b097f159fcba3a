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
      if DisplayWidth.of(line) + DisplayWidth.of(rest) > width {
        divide(&rest, behind: &line, into: &lines, width, indent)
      }
      line += rest
    }
    if !line.isEmpty { lines.append(line) }
    guard lines.count > limit else { return lines }
    let rest = lines[(limit - 1)...].joined(separator: " ")
    return lines.prefix(limit - 1) + [DisplayWidth.fitted(rest + "…", width)]
  }

  /// How much of a text is laid out, in bytes: all that this program writes is far shorter, and a hostile file may
  /// hold megabytes in a place that stands on every line of a history.
  static let longest = 1 << 14

  /// The words of a text on lines of at most `width` columns; of a text that nobody would read, the beginning.
  public static func lines(_ text: String, _ width: Int, limit: Int = .max) -> [String] {
    let isTooLong = text.utf8.count > longest
    let text = isTooLong ? String(decoding: text.utf8.prefix(longest), as: UTF8.self) + "…" : text
    return lines(text.split(whereSeparator: \.isWhitespace).map(String.init), width, limit: limit)
  }

  /// Moves what a word has too much for one line onto lines of its own, at least one scalar on each, and
  /// leaves its end; in one pass, for a word from a hostile file may have megabytes.
  private static func divide(
    _ word: inout String, behind line: inout String, into lines: inout [String], _ width: Int,
    _ indent: String
  ) {
    var part = String.UnicodeScalarView()
    var room = width - DisplayWidth.of(line)
    for scalar in word.unicodeScalars {
      let columns = DisplayWidth.of(String(scalar))
      if columns > room, !part.isEmpty {
        lines.append(line + String(part))
        (line, part) = (indent, String.UnicodeScalarView())
        room = width - DisplayWidth.of(indent)
      }
      part.append(scalar)
      room -= columns
    }
    word = String(part)
  }
}
