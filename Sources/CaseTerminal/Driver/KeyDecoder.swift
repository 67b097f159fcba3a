internal import CanonicalForm
internal import CaseScreens

/// Makes keys of the bytes that a terminal sends for them.
///
/// What bytes come together does not change the keys, with two exceptions: Escape and the start of a
/// sequence look alike, and only time tells them apart (``giveUpWaiting()``); and see ``Paste``.
///
/// ncurses could decode too, but it hands on the rest of a sequence that it does not know as keys that
/// were pressed, drops up to 16 keys behind a byte that is no UTF-8, and knows no digits of the keypad.
struct KeyDecoder {
  /// What this terminal's description says of its keys; else what nearly all terminals send.
  let described: [[UInt8]: Key]
  private let longestDescribed: Int
  /// What has arrived, and up to where it is decoded.
  private var bytes: [UInt8] = []
  private var position = 0
  private var paste: Paste?

  init(described: [[UInt8]: Key] = [:]) {
    // A key that begins with another byte than Escape would hide a letter or a control key.
    self.described = described.filter { $0.key.first == ASCII.escape && $0.key.count > 1 }
    longestDescribed = self.described.keys.map(\.count).max() ?? 0
  }

  /// Whether an Escape has arrived, and nothing behind it that tells what it begins.
  var isUndecided: Bool { paste == nil && bytes[position...].first == ASCII.escape }
}

/// A paste whose end has not arrived.
///
/// A terminal that loses the mark of its end would swallow all keys from then on: a ^C that arrives by
/// itself, as a person types it, leaves the paste.
private struct Paste {
  /// So much is kept of one paste, and the rest dropped: no field and no list of names is longer.
  static let limit = 1 << 20
  static let end = Array("\u{1B}[201~".utf8)

  private(set) var bytes: [UInt8] = []

  mutating func append(_ more: ArraySlice<UInt8>) {
    bytes.append(contentsOf: more.prefix(max(0, Paste.limit - bytes.count)))
  }

  /// The text in one line, without what cannot be printed.
  var text: String {
    var text = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in KeyDecoder.validScalars(bytes) {
      let isLineFeed = scalar == "\n" && isAfterReturn
      isAfterReturn = scalar == "\r"
      if isLineFeed { continue }
      if scalar == "\n" || scalar == "\r" || scalar == "\t" {
        text.append(" ")
      } else if !scalar.isUnprintable {
        text.append(scalar)
      }
    }
    return String(text)
  }
}

extension KeyDecoder {
  mutating func feed(_ more: some Collection<UInt8>) {
    bytes.removeSubrange(..<position)
    position = 0
    if paste != nil, more.count == 1, more.first == ASCII.controlC {
      paste = nil
      bytes.removeAll()
    }
    bytes.append(contentsOf: more)
  }

  /// The next whole key; nil where there is none.
  mutating func next() -> Key? {
    while let first = bytes[position...].first {
      let step: Step
      if paste != nil {
        step = continuePaste()
      } else if first == ASCII.escape {
        step = sequence(bytes[position...])
      } else {
        step = letter(bytes[position...])
      }
      switch step {
      case .incomplete: return nil
      case .skip(let count): position += count
      case .pasteStarts(let count):
        position += count
        paste = Paste()
      case .key(let key, let count):
        position += count
        return key
      }
    }
    return nil
  }

  /// Takes what has arrived for all that comes: an Escape for the key, the start of a sequence for
  /// none.
  ///
  /// Escape and then `O`, `]` or another letter that starts sequences are two keys.
  mutating func giveUpWaiting() -> Key? {
    guard isUndecided else { return nil }
    if bytes[position...].dropFirst().first == UInt8(ascii: "[") {
      position = bytes.count
      return nil
    }
    position += 1
    return .escape
  }

  private enum Step {
    case incomplete
    case skip(Int)
    case key(Key, Int)
    case pasteStarts(Int)
  }
}

// MARK: Letters

extension KeyDecoder {
  private func letter(_ rest: ArraySlice<UInt8>) -> Step {
    guard let first = rest.first else { return .incomplete }
    if first < 0x80 { return Self.key(ascii: first).map { .key($0, 1) } ?? .skip(1) }
    switch Self.scalar(rest) {
    case .incomplete: return .incomplete
    case .invalid: return .skip(1)
    case .valid(let scalar, let count):
      return scalar.isUnprintable ? .skip(count) : .key(.character(Character(scalar)), count)
    }
  }

  private static func key(ascii byte: UInt8) -> Key? {
    switch byte {
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1C...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
    case 0x20...0x7E: .character(Character(Unicode.Scalar(byte)))
    default: nil
    }
  }

  private enum Decoded {
    case incomplete
    case invalid
    case valid(Unicode.Scalar, Int)
  }

  /// The first scalar of UTF-8.
  private static func scalar(_ rest: ArraySlice<UInt8>) -> Decoded {
    guard let first = rest.first else { return .incomplete }
    let count: Int
    var value: UInt32
    switch first {
    case 0x00...0x7F: (count, value) = (1, UInt32(first))
    case 0xC2...0xDF: (count, value) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (count, value) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (count, value) = (4, UInt32(first & 0x07))
    default: return .invalid
    }
    let following = rest.dropFirst().prefix(count - 1)
    for byte in following {
      guard byte & 0xC0 == 0x80 else { return .invalid }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard following.count == count - 1 else { return .incomplete }
    // What could be written shorter is a disguise.
    let least: [UInt32] = [0, 0x80, 0x800, 0x1_0000]
    guard value >= least[count - 1], let scalar = Unicode.Scalar(value) else { return .invalid }
    return .valid(scalar, count)
  }

  fileprivate static func validScalars(_ bytes: [UInt8]) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      if case .valid(let scalar, let count) = scalar(rest) {
        scalars.append(scalar)
        rest = rest.dropFirst(count)
      } else {
        rest = rest.dropFirst()
      }
    }
    return scalars
  }
}

// MARK: Sequences

extension KeyDecoder {
  private func sequence(_ rest: ArraySlice<UInt8>) -> Step {
    let start = rest.prefix(longestDescribed)
    for count in stride(from: start.count, to: 1, by: -1) {
      if let key = described[Array(start.prefix(count))] { return .key(key, count) }
    }
    let isDescribed = start.count == rest.count && described.keys.contains { $0.starts(with: rest) }
    if isDescribed { return .incomplete }
    guard let introducer = rest.dropFirst().first else { return .incomplete }
    switch introducer {
    case UInt8(ascii: "["): return controlSequence(rest)
    case UInt8(ascii: "O"): return shifted(rest)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      return controlString(rest)
    default: return .key(.escape, 1)
    }
  }

  /// `ESC [`, parameters, a letter (ECMA-48, 5.4).
  private func controlSequence(_ rest: ArraySlice<UInt8>) -> Step {
    let body = rest.dropFirst(2)
    let parameters = body.prefix { (0x20...0x3F).contains($0) }
    // No terminal sends so long ones.
    guard parameters.count <= 64 else { return .skip(2 + parameters.count) }
    guard let final = body.dropFirst(parameters.count).first else { return .incomplete }
    let count = 2 + parameters.count + 1
    // A control character or a letter outside ASCII was not meant for this sequence.
    guard (0x40...0x7E).contains(final) else { return .skip(count - 1) }
    switch (String(decoding: parameters, as: UTF8.self), Character(Unicode.Scalar(final))) {
    case ("200", "~"): return .pasteStarts(count)
    case ("", "M"):
      // The mouse of a program that crashed before: three bytes more.
      return rest.count < count + 3 ? .incomplete : .skip(count + 3)
    case ("", "["):
      // The console's function keys.
      guard let letter = rest.dropFirst(count).first else { return .incomplete }
      let number = Int(letter) - 0x40
      return (1...5).contains(number) ? .key(.function(number), count + 1) : .skip(count + 1)
    case ("", _): return Self.letterKeys[final].map { .key($0, count) } ?? .skip(count)
    case (let digits, "~"):
      return Int(digits).flatMap { Self.numberKeys[$0] }.map { .key($0, count) } ?? .skip(count)
    default: return .skip(count)
    }
  }

  /// `ESC O` and a letter: the arrows and the number pad, while a program asks for application keys.
  private func shifted(_ rest: ArraySlice<UInt8>) -> Step {
    let parameters = rest.dropFirst(2).prefix { (0x30...0x3B).contains($0) }
    guard let final = rest.dropFirst(2 + parameters.count).first else { return .incomplete }
    guard (0x40...0x7E).contains(final), parameters.count <= 64 else { return .key(.escape, 1) }
    let key = parameters.isEmpty ? Self.letterKeys[final] ?? Self.padKeys[final] : nil
    let count = 2 + parameters.count + 1
    return key.map { .key($0, count) } ?? .skip(count)
  }

  /// An answer of the terminal to a question of the program before: all of it up to its end.
  private func controlString(_ rest: ArraySlice<UInt8>) -> Step {
    let body = rest.dropFirst(2).prefix(4096)
    for (index, byte) in zip(body.indices, body) {
      if byte == 0x07 { return .skip(index - rest.startIndex + 1) }
      if byte == ASCII.escape {
        guard let next = rest[index...].dropFirst().first else { return .incomplete }
        return next == UInt8(ascii: "\\") ? .skip(index - rest.startIndex + 2) : .key(.escape, 1)
      }
    }
    return body.count < 4096 ? .incomplete : .key(.escape, 1)
  }

  private static let letterKeys: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    UInt8(ascii: "Z"): .backTab, UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
    UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
  ]

  private static let numberKeys: [Int: Key] = [
    1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12),
  ]

  /// The number pad of a VT220, with which PuTTY types digits also while its lamp is on.
  private static let padKeys: [UInt8: Key] = {
    var keys: [UInt8: Key] = [UInt8(ascii: "M"): .enter, UInt8(ascii: "X"): .character("=")]
    for (byte, character) in zip(UInt8(ascii: "j")..., "*+,-./0123456789") {
      keys[byte] = .character(character)
    }
    return keys
  }()
}

// MARK: Pastes

extension KeyDecoder {
  /// Moves what has arrived into the paste, up to its end.
  private mutating func continuePaste() -> Step {
    let rest = bytes[position...]
    var next = rest.startIndex
    while let found = rest[next...].firstIndex(of: ASCII.escape) {
      let tail = rest[found...].prefix(Paste.end.count)
      if tail.elementsEqual(Paste.end) {
        paste?.append(rest[..<found])
        let text = paste?.text ?? ""
        paste = nil
        return .key(.paste(text), found - rest.startIndex + Paste.end.count)
      }
      if Paste.end.starts(with: tail) {
        paste?.append(rest[..<found])
        // Only the start of its end stays behind.
        position = found
        return .incomplete
      }
      next = found + 1
    }
    paste?.append(rest)
    return .skip(rest.count)
  }
}

private enum ASCII {
  static let escape: UInt8 = 0x1B
  static let controlC: UInt8 = 0x03
}
