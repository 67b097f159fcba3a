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

  /// How many bytes it has.
  var count: Int { bytes.count }

  /// Whether it stands in a part of a text that has ``padding`` behind it.
  func isIn(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    var isIn = false
    forEachPlace(in: text, range) { _ in
      isIn = true
      return false
    }
    return isIn
  }

  /// Hands over the places where it begins in a part of a text that has ``padding`` behind it, and ends there too, until
  /// `body` answers false.
  @inline(__always)
  func forEachPlace(in text: [UInt8], _ range: Range<Int>, _ body: (Int) -> Bool) {
    let span = text.span.bytes
    let last = range.upperBound - bytes.count
    var start = range.lowerBound
    while start <= last {
      var end = range.upperBound
      if start + 32 <= end {
        if isAway(from: span, start) {
          start += 32
          continue
        }
        end = start + 32
      }
      repeat {
        var hits =
          SearchedWord.zeros(SearchedWord.eight(span, start) ^ firsts)
          & SearchedWord.zeros((SearchedWord.eight(span, start + 1) ^ seconds) & hasSecond)
        while hits != 0 {
          let place = start + hits.trailingZeroBitCount / 8
          guard place <= last else { return }
          if SearchedWord.eight(span, place) & mask == head, isTail(of: text, at: place),
            !body(place)
          {
            return
          }
          hits &= hits - 1
        }
        start += 8
      } while start < end
    }
  }

  /// Whether it begins at none of the 32 places from `start` on, which are looked at as one.
  @inline(__always)
  private func isAway(from span: RawSpan, _ start: Int) -> Bool {
    // Within bounds, which is checked; no byte has a wrong value.
    let ones = span.unsafeLoadUnaligned(fromByteOffset: start, as: SIMD4<UInt64>.self)
    let next = span.unsafeLoadUnaligned(fromByteOffset: start + 1, as: SIMD4<UInt64>.self)
    let differs =
      ones ^ SIMD4(repeating: firsts)
      | (next ^ SIMD4(repeating: seconds)) & SIMD4(repeating: hasSecond)
    let found = (differs &- SIMD4(repeating: SearchedWord.ones)) & ~differs
    return (found[0] | found[1] | found[2] | found[3]) & (SearchedWord.ones << 7) == 0
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
}
