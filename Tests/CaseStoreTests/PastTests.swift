import CanonicalForm
import CaseDomain
import CaseStore
import EventJournal
import TestSupport
import Testing

/// What a store showed at a moment of the past.
struct PastTests {
  /// A store with sixty entries of all kinds, and the same store stopped at every one of them.
  private struct History {
    let office: Office
    /// The store as it was opened behind each entry, and never refreshed since.
    var stopped: [CaseStore] = []

    init(seed: UInt64 = 1) throws {
      var random = SeededRandom(seed: seed)
      office = try Office()
      let desk = try office.desk()
      stopped.append(try office.desk())
      while desk.head.number < 60 {
        let before = desk.head.number
        office.clock.advance(minutes: Int.random(in: 0...700, using: &random))
        let (commands, officer) = try History.some(&random, desk)
        _ = try desk.perform(commands, by: officer)
        if desk.head.number > before { stopped.append(try office.desk()) }
      }
    }

    /// Something that somebody may want to do; much of it is refused, which is no entry.
    private static func some(
      _ random: inout SeededRandom, _ desk: CaseStore
    ) throws -> ([Command], OfficerID) {
      let count = max(1, desk.caseload.nextID.number - 1)
      let id = CaseID(Int.random(in: 1...count, using: &random))
      let level = desk.caseload.file(id)?.standing.level
      let officers: [LevelID: OfficerID] = [
        "rt-rw": "budi", "kelurahan": "lina", "dinas-sosial": "rina",
      ]
      let decider = level.flatMap { officers[$0] } ?? "rina"
      let isSigned = decider == "budi"
      let today = desk.now.day
      func last(_ stage: Stage) -> CaseID {
        desk.caseload.rows.filter { $0.standing.stage == stage }.last?.id ?? id
      }
      switch Int.random(in: 0..<22, using: &random) {
      case 0..<5: return ([.person(Int.random(in: 1...400, using: &random))], "siti")
      case 5: return ((401...403).map { .person($0 + 3 * count) }, "siti")
      case 6..<14: return ([.approve(id, signed: isSigned)], decider)
      case 14: return ([.reject(id, signed: isSigned)], decider)
      case 15:
        let input = DecisionInput(id, note: "Foto kabur", signature: isSigned ? .sample : nil)
        return ([.return(Return(input, reason: "A7"))], decider)
      case 16:
        return ([.correct(Correct(last(.returned), changes: Form([.name: "Warga Lain"])))], "siti")
      case 17: return ([.undo(Undo(id))], desk.caseload.file(id)?.history.last?.stamp.by ?? decider)
      case 18: return ([.withdraw(Withdraw(id, reason: "L2"))], "siti")
      case 19: return ([.enrolNext(EnrolNext(2))], "dewi")
      case 20:
        let end = End(last(.enrolled), reason: "L2", on: today, until: .month(Month(of: today)))
        return ([.end(end)], "dewi")
      default:
        let target = Int.random(in: 2...20, using: &random)
        return ([.setProgramme(SetProgramme(try .sample(target: target)))], "adi")
      }
    }
  }

  @Test("the state at every entry is that of a store that was stopped there")
  func everyEntry() throws {
    let history = try History()
    let desk = try history.office.desk()
    #expect(history.stopped.map(\.head.number) == Array(1...60))
    for stopped in history.stopped {
      let number = stopped.head.number
      let view = try desk.view(at: .entry(number))
      #expect(view.entry == number)
      #expect(view.hash == stopped.head.hash)
      #expect(view.now == stopped.head.at)
      #expect(view.isPast)
      #expect(try Seen(view.caseload, at: view.now) == Seen(stopped.caseload, at: view.now))
    }
    // Looking back moved nothing.
    #expect(desk.head.number == 60)
    #expect(!desk.view.isPast)
    #expect(
      try Seen(desk.caseload, at: desk.now) == Seen(history.stopped[59].caseload, at: desk.now))
    // The history is one of all kinds.
    let kinds = Set(try history.office.entries().flatMap { $0.events.map(\.kind) })
    #expect(kinds.count >= 10, "\(kinds)")
  }

  @Test("the state at an instant is that behind the last entry by then")
  func instants() throws {
    let history = try History()
    let desk = try history.office.desk()
    let entries = try history.office.entries()
    for (entry, next) in zip(entries, entries.dropFirst())
    where entry.at < next.at && entry.number % 7 == 3 {
      let stopped = history.stopped[entry.number - 1].caseload
      let between = (entry.at.milliseconds + next.at.milliseconds) / 2
      for moment in [entry.at.milliseconds, between, next.at.milliseconds - 1] {
        let instant = Instant(milliseconds: moment)
        let view = try desk.view(at: .instant(instant))
        #expect(view.entry == entry.number)
        #expect(view.hash == entry.hash)
        #expect(view.now == instant)
        #expect(try Seen(view.caseload, at: instant) == Seen(stopped, at: instant))
      }
    }
    // Behind the last entry it is the state now, as it will look then.
    let later = Instant(milliseconds: desk.now.milliseconds + 40 * 86_400_000)
    let view = try desk.view(at: .instant(later))
    #expect(view.entry == 60)
    #expect(try Seen(view.caseload, at: later) == Seen(desk.caseload, at: later))
  }

  @Test("several entries of one moment are all in its state")
  func sameMoment() throws {
    let office = try Office()
    let desk = try office.desk()
    for person in 1...3 { try desk.register(person) }
    let view = try desk.view(at: .instant(office.clock.now))
    #expect(view.entry == 4)
    #expect(try desk.view(at: .entry(2)).caseload.nextID == 2)
  }

  @Test("a day means its end in Western Indonesia Time")
  func endOfDay() throws {
    let office = try Office()
    let desk = try office.desk()
    // 23:59:59.999 WIB on the 13th, and a millisecond later: midnight of the 14th.
    let times = ["2025-11-13T16:59:59.999Z", "2025-11-13T17:00:00.000Z"]
    for (person, time) in zip(1..., times) {
      office.clock.now = try #require(Instant(time))
      try desk.register(person)
    }
    for (day, cases) in [("2025-11-13", 1), ("2025-11-14", 2), ("2025-12-31", 2)] {
      let view = try desk.view(at: try #require(Moment(day)))
      #expect(try view.caseload.totals(at: view.now).counts.registered == cases, "\(day)")
      #expect(view.now.day == Day(day))
      #expect(view.now.clock == (23, 59))
    }
    #expect(Moment("2025-11-13") == Moment("2025-11-13T23:59:59.999+07:00"))
  }

  @Test("there is nothing before the beginning, nor behind the last number")
  func noSuchMoment() throws {
    let office = try Office()
    let desk = try office.desk()
    try desk.register(1)
    let early = Instant(milliseconds: office.clock.now.milliseconds - 1)
    for moment in [.instant(early), .entry(3), .entry(0), .entry(-1)] as [Moment] {
      #expect(throws: StoreError.noSuchMoment(moment)) { try desk.view(at: moment) }
    }
    #expect(try desk.view(at: .entry(1)).caseload.nextID == 1)
  }

  @Test(
    "a moment is written as an entry, a day or an instant",
    arguments: [
      ("#17", .entry(17)), ("#0", nil), ("#-1", nil), ("#", nil), ("17", nil), ("", nil),
      ("2025-13-01", nil),
      ("2025-11-20T09:00:00Z", .instant(Instant(milliseconds: 1_763_629_200_000))),
      ("2025-11-20", .instant(Instant(milliseconds: 1_763_657_999_999))),
    ] as [(String, Moment?)])
  func written(text: String, moment: Moment?) {
    #expect(Moment(text) == moment)
  }

  // first desk          second desk
  // register 1
  //                     register 2
  // view at entry 3: holds case 2, though this desk has not taken it in
  @Test("the past is read from the journal, also what this desk has not taken in")
  func unread() throws {
    let office = try Office()
    let desk = try office.desk()
    try desk.register(1)
    try office.desk().register(2)
    #expect(try desk.view(at: .entry(3)).caseload.nextID == 3)
    #expect(desk.head.number == 2)
    #expect(try desk.register(3) == 3)
  }

  @Test("the rules of the past are those then in force")
  func rules() throws {
    let office = try Office()
    let desk = try office.desk()
    try desk.record(.setProgramme(SetProgramme(try .sample(target: 5))), by: "adi")
    #expect(try desk.view(at: .entry(1)).caseload.rules?.programme.target == 1_000)
    #expect(try desk.view(at: .entry(2)).caseload.rules?.programme.target == 5)
  }
}
