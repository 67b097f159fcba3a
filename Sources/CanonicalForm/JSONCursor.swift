/// Walks over JSON in bytes without keeping anything of it: for lines whose keys and order are known.
///
/// Every byte that it passes is checked. It knows no text but plain strings (ASCII without escapes) and passes
/// over others only by asking the whole parser; whatever it answers nil to is for that parser to judge.
public struct JSONCursor {
  /// Where the next byte stands.
  public var at: Int

  @inlinable public init(at start: Int) { at = start }

  /// Passes a text if it stands here.
  @inlinable @inline(__always)
  public mutating func pass(_ text: StaticString, in bytes: Span<UInt8>) -> Bool {
    let count = text.utf8CodeUnitCount
    guard bytes.count - at >= count else { return false }
    let (own, start) = (UnsafeRawPointer(text.utf8Start), at)
    // Within bounds as checked above; of eight bytes at once, the last ones are compared twice.
    var place = 0
    while place + 8 <= count {
      guard bytes.word(start + place) == own.word(place) else { return false }
      place += 8
    }
    if count >= 8 {
      guard bytes.word(start + count - 8) == own.word(count - 8) else { return false }
    } else {
      while place < count {
        guard bytes[start + place] == text.utf8Start[place] else { return false }
        place += 1
      }
    }
    at += count
    return true
  }

  /// Passes one byte if it stands here.
  @inlinable @inline(__always)
  public mutating func pass(_ byte: UInt8, in bytes: Span<UInt8>) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  /// Passes a plain string and answers where its content stands.
  @inlinable @inline(__always)
  public mutating func plainString(in bytes: Span<UInt8>) -> Range<Int>? {
    guard pass(UInt8(ascii: "\""), in: bytes) else { return nil }
    let start = at
    let end = bytes.endOfPlainText(from: start)
    guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return nil }
    at = end + 1
    return start..<end
  }

  /// Passes a string and answers what it says, decoded where it is not plain.
  public mutating func string(in bytes: Span<UInt8>) -> JSONPiece? {
    let start = at
    if let plain = plainString(in: bytes) { return .plain(plain) }
    at = start
    guard pass(UInt8(ascii: "\""), in: bytes) else { return nil }
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard pass(UInt8(ascii: "\""), in: bytes) else { return nil }
    let whole = bytes.extracting(start..<at).withUnsafeBytes { Array($0) }
    guard let text = (try? JSONValue(parsing: whole))?.string else { return nil }
    return .decoded(text)
  }

  /// Passes a whole number of at most 18 digits, not below zero.
  @inlinable @inline(__always)
  public mutating func number(in bytes: Span<UInt8>) -> Int? {
    // Most have few digits: without a loop nothing must be guessed of how many.
    if bytes.count - at >= 8, case let digits = LeadingDigits(bytes.word(at)), digits.count < 8 {
      guard digits.areNumber else { return nil }
      at &+= digits.count
      return digits.value
    }
    return pass(JSONCursor.numberByDigit(at, in: bytes))
  }

  /// Passes a number as ``number(in:)`` and the byte that stands behind it.
  @inlinable @inline(__always)
  public mutating func number(before end: UInt8, in bytes: Span<UInt8>) -> Int? {
    if bytes.count - at >= 8 {
      let word = bytes.word(at)
      // Often it is one digit, and where the byte behind it stands tells.
      let first = UInt8(truncatingIfNeeded: UInt64(littleEndian: word)) &- 0x30
      if UInt8(truncatingIfNeeded: UInt64(littleEndian: word) >> 8) == end, first < 10 {
        at &+= 2
        return Int(first)
      }
      let digits = LeadingDigits(word)
      if digits.count < 8 {
        guard digits.areNumber, digits.next == end else { return nil }
        at &+= digits.count &+ 1
        return digits.value
      }
    }
    guard let number = pass(JSONCursor.numberByDigit(at, in: bytes)), pass(end, in: bytes) else {
      return nil
    }
    return number
  }

  /// Passes a number as ``number(in:)`` where it has thirteen digits, as moments have in milliseconds until the year 2286,
  /// and the byte that stands behind it.
  @inlinable @inline(__always)
  public mutating func thirteenDigits(before end: UInt8, in bytes: Span<UInt8>) -> Int? {
    guard bytes.count - at > 13, bytes[at] != 0x30, bytes[at + 13] == end,
      case let first = LeadingDigits(bytes.word(at)), first.count == 8,
      case let last = LeadingDigits(bytes.word(at + 5)), last.count == 8
    else { return nil }
    at &+= 14
    return first.value(ofFirst: 5) * 100_000_000 + last.value
  }

  /// The same as ``number(in:)`` where most numbers have many digits, as a NIK or a moment.
  @inlinable @inline(__always)
  public mutating func longNumber(in bytes: Span<UInt8>) -> Int? {
    pass(JSONCursor.longNumber(at, in: bytes))
  }

  @inlinable @inline(__always)
  mutating func pass(_ number: PassedNumber?) -> Int? {
    guard let number else { return nil }
    at = number.end
    return number.value
  }

  @inlinable
  static func longNumber(_ start: Int, in bytes: Span<UInt8>) -> PassedNumber? {
    guard bytes.count - start > 16, case let first = LeadingDigits(bytes.word(start)),
      first.count == 8, first.areNumber
    else { return numberByDigit(start, in: bytes) }
    let rest = LeadingDigits(bytes.word(start + 8)).count
    guard rest < 8 || bytes[start + 16] &- 0x30 > 9 else {
      return numberByDigit(start, in: bytes)
    }
    // The last eight, some of which were looked at before, behind the others.
    let last = LeadingDigits(bytes.word(start + rest))
    return PassedNumber(
      value: first.value(ofFirst: rest) * 100_000_000 + last.value, end: start + 8 + rest)
  }

  @usableFromInline
  static func numberByDigit(_ start: Int, in bytes: Span<UInt8>) -> PassedNumber? {
    var (value, at) = (0, start)
    while at < bytes.count, case let digit = bytes[at] &- 0x30, digit < 10 {
      guard at - start < 18 else { return nil }
      value = value * 10 + Int(digit)
      at += 1
    }
    guard at > start, at == start + 1 || bytes[start] != 0x30 else { return nil }
    return PassedNumber(value: value, end: at)
  }
}

/// A number and where what stands behind it begins.
@usableFromInline
struct PassedNumber {
  @usableFromInline let value: Int
  @usableFromInline let end: Int

  @inlinable init(value: Int, end: Int) { (self.value, self.end) = (value, end) }
}

/// What a string says: a stretch of the bytes, or its text where that is written with escapes or beyond ASCII.
public enum JSONPiece {
  case plain(Range<Int>)
  case decoded(String)

  /// What it says, where it was found in `bytes`.
  public func text(in bytes: Span<UInt8>) -> String {
    switch self {
    case .plain(let range): bytes.extracting(range).text
    case .decoded(let text): text
    }
  }
}

extension UnsafeRawPointer {
  @inlinable @inline(__always)
  func word(_ place: Int) -> UInt64 { loadUnaligned(fromByteOffset: place, as: UInt64.self) }
}

extension Span<UInt8> {
  /// The eight bytes from `place` on, all of which the caller has seen to be there: only debug builds look again, for that
  /// takes as long as to load them.
  @inlinable @inline(__always)
  public func word(_ place: Int) -> UInt64 {
    assert(place >= 0 && place <= count - 8)
    return bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
  }

  /// The text of bytes that are known to be ASCII.
  public var text: String { String(copying: UTF8Span(unchecked: self, isKnownASCII: true)) }
}

extension JSONCursor {
  /// Passes a moment as this program writes it, `"2025-11-13T02:12:33.123Z"`.
  @inline(__always)
  public mutating func instant(in bytes: Span<UInt8>) -> Instant? {
    guard let text = quoted(24, in: bytes), let instant = Instant(bytes.extracting(text)) else {
      return nil
    }
    at += 26
    return instant
  }

  /// Passes a day, `"2025-11-13"`.
  @inline(__always)
  public mutating func day(in bytes: Span<UInt8>) -> Day? {
    guard let text = quoted(10, in: bytes), let day = Day(bytes.extracting(text)) else {
      return nil
    }
    at += 12
    return day
  }

  /// Where so many bytes stand between quotes.
  private func quoted(_ count: Int, in bytes: Span<UInt8>) -> Range<Int>? {
    guard bytes.count - at >= count + 2, bytes[at] == UInt8(ascii: "\""),
      bytes[at + count + 1] == UInt8(ascii: "\"")
    else { return nil }
    return at + 1..<at + count + 1
  }
}

extension Instant {
  /// The moment written `2025-11-13T02:12:33.123Z`, in exactly that form.
  public init?(_ text: Span<UInt8>) {
    guard text.count == 24, let date = DigitPairs(text, 0, like: "0000-00-"),
      let middle = DigitPairs(text, 8, like: "00T00:00"),
      let clock = DigitPairs(text, 16, like: ":00.000Z"),
      let day = Day(year: date[0] * 100 + date[2], month: date[5], day: middle[0]),
      middle[3] < 24, middle[6] < 60, clock[1] < 60
    else { return nil }
    let seconds = (middle[3] * 60 + middle[6]) * 60 + clock[1]
    self.init(day, milliseconds: seconds * 1_000 + clock[4] * 10 + clock[5] % 10)
  }
}

extension Day {
  /// The day written `2025-11-13`, in exactly that form.
  public init?(_ text: Span<UInt8>) {
    guard text.count == 10, let date = DigitPairs(text, 0, like: "0000-00-"),
      let day = Digits.pair(text, 8)
    else { return nil }
    self.init(year: date[0] * 100 + date[2], month: date[5], day: day)
  }
}

/// Eight bytes as the numbers that each two neighbours among them write.
private struct DigitPairs {
  private let pairs: UInt64

  /// Nil where not every `0` of the pattern is a digit in the text and all else the same.
  @inline(__always)
  init?(_ text: Span<UInt8>, _ place: Int, like pattern: StaticString) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let (found, wanted) = (text.word(place), UnsafeRawPointer(pattern.utf8Start).word(0))
    // What differs from the pattern, in each byte: 0 to 9 for a digit, 0 where it says what must stand.
    let values = UInt64(littleEndian: found ^ wanted)
    let zeros = UInt64(littleEndian: wanted) ^ (ones &* 0x30)
    // Of a byte of the pattern that is no `0` every bit counts, else what lies above nine.
    let isFixed = ((zeros | (zeros &+ ones &* 0x7F)) & (ones &* 0x80)) >> 7 &* 0xFF
    let isNoDigit = (values | (values &+ ones &* 0x76)) & (ones &* 0x80)
    guard values & isFixed == 0, isNoDigit == 0 else { return nil }
    pairs = values &* 10 &+ values >> 8
  }

  /// The number that the byte at a place and the next one write.
  @inline(__always)
  subscript(place: Int) -> Int { Int(truncatingIfNeeded: pairs >> UInt64(8 * place)) & 0xFF }
}
