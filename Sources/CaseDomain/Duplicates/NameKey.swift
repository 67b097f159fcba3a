internal import CanonicalForm

/// A name as it is compared: folded words without titles, the father's name apart.
///
/// `H. MOH. JOESOEF BIN ALI` is `Muhamat yusup/ali`; a capital begins a name that many people bear.
struct NameKey: Hashable, Sendable {
  /// Before every word but the first, and the first of the father's name.
  static let space = UInt8(ascii: " ")
  /// Before the first word of the father's name.
  static let father = UInt8(ascii: "/")
  /// The longest key, in bytes; a name has 100 characters at most.
  private static let limit = 120

  private(set) var bytes: [UInt8] = []

  init(_ name: String) {
    bytes.reserveCapacity(name.utf8.count + 8)
    var reader = Reader(bytes: NameKey.letters(of: name))
    var hasFather = false
    var title: [UInt8] = []
    while reader.next() {
      let start = bytes.count
      if start > 0, bytes[start - 1] != NameKey.father { bytes.append(NameKey.space) }
      let wordStart = bytes.count
      NameSpelling.append(reader.word, to: &bytes)
      switch NameWord(bytes.span, wordStart..<bytes.count) {
      case .title? where start == 0:
        // Who is called like a title keeps the name.
        title = bytes
        bytes.removeAll(keepingCapacity: true)
      case .childOf? where start > 0 && !hasFather && reader.hasMore:
        bytes.removeSubrange(start...)
        bytes.append(NameKey.father)
        hasFather = true
      case .common(let name)?: bytes.replaceSubrange(wordStart..., with: name)
      default: break
      }
    }
    if bytes.isEmpty { bytes = title }
    if bytes.count > NameKey.limit { bytes.removeSubrange(NameKey.limit...) }
  }

  /// The small letters whose capitals look like Latin ones: who registers twice as ВUDI and BUDI is found.
  ///
  /// Source: Unicode confusables.txt, the Cyrillic and Greek capitals.
  private static let latin: [String: String] = [
    "а": "a", "в": "b", "с": "c", "е": "e", "н": "h", "і": "i", "ј": "j", "к": "k", "м": "m",
    "о": "o", "р": "p", "ѕ": "s", "т": "t", "у": "y", "х": "x", "α": "a", "β": "b", "ε": "e",
    "ζ": "z", "η": "h", "ι": "i", "κ": "k", "μ": "m", "ν": "n", "ο": "o", "ρ": "p", "τ": "t",
    "υ": "y", "χ": "x",
  ]

  /// The bytes of a name without the marks on its letters, and in Latin ones.
  private static func letters(of name: String) -> [UInt8] {
    let bytes = Array(name.utf8)
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes }
    var plain = ""
    for scalar in name.decomposed.unicodeScalars
    where scalar.properties.generalCategory != .nonspacingMark {
      let small = scalar.properties.lowercaseMapping
      plain += "’‘ʼ".unicodeScalars.contains(scalar) ? "'" : NameKey.latin[small] ?? small
    }
    return Array(plain.utf8)
  }

  /// Reads the words of a name, small, up to a comma, behind which degrees stand.
  private struct Reader {
    let bytes: [UInt8]
    private var place = 0
    private(set) var word: [UInt8] = []

    init(bytes: [UInt8]) {
      self.bytes = bytes
      word.reserveCapacity(16)
    }

    /// Whether a letter is left.
    var hasMore: Bool { bytes[place...].contains { Reader.letter($0) != nil } }

    /// Goes on to the next word; false behind the last.
    mutating func next() -> Bool {
      word.removeAll(keepingCapacity: true)
      while place < bytes.count {
        let byte = bytes[place]
        place += 1
        if let letter = Reader.letter(byte) {
          word.append(letter)
        } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
          // Ma'ruf is Maruf.
        } else if !word.isEmpty {
          if byte == UInt8(ascii: ",") { place = bytes.count }
          return true
        }
      }
      return !word.isEmpty
    }

    private static func letter(_ byte: UInt8) -> UInt8? {
      switch byte {
      case 0x61...0x7A, 0x80...0xFF: byte
      case 0x41...0x5A: byte | 0x20
      default: nil
      }
    }
  }
}

extension NameKey {
  /// A number that equal names have in common, whatever their spaces and their father's name.
  var hash: UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in bytes {
      if byte == NameKey.father { break }
      if byte != NameKey.space { hash = (hash ^ UInt32(byte | 0x20)) &* 16_777_619 }
    }
    return hash
  }

  /// One bit of 64 for every two letters beside each other: names that share few of them are not alike.
  ///
  /// Names that many people bear say little, and count only where there is no other.
  var letterPairs: UInt64 {
    var telling: UInt64 = 0
    var all: UInt64 = 0
    var word: UInt64 = 0
    var start = 0
    var last: UInt8 = 0
    func endWord(_ end: Int) {
      all |= word
      if start < end, !NameWord.isCommon(bytes[start]) { telling |= word }
    }
    for (place, byte) in bytes.enumerated() {
      if byte == NameKey.space || byte == NameKey.father {
        endWord(place)
        (word, start, last) = (0, place + 1, 0)
      } else {
        word |= 1 << ((UInt64(last) &* 31 &+ UInt64(byte | 0x20)) & 63)
        last = byte | 0x20
      }
    }
    endWord(bytes.count)
    return telling == 0 ? all : telling
  }
}
