import CanonicalForm
import EventJournal
import Glibc
import SystemFiles
import Testing

/// The line format to the byte, which other programs rely on.
struct FormatTests {
  /// Frozen with format 1: a change of one byte here is a new format.
  static let frozen = #"""
    {"n":1,"at":"2025-11-01T12:26:40.000Z","id":"id-0","by":"siti","events":[{"kind":"created","format":1,"program":"payung 1.0"}],"hash":"c5b80a1cb1d2179cb0a038db31aa16efc3cf9f8090dd92ba8d5fd9a96af14b68"}
    {"salt":"00000000000000000000000000000001","case":1,"kind":"person","name":"Ani"}
    {"n":2,"at":"2025-11-01T12:27:40.000Z","id":"id-1","by":"siti","events":[{"kind":"registered","case":1,"person":"f54dd206113e98db6a60e72079e9031167053e06b7511f7d7927ebc4f96ae390"}],"hash":"5960a3347be6990d223cd58a0ccfec62219c83281e8030462e7571aee451f78a"}
    {"salt":"00000000000000000000000000000002","case":2,"kind":"person","name":"Budi"}
    {"n":3,"at":"2025-11-01T12:28:40.000Z","id":"id-2","by":"siti","events":[{"kind":"regis
    {"kind":"void","from":540,"length":171,"sha256":"0b0ae8ac821d04a20cacc6a9b12b0f8a0d8ecefcc6605cc559833334f512c888"}
    {"salt":"00000000000000000000000000000003","case":3,"kind":"person","name":"Nur’aini\u202e"}
    {"salt":"00000000000000000000000000000004","case":4,"kind":"person","name":"Li"}
    {"n":3,"at":"2025-11-01T12:29:40.000Z","id":"id-3","by":"siti","via":"desk-2","events":[{"kind":"registered","case":3,"person":"3b8656c02833e7d845df133e88cd8d69c753df73603316cadc0cf4f0e8022775"},{"kind":"noted","text":"x"},{"kind":"registered","case":4,"person":"43357c4286abad8544eff77804759d7001db4367527dc398546f6089d9f9d77a"}],"hash":"45695e2ed6aef28fac8a61860017a3888aee7838b4223ad5b5b7f3169d6cf017"}
    {"salt":"00000000000000000000000000000005","case":5,"kind":"person","name":"Oki"}
    {"n":4,"at":"2025-11-01T12:30:40.000Z","id":"id-4","by":"siti","events":[{"kind":"registered","case":5,"person":"53566ff2ea8fdf9eae02b352a17b061fe5490f83697742db309b9659f53f8dd0"}],"hash":"49aa56a62b045ce8b22782aac5e527c6258e1556a4f194a88cb81f6ea97a4fbd"}
    """#

  @Test("the same drafts with the same salts give the frozen bytes")
  func frozenLines() throws {
    let bytes = try Sample().bytes
    #expect(String(decoding: bytes, as: UTF8.self) == FormatTests.frozen + "\n")
    #expect(try Sample().bytes == bytes)
  }

  @Test("frozen lines read back and written again are the same bytes")
  func rewritten() throws {
    let entries = try openJournal(
      MemoryFileSystem.store(Array((FormatTests.frozen + "\n").utf8))
    ).news()
    let files = MemoryFileSystem()
    var salts = [1, 3, 4, 5].map { Digits.text($0, 32) }.makeIterator()
    for (index, entry) in entries.enumerated() {
      let draft = EntryDraft(
        at: entry.at, id: entry.id, by: entry.by, via: entry.via, events: entry.events)
      if index == 0 {
        try TestJournal.create(folder: "/store", files: files, salt: { salts.next() ?? "" }, draft)
      } else {
        let journal = try TestJournal(opening: "/store", files: files) { salts.next() ?? "" }
        try journal.add(draft)
      }
    }
    let isKept = { (line: Substring) in !line.hasPrefix(#"{"kind":"void""#) }
    let written = String(decoding: files[MemoryFileSystem.journal], as: UTF8.self)
    // The voided lines are no part of the journal.
    let frozen = FormatTests.frozen.split(separator: "\n").filter(isKept)
    #expect(written.split(separator: "\n") == Array(frozen[..<3] + frozen[5...]))
  }

  @Test("no escape sequence and no direction mark stands in the file as it is")
  func escaped() throws {
    let files = MemoryFileSystem.store([])
    let text = "a\u{1B}[31m\u{9B}b\u{202E}c\u{200B}\u{7F}\u{2028}\n\t\u{E0001}\"\\"
    let hostile = EntryDraft<TestEvent>(
      at: moment(1), id: text, by: text, via: text, events: [.noted(text), .registered(1, text)])
    let written = try openJournal(files).add(hostile)
    let file = String(decoding: files[MemoryFileSystem.journal], as: UTF8.self)
    for scalar in file.unicodeScalars where scalar != "\n" { #expect(!scalar.isUnprintable) }
    let read = try #require(try openJournal(files).news().first)
    #expect(read.content == written.content)
    #expect(read.via == text)
    #expect(read.events.first == .noted(text))
  }

  @Test("text that imitates the end of an entry is only text")
  func imitation() throws {
    let files = MemoryFileSystem.store([])
    let end = #","hash":"\#(String(repeating: "a", count: 64))"}"#
    try openJournal(files).add(draft(1, .noted(end), .registered(1, end)))
    #expect(try openJournal(files).news().first?.events.first == .noted(end))
    #expect(try TestJournal.check("/store", files: files).severity == .clean)
  }

  @Test("sha256sum and a shell verify the chain as the documentation says")
  func shell() throws {
    let folder = try Folder()
    let salts = Salts()
    try TestJournal.create(
      folder: folder.store, files: folder.files, salt: { salts.next() },
      draft(0, .created(program: "payung 1.0")))
    let journal = try openJournal(folder.files, folder.store, salts: salts)
    try journal.add(draft(1, .registered(1, "Ani $HOME `id` %s \\ \u{1B}"), .noted("a  b")))
    try journal.add(draft(2, .noted("x")))
    let segment = FilePath.join(folder.store, "journal/000001.jsonl")
    #expect(try verify(folder) == ["entries": 0, "sealed": 0])

    var bytes = try folder.files.readWhole(segment, limit: 1 << 20)
    bytes[try #require(bytes.firstRange(of: Array("a  b".utf8))).lowerBound] ^= 1
    try folder.files.replace(segment, bytes)
    #expect(try verify(folder) == ["entries": 1, "sealed": 0])
    bytes[try #require(bytes.firstRange(of: Array("Ani".utf8))).lowerBound] ^= 1
    try folder.files.replace(segment, bytes)
    #expect(try verify(folder) == ["entries": 1, "sealed": 1])
  }

  /// Runs the two pieces of shell from `JournalFormat.md`; answers their exit codes.
  private func verify(_ folder: Folder) throws -> [String: Int32] {
    let page = FilePath.join(
      FilePath.folder(of: FilePath.folder(of: FilePath.folder(of: #filePath))),
      "Sources/EventJournal/EventJournal.docc/JournalFormat.md")
    let text = String(decoding: try folder.files.readWhole(page, limit: 1 << 20), as: UTF8.self)
    let scripts = text.components(between: "```sh\n", and: "```")
    #expect(scripts.count == 2)
    var codes: [String: Int32] = [:]
    for (name, script) in zip(["entries", "sealed"], scripts) {
      codes[name] = try run("cd '\(folder.store)' || exit 9\n\(script)")
    }
    return codes
  }

  private func run(_ script: String) throws -> Int32 {
    let words: [String] = ["/bin/sh", "-c", script]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    // Byte order, and no word of the developer's own settings.
    var environment: [UnsafeMutablePointer<CChar>?] = [
      strdup("PATH=/usr/bin:/bin"), strdup("LC_ALL=C"), nil,
    ]
    defer { for variable in environment { free(variable) } }
    var child = pid_t()
    try #require(posix_spawn(&child, "/bin/sh", nil, nil, &arguments, &environment) == 0)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { try #require(errno == EINTR) }
    return status >> 8 & 0xFF
  }
}

extension String {
  /// The stretches between two marks, in order.
  fileprivate func components(between start: String, and end: String) -> [String] {
    var found: [String] = []
    var rest = self[...]
    while let first = rest.firstRange(of: start) {
      rest = rest[first.upperBound...]
      guard let last = rest.firstRange(of: end) else { break }
      found.append(String(rest[..<last.lowerBound]))
      rest = rest[last.upperBound...]
    }
    return found
  }
}
