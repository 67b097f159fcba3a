import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("Ages on the reference day")
struct AgeTests {
  @Test(
    "years are complete on the birthday",
    arguments: [
      ("2007-11-01", "2025-11-01", 18), ("2007-11-02", "2025-11-01", 17),
      ("2007-10-31", "2025-11-01", 18), ("1959-11-02", "2025-11-01", 65),
      ("1959-11-01", "2025-11-01", 66), ("2025-11-01", "2025-11-01", 0),
      ("2026-11-01", "2025-11-01", -1),
      // Born on 29 February: a year older on 1 March of the years without that day.
      ("2008-02-29", "2026-02-28", 17), ("2008-02-29", "2026-03-01", 18),
      ("2008-02-29", "2028-02-28", 19), ("2008-02-29", "2028-02-29", 20),
      ("1960-02-29", "2026-02-28", 65), ("1960-02-29", "2026-03-01", 66),
    ])
  func ages(_ born: String, _ on: String, _ age: Int) throws {
    #expect(try #require(Day(born)).age(on: try #require(Day(on))) == age)
  }

  @Test(
    "the 18th birthday must be reached, the 66th must not",
    arguments: [
      ("2007-11-02", "2025-11-01", "rejected", "A1"),
      ("2007-11-01", "2025-11-01", "waiting:rt-rw", nil),
      ("2007-10-31", "2025-11-01", "waiting:rt-rw", nil),
      ("1959-11-02", "2025-11-01", "waiting:rt-rw", nil),
      ("1959-11-01", "2025-11-01", "rejected", "A2"),
      ("1959-10-31", "2025-11-01", "rejected", "A2"),
      ("2007-12-01", "2025-12-01", "waiting:rt-rw", nil),
      ("2007-12-02", "2025-12-01", "rejected", "A1"),
      ("2008-02-29", "2026-02-28", "rejected", "A1"),
      ("2008-02-29", "2026-03-01", "waiting:rt-rw", nil),
      ("1960-02-29", "2026-02-28", "waiting:rt-rw", nil),
      ("1960-02-29", "2026-03-01", "rejected", "A2"),
    ] as [(String, String, String, ReasonCode?)])
  func boundary(_ born: String, _ reference: String, _ place: String, _ reason: ReasonCode?) throws
  {
    var programme = try Programme.sample()
    programme.referenceDay = try #require(Day(reference))
    var scenario = try CaseloadScenario(programme)
    let id = try scenario.registered(.person(1, born: born))
    #expect(scenario.place(id) == place)
    #expect(scenario.caseload.file(id)?.standing.reason == reason)
  }

  @Test("the age that was compared is kept with the decision, and the rules by their entry")
  func judgement() throws {
    var scenario = try CaseloadScenario()
    let events = try scenario.perform(
      .register(Register(form: .person(1, born: "2007-11-02"))), by: "siti")
    guard case .registered(let event)? = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(event.judgement.rules == 1)
    #expect(event.judgement.compared.age == 17 && event.record.age == 17)
    #expect(event.judgement.compared.minimumAge == 18 && event.judgement.compared.maximumAge == 65)
    #expect(event.judgement.compared.referenceDay.description == "2025-11-01")
    #expect(event.judgement.compared.participants == nil)
  }
}
