public import CanonicalForm

/// Nomor Induk Kependudukan, the 16 digits of an identity card: `PPKKCC DDMMYY SSSS`.
///
/// Region of the first registration, birth date (women: day + 40), serial from 0001. It has no check
/// digit, is kept for life and never follows a move or a corrected birth date; so only what no NIK can
/// be is an error, and what differs from the card is a ``Warning``. Source: domain notes 2.1.
public struct NIK: Hashable, Comparable, Sendable {
  private let value: UInt64

  /// What no NIK can be.
  public enum Fault: Error, Hashable, Sendable {
    case empty
    /// So many digits instead of 16.
    case length(Int)
    /// A character that is no digit, with its place from 1.
    case notDigit(Character, place: Int)
    /// Digits 7 to 12 are no date of any year.
    case impossibleDate
    /// Serials are counted from 0001; Excel leaves 0000 of a NIK that was typed as a number.
    case serialZero
  }

  /// The NIK typed as `text`; spaces, dots, dashes and apostrophes between digits do not count.
  ///
  /// - Throws: ``Fault`` with the first thing wrong.
  public init(_ text: some StringProtocol) throws(Fault) {
    try self.init(number: try Fault.number(of: String(text)))
  }

  /// The NIK that 16 digits and nothing else write; nil where they write none.
  init?(plain digits: Span<UInt8>) {
    guard digits.count == 16, let number = Digits.number(digits, 0..<16),
      let nik = try? NIK(number: number)
    else { return nil }
    self = nik
  }

  private init(number: Int) throws(Fault) {
    let day = number / 100_000_000 % 100
    let birthDay = day > 40 ? day - 40 : day
    let month = number / 1_000_000 % 100
    let year = number / 10_000 % 100
    // 1900 had no 29 February, 2000 had: the later century decides for years that both may be.
    guard Day(year: 2000 + year, month: month, day: birthDay) != nil else {
      throw .impossibleDate
    }
    guard number % 10_000 != 0 else { throw .serialZero }
    value = UInt64(number)
  }

  /// The NIK of ``packed``; nil for 0.
  init?(packed: UInt64) {
    guard packed != 0 else { return nil }
    value = packed
  }

  /// The 16 digits as one number, never 0.
  var packed: UInt64 { value }

  /// The 16 digits as one number, never 0.
  public var number: Int { Int(packed) }

  /// The 16 digits.
  public var digits: String { Digits.text(Int(value), 16) }

  /// `************0001`: what lists and messages show.
  public var masked: String { "************" + digits.suffix(4) }

  /// The regency of the first registration, in the form of an area code: `21.02`.
  public var regency: AreaCode {
    AreaCode(Digits.text(Int(value / 100_000_000_000_000), 2) + "." + Digits.text(regencyPart, 2))
  }

  /// Whether the date part is that of a woman.
  public var sex: Sex { dayPart > 40 ? .female : .male }

  /// Whether day, month and the year's last two digits are those of `birthDate`.
  public func agrees(with birthDate: Day) -> Bool {
    let (year, month, day) = birthDate.date
    return (dayPart > 40 ? dayPart - 40 : dayPart) == day
      && Int(value / 1_000_000 % 100) == month && Int(value / 10_000 % 100) == year % 100
  }

  public static func < (left: NIK, right: NIK) -> Bool { left.value < right.value }

  private var regencyPart: Int { Int(value / 1_000_000_000_000 % 100) }
  private var dayPart: Int { Int(value / 100_000_000 % 100) }
}

extension NIK: CustomStringConvertible, CustomDebugStringConvertible {
  /// Masked, so that no message, log or failed test can carry a NIK by mistake.
  public var description: String { masked }
  public var debugDescription: String { masked }
}

extension NIK.Fault {
  /// What the 16 digits of a typed number write in the form that NIK and family card share.
  static func number(of text: String) throws(NIK.Fault) -> Int {
    // As files and most people write it: nothing but the digits.
    if text.utf8.count == 16, let number = Digits.number(text.utf8.span, 0..<16) { return number }
    var digits: [UInt8] = []
    for (index, character) in text.enumerated() {
      if let ascii = character.asciiValue, (0x30...0x39).contains(ascii) {
        digits.append(ascii)
      } else if !" .-'’\u{A0}\t".contains(character) {
        throw .notDigit(character, place: index + 1)
      }
    }
    guard !digits.isEmpty else { throw .empty }
    guard digits.count == 16 else { throw .length(digits.count) }
    return Digits.number(digits) ?? 0
  }
}
