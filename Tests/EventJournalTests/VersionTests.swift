import CanonicalForm
import SystemFiles
import Testing

@testable import EventJournal

/// What a newer program wrote, and what erasure leaves.
struct VersionTests {
  /// The same events and one kind more.
  enum NewerEvent: JournalEvent {
    case old(TestEvent)
    case moved(String)

    static func knows(kind: String) -> Bool { kind == "moved" || TestEvent.knows(kind: kind) }

    func write(to fields: inout JSONWriter, seal: (SealedDraft) -> String) {
      switch self {
      case .old(let event): event.write(to: &fields, seal: seal)
      case .moved(let address):
        fields.field("kind", "moved")
        var sealed = JSONWriter()
        sealed.field("address", address)
        fields.field("to", seal(SealedDraft(kind: "address", fields: sealed)))
        fields.field("program", "payung 2.0")
      }
    }

    init(from fields: JSONObject, open: (String) -> JSONObject?) throws(JSONFailure) {
      guard try fields.string("kind") == "moved" else {
        self = .old(try TestEvent(from: fields, open: open))
        return
      }
      let sealed = open(try fields.string("to"))
      self = .moved(try sealed?.string("address") ?? "")
    }
  }

  private func newer() throws -> MemoryFileSystem {
    let files = MemoryFileSystem()
    let salts = Salts()
    typealias Newer = Journal<NewerEvent>
    try Newer.create(
      folder: "/store", files: files, salt: { salts.next() },
      EntryDraft(at: moment(0), id: "a", by: "o", events: [.old(.created(program: "payung 1.0"))]))
    let journal = try Newer(opening: "/store", files: files) { salts.next() }
    let events: [NewerEvent] = [.moved("Jalan A"), .old(.registered(1, "Ani")), .moved("Jalan B")]
    try journal.add(EntryDraft(at: moment(1), id: "b", by: "o", events: events))
    return files
  }

  @Test("an event of an unknown kind can be read past, but nothing is written behind it")
  func unknownKind() throws {
    let files = try newer()
    let bytes = files[MemoryFileSystem.journal]
    let journal = try openJournal(files)
    let entry = try #require(try journal.news().last)
    #expect(entry.unknownKinds == ["moved", "moved"])
    guard case .registered(1, "Ani", _) = entry.events.first else {
      Issue.record("\(entry.events)")
      return
    }
    #expect(throws: JournalError.newerVersion(writtenBy: "payung 2.0")) {
      try journal.add(draft(2, .noted("x")))
    }
    #expect(files[MemoryFileSystem.journal] == bytes)
    let report = try TestJournal.check("/store", files: files)
    #expect(report.findings.map(\.problem) == [.newerVersion(writtenBy: "payung 2.0")])
  }

  @Test(
    "an event of a known kind with a word or key that is not known is unknown, and no damage",
    arguments: [
      #"{"kind":"noted"}"#, #"{"kind":"noted","text":7}"#, #"{"kind":"noted","text":["x"]}"#,
    ])
  func unknownWord(_ event: String) throws {
    let body =
      #"{"n":1,"at":"2025-11-13T02:12:33.123Z","id":"a","by":"o","events":"#
      + #"[{"kind":"created","format":1,"program":"payung 1.0"},\#(event),"#
      + #"{"kind":"noted","text":"read"}]"#
    let files = MemoryFileSystem.store(FormatFixture.entry(body))
    let bytes = files[MemoryFileSystem.journal]
    let journal = try openJournal(files)
    let entry = try #require(try journal.news().last)
    #expect(entry.unknownKinds == ["noted"])
    #expect(entry.events == [.created(program: "payung 1.0"), .noted("read")])
    #expect(throws: JournalError.newerVersion(writtenBy: "payung 1.0")) {
      try journal.add(draft(999_999, .noted("x")))
    }
    #expect(files[MemoryFileSystem.journal] == bytes)
    let report = try TestJournal.check("/store", files: files)
    #expect(report.findings.map(\.problem) == [.newerVersion(writtenBy: "payung 1.0")])
  }

  @Test("a changed byte of an event that is not understood is damage")
  func unknownWordChanged() throws {
    let body =
      #"{"n":1,"at":"2025-11-13T02:12:33.123Z","id":"a","by":"o","events":"#
      + #"[{"kind":"noted","text":["x"]}]"#
    let files = MemoryFileSystem.store(FormatFixture.entry(body))
    let offset = try #require(body.utf8.lastIndex(of: UInt8(ascii: "x")))
    files.change(MemoryFileSystem.journal) {
      $0[body.utf8.distance(from: body.utf8.startIndex, to: offset)] ^= 1
    }
    #expect(throws: JournalError.self) { try openJournal(files).catchUp { _ in } }
    #expect(try TestJournal.check("/store", files: files).severity == .tampered)
  }

  @Test("sealed lines above an event that is not understood are checked as well")
  func unknownWordSealed() throws {
    // The case is no number: a word that is not known. Its sealed line is named and whole.
    let sealed = #"{"salt":"\#(Salts().next())","kind":"person","name":"Ani"}"#
    let hash = Digest.hexadecimal(of: Array(sealed.utf8)[...])
    let body =
      #"{"n":1,"at":"2025-11-13T02:12:33.123Z","id":"a","by":"o","events":"#
      + #"[{"kind":"registered","case":"one","person":"\#(hash)"}]"#
    let line = Array("\(sealed)\n".utf8)
    let files = MemoryFileSystem.store(line + FormatFixture.entry(body))
    #expect(try openJournal(files).news().map(\.unknownKinds) == [["registered"]])
    // One letter of the name.
    files.change(MemoryFileSystem.journal) { $0[line.count - 4] ^= 1 }
    #expect(throws: JournalError.self) { try openJournal(files).catchUp { _ in } }
    #expect(try TestJournal.check("/store", files: files).severity == .tampered)
    // A line that the event does not name.
    let other = MemoryFileSystem.store(
      line + Array(#"{"salt":"x","kind":"person"}"#.utf8) + [0x0A] + FormatFixture.entry(body))
    #expect(throws: JournalError.self) { try openJournal(other).catchUp { _ in } }
  }

  @Test("a newer program says so in the first event that it writes")
  func upgraded() throws {
    let first = FormatFixture.entry(
      #"{"n":1,"at":"2025-11-13T02:12:33.123Z","id":"a","by":"o","events":"#
        + #"[{"kind":"created","format":1,"program":"payung 1.0"}]"#)
    let second = FormatFixture.entry(
      #"{"n":2,"at":"2025-11-13T02:12:33.123Z","id":"b","by":"o","events":"#
        + #"[{"kind":"upgraded","format":2,"program":"payung 2.0"},{"kind":"noted","text":"x"}]"#,
      after: FormatFixture.hash(of: first))
    let files = MemoryFileSystem.store(first + second)
    let journal = try openJournal(files)
    let entry = try #require(try journal.news().last)
    #expect(entry.unknownKinds == ["upgraded"] && entry.events == [.noted("x")])
    #expect(throws: JournalError.newerVersion(writtenBy: "payung 2.0")) {
      try journal.add(draft(999_999, .noted("x")))
    }
    #expect(
      try TestJournal.check("/store", files: files).findings.map(\.problem) == [
        .newerVersion(writtenBy: "payung 2.0")
      ])
  }

  @Test("sealed lines of unknown events are checked as well")
  func unknownSealed() throws {
    let files = try newer()
    let text = String(decoding: files[MemoryFileSystem.journal], as: UTF8.self)
    let at = try #require(text.utf8.firstRange(of: "Jalan B".utf8))
    let offset = text.utf8.distance(from: text.utf8.startIndex, to: at.lowerBound)
    files.change(MemoryFileSystem.journal) { $0[offset] ^= 1 }
    #expect(throws: JournalError.self) { try openJournal(files).catchUp { _ in } }
    #expect(try TestJournal.check("/store", files: files).severity == .tampered)
  }

  @Test("a newer format is not written to")
  func newerFormat() throws {
    let line =
      #"{"n":1,"at":"2025-11-13T02:12:33.123Z","id":"a","by":"o","events":"#
      + #"[{"kind":"created","format":2,"program":"payung 3"}]"#
    let files = MemoryFileSystem.store(FormatFixture.entry(line))
    let journal = try openJournal(files)
    #expect(try journal.news().count == 1)
    #expect(throws: JournalError.newerVersion(writtenBy: "payung 3")) {
      try journal.add(draft(999_999, .noted("x")))
    }
  }

  @Test("an erased line leaves the entry without the value, and the chain as it was")
  func erased() throws {
    let sample = try Sample()
    var bytes = sample.bytes
    let first = sample.starts[2]
    let end = try #require(bytes[first...].firstIndex(of: 0x0A))
    for offset in first..<end { bytes[offset] = 0x20 }
    let files = MemoryFileSystem.store(bytes)
    let journal = try openJournal(files)
    let entries = try journal.news()
    #expect(entries.map(\.hash) == sample.entries.map(\.hash))
    guard case .registered(3, nil, _?) = entries[2].events[0],
      case .registered(4, "Li", _) = entries[2].events[2]
    else {
      Issue.record("\(entries[2].events)")
      return
    }
    try journal.add(draft(9, .noted("after")))
    // No entry says that it was erased: readers go on, and the check does not let it pass.
    let report = try TestJournal.check("/store", files: files)
    #expect(report.findings.map(\.severity) == [.tampered])
    #expect(report.findings.map(\.entry) == [3])
    #expect(report.voids == 1)
    #expect(report.entries == 5)
  }

  @Test(
    "an entry in any other form than the one is damage, even with the right hash",
    arguments: [
      #"{"n":1, "at":"2025-11-13T02:12:33.123Z","id":"a","by":"o","events":[{"kind":"noted","text":""}]"#,
      #"{"n":1,"at":"2025-11-13T02:12:33Z","id":"a","by":"o","events":[{"kind":"noted","text":""}]"#,
      #"{"n":1,"at":"2025-11-13T02:12:33.123Z","by":"o","id":"a","events":[{"kind":"noted","text":""}]"#,
      #"{"n":1,"at":"2025-11-13T02:12:33.123Z","id":"\u0061","by":"o","events":[{"kind":"noted","text":""}]"#,
      #"{"n":1,"at":"2025-11-13T02:12:33.123Z","id":"a","by":"o","more":1,"events":[{"kind":"noted","text":""}]"#,
      #"{"n":1,"at":"2025-11-13T02:12:33.123Z","id":"a","by":"o","events":[]"#,
      #"{"n":1,"at":"2025-11-13T02:12:33.123Z","id":"a","by":"o","events":[{"text":"","kind":"noted"}]"#,
      #"{"n":1,"at":"2025-11-13T02:12:33.123Z","id":"a","by":"o","events":[{"kind":7}]"#,
      #"{"n":1,"at":"2025-11-13T02:12:33.123Z","id":"a","by":"o","events":[{"kind":"noted","text":null}]"#,
      #"{"n":2,"at":"2025-11-13T02:12:33.123Z","id":"a","by":"o","events":[{"kind":"noted","text":""}]"#,
    ])
  func otherForm(body: String) throws {
    let files = MemoryFileSystem.store(FormatFixture.entry(body))
    #expect(throws: JournalError.self) { try openJournal(files).catchUp { _ in } }
    #expect(try TestJournal.check("/store", files: files).severity > .repairable)
  }

  @Test("an entry older than the one above is damage")
  func backwards() throws {
    func line(_ number: Int, _ time: String) -> String {
      #"{"n":\#(number),"at":"\#(time)","id":"a","by":"o","events":[{"kind":"noted","text":""}]"#
    }
    let first = FormatFixture.entry(line(1, "2025-11-13T02:12:33.123Z"))
    let second = FormatFixture.entry(
      line(2, "2025-11-13T02:12:33.122Z"), after: FormatFixture.hash(of: first))
    let files = MemoryFileSystem.store(first + second)
    do throws(JournalError) {
      try openJournal(files).catchUp { _ in }
      Issue.record("was read")
    } catch {
      guard case .damaged(let damage) = error else { throw error }
      #expect(damage.flaw == .timeRunsBackwards)
      #expect(damage.entry == 2)
      #expect(damage.line == 2)
    }
  }
}
