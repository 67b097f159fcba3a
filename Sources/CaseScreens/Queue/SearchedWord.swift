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

  /// A word of at least one byte.
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

  /// Whether ``mayBegin(in:at:)`` tells all of it.
  var isShort: Bool { bytes.count <= 2 }

  /// Whether its first two bytes stand at one of eight places, behind which there must be ``padding``.
  @inline(__always)
  func mayBegin(in text: RawSpan, at place: Int) -> Bool { beginnings(in: text, at: place) != 0 }

  /// Whether it begins at one of eight places, behind which there must be ``padding``.
  @inline(__always)
  func begins(in text: RawSpan, at place: Int) -> Bool {
    var found = beginnings(in: text, at: place)
    while found != 0 {
      let start = place + found.trailingZeroBitCount / 8
      if SearchedWord.eight(text, start) & mask == head, isTail(of: text, at: start) { return true }
      found &= found - 1
    }
    return false
  }

  /// The highest bit of every byte at which its first two stand, and of none before the first of them; of those behind
  /// it perhaps too.
  @inline(__always)
  private func beginnings(in text: RawSpan, at place: Int) -> UInt64 {
    // Nobody asks for a place behind which there is no padding: to check it twice for every eight took a third of all.
    let ones = text.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
    let next = text.unsafeLoadUnaligned(fromUncheckedByteOffset: place &+ 1, as: UInt64.self)
    let differs =
      UInt64(littleEndian: ones) ^ firsts | (UInt64(littleEndian: next) ^ seconds) & hasSecond
    return (differs &- SearchedWord.ones) & ~differs & SearchedWord.ones << 7
  }

  /// Whether what follows its first eight bytes stands in a text too.
  private func isTail(of text: RawSpan, at start: Int) -> Bool {
    var place = 8
    while place < bytes.count, start + place < text.byteCount,
      text.unsafeLoad(fromByteOffset: start + place, as: UInt8.self) == bytes[place]
    {
      place += 1
    }
    return place >= bytes.count
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The eight bytes from a place on, the first one lowest.
  private static func eight(_ span: RawSpan, _ start: Int) -> UInt64 {
    // Within bounds, which is checked; no byte has a wrong value.
    UInt64(littleEndian: span.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
  }
}
