/// One moment in UTC, to the millisecond.
public struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int

  /// The moment, kept between the years 1 and 9999 of the calendar.
  public init(milliseconds: Int) {
    self.milliseconds = min(max(milliseconds, -62_135_596_800_000), 253_402_300_799_999)
  }

  /// The start of `day` in UTC plus `milliseconds`.
  public init(_ day: Day, milliseconds: Int = 0) {
    let (sum, overflow) = (day.number * Instant.day).addingReportingOverflow(milliseconds)
    self.init(milliseconds: overflow ? milliseconds : sum)
  }

  /// The moment written `2025-11-13T02:12:33.123Z`; the fraction may be absent or 1 to 3 digits, and
  /// an offset such as `+07:00` may stand for `Z`.
  public init?(_ text: some StringProtocol) {
    let utf8 = Array(text.utf8)
    guard utf8.count >= 20, utf8[10] == UInt8(ascii: "T"), utf8[13] == UInt8(ascii: ":"),
      utf8[16] == UInt8(ascii: ":"), let day = Day(String(decoding: utf8[..<10], as: UTF8.self)),
      let hour = Digits.number(utf8[11..<13]), hour < 24,
      let minute = Digits.number(utf8[14..<16]), minute < 60,
      let second = Digits.number(utf8[17..<19]), second < 60
    else { return nil }
    var rest = utf8[19...]
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
      guard (1...3).contains(digits.count), let number = Digits.number(digits) else { return nil }
      fraction = number * [100, 10, 1][digits.count - 1]
      rest = rest.dropFirst(1 + digits.count)
    }
    guard let offset = Instant.offset(Array(rest)) else { return nil }
    let time = ((hour * 60 + minute) * 60 + second) * 1_000 + fraction
    self.init(day, milliseconds: time - offset * 60_000)
  }

  /// The day in a zone that is `minutes` ahead of UTC.
  public func day(minutesAheadOfUTC minutes: Int) -> Day {
    let shifted = shifted(minutes)
    let number = shifted >= 0 ? shifted / Instant.day : (shifted + 1) / Instant.day - 1
    return Day.epoch.adding(days: number)
  }

  /// Hour, minute, second and millisecond in a zone that is `minutes` ahead of UTC.
  public func time(minutesAheadOfUTC minutes: Int)
    -> (hour: Int, minute: Int, second: Int, millisecond: Int)
  {
    let shifted = shifted(minutes)
    let time = ((shifted % Instant.day) + Instant.day) % Instant.day
    return (time / 3_600_000, time / 60_000 % 60, time / 1_000 % 60, time % 1_000)
  }

  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// Milliseconds of the wall clock in a zone, which is never more than a day ahead or behind.
  private func shifted(_ minutes: Int) -> Int {
    milliseconds + min(max(minutes, -1_440), 1_440) * 60_000
  }

  private static let day = 86_400_000

  private static func offset(_ text: [UInt8]) -> Int? {
    if text == [UInt8(ascii: "Z")] { return 0 }
    guard text.count == 6, text[3] == UInt8(ascii: ":"),
      let hours = Digits.number(text[1..<3]), hours < 24,
      let minutes = Digits.number(text[4..<6]), minutes < 60
    else { return nil }
    switch text[0] {
    case UInt8(ascii: "+"): return hours * 60 + minutes
    case UInt8(ascii: "-"): return -(hours * 60 + minutes)
    default: return nil
    }
  }
}

extension Instant: CustomStringConvertible {
  /// `2025-11-13T02:12:33.123Z`.
  public var description: String {
    let (day, time) = (day(minutesAheadOfUTC: 0), time(minutesAheadOfUTC: 0))
    return String(unsafeUninitializedCapacity: 24) { text in
      day.write(to: text, at: 0)
      text.initializeElement(at: 10, to: UInt8(ascii: "T"))
      Digits.write(time.hour, 2, to: text, at: 11)
      text.initializeElement(at: 13, to: UInt8(ascii: ":"))
      Digits.write(time.minute, 2, to: text, at: 14)
      text.initializeElement(at: 16, to: UInt8(ascii: ":"))
      Digits.write(time.second, 2, to: text, at: 17)
      text.initializeElement(at: 19, to: UInt8(ascii: "."))
      Digits.write(time.millisecond, 3, to: text, at: 20)
      text.initializeElement(at: 23, to: UInt8(ascii: "Z"))
      return 24
    }
  }
}
