import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("Random histories")
struct PropertyTests {
  @Test("2,000 random histories keep what must always hold", arguments: 0..<20)
  func histories(_ batch: Int) throws {
    var programme = try Programme.sample(target: 2, ceiling: 84_000)
    for round in 0..<100 {
      var random = SeededRandom(seed: UInt64(batch * 100 + round))
      programme.fourEyes = round % 2 == 0
      var scenario = try CaseloadScenario(programme)
      for _ in 0..<40 {
        if Int.random(in: 0..<12, using: &random) == 0 {
          scenario.now = Instant(milliseconds: scenario.now.milliseconds + 3 * 86_400_000)
        }
        let commands = (0..<(Int.random(in: 0..<8, using: &random) == 0 ? 3 : 1)).map { _ in
          command(scenario, &random)
        }
        let by =
          (["wati", "wati", "siti", "budi", "lina", "rina", "dewi"] as [OfficerID])
          .randomElement(using: &random) ?? "wati"
        let before = scenario
        do throws(Refusal) {
          try scenario.perform(commands, by: by)
        } catch {
          continue
        }
        guard holds(scenario, programme) else {
          Issue.record("seed \(batch * 100 + round): \(commands)")
          return
        }
        guard undoRestores(before, scenario) else {
          Issue.record("seed \(batch * 100 + round): undo of \(commands)")
          return
        }
      }
      try expectReplay(scenario)
      try expectRegular(scenario)
    }
  }

  @Test("the random histories reach every stage and every kind of event")
  func coverage() throws {
    let programme = try Programme.sample(target: 2, ceiling: 84_000)
    var stages: Set<Stage> = []
    var kinds: Set<String> = ["restored"]
    for seed in 0..<200 {
      var random = SeededRandom(seed: UInt64(seed))
      var scenario = try CaseloadScenario(programme)
      for _ in 0..<40 {
        let command = command(scenario, &random)
        if scenario.refusal(of: command, by: "wati") == nil {
          try scenario.perform(command, by: "wati")
        } else if scenario.refusal(of: command, by: "rina") == nil {
          try scenario.perform(command, by: "rina")
        } else if scenario.refusal(of: command, by: "lina") == nil {
          try scenario.perform(command, by: "lina")
        }
        stages.formUnion(scenario.caseload.rows.map(\.standing.stage))
        if (scenario.caseload.nextID.number - 1) > scenario.caseload.rows.map(\.id).count {
          stages.insert(.cancelled)
        }
      }
      kinds.formUnion(scenario.log.map(\.event.kind))
    }
    #expect(stages == Set(Stage.allCases))
    #expect(kinds == Event.kinds)
  }

  private func command(_ scenario: CaseloadScenario, _ random: inout SeededRandom) -> Command {
    let number = Int.random(in: 1...6, using: &random)
    let id = CaseID(Int.random(in: 1...max(1, scenario.caseload.nextID.number - 1), using: &random))
    let stage = scenario.stage(id)
    let bpjs = stage == .enrolled
    switch Int.random(in: 0..<33, using: &random) {
    case 0..<5:
      let born = ["1984-02-16", "1984-02-16", "1984-02-16", "2010-01-01"].randomElement(
        using: &random)
      return .register(Register(form: .person(number, born: born ?? "1984-02-16")))
    case 5..<15: return .approve(Approve(scenario.decision(id)))
    case 15: return .reject(Reject(scenario.decision(id), reason: bpjs ? "C1" : "B1"))
    case 16, 17:
      return .return(Return(scenario.decision(id, note: "x"), reason: bpjs ? "A4" : "A7"))
    case 18: return .correct(Correct(id, changes: Form([.address: "Jl. \(number)"])))
    case 19: return .correct(Correct(id, changes: Form([.nik: Form.nik(number)])))
    case 20:
      return .correct(
        Correct(id, changes: Form([.rt: "\(number)", .phone: "08123456789\(number)"])))
    case 21: return .correct(Correct(id, changes: Form(), note: "lagi"))
    case 31: return .distinguish(Distinguish(id, from: CaseID(number), note: "x"))
    case 22: return .withdraw(Withdraw(id, reason: "L2"))
    case 23: return .undo(Undo(id))
    case 24:
      return .undoEntry(UndoEntry(Int.random(in: 1...scenario.entry, using: &random)))
    case 25:
      return .enrol(
        Enrol(
          id, from: Month(["2025-11", "2025-12"].randomElement(using: &random) ?? ""),
          kpj: number < 4 ? nil : "1234567890\(number)"))
    case 26: return .enrolNext(EnrolNext(2))
    case 27:
      return .end(
        End(
          id, reason: number < 3 ? "L1" : "L2", on: scenario.now.day,
          until: number == 3 ? .none : .same))
    case 28: return .erase(Erase(id, ground: "surat 12/2026", lines: ["0\(number)"]))
    case 29:
      let kind = ParticipantKind.allCases.randomElement(using: &random) ?? .employed
      let people = (try? NIK(Form.nik(number))).map { [Participant(nik: $0, kind: kind, row: 1)] }
      return .addParticipants(
        AddParticipants(people: people ?? [], asOf: scenario.now.day, replacing: number < 4))
    case 32:
      guard let key = try? SSHKey.sample(UInt8(number % 2)) else { return .undo(Undo(id)) }
      switch number {
      case 1, 2: return .setKey(SetKey(key, of: .officer("joko")))
      case 3: return .removeKey(RemoveKey(key, of: .officer("joko")))
      case 4, 5: return .setDesk(SetDesk("meja-1", officers: number == 4 ? ["joko"] : []))
      default: return .setPIN(SetPIN("joko", .sample))
      }
    default:
      return .setOfficer(
        .grant(
          "joko", Grant(role: .auditor, area: AreaCode("21.02.0\(number)"), from: scenario.now.day))
      )
    }
  }

  private func holds(_ scenario: CaseloadScenario, _ programme: Programme) -> Bool {
    let caseload = scenario.caseload
    let files = caseload.rows.compactMap { caseload.file($0.id) }
    var isFine = true
    func check(_ condition: Bool, _ what: String) {
      if !condition {
        Issue.record(Comment(rawValue: what))
        isFine = false
      }
    }
    let niks = files.compactMap { $0.person.value?.nik }
    check(Set(niks).count == niks.count, "a NIK in two cases")
    check(
      files.allSatisfy { file in
        file.person.value.map { caseload.case(with: $0.nik)?.id == file.id } ?? true
      }, "a NIK that is not found")
    for month in programme.months {
      let covered = files.count { $0.coveredMonths(programme).contains(month) }
      check(caseload.covered(in: month) == covered, "covered in \(month)")
      check(covered <= programme.target, "target in \(month)")
    }
    check(caseload.committed <= programme.ceiling, "ceiling")
    check(
      caseload.committed
        == files.reduce(0) { $0 + $1.coveredMonths(programme).count * 16_800 }, "committed")
    let qualified = files.filter { $0.standing.stage == .qualified }
    let moments = caseload.qualified.compactMap { caseload.file($0)?.standing.qualification }
    check(Set(caseload.qualified) == Set(qualified.map(\.id)), "who is qualified")
    check(
      moments.count == qualified.count && zip(moments, moments.dropFirst()).allSatisfy { $0 < $1 },
      "order of qualification")
    let byStage = Stage.allCases.filter { $0 != .cancelled }.map { stage in
      files.count { $0.standing.stage == stage }
    }
    check(byStage.reduce(0, +) == files.count, "counts by stage")
    for file in files {
      let standing = file.standing
      switch standing.stage {
      case .waiting:
        check(standing.level.flatMap(programme.level) != nil && standing.reason == nil, "waiting")
      case .returned: check(standing.level != nil && standing.reason != nil, "returned")
      case .rejected: check(standing.reason != nil, "rejected")
      case .qualified: check(standing.level == nil && standing.qualification != nil, "qualified")
      case .enrolled: check(standing.cover != nil && standing.cover?.until == nil, "enrolled")
      case .ended: check(standing.cover != nil && standing.reason != nil, "ended")
      case .withdrawn: check(standing.cover == nil && standing.reason != nil, "withdrawn")
      case .cancelled: check(false, "a cancelled case in the list")
      }
    }
    return isFine
  }

  /// Whether taking back the newest event of each case leads exactly to where the case stood.
  private func undoRestores(_ before: CaseloadScenario, _ after: CaseloadScenario) -> Bool {
    let events = after.log.dropFirst(before.log.count)
    for (id, own) in Dictionary(grouping: events, by: \.event.caseID) {
      guard let id, own.count == 1, let event = own.first?.event else { continue }
      if case .undone = event { continue }
      if case .erased = event { continue }
      if case .rejected(let rejected) = event, rejected.isAutomatic { continue }
      var undone = after
      do throws(Refusal) {
        try undone.perform(.undo(Undo(id)), by: "wati")
      } catch {
        // In a batch another case may have taken the NIK or the place meanwhile.
        if events.count > 1 { continue }
        Issue.record("\(error)")
        return false
      }
      guard let former = before.caseload.file(id), former.standing.stage != .cancelled else {
        if undone.stage(id) != .cancelled { return false }
        continue
      }
      let now = undone.caseload.file(id)
      if now?.standing != former.standing || now?.record != former.record { return false }
      if now?.membership != former.membership { return false }
    }
    return true
  }

  /// Expects that an audit finds nothing: with all that is sealed, with what is left after the erasures,
  /// and with nothing of it.
  private func expectRegular(_ scenario: CaseloadScenario) throws {
    let erased = Set(
      scenario.log.compactMap { $0.event.erasedLines.isEmpty ? nil : $0.event.caseID })
    let replacing = scenario.log.last { item in
      if case .participantsAdded(let event) = item.event { return event.replacing }
      return false
    }
    let isLeft = { (event: Event, stamp: Stamp) in
      event.caseID.map { !erased.contains($0) } ?? (stamp.entry >= replacing?.stamp.entry ?? 0)
    }
    for isOpen in [{ _, _ in true }, isLeft, { _, _ in false }] as [(Event, Stamp) -> Bool] {
      var replayed = Caseload()
      for (event, stamp) in scenario.log {
        let read = try EventLines(event).read(isOpen(event, stamp))
        if let irregularity = replayed.irregularity(of: read, at: stamp) {
          Issue.record("\(irregularity): \(read) at \(stamp)")
          return
        }
        replayed.apply(read, at: stamp)
      }
    }
  }

  /// Expects that all events, written and read again, make the same caseload.
  private func expectReplay(_ scenario: CaseloadScenario) throws {
    var replayed = Caseload()
    for (event, stamp) in scenario.log {
      let read = try EventLines(event).read()
      if read != event {
        Issue.record("\(event) comes back as \(read)")
        return
      }
      replayed.apply(read, at: stamp)
    }
    let caseload = scenario.caseload
    let count = caseload.nextID.number - 1
    #expect(replayed.nextID == caseload.nextID)
    for number in 1..<(count + 1) {
      #expect(replayed.file(CaseID(number)) == caseload.file(CaseID(number)))
    }
    #expect(replayed.qualified == caseload.qualified && replayed.officers == caseload.officers)
    #expect(
      replayed.participants == caseload.participants && replayed.rulesets == caseload.rulesets)
    #expect(replayed.committed == caseload.committed && replayed.created == caseload.created)
  }
}
