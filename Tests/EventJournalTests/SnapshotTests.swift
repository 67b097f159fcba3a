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
    try journal.writeSnapshot(holder: "siti") { lines(["head"] + texts, $0) }
  }

  /// Hands over lines with these texts, each found by how long it is.
  private func lines(_ texts: [String], _ write: ([UInt8]) -> Void) -> [SnapshotKey] {
    texts.enumerated().map { number, text in
      write(line(text))
      return SnapshotKey(text.count, of: number)
    }
  }

  /// Lines as they were read, with where each stood.
  private struct Lines: SnapshotPart {
    var texts: [String] = []
    var offsets: [Int] = []

    init() {}

    mutating func take(_ line: Span<UInt8>, at offset: Int) -> Bool {
      let object = try? JSONObject(parsing: line.withUnsafeBytes { Array($0) })
      texts.append(object?["text"]?.string ?? "?")
      offsets.append(offset)
      return texts.last != "wrong"
    }
  }

  /// The snapshot, of which the first line is a head, as a process reads it that opens the store; read by two threads
  /// at once above a size.
  private func read(
    _ journal: TestJournal, splitAbove limit: Int = .max
  ) -> (file: SnapshotFile, parts: [Lines])? {
    journal.snapshotStretch = limit
    return journal.readSnapshot(head: { _ in .last }, Lines.self)
  }

  /// The lines of the snapshot and the entries behind it, as a process that opens the store finds them.
  private func open(splitAbove limit: Int = .max) throws -> (
    lines: [String], isRead: Bool, news: [Int]
  ) {
    let other = try openJournal(files)
    let snapshot = read(other, splitAbove: limit)
    let lines = snapshot?.parts.flatMap(\.texts) ?? []
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
    #expect(read(other) != nil)
    try other.catchUp { _ in }
    #expect(try other.add(draft(3, .noted("y"))).number == 4)
    #expect(try TestJournal.check("/store", files: files).findings == [])
  }

  @Test("a line of a snapshot can be read again where it stood, also when another one has its name")
  func again() throws {
    #expect(try write(["a", "b"]))
    let (snapshot, parts) = try #require(try read(openJournal(files)))
    let places = parts.flatMap(\.offsets)
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
        return nil
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
      for limit in [0, Int.max] {
        let found = try open(splitAbove: limit)
        #expect(!found.isRead, "byte \(place)")
        #expect(found.news == [1, 2], "byte \(place)")
      }
    }
  }

  @Test("a snapshot that was cut at any byte is as good as none")
  func cut() throws {
    #expect(try write())
    let bytes = files[SnapshotTests.path]
    for length in bytes.indices {
      files[SnapshotTests.path] = Array(bytes[..<length])
      #expect(try !open().isRead, "\(length) bytes")
      #expect(try !open(splitAbove: 0).isRead, "\(length) bytes")
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
    #expect(try read(openJournal(other)) == nil)
  }

  @Test("a snapshot from before an erasure is not put in place behind it")
  func erasure() throws {
    let slow = try openJournal(files)
    try slow.catchUp { _ in }
    try journal.add(draft(5, .erased(try journal.sealedLines(ofCase: 1))))
    #expect(
      try !slow.writeSnapshot(holder: "budi") { lines(["Ani"], $0) })
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
    #expect(try stored?.holds { lines(["head", "a", "b"], $0) } == true)
    #expect(try stored?.holds { lines(["head", "a", "b"], $0).reversed() } == true)
    #expect(try stored?.holds { lines(["head", "a", "b"], $0).dropLast() } == false)
    #expect(
      try stored?.holds { lines(["head", "a", "b"], $0) + [SnapshotKey(1, of: 9)] } == false)
    for texts in [["head", "a"], ["head", "a", "c"], ["head", "a", "b", "c"], ["head"], []] {
      let again = try TestJournal.storedSnapshot("/store", files: files)
      #expect(try again?.holds { lines(texts, $0) } == false)
    }
  }

  @Test("a snapshot that cannot be read is not said to be another one")
  func unreadable() throws {
    #expect(try write())
    let stored = try #require(try TestJournal.storedSnapshot("/store", files: files))
    files.fail { $0.unreadable = "snapshot.jsonl" }
    #expect(throws: JournalError.self) { try stored.holds { lines(["head"], $0) } }
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
    files[SnapshotTests.path] = withSum(changed)
    let found = try open()
    #expect(!found.isRead)
    #expect(found.news == [1, 2, 3])
  }

  @Test("a changed place alone does not make a snapshot wrong that is summed up anew")
  func summedUp() throws {
    #expect(try write())
    let text = String(decoding: files[SnapshotTests.path], as: UTF8.self)
    #expect(Array(text.utf8) == withSum(text))
  }

  @Test("two threads read what one reads, wherever the file is divided", arguments: 0...60)
  func twoThreads(_ length: Int) throws {
    let texts = ["a", "b", String(repeating: "c", count: length), "", "d", "e", "f"]
    #expect(try write(texts))
    let found = try open(splitAbove: 0)
    #expect(found.isRead)
    #expect(found.lines == texts)
    #expect(try open().lines == texts)
  }

  @Test("a line that is not understood is as good as no snapshot, in whichever half it stands")
  func notUnderstood() throws {
    for place in 0..<7 {
      var texts = ["a", "b", "c", "d", "e", "f", "g"]
      texts[place] = "wrong"
      #expect(try write(texts))
      #expect(try !open().isRead)
      #expect(try !open(splitAbove: 0).isRead)
    }
  }

  @Test("the index behind the lines is sorted by key, and the last line says where it starts")
  func index() throws {
    #expect(try write(["ccc", "a", "bb", "d"]))
    let lines = String(decoding: files[SnapshotTests.path], as: UTF8.self).split(separator: "\n")
    let header = try #require(lines.firstIndex(of: #"{"kind":"index"}"#))
    let isLastLine = lines[header - 1].hasPrefix(#"{"kind":"sum","#)
    #expect(isLastLine)
    #expect(lines[header + 1] == #"{"kind":"keys","keys":[1,2,1,4,2,3,3,1,4,0]}"#)
    let isSum = lines[header + 2].hasPrefix(#"{"kind":"sum","#)
    #expect(isSum)
    let start = lines[..<header].reduce(0) { $0 + $1.utf8.count + 1 }
    #expect(lines.last?.contains(#""lines":7,"index":\#(start),"#) == true)
    #expect(lines.count == header + 4)
  }

  @Test("a snapshot whose last line tells of another index is as good as none, and known for it")
  func otherIndex() throws {
    #expect(try write())
    let text = String(decoding: files[SnapshotTests.path], as: UTF8.self)
    let start = try #require(SnapshotTests.indexStart(in: text))
    for index in [0, 1, start - 1, start + 1, text.utf8.count, .max, nil] {
      files[SnapshotTests.path] = withSum(text, index: index)
      #expect(try !open().isRead, "\(index ?? 0)")
      #expect(try !open(splitAbove: 0).isRead, "\(index ?? 0)")
      let stored = try TestJournal.storedSnapshot("/store", files: files)
      #expect(stored != nil && stored?.entry == nil)
      for wanted in [SnapshotWanted.number(1), .key(1)] {
        let found = try openJournal(files).findInSnapshot(
          wanted, head: { _ in .last }, number: { _ in 1 })
        #expect(found == nil, "\(index ?? 0)")
      }
    }
  }

  @Test("a snapshot without an index, with two, or of another version is as good as none")
  func otherVersion() throws {
    #expect(try write())
    let text = String(decoding: files[SnapshotTests.path], as: UTF8.self)
    let header = #"{"kind":"index"}"# + "\n"
    let keys = try #require(text.firstMatch(of: /{"kind":"keys".*\n/)).output
    for changed in [
      text.replacing(header, with: ""), text.replacing(header + keys, with: ""),
      text.replacing(header, with: header + header),
      text.replacing(#""format":\#(snapshotFormat)"#, with: #""format":\#(snapshotFormat - 1)"#),
    ] {
      #expect(changed != text)
      files[SnapshotTests.path] = withSum(changed)
      #expect(try !open().isRead)
      #expect(try !open(splitAbove: 0).isRead)
    }
  }

  private static func indexStart(in text: String) -> Int? {
    var start = 0
    for line in text.split(separator: "\n") {
      if line == #"{"kind":"index"}"# { return start }
      start += line.utf8.count + 1
    }
    return nil
  }

  /// A snapshot whose sum is computed anew, and says where its index starts.
  private func withSum(_ text: String) -> [UInt8] {
    withSum(text, index: SnapshotTests.indexStart(in: text))
  }

  /// The same, or says that its index starts elsewhere.
  private func withSum(_ text: String, index: Int?) -> [UInt8] {
    let lines = text.split(separator: "\n").dropLast()
    var sum = LineSum()
    var offset = 0
    for line in lines {
      sum.add(line.utf8.span, at: offset)
      offset += line.utf8.count + 1
    }
    var end = JSONWriter()
    end.object { fields in
      fields.field("kind", "end")
      fields.field("lines", lines.count { !$0.hasPrefix(#"{"kind":"sum""#) } - 1)
      fields.field("index", ifPresent: index)
      fields.field("sum", sum.hexadecimal)
    }
    return Array(lines.map { "\($0)\n" }.joined().utf8) + end.bytes + [0x0A]
  }
}
