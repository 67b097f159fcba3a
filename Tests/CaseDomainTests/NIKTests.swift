import CanonicalForm
import CaseDomain
import Testing

@Suite("NIK")
struct NIKTests {
  private func fault(_ text: String) -> NIK.Fault? {
    do throws(NIK.Fault) {
      _ = try NIK(text)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "16 digits with a date and a serial are a NIK, wherever they were issued",
    arguments: [
      "2102031602849001",  // Karimun
      "2171031602849001", "1471031602849001", "3171031602849001",  // Batam, Riau, Jakarta
      "1403031602849001", "9999991602849001", "0000001602849001",  // retired and unknown regions
      "2102130101009999",  // a district that came in 2022
    ])
  func valid(_ text: String) throws {
    #expect(try NIK(text).digits == text)
  }

  @Test(
    "spaces, dots, dashes and apostrophes do not count",
    arguments: [
      " 210203 160284 9001 ", "2102-0316-0284-9001", "21.02.03.160284.9001", "'2102031602849001",
      "’2102031602849001", "210203\u{A0}160284\u{A0}9001", "\t2102031602849001",
    ])
  func separators(_ text: String) throws {
    #expect(try NIK(text).digits == "2102031602849001")
  }

  @Test(
    "lengths other than 16 are faults that say the length",
    arguments: [
      ("2", 1), ("210203160284900", 15), ("21020316028490011", 17),
      ("2102031602849001 2102031602849002", 32), ("12345", 5),
    ])
  func lengths(_ text: String, _ count: Int) { #expect(fault(text) == .length(count)) }

  @Test("nothing, or separators alone, is empty", arguments: ["", " ", "---", "' . '", "\u{A0}"])
  func empty(_ text: String) { #expect(fault(text) == .empty) }

  @Test(
    "a character that is no digit is named with its place",
    arguments: [
      ("21O2031602849001", "O", 3), ("210203160284900l", "l", 16), ("2102 0316 O284 9001", "O", 11),
      ("2,10203E+15", ",", 2), ("2.10203E+15", "E", 8), ("２102031602849001", "２", 1),
      ("٢102031602849001", "٢", 1), ("2102031602849001\u{200B}", "\u{200B}", 17),
      ("2102031602849001\n", "\n", 17), ("2102/0316/0284/9001", "/", 5), ("NIK", "N", 1),
      ("\u{202E}2102031602849001", "\u{202E}", 1),
    ])
  func notDigits(_ text: String, _ character: String, _ place: Int) {
    guard case .notDigit(let found, let at)? = fault(text) else {
      Issue.record("\(String(describing: fault(text)))")
      return
    }
    #expect(at == place)
    #expect(String(found).unicodeScalars.first == character.unicodeScalars.first)
  }

  @Test(
    "digits 7 to 12 must be a date of some year",
    arguments: [
      "000284", "320284", "330284", "390284", "400284", "720284", "990284", "160084", "161384",
      "169984", "300284", "310484", "290201", "290203", "690201", "700284", "710484", "000000",
    ])
  func impossibleDates(_ date: String) {
    #expect(fault("210203" + date + "9001") == .impossibleDate)
  }

  @Test(
    "29 February passes where a year of that ending has it: 1900 had none but 2000 had",
    arguments: ["290200", "290204", "290284", "290296", "690200", "690204"])
  func leapDays(_ date: String) { #expect(fault("210203" + date + "9001") == nil) }

  @Test("a woman's day is 41 to 71", arguments: 1...31)
  func womensDays(_ day: Int) throws {
    let nik = try NIK("210203\(Digits.text(day + 40, 2))01849001")
    #expect(nik.sex == .female)
    #expect(nik.agrees(with: try #require(Day(year: 1984, month: 1, day: day))))
    let man = try NIK("210203\(Digits.text(day, 2))01849001")
    #expect(man.sex == .male)
    #expect(man.agrees(with: try #require(Day(year: 1984, month: 1, day: day))))
    #expect(man != nik)
  }

  @Test(
    "serial 0000 is a fault: Excel made it", arguments: ["2102031602840000", "2102 0316 0284 0000"])
  func serialZero(_ text: String) { #expect(fault(text) == .serialZero) }

  @Test("the date agrees with either century and with nothing else")
  func agreement() throws {
    let nik = try NIK("2102031602049001")
    #expect(nik.agrees(with: try #require(Day("1904-02-16"))))
    #expect(nik.agrees(with: try #require(Day("2004-02-16"))))
    for other in ["2004-02-17", "2004-03-16", "2005-02-16", "2004-01-16"] {
      #expect(!nik.agrees(with: try #require(Day(other))))
    }
  }

  @Test("a NIK never shows itself unasked")
  func masked() throws {
    let nik = try NIK("2102031602849001")
    #expect(nik.masked == "************9001" && "\(nik)" == "************9001")
    #expect(String(reflecting: nik) == "************9001")
    #expect(String(describing: [nik: 1]) == "[************9001: 1]")
  }

  @Test("its regency has the form of an area code")
  func regency() throws {
    #expect(try NIK("2102031602849001").regency == "21.02")
    #expect(try NIK("0100001602849001").regency == "01.00")
    #expect(try NIK("0100001602849001").digits == "0100001602849001")
  }

  @Test("NIKs are in the order of their digits")
  func order() throws {
    #expect(try NIK("2102031602849001") < NIK("2102031602849002"))
    #expect(try NIK("0102031602849001") < NIK("2102031602849001"))
  }
}

@Suite("Family card number")
struct FamilyCardNumberTests {
  @Test("a family card number has the form of a NIK")
  func valid() throws {
    let number = try FamilyCardNumber("210203 101119 9001")
    #expect(number.digits == "2102031011199001")
    #expect("\(number)" == "************9001" && String(reflecting: number) == "************9001")
  }

  @Test("its date never has 40 added", arguments: ["2102034101199001", "2102037112199001"])
  func neverFemale(_ text: String) {
    #expect(throws: NIK.Fault.impossibleDate) { try FamilyCardNumber(text) }
  }

  @Test("what no such number can be is a fault")
  func faults() {
    #expect(throws: NIK.Fault.length(15)) { try FamilyCardNumber("210203101119900") }
    #expect(throws: NIK.Fault.notDigit("O", place: 2)) { try FamilyCardNumber("2O02031011199001") }
    #expect(throws: NIK.Fault.empty) { try FamilyCardNumber(" ") }
  }

  @Test("serial 0000 is a fault there too: Excel made it")
  func serialZero() {
    #expect(throws: NIK.Fault.serialZero) { try FamilyCardNumber("2102031011190000") }
  }
}
