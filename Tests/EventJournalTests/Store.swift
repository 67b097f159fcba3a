import CanonicalForm
import EventJournal
import SystemFiles
import Testing

typealias TestJournal = Journal<TestEvent>
typealias TestEntry = Entry<TestEvent>

/// A moment `minute` minutes after the programme began.
func moment(_ minute: Int) -> Instant {
  Instant(milliseconds: 1_762_000_000_000 + minute * 60_000)
}

func draft(
  _ minute: Int, via: String? = nil, _ events: TestEvent...
) -> EntryDraft<TestEvent> {
  EntryDraft(at: moment(minute), id: "id-\(minute)", by: "siti", via: via, events: events)
}

func openJournal(
  _ files: any FileSystem, _ folder: String = "/store", salts: Salts = Salts()
) throws(JournalError) -> TestJournal {
  try TestJournal(opening: folder, files: files) { salts.next() }
}

extension Journal {
  /// The entries since the last time.
  func news() throws(JournalError) -> [Entry<Event>] {
    var entries: [Entry<Event>] = []
    try catchUp { entries.append($0) }
    return entries
  }

  /// Adds the entry; what others added is handed over in `others`.
  @discardableResult
  func add(
    _ draft: EntryDraft<Event>, by holder: String = "siti", wait: Duration = .seconds(5),
    others: (Entry<Event>) -> Void = { _ in }
  ) throws(JournalError) -> Entry<Event> {
    let (entry, _) = try transaction(holder: holder, wait: wait, apply: others) { _ in (draft, 0) }
    guard let entry else { preconditionFailure("a transaction with a draft answers its entry") }
    return entry
  }
}

/// A journal with sealed lines, a torn write and its void line.
struct Sample {
  let bytes: [UInt8]
  let entries: [TestEntry]
  /// Where the first line of every entry starts, its sealed lines included.
  let starts: [Int]
  /// Where every entry's line ends, newline included.
  let ends: [Int]
  /// Torn bytes and their void line.
  let void: Range<Int>

  init() throws {
    let files = MemoryFileSystem()
    let salts = Salts()
    try TestJournal.create(
      folder: "/store", files: files, salt: { salts.next() },
      draft(0, .created(program: "payung 1.0")))
    let journal = try openJournal(files, salts: salts)
    var entries = try journal.news()
    entries.append(try journal.add(draft(1, .registered(1, "Ani"))))
    let torn = journal.head.end
    files.fail { $0.shortWrite = 170 }
    #expect(throws: JournalError.notSaved(.shortWrite(to: MemoryFileSystem.journal))) {
      try journal.add(draft(2, .registered(2, "Budi")))
    }
    _ = try journal.transaction(holder: "siti", apply: { _ in }) { _ in (nil, 0) }
    void = torn..<journal.head.end
    entries.append(
      try journal.add(
        draft(
          3, via: "desk-2", .registered(3, "Nur’aini\u{202E}"), .noted("x"), .registered(4, "Li"))))
    entries.append(try journal.add(draft(4, .registered(5, "Oki"))))
    bytes = files[MemoryFileSystem.journal]
    self.entries = entries
    let text = bytes
    ends = entries.map { entry in (text[entry.offset...].firstIndex(of: 0x0A) ?? 0) + 1 }
    starts = [0, ends[0], void.upperBound, ends[2]]
  }

  /// The number of the entry to which the byte belongs; nil in the void.
  func entry(at offset: Int) -> Int? {
    void.contains(offset) ? nil : (starts.lastIndex { $0 <= offset } ?? 0) + 1
  }
}

extension Entry where Event == TestEvent {
  /// What the entry says, wherever it stands.
  var content: String { "\(number) \(at) \(id) \(by) \(via ?? "-") \(events) \(hash)" }
}
