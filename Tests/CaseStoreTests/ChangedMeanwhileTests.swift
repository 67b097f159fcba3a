import CanonicalForm
import CaseDomain
import CaseStore
import EventJournal
import TestSupport
import Testing

/// Two desks decide on one case, and the second had not seen what the first did.
struct ChangedMeanwhileTests {
  let office: Office
  let first: CaseStore
  let second: CaseStore

  init() throws {
    office = try Office()
    first = try office.desk()
    try first.register(1)
    try first.register(2)
    second = try office.desk()
  }

  /// The case that was changed meanwhile and who changed it.
  private func changed(_ outcome: Outcome) -> [(CaseID, OfficerID)?] {
    outcome.refusals.map { refusal in
      guard case .changedMeanwhile(let id, let item)? = refusal else { return nil }
      return (id, item.stamp.by)
    }
  }

  @Test("a decision on what no longer holds is refused, and the journal stays as it is")
  func refused() throws {
    let seen = second.head.number
    try first.record(.approve(1, signed: true), by: "budi")
    let journal = try office.journal()
    let outcome = try second.perform([.reject(1, signed: true)], by: "wati", seen: seen)
    #expect(changed(outcome).map(\.?.0) == [1] && changed(outcome).map(\.?.1) == ["budi"])
    #expect(outcome.entry == nil)
    #expect(try office.journal() == journal)
    // The change is known now, and who has seen it may go on.
    #expect(second.head.number == seen + 1)
    #expect(try changed(second.rehearse([.approve(1)], by: "lina", seen: seen)).map(\.?.0) == [1])
    let again = try second.perform([.approve(1)], by: "lina", seen: second.head.number)
    #expect(again.refusals == [nil])
  }

  @Test("without the entry that was seen nothing is asked")
  func unasked() throws {
    try first.record(.approve(1, signed: true), by: "budi")
    #expect(try second.perform([.approve(1)], by: "lina").refusals == [nil])
  }

  @Test("of a batch, the cases that nobody touched are decided")
  func batch() throws {
    let seen = second.head.number
    try first.record(.approve(1, signed: true), by: "budi")
    let outcome = try second.perform(
      [.approve(1, signed: true), .approve(2, signed: true)], by: "wati", seen: seen)
    #expect(changed(outcome).map(\.?.0) == [1, nil] && outcome.refusals[1] == nil)
    #expect(outcome.events.compactMap(\.caseID) == [2])
  }

  @Test("the same id again gives the same answers, the refused one too")
  func sendingTwice() throws {
    let seen = second.head.number
    try first.record(.approve(1, signed: true), by: "budi")
    let id = "6f1c2b9e-7f3a-4b52-9d0e-1a2b3c4d5e6f"
    let commands = [Command.reject(1, signed: true), .approve(2, signed: true)]
    let told = try second.perform(commands, by: "wati", id: id, seen: seen)
    let again = try second.perform(commands, by: "wati", id: id, seen: seen)
    #expect(again.isRepeated && again.entry == told.entry && again.refusals == told.refusals)
  }
}
