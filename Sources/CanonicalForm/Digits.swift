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

  /// The number that the digits in `range` write, or nil if one of them is no ASCII digit.
  @inlinable public static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var value = 0
    for index in range {
      let digit = bytes[index] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
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
