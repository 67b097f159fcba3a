internal import CanonicalForm

/// The number of a family card (Kartu Keluarga): 16 digits in the form of a NIK, where the date is
/// that of the card and never has 40 added.
public struct FamilyCardNumber: Hashable, Sendable {
  public let digits: String

  /// The number typed as `text`, read as a NIK is.
  ///
  /// - Throws: ``NIK/Fault`` for what no such number can be.
  public init(_ text: some StringProtocol) throws(NIK.Fault) {
    let text = String(text)
    let number = try NIK.Fault.number(of: text)
    let (year, month, day) = (number / 10_000 % 100, number / 1_000_000 % 100, number / 100_000_000)
    guard Day(year: 2000 + year, month: month, day: day % 100) != nil else {
      throw .impossibleDate
    }
    guard number % 10_000 != 0 else { throw .serialZero }
    // Of no more bytes it is the digits alone.
    digits = text.utf8.count == 16 ? text : Digits.text(number, 16)
  }

  /// The 16 digits as one number.
  var packed: UInt64 { UInt64(Digits.number(digits.utf8.span, 0..<16) ?? 0) }
}

extension FamilyCardNumber: CustomStringConvertible, CustomDebugStringConvertible {
  /// Masked as a NIK is.
  public var description: String { "************" + digits.suffix(4) }
  public var debugDescription: String { description }
}
