/// Numbers with a fixed count of decimal digits, as days, times and codes are written.
public enum Digits {
  /// The number that `digits` write, or nil if one of them is no ASCII digit; at most 18 digits.
  @inlinable public static func number(_ digits: some Collection<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 18 else { return nil }
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }

  /// The number that the digits in `range` write, or nil if one of them is no ASCII digit; at most 18 digits, which the
  /// caller has seen to.
  @inlinable public static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    // Once for all words, none of which is looked at again.
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    var value = 0
    var place = range.lowerBound
    while place + 8 <= range.upperBound {
      guard let eight = eight(bytes.word(place)) else { return nil }
      value = value * 100_000_000 + eight
      place += 8
    }
    while place < range.upperBound {
      let digit = bytes[place] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
      place += 1
    }
    return value
  }

  /// The number that eight bytes of a text write, in the order in which they were loaded; nil where one is no digit.
  @inlinable @inline(__always)
  static func eight(_ bytes: UInt64) -> Int? {
    let digits = LeadingDigits(bytes)
    return digits.count == 8 ? digits.value : nil
  }

  /// The number that two digits write, the first of which stands at `place`; nil if one of them is none.
  @inlinable @inline(__always)
  public static func pair(_ bytes: Span<UInt8>, _ place: Int) -> Int? {
    let (tens, ones) = (bytes[place] &- 0x30, bytes[place + 1] &- 0x30)
    return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
  }

  /// A number of zero or more with zeros before it up to `width`.
  public static func text(_ value: Int, _ width: Int) -> String {
    var beyond = 1
    // Up to 10^18; whatever the number, it fits in more digits than that.
    for _ in 0..<max(0, min(width, 18)) { beyond *= 10 }
    guard value >= 0, value < beyond || width > 18, width > 0 else { return String(value) }
    return String(unsafeUninitializedCapacity: width) { text in
      write(value, width, to: text, at: 0)
      return width
    }
  }

  /// Writes the last `width` digits of a number of zero or more, the first of them at `place`.
  static func write(
    _ value: Int, _ width: Int, to text: UnsafeMutableBufferPointer<UInt8>, at place: Int
  ) {
    var rest = value
    for place in (place..<(place + width)).reversed() {
      text.initializeElement(at: place, to: UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
  }
}

/// The digits with which eight bytes of a text begin, in the order in which these were loaded.
@usableFromInline
struct LeadingDigits {
  /// How many there are, at most eight.
  @usableFromInline let count: Int
  /// Each as its number, the first one lowest; what stands behind the digits means nothing.
  @usableFromInline let digits: UInt64

  @inlinable @inline(__always)
  init(_ bytes: UInt64) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    digits = UInt64(littleEndian: bytes) ^ (ones &* 0x30)
    // Above nine, or with the highest bit of its byte. What is carried touches only bytes behind such a one.
    let others = (digits | (digits &+ ones &* 0x76)) & (ones &* 0x80)
    count = others.trailingZeroBitCount / 8
  }

  /// Whether they write a number: some digits, without a zero before others.
  @inlinable @inline(__always)
  var areNumber: Bool { count == 1 || count > 1 && digits & 0xFF != 0 }

  /// The byte behind them, of which there must be one.
  @inlinable @inline(__always)
  var next: UInt8 {
    UInt8(truncatingIfNeeded: digits &>> UInt64(truncatingIfNeeded: 8 &* count)) ^ 0x30
  }

  /// The number that they write; 0 where there are none.
  @inlinable @inline(__always)
  var value: Int { value(ofFirst: count) }

  /// The number that the first of them write, at most ``count``.
  @inlinable @inline(__always)
  func value(ofFirst count: Int) -> Int {
    guard count > 0 else { return 0 }
    // Zeros before them make them eight. Neighbours are joined: digits to pairs, pairs to fours, fours to eight.
    var joined = digits &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    joined = (joined &* (10 << 8 + 1)) >> 8 & 0x00FF_00FF_00FF_00FF
    joined = (joined &* (100 << 16 + 1)) >> 16 & 0x0000_FFFF_0000_FFFF
    return Int(truncatingIfNeeded: (joined &* (10_000 << 32 + 1)) >> 32)
  }
}
