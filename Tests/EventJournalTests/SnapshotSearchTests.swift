import CanonicalForm
import EventJournal
import Testing

/// One line of a snapshot is found without the others, and only what was written is ever believed.
struct SnapshotSearchTests {
  private static let path = "/store/snapshot.jsonl"
  /// Every third number has a line; together they have more than one sum.
  private static let keys = stride(from: 3, through: 1_500, by: 3)

  let files = MemoryFileSystem()

  init() throws {
    let salts = Salts()
    try TestJournal.create(
      folder: "/store", files: files, salt: { salts.next() }, draft(0, .created(program: "p")))
    let journal = try openJournal(files, salts: salts)
    try journal.catchUp { _ in }
    let isWritten = try journal.writeSnapshot(holder: "siti") { write in
      write(Array(#"{"kind":"first"}"#.utf8))
      write(Array(#"{"kind":"head"}"#.utf8))
      write(SnapshotSearchTests.long)
      for key in SnapshotSearchTests.keys { write(SnapshotSearchTests.line(key)) }
      return true
    }
    #expect(isWritten)
    try journal.add(draft(1, .noted("behind")))
  }

  /// A line that nobody looks for, longer than what stands between two sums.
  private static let long =
    Array(#"{"kind":"long"}"#.utf8) + [UInt8](repeating: 0x20, count: 90_000)

  private static func line(_ key: Int) -> [UInt8] {
    var line = JSONWriter()
    line.object { fields in
      fields.field("key", key)
      fields.field("text", String(repeating: "x", count: 200 + key % 300))
    }
    return line.bytes
  }

  /// What is found under a number in a store with these files, and which heads were read.
  private func find(_ key: Int, in files: MemoryFileSystem) throws -> (
    heads: [String], line: [UInt8]?, again: [UInt8]?, news: [Int]
  ) {
    let journal = try openJournal(files)
    var heads: [String] = []
    let found = journal.findInSnapshot(
      key,
      head: { line in
        let text = String(decoding: line.withUnsafeBytes { Array($0) }, as: UTF8.self)
        heads.append(text)
        return text == #"{"kind":"head"}"# ? .last : .more
      },
      key: { line in
        var cursor = JSONCursor(at: 0)
        return cursor.pass(#"{"key":"#, in: line) ? cursor.number(in: line) : nil
      })
    return (
      heads, found?.line, found.flatMap { $0.file.line(at: $0.offset) },
      try journal.news().map(\.number)
    )
  }

  @Test("each line is found by its number, and reading goes on behind the snapshot")
  func found() throws {
    #expect(files[SnapshotSearchTests.path].count > 2 << 16)
    for key in SnapshotSearchTests.keys {
      let found = try find(key, in: files)
      #expect(found.heads == [#"{"kind":"first"}"#, #"{"kind":"head"}"#])
      #expect(found.line == SnapshotSearchTests.line(key))
      #expect(found.again == found.line)
      #expect(found.news == [2])
    }
  }

  @Test("what is not there is not found, and the journal is read from its beginning")
  func missing() throws {
    for key in [-3, 0, 1, 2, 4, 451, 1_499, 1_501, 1_503, 1 << 40] {
      let found = try find(key, in: files)
      #expect(found.line == nil)
      #expect(found.news == [1, 2])
    }
    files.fail { $0.unreadable = "snapshot.jsonl" }
    #expect(try find(3, in: files).line == nil)
  }

  @Test("a long line behind the heads is not read with them")
  func longLine() throws {
    var bytes = files[SnapshotSearchTests.path]
    let long = SnapshotSearchTests.long
    let start = try #require(bytes.firstRange(of: long)).lowerBound
    bytes[start + 50_000] ^= 1
    files[SnapshotSearchTests.path] = bytes
    for key in SnapshotSearchTests.keys.suffix(200) {
      #expect(try find(key, in: files).line == SnapshotSearchTests.line(key))
    }
  }

  @Test("where a byte was changed, or the end is missing, a line is right or not found")
  func changed() throws {
    let whole = files[SnapshotSearchTests.path]
    var lost = 0
    for offset in stride(from: 0, to: whole.count, by: 97) {
      var bytes = whole
      bytes[offset] ^= offset % 2 == 0 ? 0x01 : 0x08
      files[SnapshotSearchTests.path] = bytes
      for key in [3, 450, 1_500] {
        let line = try find(key, in: files).line
        #expect(line == nil || line == SnapshotSearchTests.line(key), "byte \(offset)")
        if line == nil { lost += 1 }
      }
    }
    // A byte of a head spoils all, one of a stretch the lines there, one elsewhere none but those met on the way.
    #expect(lost > 100)
    for count in stride(from: 0, to: whole.count, by: 997) {
      files[SnapshotSearchTests.path] = Array(whole.prefix(count))
      let line = try find(450, in: files).line
      #expect(line == nil || line == SnapshotSearchTests.line(450), "\(count) bytes")
    }
  }
}
