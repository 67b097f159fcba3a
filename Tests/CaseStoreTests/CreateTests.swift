import CanonicalForm
import CaseDomain
import CaseStore
import EventJournal
import SystemFiles
import TestSupport
import Testing

/// A new store.
struct CreateTests {
  private func create(
    in folder: String, _ programme: Programme? = nil, officers: [Officer] = Officer.sample,
    simulated: Bool = false, _ surroundings: Surroundings = Surroundings()
  ) throws {
    try CaseStore.create(
      in: folder, programme: try programme ?? .sample(), officers: officers, simulated: simulated,
      program: "payung test", surroundings)
  }

  @Test("a new store is its owner's alone: folders 0700, files 0600")
  func modes() throws {
    let office = try Office()
    let files = office.folder.files
    func mode(_ name: String) throws -> Int {
      try files.status(at: name.isEmpty ? office.store : FilePath.join(office.store, name)).mode
    }
    #expect(try files.names(in: office.store) == ["journal", "lock"])
    #expect(try files.names(in: FilePath.join(office.store, "journal")) == ["000001.jsonl"])
    for name in ["", "journal"] { #expect(try mode(name) == 0o700, "\(name)") }
    for name in ["lock", "journal/000001.jsonl"] { #expect(try mode(name) == 0o600, "\(name)") }
    #expect(try office.check().severity == .clean)
  }

  @Test("the first entry says what the store is, its rules and its officers, administrators first")
  func firstEntry() throws {
    let office = try Office(officers: Officer.sample.reversed())
    let entry = try #require(try office.entries().first)
    #expect(entry.number == 1)
    #expect(entry.by == "owner")
    #expect(entry.at == office.clock.now)
    #expect(
      entry.events.map(\.kind)
        == ["created", "programmeSet"] + Array(repeating: "officerSet", count: 8))
    let desk = try office.desk()
    #expect(desk.head.number == 1)
    #expect(desk.caseload.created?.program == "payung test")
    #expect(desk.caseload.created?.format == 1)
    #expect(desk.caseload.rules?.entry == 1)
    #expect(desk.caseload.rules?.programme == (try .sample()))
    let officers = Officer.sample.map { ($0.id, $0) }
    #expect(desk.caseload.officers == Dictionary(uniqueKeysWithValues: officers))
    #expect(!desk.isSimulated)
  }

  @Test("an empty folder becomes a store, whatever its mode was")
  func emptyFolder() throws {
    let folder = try Folder()
    try folder.files.makeFolder(folder.store)
    try folder.files.setMode(folder.store, 0o755)
    try create(in: folder.store)
    #expect(try folder.files.status(at: folder.store).mode == 0o700)
    #expect(try CaseStore(opening: folder.store, Surroundings()).head.number == 1)
  }

  @Test("a folder with anything in it is left as it is")
  func notEmpty() throws {
    let folder = try Folder()
    try folder.files.makeFolder(folder.store)
    try folder.files.writeNew(FilePath.join(folder.store, "letter.txt"), [0x41])
    #expect(throws: StoreError.journal(.notEmpty(path: folder.store))) {
      try create(in: folder.store)
    }
    #expect(try folder.files.names(in: folder.store) == ["letter.txt"])

    let office = try Office()
    let journal = try office.journal()
    #expect(throws: StoreError.journal(.notEmpty(path: office.store))) {
      try create(in: office.store)
    }
    #expect(try office.journal() == journal)
  }

  @Test("settings that are wrong make nothing, not even the folder")
  func refusedProgramme() throws {
    let folder = try Folder()
    var programme = try Programme.sample()
    programme.target = 0
    do throws(StoreError) {
      try CaseStore.create(
        in: folder.store, programme: programme, officers: Officer.sample, simulated: false,
        program: "payung test", Surroundings())
      Issue.record("was made")
    } catch {
      guard case .refused(.programme(let faults)) = error else { throw error }
      #expect(!faults.isEmpty)
    }
    #expect(try folder.files.names(in: folder.path) == [])
  }

  @Test(
    "officers who are wrong make nothing",
    arguments: [
      ([Officer.sample("siti", "registrar:21.02")], Refusal.lastAdministrator),
      (Officer.sample + [Officer.sample("siti", "registrar:21.02")], .officerExists("siti")),
      (Officer.sample + [Officer.sample("Siti", "registrar:21.02")], .badOfficer("Siti")),
      (Officer.sample + [Officer.sample("owner", "registrar:21.02")], .badOfficer("owner")),
      (
        Officer.sample + [Officer.sample("eko", "registrar:99.01")],
        .badGrant("registrar:99.01")
      ),
    ])
  func refusedOfficers(officers: [Officer], refusal: Refusal) throws {
    let folder = try Folder()
    #expect(throws: StoreError.refused(refusal)) {
      try create(in: folder.store, officers: officers)
    }
    #expect(try folder.files.names(in: folder.path) == [])
  }

  @Test("a store may begin without officers; its owner adds the first")
  func noOfficers() throws {
    let office = try Office(officers: [])
    let desk = try office.desk()
    let siti = Officer.sample("siti", "registrar:21.02")
    let adi = Officer.sample("adi", "administrator:21.02")
    let outcome = try desk.perform(
      [.setOfficer(.add(siti)), .setOfficer(.add(adi)), .setOfficer(.add(siti))], by: .owner)
    #expect(outcome.refusals == [.lastAdministrator, nil, nil])
    #expect(Set(desk.caseload.officers.keys) == ["adi", "siti"])
  }

  @Test("a store is simulated for ever or never", arguments: [true, false])
  func simulated(isSimulated: Bool) throws {
    let office = try Office(simulated: isSimulated)
    let start = office.clock.now
    let given = Instant(milliseconds: start.milliseconds + 86_400_000)
    let desk = try office.desk { $0.simulatedNow = given }
    #expect(desk.isSimulated == isSimulated)
    #expect(desk.now == (isSimulated ? given : start))
    try desk.register(1)
    let last = try #require(try office.entries().last)
    #expect(last.at == (isSimulated ? given : start))
  }

  @Test("without a moment given, a simulated store goes on from its last entry with the clock")
  func simulatedClock() throws {
    let office = try Office(simulated: true)
    let start = office.clock.now
    office.clock.advance(days: 400)
    let desk = try office.desk()
    office.clock.advance(minutes: 3)
    try desk.register(1)
    let last = try #require(try office.entries().last)
    #expect(last.at.milliseconds == start.milliseconds + 3 * 60_000)
  }
}

/// The same actions give the same bytes.
struct SameBytesTests {
  /// Makes a store, works at two desks, and answers the journal.
  private func work(simulated: Bool = true, seed: String?, twoDesks: Bool = true) throws -> [UInt8]
  {
    let office = try Office(simulated: simulated, seed: seed)
    let first = try office.desk { $0.simulatedSeed = seed }
    let second = twoDesks ? try office.desk { $0.simulatedSeed = seed } : first
    try first.qualify(1...3)
    try second.register(4)
    office.clock.advance(minutes: 5)
    try first.refresh()
    try first.register(5, id: first.newID())
    try second.record(.reject(4, signed: true), by: "budi")
    try first.record(.enrolNext(EnrolNext(2)), by: "dewi")
    return try office.journal()
  }

  @Test("the same actions with the same seed and times give the same journal, byte for byte")
  func same() throws {
    let journal = try work(seed: "karimun")
    #expect(try work(seed: "karimun") == journal)
    // Nor does it matter at which desk each thing was done.
    #expect(try work(seed: "karimun", twoDesks: false) == journal)
  }

  @Test("another seed gives other ids and salts")
  func other() throws {
    let journal = try work(seed: "karimun")
    let other = try work(seed: "Karimun")
    #expect(other != journal)
    #expect(other.count == journal.count)
  }

  @Test("no id and no salt is given twice in a store with a seed")
  func unique() throws {
    let text = String(decoding: try work(seed: "karimun"), as: UTF8.self)
    let lines = text.split(separator: "\n")
    let salts = lines.filter { $0.hasPrefix(#"{"salt":""#) }.map { $0.prefix(41) }
    let ids = lines.compactMap { line in
      line.firstRange(of: #","id":""#).map { line[$0.upperBound...].prefix(36) }
    }
    #expect(salts.count > 5)
    #expect(Set(salts).count == salts.count)
    #expect(ids.count > 5)
    #expect(Set(ids).count == ids.count)
  }

  @Test("a store that is not simulated obeys no seed")
  func real() throws {
    let office = try Office(seed: "karimun")
    let other = try Office(seed: "karimun")
    _ = other.surroundings(HostFileSystem())
    try office.desk { $0.simulatedSeed = "karimun" }.register(1)
    try other.desk { $0.simulatedSeed = "karimun" }.register(1)
    let hashes = try [office, other].map { try $0.entries().last?.hash }
    #expect(hashes[0] != hashes[1])
  }
}
