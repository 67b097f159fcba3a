internal import CanonicalForm

/// The number of a family card (Kartu Keluarga): 16 digits in the form of a NIK, where the date is
/// that of the card and never has 40 added.
public struct FamilyCardNumber: Hashable, Sendable {
  public let digits: String

  /// The number typed as `text`, read as a NIK is.
  ///
  /// - Throws: ``NIK/Fault`` for what no such number can be.
  public init(_ text: some StringProtocol) throws(NIK.Fault) {
    let read = try NIK.Fault.digits(of: text)
    guard let year = Digits.number(read[10..<12]), let month = Digits.number(read[8..<10]),
      let day = Digits.number(read[6..<8]), Day(year: 2000 + year, month: month, day: day) != nil
    else { throw .impossibleDate }
    guard Digits.number(read[12...]) != 0 else { throw .serialZero }
    digits = String(decoding: read, as: UTF8.self)
  }
}

extension FamilyCardNumber: CustomStringConvertible, CustomDebugStringConvertible {
  /// Masked as a NIK is.
  public var description: String { "************" + digits.suffix(4) }
  public var debugDescription: String { description }
}
