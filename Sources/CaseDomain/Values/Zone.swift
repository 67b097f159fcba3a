public import CanonicalForm

// Western Indonesia Time (WIB) is UTC+7 all year; Kepulauan Riau keeps it. Days of the programme
// (days waiting, days of a grant, "the end of a day") are days in this zone.
private let minutesAheadOfUTC = 7 * 60

extension Instant {
  /// The day in Western Indonesia Time.
  public var day: Day { day(minutesAheadOfUTC: minutesAheadOfUTC) }

  /// Hour and minute in Western Indonesia Time.
  public var clock: (hour: Int, minute: Int) {
    let time = time(minutesAheadOfUTC: minutesAheadOfUTC)
    return (time.hour, time.minute)
  }

  /// The last millisecond of `day` in Western Indonesia Time.
  public init(endOf day: Day) {
    self.init(day.adding(days: 1), milliseconds: -minutesAheadOfUTC * 60_000 - 1)
  }
}
