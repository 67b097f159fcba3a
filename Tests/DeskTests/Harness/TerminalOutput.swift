import TestSupport

/// What a program has sent to an xterm-256color, compared with all that the desk ever has to send.
///
/// Letters that can be seen, the three controls by which ncurses moves, and the sequences of its description that
/// ncurses uses for what the driver asks of it; everything else is foreign.
struct TerminalOutput {
  /// Each piece that is not on the list, in the order of the stream, as it can be read.
  private(set) var foreign: [String] = []
  /// How often each sequence came, by its text behind the escape.
  private(set) var sequences: [String: Int] = [:]

  /// Those that belong to the beginning and the end of a sitting: a stored text that sent one would be the second.
  static let once: Set<String> = [
    "[?1049h", "[22;0;0t", "[?1h", "=", "[?7h", "[?2004h", "[?1049l", "[23;0;0t", "[?1l", ">",
    "[?2004l",
  ]

  init(_ bytes: [UInt8], inColour: Bool) {
    var rest = bytes[...]
    while let first = rest.first {
      switch first {
      case 0x20..<0x7F, 0x08, 0x0A, 0x0D: rest.removeFirst()
      case 0x80...:
        let letters = rest.prefix { $0 >= 0x80 }
        rest.removeFirst(letters.count)
        let text = String(validating: letters, as: UTF8.self)
        // Cc, Cf, Zl and Zp, which the program calls unprintable; found without asking it.
        if text.map({ !HostileTexts.forbidden(in: $0).isEmpty }) ?? true {
          foreign.append(Self.readable(letters))
        }
      case 0x1B:
        let sequence = Self.piece(at: rest)
        rest.removeFirst(sequence.count)
        let text = String(decoding: sequence.dropFirst(), as: UTF8.self)
        sequences[text, default: 0] += 1
        if !Self.isAllowed(text, inColour: inColour) { foreign.append(Self.readable(sequence)) }
      default:
        rest.removeFirst()
        foreign.append(Self.readable([first]))
      }
    }
  }

  /// A sequence, or several that ncurses sends as one and none of which it sends alone: clear, and csr between sc and rc.
  private static func piece(at bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let clear = Array("\u{1B}[H\u{1B}[2J".utf8)
    if bytes.starts(with: clear) { return bytes.prefix(clear.count) }
    let first = sequence(at: bytes)
    guard first.elementsEqual("\u{1B}7".utf8), bytes[first.endIndex...].first == 0x1B else {
      return first
    }
    let second = sequence(at: bytes[first.endIndex...])
    let isWhole =
      second.last == UInt8(ascii: "r") && bytes[second.endIndex...].starts(with: "\u{1B}8".utf8)
    return isWhole ? bytes[first.startIndex..<second.endIndex + 2] : first
  }

  /// The escape and what belongs to it: a control sequence up to its letter, else what stands between and the last byte.
  private static func sequence(at bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = bytes.startIndex + 1
    let isControl = end < bytes.endIndex && bytes[end] == UInt8(ascii: "[")
    if isControl { end += 1 }
    let between: ClosedRange<UInt8> = isControl ? 0x20...0x3F : 0x20...0x2F
    while end < bytes.endIndex, between.contains(bytes[end]) { end += 1 }
    if end < bytes.endIndex { end += 1 }
    return bytes[..<end]
  }

  private static func isAllowed(_ text: String, inColour: Bool) -> Bool {
    if once.contains(text) || others.contains(text) { return true }
    if text.hasPrefix("7\u{1B}["), text.hasSuffix("r\u{1B}8") {
      return isAllowed(String(text.dropFirst(2).dropLast(2)), inColour: inColour)
    }
    guard text.first == "[", let letter = text.last else { return false }
    let inside = text.dropFirst().dropLast()
    let parts = inside.split(separator: ";", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
    }
    guard inside.isEmpty || numbers.count == parts.count else { return false }
    switch letter {
    // cuu, cud, cuf, cub, hpa, vpa, ech, dch, ich, il, dl, indn, rin, rep.
    case "A", "B", "C", "D", "G", "d", "X", "P", "@", "L", "M", "S", "T", "b":
      return numbers.count <= 1
    case "H": return numbers.isEmpty || numbers.count == 2
    case "r": return numbers.count == 2
    case "m":
      // Normal, bold, dim; the colours that a style has, on the terminal's own ground.
      return numbers.allSatisfy {
        [0, 1, 2].contains($0) || inColour && ((31...37).contains($0) || [39, 49].contains($0))
      }
    default: return false
    }
  }

  /// clear, ed, el, el1, smir, rmir, smam and rmam, cnorm, civis, sgr0, ri.
  private static let others: Set<String> = [
    "[H\u{1B}[2J", "[J", "[K", "[1K", "[4h", "[4l", "[?7l", "[?12l", "[?25h", "[?25l", "(B", "M",
  ]

  /// Bytes as a person can read them in a message.
  private static func readable(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      if (0x20..<0x7F).contains(byte) { return String(Unicode.Scalar(byte)) }
      return byte == 0x1B ? "ESC" : "<\(String(byte, radix: 16, uppercase: true))>"
    }.joined()
  }
}
