import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("register")
struct RegisterTests {
  @Test("a person put forward waits at the first level, with a number of their own")
  func waits() throws {
    var scenario = try CaseloadScenario()
    let at = scenario.now
    let first = try scenario.registered(.person(1))
    let second = try scenario.registered(.person(2))
    #expect(first == 1 && second == 2)
    let file = try #require(scenario.caseload.file(first))
    #expect(scenario.place(first) == "waiting:rt-rw" && file.standing.since == at)
    #expect(file.registration?.by == "siti" && file.area == "21.02.03.1001" && file.age == 41)
    #expect(scenario.caseload.case(with: try NIK(Form.nik(1)))?.id == first)
  }

  @Test("without a programme there is nothing to register for")
  func noProgramme() {
    let stamp = Stamp(entry: 1, at: Instant(milliseconds: 0), by: "siti")
    #expect(throws: Refusal.noProgramme) {
      try Caseload().decide(.register(Register(form: .person(1))), at: stamp)
    }
  }

  @Test("a NIK in the programme is refused with its case, stage and office, whatever the stage")
  func duplicate() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    let again = Command.register(Register(form: .person(1, [.name: "Orang Lain"])))
    func duplicate() -> Duplicate? {
      guard case .duplicate(let duplicate)? = scenario.refusal(of: again, by: "wati") else {
        return nil
      }
      return duplicate
    }
    #expect(
      duplicate()?.id == id && duplicate()?.stage == .waiting && duplicate()?.level == "rt-rw")
    #expect(duplicate()?.area == "21.02.03.1001" && duplicate()?.registeredBy == "siti")
    while scenario.stage(id) == .waiting {
      try scenario.approve(id)
      #expect(duplicate()?.stage == scenario.stage(id))
    }
    try scenario.perform(.enrol(Enrol(id)), by: "dewi")
    #expect(duplicate()?.stage == .enrolled)
    try scenario.perform(
      .end(End(id, reason: "L2", on: CaseloadScenario.firstDay)), by: "dewi")
    #expect(duplicate()?.stage == .ended)
  }

  @Test("the NIK of a rejected or withdrawn person stays taken")
  func stillTaken() throws {
    var scenario = try CaseloadScenario()
    let young = try scenario.registered(.person(1, born: "2010-01-01"))
    let gone = try scenario.registered(.person(2))
    try scenario.perform(.withdraw(Withdraw(gone, reason: "L2")), by: "siti")
    for (form, id) in [(Form.person(1, born: "2010-01-01"), young), (.person(2), gone)] {
      guard
        case .duplicate(let duplicate)? = scenario.refusal(
          of: .register(Register(form: form)), by: "siti")
      else {
        Issue.record("case \(id) may be registered twice")
        continue
      }
      #expect(duplicate.id == id)
    }
  }

  @Test(
    "somebody on a list of participants is rejected at once, unless this programme paid",
    arguments: [
      (.employed, "rejected", "C1"), (.selfPaid, "rejected", "C2"), (.unstated, "rejected", "C2"),
      (.inactive, "rejected", "C3"), (.programme, "waiting:rt-rw", nil),
    ] as [(ParticipantKind, String, ReasonCode?)])
  func participants(_ kind: ParticipantKind, _ place: String, _ reason: ReasonCode?) throws {
    var scenario = try CaseloadScenario()
    let list = AddParticipants(
      people: [Participant(nik: try NIK(Form.nik(1)), kind: kind, row: 2)],
      asOf: CaseloadScenario.firstDay, replacing: false)
    try scenario.perform(.addParticipants(list), by: "dewi")
    let id = try scenario.registered(.person(1))
    #expect(scenario.place(id) == place)
    let file = try #require(scenario.caseload.file(id))
    #expect(file.standing.reason == reason)
    guard case .registered(let event)? = file.history.first?.event else {
      Issue.record("no registration")
      return
    }
    #expect(event.judgement.compared.participants == 2)
    let rules: [ParticipantKind: Exclusion.Rule] = [
      .employed: .employed, .selfPaid: .selfPaid, .unstated: .selfPaid, .inactive: .inactive,
    ]
    #expect(event.judgement.rule == rules[kind])
    #expect(event.judgement.listed == (reason == nil ? nil : 2))
  }

  @Test(
    "a registration that a rule rejects says by which rule, and the ages of no list",
    arguments: [
      ("2010-01-01", .tooYoung), ("1950-01-01", .tooOld), ("1984-02-16", nil),
    ] as [(String, Exclusion.Rule?)])
  func judgement(_ born: String, _ rule: Exclusion.Rule?) throws {
    var scenario = try CaseloadScenario()
    let events = try scenario.perform(
      .register(Register(form: .person(1, born: born))), by: "siti")
    guard case .registered(let event)? = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(event.judgement.rule == rule && event.judgement.listed == nil)
  }

  @Test("age comes before the lists of participants")
  func ageFirst() throws {
    var scenario = try CaseloadScenario()
    let nik = try NIK(Form.nik(1, born: "1950-01-01"))
    let list = AddParticipants(
      people: [Participant(nik: nik, kind: .employed, row: 1)], asOf: CaseloadScenario.firstDay,
      replacing: false)
    try scenario.perform(.addParticipants(list), by: "dewi")
    let id = try scenario.registered(.person(1, born: "1950-01-01"))
    #expect(scenario.caseload.file(id)?.standing.reason == "A2")
  }

  @Test("only a registrar of the village puts somebody forward")
  func rights() throws {
    let officers =
      Officer.sample + [
        .sample("desa", "registrar:21.02.03.1002"), .sample("camat", "registrar:21.02.03"),
      ]
    let scenario = try CaseloadScenario(officers: officers)
    let command = Command.register(Register(form: .person(1)))
    for by: OfficerID in ["adi", "budi", "dewi", "joko", "desa"] {
      guard case .notAllowed(let right)? = scenario.refusal(of: command, by: by) else {
        Issue.record("\(by) may register")
        continue
      }
      #expect(
        right.roles == [.registrar] && right.area == "21.02.03.1001" && right.verb == .register)
    }
    #expect(scenario.refusal(of: command, by: "camat") == nil)
    #expect(scenario.refusal(of: command, by: .owner) == .ownerDoesNotDecide(.register))
    #expect(scenario.refusal(of: command, by: "tamu") == .unknownOfficer("tamu"))
  }

  @Test("a case number that no case can have is unknown and no crash")
  func impossibleNumbers() async throws {
    let scenario = try CaseloadScenario()
    for number in [0, -1, 2, Int.max] {
      let command = Command.undo(Undo(CaseID(number)))
      #expect(scenario.refusal(of: command, by: "siti") == .unknownCase(CaseID(number)))
    }
    await #expect(processExitsWith: .success) {
      _ = Caseload().file(CaseID(.min))
    }
  }
}
