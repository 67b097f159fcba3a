import EventJournal
import Glibc
import SystemFiles
import Testing

/// What a disk has refused is found out and left behind.
struct RepairTests {
  let files = MemoryFileSystem()
  let salts = Salts()
  let journal: TestJournal

  init() throws {
    let salts = salts
    try TestJournal.create(
      folder: "/store", files: files, salt: { salts.next() }, draft(0, .created(program: "p")))
    journal = try openJournal(files, salts: salts)
    try journal.catchUp { _ in }
    try journal.add(draft(1, .registered(1, "Ani")))
  }

  private func repair() throws -> [RepairStep] {
    let salts = salts
    return try TestJournal.repair(
      "/store", files: files, holder: "owner", salt: { salts.next() }
    ) { head in
      EntryDraft(at: head.at ?? moment(0), id: "repair", by: "owner", events: [])
    }
  }

  private func poison() throws {
    files.fail { faults in
      faults.synchronizations = [EIO]
      faults.losing = true
    }
    #expect(throws: JournalError.self) { try journal.add(draft(2, .noted("lost"))) }
  }

  @Test("after a refused write nobody writes until a repair has opened a segment behind it")
  func refused() throws {
    let end = journal.head.end
    try poison()
    let other = try openJournal(files)
    for desk in [journal, other] {
      #expect(throws: JournalError.poisoned) { try desk.add(draft(3, .noted("x"))) }
    }
    #expect(try TestJournal.check("/store", files: files).severity == .repairable)
    let steps = try repair()
    let second = "/store/journal/000002.jsonl"
    #expect(
      steps == [.openedSegment(path: second, after: MemoryFileSystem.journal, length: end)])
    let report = try TestJournal.check("/store", files: files)
    #expect(report.findings == [])
    #expect(report.voids == 1)
    // Desks that ran meanwhile go on; what one of them had seen of the refused write is void.
    try other.rewind { _ in }
    #expect(try other.add(draft(4, .noted("other"))).number == 4)
    #expect(try journal.add(draft(5, .noted("first"))).number == 5)
    let events = try openJournal(files).news().flatMap(\.events)
    #expect(!events.contains(.noted("lost")))
    #expect(events.contains(.noted("other")) && events.contains(.noted("first")))
  }

  @Test("what the disk holds although it refused stays, for somebody may have been promised it")
  func kept() throws {
    files.fail { $0.synchronizations = [EIO] }
    #expect(throws: JournalError.self) { try journal.add(draft(2, .noted("kept"))) }
    let end = files[MemoryFileSystem.journal].count
    #expect(
      try repair() == [
        .openedSegment(
          path: "/store/journal/000002.jsonl", after: MemoryFileSystem.journal, length: end)
      ])
    #expect(try openJournal(files).news().map(\.number) == [1, 2, 3, 4])
    #expect(try TestJournal.check("/store", files: files).findings == [])
  }

  @Test("what a dead writer was synchronising is forgotten by whoever found out what became of it")
  func forgotten() throws {
    let record =
      #"{"holder":"siti","pid":1,"since":"2025-11-13T02:12:33.123Z","syncing":"#
      + #"{"entry":3,"segment":1,"from":0}}"#
    func die() {
      files.change("/store/lock") { $0.replaceSubrange(..<record.utf8.count, with: record.utf8) }
    }
    func isForgotten() -> Bool { !files["/store/lock"].starts(with: Array("{".utf8)) }
    die()
    _ = try journal.transaction(holder: "siti", apply: { _ in }) { _ in (nil, 0) }
    #expect(isForgotten())
    die()
    try journal.add(draft(2, .noted("x")))
    #expect(isForgotten())
    try poison()
    die()
    _ = try repair()
    #expect(isForgotten())
    #expect(try openJournal(files).news().count == 4)
  }

  @Test("a desk that had read what a repair declared void is told to read again")
  func superseded() throws {
    try poison()
    let reader = try openJournal(files)
    #expect(try reader.news().count == 3)
    _ = try repair()
    #expect(throws: JournalError.superseded) { try reader.catchUp { _ in } }
    var numbers: [Int] = []
    try reader.rewind { numbers.append($0.number) }
    #expect(numbers == [1, 2, 3])
  }

  @Test("a repair of what is whole does nothing")
  func nothing() throws {
    let before = files[MemoryFileSystem.journal]
    #expect(try repair() == [])
    #expect(files[MemoryFileSystem.journal] == before)
    #expect(try files.names(in: "/store/journal") == ["000001.jsonl"])
  }

  @Test("a torn tail is sealed, a lock is made, and loose permissions are closed")
  func small() throws {
    files.change(MemoryFileSystem.journal) { $0 += Array("{\"n\":3".utf8) }
    try files.setMode(MemoryFileSystem.journal, 0o644)
    try files.remove("/store/lock")
    files["/store/snapshot.jsonl.0123456789abcdef.new"] = [1]
    let steps = try repair()
    #expect(
      steps == [
        .closedPermissions(path: MemoryFileSystem.journal), .madeLock, .sealedTail(bytes: 6),
        .removedSnapshot(path: "/store/snapshot.jsonl.0123456789abcdef.new"),
      ])
    let report = try TestJournal.check("/store", files: files)
    #expect(report.findings == [] && report.voids == 1)
  }

  @Test("damage is left for a person, whatever else was repaired")
  func damaged() throws {
    files.change(MemoryFileSystem.journal) { $0[30] ^= 1 }
    #expect(throws: JournalError.self) { try repair() }
    #expect(try TestJournal.check("/store", files: files).severity == .tampered)
  }

  @Test("a repair that lacks its last byte is one that was cut short")
  func cutShort() throws {
    try poison()
    _ = try repair()
    files.change("/store/journal/000002.jsonl") { $0.removeLast() }
    #expect(try TestJournal.check("/store", files: files).severity == .repairable)
  }

  @Test("a folder that the disk refused is not forgotten by who then had nothing to write")
  func refusedFolder() throws {
    let desk = try openJournal(files, salts: salts)
    files.fail { $0.folderSynchronizations = [EIO] }
    _ = try desk.transaction(holder: "siti", apply: { _ in }) { _ in (nil, 0) }
    // The disk says that all is well now, which is not believed.
    #expect(throws: JournalError.self) { try desk.add(draft(2, .noted("x"))) }
    #expect(throws: JournalError.poisoned) { try journal.add(draft(2, .noted("y"))) }
    _ = try repair()
    try journal.add(draft(3, .noted("z")))
  }

  @Test("who had opened a segment that a repair removed writes to the one that has its name now")
  func removed() throws {
    journal.segmentLimit = 1
    try poison()
    let steps = try repair()
    #expect(steps == [.removedSegment(path: "/store/journal/000002.jsonl"), .foundWhole])
    let other = try openJournal(files, salts: salts)
    other.segmentLimit = 1
    try other.add(draft(3, .noted("before")))
    #expect(throws: JournalError.superseded) { try journal.catchUp { _ in } }
    try journal.rewind { _ in }
    journal.segmentLimit = 1 << 20
    try journal.add(draft(4, .noted("behind")))
    #expect(try openJournal(files).news().last?.events == [.noted("behind")])
  }

  @Test("a segment with a damaged first entry is not removed as one of which nothing was promised")
  func damagedSegment() throws {
    journal.segmentLimit = 1
    try journal.add(draft(2, .noted("x")))
    journal.segmentLimit = 1 << 20
    try journal.add(draft(2, .noted("y")))
    let path = "/store/journal/000002.jsonl"
    files.change(path) { $0[20] ^= 1 }
    try poison()
    #expect(throws: JournalError.self) { try repair() }
    #expect(!files[path].isEmpty)
  }
}
