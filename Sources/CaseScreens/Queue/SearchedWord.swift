/// A folded word that is looked for in long rows of bytes.
struct SearchedWord {
  /// What stands behind the last byte of every text that is looked through, so that eight bytes can be read from
  /// each of its places at once.
  static let padding = [UInt8](repeating: 0, count: 8)

  private let bytes: [UInt8]
  /// Its first bytes, at most eight, as they are read; and the bits that they take.
  private let head: UInt64
  private let mask: UInt64

  init(_ folded: String) {
    let bytes = Array(folded.utf8)
    self.bytes = bytes
    let start = bytes.prefix(8) + SearchedWord.padding
    let taken = bytes.prefix(8).map { _ in UInt8.max } + SearchedWord.padding
    head = SearchedWord.eight(start.span.bytes, 0)
    mask = SearchedWord.eight(taken.span.bytes, 0)
  }

  /// Whether it stands in a part of a text that has ``padding`` behind it.
  func isIn(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    let span = text.span.bytes
    let last = range.upperBound - bytes.count
    var start = range.lowerBound
    while start <= last {
      if SearchedWord.eight(span, start) & mask == head, isTail(of: text, at: start) { return true }
      start += 1
    }
    return false
  }

  /// Whether what follows its first eight bytes stands in a text too.
  private func isTail(of text: [UInt8], at start: Int) -> Bool {
    var place = 8
    while place < bytes.count, text[start + place] == bytes[place] { place += 1 }
    return place >= bytes.count
  }

  private static func eight(_ span: RawSpan, _ start: Int) -> UInt64 {
    // Within bounds, which is checked; no byte has a wrong value.
    span.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
  }

  /// The pairs of letters of a name that holds it.
  var allPairs: LetterPairs { LetterPairs(allOf: bytes.span, 0..<bytes.count) }
  /// Those of words of which one begins with it, a space before each.
  var startingPairs: LetterPairs { LetterPairs(startingWordsOf: bytes.span, 0..<bytes.count) }
}

/// Which pairs of neighbouring letters a text has, roughly: two pairs may share a bit.
///
/// Of nine texts in ten it tells, without a look at their bytes, that they do not hold a word.
struct LetterPairs: Sendable {
  private var bits: UInt64 = 0

  init() {}

  init(allOf text: Span<UInt8>, _ range: Range<Int>) {
    for place in range.dropLast() { insert(text[place], text[place + 1]) }
  }

  /// The first pair of each word; every word has a space before it.
  init(startingWordsOf text: Span<UInt8>, _ range: Range<Int>) {
    for place in range.dropLast(2) where text[place] == 0x20 {
      insert(text[place + 1], text[place + 2])
    }
  }

  func hasAll(of other: LetterPairs) -> Bool { bits & other.bits == other.bits }

  mutating func formUnion(_ other: LetterPairs) { bits |= other.bits }

  private mutating func insert(_ one: UInt8, _ other: UInt8) {
    let pair = UInt32(one) &* 31 &+ UInt32(other)
    bits |= 1 << UInt64(pair &* 0x9E37_79B1 >> 26)
  }
}
