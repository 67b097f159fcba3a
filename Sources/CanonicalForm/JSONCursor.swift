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
    let start = at
    var value = 0
    while at < bytes.count, case let digit = bytes[at] &- 0x30, digit < 10 {
      guard at - start < 18 else { return nil }
      value = value * 10 + Int(digit)
      at += 1
    }
    guard at > start, at == start + 1 || bytes[start] != 0x30 else { return nil }
    return value
  }
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
  /// The eight bytes from `place` on, which must all be there.
  @inlinable @inline(__always)
  func word(_ place: Int) -> UInt64 {
    bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
  }

  /// The text of bytes that are known to be ASCII.
  public var text: String { String(copying: UTF8Span(unchecked: self, isKnownASCII: true)) }
}

extension Instant {
  /// The moment written `2025-11-13T02:12:33.123Z`, in exactly that form.
  public init?(_ text: Span<UInt8>) {
    guard text.count == 24, text[10] == 0x54, text[13] == 0x3A, text[16] == 0x3A, text[19] == 0x2E,
      text[23] == 0x5A, let day = Day(start: text),
      let hour = Digits.pair(text, 11), hour < 24, let minute = Digits.pair(text, 14), minute < 60,
      let second = Digits.pair(text, 17), second < 60, let tenths = Digits.pair(text, 20),
      text[22] >= 0x30, text[22] < 0x3A
    else { return nil }
    let fraction = tenths * 10 + Int(text[22] - 0x30)
    self.init(day, milliseconds: ((hour * 60 + minute) * 60 + second) * 1_000 + fraction)
  }
}

extension Day {
  /// The day written `2025-11-13`, in exactly that form.
  public init?(_ text: Span<UInt8>) {
    guard text.count == 10 else { return nil }
    self.init(start: text)
  }

  /// The day that the first ten bytes write.
  @inline(__always)
  fileprivate init?(start text: Span<UInt8>) {
    guard text[4] == 0x2D, text[7] == 0x2D, let century = Digits.pair(text, 0),
      let year = Digits.pair(text, 2), let month = Digits.pair(text, 5),
      let day = Digits.pair(text, 8)
    else { return nil }
    self.init(year: century * 100 + year, month: month, day: day)
  }
}
