import CanonicalForm
import TestSupport
import Testing

@testable import CaseDomain

@Suite("Numbers, days and money")
struct WordingFormatTests {
  private let indonesian = Wording(.indonesian)
  private let english = Wording(.english)

  @Test(
    "Thousands have a point in Indonesian and a comma in English",
    arguments: [
      (0, "0", "0"), (999, "999", "999"), (1_000, "1.000", "1,000"),
      (-16_800, "-16.800", "-16,800"),
      (33_600_000, "33.600.000", "33,600,000"),
      (Int.min, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"),
    ])
  func numbers(value: Int, indonesian: String, english: String) {
    #expect(self.indonesian.number(value) == indonesian)
    #expect(self.english.number(value) == english)
  }

  @Test("Money stands behind Rp and a space")
  func money() {
    #expect(indonesian.rupiah(16_010_400) == "Rp 16.010.400")
    #expect(english.rupiah(16_800) == "Rp 16,800")
  }

  @Test("Shares have one decimal, behind a comma in Indonesian")
  func percent() {
    #expect(indonesian.percent(tenths: 953) == "95,3 %")
    #expect(english.percent(tenths: 953) == "95.3 %")
    #expect(indonesian.percent(tenths: 0) == "0,0 %")
    #expect(indonesian.percent(tenths: 1_000) == "100,0 %")
  }

  @Test("Days are written day, month, year; the clock is that of Western Indonesia")
  func days() throws {
    let day = try #require(Day("2025-11-03"))
    #expect(indonesian.day(day) == "3 November 2025")
    #expect(indonesian.shortDay(day) == "03/11/2025")
    #expect(english.day(try #require(Day("2026-02-28"))) == "28 February 2026")
    #expect(indonesian.day(try #require(Day("2026-02-28"))) == "28 Februari 2026")
    #expect(indonesian.month(Month(of: day)) == "November 2025")
    let late = try #require(Instant("2025-11-13T17:06:59Z"))
    #expect(indonesian.clock(late) == "00.06")
    #expect(english.clock(late) == "00:06")
    #expect(indonesian.moment(late) == "14/11/2025 00.06")
  }

  @Test("Every field, verb, role, warning and kind of participant has its words")
  func labels() {
    for words in [indonesian, english] {
      #expect(Set(Field.allCases.map(words.field)).count == Field.allCases.count)
      #expect(Set(Verb.allCases.map(words.verb)).count == Verb.allCases.count)
      #expect(Set(Role.allCases.map(words.role)).count == Role.allCases.count)
      #expect(Set(Warning.allCases.map(words.warning)).count == Warning.allCases.count)
      #expect(
        Set(ParticipantKind.allCases.map(words.participantKind)).count
          == ParticipantKind.allCases.count)
    }
  }

  @Test("A grant reads as its role, level and place, with its days")
  func grants() throws {
    let words = Wording(.indonesian, try WordingSamples.karimun().caseload)
    var grant = try #require(Grant("verifier:rt-rw:21.02.03.1001"))
    grant.until = Day("2025-11-30")
    grant.standsInFor = "Hendra"
    #expect(
      words.grant(grant)
        == "verifikator RT/RW di Kel. Tanjung Balai, s.d. 30/11/2025, Plh. Hendra")
    #expect(
      words.grant(try #require(Grant("enroller:21.02")))
        == "petugas pendaftaran di seluruh wilayah program")
    #expect(
      words.grant(try #require(Grant("registrar:21.02.04"))) == "petugas pendataan di Kec. Meral")
  }
}
