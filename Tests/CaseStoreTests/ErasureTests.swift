import CanonicalForm
import CaseDomain
import CaseStore
import EventJournal
import SystemFiles
import TestSupport
import Testing

/// What was erased stays erased, whatever happens to its case afterwards.
struct ErasureTests {
  let office: Office
  let desk: CaseStore

  init() throws {
    office = try Office()
    desk = try office.desk()
    try desk.qualify(1...2)
    try desk.record(.enrol(Enrol(1, kpj: "12345678901")), by: "dewi")
  }

  private func erase(_ id: CaseID = 1) throws -> CaseErasure {
    try desk.erase(id, ground: "permohonan pemilik data, surat 12/2026", by: "adi")
  }

  /// Everything that stands in any file of the store.
  private func everything(in folder: String? = nil) throws -> String {
    let folder = folder ?? office.store
    return try office.folder.files.names(in: folder).map { name in
      let path = FilePath.join(folder, name)
      let status = try office.folder.files.status(at: path)
      if status.kind == .folder { return try everything(in: path) }
      let bytes = try office.folder.files.readWhole(path, limit: 64 << 20)
      return String(decoding: bytes, as: UTF8.self)
    }.joined()
  }

  @Test("what identified the person is in no file any more, and the totals are what they were")
  func gone() throws {
    let person = try #require(desk.caseload.file(1)?.person.value)
    let files = try DeskFiles(store: office.store, officer: "siti")
    try files.save(
      Draft(
        id: DraftID("6f1c2b9e-7f3a-4b52-9d0e-1a2b3c4d5e6f"), officer: "siti", at: office.clock.now,
        correcting: 1, form: Form([.phone: "081234567890"]), note: nil))
    _ = try files.export(Array(person.name.utf8), named: "rekap", suffix: "csv")
    desk.keepSnapshot()
    let totals = try desk.caseload.totals(at: office.clock.now)
    let erasure = try erase()
    #expect(erasure.files == 2)
    #expect(erasure.lines > 0)
    let text = try everything()
    for value in [person.nik.digits, person.name, "12345678901", "081234567890"] {
      #expect(!text.contains(value), "\(value)")
    }
    for each in [desk, try office.desk()] {
      #expect(try each.caseload.totals(at: office.clock.now) == totals)
      #expect(each.caseload.file(1)?.person.value == nil)
      #expect(each.caseload.file(2)?.person.value != nil)
    }
    let report = try office.check()
    #expect(report.severity == .clean)
    #expect(report.journal.erasures.map(\.lines) == [erasure.lines])
    #expect(try office.desk().register(3) == 3)
  }

  @Test("a membership that was erased is not written again when what came after is taken back")
  func undo() throws {
    _ = try erase()
    let enrolled = try #require(desk.caseload.file(1)?.standing)
    let end = End(1, reason: "L2", on: CaseloadScenario.firstDay)
    try desk.record(.end(end), by: "dewi")
    try desk.record(.undo(Undo(1, note: "salah orang")), by: "dewi")
    for each in [desk, try office.desk()] {
      let file = try #require(each.caseload.file(1))
      #expect(file.standing == enrolled)
      #expect(file.person.value == nil && file.membership?.value == nil)
    }
    #expect(try !everything().contains("12345678901"))
    #expect(try office.check().severity == .clean)
  }

  @Test("who may not erase erases nothing, and no draft or export is gone")
  func refused() throws {
    let before = try office.journal()
    let erasure = try desk.erase(1, ground: "permohonan pemilik data", by: "siti")
    #expect(erasure.lines == 0)
    #expect(erasure.outcome.refusals.compactMap(\.self).count == 1)
    #expect(try office.journal() == before)
  }

  @Test("replacing the lists of participants erases the earlier ones")
  func replacedList() throws {
    let first = try NIK("2102035602849801")
    let people = { (nik: NIK) in [Participant(nik: nik, kind: .employed, row: 2)] }
    let day = CaseloadScenario.firstDay
    try desk.record(
      .addParticipants(AddParticipants(people: people(first), asOf: day, replacing: false)),
      by: "dewi")
    #expect(try everything().contains(first.digits))
    try desk.record(
      .addParticipants(
        AddParticipants(people: people(try NIK("2102035602849802")), asOf: day, replacing: true)),
      by: "dewi")
    #expect(try !everything().contains(first.digits))
    #expect(try office.check().severity == .clean)
  }
}
