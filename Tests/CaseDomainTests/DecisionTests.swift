import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("approve")
struct ApproveTests {
  @Test("approvals go from level to level, and the last one qualifies")
  func levels() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    var places: [String] = []
    while scenario.stage(id) == .waiting {
      try scenario.approve(id)
      places.append(scenario.place(id) ?? "")
    }
    #expect(places == ["waiting:kelurahan", "waiting:dinas-sosial", "qualified"])
    let qualification = try #require(scenario.caseload.file(id)?.standing.qualification)
    #expect(qualification.entry == scenario.entry && qualification.index == 0)
    #expect(scenario.caseload.qualified == [id])
  }

  @Test("each level is decided with the grant for it, and the grant is kept")
  func grants() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    let rights: [OfficerID] = ["budi", "lina", "rina"]
    for right in rights {
      let command = Command.approve(Approve(scenario.decision(id)))
      for other in rights + ["siti", "dewi", "joko"] where other != right {
        guard case .notAllowed(let missing)? = scenario.refusal(of: command, by: other) else {
          Issue.record("\(other) may approve at \(scenario.place(id) ?? "")")
          continue
        }
        #expect(missing.roles == [.verifier])
        #expect(missing.level == scenario.caseload.file(id)?.standing.level)
      }
      #expect(scenario.refusal(of: command, by: .owner) == .ownerDoesNotDecide(.approve))
      #expect(scenario.refusal(of: command, by: "adi") == .mayNotRead(.show, "adi"))
      try scenario.perform(command, by: right)
    }
    guard case .approved(let event)? = scenario.log.last?.event else {
      Issue.record("no approval")
      return
    }
    #expect(event.grant == "verifier:dinas-sosial:21.02" && event.level == "dinas-sosial")
  }

  @Test("a level that signs on paper wants signer, day and sheet")
  func signature() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    func approve(_ signature: Signature?) -> Command {
      .approve(Approve(DecisionInput(id, signature: signature)))
    }
    let day = CaseloadScenario.firstDay
    let missing = Refusal.signatureNeeded(id, "rt-rw")
    #expect(scenario.refusal(of: approve(nil), by: "budi") == missing)
    #expect(
      scenario.refusal(of: approve(Signature(by: " ", on: day, document: "1")), by: "budi")
        == missing)
    #expect(
      scenario.refusal(of: approve(Signature(by: "Ali", on: day, document: "")), by: "budi")
        == missing)
    let tomorrow = day.adding(days: 1)
    #expect(
      scenario.refusal(of: approve(Signature(by: "Ali", on: tomorrow, document: "1")), by: "budi")
        == .dayInFuture(tomorrow))
    let events = try scenario.perform(
      approve(Signature(by: " Ketua  Ali ", on: day, document: "003/RT")), by: "budi")
    guard case .approved(let event)? = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(event.signing.remark?.value?.signedBy == "Ketua Ali" && event.signing.signedOn == day)
    #expect(event.signing.document == "003/RT" && event.signing.isOnPaper)
  }

  @Test("a level that does not sign on paper takes no signature")
  func noSignature() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.approve(id)
    let command = Command.approve(Approve(DecisionInput(id, signature: .sample)))
    #expect(scenario.refusal(of: command, by: "lina") == .noSignatureHere(id, "kelurahan"))
  }

  @Test("a level gets the papers that it asks for", arguments: ["", "ktp", "statement", "kk"])
  func papers(_ papers: String) throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1, [.papers: papers]))
    try scenario.approve(id)
    let missing = (["ktp", "statement"] as [PaperCode]).filter { $0.rawValue != papers }
    #expect(
      scenario.refusal(of: .approve(Approve(scenario.decision(id))), by: "lina")
        == .papersMissing(id, missing))
    try scenario.perform(
      .correct(Correct(id, changes: Form([.papers: "\(papers),ktp,statement"]))), by: "siti")
    try scenario.approve(id)
    #expect(scenario.place(id) == "waiting:dinas-sosial")
  }

  @Test("a decision meant for another level is refused with the level where the case waits")
  func otherLevel() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    func approve(_ level: LevelID) -> Command {
      .approve(Approve(DecisionInput(id, level: level, signature: .sample)))
    }
    #expect(
      scenario.refusal(of: approve("kelurahan"), by: "wati")
        == .notAtLevel(id, "kelurahan", "rt-rw"))
    #expect(scenario.refusal(of: approve("camat"), by: "wati") == .unknownLevel("camat"))
    #expect(scenario.refusal(of: approve("rt-rw"), by: "budi") == nil)
  }

  @Test("nobody is approved whom new rules keep out")
  func excluded() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    var programme = try Programme.sample()
    programme.minimumAge = 42
    try scenario.perform(.setProgramme(SetProgramme(programme)), by: "adi")
    guard
      case .excluded(id, let exclusion, let compared)? = scenario.refusal(
        of: .approve(Approve(scenario.decision(id))), by: "budi")
    else {
      Issue.record("approved against the rules")
      return
    }
    #expect(exclusion.rule == .tooYoung && exclusion.reason == "A1")
    #expect(compared.age == 41 && compared.minimumAge == 42)
  }

  @Test("an approval keeps the version of the rules")
  func version() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.approve(id)
    try scenario.perform(.setProgramme(SetProgramme(try .sample(target: 900))), by: "adi")
    let version = scenario.entry
    try scenario.approve(id)
    let judgements = scenario.caseload.file(id)?.history.compactMap { item -> Int? in
      guard case .approved(let event) = item.event else { return nil }
      return event.judgement.rules
    }
    #expect(judgements == [1, version])
    #expect(
      scenario.caseload.rules(version: 1) != nil && scenario.caseload.rules(version: 2) == nil)
  }
}

@Suite("reject")
struct RejectTests {
  @Test("a level rejects for a reason that may be given there")
  func reasons() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    func reject(_ reason: ReasonCode) -> Command {
      .reject(Reject(scenario.decision(id), reason: reason))
    }
    for reason: ReasonCode in ["C1", "A7", "L1", "A1", "X9"] {
      #expect(
        scenario.refusal(of: reject(reason), by: "budi") == .reasonNotHere(reason, "rt-rw", ["B1"]))
    }
    let events = try scenario.perform(reject("B1"), by: "budi")
    #expect(scenario.place(id) == "rejected:rt-rw")
    #expect(scenario.caseload.file(id)?.standing.reason == "B1")
    guard case .rejected(let event)? = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(!event.isAutomatic && event.level == "rt-rw" && event.grant == "verifier:rt-rw:21.02")
  }

  @Test("a rejection at a level that signs on paper is signed")
  func signed() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    #expect(
      scenario.refusal(of: .reject(Reject(DecisionInput(id), reason: "B1")), by: "budi")
        == .signatureNeeded(id, "rt-rw"))
  }

  @Test("a rejection asks for no papers and no eligibility")
  func always() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1, [.papers: ""]))
    try scenario.approve(id)
    var programme = try Programme.sample()
    programme.minimumAge = 42
    try scenario.perform(.setProgramme(SetProgramme(programme)), by: "adi")
    try scenario.perform(.reject(Reject(scenario.decision(id), reason: "B1")), by: "lina")
    #expect(scenario.place(id) == "rejected:kelurahan")
  }
}

@Suite("return")
struct ReturnTests {
  @Test("a return says why and what to repair")
  func note() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    func back(_ note: String?, _ reason: ReasonCode = "A7") -> Command {
      .return(Return(scenario.decision(id, note: note), reason: reason))
    }
    #expect(scenario.refusal(of: back(nil), by: "budi") == .noteNeeded(id))
    #expect(scenario.refusal(of: back("  "), by: "budi") == .noteNeeded(id))
    #expect(
      scenario.refusal(of: back("x", "A4"), by: "budi") == .reasonNotHere("A4", "rt-rw", ["A7"]))
    #expect(
      scenario.refusal(of: back("x", "B1"), by: "budi") == .reasonNotHere("B1", "rt-rw", ["A7"]))
    try scenario.perform(back("alamat kurang"), by: "budi")
    #expect(scenario.place(id) == "returned:rt-rw")
    #expect(scenario.caseload.file(id)?.standing.reason == "A7")
  }

  @Test("a returned case has the days of the level that returned it")
  func overdue() throws {
    var scenario = try CaseloadScenario()
    let programme = try Programme.sample()
    let id = try scenario.registered(.person(1))
    try scenario.approve(id)
    try scenario.approve(id)
    try scenario.perform(
      .return(Return(scenario.decision(id, note: "perbaiki"), reason: "A4")), by: "rina")
    let file = try #require(scenario.caseload.file(id))
    #expect(file.dayLimit(programme) == 9)
    let day = { (days: Int) in
      Instant(endOf: CaseloadScenario.firstDay.adding(days: days))
    }
    #expect(file.daysWaiting(at: day(0)) == 0 && file.daysWaiting(at: day(8)) == 8)
    #expect(file.daysOverdue(at: day(8), programme) == nil)
    #expect(file.daysOverdue(at: day(9), programme) == 0)
    #expect(file.daysOverdue(at: day(12), programme) == 3)
  }

  @Test("days waiting are calendar days of Western Indonesia Time")
  func zone() throws {
    var scenario = try CaseloadScenario()
    scenario.now = try #require(Instant("2025-11-13T16:59:00Z"))  // 23:59 WIB
    let id = try scenario.registered(.person(1))
    let file = try #require(scenario.caseload.file(id))
    #expect(file.daysWaiting(at: try #require(Instant("2025-11-13T16:59:59Z"))) == 0)
    #expect(file.daysWaiting(at: try #require(Instant("2025-11-13T17:00:00Z"))) == 1)
  }
}

@Suite("four eyes")
struct FourEyesTests {
  /// A programme whose first `paper` levels sign on paper.
  private func programme(paper: Int, fourEyes: Bool = true) throws -> Programme {
    var programme = try Programme.sample()
    programme.fourEyes = fourEyes
    for index in programme.levels.indices {
      programme.levels[index].signedBy = index < paper ? "Ketua" : nil
    }
    return programme
  }

  /// Whether `wati` may decide the level at `second` after having decided the one at `first`.
  private func refusal(_ first: Int, _ second: Int, _ programme: Programme) throws -> Refusal? {
    var scenario = try CaseloadScenario(programme)
    let id = try scenario.registered(.person(1))
    for level in 0..<second { try scenario.approve(id, by: level == first ? "wati" : nil) }
    return scenario.refusal(of: .approve(Approve(scenario.decision(id))), by: "wati")
  }

  @Test(
    "nobody decides two levels of one case, except on signed paper, here or elsewhere",
    arguments: [(0, 1), (0, 2), (1, 2)], [0, 1, 2, 3])
  func pairs(_ levels: (Int, Int), _ paper: Int) throws {
    let (first, second) = levels
    let programme = try programme(paper: paper)
    let refusal = try refusal(first, second, programme)
    if first < paper || second < paper {
      #expect(refusal == nil)
    } else {
      #expect(refusal == .ownDecision(1, programme.levels[first].id))
    }
    #expect(try self.refusal(first, second, self.programme(paper: paper, fourEyes: false)) == nil)
  }

  @Test(
    "who registered decides no level, except keying a signed sheet", arguments: [0, 1, 2],
    [0, 1, 2, 3])
  func registrar(_ level: Int, _ paper: Int) throws {
    var scenario = try CaseloadScenario(try programme(paper: paper))
    let id = try scenario.registered(.person(1), by: "wati")
    for _ in 0..<level { try scenario.approve(id) }
    #expect(
      scenario.refusal(of: .approve(Approve(scenario.decision(id))), by: "wati")
        == (level < paper ? nil : .ownRegistration(id)))
  }

  @Test("who corrected decides no level")
  func corrector() throws {
    var scenario = try CaseloadScenario(try programme(paper: 0))
    let id = try scenario.registered(.person(1))
    try scenario.perform(.correct(Correct(id, changes: Form([.name: "Baru"]))), by: "wati")
    for command in [
      Command.approve(Approve(DecisionInput(id))), .reject(Reject(DecisionInput(id), reason: "B1")),
      .return(Return(DecisionInput(id, note: "x"), reason: "A7")),
    ] {
      #expect(scenario.refusal(of: command, by: "wati") == .ownRegistration(id))
    }
  }

  @Test("a return counts as a decision of its level, for others but not for itself")
  func returns() throws {
    var scenario = try CaseloadScenario(try programme(paper: 0))
    let id = try scenario.registered(.person(1))
    try scenario.approve(id)
    try scenario.perform(
      .return(Return(DecisionInput(id, note: "perbaiki"), reason: "A7")), by: "wati")
    try scenario.perform(.correct(Correct(id, changes: Form([.address: "Jl. Baru"]))), by: "siti")
    #expect(scenario.refusal(of: .approve(Approve(DecisionInput(id))), by: "wati") == nil)
    try scenario.approve(id)
    #expect(
      scenario.refusal(of: .approve(Approve(DecisionInput(id))), by: "wati")
        == .ownDecision(id, "kelurahan"))
  }

  @Test("a decision that was taken back does not count")
  func undone() throws {
    var scenario = try CaseloadScenario(try programme(paper: 0))
    let id = try scenario.registered(.person(1))
    try scenario.approve(id, by: "wati")
    try scenario.perform(.undo(Undo(id)), by: "wati")
    try scenario.approve(id)
    #expect(scenario.refusal(of: .approve(Approve(DecisionInput(id))), by: "wati") == nil)
  }

  @Test("who enrolled or sent back for BPJS may still verify what is repaired")
  func bpjs() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.enrolled(.person(1))
    try scenario.perform(
      .return(Return(DecisionInput(id, note: "nama beda"), reason: "A4")), by: "wati")
    try scenario.perform(.correct(Correct(id, changes: Form([.name: "Nama Benar"]))), by: "siti")
    #expect(scenario.place(id) == "waiting:kelurahan")
    #expect(scenario.refusal(of: .approve(Approve(DecisionInput(id))), by: "wati") == nil)
  }
}

@Suite("what BPJS sends back")
struct BPJSTests {
  @Test("an enroller rejects an enrolled case for BPJS: the place is free and no month counts")
  func rejects() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.enrolled(.person(1))
    let november = try #require(Month("2025-11"))
    #expect(scenario.caseload.covered(in: november) == 1)
    try scenario.perform(.reject(Reject(DecisionInput(id), reason: "C1")), by: "dewi")
    #expect(scenario.place(id) == "rejected:bpjs")
    #expect(scenario.caseload.covered(in: november) == 0 && scenario.caseload.committed == 0)
    #expect(
      scenario.refusal(of: .correct(Correct(id, changes: Form(), note: "x")), by: "siti")
        == .nothingToCorrect(id))
  }

  @Test("only reasons that name bpjs may be given, and a return says what to repair")
  func reasons() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.enrolled(.person(1))
    #expect(
      scenario.refusal(of: .reject(Reject(DecisionInput(id), reason: "B1")), by: "dewi")
        == .reasonNotHere("B1", .bpjs, ["C1", "C2"]))
    #expect(
      scenario.refusal(of: .return(Return(DecisionInput(id, note: "x"), reason: "A7")), by: "dewi")
        == .reasonNotHere("A7", .bpjs, ["A4"]))
    #expect(
      scenario.refusal(of: .return(Return(DecisionInput(id), reason: "A4")), by: "dewi")
        == .noteNeeded(id))
    let signed = DecisionInput(id, level: .bpjs, signature: .sample)
    #expect(
      scenario.refusal(of: .reject(Reject(signed, reason: "C1")), by: "dewi")
        == .noSignatureHere(id, .bpjs))
    for by: OfficerID in ["siti", "lina", "rina"] {
      guard
        case .notAllowed(let right)? = scenario.refusal(
          of: .reject(Reject(DecisionInput(id), reason: "C1")), by: by)
      else {
        Issue.record("\(by) may speak for BPJS")
        continue
      }
      #expect(right.roles == [.enroller])
    }
  }

  @Test("a returned one comes back qualified at its first moment of qualification")
  func requalifies() throws {
    var scenario = try CaseloadScenario()
    let first = try scenario.enrolled(.person(1))
    let second = try scenario.qualified(.person(2))
    let moment = scenario.caseload.file(first)?.standing.qualification
    try scenario.perform(
      .return(Return(DecisionInput(first, note: "telepon"), reason: "A4")), by: "dewi")
    #expect(scenario.place(first) == "returned:bpjs")
    #expect(scenario.caseload.qualified == [second])
    try scenario.perform(
      .correct(Correct(first, changes: Form([.phone: "081234567890"]))), by: "siti")
    #expect(scenario.place(first) == "qualified")
    #expect(scenario.caseload.file(first)?.standing.qualification == moment)
    #expect(scenario.caseload.qualified == [first, second])
  }

  @Test(
    "after a repair of identity or area its levels look again, and the moment stays",
    arguments: [
      ([.name: "Nama Benar"], "waiting:kelurahan"), ([.rt: "009"], "waiting:rt-rw"),
    ] as [([Field: String], String)])
  func levelsAgain(_ changes: [Field: String], _ place: String) throws {
    var scenario = try CaseloadScenario()
    let first = try scenario.enrolled(.person(1))
    let second = try scenario.qualified(.person(2))
    try scenario.perform(
      .return(Return(DecisionInput(first, note: "nama"), reason: "A4")), by: "dewi")
    try scenario.perform(.correct(Correct(first, changes: Form(changes))), by: "siti")
    #expect(scenario.place(first) == place)
    while scenario.stage(first) == .waiting { try scenario.approve(first) }
    #expect(scenario.caseload.qualified == [first, second])
  }

  @Test("BPJS decides enrolled cases alone")
  func notEnrolled() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.qualified(.person(1))
    #expect(
      scenario.refusal(of: .reject(Reject(DecisionInput(id), reason: "C1")), by: "dewi")
        == .wrongStage(id, .qualified, nil, .reject))
  }
}
