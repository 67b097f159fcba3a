import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("erased")
struct ErasedTests {
  /// A qualified case whose person was erased.
  private func erased() throws -> (Caseload, Stamp) {
    var scenario = try CaseloadScenario()
    try scenario.qualified(.person(1))
    let line = #"{"kind":"erased","case":1,"ground":"surat","lines":["0a"],"grant":"owner"}"#
    let stamp = Stamp(entry: scenario.entry + 1, at: scenario.now, by: "wati")
    var caseload = scenario.caseload
    caseload.apply(try EventLines(file: line).read(), at: stamp)
    return (caseload, stamp)
  }

  @Test("after an erasure the person is gone and what totals need is still there")
  func totals() throws {
    let (caseload, _) = try erased()
    let file = try #require(caseload.file(1))
    #expect(file.person == .erased(hash: "0a") && file.record.application == nil)
    #expect(file.area == "21.02.03.1001" && file.occupation == "01" && file.age == 41)
    #expect(file.standing.stage == .qualified && caseload.qualified == [1])
    #expect(caseload.case(with: try NIK(Form.nik(1))) == nil)
    #expect(file.missingForBPJS(try .sample()) == [])
  }

  @Test("what is erased is neither corrected nor taken back")
  func refusals() throws {
    let (caseload, stamp) = try erased()
    for command in [Command.correct(Correct(1, changes: Form([.name: "X"]))), .undo(Undo(1))] {
      #expect(throws: Refusal.erased(1)) { try caseload.decide(command, at: stamp) }
    }
  }

  @Test(
    "what happened after an erasure is taken back, and nothing that was erased is written again")
  func undoAfterErasure() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.enrolled(.person(1), kpj: "12345678901")
    var stamp = Stamp(entry: scenario.entry + 1, at: scenario.now, by: "dewi")
    var caseload = scenario.caseload
    func apply(_ events: [Event]) {
      for event in events { caseload.apply(event, at: stamp) }
      stamp.entry += 1
    }
    let line = #"{"kind":"erased","case":1,"ground":"surat","lines":["0a","0b"],"grant":"owner"}"#
    apply([try EventLines(file: line).read()])
    let enrolled = try #require(caseload.file(id)?.standing)
    apply(
      try caseload.decide(
        .end(End(id, reason: "L2", on: CaseloadScenario.firstDay)), at: stamp))
    #expect(caseload.file(id)?.standing.stage == .ended)
    let events = try caseload.decide(.undo(Undo(id)), at: stamp)
    apply(events)
    #expect(caseload.file(id)?.standing == enrolled)
    #expect(caseload.file(id)?.person.value == nil && caseload.file(id)?.membership?.value == nil)
    let lines = EventLines(try #require(events.first))
    #expect(lines.sealed.isEmpty)
    for key in ["person", "membership", "area"] { #expect(!lines.event.contains(#""\#(key)""#)) }
    // It is read as whoever opens the journal reads it, and says the same.
    guard case .undone(let read) = try lines.read() else {
      Issue.record("\(lines.event)")
      return
    }
    #expect(read.record == nil && read.membership == nil && read.standing == enrolled)
    // Behind it stands the erasure, which nobody takes back.
    #expect(throws: Refusal.erased(id)) { try caseload.decide(.undo(Undo(id)), at: stamp) }
  }

  @Test("an event about a case that is not there changes nothing")
  func unknown() throws {
    let line = #"{"kind":"erased","case":7,"ground":"surat","lines":["0a"],"grant":"owner"}"#
    var (caseload, stamp) = try erased()
    stamp.entry += 1
    caseload.apply(try EventLines(file: line).read(), at: stamp)
    #expect(caseload.file(7) == nil && caseload.nextID == 2)
  }
}
