import CanonicalForm
import EventJournal
import Glibc
import SystemFiles
import Testing

/// A journal in several files.
struct SegmentTests {
  let files = MemoryFileSystem()
  let salts = Salts()

  init() throws {
    let salts = salts
    try TestJournal.create(
      folder: "/store", files: files, salt: { salts.next() }, draft(0, .created(program: "p")))
  }

  private func path(_ number: Int) -> String { "/store/journal/00000\(number).jsonl" }

  /// A journal that begins a new segment with every entry.
  private func journal(limit: Int = 1) throws -> TestJournal {
    let journal = try openJournal(files, salts: salts)
    journal.segmentLimit = limit
    try journal.catchUp { _ in }
    return journal
  }

  @Test("behind a full segment the next entry begins another, and says where the one before ends")
  func rotation() throws {
    let journal = try journal()
    let first = files[path(1)]
    try journal.add(draft(1, .registered(1, "Ani")))
    try journal.add(draft(2, .noted("x")))
    #expect(journal.head.segment == 3)
    #expect(files[path(1)] == first)
    let text = String(decoding: files[path(2)], as: UTF8.self)
    let start =
      #"[{"kind":"segment","after":"000001.jsonl","length":\#(first.count)},{"kind":"registered""#
    #expect(text.contains(start))
    let entries = try openJournal(files).news()
    #expect(entries.map(\.number) == [1, 2, 3])
    #expect(entries.map(\.segment) == [1, 2, 3])
    #expect(entries[1].events.count == 1)
    #expect(entries[1].segmentStart == SegmentStart(after: "000001.jsonl", length: first.count))
    #expect(try TestJournal.check("/store", files: files).findings == [])
  }

  @Test("a reader who stands in an old segment follows into the new ones")
  func following() throws {
    let reader = try openJournal(files)
    #expect(try reader.news().count == 1)
    let journal = try journal()
    for minute in 1...4 { try journal.add(draft(minute, .noted("\(minute)"))) }
    #expect(try reader.news().map(\.number) == [2, 3, 4, 5])
    // And writes where the others do.
    #expect(try reader.add(draft(9, .noted("here"))).number == 6)
    #expect(try journal.news().map(\.number) == [6])
    var numbers: [Int] = []
    try reader.replay { entry in
      numbers.append(entry.number)
      return entry.number < 4
    }
    #expect(numbers == [1, 2, 3, 4])
  }

  @Test("a segment that was made and not begun is begun by the next writer", arguments: [0, 1, 40])
  func unbegun(torn: Int) throws {
    files[path(2)] = [UInt8](repeating: 0x7B, count: torn)
    #expect(try openJournal(files).news().count == 1)
    let severity = try TestJournal.check("/store", files: files).severity
    #expect(severity <= .repairable)
    let journal = try journal(limit: 1 << 20)
    #expect(try journal.add(draft(1, .noted("x"))).segment == 2)
    #expect(try openJournal(files).news().count == 2)
    let report = try TestJournal.check("/store", files: files)
    #expect(report.findings == [])
    #expect(report.voids == (torn == 0 ? 0 : 1))
  }

  @Test("a first entry of which a power cut left the end alone is none, however often")
  func holes() throws {
    // As a disk leaves it that wrote all sectors but one.
    func appendWithHole() {
      let end = files[path(2)].count
      let hole = 512 - end % 512
      let rest = #""}],"hash":"\#(String(repeating: "a", count: 64))"}"# + "\n"
      files[path(2)] += [UInt8](repeating: 0, count: hole) + Array(rest.utf8)
    }
    for count in 1...3 {
      appendWithHole()
      #expect(try openJournal(files).news().count == 1)
      #expect(try TestJournal.check("/store", files: files).severity == .repairable)
      // Declared void, and nothing is added.
      _ = try journal(limit: 1 << 20).transaction(holder: "siti", apply: { _ in }) { _ in (nil, 0) }
      #expect(try openJournal(files).news().count == 1, "\(count)")
    }
    #expect(try journal(limit: 1 << 20).add(draft(1, .noted("x"))).segment == 2)
    #expect(try openJournal(files).news().count == 2)
    #expect(try TestJournal.check("/store", files: files).findings == [])
  }

  @Test("a segment that is gone although a later one is there is missed")
  func gap() throws {
    let journal = try journal()
    try journal.add(draft(1, .noted("x")))
    try journal.add(draft(2, .noted("y")))
    try files.remove(path(2))
    #expect(throws: JournalError.missing(path: path(2))) { try openJournal(files) }
    let report = try TestJournal.check("/store", files: files)
    #expect(report.findings.first?.problem == .lostSegment)
    #expect(report.severity >= .needsPerson)
  }

  @Test("damage in the first entry of a segment is no write that was cut short")
  func damagedBeginning() throws {
    let journal = try journal()
    try journal.add(draft(1, .noted("x")))
    journal.segmentLimit = 1 << 20
    try journal.add(draft(2, .noted("y")))
    let sound = files[path(2)]
    for offset in 0..<(sound.firstIndex(of: 0x0A) ?? 0) {
      var changed = sound
      changed[offset] ^= 1
      files[path(2)] = changed
      var read = 0
      do throws(JournalError) {
        try openJournal(files).catchUp { _ in read += 1 }
        Issue.record("byte \(offset) was not seen")
      } catch {
        guard case .damaged(let damage) = error, damage.file == path(2) else {
          // What it says of the segment before is found there.
          #expect(damageOfLength(error), "byte \(offset): \(error)")
          continue
        }
      }
      #expect(read == 1)
      #expect(throws: JournalError.self) { try openJournal(files).replay { _ in true } }
      let report = try TestJournal.check("/store", files: files)
      #expect(report.severity > .repairable, "byte \(offset): \(report.findings)")
    }
  }

  /// Whether it is said that the first segment does not end where the second says.
  private func damageOfLength(_ error: JournalError) -> Bool {
    guard case .damaged(let damage) = error else { return error == .superseded }
    return damage.flaw == .segmentStart && damage.file == path(1)
  }

  @Test("a segment without a whole entry is damage where a later one is there", arguments: [0, 40])
  func emptied(length: Int) throws {
    let journal = try journal()
    try journal.add(draft(1, .noted("x")))
    try journal.add(draft(2, .noted("y")))
    files.change(path(2)) { $0 = Array($0.prefix(length)) }
    #expect(throws: JournalError.self) { try openJournal(files).catchUp { _ in } }
    #expect(throws: JournalError.self) { try openJournal(files).add(draft(3, .noted("z"))) }
    #expect(try TestJournal.check("/store", files: files).severity == .tampered)
  }

  @Test("a segment that is shorter than the next one says is damage")
  func shortened() throws {
    let journal = try journal()
    try journal.add(draft(1, .registered(1, "Ani")))
    files.change(path(1)) { $0.removeLast(20) }
    #expect(throws: JournalError.self) { try openJournal(files).catchUp { _ in } }
    #expect(try TestJournal.check("/store", files: files).severity == .tampered)
  }

  @Test("a file among the segments that is none is named")
  func strange() throws {
    files["/store/journal/000001.jsonl~"] = [1]
    let report = try TestJournal.check("/store", files: files)
    #expect(report.findings.map(\.problem) == [.strangeFile])
  }
}
