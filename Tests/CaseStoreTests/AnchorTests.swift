import CaseDomain
import CaseStore
import EventJournal
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
      desk.seal.line, "2 berkas. Jurnal 3, \(mark).", "12 cases. Journal 3, \(mark).",
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
    let seal = desk.seal
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

  @Test("a journal that ends before the anchor was cut, or is an older copy")
  func beyond() throws {
    let anchor = Anchor(store: nil, entry: 9, hash: String(repeating: "0", count: 64))
    let report = try CaseStore.check(office.store, anchors: [anchor], Surroundings())
    #expect(report.anchors == [.beyond(anchor, last: 3)])
    #expect(report.severity == .tampered)
  }
}
