internal import CanonicalForm
internal import SystemFiles

/// The one way out to a person: nothing that was stored or typed can drive the terminal.
enum Console {
  enum Stream { case output, error }

  /// Writes a text; every unprintable scalar but the newline is shown as `‹U+001B›`.
  ///
  /// A reader that has gone away (`payung list | head`) is no error of ours.
  static func write(_ text: String, to stream: Stream) {
    let bytes = Array(harmless(text).utf8)
    switch stream {
    case .output: try? StandardStreams.writeOutput(bytes)
    case .error: try? StandardStreams.writeError(bytes)
    }
  }

  /// Writes a text over the line that stands there, for who watches.
  static func rewriteLine(_ text: String) {
    try? StandardStreams.writeError(Array("\r".utf8) + Array(harmless(text).utf8))
  }

  /// Line ends, the page ends of sheets, and the mark by which Excel knows UTF-8: made by us alone, for
  /// no stored text holds them.
  private static func isLayout(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\u{0C}" || scalar == "\u{FEFF}"
  }

  static func harmless(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { isLayout($0) || !$0.isUnprintable }
    if isPlain { return text }
    let scalars = Array(text.unicodeScalars)
    var shown = ""
    for (index, scalar) in scalars.enumerated() {
      // CSV ends its lines as Excel does.
      let isLineEnd = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
      if isLineEnd || isLayout(scalar) || !scalar.isUnprintable {
        shown.unicodeScalars.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        shown += "‹U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)›"
      }
    }
    return shown
  }
}
