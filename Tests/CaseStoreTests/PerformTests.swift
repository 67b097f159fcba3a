import CanonicalForm
import CaseDomain
import CaseStore
import EventJournal
import TestSupport
import Testing

/// Commands become entries.
struct PerformTests {
  let office: Office
  let desk: CaseStore

  init() throws {
    office = try Office()
    desk = try office.desk()
  }

  @Test("a refusal hinders nobody else in the batch")
  func batch() throws {
    try desk.register(1)
    let outcome = try desk.perform(
      [.person(2), .person(1), .person(3), .register(Register(form: Form([:]))), .person(2)],
      by: "siti")
    #expect(outcome.entry == 3)
    #expect(outcome.events.compactMap(\.caseID) == [2, 3])
    let refusals = outcome.refusals
    #expect(refusals.map { $0 == nil } == [true, false, true, false, false])
    guard case .duplicate(let first)? = refusals[1], case .form? = refusals[3],
      case .duplicate(let own)? = refusals[4]
    else {
      Issue.record("\(refusals)")
      return
    }
    #expect(first.id == 1)
    // The batch is decided on the state left by its own commands.
    #expect(own.id == 2)
  }

  @Test("all events of a batch stand in one entry, in order")
  func oneEntry() throws {
    try desk.record(.setDesk(SetDesk("desk-2", officers: ["wati"])), by: "adi")
    let outcome = try desk.perform(
      [.person(1), .person(2), .approve(1, signed: true), .person(3)], by: "wati", via: "desk-2")
    #expect(outcome.refusals == [nil, nil, nil, nil])
    let entries = try office.entries()
    #expect(entries.count == 3)
    #expect(entries[2].events == outcome.events)
    #expect(
      entries[2].events.map(\.kind) == ["registered", "registered", "approved", "registered"])
    #expect(entries[2].by == "wati")
    #expect(entries[2].via == "desk-2")
    #expect(desk.caseload.file(1)?.history.map(\.stamp.index) == [0, 2])
    #expect(desk.caseload.file(3)?.registration?.via == "desk-2")
  }

  @Test("what is written reads back as what was decided")
  func readBack() throws {
    try desk.qualify(1...3)
    try desk.record(.enrolNext(EnrolNext(1)), by: "dewi")
    #expect(
      try Seen(desk.caseload, at: desk.now) == Seen(try office.desk().caseload, at: desk.now))
    #expect(desk.head == (try office.desk().head))
  }

  @Test("nothing is written when everything is refused, or nothing is asked")
  func allRefused() throws {
    try desk.register(1)
    let journal = try office.journal()
    for commands in [[], [.person(1)], [.person(1), .approve(9)]] as [[Command]] {
      let outcome = try desk.perform(commands, by: "siti")
      #expect(outcome.entry == nil)
      #expect(outcome.events.isEmpty)
      #expect(outcome.refusals.count == commands.count)
    }
    #expect(try office.journal() == journal)
    #expect(desk.head.number == 2)
    // An id under which nothing was recorded is still free.
    let id = desk.newID()
    #expect(try desk.perform([.person(1)], by: "siti", id: id).entry == nil)
    #expect(try desk.perform([.person(2)], by: "siti", id: id).entry == 3)
  }

  @Test("progress counts every command that was decided, refused ones too")
  func progress() throws {
    var counts: [Int] = []
    _ = try desk.perform([.person(1), .person(1), .person(2)], by: "siti") {
      counts.append($0)
      return true
    }
    #expect(counts == [1, 2, 3])
  }

  @Test("who turns back before all is decided has saved nothing, and no number is lost")
  func cancelled() throws {
    let before = desk.head
    for last in 1...3 {
      #expect(throws: StoreError.cancelled) {
        try desk.perform([.person(1), .person(2), .person(3), .person(4)], by: "siti") { $0 < last }
      }
      #expect(desk.head == before)
      // Nor does anybody see it meanwhile.
      #expect(desk.caseload.nextID == 1)
      #expect(try desk.caseload.case(with: NIK(Form.nik(1))) == nil)
    }
    #expect(try desk.perform([.person(3)], by: "siti").events.compactMap(\.caseID) == [1])
  }

  // first desk          second desk
  // register 1
  //                     register 2        takes in case 1 first
  // register 3                            takes in case 2 first
  //                     refresh
  @Test("two desks in turn take in what the other wrote, and numbers run on")
  func catchUp() throws {
    let other = try office.desk()
    #expect(try desk.register(1) == 1)
    #expect(try other.register(2) == 2)
    #expect(try desk.register(3) == 3)
    #expect(other.head.number == 3)
    #expect(other.caseload.file(3) == nil)
    try other.refresh()
    #expect(other.head == desk.head)
    #expect(try Seen(other.caseload, at: other.now) == Seen(desk.caseload, at: other.now))
    #expect(try office.entries().map(\.number) == [1, 2, 3, 4])
  }

  // first desk                      second desk
  // shows case 1 at RT/RW           shows case 1 at RT/RW
  // approve 1 at RT/RW
  //                                 approve 1 at RT/RW    refused: it waits at the next level
  @Test("an approval at a level that the other desk has just decided is refused")
  func decidedMeanwhile() throws {
    try desk.register(1)
    let other = try office.desk()
    try desk.record(.approve(1, at: "rt-rw", signed: true), by: "budi")
    let journal = try office.journal()
    let outcome = try other.perform([.approve(1, at: "rt-rw", signed: true)], by: "wati")
    #expect(outcome.refusals == [.notAtLevel(1, "rt-rw", "kelurahan")])
    #expect(outcome.entry == nil)
    #expect(try office.journal() == journal)
    #expect(other.caseload.file(1)?.standing.level == "kelurahan")
  }

  // first desk                      second desk
  // reject 1
  //                                 approve 1, approve 2  1 is refused, 2 is recorded
  @Test(
    "a decision on a case that the other desk has just rejected is refused, the rest is recorded")
  func rejectedMeanwhile() throws {
    _ = try desk.perform([.person(1), .person(2)], by: "siti")
    let other = try office.desk()
    try desk.record(.reject(1, signed: true), by: "budi")
    let outcome = try other.perform(
      [.approve(1, signed: true), .approve(2, signed: true)], by: "wati")
    #expect(outcome.refusals == [.wrongStage(1, .rejected, "rt-rw", .approve), nil])
    #expect(other.stage(1) == .rejected)
    #expect(other.caseload.file(2)?.standing.level == "kelurahan")
  }

  // first desk                      second desk
  // register 1
  //                                 register 1            refused, names the other case
  @Test("the same person put forward at two desks becomes one case")
  func duplicate() throws {
    let other = try office.desk()
    try desk.register(1)
    let outcome = try other.perform([.person(1)], by: "wati")
    guard case .duplicate(let duplicate)? = outcome.refusals.first else {
      Issue.record("\(outcome.refusals)")
      return
    }
    #expect(duplicate.id == 1)
    #expect(duplicate.registeredBy == "siti")
    #expect(try office.entries().count == 2)
  }

  // first desk                      second desk
  // revoke siti's right
  //                                 siti registers        refused
  @Test("rights are those of the moment of writing")
  func rights() throws {
    let other = try office.desk()
    let grant = try #require(Grant("registrar:21.02"))
    try desk.record(.setOfficer(.revoke("siti", grant)), by: "adi")
    let outcome = try other.perform([.person(1)], by: "siti")
    guard case .notAllowed? = outcome.refusals.first else {
      Issue.record("\(outcome.refusals)")
      return
    }
    #expect(outcome.entry == nil)
  }

  @Test("a rehearsal answers what would happen and changes nothing")
  func rehearsal() throws {
    try desk.register(1)
    let other = try office.desk()
    let journal = try office.journal()
    let seen = try Seen(desk.caseload, at: desk.now)
    let commands: [Command] = [.person(1), .person(2), .person(2), .approve(1, signed: true)]
    let rehearsed = try desk.rehearse(commands, by: "wati")
    #expect(rehearsed.entry == nil)
    #expect(try Seen(desk.caseload, at: desk.now) == seen)
    #expect(try office.journal() == journal)
    // What was rehearsed is then done, at another desk too.
    let done = try other.perform(commands, by: "wati")
    #expect(done.events.map(\.caseID) == rehearsed.events.map(\.caseID))
    #expect(done.events == rehearsed.events)
    #expect(done.refusals == rehearsed.refusals)
  }
}

/// What time an entry gets.
struct ClockTests {
  let office: Office
  let desk: CaseStore

  init() throws {
    office = try Office()
    desk = try office.desk()
  }

  private func last() throws -> Entry<Event> { try #require(try office.entries().last) }

  @Test("an entry is made at the clock's time")
  func now() throws {
    office.clock.advance(minutes: 7)
    let outcome = try desk.perform([.person(1)], by: "siti")
    #expect(outcome.at == office.clock.now)
    #expect(outcome.clockBehind == nil)
    #expect(try last().at == office.clock.now)
  }

  @Test(
    "a clock that was told back changes no order; beyond two minutes it is said",
    arguments: [(1, nil), (120_000, nil), (120_001, 120_001), (86_400_000, 86_400_000)]
      as [(Int, Int?)])
  func behind(milliseconds: Int, said: Int?) throws {
    office.clock.advance(minutes: 1)
    try desk.register(1)
    let latest = office.clock.now
    office.clock.now = Instant(milliseconds: latest.milliseconds - milliseconds)
    let outcome = try desk.perform([.person(2)], by: "siti")
    #expect(outcome.at == latest)
    #expect(outcome.clockBehind == said)
    #expect(try last().at == latest)
    #expect(desk.now == latest)
    #expect(desk.caseload.file(2)?.standing.since == latest)
    #expect(try office.check().severity == .clean)
  }

  // first desk, clock right         second desk, an hour behind
  // register 1 at 9:10
  //                                 register 2 at 9:10, not 8:10
  @Test("two desks whose clocks differ write in order")
  func twoClocks() throws {
    let slow = TestClock()
    slow.advance(minutes: -60)
    let other = try office.desk { $0.now = { slow.now } }
    office.clock.advance(minutes: 10)
    try desk.register(1)
    let outcome = try other.perform([.person(2)], by: "siti")
    #expect(outcome.at == office.clock.now)
    #expect(outcome.clockBehind == 70 * 60_000)
  }

  @Test("31 days past the last entry are believed")
  func monthOfQuiet() throws {
    office.clock.advance(days: 31)
    #expect(try desk.perform([.person(1)], by: "siti").at == office.clock.now)
  }

  @Test("a clock further ahead is refused until somebody says that it is right")
  func ahead() throws {
    let before = office.clock.now
    office.clock.advance(days: 32)
    let journal = try office.journal()
    #expect(throws: StoreError.clockAhead(last: before, now: office.clock.now)) {
      try desk.register(1)
    }
    #expect(try office.journal() == journal)
    #expect(desk.caseload.nextID == 1)
    let sure = try office.desk { $0.clockIsRight = true }
    #expect(try sure.register(1) == 1)
    // Once is enough: the last entry is now close.
    #expect(try desk.register(2) == 2)
  }

  @Test("a clock that is put right again needs nobody's word")
  func putRight() throws {
    office.clock.advance(days: 400)
    #expect(throws: StoreError.self) { try desk.register(1) }
    office.clock.advance(days: -400)
    #expect(try desk.register(1) == 1)
  }

  @Test("a simulated store may leap as far as it is told")
  func simulated() throws {
    let office = try Office(simulated: true)
    let desk = try office.desk { $0.simulatedNow = Instant(milliseconds: 1_900_000_000_000) }
    #expect(try desk.perform([.person(1)], by: "siti").at.milliseconds == 1_900_000_000_000)
    // Back it does not go.
    desk.simulatedNow = Instant(milliseconds: 1_800_000_000_000)
    #expect(try desk.perform([.person(2)], by: "siti").at.milliseconds == 1_900_000_000_000)
  }
}
