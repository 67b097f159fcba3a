import CanonicalForm
import CaseDomain
import TestSupport
import Testing

/// How good the search is, on pairs of which somebody knows whether they are one person.
@Suite("Precision and recall")
struct DuplicateQualityTests {
  /// What two desks wrote, and whether it was of one person.
  private static let labelled: [(one: Written, other: Written, isSame: Bool)] = [
    (("MUHAMMAD RIZKI", "1990-04-03"), ("M. RIZKI", "1990-04-03"), true),
    (("MUHAMMAD RIZKI", "1990-04-03"), ("MOH. RISKI", "1990-03-04"), true),
    (("H. ABDUL RAHMAN", "1965-08-17"), ("ABDURRAHMAN", "1965-08-17"), true),
    (("HJ. NOOR AINI", "1971-12-05"), ("NURAINI", "1971-12-05"), true),
    (("SITI AISYAH BINTI HASAN", "1988-01-21"), ("ST. AISAH", "1988-01-21"), true),
    (("SOEPARDI", "1960-06-15"), ("SUPARDI", "1960-06-16"), true),
    (("DJUNAIDI BIN UMAR", "1979-09-09"), ("JUNAIDI UMAR", "1979-09-09"), true),
    (("SLAMET", "1964-07-01"), ("SELAMET", "1964-07-01"), true),
    (("RATNA DEWI", "1995-11-30"), ("RATNA DEWI", "1959-11-30"), true),
    (("ACHMAD ZAENAL ARIFIN", "1983-02-14"), ("AHMAD ZAINAL ARIPIN", "1983-02-14"), true),
    (("NURHAYATI", "1977-03-12"), ("NURHAYATI", "1977-03-21"), true),
    (("KHAIRUL ANWAR", "1986-10-02"), ("CHAIRUL ANUAR", "1986-10-02"), true),
    (("MUHAMMAD ALI", "1990-04-03"), ("MUHAMMAD YUSUF", "1990-04-03"), false),
    (("MUHAMMAD RIZKI", "1990-04-03"), ("MUHAMMAD RIZKI", "1996-11-25"), false),
    (("SITI AMINAH", "1984-02-16"), ("SITI ROHANI", "1984-02-16"), false),
    (("SITI AISYAH", "1984-02-16"), ("SITI AISYAH", "1971-09-08"), false),
    (("AGUS SALIM", "1980-08-17"), ("AGUS WIBOWO", "1980-08-17"), false),
    (("BUDI", "1975-05-05"), ("DEDI", "1975-05-05"), false),
    (("UDIN BIN SAMAN", "1982-01-10"), ("UDIN BIN KARTO", "1982-01-10"), false),
    (("NUR AINI", "1992-06-06"), ("NUR HAYATI", "1992-06-06"), false),
    (("HASAN", "1970-01-01"), ("HASAN", "1985-06-23"), false),
    (("ANI", "1991-03-03"), ("ANITA SARI", "1991-03-30"), false),
  ]

  private typealias Written = (name: String, born: String)

  private func facts(_ written: Written) throws -> PersonFacts {
    PersonFacts(
      name: written.name, birthDate: try #require(Day(written.born)), sex: .male,
      area: "21.02.03.1001")
  }

  @Test("Every pair that somebody labelled is told as it was labelled")
  func byHand() throws {
    for (one, other, isSame) in Self.labelled {
      var index = DuplicateIndex()
      index.set(1, try facts(one))
      let score = index.lookAlikes(of: try facts(other), from: 0).first?.score
      let total = score?.total ?? 0
      // A one-word name with a slip in the date is shown, for somebody to look at.
      #expect((total >= DuplicateScore.shown) == isSame, "\(one) \(other): \(total)")
    }
  }

  @Test("On invented people of whom some are registered twice, few are missed and few are wrong")
  func invented() {
    let world = SyntheticPeople(4_000, repeated: 400, twins: 40, seed: 2_025)
    let pairs = world.index.sweep()
    func quality(_ least: Int) -> DuplicateQuality {
      DuplicateQuality(
        of: pairs.filter { $0.score.total >= least }.map(\.pair), against: world.twice)
    }
    let (shown, likely) = (quality(DuplicateScore.shown), quality(DuplicateScore.likely))
    print("shown: \(shown)\nlikely: \(likely)")
    #expect(shown.recall >= 0.97 && shown.precision >= 0.85)
    #expect(likely.recall >= 0.82 && likely.precision >= 0.95)
  }

  @Test("Nothing found of nothing sought is neither wrong nor missed")
  func nothing() {
    let none = DuplicateQuality(of: [], against: [])
    #expect(none.precision == 1 && none.recall == 1)
    let half = DuplicateQuality(
      of: [CasePair(2, 1), CasePair(1, 2), CasePair(3, 4)],
      against: [CasePair(1, 2), CasePair(5, 6)])
    #expect(half.found == 2 && half.precision == 0.5 && half.recall == 0.5)
    #expect(half.description == "precision 50.0 %, recall 50.0 % (1 of 2 pairs, 2 found)")
  }
}
