import EventJournal
import Glibc
import SystemFiles
import Testing

/// A disk that is full, lies or breaks.
struct FailureTests {
  let files = MemoryFileSystem()
  let salts = Salts()
  let journal: TestJournal

  init() throws {
    let salts = salts
    try TestJournal.create(
      folder: "/store", files: files, salt: { salts.next() }, draft(0, .created(program: "p")))
    journal = try openJournal(files, salts: salts)
    try journal.catchUp { _ in }
  }

  private func failure(_ call: String, _ code: Int32) -> SystemFailure {
    SystemFailure(code: code, call: call, path: MemoryFileSystem.journal)
  }

  @Test("a full disk saves nothing, and the next entry needs no repair")
  func full() throws {
    let head = journal.head
    files.fail { $0.writes = [ENOSPC] }
    #expect(throws: JournalError.notSaved(failure("write", ENOSPC))) {
      try journal.add(draft(1, .registered(1, "Ani")))
    }
    #expect(journal.head == head)
    #expect(try journal.add(draft(1, .noted("x"))).number == 2)
    #expect(try TestJournal.check("/store", files: files).voids == 0)
  }

  @Test(
    "a write cut short is not continued; the next writer declares it void",
    arguments: [0, 1, 90, 117, 118, 200, 336])
  func short(count: Int) throws {
    let before = files[MemoryFileSystem.journal]
    files.fail { $0.shortWrite = count }
    let tries = files.writes
    #expect(throws: JournalError.notSaved(.shortWrite(to: MemoryFileSystem.journal))) {
      try journal.add(draft(1, .registered(1, "Ani")))
    }
    #expect(files.writes == tries + 1)
    #expect(files[MemoryFileSystem.journal].count == before.count + count)
    #expect(files[MemoryFileSystem.journal].starts(with: before))
    let other = try openJournal(files)
    #expect(try other.news().count == 1)
    #expect(try other.add(draft(2, .noted("x"))).number == 2)
    #expect(try journal.news().map(\.number) == [2])
    let report = try TestJournal.check("/store", files: files)
    #expect(report.severity == .clean)
    #expect(report.voids == (count == 0 ? 0 : 1))
  }

  @Test("a write that lacks only the newline gets it with one more, and is then saved")
  func newlineAdded() throws {
    files.fail { $0.missing = 1 }
    let tries = files.writes
    #expect(try journal.add(draft(1, .registered(1, "Ani"))).number == 2)
    #expect(files.writes == tries + 2)
    #expect(try journal.news().isEmpty)
    #expect(try openJournal(files).news().map(\.number) == [1, 2])
    #expect(try journal.add(draft(2, .noted("x"))).number == 3)
    #expect(try TestJournal.check("/store", files: files).voids == 0)
  }

  @Test("an interrupted newline is written again")
  func newlineInterrupted() throws {
    files.fail { faults in
      (faults.missing, faults.behindShort) = (1, EINTR)
    }
    #expect(try journal.add(draft(1, .noted("x"))).number == 2)
    #expect(try TestJournal.check("/store", files: files).severity == .clean)
  }

  // this process                    another
  // entry, its newline refused:
  //   perhaps saved
  //                                 adds the newline: entry 2 counts
  //                                 entry 3
  // reads 2 and 3
  @Test("where not even the newline can be written nobody is told that nothing was saved")
  func newlineRefused() throws {
    files.fail { faults in
      (faults.missing, faults.behindShort) = (1, ENOSPC)
    }
    #expect(throws: JournalError.notDurable(failure("write", ENOSPC))) {
      try journal.add(draft(1, .noted("a")))
    }
    #expect(journal.head.number == 1)
    let other = try openJournal(files)
    #expect(try other.news().count == 1)
    // The disk kept what it has: nobody is forbidden to write.
    #expect(try other.add(draft(2, .noted("b"))).number == 3)
    #expect(try journal.news().map(\.events) == [[.noted("a")], [.noted("b")]])
    #expect(try journal.add(draft(3, .noted("c"))).number == 4)
    #expect(try TestJournal.check("/store", files: files).severity == .clean)
  }

  @Test("what is read again from the beginning is what was read the first time")
  func rewind() throws {
    try journal.add(draft(1, .noted("a")))
    try openJournal(files).add(draft(2, .noted("b")))
    var numbers: [Int] = []
    try journal.rewind { numbers.append($0.number) }
    #expect(numbers == [1, 2, 3])
    #expect(try journal.news().isEmpty)
    #expect(try journal.add(draft(3, .noted("c"))).number == 4)
  }

  @Test("a journal that was read again stays poisoned")
  func rewindPoisoned() throws {
    files.fail { faults in
      faults.synchronizations = [EIO]
      faults.overwriting = true
    }
    #expect(throws: JournalError.notDurable(failure("fdatasync", EIO))) {
      try journal.add(draft(1, .noted("x")))
    }
    try journal.rewind { _ in }
    #expect(journal.head.number == 2)
    #expect(throws: JournalError.poisoned) { try journal.add(draft(2, .noted("y"))) }
  }

  @Test("a seal that fails saves nothing and is tried again")
  func failedSeal() throws {
    files.fail { $0.shortWrite = 50 }
    #expect(throws: JournalError.self) { try journal.add(draft(1, .noted("a"))) }
    for error in [ENOSPC, EIO] {
      files.fail { $0.writes = [error] }
      #expect(throws: JournalError.notSaved(failure("write", error))) {
        try journal.add(draft(1, .noted("b")))
      }
    }
    files.fail { $0.shortWrite = 20 }
    #expect(throws: JournalError.self) { try journal.add(draft(1, .noted("c"))) }
    try journal.add(draft(1, .noted("d")))
    #expect(
      try openJournal(files).news().map(\.events) == [[.created(program: "p")], [.noted("d")]])
    #expect(try TestJournal.check("/store", files: files).findings == [])
  }

  @Test("an interrupted call that did nothing is repeated")
  func interrupted() throws {
    files.fail { faults in
      faults.writes = [EINTR, EINTR]
      faults.synchronizations = [EINTR]
    }
    #expect(try journal.add(draft(1, .noted("x"))).number == 2)
    #expect(try openJournal(files).news().count == 2)
  }

  @Test(
    "a disk that refuses to keep a write forbids every process to write", arguments: [EIO, ENOSPC])
  func poisoned(error: Int32) throws {
    let other = try openJournal(files)
    files.fail { $0.synchronizations = [error] }
    #expect(throws: JournalError.notDurable(failure("fdatasync", error))) {
      try journal.add(draft(1, .noted("x")))
    }
    let writes = files.writes
    for each in [journal, other, try openJournal(files)] {
      #expect(throws: JournalError.poisoned) { try each.add(draft(2, .noted("y"))) }
    }
    #expect(files.writes == writes)
    #expect(try other.news().count == 2)
    let report = try TestJournal.check("/store", files: files)
    #expect(report.findings == [Finding(file: "/store/lock", problem: .poisoned)])
  }

  @Test("a poison mark that cannot be written still stops who wanted to write it")
  func poisonedAlone() throws {
    files.fail { faults in
      faults.synchronizations = [EIO]
      faults.overwriting = true
    }
    #expect(throws: JournalError.notDurable(failure("fdatasync", EIO))) {
      try journal.add(draft(1, .noted("x")))
    }
    #expect(throws: JournalError.poisoned) { try journal.add(draft(2, .noted("y"))) }
  }

  @Test("a seal that the disk refuses to keep poisons as well")
  func poisonedSeal() throws {
    files.fail { $0.shortWrite = 50 }
    #expect(throws: JournalError.self) { try journal.add(draft(1, .noted("a"))) }
    files.fail { $0.synchronizations = [EIO] }
    #expect(throws: JournalError.notDurable(failure("fdatasync", EIO))) {
      try journal.add(draft(1, .noted("a")))
    }
    #expect(throws: JournalError.poisoned) { try openJournal(files).add(draft(2, .noted("y"))) }
  }

  @Test("lines of a megabyte and more are entries like others")
  func longLines() throws {
    let text = String(repeating: "0123456789abcdef", count: 1 << 16)
    try journal.add(draft(1, .noted(text), .registered(1, text + text)))
    try journal.add(draft(2, .noted("short")))
    let entries = try openJournal(files).news()
    #expect(entries.map(\.number) == [1, 2, 3])
    #expect(entries[1].events.first == .noted(text))
    #expect(try TestJournal.check("/store", files: files).severity == .clean)
  }

  @Test("more than one entry may hold is refused before anything is written")
  func tooLarge() throws {
    let many = EntryDraft<TestEvent>(
      at: moment(1), id: "i", by: "b", events: Array(repeating: .noted(""), count: 100_001))
    #expect(throws: JournalError.tooLarge(bytes: 0, events: 100_001)) { try journal.add(many) }
    let writes = files.writes
    let long = String(repeating: "0123456789abcdef", count: 4 << 20)
    #expect(throws: JournalError.self) { try journal.add(draft(1, .noted(long))) }
    #expect(files.writes == writes)
    try journal.add(draft(1, .noted("x")))
  }
}
