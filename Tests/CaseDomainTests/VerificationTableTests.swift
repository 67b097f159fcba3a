import CanonicalForm
import CaseDomain
import TestSupport
import Testing

/// The whole of the rules on a few pages: every place of a case, every command, what comes of it.
///
/// A changed rule is a changed line of `fixtures/verification-table.txt`.
@Suite("The verification table")
struct VerificationTableTests {
  @Test("every stage answers every command as the table says")
  func table() throws {
    var rows: [[String]] = [["asked of wati, who holds every grant"] + commands(1).map(\.name)]
    for (name, arrange) in places {
      var scenario = try CaseloadScenario()
      let id = try arrange(&scenario)
      rows.append([name] + commands(id).map { answer($0.make(scenario), id, scenario) })
    }
    // A column each would be 300 wide: a block for each place of the case, a line for each command.
    var text = "\(rows[0][0])\n"
    for row in rows.dropFirst() {
      text += "\n\(row[0])\n"
      for (command, answer) in zip(rows[0], row).dropFirst() {
        text += "  \(command.padded(to: 36))\(answer)\n"
      }
    }
    try expectGolden(text, "verification-table.txt")
  }

  @Test("the table knows every stage and every command")
  func complete() throws {
    var stages: Set<Stage> = []
    for (_, arrange) in places {
      var scenario = try CaseloadScenario()
      let id = try arrange(&scenario)
      stages.insert(try #require(scenario.stage(id)))
    }
    #expect(stages == Set(Stage.allCases))
    var kinds: Set<String> = []
    let scenario = try CaseloadScenario()
    for command in commands(1) {
      let command = command.make(scenario)
      kinds.insert(String(describing: command).prefix { $0 != "(" }.description)
      // A new command does not compile until it stands here, and then in the table.
      switch command {
      case .setProgramme, .setOfficer, .setKey, .removeKey, .setDesk, .setPIN, .addParticipants,
        .register, .correct, .approve, .reject,
        .return, .distinguish, .undo, .undoEntry, .withdraw, .enrol, .enrolNext, .end, .erase:
        break
      }
    }
    #expect(kinds.count == 16)
  }

  @Test("a golden file that differs or is missing is seen")
  func golden() throws {
    let name = "verification-table.txt"
    let text = String(decoding: try fixture(name), as: UTF8.self)
    #expect(difference(of: text, fromFixture: name) == nil)
    let changed = text.replacing("approve", with: "aprove", maxReplacements: 1)
    #expect(difference(of: changed, fromFixture: name)?.contains("aprove") == true)
    #expect(difference(of: "", fromFixture: "no-such-fixture.txt") != nil)
  }

  private typealias Arrange = (inout CaseloadScenario) throws -> CaseID

  private func waiting(_ approvals: Int) -> Arrange {
    { scenario in
      let id = try scenario.registered(.person(1))
      for _ in 0..<approvals { try scenario.approve(id) }
      return id
    }
  }

  private func returned(_ approvals: Int) -> Arrange {
    { scenario in
      let id = try waiting(approvals)(&scenario)
      let by: [OfficerID] = ["budi", "lina", "rina"]
      try scenario.perform(
        .return(Return(scenario.decision(id, note: "x"), reason: "A7")), by: by[approvals])
      return id
    }
  }

  private func rejected(_ approvals: Int) -> Arrange {
    { scenario in
      let id = try waiting(approvals)(&scenario)
      let by: [OfficerID] = ["budi", "lina", "rina"]
      try scenario.perform(
        .reject(Reject(scenario.decision(id), reason: "B1")), by: by[approvals])
      return id
    }
  }

  private func then(
    _ arrange: @escaping Arrange, by officer: OfficerID, _ command: @escaping (CaseID) -> Command
  ) -> Arrange {
    { scenario in
      let id = try arrange(&scenario)
      try scenario.perform(command(id), by: officer)
      return id
    }
  }

  private var places: [(String, Arrange)] {
    let enrolled: Arrange = { try $0.enrolled(.person(1)) }
    let repaired = Form([.name: "Nama Baru"])
    return [
      ("waiting at the first level", waiting(0)),
      (
        "waiting at the first level after a decision",
        then(returned(0), by: "siti") { .correct(Correct($0, changes: repaired)) }
      ),
      ("waiting at the middle level", waiting(1)), ("waiting at the last level", waiting(2)),
      ("returned by the first level", returned(0)), ("returned by the middle level", returned(1)),
      ("returned by the last level", returned(2)),
      (
        "returned by bpjs",
        then(enrolled, by: "dewi") {
          .return(Return(DecisionInput($0, note: "x"), reason: "A4"))
        }
      ),
      ("rejected by a rule at registration", { try $0.registered(.person(1, born: "2010-02-16")) }),
      (
        "rejected by a rule later",
        { scenario in
          let id = try waiting(1)(&scenario)
          try scenario.perform(.addParticipants(list(1)), by: "dewi")
          return id
        }
      ),
      ("rejected by the first level", rejected(0)), ("rejected by the last level", rejected(2)),
      (
        "rejected by bpjs",
        then(enrolled, by: "dewi") { .reject(Reject(DecisionInput($0), reason: "C1")) }
      ),
      ("qualified", { try $0.qualified(.person(1)) }), ("enrolled", enrolled),
      (
        "ended",
        then(enrolled, by: "dewi") { .end(End($0, reason: "L2", on: CaseloadScenario.firstDay)) }
      ),
      ("withdrawn", then(waiting(1), by: "siti") { .withdraw(Withdraw($0, reason: "L2")) }),
      ("cancelled", then(waiting(0), by: "siti") { .undo(Undo($0)) }),
    ]
  }

  private struct Column {
    var name: String
    var make: (CaseloadScenario) -> Command
  }

  private func list(_ number: Int) throws -> AddParticipants {
    AddParticipants(
      people: [Participant(nik: try NIK(Form.nik(number)), kind: .employed, row: 2)],
      asOf: CaseloadScenario.firstDay, replacing: false)
  }

  private func commands(_ id: CaseID) -> [Column] {
    /// A decision at the level of the case, as it is typed there.
    func input(_ scenario: CaseloadScenario, _ note: String? = nil) -> DecisionInput {
      scenario.decision(id, note: note)
    }
    func reason(_ scenario: CaseloadScenario, _ level: ReasonCode, _ bpjs: ReasonCode) -> ReasonCode
    {
      scenario.stage(id) == .enrolled ? bpjs : level
    }
    func correct(_ name: String, _ changes: [Field: String], _ note: String? = nil) -> Column {
      Column(name: name) { _ in .correct(Correct(id, changes: Form(changes), note: note)) }
    }
    return [
      Column(name: "approve") { .approve(Approve(input($0))) },
      Column(name: "reject") { .reject(Reject(input($0), reason: reason($0, "B1", "C1"))) },
      Column(name: "return") {
        .return(Return(input($0, "x"), reason: reason($0, "A7", "A4")))
      },
      correct("fill address and birth place", [.address: "Jl. Lain", .birthPlace: "Moro"]),
      correct("correct an occupation", [.occupation: "05"]),
      correct("correct a name", [.name: "Nama Lain"]),
      correct("correct an RT", [.rt: "009"]),
      correct(
        "correct NIK and birth date",
        [.nik: Form.nik(5, born: "1990-01-01"), .birthDate: "1990-01-01"]),
      correct("correct nothing, with a note", [:], "baca lagi"),
      Column(name: "distinguish from another") {
        .distinguish(Distinguish(id, from: $0.caseload.nextID, note: "x"))
      },
      Column(name: "undo") { _ in .undo(Undo(id)) },
      Column(name: "undo the last entry") { .undoEntry(UndoEntry($0.entry)) },
      Column(name: "withdraw") { _ in .withdraw(Withdraw(id, reason: "L2")) },
      Column(name: "enrol") { _ in .enrol(Enrol(id)) },
      Column(name: "enrol the next") { _ in .enrolNext(EnrolNext(1)) },
      Column(name: "end") { _ in .end(End(id, reason: "L2", on: CaseloadScenario.firstDay)) },
      Column(name: "erase") { _ in
        .erase(Erase(id, ground: "surat 12/2026", lines: [String(repeating: "0", count: 64)]))
      },
      Column(name: "register the same NIK") { scenario in
        let nik = scenario.caseload.file(id)?.person.value?.nik.digits ?? Form.nik(1)
        let born = scenario.caseload.file(id)?.person.value?.birthDate.description ?? "1984-02-16"
        return .register(Register(form: .person(1, born: born, [.nik: nik])))
      },
      Column(name: "add the person to a list") { scenario in
        let nik = scenario.caseload.file(id)?.person.value?.nik
        return .addParticipants(
          AddParticipants(
            people: nik.map { [Participant(nik: $0, kind: .selfPaid, row: 9)] } ?? [],
            asOf: CaseloadScenario.firstDay, replacing: false))
      },
      Column(name: "set a programme without its village") { scenario in
        var programme = scenario.caseload.rules?.programme
        programme?.areas.removeFirst()
        return programme.map { .setProgramme(SetProgramme($0)) } ?? .undo(Undo(id))
      },
      Column(name: "set an officer") { _ in .setOfficer(.add(.sample("baru", "auditor:21.02"))) },
    ]
  }

  private func answer(_ command: Command, _ id: CaseID, _ scenario: CaseloadScenario) -> String {
    var after = scenario
    // Who is told apart from whom must be there.
    if case .distinguish = command { _ = try? after.registered(.person(2)) }
    do throws(Refusal) {
      let before = scenario.place(id)
      let events = try after.perform(command, by: "wati")
      let kinds = events.map(\.kind).joined(separator: " + ")
      let place = after.place(id) ?? "-"
      return place == before ? "\(kinds), stays" : "\(kinds) → \(place)"
    } catch {
      return "no: " + String(describing: error).prefix { $0 != "(" }
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
