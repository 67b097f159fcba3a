/// Bytes written as lower-case hexadecimal digits, two a byte.
public enum Hexadecimal {
  public static func text(_ bytes: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
      for (index, byte) in bytes.enumerated() {
        text.initializeElement(at: 2 * index, to: digit(byte >> 4))
        text.initializeElement(at: 2 * index + 1, to: digit(byte & 0x0F))
      }
      return 2 * bytes.count
    }
  }

  /// The digit of a value up to 15.
  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }

  /// Whether all are digits in the lower-case form.
  @inlinable public static func isLowerCase(_ digits: some Sequence<UInt8>) -> Bool {
    digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// The same of bytes that lie beside each other.
  public static func isLowerCase(_ digits: Span<UInt8>) -> Bool {
    for place in digits.indices {
      let digit = digits[place]
      guard digit &- 0x30 < 10 || digit &- 0x61 < 6 else { return false }
    }
    return true
  }
}
