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

  init() throws {
    office = try Office()
    let desk = try office.desk()
    try desk.qualify(1...2)
    try desk.record(.enrol(Enrol(1, kpj: "12345678901")), by: "dewi")
  }

  /// Erases case 1 as a later program will: first the entry, then its sealed lines.
  private func erase() throws {
    let line = #"{"kind":"erased","case":1,"ground":"surat","lines":["0a"],"grant":"owner"}"#
    let journal = try Journal<Event>(opening: office.store, files: HostFileSystem()) {
      Hexadecimal.text(HostRandom.bytes(16))
    }
    let event = try Event(from: JSONObject(parsing: Array(line.utf8))) { _ in nil }
    let at = office.clock.now
    _ = try journal.transaction(holder: "owner", apply: { _ in }) { _ in
      (EntryDraft(at: at, id: "erasure", by: "owner", events: [event]), 0)
    }
    let lines = String(decoding: try office.journal(), as: UTF8.self).split(separator: "\n")
    let kept = lines.map { line in
      line.hasPrefix(#"{"salt":"#) && line.contains(#","case":1,"#)
        ? String(repeating: " ", count: line.utf8.count) : String(line)
    }
    try office.overwriteJournal(Array((kept.joined(separator: "\n") + "\n").utf8))
  }

  @Test("a membership that was erased is not written again when what came after is taken back")
  func undo() throws {
    try erase()
    let desk = try office.desk()
    let enrolled = try #require(desk.caseload.file(1)?.standing)
    let end = End(1, reason: "L2", on: CaseloadScenario.firstDay)
    try desk.record(.end(end), by: "dewi")
    try desk.record(.undo(Undo(1, note: "salah orang")), by: "dewi")
    for each in [desk, try office.desk()] {
      let file = try #require(each.caseload.file(1))
      #expect(file.standing == enrolled)
      #expect(file.person.value == nil && file.membership?.value == nil)
    }
    let text = String(decoding: try office.journal(), as: UTF8.self)
    #expect(!text.contains("12345678901") && !text.contains(Form.nik(1)))
    let report = try office.check()
    #expect(report.findings == [])
    #expect(try office.desk().register(3) == 3)
  }
}
