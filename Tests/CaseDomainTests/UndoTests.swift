import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("undo")
struct UndoTests {
  private func participants(_ numbers: Int..., replacing: Bool = false) throws -> Command {
    .addParticipants(
      AddParticipants(
        people: try numbers.map {
          Participant(nik: try NIK(Form.nik($0)), kind: .employed, row: $0)
        },
        asOf: CaseloadScenario.firstDay, replacing: replacing))
  }

  @Test("a case is taken back step by step, each time to exactly where it stood")
  func stepwise() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    var standings = [try #require(scenario.caseload.file(id)?.standing)]
    func step(_ command: Command, _ by: OfficerID) throws {
      try scenario.perform(command, by: by)
      standings.append(try #require(scenario.caseload.file(id)?.standing))
    }
    try step(.correct(Correct(id, changes: Form([.name: "Baru"]))), "siti")
    try step(.approve(Approve(scenario.decision(id))), "budi")
    try step(.return(Return(scenario.decision(id, note: "x"), reason: "A7")), "lina")
    try step(.correct(Correct(id, changes: Form([.address: "Jl. Baru"]))), "siti")
    try step(.approve(Approve(scenario.decision(id))), "lina")
    try step(.approve(Approve(scenario.decision(id))), "rina")
    try step(.enrol(Enrol(id)), "dewi")
    try step(.return(Return(scenario.decision(id, note: "x"), reason: "A4")), "dewi")
    try step(.correct(Correct(id, changes: Form([.phone: "081234567890"]))), "siti")
    try step(.enrol(Enrol(id, from: Month("2025-12"))), "dewi")
    try step(.end(End(id, reason: "L2", on: CaseloadScenario.firstDay, until: .none)), "dewi")
    while standings.count > 1 {
      standings.removeLast()
      try scenario.perform(.undo(Undo(id)), by: "wati")
      #expect(scenario.caseload.file(id)?.standing == standings.last)
    }
    #expect(scenario.caseload.file(id)?.person.value?.name == "WARGA CONTOH B")
    #expect(scenario.caseload.file(id)?.person.value?.phone == nil)
    try scenario.perform(.undo(Undo(id)), by: "siti")
    #expect(scenario.place(id) == "cancelled")
  }

  @Test("a rejection and a withdrawal are taken back as everything else")
  func ends() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.perform(.reject(Reject(scenario.decision(id), reason: "B1")), by: "budi")
    try scenario.perform(.undo(Undo(id)), by: "budi")
    #expect(scenario.place(id) == "waiting:rt-rw")
    #expect(scenario.caseload.file(id)?.standing.reason == nil)
    try scenario.perform(.withdraw(Withdraw(id, reason: "L2")), by: "siti")
    try scenario.perform(.undo(Undo(id)), by: "siti")
    #expect(scenario.place(id) == "waiting:rt-rw")
  }

  @Test("a cancelled case is in no list, its NIK is free, its number never used again")
  func cancelled() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.perform(.undo(Undo(id, note: "salah orang")), by: "siti")
    #expect(scenario.place(id) == "cancelled" && scenario.caseload.rows.map(\.id).isEmpty)
    #expect(scenario.caseload.case(with: try NIK(Form.nik(1))) == nil)
    #expect(try scenario.registered(.person(1)) == 2)
    #expect(scenario.caseload.case(with: try NIK(Form.nik(1)))?.id == 2)
    for command in [
      Command.undo(Undo(id)), .withdraw(Withdraw(id, reason: "L2")),
      .approve(Approve(DecisionInput(id))),
      .correct(Correct(id, changes: Form())), .enrol(Enrol(id)),
    ] {
      #expect(scenario.refusal(of: command, by: "wati") == .cancelled(id))
    }
  }

  @Test("a registration that a rule rejected at once is cancelled like any other")
  func rejectedRegistration() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1, born: "2010-01-01"))
    try scenario.perform(.undo(Undo(id)), by: "siti")
    #expect(scenario.place(id) == "cancelled")
  }

  @Test("an automatic rejection is never taken back, nor is an undo")
  func automatic() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.approve(id)
    try scenario.perform(try participants(1), by: "dewi")
    #expect(scenario.place(id) == "rejected")
    for by: OfficerID in ["wati", "dewi", "siti", "budi"] {
      #expect(scenario.refusal(of: .undo(Undo(id)), by: by) == .automatic(id))
    }
    let other = try scenario.registered(.person(2))
    try scenario.approve(other)
    try scenario.perform(.undo(Undo(other)), by: "budi")
    // The undo stays: what goes next is the registration before it.
    try scenario.perform(.undo(Undo(other)), by: "siti")
    #expect(scenario.place(other) == "cancelled")
  }

  @Test("who did it and who holds its grant may take it back, nobody else")
  func rights() throws {
    let officers =
      Officer.sample + [
        .sample("lili", "verifier:kelurahan:21.02.03.1001"),
        .sample("loli", "verifier:kelurahan:21.02.03.1002"),
      ]
    var scenario = try CaseloadScenario(officers: officers)
    let id = try scenario.registered(.person(1))
    try scenario.approve(id)
    try scenario.approve(id, by: "lina")
    let command = Command.undo(Undo(id))
    #expect(scenario.refusal(of: command, by: "adi") == .mayNotRead(.show, "adi"))
    #expect(scenario.refusal(of: command, by: "loli") == .caseOutside(id, "loli"))
    for by: OfficerID in ["siti", "budi", "rina", "dewi"] {
      guard case .decidedSince(id, let stamp, "kelurahan")? = scenario.refusal(of: command, by: by)
      else {
        Issue.record("\(by) may take back")
        continue
      }
      #expect(stamp.by == "lina")
    }
    #expect(scenario.refusal(of: command, by: .owner) == .ownerDoesNotDecide(.undo))
    #expect(scenario.refusal(of: command, by: "tamu") == .unknownOfficer("tamu"))
    #expect(scenario.refusal(of: command, by: "lili") == nil)
    let grant = try #require(Grant("verifier:kelurahan:21.02"))
    try scenario.perform(.setOfficer(.revoke("lina", grant)), by: "adi")
    #expect(scenario.refusal(of: command, by: "lina") == .mayNotRead(.show, "lina"))
    // Who reads there takes nothing back, not even what they once did.
    for text in ["auditor:21.02", "enroller:21.02.03"] {
      #expect(scenario.refusal(of: command, by: "lina") != nil)
      let other = try #require(Grant(text))
      try scenario.perform(.setOfficer(.grant("lina", other)), by: "adi")
    }
    let events = try scenario.perform(command, by: "lina")
    guard case .undone(let event)? = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(event.grant == "own")
  }

  @Test("the grant for what was done is that of its verb")
  func grantsOfVerbs() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1), by: "wati")
    var allowed: [String] = []
    func record() {
      let able = ["siti", "budi", "lina", "rina", "dewi"].filter {
        scenario.refusal(of: .undo(Undo(id)), by: OfficerID($0)) == nil
      }
      allowed.append(able.joined(separator: " "))
    }
    record()
    try scenario.perform(.correct(Correct(id, changes: Form([.phone: "081234567890"]))), by: "wati")
    record()
    try scenario.perform(.approve(Approve(scenario.decision(id))), by: "wati")
    record()
    try scenario.approve(id)
    try scenario.approve(id)
    try scenario.perform(.enrol(Enrol(id)), by: "wati")
    record()
    try scenario.perform(
      .return(Return(DecisionInput(id, note: "x"), reason: "A4")), by: "wati")
    record()
    try scenario.perform(.withdraw(Withdraw(id, reason: "L2")), by: "wati")
    record()
    #expect(allowed == ["siti", "siti dewi", "budi", "dewi", "dewi", "siti dewi"])
  }

  @Test("nobody takes back into a place that somebody else has")
  func placeTaken() throws {
    var scenario = try CaseloadScenario(try .sample(target: 1))
    let first = try scenario.enrolled(.person(1))
    try scenario.perform(
      .end(End(first, reason: "L2", on: CaseloadScenario.firstDay)), by: "dewi")
    let second = try scenario.qualified(.person(2))
    try scenario.perform(.enrol(Enrol(second, from: Month("2025-12"))), by: "dewi")
    let december = try #require(Month("2025-12"))
    #expect(scenario.refusal(of: .undo(Undo(first)), by: "dewi") == .noPlace(first, december, nil))
    try scenario.perform(.undo(Undo(second)), by: "dewi")
    try scenario.perform(.undo(Undo(first)), by: "dewi")
    #expect(scenario.place(first) == "enrolled" && scenario.caseload.covered(in: december) == 1)
  }

  @Test("nobody takes back over the ceiling")
  func ceiling() throws {
    var scenario = try CaseloadScenario(try .sample(target: 10, ceiling: 33_600))
    let first = try scenario.enrolled(.person(1))
    try scenario.perform(.reject(Reject(DecisionInput(first), reason: "C1")), by: "dewi")
    try scenario.enrolled(.person(2))
    #expect(scenario.refusal(of: .undo(Undo(first)), by: "dewi") == .overCeiling(first))
  }

  @Test("nobody takes back into the queue whom a list now keeps out")
  func excluded() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.perform(.reject(Reject(scenario.decision(id), reason: "B1")), by: "budi")
    try scenario.perform(try participants(1), by: "dewi")
    guard case .excluded? = scenario.refusal(of: .undo(Undo(id)), by: "budi") else {
      Issue.record("taken back against the rules")
      return
    }
  }

  @Test("nobody takes back to a NIK that another case has")
  func duplicate() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.perform(.correct(Correct(id, changes: Form([.nik: Form.nik(3)]))), by: "siti")
    let other = try scenario.registered(.person(1))
    guard case .duplicate(let duplicate)? = scenario.refusal(of: .undo(Undo(id)), by: "siti") else {
      Issue.record("two cases with one NIK")
      return
    }
    #expect(duplicate.id == other)
  }

  @Test("undo gives back the member's number too")
  func membership() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.enrolled(.person(1), kpj: "12345678901")
    let number = { (scenario: CaseloadScenario) in
      scenario.caseload.file(id)?.membership?.value?.kpj
    }
    #expect(number(scenario) == "12345678901")
    try scenario.perform(
      .return(Return(DecisionInput(id, note: "x"), reason: "A4")), by: "dewi")
    try scenario.perform(.correct(Correct(id, changes: Form([.phone: "081234567890"]))), by: "siti")
    try scenario.perform(.undo(Undo(id)), by: "siti")
    try scenario.perform(.undo(Undo(id)), by: "dewi")
    #expect(scenario.place(id) == "enrolled")
    #expect(number(scenario) == "12345678901")
    try scenario.perform(.undo(Undo(id)), by: "dewi")
    #expect(scenario.place(id) == "qualified" && number(scenario) == nil)
  }

  @Test("undo of a second enrolment gives back the number of the first")
  func secondEnrolment() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.enrolled(.person(1), kpj: "12345678901")
    try scenario.perform(
      .return(Return(DecisionInput(id, note: "x"), reason: "A4")), by: "dewi")
    try scenario.perform(.correct(Correct(id, changes: Form([.phone: "081234567890"]))), by: "siti")
    let before = scenario.caseload.file(id)?.membership
    try scenario.perform(.enrol(Enrol(id, kpj: "12345678902")), by: "dewi")
    try scenario.perform(.undo(Undo(id)), by: "dewi")
    #expect(scenario.caseload.file(id)?.membership == before)
  }

  @Test("an unknown case cannot be taken back")
  func unknown() throws {
    let scenario = try CaseloadScenario()
    #expect(scenario.refusal(of: .undo(Undo(7)), by: "wati") == .unknownCase(7))
  }
}

@Suite("undo of an entry")
struct UndoEntryTests {
  private func batch(_ numbers: ClosedRange<Int>) -> [Command] {
    numbers.map { .register(Register(form: .person($0))) }
  }

  @Test("a batch is taken back as a batch: what can be is, the rest is named")
  func mixed() throws {
    var scenario = try CaseloadScenario()
    try scenario.perform(batch(1...100), by: "siti")
    let imported = scenario.entry
    for number in stride(from: 1, through: 100, by: 20) { try scenario.approve(CaseID(number)) }
    let stamp = Stamp(entry: scenario.entry + 1, at: scenario.now, by: "siti")
    let preview = try scenario.caseload.undoing(
      UndoEntry(imported, note: "salah berkas"), at: stamp)
    #expect(preview.events.count == 95)
    #expect(preview.kept.map(\.id) == [1, 21, 41, 61, 81])
    for kept in preview.kept {
      guard case .changedSince(kept.id, _) = kept.refusal else {
        Issue.record("\(kept)")
        continue
      }
    }
    let events = try scenario.perform(
      .undoEntry(UndoEntry(imported, note: "salah berkas")), by: "siti")
    #expect(events == preview.events)
    #expect(scenario.caseload.rows.map(\.id) == [1, 21, 41, 61, 81])
    #expect(Set(scenario.log.suffix(95).map(\.stamp.entry)) == [scenario.entry])
  }

  @Test("a preview changes nothing")
  func preview() throws {
    var scenario = try CaseloadScenario()
    try scenario.perform(batch(1...3), by: "siti")
    let before = scenario.caseload.rows.map(\.standing)
    let stamp = Stamp(entry: 9, at: scenario.now, by: "siti")
    _ = try scenario.caseload.undoing(UndoEntry(scenario.entry), at: stamp)
    #expect(scenario.caseload.rows.map(\.standing) == before)
  }

  @Test("where nothing of it can be taken back the first refusal says why")
  func none() throws {
    var scenario = try CaseloadScenario()
    try scenario.perform(batch(1...2), by: "siti")
    let imported = scenario.entry
    guard
      case .decidedSince(1, _, nil)? = scenario.refusal(
        of: .undoEntry(UndoEntry(imported)), by: "budi")
    else {
      Issue.record("a verifier takes back registrations")
      return
    }
    try scenario.approve(1)
    try scenario.approve(2)
    guard
      case .changedSince(1, let stamp)? = scenario.refusal(
        of: .undoEntry(UndoEntry(imported)), by: "siti")
    else {
      Issue.record("what was decided since is kept")
      return
    }
    #expect(stamp.by == "budi")
  }

  @Test(
    "an entry without cases, or that was taken back already, has nothing to take back",
    arguments: [1, 2, 99])
  func noCases(_ entry: Int) throws {
    let scenario = try CaseloadScenario()
    #expect(
      scenario.refusal(of: .undoEntry(UndoEntry(entry)), by: "wati") == .noCasesInEntry(entry))
  }

  @Test("an enrolment of many is taken back, and its places are free")
  func enrolments() throws {
    var scenario = try CaseloadScenario(try .sample(target: 3))
    for number in 1...4 { try scenario.qualified(.person(number)) }
    try scenario.perform(.enrolNext(EnrolNext(3)), by: "dewi")
    try scenario.perform(.undoEntry(UndoEntry(scenario.entry)), by: "dewi")
    #expect(scenario.caseload.qualified == [1, 2, 3, 4])
    #expect(scenario.caseload.placesLeft(on: CaseloadScenario.firstDay) == 3)
  }

  @Test("two events of one case in one entry go back together")
  func twoEvents() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1), by: "siti")
    let signed = DecisionInput(id, signature: .sample)
    try scenario.perform(
      [.approve(Approve(signed)), .approve(Approve(DecisionInput(id)))], by: "wati")
    #expect(scenario.place(id) == "waiting:dinas-sosial")
    let events = try scenario.perform(.undoEntry(UndoEntry(scenario.entry)), by: "wati")
    #expect(events.count == 2 && scenario.place(id) == "waiting:rt-rw")
  }

  @Test("what an automatic rejection did is kept, and named as such")
  func automatic() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    let list = AddParticipants(
      people: [Participant(nik: try NIK(Form.nik(1)), kind: .employed, row: 1)],
      asOf: CaseloadScenario.firstDay, replacing: false)
    try scenario.perform(.addParticipants(list), by: "dewi")
    #expect(
      scenario.refusal(of: .undoEntry(UndoEntry(scenario.entry)), by: "wati") == .automatic(id))
  }

  @Test("what was taken back one by one is not taken back again")
  func again() throws {
    var scenario = try CaseloadScenario()
    try scenario.perform(batch(1...2), by: "siti")
    let imported = scenario.entry
    try scenario.approve(1)
    let decided = scenario.entry
    try scenario.perform(.undo(Undo(1)), by: "budi")
    #expect(
      scenario.refusal(of: .undoEntry(UndoEntry(decided)), by: "budi") == .noCasesInEntry(decided))
    try scenario.perform(.undoEntry(UndoEntry(imported)), by: "siti")
    #expect(
      scenario.refusal(of: .undoEntry(UndoEntry(imported)), by: "siti")
        == .noCasesInEntry(imported))
  }
}
