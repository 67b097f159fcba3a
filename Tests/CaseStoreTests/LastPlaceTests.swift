import CanonicalForm
import CaseDomain
import CaseStore
import EventJournal
import TestSupport
import Testing

/// Two desks and fewer places than people.
struct LastPlaceTests {
  /// What leaves so many places, of the target or of the money; two months cost 33,600 a person.
  enum Limit: String, CaseIterable {
    case target, ceiling

    func programme(places: Int) throws -> Programme {
      switch self {
      case .target: try .sample(target: places)
      case .ceiling: try .sample(ceiling: places * 33_600 + 33_599)
      }
    }

    func isRefusal(_ refusal: Refusal?) -> Bool {
      switch (self, refusal) {
      case (.target, .noPlace?), (.ceiling, .overCeiling?): true
      default: false
      }
    }
  }

  /// All orders in which two desks can take three steps each: whose turn it is, step by step.
  static let orders: [[Int]] = (0..<64).map { bits in (0..<6).map { bits >> $0 & 1 } }
    .filter { $0.count { $0 == 0 } == 3 }

  private func office(_ limit: Limit, places: Int, people: Int) throws -> Office {
    let office = try Office(try limit.programme(places: places))
    try office.desk().qualify(1...people)
    return office
  }

  // One of the twenty orders:
  //
  // first desk          second desk
  // open
  //                     open
  // rehearse: free
  //                     rehearse: free
  //                     enrol: the place is taken
  // enrol: refused, no place
  @Test(
    "of two desks that want the last place exactly one gets it, in every order of their steps",
    arguments: Limit.allCases)
  func everyOrder(limit: Limit) throws {
    let start = try office(limit, places: 1, people: 2)
    let journal = try start.journal()
    for order in LastPlaceTests.orders {
      let office = try Office()
      try office.overwriteJournal(journal)
      var desks: [CaseStore?] = [nil, nil]
      var steps = [0, 0]
      var outcomes: [Outcome] = []
      for turn in order {
        defer { steps[turn] += 1 }
        guard let desk = desks[turn] else {
          desks[turn] = try office.desk()
          continue
        }
        if steps[turn] == 1 {
          let rehearsed = try desk.rehearse([.enrolNext(EnrolNext(1))], by: "dewi")
          #expect(rehearsed.events.count == (desk.enrolled == 0 ? 1 : 0))
        } else {
          outcomes.append(try desk.perform([.enrolNext(EnrolNext(1))], by: "dewi"))
        }
      }
      // Who writes first gets it.
      #expect(outcomes.map(\.events.count) == [1, 0], "\(order)")
      #expect(limit.isRefusal(outcomes[1].refusals[0]), "\(order) \(outcomes[1].refusals)")
      let after = try office.desk()
      #expect(after.enrolled == 1)
      #expect(after.caseload.committed <= (after.caseload.rules?.programme.ceiling ?? 0))
    }
    #expect(LastPlaceTests.orders.count == 20)
  }

  // first desk          second desk
  // enrol 3 of 4 places
  //                     enrol 3: gets the one that is left
  @Test("two batches share what is left, and none is enrolled beyond", arguments: Limit.allCases)
  func batches(limit: Limit) throws {
    let office = try office(limit, places: 4, people: 6)
    let desks = try [office.desk(), office.desk()]
    let first = try desks[0].perform([.enrolNext(EnrolNext(3))], by: "dewi")
    let second = try desks[1].perform([.enrolNext(EnrolNext(3))], by: "dewi")
    #expect(first.events.compactMap(\.caseID) == [1, 2, 3])
    #expect(second.events.compactMap(\.caseID) == [4])
    #expect(
      limit.isRefusal(try desks[0].perform([.enrolNext(EnrolNext(1))], by: "dewi").refusals[0]))
    #expect(desks[0].caseload.qualified == [5, 6])
    #expect(try office.desk().enrolled == 4)
  }

  @Test(
    "of a batch that names more than there are places, the first get theirs",
    arguments: Limit.allCases)
  func named(limit: Limit) throws {
    let office = try office(limit, places: 2, people: 4)
    let desk = try office.desk()
    let outcome = try desk.perform((1...4).map { .enrol(Enrol(CaseID($0))) }, by: "dewi")
    #expect(outcome.refusals.map { $0 == nil } == [true, true, false, false])
    #expect(outcome.refusals.dropFirst(2).allSatisfy(limit.isRefusal))
    #expect(desk.enrolled == 2)
    #expect(try office.entries().count == 6)
  }

  // first desk          second desk
  // enrol 1
  //                     enrol 1: it has its place already
  //                     enrol 3: 2 would be left without the last place
  //                     enrol 2
  @Test("nobody is enrolled past an earlier one whose place it is")
  func past() throws {
    let office = try office(.target, places: 2, people: 3)
    let desks = try [office.desk(), office.desk()]
    try desks[0].record(.enrol(Enrol(1)), by: "dewi")
    let outcome = try desks[1].perform(
      [.enrol(Enrol(1)), .enrol(Enrol(3)), .enrol(Enrol(2))], by: "dewi")
    #expect(
      outcome.refusals == [.wrongStage(1, .enrolled, nil, .enrol), .earlierWithoutPlace(3, 2), nil])
  }

  // first desk          second desk
  // enrol 1
  //                     end 1 in November
  // enrol 2 from November: no place
  // enrol 2 from December: the place freed
  @Test("a place freed at one desk opens at the other, in the month after")
  func freed() throws {
    let office = try office(.target, places: 1, people: 2)
    let desks = try [office.desk(), office.desk()]
    let november = try #require(Month("2025-11"))
    let december = try #require(Month("2025-12"))
    try desks[0].record(.enrol(Enrol(1)), by: "dewi")
    let end = End(1, reason: "L2", on: CaseloadScenario.firstDay, until: .month(november))
    try desks[1].record(.end(end), by: "dewi")
    let outcome = try desks[0].perform(
      [.enrol(Enrol(2, from: november)), .enrol(Enrol(2, from: december))], by: "dewi")
    #expect(outcome.refusals == [.noPlace(2, november, december), nil])
    let caseload = try office.desk().caseload
    #expect([november, december].map(caseload.covered) == [1, 1])
  }

  // first desk          second desk
  // target 3 → 1
  //                     enrol 3: one place
  @Test("a target that another desk lowered holds at once")
  func lowered() throws {
    let office = try office(.target, places: 3, people: 3)
    let desks = try [office.desk(), office.desk()]
    try desks[0].record(.setProgramme(SetProgramme(try .sample(target: 1))), by: "adi")
    #expect(try desks[1].perform([.enrolNext(EnrolNext(3))], by: "dewi").events.count == 1)
  }

  @Test(
    "many desks in random turns never exceed the target", arguments: 1...5 as ClosedRange<UInt64>)
  func randomTurns(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let office = try office(.target, places: 7, people: 12)
    let desks = try (0..<4).map { _ in try office.desk() }
    for _ in 0..<40 {
      let desk = desks[Int.random(in: 0..<4, using: &random)]
      let command: Command =
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .enrolNext(EnrolNext(Int.random(in: 1...3, using: &random)))
        case 1: .enrol(Enrol(CaseID(Int.random(in: 1...12, using: &random))))
        case 2: .undo(Undo(CaseID(Int.random(in: 1...12, using: &random))))
        default:
          .reject(
            Reject(DecisionInput(CaseID(Int.random(in: 1...12, using: &random))), reason: "C1"))
        }
      _ = try desk.perform([command], by: "dewi")
      #expect(try office.desk().enrolled <= 7, "seed \(seed)")
    }
    for desk in desks { try desk.refresh() }
    let seen = try desks.map { try Seen($0.caseload, at: office.clock.now) }
    #expect(Set(seen).count == 1)
    #expect(try office.check().severity == .clean)
  }
}
