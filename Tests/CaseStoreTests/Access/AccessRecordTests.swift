import CanonicalForm
import CaseDomain
import EventJournal
import SystemFiles
import TestSupport
import Testing

@testable import CaseStore

@Suite("The access record of a store")
struct AccessRecordTests {
  private let office: Office
  private let path: String

  init() throws {
    office = try Office()
    path = FilePath.join(office.store, "access.jsonl")
    try office.desk().register(1)
  }

  private func records() throws -> [AccessRecord] {
    var records: [AccessRecord] = []
    try office.desk().replayAccess {
      records.append($0)
      return true
    }
    return records
  }

  private func bytes() throws -> [UInt8] {
    try office.folder.files.readWhole(path, limit: 1 << 20)
  }

  @Test("a store in which nobody looked has none, and is in order")
  func none() throws {
    #expect(try records().isEmpty)
    #expect(try office.check().access == nil)
    #expect(throws: SystemFailure.self) { try office.folder.files.status(at: path) }
  }

  @Test("lines say who, when, what, and at which entry of the journal, in a chain of their own")
  func lines() throws {
    let desk = try office.desk()
    try desk.record([.opened(1)], by: "siti", via: "desk-2")
    office.clock.advance(minutes: 3)
    try office.desk().record([.revealed(1, reason: "cocokkan KTP")], by: "dewi")
    try desk.record([.exported("list", CaseNumbers([1]), reason: "daftar")], by: "siti")
    let records = try records()
    #expect(records.map(\.number) == [1, 2, 3])
    #expect(records.map(\.by) == ["siti", "dewi", "siti"])
    #expect(records.map(\.via) == ["desk-2", nil, nil])
    #expect(records.allSatisfy { $0.access.entry == desk.head.number })
    #expect(records.allSatisfy { $0.access.head == desk.head.hash })
    #expect(records[0].at < records[1].at)
    let report = try office.check()
    #expect(report.severity == .clean)
    #expect(report.access?.entries == 3)
    #expect(try office.folder.files.status(at: path).isLoose == false)
  }

  @Test("a long record is gone on with from its end alone")
  func end() throws {
    let desk = try office.desk()
    for number in 0..<400 {
      try desk.record([.revealed(1, reason: "alasan yang panjang nomor \(number)")], by: "dewi")
    }
    #expect(try bytes().count > 1 << 16)
    for _ in 0..<3 { try office.desk().record([.opened(1)], by: "siti") }
    #expect(try records().map(\.number) == Array(1...403))
    #expect(try office.check().severity == .clean)
  }

  @Test("a line that was cut short is sealed by the next, and nothing of it counts")
  func torn() throws {
    let desk = try office.desk()
    for _ in 0..<3 { try desk.record([.opened(1)], by: "siti") }
    let whole = try bytes()
    for cut in [1, 40, 100] {
      let file = try office.folder.files.open(path, for: .appending)
      try office.folder.files.writeAll(file, Array(whole.suffix(150).prefix(cut)))
      office.folder.files.close(file)
      try office.desk().record([.opened(1)], by: "siti")
    }
    #expect(try records().map(\.number) == Array(1...6))
    let report = try office.check()
    #expect(report.severity == .clean)
    #expect(report.access?.voids == 3)
  }

  @Test("a changed byte above the last line is found, whatever byte it is")
  func changed() throws {
    let desk = try office.desk()
    for number in 1...3 { try desk.record([.revealed(1, reason: "alasan \(number)")], by: "dewi") }
    let whole = try bytes()
    // Of the last line a part may be what a power cut leaves.
    let last = try #require(whole.dropLast().lastIndex(of: 0x0A))
    for place in stride(from: 0, to: last, by: 37) {
      var changed = whole
      changed[place] ^= 1
      try overwrite(changed)
      let severity = try office.check().severity
      #expect(severity > .repairable, "byte \(place): \(severity)")
    }
    try overwrite(whole)
    #expect(try office.check().severity == .clean)
  }

  @Test("a line taken out breaks the chain")
  func removed() throws {
    let desk = try office.desk()
    for number in 1...3 { try desk.record([.revealed(1, reason: "alasan \(number)")], by: "dewi") }
    let lines = try bytes().split(separator: 0x0A)
    try overwrite(lines[0] + [0x0A] + lines[2] + [0x0A])
    #expect(try office.check().severity > .repairable)
  }

  @Test("a journal that was written anew contradicts what was recorded of it")
  func rewritten() throws {
    let other = try Office(clock: TestClock())
    office.clock.advance(minutes: 1)
    try office.desk().record([.opened(1)], by: "siti")
    try other.desk().register(2)
    try office.overwriteJournal(try other.journal())
    let report = try office.check()
    #expect(report.contradictions == [AccessContradiction(line: 1, entry: 2)])
    #expect(report.severity == .tampered)
  }

  @Test(
    "what was shown to somebody without a right to it then is found, and nobody else is accused")
  func trespass() throws {
    let desk = try office.desk()
    // It waits for RT/RW: not for Dinas Sosial to compare, nor for an auditor to reveal.
    try desk.record([.opened(1)], by: "siti")
    try desk.record([.revealed(1, reason: "cocokkan KTP")], by: "dewi")
    #expect(try office.check().severity == .clean)
    try desk.record([.opened(1)], by: "rina")
    try desk.record([.revealed(1, reason: "cocokkan KTP")], by: "joko")
    try desk.record([.opened(9)], by: "siti")
    let report = try office.check()
    let entry = desk.head.number
    #expect(
      report.trespasses == [
        AccessTrespass(line: 3, entry: entry, by: "rina", case: 1),
        AccessTrespass(line: 4, entry: entry, by: "joko", case: 1),
        AccessTrespass(line: 5, entry: entry, by: "siti", case: 9),
      ])
    #expect(report.severity == .tampered)
  }

  @Test("wrong PINs are recorded and count wherever they are typed, for a quarter of an hour")
  func wrongPINs() throws {
    let desk = try office.desk()
    // The PIN 481562, at the least costs that are allowed.
    let verifier = try #require(
      PINVerifier(
        "$scrypt$ln=14,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$SLK1oiXycDLJ3Lz0YT9O2A4fFOK9MuZK1RHwUw7WlJE"))
    _ = try desk.perform([.setPIN(SetPIN("siti", verifier))], by: "adi", id: desk.newID())
    for _ in 1...3 { #expect(desk.tryPIN("111111", of: "siti", via: "meja-1") == .wrong) }
    let other = try office.desk()
    #expect(other.tryPIN("481562", of: "siti", via: nil) == .right)
    for _ in 1...2 { #expect(other.tryPIN("", of: "siti", via: nil) == .wrong) }
    #expect(desk.tryPIN("481562", of: "siti", via: "meja-1") == .barred)
    let refused = try records().filter { $0.access.deed == .wrongPIN }
    #expect(refused.map(\.via) == ["meja-1", "meja-1", "meja-1", nil, nil])
    #expect(refused.allSatisfy { $0.by == "siti" })
    #expect(try records().last?.access.deed == .barredPIN)
    #expect(!String(decoding: try bytes(), as: UTF8.self).contains("111111"))
    // Nobody else is barred, and this one not for ever.
    #expect(desk.tryPIN("481562", of: "budi", via: nil) == .wrong)
    office.clock.advance(minutes: 15)
    #expect(desk.tryPIN("481562", of: "siti", via: "meja-1") == .right)
    #expect(try office.check().severity == .clean)
  }

  @Test("wrong PINs count also below many other lines")
  func wrongPINsBelow() throws {
    let desk = try office.desk()
    for _ in 1...5 { try desk.record([.wrongPIN], by: "siti") }
    for _ in 1...400 { try desk.record([.asked(1, nil)], by: "joko") }
    #expect(try bytes().count > 80_000)
    #expect(desk.tryPIN("481562", of: "siti", via: nil) == .barred)
  }

  @Test("what cannot be counted is not tried")
  func uncounted() throws {
    let desk = try office.desk()
    try office.folder.files.makeFolder(path)
    #expect(desk.tryPIN("481562", of: "siti", via: nil) == .barred)
  }

  @Test("what cannot be recorded is an error, and the next try is a new one")
  func failing() throws {
    let desk = try office.desk()
    // A folder of that name: nothing can be written there.
    try office.folder.files.makeFolder(path)
    #expect(throws: StoreError.self) { try desk.record([.opened(1)], by: "siti") }
    try office.folder.files.removeFolder(path)
    try desk.record([.opened(1)], by: "siti")
    #expect(try records().count == 1)
  }

  @Test("attempts without a right are recorded, other refusals are not")
  func refused() throws {
    let desk = try office.desk()
    try desk.record(.setDesk(SetDesk("desk-1", officers: ["joko"])), by: "adi")
    _ = try desk.perform(
      [.approve(1, signed: true), .approve(1, signed: true), .approve(9, signed: true)], by: "joko",
      via: "desk-1")
    _ = try desk.perform([.approve(1, signed: false)], by: "budi")
    _ = try desk.perform([.approve(1, signed: true)], by: .owner)
    _ = try desk.perform([.approve(1, signed: true)], by: "tono")
    let records = try records()
    #expect(
      records.map(\.access.deed) == [
        .refused("approve", CaseNumbers([1]), why: "notAllowed"),
        .refused("approve", CaseNumbers([1]), why: "ownerDoesNotDecide"),
        .refused("approve", CaseNumbers([1]), why: "unknownOfficer"),
      ])
    #expect(records.map(\.by) == ["joko", .owner, "tono"])
    #expect(records.first?.via == "desk-1")
  }

  @Test("backup and restore take it along, whole, whatever the moment")
  func kept() throws {
    let desk = try office.desk()
    try desk.record([.opened(1)], by: "siti")
    try desk.register(2)
    try desk.record([.revealed(2, reason: "cocokkan KTP")], by: "dewi")
    let copy = FilePath.join(office.folder.path, "copy")
    let manifest = try desk.backup(to: copy, program: "payung test", by: .owner)
    #expect(manifest.files.contains { $0.name == "access.jsonl" })
    let target = FilePath.join(office.folder.path, "restored")
    let surroundings = office.surroundings(HostFileSystem())
    _ = try CaseStore.restore(copy, to: target, until: .entry(2), by: .owner, surroundings)
    let restored = try CaseStore(opening: target, surroundings)
    try restored.register(3)
    try restored.record([.opened(1)], by: "siti")
    var deeds: [String] = []
    try restored.replayAccess {
      deeds.append($0.access.deed.kind)
      return true
    }
    #expect(deeds == ["opened", "revealed", "opened"])
    #expect(try CaseStore.check(target, surroundings).severity == .clean)
  }

  @Test("nothing in it names a person, so that an erasure leaves it alone")
  func erased() throws {
    let desk = try office.desk()
    let person = try #require(desk.caseload.file(1)?.person.value)
    try desk.record([.opened(1), .revealed(1, reason: "cocokkan KTP")], by: "siti")
    try desk.record([.exported("list", CaseNumbers([1]), reason: "daftar")], by: "dewi")
    _ = try desk.perform([.approve(1, signed: true)], by: "joko")
    let before = try bytes()
    let text = String(decoding: before, as: UTF8.self)
    #expect(!text.contains(person.name) && !text.contains(person.nik.digits))
    try desk.record(.withdraw(Withdraw(1, reason: "L2")), by: "siti")
    _ = try desk.erase(1, ground: "surat 12/2026", by: "adi")
    #expect(try bytes() == before)
    #expect(try office.check().severity == .clean)
  }

  private func overwrite(_ bytes: [UInt8]) throws {
    try office.folder.files.remove(path)
    try office.folder.files.writeNew(path, bytes)
  }
}
