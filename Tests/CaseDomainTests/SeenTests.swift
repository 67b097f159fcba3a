import CanonicalForm
import TestSupport
import Testing

@testable import CaseDomain

@Suite("What changed meanwhile")
struct SeenTests {
  private var scenario: CaseloadScenario

  init() throws { scenario = try CaseloadScenario() }

  /// What `commands` of an officer come to who had seen the entries up to `seen`.
  private func perform(_ commands: [Command], by officer: OfficerID, seen: Int?) -> [Refusal?] {
    var caseload = scenario.caseload
    let stamp = Stamp(entry: scenario.entry + 1, at: scenario.now, by: officer)
    return caseload.perform(commands, at: stamp, seen: seen).map { result in
      if case .failure(let refusal) = result { return refusal }
      return nil
    }
  }

  @Test("No verb acts on a case that somebody else changed behind what was seen")
  func everyVerb() throws {
    var own = self
    try own.scenario.registered(.person(1))
    let item = try #require(own.scenario.caseload.file(1)?.history.last)
    let input = DecisionInput(1, note: "x", signature: .sample)
    let commands: [Command] = [
      .correct(Correct(1, changes: Form([.phone: "08123456789"]))), .approve(Approve(input)),
      .reject(Reject(input, reason: "B1")), .return(Return(input, reason: "A7")),
      .distinguish(Distinguish(1, from: 2, note: "x")), .undo(Undo(1)),
      .withdraw(Withdraw(1, reason: "L2")), .enrol(Enrol(1)),
      .end(End(1, reason: "L2", on: CaseloadScenario.firstDay)),
    ]
    for command in commands {
      #expect(command.caseID == 1)
      let refusals = own.perform([command], by: "wati", seen: item.stamp.entry - 1)
      #expect(refusals == [.changedMeanwhile(1, item)])
      #expect(own.perform([command], by: "wati", seen: item.stamp.entry) != refusals)
      #expect(own.perform([command], by: "wati", seen: nil) != refusals)
    }
  }

  @Test("Commands about no case are not held up")
  func noCase() throws {
    var own = self
    try own.scenario.qualified(.person(1))
    #expect(
      own.perform(
        [.register(Register(form: .person(2))), .enrolNext(EnrolNext(1))], by: "wati", seen: 0)
        == [nil, nil])
    #expect(Command.undoEntry(UndoEntry(2)).caseID == nil)
  }

  @Test("What officers changed themselves since is no reason")
  func ownChange() throws {
    var own = self
    try own.scenario.registered(.person(1), by: "wati")
    let decision = Command.approve(Approve(own.scenario.decision(1)))
    #expect(own.perform([decision], by: "wati", seen: 0) == [nil])
    #expect(own.perform([decision], by: "budi", seen: 0) != [nil])
  }

  @Test("An own change behind that of somebody else does not hide it")
  func ownBehindOther() throws {
    var own = self
    try own.scenario.registered(.person(1))
    let seen = own.scenario.entry
    try own.scenario.approve(1, by: "budi")
    let item = try #require(own.scenario.caseload.file(1)?.history.last)
    try own.scenario.perform(.withdraw(Withdraw(1, reason: "L2")), by: "wati")
    #expect(own.perform([.undo(Undo(1))], by: "wati", seen: seen) == [.changedMeanwhile(1, item)])
    #expect(own.perform([.undo(Undo(1))], by: "wati", seen: seen + 1) == [nil])
  }

  @Test("Of several commands only those about changed cases are refused")
  func batch() throws {
    var own = self
    try own.scenario.registered(.person(1))
    try own.scenario.registered(.person(2))
    let seen = own.scenario.entry
    try own.scenario.approve(1)
    let commands = [1, 2].map { id in
      Command.withdraw(Withdraw(CaseID(id), reason: "L2"))
    }
    let refusals = own.perform(commands, by: "wati", seen: seen)
    guard case .changedMeanwhile(1, let item)? = refusals[0] else {
      Issue.record("\(refusals)")
      return
    }
    #expect(item.stamp.by == "budi" && refusals[1] == nil)
  }

  @Test("What a command changes itself does not stop the next of the same order")
  func sameOrder() throws {
    var own = self
    try own.scenario.registered(.person(1), by: "wati")
    let decision = Command.approve(Approve(own.scenario.decision(1)))
    #expect(
      own.perform([decision, .undo(Undo(1)), decision], by: "budi", seen: own.scenario.entry)
        == [nil, nil, nil])
  }

  @Test("An unknown case is refused as such")
  func unknown() {
    #expect(perform([.undo(Undo(7))], by: "wati", seen: 0) == [.unknownCase(7)])
    #expect(perform([.undo(Undo(CaseID(.min)))], by: "wati", seen: .max) != [nil])
  }

  @Test("The words name the officer and the time, in one line")
  func words() throws {
    var own = self
    try own.scenario.registered(.person(1))
    try own.scenario.approve(1)
    try own.scenario.perform(.undo(Undo(1)), by: "budi")
    let history = try #require(own.scenario.caseload.file(1)).history
    let told = history.map {
      Wording(.indonesian, own.scenario.caseload).refusal(.changedMeanwhile(1, $0))
    }
    #expect(
      told == [
        "Berkas 1 sudah didata SITI pukul 09.01; keputusan ini tidak disimpan.",
        "Berkas 1 sudah disetujui BUDI pukul 09.02; keputusan ini tidak disimpan.",
        "Berkas 1 sudah diurungkan BUDI pukul 09.03; keputusan ini tidak disimpan.",
      ])
    let list = [Participant(nik: try NIK(Form.nik(1)), kind: .employed, row: 2)]
    try own.scenario.perform(
      .addParticipants(
        AddParticipants(people: list, asOf: CaseloadScenario.firstDay, replacing: false)),
      by: "dewi")
    let item = try #require(own.scenario.caseload.file(1)?.history.last)
    #expect(
      Wording(.english, own.scenario.caseload).refusal(.changedMeanwhile(1, item))
        == "Case 1 was rejected by rule at 09:04; this decision was not saved.")
  }
}
