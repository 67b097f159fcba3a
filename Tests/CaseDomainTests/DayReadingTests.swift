import CanonicalForm
import CaseDomain
import Testing

@Suite("Days as offices write them")
struct DayReadingTests {
  @Test(
    "every form that offices use is read, day before month",
    arguments: [
      "16/02/1984", "16/2/1984", "16-02-1984", "16-2-1984", "16.02.1984", "16 02 1984", "16021984",
      "16 Februari 1984", "16 februari 1984", "16 FEBRUARI 1984", "16 Pebruari 1984", "16 Feb 1984",
      "16 Peb 1984", "16-Feb-1984", "16/Feb/1984", "16 Feb. 1984", "1984-02-16", " 16/02/1984 ",
      "16  02   1984", "16\u{A0}Februari\u{A0}1984", "16 / 02 / 1984",
    ])
  func forms(_ text: String) throws {
    #expect(try DayReading.day(text).description == "1984-02-16")
  }

  @Test(
    "months have their names, old spellings and abbreviations",
    arguments: [
      ("Januari", 1), ("Jan", 1), ("Maret", 3), ("Mar", 3), ("April", 4), ("Apr", 4), ("Mei", 5),
      ("Juni", 6), ("Jun", 6), ("Juli", 7), ("Jul", 7), ("Agustus", 8), ("Agt", 8), ("Ags", 8),
      ("Agu", 8), ("September", 9), ("Sep", 9), ("Sept", 9), ("Oktober", 10), ("Okt", 10),
      ("November", 11), ("Nopember", 11), ("Nov", 11), ("Nop", 11), ("Desember", 12), ("Des", 12),
    ])
  func months(_ name: String, _ month: Int) throws {
    #expect(try DayReading.day("1 \(name) 1990").date == (1990, month, 1))
  }

  @Test("the month never comes first")
  func neverMonthFirst() throws {
    #expect(try DayReading.day("01/02/1984").description == "1984-02-01")
    #expect(throws: FieldFault.Problem.notDay("02/16/1984")) { try DayReading.day("02/16/1984") }
  }

  @Test(
    "what is no day is refused with what was typed",
    arguments: [
      "31/02/1984", "29/02/1983", "29 Februari 1900", "32/01/1984", "00/01/1984", "01/00/1984",
      "1984/02/16", "16/02", "1984", "februari", "kemarin", "16/13/1984", "160284",
      "1602198", "16/02/1984/1", "16/02/19840", "-", "19840216", "16 Foo 1984", "１６/02/1984",
      "KEMARIN", "16 FOO 1984", "1984/2/16", "1984-02-31",
    ])
  func notDays(_ text: String) {
    #expect(throws: FieldFault.Problem.notDay(text)) { try DayReading.day(text) }
  }

  @Test(
    "a year of two digits is named as such, with what was typed",
    arguments: [
      "16/02/84", "16-2-84", "16.02.84", "16 02 84", "16 Feb 84", "16 FEBRUARI 84", "1/1/00",
      "31/02/84",
    ])
  func twoDigitYears(_ text: String) {
    #expect(throws: FieldFault.Problem.twoDigitYear(text)) { try DayReading.day(text) }
  }

  @Test("what is told of a day has its spaces put in order, and its letters as they were typed")
  func typed() {
    #expect(throws: FieldFault.Problem.notDay("31 Februari 1984")) {
      try DayReading.day("  31\t Februari\u{A0} 1984 ")
    }
    #expect(throws: FieldFault.Problem.twoDigitYear("16 Feb 84")) {
      try DayReading.day(" 16  Feb 84")
    }
  }

  @Test("29 February is read in leap years", arguments: ["29/02/2000", "29 Feb 1984"])
  func leapDays(_ text: String) { #expect(throws: Never.self) { try DayReading.day(text) } }

  @Test("the day number of an Excel cell is named as such", arguments: ["30728", "45000"])
  func excel(_ text: String) {
    #expect(throws: FieldFault.Problem.excelDay) { try DayReading.day(text) }
  }
}
