internal import CanonicalForm

/// How two birth dates agree.
public enum BirthDateLikeness: String, Hashable, Sendable, CaseIterable {
  case same
  /// 03/04 for 04/03.
  case dayAndMonthSwapped = "day-and-month-swapped"
  /// One digit is another.
  case oneDigit = "one-digit"
  /// Two digits beside each other changed places: 12 for 21, 1948 for 1984.
  case digitsSwapped = "digits-swapped"
  case sameDayAndMonth = "same-day-and-month"
  case sameYear = "same-year"
  case other

  /// What it adds to a score.
  public var points: Int {
    switch self {
    case .same: 30
    case .dayAndMonthSwapped: 24
    case .oneDigit, .digitsSwapped: 22
    case .sameDayAndMonth: 14
    case .sameYear: 8
    case .other: 0
    }
  }
}

/// A date as it is typed, DDMMYYYY: four bits for each digit, the last one lowest.
///
/// Slips of the finger are slips of digits, so that no calendar is asked.
struct TypedDate: Hashable, Sendable {
  let digits: UInt32

  private init(digits: UInt32) { self.digits = digits }

  init(_ day: Day) {
    let (year, month, dayOfMonth) = day.date
    var digits: UInt32 = 0
    for part in [dayOfMonth / 10, dayOfMonth, month / 10, month] {
      digits = digits << 4 | UInt32(part % 10)
    }
    for part in [year / 1_000, year / 100, year / 10, year] {
      digits = digits << 4 | UInt32(part % 10)
    }
    self.digits = digits
  }

  private static let years: UInt32 = 0xFFFF

  /// How this date and another agree.
  func likeness(_ other: TypedDate) -> BirthDateLikeness {
    let difference = digits ^ other.digits
    if difference == 0 { return .same }
    if dayAndMonthSwapped == other { return .dayAndMonthSwapped }
    let low = UInt32(difference.trailingZeroBitCount / 4 * 4)
    let rest = difference >> low
    if rest <= 0xF { return .oneDigit }
    if rest <= 0xFF, TypedDate.swaps.contains(low), swapped(low) == other { return .digitsSwapped }
    if difference & ~TypedDate.years == 0 { return .sameDayAndMonth }
    return difference & TypedDate.years == 0 ? .sameYear : .other
  }

  /// Every date that is one slip away: swapped day and month, one other digit, two digits that changed places.
  ///
  /// Many of them are in no calendar.
  var slips: [TypedDate] {
    var slips: [TypedDate] = []
    slips.reserveCapacity(64)
    if dayAndMonthSwapped != self { slips.append(dayAndMonthSwapped) }
    for (shift, most) in TypedDate.mostOfDigit {
      let own = digits >> shift & 0xF
      for other in 0...most where other != own {
        slips.append(TypedDate(digits: digits & ~(0xF << shift) | other << shift))
      }
    }
    for shift in TypedDate.swaps
    where swapped(shift) != self && swapped(shift) != dayAndMonthSwapped {
      slips.append(swapped(shift))
    }
    return slips
  }

  private var dayAndMonthSwapped: TypedDate {
    TypedDate(digits: digits << 8 & 0xFF00_0000 | digits >> 8 & 0x00FF_0000 | digits & 0xFFFF)
  }

  /// The date with the digit at `shift` and the one before it in each other's place.
  private func swapped(_ shift: UInt32) -> TypedDate {
    let (one, before) = (digits >> shift & 0xF, digits >> (shift + 4) & 0xF)
    return TypedDate(
      digits: digits & ~(0xFF << shift) | one << (shift + 4) | before << shift)
  }

  /// Where two digits of one number stand beside each other: in the day, in the month, in the year.
  private static let swaps: [UInt32] = [0, 4, 8, 16, 24]
  /// The places of the digits, and the greatest that each may be.
  private static let mostOfDigit: [(shift: UInt32, most: UInt32)] = [
    (0, 9), (4, 9), (8, 9), (12, 2), (16, 9), (20, 1), (24, 9), (28, 3),
  ]
}

extension TypedDate: Comparable {
  static func < (left: TypedDate, right: TypedDate) -> Bool { left.digits < right.digits }
}
