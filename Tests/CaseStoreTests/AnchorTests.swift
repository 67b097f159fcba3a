import CaseDomain
import CaseStore
import EventJournal
import SystemFiles
import TestSupport
import Testing

/// What was written down elsewhere, held against the journal.
struct AnchorTests {
  let office: Office
  let desk: CaseStore

  init() throws {
    office = try Office()
    desk = try office.desk()
    try desk.register(1)
    try desk.register(2)
  }

  private func findings(_ text: String) throws -> [AnchorFinding] {
    try CaseStore.check(office.store, anchors: Anchor.all(in: text), Surroundings()).anchors
  }

  @Test("a seal, a printed list and an exported one say where the journal stood, in both languages")
  func forms() throws {
    let hash = desk.head.hash
    let groups = stride(from: 0, to: 16, by: 4).map { hash.dropFirst($0).prefix(4) }
    let mark = groups.joined(separator: " ")
    let texts = [
      try desk.seal().line, "2 berkas. Jurnal 3, \(mark).", "12 cases. Journal 3, \(mark).",
      "\"Keadaan 13 November 2025 pukul 09.00, jurnal 3, \(hash)\"",
    ]
    for text in texts {
      #expect(Anchor.all(in: text).map(\.entry) == [3], "\(text)")
      guard case .holds? = try findings(text).first else {
        Issue.record("\(text): \(try findings(text))")
        continue
      }
    }
    #expect(Anchor.all(in: texts.joined(separator: "\n")).count == 4)
    #expect(Anchor.all(in: "Jurnal 3, 324c 2f70") == [])
  }

  @Test("a history that was written anew from the start is found, however consistent it is")
  func rewritten() throws {
    let seal = try desk.seal()
    let other = try Office()
    let forged = try other.desk()
    try forged.register(3)
    try forged.register(2)
    let report = try CaseStore.check(
      other.store, anchors: [Anchor(store: nil, entry: seal.entry, hash: seal.hash)],
      Surroundings())
    #expect(report.journal.severity == .clean)
    #expect(report.severity == .tampered)
    let stranger = Anchor(store: "another", entry: seal.entry, hash: seal.hash)
    let named = try CaseStore.check(other.store, anchors: [stranger], Surroundings())
    #expect(named.anchors == [.otherStore(stranger)] && named.severity == .needsPerson)
  }

  @Test("a seal covers the access record too, and one from before that was so still holds")
  func access() throws {
    let old = try desk.seal().line
    #expect(!old.contains("access"))
    try desk.record([.opened(1), .asked(1, nil)], by: "siti")
    let seal = try desk.seal()
    #expect(seal.access?.number == 1)
    try desk.record([.opened(2)], by: "siti")
    for line in [old, seal.line] {
      guard case .holds? = try findings(line).first else {
        Issue.record("\(line): \(try findings(line))")
        return
      }
    }
    // The record of another store, with as many lines, and of the same store without its end.
    let path = FilePath.join(office.store, "access.jsonl")
    let bytes = try office.folder.files.readWhole(path, limit: 1 << 20)
    let other = try Office()
    let elsewhere = try other.desk()
    try elsewhere.register(1)
    try elsewhere.record([.opened(1)], by: "dewi")
    let foreign = try other.folder.files.readWhole(
      FilePath.join(other.store, "access.jsonl"), limit: 1 << 20)
    for (content, expected) in [
      (foreign, AnchorFinding.accessRewritten(Anchor.all(in: seal.line)[0])),
      ([], .accessBeyond(Anchor.all(in: seal.line)[0], last: 0)),
    ] {
      try office.folder.files.remove(path)
      try office.folder.files.writeNew(path, content)
      #expect(try findings(seal.line) == [expected])
    }
    #expect(!bytes.isEmpty)
  }

  @Test("a journal that ends before the anchor was cut, or is an older copy")
  func beyond() throws {
    let anchor = Anchor(store: nil, entry: 9, hash: String(repeating: "0", count: 64))
    let report = try CaseStore.check(office.store, anchors: [anchor], Surroundings())
    #expect(report.anchors == [.beyond(anchor, last: 3)])
    #expect(report.severity == .tampered)
  }
}
