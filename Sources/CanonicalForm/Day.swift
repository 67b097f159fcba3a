/// One day of the Gregorian calendar, from 1 January 1 to 31 December 9999.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1 January 1970.
  public let number: Int

  private init(number: Int) { self.number = number }

  /// The day with this date, or nil where the calendar has none.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= 28 || day <= Day.count(ofMonth: month, year: year)
    else { return nil }
    // Days from the civil date, counted in years that begin in March, so that the leap day is last.
    let isEarly = month <= 2
    // Without a sign they are divided in fewer steps: every moment that is read passes here.
    let marchYear = UInt32(truncatingIfNeeded: isEarly ? year - 1 : year)
    let march = UInt32(truncatingIfNeeded: isEarly ? month + 9 : month - 3)
    let days = marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400
    number = Int(days + (153 * march + 2) / 5) + day - 719_469
  }

  /// The day written `2025-11-13`, in exactly that form.
  public init?(_ text: some StringProtocol) { self.init(String(text)) }

  /// The same of a whole text, which needs no copy.
  public init?(_ text: String) {
    let utf8 = text.utf8.span
    guard utf8.count == 10, utf8[4] == UInt8(ascii: "-"), utf8[7] == UInt8(ascii: "-"),
      let year = Digits.number(utf8, 0..<4), let month = Digits.number(utf8, 5..<7),
      let day = Digits.number(utf8, 8..<10)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Year, month and day of the month.
  public var date: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * dayOfYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * march + 2) / 5 + 1)
  }

  /// 0 on a Sunday to 6 on a Saturday.
  public var weekday: Int { (number % 7 + 11) % 7 }

  /// The day `days` later, kept inside the calendar.
  public func adding(days: Int) -> Day {
    // The calendar is shorter than this in either direction, so the sum cannot overflow.
    let step = min(max(days, -Day.last * 2), Day.last * 2)
    return Day(number: min(max(number + step, Day.first), Day.last))
  }

  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// How many days the month has, by the Gregorian leap rule; month 1 to 12.
  public static func count(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// 1 January 1970.
  public static let epoch = Day(number: 0)

  private static let first = -719_162
  private static let last = 2_932_896
}

extension Day: CustomStringConvertible {
  /// `2025-11-13`.
  public var description: String {
    String(unsafeUninitializedCapacity: 10) { text in
      write(to: text, at: 0)
      return 10
    }
  }

  /// Writes the ten letters of ``description``, the first of them at `place`.
  func write(to text: UnsafeMutableBufferPointer<UInt8>, at place: Int) {
    let (year, month, day) = date
    Digits.write(year, 4, to: text, at: place)
    text.initializeElement(at: place + 4, to: UInt8(ascii: "-"))
    Digits.write(month, 2, to: text, at: place + 5)
    text.initializeElement(at: place + 7, to: UInt8(ascii: "-"))
    Digits.write(day, 2, to: text, at: place + 8)
  }
}
