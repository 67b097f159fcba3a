import CanonicalForm
import CaseDomain
import CaseStore
import SystemFiles
import TestSupport
import Testing

@testable import EventJournal

/// Stores of newer programs, damaged ones, and what is no store.
struct UnreadableTests {
  /// The events of this program and one kind more.
  enum NewerEvent: JournalEvent {
    case known(Event)
    case moved(CaseID)

    static func knows(kind: String) -> Bool { kind == "moved" || Event.knows(kind: kind) }

    func write(to fields: inout JSONWriter, seal: (SealedDraft) -> String) {
      switch self {
      case .known(let event): event.write(to: &fields, seal: seal)
      case .moved(let id):
        fields.field("kind", "moved")
        fields.field("case", id.number)
        fields.field("program", "payung 2.0")
      }
    }

    init(from fields: JSONObject, open: (String) -> JSONObject?) throws(JSONFailure) {
      self =
        try fields.string("kind") == "moved"
        ? .moved(CaseID(try fields.int("case"))) : .known(try Event(from: fields, open: open))
    }
  }

  let office: Office

  init() throws {
    office = try Office()
    let desk = try office.desk()
    for person in 1...3 { try desk.register(person) }
  }

  private func salt() -> String { Hexadecimal.text(HostRandom.bytes(16)) }

  private func created(format: Int) -> Event {
    var created = Created(
      store: "00000000-0000-4000-8000-000000000000", simulated: false, program: "payung 9.0")
    created.format = format
    return .created(created)
  }

  /// Makes a store whose first entry has this event.
  private func store(_ event: Event) throws -> String {
    let path = FilePath.join(office.folder.path, "other")
    try Journal<Event>.create(
      folder: path, files: HostFileSystem(), salt: salt,
      EntryDraft(at: office.clock.now, id: "id", by: "owner", events: [event]))
    return path
  }

  @Test("a kind of event from a newer program can be read past, but nothing is written behind it")
  func unknownKind() throws {
    let open = try office.desk()
    let newer = try Journal<NewerEvent>(
      opening: office.store, files: HostFileSystem(), salt: salt)
    let at = office.clock.now
    _ = try newer.transaction(holder: "adi", apply: { _ in }) { _ in
      (EntryDraft(at: at, id: "id", by: "adi", events: [.moved(2)]), 0)
    }
    let journal = try office.journal()
    for desk in [open, try office.desk()] {
      try desk.refresh()
      #expect(desk.head.number == 5)
      #expect(desk.unknownKinds == ["moved"])
      #expect(desk.caseload.nextID == 4)
      #expect(try desk.view(at: .entry(4)).caseload.nextID == 4)
      for _ in 1...2 {
        #expect(throws: StoreError.journal(.newerVersion(writtenBy: "payung 2.0"))) {
          try desk.register(4)
        }
      }
      // It still shows everything.
      #expect(desk.unknownKinds == ["moved"])
      #expect(desk.caseload.nextID == 4)
    }
    #expect(try office.journal() == journal)
    // The known events of such an entry are judged all the same.
    #expect(try office.check().severity >= .needsPerson)
  }

  /// What a newer program writes in kinds that this one knows: a stage and a key of its programme.
  private static let newerWords = [
    #"[{"kind":"withdrawn","case":1,"to":"moved","reason":"L2","grant":"registrar:21.02"}]"#,
    #"[{"kind":"withdrawn","case":1,"to":"withdrawn","reason":"L2","grant":"registrar:21.02"},"#
      + #"{"kind":"officerSet","officer":"adi","name":"A","office":"O","grants":["#
      + #"{"grant":"visitor:21.02"}],"grant":"owner"}]"#,
    #"[{"kind":"programmeSet","programme":{"name":"Baru","colour":"red"},"grant":"owner"}]"#,
  ]

  /// Adds an entry with these events to the journal, written by hand with the right hash.
  private func append(_ events: String) throws {
    let desk = try office.desk()
    let (number, at) = (desk.head.number + 1, office.clock.now.description)
    let body = #"{"n":\#(number),"at":"\#(at)","id":"id","by":"adi","events":\#(events)"#
    let hash = Digest.chained(desk.head.hash, Array(body.utf8)[...])
    let line = Array((body + #","hash":"\#(hash)"}"# + "\n").utf8)
    try office.overwriteJournal(try office.journal() + line)
  }

  @Test(
    "a word or key from a newer program can be read past, but nothing is written behind it",
    arguments: newerWords)
  func unknownWord(_ events: String) throws {
    try append(events)
    let journal = try office.journal()
    let desk = try office.desk()
    #expect(desk.head.number == 5 && desk.unknownKinds.count == 1)
    #expect(desk.caseload.nextID == 4 && desk.caseload.rules?.entry == 1)
    #expect(try desk.view(at: .entry(4)).caseload.nextID == 4)
    // What is known of the entry is taken in, what is not is left out.
    let stage: Stage = events.contains("officerSet") ? .withdrawn : .waiting
    #expect(desk.stage(1) == stage)
    for _ in 1...2 {
      #expect(throws: StoreError.journal(.newerVersion(writtenBy: "payung test"))) {
        try desk.register(4)
      }
      #expect(desk.stage(1) == stage && desk.caseload.nextID == 4)
    }
    #expect(try office.journal() == journal)
    #expect(try office.check().severity >= .needsPerson)
  }

  @Test("a newer key in an otherwise whole programme leaves the rules that are known in force")
  func unknownProgrammeKey() throws {
    let entries = try office.entries()
    guard
      case .programmeSet(let set)? = entries[0].events.first(where: { $0.kind == "programmeSet" })
    else {
      Issue.record("no programme")
      return
    }
    var programme = JSONWriter()
    programme.object { fields in
      set.programme.write(to: &fields)
      fields.field("colour", "red")
    }
    let text = String(decoding: programme.bytes, as: UTF8.self)
    try append(#"[{"kind":"programmeSet","programme":\#(text),"grant":"owner"}]"#)
    let desk = try office.desk()
    #expect(desk.unknownKinds == ["programmeSet"] && desk.caseload.rules?.entry == 1)
    #expect(throws: StoreError.journal(.newerVersion(writtenBy: "payung test"))) {
      try desk.register(4)
    }
  }

  @Test("a newer program says so in the first event that it writes")
  func upgraded() throws {
    try append(#"[{"kind":"upgraded","format":2,"program":"payung 2.0"}]"#)
    let desk = try office.desk()
    #expect(desk.unknownKinds == ["upgraded"] && desk.caseload.nextID == 4)
    #expect(throws: StoreError.journal(.newerVersion(writtenBy: "payung 2.0"))) {
      try desk.register(4)
    }
    #expect(try desk.rehearse([.person(4)], by: "siti").refusals == [nil])
  }

  // desk                            newer program
  // open
  //                                 moved 2
  // register 4: refused
  @Test("a newer program that writes meanwhile stops this one")
  func unknownKindMeanwhile() throws {
    let desk = try office.desk()
    let newer = try Journal<NewerEvent>(
      opening: office.store, files: HostFileSystem(), salt: salt)
    let at = office.clock.now
    _ = try newer.transaction(holder: "adi", apply: { _ in }) { _ in
      (EntryDraft(at: at, id: "id", by: "adi", events: [.moved(2), .moved(3)]), 0)
    }
    #expect(throws: StoreError.journal(.newerVersion(writtenBy: "payung 2.0"))) {
      try desk.register(4)
    }
    #expect(desk.head.number == 5)
    #expect(desk.unknownKinds == ["moved"])
  }

  @Test("a store in a newer format is refused, and its program named")
  func newerFormat() throws {
    let path = try store(created(format: 2))
    #expect(
      throws: StoreError.newerFormat(path: path, format: 2, program: "payung 9.0")
    ) { try CaseStore(opening: path, Surroundings()) }
  }

  @Test("a journal that does not begin a store of cases is refused")
  func noBeginning() throws {
    let path = try store(.officerSet(try #require(try officerSet())))
    #expect(throws: StoreError.noBeginning(path: path)) {
      try CaseStore(opening: path, Surroundings())
    }
  }

  private func officerSet() throws -> OfficerSet? {
    for case .officerSet(let event) in try office.entries()[0].events { return event }
    return nil
  }

  @Test("an empty journal is no store of cases")
  func empty() throws {
    try office.overwriteJournal([])
    #expect(throws: StoreError.noBeginning(path: office.store)) { try office.desk() }
  }

  @Test("what is missing or no store is said by name")
  func noStore() throws {
    let absent = FilePath.join(office.folder.path, "absent")
    #expect(throws: StoreError.journal(.missing(path: absent))) {
      try CaseStore(opening: absent, Surroundings())
    }
    #expect(throws: StoreError.journal(.missing(path: absent))) {
      try CaseStore.check(absent, Surroundings())
    }
    #expect(throws: StoreError.journal(.notAStore(path: office.folder.path))) {
      try CaseStore(opening: office.folder.path, Surroundings())
    }
    #expect(throws: StoreError.journal(.notAStore(path: office.folder.path))) {
      try CaseStore.check(office.folder.path, Surroundings())
    }
    #expect(try office.folder.files.names(in: office.folder.path) == ["store"])
  }

  @Test(
    "a store that others may read or write is not opened",
    arguments: ["", "lock", "journal", "journal/000001.jsonl"], [0o040, 0o004, 0o020])
  func loose(name: String, bit: Int) throws {
    let path = name.isEmpty ? office.store : FilePath.join(office.store, name)
    let mode = try office.folder.files.status(at: path).mode | bit
    try office.folder.files.setMode(path, mode)
    #expect(throws: StoreError.journal(.loosePermissions(path: path, mode: mode))) {
      try office.desk()
    }
  }

  @Test("damage in the middle is named by file, line and entry; what stands above is taken in")
  func damage() throws {
    let open = try office.desk()
    let entries = try office.entries()
    var bytes = try office.journal()
    // One letter of the third entry.
    let offset = entries[2].offset + 30
    bytes[offset] ^= 1
    try office.overwriteJournal(bytes)
    do throws(StoreError) {
      _ = try office.desk()
      Issue.record("was read")
    } catch {
      guard case .journal(.damaged(let damage)) = error else { throw error }
      #expect(damage.file == office.journalPath)
      #expect(damage.line == entries[2].line)
      #expect(damage.entry == 3)
      #expect(damage.bytes.contains(offset))
      guard case .hash = damage.flaw else {
        Issue.record("\(damage.flaw)")
        return
      }
    }
    #expect(try office.check().severity == .tampered)
    // Who had read it before still shows it, and says what is wrong when asked for the past.
    try open.refresh()
    #expect(open.caseload.nextID == 4)
    #expect(throws: StoreError.self) { try open.view(at: .entry(4)) }
  }

  @Test("the state above damage can still be looked at")
  func aboveDamage() throws {
    let desk = try office.desk()
    var bytes = try office.journal()
    bytes[try office.entries()[2].offset + 30] ^= 1
    try office.overwriteJournal(bytes)
    #expect(try desk.view(at: .entry(2)).caseload.nextID == 2)
  }

  // desk                            somebody with an editor
  // open, shows 3 cases
  //                                 adds a line of his own
  // register 4: damaged
  @Test("nothing is written behind damage")
  func damageMeanwhile() throws {
    let desk = try office.desk()
    let forged = Array(
      #"{"n":5,"at":"2025-11-13T02:00:00.000Z","id":"x","by":"siti","events":[]"#.utf8)
    let hash = Array(#","hash":"\#(String(repeating: "0", count: 64))"}"#.utf8)
    let journal = try office.journal() + forged + hash + [0x0A]
    try office.overwriteJournal(journal)
    for _ in 1...2 {
      do throws(StoreError) {
        _ = try desk.perform([.person(4)], by: "siti")
        Issue.record("was written")
      } catch {
        guard case .journal(.damaged(let damage)) = error else { throw error }
        #expect(damage.entry == 5)
      }
      #expect(desk.head.number == 4)
      #expect(desk.caseload.nextID == 4)
    }
    #expect(try office.journal() == journal)
  }

  @Test("a journal that became shorter, or another file, is never taken for it")
  func shorter() throws {
    let desk = try office.desk()
    let journal = try office.journal()
    try office.overwriteJournal(Array(journal.dropLast(10)))
    #expect(throws: StoreError.journal(.shrunk(path: office.journalPath))) { try desk.refresh() }
    try office.folder.files.replace(office.journalPath, journal)
    #expect(throws: StoreError.journal(.replaced(path: office.journalPath))) { try desk.refresh() }
  }
}
