import CanonicalForm
import Testing

@Suite("Days, instants, digits")
struct DayTests {
  @Test("each day from 1600 to 2400 comes back, one after the other, weekday by weekday")
  func everyDay() throws {
    var day = try #require(Day(year: 1600, month: 1, day: 1))
    var weekday = 6  // 1 January 1600 was a Saturday.
    for year in 1600...2400 {
      let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for (month, length) in [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        .enumerated()
      {
        for dayOfMonth in 1...length {
          let date = day.date
          guard date == (year, month + 1, dayOfMonth), day.weekday == weekday,
            Day(year: year, month: month + 1, day: dayOfMonth) == day, Day(day.description) == day
          else {
            Issue.record("\(year)-\(month + 1)-\(dayOfMonth) is \(day)")
            return
          }
          day = day.adding(days: 1)
          weekday = (weekday + 1) % 7
        }
        #expect(Day(year: year, month: month + 1, day: length + 1) == nil)
      }
    }
  }

  @Test(
    "29 February is a day of leap years alone",
    arguments: [
      (1600, true), (1700, false), (1900, false), (2000, true), (2004, true), (2023, false),
      (2024, true), (2100, false), (2400, true),
    ])
  func leapDays(_ year: Int, _ leap: Bool) {
    #expect((Day(year: year, month: 2, day: 29) != nil) == leap)
    #expect(Day.count(ofMonth: 2, year: year) == (leap ? 29 : 28))
  }

  @Test("known days have their numbers")
  func numbers() throws {
    #expect(Day.epoch.description == "1970-01-01" && Day.epoch.weekday == 4)
    #expect(try #require(Day("2025-11-13")).number == 20_405)
    #expect(try #require(Day("2025-11-13")).weekday == 4)
    #expect(try #require(Day("1969-12-31")).number == -1)
    #expect(try #require(Day("1969-12-31")).weekday == 3)
    #expect(try #require(Day("0001-01-01")).weekday == 1)
    #expect(try #require(Day("9999-12-31")).weekday == 5)
  }

  @Test(
    "a day is written in exactly one form",
    arguments: [
      "2025-02-29", "2025-13-01", "2025-00-01", "2025-01-00", "2025-04-31", "25-01-01", "2025-1-1",
      "2025/01/01", " 2025-01-01", "2025-01-01 ", "20250101", "0000-01-01", "２０２５-01-01", "",
      "2025-01-0١", "-025-01-01", "+025-01-01", "2025-01-01T", "1900-02-29",
    ])
  func badDays(_ text: String) { #expect(Day(text) == nil) }

  @Test("the calendar ends at its ends")
  func ends() throws {
    let first = try #require(Day(year: 1, month: 1, day: 1))
    let last = try #require(Day(year: 9999, month: 12, day: 31))
    #expect(first.adding(days: -1) == first && last.adding(days: 1) == last)
    #expect(first.adding(days: 3_652_058) == last)
    #expect(Day(year: 10_000, month: 1, day: 1) == nil && Day(year: 0, month: 1, day: 1) == nil)
  }

  @Test("adding any number of days stays inside the calendar")
  func hugeNumbers() async {
    await #expect(processExitsWith: .success) {
      _ = Day(year: 9999, month: 12, day: 31)?.adding(days: .max)
      _ = Day(year: 1, month: 1, day: 1)?.adding(days: .min)
      _ = Instant(Day.epoch.adding(days: 1), milliseconds: .max)
      _ = Instant(milliseconds: .min).day(minutesAheadOfUTC: -720)
    }
  }

  @Test(
    "moments are read with offset and fraction, and written in UTC with milliseconds",
    arguments: [
      ("2025-11-13T02:12:33.123Z", "2025-11-13T02:12:33.123Z"),
      ("2025-11-13T02:12:33Z", "2025-11-13T02:12:33.000Z"),
      ("2025-11-13T02:12:33.1Z", "2025-11-13T02:12:33.100Z"),
      ("2025-11-13T02:12:33.12Z", "2025-11-13T02:12:33.120Z"),
      ("2025-11-13T02:12:33.007Z", "2025-11-13T02:12:33.007Z"),
      ("2025-11-13T09:12:33.123+07:00", "2025-11-13T02:12:33.123Z"),
      ("2025-11-13T00:00:00+07:00", "2025-11-12T17:00:00.000Z"),
      ("2025-12-31T23:30:00-00:30", "2026-01-01T00:00:00.000Z"),
      ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
      ("1600-02-29T12:00:00Z", "1600-02-29T12:00:00.000Z"),
    ])
  func moments(_ text: String, _ written: String) throws {
    let instant = try #require(Instant(text))
    #expect(instant.description == written)
    #expect(Instant(written) == instant)
  }

  @Test(
    "what is no moment is not read",
    arguments: [
      "2025-11-13", "2025-11-13T02:12:33", "2025-11-13 02:12:33Z", "2025-11-13T24:00:00Z",
      "2025-11-13T02:60:00Z", "2025-11-13T02:12:60Z", "2025-11-13T02:12:33.Z",
      "2025-11-13T02:12:33.1234Z", "2025-11-13T02:12:33z", "2025-02-30T00:00:00Z",
      "2025-11-13T02:12:33+7:00", "2025-11-13T02:12:33+0700", "2025-11-13T02:12:33+24:00",
      "2025-11-13T02:12:33+07:60", "2025-11-13T02:12:33*07:00", "2025-11-13T2:12:33.000Z", "",
      "2025-11-13T02:12:33ZZ", "2025-11-13T02:12:33,123Z",
    ])
  func badMoments(_ text: String) { #expect(Instant(text) == nil) }

  @Test(
    "times before 1970 fall on the right day and time of day",
    arguments: [
      (-1, "1969-12-31", 23, 999), (-86_400_000, "1969-12-31", 0, 0),
      (-86_400_001, "1969-12-30", 23, 999), (0, "1970-01-01", 0, 0),
    ])
  func negative(_ milliseconds: Int, _ day: String, _ hour: Int, _ millisecond: Int) {
    let instant = Instant(milliseconds: milliseconds)
    #expect(instant.day(minutesAheadOfUTC: 0).description == day)
    let time = instant.time(minutesAheadOfUTC: 0)
    #expect(time.hour == hour && time.millisecond == millisecond)
  }

  @Test("a day begins at its midnight of the zone")
  func zones() throws {
    let before = try #require(Instant("2025-11-12T16:59:59.999Z"))
    let after = try #require(Instant("2025-11-12T17:00:00.000Z"))
    #expect(before.day(minutesAheadOfUTC: 420).description == "2025-11-12")
    #expect(after.day(minutesAheadOfUTC: 420).description == "2025-11-13")
    #expect(before < after)
    #expect(after.time(minutesAheadOfUTC: 420) == (0, 0, 0, 0))
  }

  @Test("moments stay between the years 1 and 9999", arguments: [Int.min, Int.max])
  func bounds(_ milliseconds: Int) {
    let instant = Instant(milliseconds: milliseconds)
    #expect(Instant(instant.description) == instant)
  }

  @Test(
    "digits are read as they stand",
    arguments: [
      ("0", 0), ("007", 7), ("999999999999999999", 999_999_999_999_999_999), ("", nil), ("1a", nil),
      ("-1", nil), ("+1", nil), (" 1", nil), ("1234567890123456789", nil), ("١", nil),
    ] as [(String, Int?)])
  func digits(_ text: String, _ number: Int?) {
    #expect(Digits.number(Array(text.utf8)) == number)
  }

  @Test("numbers are written with zeros up to a width")
  func widths() {
    #expect(Digits.text(7, 3) == "007" && Digits.text(1_234, 3) == "1234")
    #expect(Digits.text(0, 0) == "0" && Digits.text(0, 2) == "00")
  }
}
