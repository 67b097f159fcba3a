/// A folded word that is looked for in long rows of bytes, eight places at a time.
struct SearchedWord {
  /// What stands behind the last byte of every text that is looked through: whoever looks reads that far.
  static let padding = [UInt8](repeating: 0, count: 16)

  private let bytes: [UInt8]
  /// Its first bytes, at most eight, as they are read; and the bits that they take.
  private let head: UInt64
  private let mask: UInt64
  /// Its first byte eight times, then its second; and the bits of the second, none in a word of one byte.
  private let firsts: UInt64
  private let seconds: UInt64
  private let hasSecond: UInt64

  init(_ folded: String) {
    let bytes = Array(folded.utf8)
    self.bytes = bytes
    let start = bytes.prefix(8) + SearchedWord.padding
    let taken = bytes.prefix(8).map { _ in UInt8.max } + SearchedWord.padding
    head = SearchedWord.eight(start.span.bytes, 0)
    mask = SearchedWord.eight(taken.span.bytes, 0)
    (firsts, seconds) = (SearchedWord.ones * UInt64(start[0]), SearchedWord.ones * UInt64(start[1]))
    hasSecond = bytes.count > 1 ? .max : 0
  }

  /// Whether it stands in a part of a text that has ``padding`` behind it.
  ///
  /// Called from within long loops, whose values would take the registers that this one needs.
  @inline(never)
  func isIn(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    let span = text.span.bytes
    let last = range.upperBound - bytes.count
    var start = range.lowerBound
    while start <= last {
      var hits =
        SearchedWord.zeros(SearchedWord.eight(span, start) ^ firsts)
        & SearchedWord.zeros((SearchedWord.eight(span, start + 1) ^ seconds) & hasSecond)
      while hits != 0 {
        let place = start + hits.trailingZeroBitCount / 8
        guard place <= last else { return false }
        if SearchedWord.eight(span, place) & mask == head, isTail(of: text, at: place) {
          return true
        }
        hits &= hits - 1
      }
      start += 8
    }
    return false
  }

  /// Whether what follows its first eight bytes stands in a text too.
  private func isTail(of text: [UInt8], at start: Int) -> Bool {
    var place = 8
    while place < bytes.count, text[start + place] == bytes[place] { place += 1 }
    return place >= bytes.count
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The highest bit of every byte that is zero, and of none before the first of them; of those behind it perhaps too.
  private static func zeros(_ eight: UInt64) -> UInt64 { (eight &- ones) & ~eight & (ones << 7) }

  /// The eight bytes from a place on, the first one lowest.
  private static func eight(_ span: RawSpan, _ start: Int) -> UInt64 {
    // Within bounds, which is checked; no byte has a wrong value.
    UInt64(littleEndian: span.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
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

  private mutating func insert(_ one: UInt8, _ other: UInt8) {
    let pair = UInt32(one) &* 31 &+ UInt32(other)
    bits |= 1 << UInt64(pair &* 0x9E37_79B1 >> 26)
  }
}
