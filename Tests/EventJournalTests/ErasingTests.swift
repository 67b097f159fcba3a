import EventJournal
import Glibc
import SystemFiles
import Testing

/// Lines that are overwritten, on a disk that may stop in the middle.
struct ErasingTests {
  let files = MemoryFileSystem()
  let journal: TestJournal

  init() throws {
    let salts = Salts()
    try TestJournal.create(
      folder: "/store", files: files, salt: { salts.next() }, draft(0, .created(program: "p")))
    journal = try openJournal(files, salts: salts)
    try journal.catchUp { _ in }
    try journal.add(draft(1, .registered(1, "Ani"), .registered(2, "Budi")))
  }

  private var text: String { String(decoding: files[MemoryFileSystem.journal], as: UTF8.self) }

  private func erase(_ minute: Int = 5) throws -> TestEntry {
    try journal.add(draft(minute, .erased(try journal.sealedLines(ofCase: 1))))
  }

  @Test("the line becomes spaces, the others stay, and the check names the entry")
  func erased() throws {
    let before = files[MemoryFileSystem.journal].count
    let entry = try erase()
    #expect(!text.contains("Ani") && text.contains("Budi"))
    #expect(files[MemoryFileSystem.journal].count > before)
    let report = try TestJournal.check("/store", files: files)
    #expect(report.findings == [])
    #expect(report.erasures.map(\.entry) == [entry.number])
    #expect(report.erasedLines == 1)
    #expect(try openJournal(files).news().count == 3)
  }

  @Test("where nothing can be overwritten nothing is recorded, and later it is")
  func continued() throws {
    files.fail { $0.overwriting = true }
    #expect(throws: JournalError.self) { try erase() }
    files.fail { $0.overwriting = false }
    try journal.add(draft(6, .noted("x")))
    let entry = try erase(7)
    #expect(entry.number == 4)
    #expect(!text.contains("Ani"))
    #expect(try TestJournal.check("/store", files: files).findings == [])
  }

  @Test("a line of which only the first byte is gone is erased, and its rest goes with a repair")
  func begun() throws {
    let entry = try erase()
    // As a power cut leaves it between the first byte and the rest.
    let readable = Array(
      #" "salt":"00000000000000000000000000000001","case":1,"kind":"person","name":"Ani"}"#.utf8)
    files.change(MemoryFileSystem.journal) { bytes in
      guard let blank = bytes.firstRange(of: [UInt8](repeating: 0x20, count: readable.count)) else {
        return
      }
      bytes.replaceSubrange(blank, with: readable)
    }
    #expect(text.contains("Ani"))
    #expect(try openJournal(files).news().count == 3)
    let report = try TestJournal.check("/store", files: files)
    #expect(report.findings.map(\.problem) == [.notErased(by: entry.number)])
    #expect(report.severity == .repairable)
    let steps = try TestJournal.repair("/store", files: files, holder: "owner", salt: { "" }) { _ in
      draft(9, .noted("never used"))
    }
    #expect(steps == [.finishedErasure])
    #expect(!text.contains("Ani"))
    #expect(try TestJournal.check("/store", files: files).findings == [])
  }

  @Test(
    "the values of a write that was cut short go with the next erasure, and its void stays valid")
  func torn() throws {
    files.fail { $0.shortWrite = 120 }
    #expect(throws: JournalError.self) { try journal.add(draft(2, .registered(3, "Cici"))) }
    try journal.add(draft(3, .noted("x")))
    #expect(text.contains("Cici"))
    _ = try erase()
    #expect(!text.contains("Cici") && !text.contains("Ani"))
    let report = try TestJournal.check("/store", files: files)
    #expect(report.findings == [] && report.voids == 1)
    #expect(try openJournal(files).news().count == 4)
  }
}
