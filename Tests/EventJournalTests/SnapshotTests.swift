import CanonicalForm
import SystemFiles
import Testing

@testable import EventJournal

/// A cache that nobody has to believe.
struct SnapshotTests {
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

  private static let path = "/store/snapshot.jsonl"

  private func line(_ text: String) -> [UInt8] {
    var line = JSONWriter()
    line.object { $0.field("text", text) }
    return line.bytes
  }

  private func write(_ texts: [String] = ["a", "b"]) throws -> Bool {
    try journal.writeSnapshot(holder: "siti") { write in
      texts.forEach { write(line($0)) }
      return true
    }
  }

  /// The lines of the snapshot and the entries behind it, as a process that opens the store finds them.
  private func open() throws -> (lines: [String], isRead: Bool, news: [Int]) {
    let other = try openJournal(files)
    var lines: [String] = []
    let snapshot = other.readSnapshot { line, offset in
      let object = try? JSONObject(parsing: line.withUnsafeBytes { Array($0) })
      lines.append(object?["text"]?.string ?? "?")
      return offset > 0
    }
    return (lines, snapshot != nil, try other.news().map(\.number))
  }

  @Test("a snapshot gives its lines back, and reading goes on behind its entry")
  func written() throws {
    #expect(try write())
    try journal.add(draft(2, .noted("x")))
    let found = try open()
    #expect(found.lines == ["a", "b"])
    #expect(found.isRead)
    #expect(found.news == [3])
    // And whoever opened it so can write.
    let other = try openJournal(files)
    #expect(other.readSnapshot { _, _ in true } != nil)
    try other.catchUp { _ in }
    #expect(try other.add(draft(3, .noted("y"))).number == 4)
    #expect(try TestJournal.check("/store", files: files).findings == [])
  }

  @Test("a line of a snapshot can be read again where it stood, also when another one has its name")
  func again() throws {
    #expect(try write(["a", "b"]))
    var places: [Int] = []
    let opened = try openJournal(files).readSnapshot { _, offset in
      places.append(offset)
      return true
    }
    let snapshot = try #require(opened)
    try journal.add(draft(2, .noted("x")))
    #expect(try write(["c"]))
    #expect(places.map { snapshot.line(at: $0) } == [line("a"), line("b")])
    #expect(snapshot.line(at: 1 << 20) == nil)
  }

  @Test("what could not be handed over whole takes the place of nothing")
  func incomplete() throws {
    #expect(try write())
    #expect(
      try !journal.writeSnapshot(holder: "siti") {
        $0(line("c"))
        return false
      })
    #expect(try open().lines == ["a", "b"])
    #expect(try files.names(in: "/store") == ["journal", "lock", "snapshot.jsonl"])
  }

  @Test("a snapshot with a changed byte is as good as none")
  func changed() throws {
    #expect(try write())
    let bytes = files[SnapshotTests.path]
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 1
      files[SnapshotTests.path] = changed
      let found = try open()
      #expect(!found.isRead, "byte \(place)")
      #expect(found.news == [1, 2], "byte \(place)")
    }
  }

  @Test("a snapshot that was cut at any byte is as good as none")
  func cut() throws {
    #expect(try write())
    let bytes = files[SnapshotTests.path]
    for length in bytes.indices {
      files[SnapshotTests.path] = Array(bytes[..<length])
      #expect(try !open().isRead, "\(length) bytes")
    }
  }

  @Test("a snapshot of another history is not taken for one of this")
  func otherHistory() throws {
    #expect(try write())
    let snapshot = files[SnapshotTests.path]
    let other = MemoryFileSystem()
    try TestJournal.create(
      folder: "/store", files: other, salt: { "00000000000000000000000000000000" },
      draft(0, .created(program: "q")))
    try openJournal(other).add(draft(1, .registered(1, "Ani")))
    other[SnapshotTests.path] = snapshot
    #expect(try openJournal(other).readSnapshot { _, _ in true } == nil)
  }

  @Test("a snapshot from before an erasure is not put in place behind it")
  func erasure() throws {
    let slow = try openJournal(files)
    try slow.catchUp { _ in }
    try journal.add(draft(5, .erased(try journal.sealedLines(ofCase: 1))))
    #expect(
      try !slow.writeSnapshot(holder: "budi") {
        $0(line("Ani"))
        return true
      })
    #expect(try files.names(in: "/store") == ["journal", "lock"])
  }

  @Test("an erasure removes the snapshot and what was begun of one")
  func removed() throws {
    #expect(try write())
    files["/store/snapshot.jsonl.0123456789abcdef.new"] = [1]
    try journal.add(draft(5, .erased(try journal.sealedLines(ofCase: 1))))
    #expect(try files.names(in: "/store") == ["journal", "lock"])
  }

  @Test("a stored snapshot is held against the lines that it should have")
  func held() throws {
    #expect(try write())
    let stored = try TestJournal.storedSnapshot("/store", files: files)
    #expect(stored?.entry?.number == 2)
    #expect(try stored?.holds { [line("a"), line("b")].forEach($0) } == true)
    for texts in [["a"], ["a", "c"], ["a", "b", "c"], []] {
      let again = try TestJournal.storedSnapshot("/store", files: files)
      #expect(try again?.holds { texts.map(line).forEach($0) } == false)
    }
  }

  @Test("a snapshot that cannot be read is not said to be another one")
  func unreadable() throws {
    #expect(try write())
    let stored = try #require(try TestJournal.storedSnapshot("/store", files: files))
    files.fail { $0.unreadable = "snapshot.jsonl" }
    #expect(throws: JournalError.self) { try stored.holds { [line("a"), line("b")].forEach($0) } }
    #expect(throws: JournalError.self) { try TestJournal.storedSnapshot("/store", files: files) }
    #expect(try !open().isRead)
  }

  @Test(
    "nobody goes on at a place that the journal has not, whatever hash the snapshot has",
    arguments: [
      (#""end":[0-9]+"#, #""end":END"#), (#""at":"2025"#, #""at":"2026"#),
      (#""line":[0-9]+"#, #""line":9223372036854775807"#), (#""line":[0-9]+"#, #""line":-1"#),
      (#""lastEntry":[0-9]+"#, #""lastEntry":0"#), (#""entry":2"#, #""entry":1"#),
    ])
  func otherPlace(_ pattern: String, _ text: String) throws {
    #expect(try write())
    try journal.add(draft(2, .noted("x")))
    let text = text.replacing("END", with: "\(journal.head.end)")
    let old = String(decoding: files[SnapshotTests.path], as: UTF8.self)
    let changed = try old.replacing(Regex(pattern), with: text)
    #expect(changed != old)
    files[SnapshotTests.path] = withHash(changed)
    let found = try open()
    #expect(!found.isRead)
    #expect(found.news == [1, 2, 3])
  }

  /// A snapshot whose hash is computed anew.
  private func withHash(_ text: String) -> [UInt8] {
    let lines = text.split(separator: "\n").dropLast().map { "\($0)\n" }
    let hash = Digest.hexadecimal(of: Array(lines.joined().utf8)[...])
    let end = #"{"kind":"end","lines":\#(lines.count - 1),"sha256":"\#(hash)"}"#
    return Array("\(lines.joined())\(end)\n".utf8)
  }
}
