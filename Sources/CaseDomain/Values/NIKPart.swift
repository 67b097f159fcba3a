internal import CanonicalForm

/// Digits that are looked for anywhere in a NIK.
public struct NIKPart: Sendable {
  /// Four bits for each digit, the last one lowest.
  private let digits: UInt64
  private let count: Int

  /// Fewer digits would find everybody.
  public static let fewest = 4

  /// The part that a text of 4 to 16 digits and nothing else writes; nil for every other text.
  public init?(_ text: String) {
    count = text.utf8.count
    guard (NIKPart.fewest...16).contains(count), let number = Digits.number(text.utf8) else {
      return nil
    }
    digits = NIKPart.apart(UInt64(number))
  }

  /// Whether the digits stand beside each other in a NIK.
  func isIn(packed nik: UInt64) -> Bool {
    let (all, mask) = (NIKPart.apart(nik), UInt64.max >> UInt64(64 - 4 * count))
    for place in 0...16 - count where all >> UInt64(4 * place) & mask == digits { return nik != 0 }
    return false
  }

  private static func apart(_ number: UInt64) -> UInt64 {
    var (rest, digits) = (number, UInt64(0))
    for place in 0..<16 as Range<UInt64> {
      digits |= (rest % 10) << (4 * place)
      rest /= 10
    }
    return digits
  }
}
