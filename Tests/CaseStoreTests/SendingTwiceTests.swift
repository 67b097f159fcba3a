import CanonicalForm
import CaseDomain
import CaseStore
import EventJournal
import TestSupport
import Testing

/// A command that is sent again under its id is recorded once.
struct SendingTwiceTests {
  let office: Office
  let desk: CaseStore
  let id = "6f1c2b9e-7f3a-4b52-9d0e-1a2b3c4d5e6f"

  init() throws {
    office = try Office()
    desk = try office.desk()
  }

  @Test("the same id again gives the first answer, and no new entry")
  func again() throws {
    let first = try desk.perform([.person(1)], by: "siti", id: id)
    try desk.register(2)
    office.clock.advance(days: 2)
    let journal = try office.journal()
    let again = try desk.perform([.person(1)], by: "siti", id: id)
    #expect(!first.isRepeated)
    #expect(again.isRepeated)
    #expect(again.entry == first.entry)
    #expect(again.at == first.at)
    #expect(again.events == first.events)
    #expect(try office.journal() == journal)
    #expect(try office.entries()[1].id == id)
  }

  // first desk                      second desk
  // register 1 under the id
  //                                 register 1 under the id: the first answer
  @Test("another desk that sends the same gets the first answer too")
  func otherDesk() throws {
    let other = try office.desk()
    let first = try desk.perform([.person(1)], by: "siti", id: id)
    let again = try other.perform([.person(1)], by: "siti", id: id)
    #expect(again.isRepeated)
    #expect(again.entry == first.entry)
    #expect(again.events == first.events)
    #expect(try office.entries().count == 2)
  }

  @Test("an id is remembered when the store is opened again")
  func reopened() throws {
    let first = try desk.perform([.person(1), .person(2)], by: "siti", id: id)
    for person in 3...40 { try desk.register(person) }
    let again = try office.desk().perform([.person(1), .person(2)], by: "siti", id: id)
    #expect(again.isRepeated)
    #expect(again.entry == first.entry)
    #expect(again.events == first.events)
    #expect(again.results.count == 2)
  }

  @Test("an id is remembered after a write that failed")
  func afterFailure() throws {
    let files = FaultyFileSystem()
    let faulty = try office.desk(files)
    let first = try faulty.perform([.person(1)], by: "siti", id: id)
    files.fail { $0.writes = [5] }
    #expect(throws: StoreError.self) { try faulty.register(2) }
    #expect(try faulty.perform([.person(1)], by: "siti", id: id).entry == first.entry)
  }

  @Test("another officer under that id is refused")
  func otherOfficer() throws {
    try desk.register(1, id: id)
    let journal = try office.journal()
    let outcome = try desk.perform([.person(1)], by: "wati", id: id)
    #expect(outcome.refusals == [.idUsed(2)])
    #expect(try office.journal() == journal)
  }

  @Test("another person, another case or another verb under that id is refused")
  func otherCommand() throws {
    _ = try desk.perform([.person(1), .person(2)], by: "wati")
    try desk.record(.approve(1, signed: true), by: "wati", id: id)
    let journal = try office.journal()
    let commands: [Command] = [
      .person(3), .approve(2, signed: true), .withdraw(Withdraw(1, reason: "L2")), .undo(Undo(1)),
    ]
    for command in commands {
      // Without the id it would be recorded.
      #expect(try desk.rehearse([command], by: "wati").refusals == [nil], "\(command)")
      let outcome = try desk.perform([command], by: "wati", id: id)
      #expect(outcome.refusals == [.idUsed(3)], "\(command)")
      #expect(outcome.events.isEmpty)
    }
    #expect(try office.journal() == journal)
  }

  @Test("a batch sent again answers each command as it did the first time")
  func batch() throws {
    try desk.register(1)
    let commands: [Command] = [.person(2), .person(1), .person(3)]
    let first = try desk.perform(commands, by: "siti", id: id)
    let again = try desk.perform(commands, by: "siti", id: id)
    #expect(again.isRepeated)
    #expect(again.entry == first.entry)
    #expect(again.events == first.events)
    #expect(again.refusals == first.refusals)
    #expect(again.refusals.map { $0 == nil } == [true, false, true])
    #expect(try office.entries().count == 3)
  }

  // first desk                      second desk
  // makes an id for its next command
  //                                 register 1, with an id of its own
  // register 2 under the id made
  @Test("an id made before another desk wrote is not the id of what it wrote")
  func madeBefore() throws {
    let office = try Office(simulated: true, seed: "karimun")
    let desks = try (0..<2).map { _ in try office.desk { $0.simulatedSeed = "karimun" } }
    let id = desks[0].newID()
    try desks[1].register(1)
    #expect(try desks[0].perform([.person(2)], by: "siti", id: id).refusals == [nil])
  }

  /// What each verb records once, on a store where it applies.
  private func commands() throws -> [(Command, OfficerID)] {
    let grant = try #require(Grant("registrar:21.02"))
    let day = CaseloadScenario.firstDay
    return [
      (.enrolNext(EnrolNext(1)), "dewi"), (.enrol(Enrol(2)), "dewi"),
      (.end(End(1, reason: "L2", on: day, until: .month(Month(of: day)))), "dewi"),
      (.withdraw(Withdraw(3, reason: "L2")), "siti"), (.undo(Undo(3)), "siti"),
      (
        .return(Return(DecisionInput(4, note: "Foto kabur", signature: .sample), reason: "A7")),
        "budi"
      ),
      (.correct(Correct(4, changes: Form([.name: "Warga Lain"]))), "siti"),
      (.correct(Correct(4, changes: Form([.motherName: "Ibu Lain"]))), "siti"),
      (.setOfficer(.revoke("siti", grant)), "adi"), (.setOfficer(.grant("siti", grant)), "adi"),
      (.setProgramme(SetProgramme(try .sample(target: 900))), "adi"),
    ]
  }

  @Test("every verb is recorded once")
  func everyVerb() throws {
    try desk.qualify(1...3)
    try desk.register(4)
    for (number, (command, officer)) in try commands().enumerated() {
      let id = desk.newID()
      let first = try desk.perform([command], by: officer, id: id)
      #expect(first.refusals == [nil], "\(command)")
      let again = try office.desk().perform([command], by: officer, id: id)
      #expect(again.refusals == [nil], "\(command)")
      #expect(again.isRepeated)
      #expect(again.entry == 6 + number + 1)
      #expect(again.events == first.events)
    }
  }
}
