/// How many columns of a terminal text takes.
public enum DisplayWidth {
  /// The columns of ``visible(_:)`` of `text`: combining marks none, East Asian wide letters two.
  @inlinable public static func of(_ text: some StringProtocol) -> Int {
    let text = String(text)
    return isPlain(text) ? text.utf8.count : text.unicodeScalars.reduce(0) { $0 + columns($1) }
  }

  /// Whether a text takes a column a byte, as nearly all do.
  public static func isPlain(_ text: String) -> Bool { text.utf8.span.isPrintable }

  /// `text` with what is unprintable made visible: `‹U+202E›`.
  public static func visible(_ text: String) -> String {
    if isPlain(text) { return text }
    guard text.unicodeScalars.contains(where: \.isUnprintable) else { return text }
    var visible = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.isUnprintable {
        visible.append(contentsOf: name(scalar).unicodeScalars)
      } else {
        visible.append(scalar)
      }
    }
    return String(visible)
  }

  /// The start of `text` that fits in `width` columns, with `…` at its end where something is cut off.
  public static func fitted(_ text: String, _ width: Int) -> String {
    let text = visible(text)
    guard of(text) > width else { return text }
    guard width > 0 else { return "" }
    var start = String.UnicodeScalarView()
    var room = width - 1
    for scalar in text.unicodeScalars {
      room -= columns(scalar)
      guard room >= 0 else { break }
      start.append(scalar)
    }
    while start.last?.properties.isWhitespace == true { start.removeLast() }
    return String(start) + "…"
  }

  private static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "‹U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + "›"
  }

  @usableFromInline static func columns(_ scalar: Unicode.Scalar) -> Int {
    if (0x20..<0x7F).contains(scalar.value) { return 1 }
    if scalar.isUnprintable { return name(scalar).unicodeScalars.count }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    // The vowels and final consonants of a Hangul syllable stand in its first letter's columns.
    if (0x1160...0x11FF).contains(scalar.value) { return 0 }
    return isWide(scalar) ? 2 : 1
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x1100 else { return false }
    return scalar.properties.isEmojiPresentation
      || wide.contains { $0.contains(scalar.value) }
  }

  /// The blocks of East Asian Width W and F.
  ///
  /// Source: UAX 11, EastAsianWidth.txt.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
    0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
    0x1F200...0x1F2FF, 0x20000...0x3FFFD,
  ]
}
