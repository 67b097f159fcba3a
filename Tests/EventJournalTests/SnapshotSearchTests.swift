import CanonicalForm
@testable import EventJournal
import Testing

/// One line of a snapshot is found without the others, or their numbers by its index, and only what was written is ever
/// believed.
struct SnapshotSearchTests {
  private static let path = "/store/snapshot.jsonl"
  /// Every third number has a line; together they have more than one sum.
  private static let keys = stride(from: 3, through: 1_500, by: 3)
  /// The keys that two lines have, on one line of the index or on two that follow each other.
  private static let shared = 3_000_000_000_000_000..<3_000_000_000_000_200

  /// The key that one line alone has.
  private static func key(of number: Int) -> Int { 1_000_000_000_000_000 + (2_000 - number) * 7 }

  /// A key for each line, greater for smaller numbers, and so many others that together they have more than one sum.
  private static let index =
    keys.map { SnapshotKey(key(of: $0), of: $0) }
    + (0..<3_501).map { SnapshotKey(2_000_000_000_000_000 + $0, of: 3) }
    + shared.flatMap { [SnapshotKey($0, of: 3), SnapshotKey($0, of: 1_500)] }
    + keys.map { SnapshotKey(4_000_000_000_000_000, of: $0) }

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
      return SnapshotSearchTests.index
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
  private func find(_ number: Int, in files: MemoryFileSystem) throws -> (
    heads: [String], line: [UInt8]?, again: [UInt8]?, news: [Int]
  ) { try find(.number(number), in: files) }

  private func find(_ wanted: SnapshotWanted, in files: MemoryFileSystem) throws -> (
    heads: [String], line: [UInt8]?, again: [UInt8]?, news: [Int]
  ) {
    let journal = try openJournal(files)
    var heads: [String] = []
    let found = journal.findInSnapshot(
      wanted,
      head: { line in
        let text = String(decoding: line.withUnsafeBytes { Array($0) }, as: UTF8.self)
        heads.append(text)
        return text == #"{"kind":"head"}"# ? .last : .more
      },
      number: { line in
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

  @Test("each line is found by a key that it alone has")
  func foundByKey() throws {
    for number in SnapshotSearchTests.keys {
      let found = try find(.key(SnapshotSearchTests.key(of: number)), in: files)
      #expect(found.line == SnapshotSearchTests.line(number))
      #expect(found.again == found.line)
      #expect(found.news == [2])
    }
    #expect(try find(.key(2_000_000_000_003_500), in: files).line == SnapshotSearchTests.line(3))
  }

  @Test("what no line has, or several have, is not found by its key")
  func missingKey() throws {
    let first = SnapshotSearchTests.key(of: 1_500)
    for key in [-1, 0, 1, first - 1, first + 1, 2_000_000_000_003_501, .max] {
      let found = try find(.key(key), in: files)
      #expect(found.line == nil)
      #expect(found.news == [1, 2])
    }
    for key in SnapshotSearchTests.shared { #expect(try find(.key(key), in: files).line == nil) }
    #expect(try find(.key(4_000_000_000_000_000), in: files).line == nil)
  }

  @Test("to find a line by its number or its key, most of a long snapshot is not read")
  func unread() throws {
    let journal = try openJournal(files)
    try journal.catchUp { _ in }
    let numbers = 1...10_000
    let isWritten = try journal.writeSnapshot(holder: "siti") { write in
      write(Array(#"{"kind":"head"}"#.utf8))
      for number in numbers { write(SnapshotSearchTests.line(number)) }
      return numbers.map { SnapshotKey(1_000_000_000_000_000 + $0 * 77_777 % 10_007, of: $0) }
    }
    #expect(isWritten)
    #expect(files[SnapshotSearchTests.path].count > 3 << 20)
    for number in [1, 2, 777, 5_000, 9_999, 10_000] {
      for wanted in [
        SnapshotWanted.number(number),
        .key(1_000_000_000_000_000 + number * 77_777 % 10_007),
      ] {
        let before = files.bytesRead(SnapshotSearchTests.path)
        #expect(try find(wanted, in: files).line == SnapshotSearchTests.line(number))
        #expect(files.bytesRead(SnapshotSearchTests.path) - before < 1 << 20)
      }
    }
  }

  @Test("a number of a line that the snapshot has not is not found by its key")
  func noLine() throws {
    let journal = try openJournal(files)
    try journal.catchUp { _ in }
    let isWritten = try journal.writeSnapshot(holder: "siti") { write in
      write(Array(#"{"kind":"head"}"#.utf8))
      write(SnapshotSearchTests.line(3))
      return [SnapshotKey(1, of: 4), SnapshotKey(2, of: 3)]
    }
    #expect(isWritten)
    #expect(try find(.key(1), in: files).line == nil)
    #expect(try find(.key(2), in: files).line == SnapshotSearchTests.line(3))
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
    var lost: [SnapshotWanted: Int] = [:]
    let numbers = [3, 450, 1_500]
    for (turn, offset) in stride(from: 0, to: whole.count, by: 389).enumerated() {
      var bytes = whole
      bytes[offset] ^= offset % 2 == 0 ? 0x01 : 0x08
      files[SnapshotSearchTests.path] = bytes
      let number = numbers[turn % numbers.count]
      for wanted in [SnapshotWanted.number(number), .key(SnapshotSearchTests.key(of: number))] {
        let line = try find(wanted, in: files).line
        #expect(line == nil || line == SnapshotSearchTests.line(number), "byte \(offset)")
        if line == nil { lost[wanted, default: 0] += 1 }
      }
      // Of two lines with one key none is found, whatever hides one of them.
      let shared = SnapshotSearchTests.shared.lowerBound + turn % SnapshotSearchTests.shared.count
      #expect(try find(.key(shared), in: files).line == nil, "byte \(offset)")
    }
    // A byte of a head spoils all, one of a stretch the lines there, one elsewhere none but those met on the way.
    for number in numbers {
      let byKey = lost[.key(SnapshotSearchTests.key(of: number))] ?? 0
      #expect(20..<1_000 ~= lost[.number(number)] ?? 0)
      #expect(20..<1_000 ~= byKey)
    }
    for count in stride(from: 0, to: whole.count, by: 1_997) {
      files[SnapshotSearchTests.path] = Array(whole.prefix(count))
      #expect(try find(450, in: files).line == nil, "\(count) bytes")
      let key = SnapshotWanted.key(SnapshotSearchTests.key(of: 450))
      #expect(try find(key, in: files).line == nil, "\(count) bytes")
    }
  }

  private struct AnyLines: SnapshotPart {
    mutating func take(_ line: Span<UInt8>, at offset: Int) -> Bool { true }
  }

  /// The snapshot, read whole by one or two threads.
  private func read(splitAbove limit: Int = .max) throws -> SnapshotFile {
    let journal = try openJournal(files)
    journal.snapshotStretch = limit
    let head = Array(#"{"kind":"head"}"#.utf8)
    let read = journal.readSnapshot(
      head: { $0.withUnsafeBytes { Array($0) } == head ? .last : .more }, AnyLines.self)
    return try #require(read).file
  }

  @Test("who has read a snapshot whole knows all who have a key", arguments: [Int.max, 1])
  func directory(limit: Int) throws {
    let snapshot = try read(splitAbove: limit)
    let numbers = Dictionary(grouping: SnapshotSearchTests.index, by: \.key)
    for (key, holders) in numbers {
      #expect(snapshot.numbers(under: key) == holders.map(\.number).sorted())
      for other in [key - 1, key + 1] where numbers[other] == nil {
        #expect(snapshot.numbers(under: other) == [])
      }
    }
    for key in [0, 1, .max] { #expect(snapshot.numbers(under: key) == []) }
  }

  @Test("a line of the index that is not what was read says nothing, the others what they said")
  func directoryChanged() throws {
    let snapshot = try read()
    let whole = files[SnapshotSearchTests.path]
    let start = try #require(whole.firstRange(of: Array(#"{"kind":"index"}"#.utf8))).lowerBound
    let holders = Dictionary(grouping: SnapshotSearchTests.index, by: \.key)
    let wanted = holders.keys.sorted()
    var silent = 0
    for (turn, offset) in stride(from: start, to: whole.count, by: 97).enumerated() {
      let bit: UInt8 = offset % 2 == 0 ? 0x01 : 0x08
      files.change(SnapshotSearchTests.path) { $0[offset] ^= bit }
      defer { files.change(SnapshotSearchTests.path) { $0[offset] ^= bit } }
      // The one beside the change, as far as its place tells, and one anywhere.
      let near = (offset - start) * wanted.count / (whole.count - start)
      for place in [near, turn * 7 % wanted.count] {
        let numbers = snapshot.numbers(under: wanted[place])
        if numbers == nil { silent += 1 }
        #expect(numbers == nil || numbers == holders[wanted[place]]?.map(\.number).sorted())
      }
    }
    #expect(silent > 50)
    files.change(SnapshotSearchTests.path) { $0.removeLast(whole.count - start) }
    #expect(wanted.allSatisfy { snapshot.numbers(under: $0) == nil })
  }
}
