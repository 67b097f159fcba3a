import CaseDomain
import CaseStore
import EventJournal
import Glibc
import SystemFiles
import TestSupport
import Testing

/// A disk that is full, lies or breaks: nothing is acknowledged that may not be there.
struct FailureTests {
  let office: Office
  let files = FaultyFileSystem()
  let desk: CaseStore

  init() throws {
    office = try Office()
    desk = try office.desk(files)
    try desk.register(1)
  }

  /// Expects the desk to show what whoever opens the store now reads.
  private func expectFresh(_ sourceLocation: SourceLocation = #_sourceLocation) throws {
    let fresh = try office.desk()
    #expect(desk.head == fresh.head, sourceLocation: sourceLocation)
    #expect(
      try Seen(desk.caseload, at: fresh.now) == Seen(fresh.caseload, at: fresh.now),
      sourceLocation: sourceLocation)
  }

  private func failure(_ call: String, _ code: Int32) -> SystemFailure {
    SystemFailure(code: code, call: call, path: office.journalPath)
  }

  @Test(
    "a write that fails records nothing, and the next is recorded",
    arguments: [ENOSPC, EIO, EDQUOT])
  func write(error: Int32) throws {
    files.fail { $0.writes = [error] }
    #expect(throws: StoreError.journal(.notSaved(failure("write", error)))) {
      _ = try desk.perform([.person(2), .person(3)], by: "siti")
    }
    #expect(desk.head.number == 2)
    #expect(desk.caseload.nextID == 2)
    try expectFresh()
    #expect(try desk.register(2) == 2)
    try expectFresh()
    #expect(try office.check().journal.voids == 0)
  }

  @Test(
    "a write cut short records nothing; the next declares it void",
    arguments: [1, 20, 41, 200, 400, 600])
  func short(taken: Int) throws {
    files.fail { $0.taken = taken }
    #expect(throws: StoreError.journal(.notSaved(.shortWrite(to: office.journalPath)))) {
      try desk.register(2)
    }
    #expect(desk.caseload.nextID == 2)
    try expectFresh()
    #expect(try office.check().severity == .repairable)
    // Another desk may be the next.
    #expect(try office.desk().register(3) == 2)
    #expect(try desk.register(2) == 3)
    try expectFresh()
    let report = try office.check().journal
    #expect(report.severity == .clean)
    #expect(report.voids == 1)
  }

  @Test("what was said not to be saved is never saved afterwards", arguments: [2, 3, 4])
  func missing(bytes: Int) throws {
    files.fail { $0.missing = bytes }
    #expect(throws: StoreError.journal(.notSaved(.shortWrite(to: office.journalPath)))) {
      try desk.register(2)
    }
    #expect(try office.desk().register(3) == 2)
    let persons = try office.desk().caseload.rows.map { $0.nik?.digits }
    #expect(persons == [Form.nik(1), Form.nik(3)])
  }

  @Test("a write that lacks only the newline gets it, and is saved")
  func newlineAdded() throws {
    files.fail { $0.missing = 1 }
    #expect(try desk.register(2) == 2)
    try expectFresh()
    #expect(try office.desk().register(3) == 3)
    #expect(try office.check().journal.voids == 0)
  }

  // desk                            other desk
  // register 2, its newline
  //   refused: perhaps saved
  //                                 register 3: 2 is case 2, 3 is case 3
  // register 2 again: case 2
  @Test("where not even the newline can be written, who sends again under the id has it once")
  func newlineRefused() throws {
    let id = desk.newID()
    files.fail { faults in
      (faults.missing, faults.behindShort) = (1, ENOSPC)
    }
    #expect(throws: StoreError.journal(.notDurable(failure("write", ENOSPC)))) {
      try desk.register(2, id: id)
    }
    #expect(desk.caseload.nextID == 2)
    try expectFresh()
    #expect(try office.desk().register(3) == 3)
    let again = try desk.perform([.person(2)], by: "siti", id: id)
    #expect(again.refusals == [nil] && again.isRepeated)
    #expect(again.events.compactMap(\.caseID) == [2])
    try expectFresh()
    #expect(try office.entries().count == 4)
    #expect(try office.check().severity == .clean)
  }

  @Test("a seal that fails saves nothing, and the next try seals and saves")
  func seal() throws {
    files.fail { $0.taken = 100 }
    #expect(throws: StoreError.self) { try desk.register(2) }
    files.fail { $0.writes = [ENOSPC] }
    #expect(throws: StoreError.self) { try desk.register(2) }
    try expectFresh()
    #expect(try desk.register(2) == 2)
    try expectFresh()
    #expect(try office.check().severity == .clean)
  }

  @Test("a disk that refuses to keep a write acknowledges nothing, and nobody writes until repair")
  func notDurable() throws {
    let other = try office.desk()
    files.fail { $0.synchronizations = [EIO] }
    #expect(throws: StoreError.journal(.notDurable(failure("fdatasync", EIO)))) {
      try desk.register(2)
    }
    // The entry may or may not survive: whoever reads it now sees it, this desk too.
    try expectFresh()
    let journal = try office.journal()
    for each in [desk, other, try office.desk()] {
      #expect(throws: StoreError.journal(.poisoned)) { try each.register(3) }
    }
    #expect(try office.journal() == journal)
    try expectFresh()
    #expect(try office.check().severity == .repairable)
    // Reading goes on.
    try other.refresh()
    #expect(other.head.number == 3)
    #expect(try other.rehearse([.person(3)], by: "siti").refusals == [nil])
  }

  @Test("a poison mark that cannot be written still stops the desk whose disk refused")
  func notDurableUnmarked() throws {
    files.fail { faults in
      faults.synchronizations = [EIO]
      faults.overwriting = true
    }
    #expect(throws: StoreError.journal(.notDurable(failure("fdatasync", EIO)))) {
      try desk.register(2)
    }
    let journal = try office.journal()
    #expect(throws: StoreError.journal(.poisoned)) { try desk.register(3) }
    #expect(try office.journal() == journal)
  }

  @Test("a desk that cannot read the store again after a failed write does not decide on nothing")
  func unreadableAfterwards() throws {
    files.fail { faults in
      faults.writes = [ENOSPC]
      faults.openings = [EMFILE]
    }
    #expect(throws: StoreError.self) { try desk.register(2) }
    // The next try either works or says that the store cannot be read; the caseload is not empty.
    do throws(StoreError) {
      let outcome = try desk.perform([.person(2)], by: "siti")
      #expect(outcome.refusals == [nil])
      #expect(outcome.events.compactMap(\.caseID) == [2])
    } catch {
      guard case .journal = error else { throw error }
    }
    #expect(try desk.perform([.person(4)], by: "siti").refusals == [nil])
    try expectFresh()
  }

  @Test("a case that the system does not let be read is the system's failure, and no refusal")
  func unreadableCase() throws {
    let reader = try office.desk(files)
    files.fail { $0.reading = EIO }
    let failure = StoreError.journal(.system(failure("pread", EIO)))
    #expect(throws: failure) { try reader.rehearse([.approve(1, signed: true)], by: "budi") }
    #expect(throws: StoreError.self) { try reader.erase(1, ground: "permintaan", by: "admin") }
    files.fail { _ in }
    #expect(try reader.rehearse([.approve(1, signed: true)], by: "budi").refusals == [nil])
    try expectFresh()
  }

  @Test("an interrupted call is repeated and recorded once")
  func interrupted() throws {
    files.fail { faults in
      faults.writes = [EINTR, EINTR]
      faults.synchronizations = [EINTR]
    }
    #expect(try desk.register(2) == 2)
    try expectFresh()
    #expect(try office.entries().count == 3)
  }

  // desk                            other desk
  // write of 2 fails
  //                                 register 3: case 2
  // register 2: case 3
  @Test("what was decided and not saved is forgotten: another desk gets the number")
  func forgotten() throws {
    let other = try office.desk()
    files.fail { $0.writes = [ENOSPC] }
    #expect(throws: StoreError.self) { try desk.register(2) }
    #expect(try other.register(3) == 2)
    #expect(try desk.register(2) == 3)
    try expectFresh()
  }

  // desk                            other desk, in its turn
  // waits for the lock ...          decides
  // ... 5 seconds: busy
  @Test("a lock that is not free in time names its holder, and nothing is recorded")
  func busy() throws {
    let other = try office.desk()
    var error: StoreError?
    _ = try other.perform([.person(2)], by: "dewi") { _ in
      do throws(StoreError) { _ = try desk.perform([.person(3)], by: "siti") } catch let failure {
        error = failure
      }
      return true
    }
    guard case .journal(.busy(let holder?))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(holder.name == "dewi")
    #expect(desk.caseload.nextID == 2)
    #expect(try desk.register(3) == 2)
  }
}
