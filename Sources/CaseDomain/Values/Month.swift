public import CanonicalForm

/// One month of the calendar, the unit of cover and contribution.
public struct Month: Hashable, Comparable, Sendable {
  public let year: Int
  /// 1 to 12.
  public let month: Int

  public init(of day: Day) { (year, month, _) = day.date }

  /// The month written `2025-11`, in exactly that form.
  public init?(_ text: some StringProtocol) {
    guard let day = Day("\(text)-01") else { return nil }
    self.init(of: day)
  }

  /// The month of ``packed``; nil for 0.
  init?(packed: Int32) {
    guard packed >= 12 else { return nil }
    (year, month) = (Int(packed) / 12, Int(packed) % 12 + 1)
  }

  /// Months since the year 0, never 0.
  var packed: Int32 { Int32(year * 12 + month - 1) }

  public var firstDay: Day { Day(year: year, month: month, day: 1) ?? .epoch }

  public var lastDay: Day {
    firstDay.adding(days: Day.count(ofMonth: month, year: year) - 1)
  }

  public static func < (left: Month, right: Month) -> Bool {
    (left.year, left.month) < (right.year, right.month)
  }
}

extension Month: CustomStringConvertible {
  /// `2025-11`.
  public var description: String { "\(Digits.text(year, 4))-\(Digits.text(month, 2))" }
}
