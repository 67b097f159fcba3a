import CanonicalForm
import CaseDomain
import EventJournal
import SystemFiles
import TestSupport

@testable import CaseStore

/// A store made through its API in which every kind of event has happened, with a torn write declared void,
/// drafts and desks.
enum SampleStore {
  static func make() throws -> StoreFiles {
    let files = MemoryFiles()
    var programme = try Programme.sample(target: 3)
    programme.areas = Array(programme.areas.prefix(2))
    try CaseStore.create(
      in: StoreFiles.folder, programme: programme, officers: Officer.sample, simulated: false,
      program: "payung test", .fixed(files))
    try register(files)
    files[StoreFiles.segment] += Array(#"{"salt":"0123"#.utf8)
    try verify(files)
    try leave(files)
    try erase(CaseID(2), files)
    try addDesk(files)
    return StoreFiles(files)
  }

  /// The same with a snapshot, and an entry behind that.
  static func withSnapshot() throws -> StoreFiles {
    let files = try make().files
    let store = try CaseStore(opening: StoreFiles.folder, .fixed(files, "2025-11-21", seed: 5))
    _ = try store.journal.writeSnapshot(holder: "snapshot") { store.state.write($0) }
    try store.record([.register(Register(form: .person(11)))], by: "siti")
    return StoreFiles(files)
  }

  private static func register(_ files: MemoryFiles) throws {
    let store = try CaseStore(opening: StoreFiles.folder, .fixed(files, seed: 2))
    let others = [Form.person(7, born: "1950-01-01"), .person(8, born: "2010-01-01")]
    let key = SetKey(try .sample(1), of: .desk("desk-2"), until: Day("2025-12-31"))
    try store.record(
      [
        .setDesk(SetDesk("desk-2", officers: ["siti", "budi"])), .setKey(key),
        .setPIN(SetPIN("siti", .sample)),
      ], by: "adi")
    let forms = (1...6).map { Form.person($0) } + others
    try store.record(forms.map { .register(Register(form: $0)) }, by: "siti", via: "desk-2")
    try store.record([.register(Register(form: .person(9), note: "Catatan"))], by: "siti")
    let phone = Form([.phone: "081234567890", .motherName: "IBU CONTOH"])
    try store.record([.correct(Correct(1, changes: phone))], by: "siti")
    let moved = Form([.area: "21.02.03.1002", .address: "Jl. \"Pelita\" 1\\2"])
    try store.record([.correct(Correct(2, changes: moved, note: "pindah"))], by: "siti")
    let grant = Grant(role: .auditor, area: "21.02", from: CaseloadScenario.firstDay)
    try store.record([.setOfficer(.grant("joko", grant))], by: "adi")
  }

  private static func verify(_ files: MemoryFiles) throws {
    let store = try CaseStore(opening: StoreFiles.folder, .fixed(files, "2025-11-14", seed: 3))
    func input(_ id: CaseID, signed: Bool, note: String? = nil) -> DecisionInput {
      DecisionInput(id, note: note, signature: signed ? .sample : nil)
    }
    let ids = (1...5).map { CaseID($0) }
    for officer in ["budi", "lina", "rina"] as [OfficerID] {
      let approvals = ids.map { Approve(input($0, signed: officer == "budi")) }
      try store.record(approvals.map { .approve($0) }, by: officer)
    }
    try store.record([.reject(Reject(input(6, signed: true), reason: "B1"))], by: "budi")
    let unclear = input(9, signed: true, note: "lengkapi")
    try store.record([.return(Return(unclear, reason: "A7"))], by: "budi")
    try store.record([.undo(Undo(6, note: "salah orang"))], by: "budi")
    try store.record([.enrol(Enrol(1, kpj: "12345678901")), .enrol(Enrol(2))], by: "dewi")
  }

  private static func leave(_ files: MemoryFiles) throws {
    let store = try CaseStore(opening: StoreFiles.folder, .fixed(files, "2025-11-20", seed: 4))
    try store.record([.withdraw(Withdraw(3, reason: "L2", note: "Catatan"))], by: "siti")
    try store.record([.end(End(1, reason: "L1", on: CaseloadScenario.firstDay))], by: "dewi")
    try store.record([.undo(Undo(1))], by: "dewi")
    let listed = try [4, 99].map { number in
      Participant(nik: try NIK(Form.nik(number)), kind: .selfPaid, row: number)
    }
    let list = AddParticipants(
      people: listed, asOf: CaseloadScenario.firstDay, replacing: false)
    try store.record([.addParticipants(list)], by: "dewi")
  }

  private static func erase(_ id: CaseID, _ files: MemoryFiles) throws {
    let salt = String(repeating: "0", count: 32)
    let journal = try Journal<Event>(opening: StoreFiles.folder, files: files) { salt }
    try journal.erase(id)
  }

  private static func addDesk(_ files: MemoryFiles) throws {
    let desk = try DeskFiles(store: StoreFiles.folder, officer: "siti", files: files)
    let id = DraftID("6f1c2b9e-7f3a-4b52-9d0e-1a2b3c4d5e6f")
    let at = Instant(CaseloadScenario.firstDay)
    var form = Form.person(10)
    form.district = "Karimun"
    try desk.save(Draft(id: id, officer: "siti", at: at, correcting: 1, form: form, note: "x"))
    var memory = DeskMemory()
    (memory.seen, memory.seenAt, memory.rt, memory.rw) = (17, at, "003", "002")
    (memory.area, memory.sort) = ("21.02.03.1001", "name")
    try desk.remember(memory)
    desk.close()
  }
}

extension CaseStore {
  /// Records commands that must be accepted.
  func record(_ commands: [Command], by officer: OfficerID, via: String? = nil) throws {
    for result in try perform(commands, by: officer, via: via).results { _ = try result.get() }
  }
}

extension Journal<Event> {
  /// Erases the sealed lines of a case, whatever the rules say of it.
  func erase(_ id: CaseID) throws {
    let names = try sealedLines(ofCase: id.number).map { "\"\($0)\"" }.joined(separator: ",")
    let fields =
      #"{"kind":"erased","case":\#(id),"ground":"surat","lines":[\#(names)],"grant":"owner"}"#
    let event = try Event(from: EventFields(JSONObject(parsing: Array(fields.utf8))) { _ in nil })
    _ = try transaction(holder: "owner", apply: { _ in }) { head in
      let at = head.at ?? Instant(milliseconds: 0)
      return (EntryDraft(at: at, id: "erasure", by: "owner", events: [event]), 0)
    }
  }
}
