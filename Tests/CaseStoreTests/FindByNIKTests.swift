import CanonicalForm
import CaseDomain
import CaseStore
import EventJournal
import SystemFiles
import TestSupport
import Testing

/// Whoever has a NIK is found through the index of the snapshot as in the whole store, whatever happened behind it.
struct FindByNIKTests {
  let office: Office
  /// People whose NIKs are looked for, some of whom nobody ever put forward.
  private static let people = Array(1...16) + Array(40...48)

  init() throws {
    office = try Office(simulated: true)
    let desk = try desk()
    for person in 1...13 { try desk.register(person) }
    // Cancelled, and put forward again as case 14; cancelled and not.
    try desk.record(.undo(Undo(2)), by: "siti")
    try desk.register(2)
    try desk.record(.undo(Undo(13)), by: "siti")
    try correct(3, to: 40, desk)
    try correct(4, to: 41, desk)
    try desk.record(.reject(5, signed: true), by: "budi")
    try desk.record(.withdraw(Withdraw(6, reason: "L2", note: "pindah")), by: "siti")
    try desk.record(.withdraw(Withdraw(7, reason: "L2", note: "pindah")), by: "siti")
    _ = try desk.erase(7, ground: "surat 12/2025", by: "adi")
    for officer in ["budi", "lina", "rina"] as [OfficerID] {
      try desk.record(.approve(8, signed: officer == "budi"), by: officer)
    }
    desk.keepSnapshot()
    #expect(desk.caseload.nextID == 15)
  }

  private func desk(_ nik: NIK? = nil) throws -> CaseStore {
    try office.desk(showing: nik.map { .nik($0) }) { $0.snapshotLimit = 1 }
  }

  private func correct(_ id: CaseID, to person: Int, _ desk: CaseStore) throws {
    let changes = Form([.nik: Form.nik(person)])
    try desk.record(.correct(Correct(id, changes: changes, note: "salah ketik")), by: "siti")
  }

  private var snapshot: String { FilePath.join(office.store, "snapshot.jsonl") }

  /// What a list says of the cases with a NIK.
  private struct Found: Hashable {
    var files: [CaseFile?]
    var counts: [Count?]
    var places: [Int?]
    var head: Head

    init(_ nik: NIK, in desk: CaseStore) {
      var selection = Selection()
      selection.find = nik.digits
      let (caseload, now) = (desk.caseload, desk.now)
      let rows = caseload.list(selection, at: now)
      files = rows.map { caseload.file($0.id) }
      counts = rows.map(caseload.counting(at: now))
      places = rows.map { caseload.waitingListPosition(of: $0.id, on: now.day) }
      head = desk.head
    }
  }

  /// Holds what is found of all people against the whole store; answers whose case was read alone.
  @discardableResult
  private func compare(_ moment: String) throws -> [Int] {
    let whole = try desk()
    return try FindByNIKTests.people.filter { person in
      let nik = try NIK(Form.nik(person))
      let alone = try desk(nik)
      #expect(Found(nik, in: alone) == Found(nik, in: whole), "person \(person), \(moment)")
      // What a desk asks first is answered through the index too.
      try expectHolder(of: nik, in: desk(), "person \(person), \(moment)")
      return alone.caseload.numbers != whole.caseload.numbers
    }
  }

  private func expectHolder(of nik: NIK, in desk: CaseStore, _ comment: Comment) {
    let holders = desk.caseload.rows.filter { $0.nik == nik }
    #expect(desk.caseload.case(with: nik)?.id == holders.last?.id, comment)
  }

  @Test("who is found alone is who has the NIK alone and waits for no place")
  func alone() throws {
    #expect(try compare("snapshot") == [1, 2, 5, 6, 9, 10, 11, 12, 40, 41])
    try office.folder.files.remove(snapshot)
    #expect(try compare("no snapshot") == [])
  }

  @Test("what happened behind the snapshot gives a NIK and takes it away")
  func behind() throws {
    let desk = try desk()
    // They follow all that happens and are asked once, at the end.
    let followers = try FindByNIKTests.people.map { try (NIK(Form.nik($0)), self.desk()) }
    // Nobody writes a snapshot but the first one.
    let stored = try office.folder.files.readWhole(snapshot, limit: 1 << 20)
    let steps: [(what: String, alone: [Int], command: Command, officer: OfficerID)] = [
      ("another", [1, 2, 5, 6, 9, 10, 11, 12, 40, 41], .person(16), "siti"),
      ("decided", [1, 2, 5, 6, 9, 10, 11, 12, 40, 41], .approve(9, signed: true), "budi"),
      ("cancelled", [2, 5, 6, 9, 10, 11, 12, 40, 41], .undo(Undo(1)), "siti"),
      ("again", [2, 5, 6, 9, 10, 11, 12, 40, 41], .person(1), "siti"),
      ("undone correction", [2, 5, 6, 9, 10, 11, 12, 41], .undo(Undo(3)), "siti"),
    ]
    for step in steps {
      try desk.record(step.command, by: step.officer)
      #expect(try compare(step.what) == step.alone, "\(step.what)")
    }
    // The NIK of case 4 is free then, and another case takes it.
    try correct(4, to: 42, desk)
    #expect(try compare("corrected") == [2, 5, 6, 9, 10, 11, 12])
    try correct(10, to: 41, desk)
    #expect(try compare("taken") == [2, 5, 6, 9, 11, 12])
    try desk.record(.undo(Undo(10)), by: "siti")
    // That the NIK of person 41 is nobody's again, only the whole store knows.
    #expect(try compare("given back") == [2, 5, 6, 9, 10, 11, 12])
    let phone = Form([.phone: "081234567890"])
    try desk.record(.correct(Correct(11, changes: phone)), by: "siti")
    #expect(try compare("filled") == [2, 5, 6, 9, 10, 11, 12])
    #expect(try office.folder.files.readWhole(snapshot, limit: 1 << 20) == stored)
    for (nik, follower) in followers {
      try follower.refresh()
      expectHolder(of: nik, in: follower, "followed")
    }
    desk.keepSnapshot()
    #expect(try compare("new snapshot") == [1, 2, 3, 5, 6, 9, 10, 11, 12, 16, 42])
    #expect(try office.check().severity == .clean)
  }

  @Test("an erasure behind a snapshot that was left lying hides the person")
  func erased() throws {
    let desk = try desk()
    let stored = try office.folder.files.readWhole(snapshot, limit: 1 << 20)
    try desk.record(.withdraw(Withdraw(12, reason: "L2", note: "pindah")), by: "siti")
    _ = try desk.erase(12, ground: "surat 13/2025", by: "adi")
    let file = try office.folder.files.open(snapshot, for: .creating)
    try office.folder.files.writeAll(file, stored)
    office.folder.files.close(file)
    #expect(try compare("erased") == [1, 2, 5, 6, 9, 10, 11, 40, 41])
  }

  @Test(
    "two cases with one NIK, which only a foreign hand writes, are both found",
    arguments: [true, false])
  func twice(isInSnapshot: Bool) throws {
    let desk = try desk()
    let events = try desk.record(.person(15), by: "siti")
    guard case .registered(var event)? = events.first else {
      Issue.record("no registration")
      return
    }
    desk.keepSnapshot()
    event.id = desk.caseload.nextID
    let salt = String(repeating: "0", count: 32)
    let journal = try Journal<Event>(opening: office.store, files: HostFileSystem()) { salt }
    let written = event
    _ = try journal.transaction(holder: "siti", apply: { _ in }) { head in
      let at = head.at ?? office.clock.now
      return (EntryDraft(at: at, id: "twice", by: "siti", events: [.registered(written)]), 0)
    }
    if isInSnapshot { try self.desk().keepSnapshot() }
    let nik = try NIK(Form.nik(15))
    let found = Found(nik, in: try self.desk(nik))
    #expect(found.files.count == 2)
    #expect(found == Found(nik, in: try self.desk()))
    #expect(try compare("twice") == [1, 2, 5, 6, 9, 10, 11, 12, 40, 41])
  }

  @Test("a store opened for a NIK is whole before anything is done with it")
  func written() throws {
    let nik = try NIK(Form.nik(9))
    let desk = try desk(nik)
    #expect(desk.caseload.numbers == 9..<10)
    #expect(try desk.register(47) == 15)
    #expect(desk.caseload.numbers == 1..<16)
    #expect(try office.check().severity == .clean)
  }

  @Test(
    "only sixteen digits of a NIK are looked for in the index",
    arguments: [
      ("2102011602849001", true), (" 21020116 0284 9001 ", true), ("210201160284900", false),
      ("21020116028490011", false), ("2102011602849000", true), ("2102011602840000", false),
      ("2102013202849001", false), ("2102.0116.0284.9001", false), ("210201160284900a", false),
      ("２１０２０１１６０２８４９００１", false), ("", false), ("Warga Contoh", false),
      ("0000000000000042", false),
    ])
  func digits(_ text: String, _ isNIK: Bool) {
    #expect((Selection.nik(in: text) != nil) == isNIK)
  }
}
