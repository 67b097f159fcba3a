import CanonicalForm
import CaseDomain
import EventJournal
import SystemFiles
import TestSupport
import Testing

@testable import CaseStore

/// An entry that nobody was allowed to write, added with the journal's own writer, so that its form, its number and
/// its chain are right: the check names it all the same.
@Suite("An injected entry")
struct InjectedEntryTests {
  /// One attempt for every verb: how the case stands, who could do it, and the command.
  private struct Attempt: Sendable, CustomTestStringConvertible {
    var verb: Verb
    var by: OfficerID
    var arrange: @Sendable (CaseStore) throws -> Void = { try $0.register(1) }
    var command: @Sendable () throws -> Command
    var testDescription: String { verb.rawValue }
  }

  private static let attempts: [Attempt] = [
    Attempt(verb: .register, by: "siti") { .person(2) },
    Attempt(verb: .correct, by: "siti") { .correct(Correct(1, changes: Form([.name: "Lain"]))) },
    Attempt(verb: .approve, by: "budi") { .approve(1, signed: true) },
    Attempt(verb: .reject, by: "budi") { .reject(1, signed: true) },
    Attempt(verb: .return, by: "budi") {
      .return(Return(DecisionInput(1, note: "x", signature: .sample), reason: "A7"))
    },
    Attempt(
      verb: .distinguish, by: "siti",
      arrange: {
        try $0.register(1)
        try $0.register(2)
      }, command: { .distinguish(Distinguish(1, from: 2, note: "x")) }),
    Attempt(verb: .undo, by: "siti") { .undo(Undo(1)) },
    Attempt(verb: .withdraw, by: "siti") { .withdraw(Withdraw(1, reason: "L2")) },
    Attempt(verb: .enrol, by: "dewi", arrange: { try $0.qualify(1...1) }) { .enrol(Enrol(1)) },
    Attempt(
      verb: .end, by: "dewi",
      arrange: {
        try $0.qualify(1...1)
        try $0.record(.enrol(Enrol(1)), by: "dewi")
      }, command: { .end(End(1, reason: "L2", on: CaseloadScenario.firstDay)) }),
    Attempt(verb: .addParticipants, by: "dewi") {
      .addParticipants(
        AddParticipants(
          people: [Participant(nik: try NIK(Form.nik(9)), kind: .employed, row: 2)],
          asOf: CaseloadScenario.firstDay, replacing: false))
    },
    Attempt(verb: .setProgramme, by: "adi") {
      .setProgramme(SetProgramme(try .sample(target: 900)))
    },
    Attempt(verb: .setOfficer, by: "adi") { .setOfficer(.add(.sample("baru", "auditor:21.02"))) },
    Attempt(verb: .setDesk, by: "adi") { .setDesk(SetDesk("meja-1", officers: ["siti"])) },
    Attempt(verb: .setKey, by: "adi") { .setKey(SetKey(try .sample(7), of: .officer("siti"))) },
    Attempt(
      verb: .removeKey, by: "adi",
      arrange: { try $0.record(.setKey(SetKey(try .sample(7), of: .officer("siti"))), by: "adi") },
      command: { .removeKey(RemoveKey(try .sample(7), of: .officer("siti"))) }),
    Attempt(verb: .setPIN, by: "adi") { .setPIN(SetPIN("siti", .sample)) },
    Attempt(
      verb: .erase, by: "adi",
      arrange: {
        try $0.register(1)
        try $0.record(.withdraw(Withdraw(1, reason: "L2")), by: "siti")
      },
      command: {
        .erase(Erase(1, ground: "surat 12/2026", lines: [String(repeating: "0", count: 64)]))
      }),
  ]

  @Test("every verb has its attempt")
  func complete() { #expect(Set(Self.attempts.map(\.verb)) == Set(Verb.allCases)) }

  @Test("is named by the check with its entry, kind and officer", arguments: attempts)
  private func injected(_ attempt: Attempt) throws {
    // Who reads all and changes nothing, who is nobody, and the owner where it is not theirs.
    let forgers: [OfficerID] = ["joko", "tono"]
    for forger in forgers {
      let office = try Office()
      let store = try office.desk()
      try attempt.arrange(store)
      let command = try attempt.command()
      let stamp = Stamp(entry: store.head.number + 1, at: store.now, by: attempt.by)
      let events = try store.caseload.decide(command, at: stamp)
      let kind = try #require(events.first?.kind)
      #expect(try office.check().severity == .clean)

      let salt = String(repeating: "5", count: 32)
      let journal = try Journal<Event>(opening: office.store, files: HostFileSystem()) { salt }
      _ = try journal.transaction(
        holder: forger.rawValue, apply: { _ in },
        decide: { head in
          (
            EntryDraft(
              at: head.at ?? store.now, id: "00000000-0000-4000-8000-00000000000f",
              by: forger.rawValue, events: events), ()
          )
        })
      let report = try office.check()
      // Its bytes are right, and so is its chain; only nobody was allowed to do it. An erasure that names lines which
      // never were is found by its lines too.
      if attempt.verb != .erase { #expect(report.journal.severity == .clean) }
      #expect(report.severity == .tampered, "\(forger)")
      let found = try #require(report.irregularities.first)
      #expect(found.stamp.entry == stamp.entry && found.stamp.by == forger && found.kind == kind)
      let words = Wording(.indonesian).irregularity(found.irregularity)
      #expect(!words.isEmpty)
    }
  }
}
