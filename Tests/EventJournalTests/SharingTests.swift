import CanonicalForm
import EventJournal
import Glibc
import SystemFiles
import Testing

/// Several users of one store.
struct SharingTests {
  let folder: Folder
  let salts = Salts()

  init() throws {
    folder = try Folder()
    try TestJournal.create(
      folder: folder.store, files: folder.files, salt: { "00000000000000000000000000000000" },
      draft(0, .created(program: "payung 1.0")))
  }

  private func journal() throws -> TestJournal {
    let journal = try openJournal(folder.files, folder.store, salts: salts)
    try journal.catchUp { _ in }
    return journal
  }

  @Test("two desks in turn lose nothing, and each gets what the other wrote")
  func interleaved() throws {
    let desks = try [journal(), journal()]
    var seen = [0, 0]
    for turn in 0..<40 {
      let desk = turn % 3 == 0 ? 0 : turn % 2
      let entry = try desks[desk].add(draft(turn, .registered(turn, "P"))) { _ in seen[desk] += 1 }
      #expect(entry.number == turn + 2)
      seen[desk] += 1
    }
    for desk in 0...1 { seen[desk] += try desks[desk].news().count }
    #expect(seen == [40, 40])
    #expect(desks[0].head == desks[1].head)
    let all = try openJournal(folder.files, folder.store).news()
    #expect(all.map(\.number) == Array(1...41))
    #expect(try TestJournal.check(folder.store, files: folder.files).severity == .clean)
  }

  @Test("who decides to add nothing adds nothing and frees the lock")
  func undecided() throws {
    let first = try journal()
    let (entry, answer) = try first.transaction(holder: "siti", apply: { _ in }) { head in
      (nil, head.number)
    }
    #expect(entry == nil)
    #expect(answer == 1)
    try journal().add(draft(1, .noted("x")), wait: .zero)
    #expect(try first.news().count == 1)
  }

  @Test("the state may be read again from the start without losing one's place")
  func replay() throws {
    let journal = try journal()
    for turn in 1...4 { try journal.add(draft(turn, .noted("\(turn)"))) }
    var numbers: [Int] = []
    try journal.replay { entry in
      numbers.append(entry.number)
      return entry.number < 3
    }
    #expect(numbers == [1, 2, 3])
    #expect(journal.head.number == 5)
    #expect(try journal.news().isEmpty)
  }

  @Test("a lock that is held names its holder when the wait is over")
  func busy() throws {
    let other = try openJournal(folder.files, folder.store)
    let waiting = try journal()
    var error: JournalError?
    _ = try other.transaction(holder: "budi", apply: { _ in }) { _ in
      do throws(JournalError) {
        try waiting.add(draft(1, .noted("x")), wait: .milliseconds(20))
      } catch let failure {
        error = failure
      }
      return (nil, 0)
    }
    guard case .busy(let holder?) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(holder.name == "budi")
    #expect(holder.process == Int(HostIdentity.process))
    #expect(HostClock.now().milliseconds - holder.since.milliseconds < 60_000)
    // The lock file keeps its length, and names no writer afterwards.
    let lock = try folder.files.readWhole(FilePath.join(folder.store, "lock"), limit: 4_096)
    #expect(lock.count == 2_048)
    #expect(lock.prefix(1_536).allSatisfy { $0 == 0x20 || $0 == 0x0A })
  }

  @Test(
    "while one waits for the disk the next one decides, and writes once the disk has the first",
    arguments: [nil, EIO])
  func deciding(refusal: Int32?) throws {
    let files = MemoryFileSystem()
    let salts = Salts()
    try TestJournal.create(
      folder: "/store", files: files, salt: { salts.next() },
      draft(0, .created(program: "payung 1.0")))
    let first = try openJournal(files, salts: salts)
    let second = try openJournal(files, salts: salts)
    _ = try (first.news(), second.news())
    var decidedBehind: Int?
    files.whileSynchronizing = {
      #expect(throws: JournalError.self) {
        _ = try second.transaction(holder: "budi", wait: .milliseconds(2), apply: { _ in }) {
          decidedBehind = $0.number
          return (draft(2, .noted("second")), 0)
        }
      }
    }
    if let refusal { files.fail { $0.synchronizations = [refusal] } }
    if refusal == nil {
      try first.add(draft(1, .noted("first")))
    } else {
      #expect(throws: JournalError.self) { try first.add(draft(1, .noted("first"))) }
    }
    #expect(decidedBehind == 2)
    #expect(try openJournal(files).news().map(\.number) == [1, 2])
    if refusal == nil {
      #expect(try second.add(draft(2, .noted("second"))).number == 3)
    } else {
      #expect(throws: JournalError.poisoned) { try second.add(draft(2, .noted("second"))) }
    }
  }

  @Test("a decision does not hold if somebody without a turn has written meanwhile")
  func withoutTurn() throws {
    let journal = try journal()
    let path = FilePath.join(folder.store, "journal/000001.jsonl")
    // A program that knows of one lock only, and has it when the decision is begun.
    let other = try folder.files.open(FilePath.join(folder.store, "lock"), for: .updating)
    defer { folder.files.close(other) }
    #expect(try folder.files.lock(other))
    #expect(throws: JournalError.superseded) {
      _ = try journal.transaction(holder: "siti", apply: { _ in }) { _ in
        if let file = try? folder.files.open(path, for: .appending) {
          try? folder.files.writeAll(file, Array("{".utf8))
          folder.files.close(file)
        }
        folder.files.unlock(other)
        return (draft(1, .noted("x")), 0)
      }
    }
    // What was there is sealed, and the next decision stands behind it.
    #expect(try journal.add(draft(1, .noted("x"))).number == 2)
  }

  @Test("a lock that another open file holds without a word is busy all the same")
  func busyWithoutName() throws {
    let file = try folder.files.open(FilePath.join(folder.store, "lock"), for: .updating)
    defer { folder.files.close(file) }
    #expect(try folder.files.lock(file))
    #expect(throws: JournalError.busy(holder: nil)) {
      try journal().add(draft(1, .noted("x")), wait: .milliseconds(5))
    }
  }

  @Test("signals wait while the lock is held")
  func signals() throws {
    let numbers = [SIGTSTP, SIGHUP, SIGTERM, SIGINT]
    func held() -> [Bool] {
      var signals = sigset_t()
      pthread_sigmask(SIG_BLOCK, nil, &signals)
      return numbers.map { sigismember(&signals, $0) == 1 }
    }
    // The thread that runs a test holds signals back by itself.
    var (signals, previous) = (sigset_t(), sigset_t())
    sigemptyset(&signals)
    for number in numbers { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, &previous)
    defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
    let (_, during) = try journal().transaction(holder: "siti", apply: { _ in }) { _ in
      (nil, held())
    }
    #expect(during == [true, true, true, true])
    #expect(held() == [false, false, false, false])
  }

  @Test("a file that became shorter is never taken for the journal")
  func shrunk() throws {
    let journal = try journal()
    let path = FilePath.join(folder.store, "journal/000001.jsonl")
    truncate(path, 100)
    #expect(throws: JournalError.shrunk(path: path)) { try journal.catchUp { _ in } }
    #expect(throws: JournalError.shrunk(path: path)) { try journal.add(draft(1, .noted("x"))) }
  }

  @Test("another file under the journal's name is never taken for it")
  func replaced() throws {
    let journal = try journal()
    let path = FilePath.join(folder.store, "journal/000001.jsonl")
    try folder.files.replace(path, try folder.files.readWhole(path, limit: 1 << 20))
    #expect(throws: JournalError.replaced(path: path)) { try journal.catchUp { _ in } }
    #expect(throws: JournalError.replaced(path: path)) { try journal.add(draft(1, .noted("x"))) }
    try folder.files.remove(path)
    #expect(throws: JournalError.missing(path: path)) { try journal.catchUp { _ in } }
  }

  @Test("another lock file under the same name stops the writer who holds the old one")
  func replacedLock() throws {
    let journal = try journal()
    try journal.add(draft(1, .noted("x")))
    let path = FilePath.join(folder.store, "lock")
    try folder.files.replace(path, [])
    #expect(throws: JournalError.replaced(path: path)) { try journal.add(draft(2, .noted("y"))) }
  }

  @Test(
    "looser permissions are refused by name",
    arguments: ["", "lock", "journal", "journal/000001.jsonl"])
  func permissions(name: String) throws {
    let path = name.isEmpty ? folder.store : FilePath.join(folder.store, name)
    let mode = try folder.files.status(at: path).mode
    #expect(mode & 0o077 == 0)
    try folder.files.setMode(path, mode | 0o010)
    #expect(throws: JournalError.loosePermissions(path: path, mode: mode | 0o010)) { try journal() }
    let report = try TestJournal.check(folder.store, files: folder.files)
    #expect(
      report.findings == [Finding(file: path, problem: .loosePermissions(mode: mode | 0o010))])
    #expect(report.severity == .repairable)
  }

  @Test("what is no store is not opened and nothing is made over it")
  func noStore() throws {
    let absent = FilePath.join(folder.path, "absent")
    #expect(throws: JournalError.missing(path: absent)) {
      try openJournal(folder.files, absent)
    }
    #expect(throws: JournalError.notAStore(path: folder.path)) {
      try openJournal(folder.files, folder.path)
    }
    #expect(throws: JournalError.notEmpty(path: folder.store)) {
      try TestJournal.create(
        folder: folder.store, files: folder.files, salt: { "" }, draft(0, .noted("x")))
    }
  }

  @Test("an empty folder becomes a store and its owner's alone")
  func emptyFolder() throws {
    let path = FilePath.join(folder.path, "empty")
    try folder.files.makeFolder(path)
    try folder.files.setMode(path, 0o755)
    try TestJournal.create(
      folder: path, files: folder.files, salt: { "" }, draft(0, .created(program: "p")))
    #expect(try openJournal(folder.files, path).news().count == 1)
  }

  @Test("a journal that is a symbolic link is refused")
  func link() throws {
    let path = FilePath.join(folder.store, "journal/000001.jsonl")
    let other = FilePath.join(folder.path, "other")
    try folder.files.rename(path, to: other)
    symlink(other, path)
    #expect(
      throws: JournalError.system(SystemFailure(code: ELOOP, call: "open", path: path))
    ) { try journal() }
  }
}
