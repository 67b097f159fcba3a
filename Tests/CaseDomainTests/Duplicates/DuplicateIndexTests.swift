import CanonicalForm
import TestSupport
import Testing

@testable import CaseDomain

@Suite("The index of look-alikes")
struct DuplicateIndexTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test(
    "Two birth dates agree as a slip of the finger leaves them",
    arguments: [
      ("1984-02-16", "1984-02-16", BirthDateLikeness.same),
      ("1984-03-04", "1984-04-03", .dayAndMonthSwapped), ("1984-02-16", "1984-02-15", .oneDigit),
      ("1984-02-16", "1984-02-26", .oneDigit), ("1984-02-16", "1994-02-16", .oneDigit),
      ("1984-02-16", "1984-12-16", .oneDigit), ("1984-02-12", "1984-02-21", .digitsSwapped),
      ("1984-02-16", "1948-02-16", .digitsSwapped), ("1979-02-16", "1980-02-16", .sameDayAndMonth),
      ("1984-02-16", "1984-03-27", .sameYear), ("1984-02-16", "1975-11-30", .other),
    ])
  func birthDates(_ one: String, _ other: String, _ likeness: BirthDateLikeness) throws {
    let (one, other) = (TypedDate(try day(one)), TypedDate(try day(other)))
    #expect(one.likeness(other) == likeness && other.likeness(one) == likeness)
  }

  @Test("The slips of a date are exactly the dates that agree with it by a slip")
  func slips() throws {
    for text in ["1984-02-16", "1990-01-01", "2000-12-31", "1977-07-07", "1961-11-22"] {
      let day = try day(text)
      let date = TypedDate(day)
      let slips = Set(date.slips)
      for number in -29_000..<15_000 {
        let other = TypedDate(Day.epoch.adding(days: number))
        let isSlip =
          switch date.likeness(other) {
          case .dayAndMonthSwapped, .oneDigit, .digitsSwapped: true
          case .same, .sameDayAndMonth, .sameYear, .other: false
          }
        #expect(slips.contains(other) == isSlip, "\(text) \(Day.epoch.adding(days: number))")
      }
    }
  }

  @Test("What is found without looking at all is what looking at all finds, but for few")
  func blocking() {
    let world = SyntheticPeople(2_000, repeated: 200, twins: 20, seed: 11)
    let index = world.index
    var all: Set<CasePair> = []
    for one in index.entries.indices {
      for other in one + 1..<index.entries.count {
        let score = DuplicateIndex.Entry.score(
          index.entries[one], index.letters.span, index.entries[other], index.letters.span)
        if score.total >= DuplicateScore.likely {
          all.insert(CasePair(CaseID(one + 1), CaseID(other + 1)))
        }
      }
    }
    let found = index.sweep(from: DuplicateScore.likely)
    #expect(Set(found.map(\.pair)).subtracting(all).isEmpty)
    #expect(found.count == Set(found.map(\.pair)).count)
    #expect(
      found.count * 100 >= all.count * 99 && all.count > 100, "\(found.count) of \(all.count)")
    // A form finds the same as the sweep.
    for pair in found {
      let person = world.people[pair.pair.first.number - 1]
      let alike = index.lookAlikes(of: person, limit: 100)
      #expect(alike.contains(LookAlike(id: pair.pair.second, score: pair.score)))
    }
  }

  @Test("The likeliest come first, five at most, without those that are left out")
  func order() throws {
    var index = DuplicateIndex()
    let names = ["ANDI", "RIDWAN HAKIM", "RIDWAN HAKIN", "RIDWAN", "M. RIDWAN HAKIM"]
    for (place, name) in (names + ["RIDWAN HAKIM", "RIDWAN HAKIM"]).enumerated() {
      index.set(CaseID(place + 1), PersonFacts(name: name, birthDate: try day("1984-02-16")))
    }
    let facts = PersonFacts(name: "RIDWAN HAKIM", birthDate: try day("1984-02-16"))
    let found = index.lookAlikes(of: facts)
    #expect(found.map(\.id) == [2, 6, 7, 3, 5])
    #expect(found.map(\.score.total) == found.map(\.score.total).sorted(by: >))
    #expect(index.lookAlikes(of: facts) { $0 == 2 || $0 == 3 }.map(\.id) == [6, 7, 5])
    #expect(index.lookAlikes(of: facts, limit: 1).map(\.id) == [2])
  }

  @Test("It follows every change, and keeps no letter of who was taken out")
  func changes() throws {
    let world = SyntheticPeople(300, repeated: 30, twins: 5, seed: 5)
    var random = SeededRandom(seed: 9)
    var index = world.index
    var held: [CaseID: PersonFacts] = [:]
    for (place, person) in world.people.enumerated() { held[CaseID(place + 1)] = person }
    for _ in 0..<1_000 {
      let id = CaseID(Int.random(in: 1...400, using: &random))
      let person = Bool.random(using: &random) ? world.people.randomElement(using: &random) : nil
      index.set(id, person)
      held[id] = person
    }
    var fresh = DuplicateIndex()
    for (id, person) in held { fresh.set(id, person) }
    #expect(index.count == held.count)
    #expect(index.sweep() == fresh.sweep() && !fresh.sweep().isEmpty)
    for person in world.people.prefix(50) {
      #expect(index.lookAlikes(of: person) == fresh.lookAlikes(of: person))
    }
    for id in held.keys { index.set(id, nil) }
    #expect(index.count == 0 && index.sweep().isEmpty)
    #expect(index.letters.allSatisfy { $0 == 0 })
  }

  @Test("Numbers that no case has are not taken in")
  func numbers() throws {
    var index = DuplicateIndex()
    let facts = PersonFacts(name: "ALI", birthDate: try day("1984-02-16"))
    for number in [0, -1, Int.min, Int.max] { index.set(CaseID(number), facts) }
    #expect(index.count == 0)
  }

  @Test("The parts of a score add up, and what is not known says nothing")
  func parts() throws {
    var one = PersonFacts(
      name: "RIDWAN HAKIM", birthDate: try day("1984-02-16"), sex: .male, area: "21.02.03.1001")
    (one.rt, one.rw, one.motherName, one.phone) = ("003", "002", "FATIMAH", "081234567890")
    one.kk = try FamilyCardNumber("2102031011199001")
    func score(_ change: (inout PersonFacts) -> Void) throws -> DuplicateScore {
      var index = DuplicateIndex()
      index.set(1, one)
      var other = one
      change(&other)
      return try #require(index.lookAlikes(of: other, from: 0).first?.score)
    }
    let all = try score { _ in }
    #expect(all.total == 100)
    #expect(
      DuplicateScore.Part.allCases.map(all.points) == DuplicateScore.Part.allCases.map(\.most))
    let least = try score { other in
      (other.sex, other.area, other.motherName, other.phone, other.kk) = (nil, nil, nil, nil, nil)
    }
    #expect(least.total == DuplicateScore.likely)
    #expect(least.points(.sex) == nil && least.points(.motherName) == nil)
    #expect(least.points(.phone) == nil && least.points(.kk) == nil)
    #expect(try score { $0.rt = "004" }.place == .sameVillage)
    #expect(try score { $0.area = "21.02.03.1002" }.place == .sameDistrict)
    #expect(try score { $0.area = "21.02.04.1001" }.place == .other)
    #expect(try score { $0.sex = .female }.points(.sex) == -5)
    #expect(try score { $0.motherName = "ROHANI" }.points(.motherName) == -8)
    #expect(try score { $0.motherName = "FATIMA" }.points(.motherName) == 6)
    #expect(try score { $0.name = "RIDWAN" }.isOneWord)
    for language in Language.allCases {
      let words = Wording(language)
      for part in DuplicateScore.Part.allCases { #expect(words.part(part, of: all) != nil) }
      #expect(words.part(.phone, of: least) == nil)
    }
    #expect(
      Wording(.indonesian).parts(all)
        == "nama 100 % (45), tgl lahir sama (30), L/P sama (5), RT/RW sama (8), nama ibu 100 % (6), "
        + "No. HP sama (3), No. KK sama (3)")
    #expect(
      Wording(.indonesian).sum(try score { $0.sex = .female })
        == "nama 45, tgl lahir 30, L/P –5, alamat 8, ibu 6, HP 3, KK 3")
  }
}
