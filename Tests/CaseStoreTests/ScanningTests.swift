import CanonicalForm
import CaseDomain
import CaseStore
import EventJournal
import SystemFiles
import TestSupport
import Testing

/// A store opens by scanning its journal, or from its snapshot, and keeps rows; what it shows must be what the
/// whole reader, which keeps everything, shows of the same entries.
struct ScanningTests {
  /// Commands of every kind, one after the other, some of them refused; names beyond ASCII and notes with quotes.
  private static func commands() throws -> [(command: Command, officer: OfficerID)] {
    let day = CaseloadScenario.firstDay
    var all: [(Command, OfficerID)] = []
    func register(_ person: Int, _ changes: [Field: String] = [:], note: String? = nil) {
      all.append((.register(Register(form: .person(person, changes), note: note)), "siti"))
    }
    register(
      1, [.name: "Nur’aini Désirée", .address: #"Jl. "Mawar" No. 5\6"#, .phone: "081234567890"])
    register(
      2,
      [
        .motherName: "Ibu Contoh", .birthPlace: "Moro", .occupation: "99",
        .occupationOther: "Pawang",
      ])
    register(
      3, [.area: "21.02.04.1003", .papers: "ktp", .kk: "2102031402979674"], note: "tanda \"x\"\n")
    register(4, [.birthDate: "1940-02-16"], note: "tua")
    register(5, [.rt: "001", .rw: "", .sex: "P"], note: "KTP benar")
    for id in 1...6 as ClosedRange<Int> { all.append((.approve(CaseID(id), signed: true), "budi")) }
    all.append((.reject(3), "lina"))
    all.append((.return(Return(DecisionInput(2, note: "baca ulang"), reason: "A7")), "lina"))
    all.append(
      (.correct(Correct(2, changes: Form([.address: "Jl. Baru 7"]), note: "beres")), "siti"))
    all.append((.correct(Correct(1, changes: Form([.kk: "2102031402979675"]))), "siti"))
    for id in [1, 2, 5] as [CaseID] {
      all.append((.approve(id), "lina"))
      all.append((.approve(id), "rina"))
    }
    all.append((.undo(Undo(1, note: "salah")), "rina"))
    all.append((.approve(1), "rina"))
    all.append((.enrol(Enrol(2, kpj: "12345678901")), "dewi"))
    all.append((.enrolNext(EnrolNext(5)), "dewi"))
    all.append((.end(End(2, reason: "L2", on: day)), "dewi"))
    register(6)
    register(7, [.name: "Andi"])
    all.append((.undo(Undo(6)), "siti"))
    all.append((.withdraw(Withdraw(7, reason: "L2", note: "pindah")), "siti"))
    let listed = Participant(nik: try NIK(Form.nik(8)), kind: .employed, row: 2)
    register(8)
    all.append(
      (.addParticipants(AddParticipants(people: [listed], asOf: day, replacing: false)), "dewi"))
    all.append((.erase(Erase(3, ground: "surat 12/2025", lines: [])), "adi"))
    for (person, mother) in [(9, "Fatimah"), (10, "Rohani"), (11, "Fatima")] {
      register(person, [.name: "Ridwan Hakim", .motherName: mother])
    }
    all.append((.distinguish(Distinguish(10, from: 9, note: "ibu berbeda")), "siti"))
    all.append((.distinguish(Distinguish(11, from: 9, note: "salah")), "siti"))
    all.append((.undo(Undo(11)), "siti"))
    // Repairs of all that a row keeps, of one who waits and of one who was rejected and stays so.
    register(13, [.name: "Hasan", .rt: "002", .address: "Jl. Lama 1"])
    let repair: [Field: String] = [
      .nik: Form.nik(14), .name: "Husin Désiré", .address: "", .kk: "2102031402979676",
      .rt: "007", .rw: "008", .area: "21.02.04.1003", .occupation: "99",
      .occupationOther: "Pemulung",
    ]
    all.append((.correct(Correct(12, changes: Form(repair))), "siti"))
    all.append((.correct(Correct(12, changes: Form([.sex: "P"]), note: "KTP benar")), "siti"))
    all.append((.correct(Correct(4, changes: Form([.address: "Jl. Lain 8"]), note: "cek")), "siti"))
    return all.map { ($0.0, $0.1) }
  }

  @Test("repairs of all that a row keeps are scanned, but for those that needed a reason")
  func repairs() throws {
    let office = try office(segments: 1 << 20)
    let whole = try office.desk()
    var repaired: [CaseID: [Field]] = [:]
    try whole.replay { entry in
      for case .corrected(let event) in entry.events {
        repaired[event.id, default: []] += event.fields
      }
      return true
    }
    #expect(Set(repaired.keys) == [2, 4, 12])
    #expect(Set(repaired[12] ?? []).isSuperset(of: [.nik, .name, .address, .kk, .rt, .rw, .area]))
    var scanned: Set<CaseID> = []
    let journal = try Journal<Event>(opening: office.store, files: office.folder.files) { "" }
    _ = try journal.catchUp(
      scan: { raw in
        guard raw.bytes[raw.events].starts(with: #"{"kind":"corrected""#.utf8) else { return false }
        var opened = 0
        var scanner = EventScanner(at: raw.events.lowerBound) {
          opened += 1
          return raw.sealed(opened - 1, named: $0)
        }
        if let event = scanner.next(in: raw.bytes.span) { scanned.insert(event.caseID) }
        return false
      }, { _ in })
    #expect(scanned == [2, 12])
  }

  private func office(segments: Int) throws -> Office {
    let office = try Office(simulated: true)
    for (number, next) in try ScanningTests.commands().enumerated() {
      let desk = try office.desk {
        $0.segmentLimit = segments
        $0.snapshotLimit = 1
      }
      _ = try desk.perform([next.command], by: next.officer)
      // An erasure removes the snapshot; the last one has entries behind it.
      if number % 7 == 3 { desk.keepSnapshot() }
    }
    let last = try office.desk {
      $0.segmentLimit = segments
      $0.snapshotLimit = 1
    }
    last.keepSnapshot()
    try last.register(12)
    try last.record(.approve(CaseID(last.caseload.nextID.number - 1), signed: true), by: "budi")
    return office
  }

  @Test(
    "whatever happened, rows and files are those that the whole reader makes",
    arguments: [1 << 20, 2_048])
  func whole(segments: Int) throws {
    let office = try office(segments: segments)
    let files = office.folder.files
    let snapshot = FilePath.join(office.store, "snapshot.jsonl")
    #expect(try office.check().severity == .clean)
    // Once from the snapshot and what is behind it, once from the journal alone.
    for hasSnapshot in [true, false] {
      if !hasSnapshot { try files.remove(snapshot) }
      try expectWhole(office.desk(), "snapshot \(hasSnapshot)")
    }
  }

  @Test("a desk that takes in what others write, entry by entry, has what the whole reader makes")
  func live() throws {
    let office = try Office(simulated: true)
    let desk = try office.desk()
    // What is derived exists from the beginning on.
    #expect(desk.caseload.lookAlikePairs().isEmpty)
    for (number, next) in try ScanningTests.commands().enumerated() {
      desk.caseload.prepare(for: [next.command])
      _ = try office.desk().perform([next.command], by: next.officer)
      // Every now and then it sees by wanting something itself, which is refused.
      if number % 5 == 4 {
        _ = try desk.perform([.approve(9_999)], by: "budi")
      } else {
        try desk.refresh()
      }
    }
    try expectWhole(desk, "live")
    for number in desk.caseload.numbers {
      guard let row = desk.caseload.row(CaseID(number)), let nik = row.nik else { continue }
      #expect(desk.caseload.case(with: nik)?.id == (row.stage == .cancelled ? nil : row.id))
    }
  }

  private func expectWhole(_ desk: CaseStore, _ comment: Comment) throws {
    var whole = Caseload()
    try desk.replay { entry in
      for (index, event) in entry.events.enumerated() {
        whole.apply(
          event,
          at: Stamp(
            entry: entry.number, index: index, at: entry.at, by: OfficerID(entry.by),
            via: entry.via))
      }
      return true
    }
    #expect(Set(whole.rows.map(\.stage)).count >= 5)
    #expect(desk.caseload.nextID == whole.nextID)
    for number in 1..<whole.nextID.number {
      let id = CaseID(number)
      let (row, file) = (try #require(desk.caseload.row(id)), try #require(whole.file(id)))
      #expect(Glance(row) == Glance(file), "case \(number), \(comment)")
      #expect(desk.caseload.file(id) == file, "case \(number), \(comment)")
      // What is filled is told without making the texts, and must be what they say.
      #expect(
        Field.allCases.allSatisfy { file.isFilled($0) == (file.record.application?[$0] != nil) })
      #expect(row.changedIn == file.history.last?.stamp.entry)
      #expect(row.changed == file.history.last?.stamp.at)
      #expect(row.changedBy == file.history.last?.stamp.by)
      #expect(row.registeredBy == file.registration?.by)
    }
    #expect(try Seen(desk.caseload, at: desk.now) == Seen(whole, at: desk.now))
    let pairs = desk.caseload.lookAlikePairs()
    #expect(pairs == whole.lookAlikePairs())
    #expect(pairs == desk.caseload.lookAlikePairs { SecondThread.run($0, beside: $1) })
    #expect(pairs.prefix(2).map(\.pair) == [CasePair(9, 11), CasePair(10, 11)])
  }

  @Test(
    "a store opened to show one case has that case as it is, and is whole before anything is done with it"
  )
  func showing() throws {
    let office = try office(segments: 2_048)
    let before = try office.desk { $0.snapshotLimit = 1 }
    let waiting = try before.register(30)
    for officer in ["budi", "lina", "rina"] as [OfficerID] {
      _ = try before.perform([.approve(waiting, signed: officer == "budi")], by: officer)
    }
    before.keepSnapshot()
    try before.register(31)
    let whole = try office.desk()
    var alone: Set<CaseID> = []
    for number in 0...whole.caseload.nextID.number {
      let id = CaseID(number)
      let desk = try office.desk(showing: .number(id))
      #expect(desk.head == whole.head)
      #expect(desk.caseload.officers == whole.caseload.officers)
      #expect(desk.caseload.rulesets == whole.caseload.rulesets)
      #expect(desk.caseload.row(id).map { Glance($0) } == whole.caseload.row(id).map { Glance($0) })
      #expect(desk.caseload.file(id) == whole.caseload.file(id))
      if desk.caseload.numbers != whole.caseload.numbers { alone.insert(id) }
    }
    // Who waits for a place is compared with others, and the last case is in no snapshot.
    let last = CaseID(whole.caseload.nextID.number - 1)
    #expect(whole.caseload.row(waiting)?.stage == .qualified)
    #expect(alone == Set(whole.caseload.numbers.map { CaseID($0) }).subtracting([waiting, last]))
    let one = try #require(alone.min())
    let snapshot = FilePath.join(office.store, "snapshot.jsonl")
    let stored = try office.folder.files.readWhole(snapshot, limit: 1 << 20)
    let desk = try office.desk(showing: .number(one)) { $0.snapshotLimit = 1 }
    desk.keepSnapshot()
    #expect(try office.folder.files.readWhole(snapshot, limit: 1 << 20) == stored)
    #expect(try desk.register(40) == whole.caseload.nextID)
    #expect(desk.caseload.numbers == 1..<(whole.caseload.nextID.number + 1))
    let rehearsing = try office.desk(showing: .number(one))
    let form = Command.register(Register(form: .person(41)))
    let outcome = try rehearsing.rehearse([form], by: "siti")
    #expect(outcome.events.first?.caseID == CaseID(whole.caseload.nextID.number + 1))
    let refreshed = try office.desk(showing: .number(one))
    try refreshed.refresh()
    #expect(try Seen(refreshed.caseload, at: desk.now) == Seen(desk.caseload, at: desk.now))
  }

  @Test("the same state gives the same snapshot, however it was reached")
  func canonical() throws {
    let office = try office(segments: 4_096)
    let path = FilePath.join(office.store, "snapshot.jsonl")
    func desk() throws -> CaseStore { try office.desk { $0.snapshotLimit = 1 } }
    try desk().register(20)
    try desk().keepSnapshot()
    let grown = try office.folder.files.readWhole(path, limit: 1 << 20)
    try office.folder.files.remove(path)
    try desk().keepSnapshot()
    #expect(try office.folder.files.readWhole(path, limit: 1 << 20) == grown)
    #expect(try office.check().severity == .clean)
  }

  @Test("a copy whose snapshot is newer than its journal is written to, and nobody is accused")
  func newerSnapshot() throws {
    let office = try Office(simulated: true)
    func desk() throws -> CaseStore { try office.desk { $0.snapshotLimit = 1 } }
    let first = try desk()
    try first.register(1)
    let copied = try office.journal()
    try first.register(2)
    first.keepSnapshot()
    try office.overwriteJournal(copied)
    let next = try office.desk()
    #expect(try next.register(3) == 2)
    let report = try office.check()
    #expect(report.snapshot == .unusable && report.severity == .repairable)
    #expect(try office.desk().caseload.row(2)?.nik == NIK(Form.nik(3)))
  }

  @Test("a case whose events cannot be read any more is decided by nobody")
  func unreadable() throws {
    let office = try Office()
    let desk = try office.desk()
    try desk.register(1)
    let reader = try office.desk()
    try office.overwriteJournal([UInt8](repeating: 0x20, count: try office.journal().count))
    #expect(reader.caseload.row(1)?.name != nil)
    #expect(reader.caseload.file(1) == nil)
    #expect(
      try reader.rehearse([.approve(1, signed: true)], by: "budi").refusals == [.unreadable(1)])
  }
}

/// What a case shows at a glance.
private struct Glance: Hashable {
  private var standing: Standing
  private var area: AreaCode
  private var occupation: OccupationCode
  private var sex: Sex
  private var age: Int
  private var registered: Instant
  private var nik: String?
  private var texts: [String?]
  private var birthDate: Day?
  private var filled: [Field]
  private var approved: [LevelID]
  private var isBackFromRepair: Bool
  private var isUntouched: Bool?

  init(_ case: some CaseSummary) {
    (standing, area, occupation) = (`case`.standing, `case`.area, `case`.occupation)
    (sex, age, registered) = (`case`.sex, `case`.age, `case`.registered)
    (nik, birthDate) = (`case`.nik?.digits, `case`.birthDate)
    texts = [`case`.name, `case`.address, `case`.rt, `case`.rw]
    filled = Field.allCases.filter(`case`.isFilled)
    approved = (["rt-rw", "kelurahan", "dinas-sosial"] as [LevelID]).filter(`case`.isApproved)
    isBackFromRepair = `case`.isBackFromRepair
    isUntouched =
      (`case` as? CaseRow)?.isUntouched ?? ((`case` as? CaseFile).map { $0.history.count == 1 })
  }
}
