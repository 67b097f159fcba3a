import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("correct")
struct CorrectTests {
  private func correct(_ id: CaseID, _ changes: [Field: String], note: String? = nil) -> Command {
    .correct(Correct(id, changes: Form(changes), note: note))
  }

  /// A case that the level returned for repair.
  private func returned(
    by level: LevelID, in scenario: inout CaseloadScenario, _ form: Form = .person(1)
  )
    throws -> CaseID
  {
    let id = try scenario.registered(form)
    while scenario.caseload.file(id)?.standing.level != level { try scenario.approve(id) }
    let by: [LevelID: OfficerID] = ["rt-rw": "budi", "kelurahan": "lina", "dinas-sosial": "rina"]
    try scenario.perform(
      .return(Return(scenario.decision(id, note: "perbaiki"), reason: "A7")),
      by: by[level] ?? "wati")
    return id
  }

  @Test(
    "a repaired case goes where its changed fields send it",
    arguments: [
      // Anything else: back to the level that returned it.
      ("rt-rw", [.address: "Jl. Baru"], "waiting:rt-rw"),
      ("kelurahan", [.address: "Jl. Baru"], "waiting:kelurahan"),
      ("dinas-sosial", [.occupation: "05"], "waiting:dinas-sosial"),
      ("dinas-sosial", [.phone: "081234567890"], "waiting:dinas-sosial"),
      ("dinas-sosial", [.papers: "ktp,kk,statement"], "waiting:dinas-sosial"),
      // NIK, name, birth date: at the level that checks identity, if that is earlier.
      ("rt-rw", [.name: "Nama Baru"], "waiting:rt-rw"),
      ("kelurahan", [.name: "Nama Baru"], "waiting:kelurahan"),
      ("dinas-sosial", [.name: "Nama Baru"], "waiting:kelurahan"),
      ("dinas-sosial", [.nik: "2102031602849777"], "waiting:kelurahan"),
      ("dinas-sosial", [.nik: "2102031702849001", .birthDate: "17/02/1984"], "waiting:kelurahan"),
      ("dinas-sosial", [.name: "Nama Baru", .phone: "081234567890"], "waiting:kelurahan"),
      // Area, RT, RW: somebody else signs, at the first level.
      ("kelurahan", [.rt: "004"], "waiting:rt-rw"), ("dinas-sosial", [.rw: "005"], "waiting:rt-rw"),
      ("dinas-sosial", [.area: "Teluk Air"], "waiting:rt-rw"),
      ("dinas-sosial", [.area: "Teluk Air", .name: "Nama Baru"], "waiting:rt-rw"),
    ] as [(LevelID, [Field: String], String)])
  func destinations(_ level: LevelID, _ changes: [Field: String], _ place: String) throws {
    var scenario = try CaseloadScenario()
    let id = try returned(by: level, in: &scenario)
    let events = try scenario.perform(correct(id, changes), by: "siti")
    #expect(scenario.place(id) == place)
    guard case .corrected(let event)? = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(Set(event.fields) == Set(changes.keys))
    #expect(event.reason == nil && scenario.caseload.file(id)?.standing.reason == nil)
  }

  @Test("a case at the first level that nobody has decided is corrected in place")
  func undecided() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    let since = scenario.caseload.file(id)?.standing.since
    try scenario.perform(correct(id, [.name: "Nama Baru", .rt: "009"]), by: "siti")
    #expect(scenario.place(id) == "waiting:rt-rw")
    #expect(scenario.caseload.file(id)?.standing.since == since)
    #expect(scenario.caseload.file(id)?.person.value?.name == "NAMA BARU")
  }

  @Test("after a decision that was taken back nobody has decided")
  func takenBack() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.approve(id)
    try scenario.perform(.undo(Undo(id)), by: "budi")
    try scenario.perform(correct(id, [.name: "Nama Baru"]), by: "siti")
    #expect(scenario.caseload.file(id)?.person.value?.name == "NAMA BARU")
  }

  @Test("after a decision that stands only empty fields are filled")
  func decided() throws {
    var scenario = try CaseloadScenario()
    let id = try returned(by: "rt-rw", in: &scenario)
    try scenario.perform(correct(id, [.address: "Jl. Baru"]), by: "siti")
    #expect(scenario.place(id) == "waiting:rt-rw")
    #expect(
      scenario.refusal(of: correct(id, [.name: "Nama Lain", .phone: "081234567890"]), by: "siti")
        == .onlyEmptyFields(id, .waiting, "rt-rw", [.name]))
  }

  @Test("a case that a rule rejected starts again at the first level when the rules let it")
  func rejectedByRule() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1, born: "2010-02-16"))
    #expect(scenario.place(id) == "rejected")
    try scenario.perform(
      correct(id, [.birthDate: "16/02/1984", .nik: Form.nik(1)]), by: "siti")
    #expect(scenario.place(id) == "waiting:rt-rw")
    #expect(scenario.caseload.file(id)?.standing.reason == nil)
    #expect(scenario.caseload.file(id)?.age == 41)
    guard case .corrected(let event)? = scenario.log.last?.event else {
      Issue.record("no correction")
      return
    }
    #expect(event.judgement.rule == nil && event.judgement.listed == nil)
  }

  @Test("a correction that does not help leaves it rejected, for the reason that now holds")
  func stillRejected() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1, born: "2010-02-16"))
    try scenario.perform(
      correct(id, [.birthDate: "16/02/1950", .nik: Form.nik(1, born: "1950-02-16")]), by: "siti")
    #expect(scenario.place(id) == "rejected")
    #expect(scenario.caseload.file(id)?.standing.reason == "A2")
    guard case .corrected(let event)? = scenario.log.last?.event else {
      Issue.record("no correction")
      return
    }
    #expect(event.judgement.rule == .tooOld && event.judgement.listed == nil)
  }

  @Test("the rules are asked again without a changed field, with a note")
  func asksAgain() throws {
    var scenario = try CaseloadScenario()
    let list = AddParticipants(
      people: [Participant(nik: try NIK(Form.nik(1)), kind: .employed, row: 1)],
      asOf: CaseloadScenario.firstDay, replacing: false)
    let id = try scenario.registered(.person(1))
    try scenario.approve(id)
    try scenario.perform(.addParticipants(list), by: "dewi")
    #expect(scenario.place(id) == "rejected")
    #expect(scenario.refusal(of: correct(id, [:]), by: "siti") == .nothingToCorrect(id))
    #expect(scenario.refusal(of: correct(id, [:], note: " "), by: "siti") == .nothingToCorrect(id))
    let again = try scenario.perform(correct(id, [:], note: "salah baca"), by: "siti")
    #expect(scenario.place(id) == "rejected")
    guard case .corrected(let event)? = again.first else {
      Issue.record("\(again)")
      return
    }
    #expect(
      event.judgement.rule == .employed && event.judgement.listed == 4)
    var other = list
    (other.replacing, other.people) = (
      true, [Participant(nik: try NIK(Form.nik(2)), kind: .employed, row: 1)]
    )
    try scenario.perform(.addParticipants(other), by: "dewi")
    try scenario.perform(correct(id, [:], note: "tidak ada di daftar baru"), by: "siti")
    #expect(scenario.place(id) == "waiting:rt-rw")
  }

  @Test("a case that a level rejected is not corrected")
  func rejectedByLevel() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.perform(.reject(Reject(scenario.decision(id), reason: "B1")), by: "budi")
    #expect(
      scenario.refusal(of: correct(id, [.name: "Lain"], note: "x"), by: "siti")
        == .onlyEmptyFields(id, .rejected, "rt-rw", [.name]))
    #expect(scenario.refusal(of: correct(id, [:], note: "x"), by: "siti") == .nothingToCorrect(id))
  }

  @Test(
    "nothing changed is nothing to correct",
    arguments: [[:], [.name: "warga contoh b"], [.rt: "3"]] as [[Field: String]])
  func nothing(_ changes: [Field: String]) throws {
    var scenario = try CaseloadScenario()
    let id = try returned(by: "kelurahan", in: &scenario)
    #expect(scenario.refusal(of: correct(id, changes), by: "siti") == .nothingToCorrect(id))
  }

  @Test("a corrected NIK may not be that of another case, and the former one is free")
  func duplicate() throws {
    var scenario = try CaseloadScenario()
    let other = try scenario.registered(.person(2))
    let id = try scenario.registered(.person(1))
    guard
      case .duplicate(let duplicate)? = scenario.refusal(
        of: correct(id, [.nik: Form.nik(2)]), by: "siti")
    else {
      Issue.record("two cases with one NIK")
      return
    }
    #expect(duplicate.id == other)
    try scenario.perform(correct(id, [.nik: Form.nik(3)]), by: "siti")
    #expect(try scenario.registered(.person(1)) == 3)
  }

  @Test("a correction that makes a warning needs a note")
  func warnings() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    let change = [Field.birthDate: "17/02/1984"]
    #expect(
      scenario.refusal(of: correct(id, change), by: "siti") == .warningsNeedNote([.otherBirthDate]))
    try scenario.perform(correct(id, change, note: "akta diperbaiki"), by: "siti")
    #expect(scenario.caseload.file(id)?.person.value?.birthDate.description == "1984-02-17")
  }

  @Test("only a registrar of the area corrects")
  func rights() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    let command = correct(id, [.name: "Baru"])
    for by: OfficerID in ["joko", "budi", "lina", "dewi"] {
      guard case .notAllowed? = scenario.refusal(of: command, by: by) else {
        Issue.record("\(by) may correct")
        continue
      }
    }
    #expect(scenario.refusal(of: command, by: .owner) == .ownerDoesNotDecide(.correct))
  }

  @Test("bad fields of a correction are faults as in the form")
  func faults() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    #expect(
      scenario.refusal(of: correct(id, [.rt: "x", .name: ""]), by: "siti")
        == .form([FieldFault(.name, .missing), FieldFault(.rt, .notNeighbourhood("x"))]))
  }

  @Test("a former occupation in words leaves with its code")
  func occupationInWords() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(
      .person(1, [.occupation: "99", .occupationOther: "juru kunci"]))
    try scenario.perform(correct(id, [.occupation: "01"]), by: "siti")
    #expect(scenario.caseload.file(id)?.person.value?.occupationOther == nil)
  }
}

@Suite("filling what is empty")
struct FilledTests {
  private let phone = Form([.phone: "081234567890"])

  /// A case at every stage that keeps it in the programme.
  private func cases(_ scenario: inout CaseloadScenario) throws -> [CaseID] {
    let decided = try scenario.registered(.person(1))
    try scenario.approve(decided)
    let waiting = try scenario.registered(.person(2))
    let qualified = try scenario.qualified(.person(3))
    let ended = try scenario.qualified(.person(4))
    let enrolled = try scenario.qualified(.person(5))
    let rejected = try scenario.registered(.person(6))
    try scenario.perform(.reject(Reject(scenario.decision(rejected), reason: "B1")), by: "budi")
    let withdrawn = try scenario.registered(.person(7))
    try scenario.perform(.withdraw(Withdraw(withdrawn, reason: "L2")), by: "siti")
    try scenario.perform(.enrolNext(EnrolNext(3)), by: "dewi")
    try scenario.perform(.undo(Undo(qualified)), by: "dewi")
    try scenario.perform(.end(End(ended, reason: "L2", on: CaseloadScenario.firstDay)), by: "dewi")
    return [decided, waiting, qualified, ended, enrolled, rejected, withdrawn]
  }

  @Test(
    "at every stage the registering office or an enroller fills it, and nothing moves",
    arguments: ["siti", "dewi"] as [OfficerID])
  func everyStage(_ officer: OfficerID) throws {
    var scenario = try CaseloadScenario()
    for id in try cases(&scenario) {
      let before = try #require(scenario.caseload.file(id)?.standing)
      let events = try scenario.perform(.correct(Correct(id, changes: phone)), by: officer)
      guard case .filled(let event)? = events.first else {
        Issue.record("\(before.stage): \(events)")
        continue
      }
      #expect(event.fields == [.phone])
      #expect(scenario.caseload.file(id)?.standing == before)
      #expect(scenario.caseload.file(id)?.person.value?.phone == "081234567890")
    }
  }

  @Test("an enroller fills what is empty of a returned case too, and nothing moves")
  func enrollerAtReturned() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.perform(
      .return(Return(scenario.decision(id, note: "perbaiki"), reason: "A7")), by: "budi")
    try scenario.perform(.correct(Correct(id, changes: phone)), by: "dewi")
    #expect(scenario.place(id) == "returned:rt-rw")
  }

  @Test("verifiers fill nothing")
  func rights() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.qualified(.person(1))
    guard
      case .notAllowed(let right)? = scenario.refusal(
        of: .correct(Correct(id, changes: phone)), by: "rina")
    else {
      Issue.record("a verifier may fill")
      return
    }
    #expect(right.roles == [.registrar, .enroller])
  }

  @Test("a field that holds something is not filled, and is named")
  func notEmpty() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.qualified(.person(1, [.phone: "081234567890"]))
    let changes = Form([.phone: "081234567891", .motherName: "Fatimah"])
    #expect(
      scenario.refusal(of: .correct(Correct(id, changes: changes)), by: "siti")
        == .onlyEmptyFields(id, .qualified, nil, [.phone]))
    #expect(
      scenario.refusal(of: .correct(Correct(id, changes: Form())), by: "siti")
        == .nothingToCorrect(id))
  }

  @Test("filling what BPJS asks for leaves nothing missing")
  func missingForBPJS() throws {
    var scenario = try CaseloadScenario()
    let programme = try #require(scenario.caseload.rules?.programme)
    let id = try scenario.qualified(.person(1))
    #expect(scenario.caseload.file(id)?.missingForBPJS(programme) == [.motherName, .phone])
    try scenario.perform(
      .correct(Correct(id, changes: Form([.phone: "081234567890", .motherName: "Fatimah"]))),
      by: "dewi")
    #expect(scenario.caseload.file(id)?.missingForBPJS(programme) == [])
  }

  @Test("who only filled a field may still decide")
  func fourEyes() throws {
    let officers =
      Officer.sample + [
        .sample("gita", "enroller:21.02", "verifier:dinas-sosial:21.02")
      ]
    var scenario = try CaseloadScenario(officers: officers)
    let id = try scenario.registered(.person(1))
    try scenario.approve(id)
    try scenario.approve(id)
    try scenario.perform(.correct(Correct(id, changes: phone)), by: "gita")
    try scenario.approve(id, by: "gita")
    #expect(scenario.stage(id) == .qualified)
  }
}
