import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("withdraw")
struct WithdrawTests {
  @Test("waiting, returned and qualified people may leave before enrolment")
  func stages() throws {
    var scenario = try CaseloadScenario()
    let waiting = try scenario.registered(.person(1))
    let returned = try scenario.registered(.person(2))
    try scenario.perform(
      .return(Return(scenario.decision(returned, note: "x"), reason: "A7")), by: "budi")
    let qualified = try scenario.qualified(.person(3))
    for id in [waiting, returned, qualified] {
      try scenario.perform(
        .withdraw(Withdraw(id, reason: "L2", note: "pindah ke Batam")), by: "siti")
      #expect(scenario.place(id) == "withdrawn")
      #expect(scenario.caseload.file(id)?.standing.reason == "L2")
    }
    #expect(scenario.caseload.qualified.isEmpty)
    #expect(
      scenario.refusal(of: .withdraw(Withdraw(waiting, reason: "L2")), by: "siti")
        == .wrongStage(waiting, .withdrawn, nil, .withdraw))
  }

  @Test("a death before enrolment is a withdrawal too, other reasons are none")
  func reasons() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    for reason: ReasonCode in ["B1", "A7", "X"] {
      #expect(
        scenario.refusal(of: .withdraw(Withdraw(id, reason: reason)), by: "siti")
          == .reasonNotForLeaving(reason, ["L1", "L2"]))
    }
    try scenario.perform(.withdraw(Withdraw(id, reason: "L1")), by: "dewi")
    #expect(scenario.place(id) == "withdrawn")
  }

  @Test("a registrar of the village or an enroller takes it in")
  func rights() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    for by: OfficerID in ["budi", "lina", "rina", "joko"] {
      guard
        case .notAllowed(let right)? = scenario.refusal(
          of: .withdraw(Withdraw(id, reason: "L2")), by: by)
      else {
        Issue.record("\(by) may withdraw")
        continue
      }
      #expect(right.roles == [.registrar, .enroller])
    }
  }
}

@Suite("enrol")
struct EnrolTests {
  private let november: Month
  private let december: Month

  init() throws {
    november = try #require(Month("2025-11"))
    december = try #require(Month("2025-12"))
  }

  @Test("an enrolment covers from the current month to the end of the programme")
  func covers() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.enrolled(.person(1), kpj: " 1234-567.8901 ")
    #expect(scenario.place(id) == "enrolled")
    #expect(scenario.caseload.file(id)?.standing.cover?.from == november)
    #expect(scenario.caseload.file(id)?.standing.cover?.until == nil)
    #expect(scenario.caseload.file(id)?.membership?.value?.kpj == "12345678901")
    #expect(
      scenario.caseload.covered(in: november) == 1 && scenario.caseload.covered(in: december) == 1)
    #expect(scenario.caseload.committed == 33_600)
  }

  @Test(
    "the current month is the first before the programme, the last behind it",
    arguments: [
      ("2025-10-31", "2025-11"), ("2025-11-30", "2025-11"), ("2025-12-01", "2025-12"),
      ("2026-02-01", "2025-12"),
    ])
  func currentMonth(_ day: String, _ month: String) throws {
    var scenario = try CaseloadScenario()
    scenario.now = try #require(Instant("2025-09-01T02:00:00Z"))
    let id = try scenario.registered(.person(1))
    let early = Signature(by: "Ketua", on: scenario.now.day, document: "1")
    try scenario.perform(.approve(Approve(DecisionInput(id, signature: early))), by: "budi")
    try scenario.approve(id)
    try scenario.approve(id)
    scenario.advance(to: day)
    try scenario.perform(.enrol(Enrol(id)), by: "dewi")
    #expect(scenario.caseload.file(id)?.standing.cover?.from.description == month)
  }

  @Test("a month outside the programme and a bad member's number are refused")
  func faults() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.qualified(.person(1))
    let january = try #require(Month("2026-01"))
    #expect(
      scenario.refusal(of: .enrol(Enrol(id, from: january)), by: "dewi") == .monthOutside(january))
    for kpj in ["1234567890", "123456789012", "1234567890x", "１２３４５６７８９０１"] {
      #expect(scenario.refusal(of: .enrol(Enrol(id, kpj: kpj)), by: "dewi") == .badKPJ)
    }
    #expect(scenario.refusal(of: .enrol(Enrol(id, kpj: "")), by: "dewi") == nil)
    for by: OfficerID in ["siti", "rina", "joko"] {
      guard case .notAllowed? = scenario.refusal(of: .enrol(Enrol(id)), by: by) else {
        Issue.record("\(by) may enrol")
        continue
      }
    }
  }

  @Test("the target is never exceeded, in no month")
  func target() throws {
    var scenario = try CaseloadScenario(try .sample(target: 2))
    for number in 1...3 { try scenario.qualified(.person(number)) }
    try scenario.perform(.enrol(Enrol(1, from: december)), by: "dewi")
    try scenario.perform(.enrol(Enrol(2)), by: "dewi")
    #expect(scenario.caseload.covered(in: november) == 1)
    // November has a place, December has none, and cover runs to the end.
    #expect(scenario.refusal(of: .enrol(Enrol(3)), by: "dewi") == .noPlace(3, november, nil))
    #expect(
      scenario.refusal(of: .enrol(Enrol(3, from: december)), by: "dewi")
        == .noPlace(3, december, nil))
  }

  @Test("a place freed in November opens in December, and the refusal says so")
  func freed() throws {
    var scenario = try CaseloadScenario(try .sample(target: 1))
    let first = try scenario.enrolled(.person(1))
    let second = try scenario.qualified(.person(2))
    #expect(
      scenario.refusal(of: .enrol(Enrol(second)), by: "dewi") == .noPlace(second, november, nil))
    try scenario.perform(
      .end(End(first, reason: "L2", on: CaseloadScenario.firstDay)), by: "dewi")
    #expect(
      scenario.refusal(of: .enrol(Enrol(second)), by: "dewi")
        == .noPlace(second, november, december))
    try scenario.perform(.enrol(Enrol(second, from: december)), by: "dewi")
    #expect(
      scenario.caseload.covered(in: november) == 1 && scenario.caseload.covered(in: december) == 1)
  }

  @Test("the ceiling is never exceeded, by the rates of the months")
  func ceiling() throws {
    var programme = try Programme.sample(target: 10, ceiling: 16_800 + 20_000 + 20_000)
    var rate = try #require(programme.rates.first)
    (rate.from, rate.jkk) = (december, 13_200)
    programme.rates.append(rate)
    var scenario = try CaseloadScenario(programme)
    try scenario.enrolled(.person(1))
    #expect(scenario.caseload.committed == 36_800)
    let second = try scenario.qualified(.person(2))
    #expect(
      scenario.caseload.places(from: november) == 0 && scenario.caseload.places(from: december) == 1
    )
    #expect(scenario.refusal(of: .enrol(Enrol(second)), by: "dewi") == .overCeiling(second))
    try scenario.perform(.enrol(Enrol(second, from: december)), by: "dewi")
    #expect(scenario.caseload.committed == 56_800)
  }

  @Test("nobody is enrolled past an earlier one who would be left without a place")
  func order() throws {
    var scenario = try CaseloadScenario(try .sample(target: 2))
    for number in 1...3 { try scenario.qualified(.person(number)) }
    // Two places for three: the second may go before the first, the third may not go at all.
    #expect(scenario.refusal(of: .enrol(Enrol(2)), by: "dewi") == nil)
    guard case .earlierWithoutPlace(3, _)? = scenario.refusal(of: .enrol(Enrol(3)), by: "dewi")
    else {
      Issue.record("enrolled past an earlier one")
      return
    }
    try scenario.perform(.enrol(Enrol(2)), by: "dewi")
    #expect(scenario.refusal(of: .enrol(Enrol(3)), by: "dewi") == .earlierWithoutPlace(3, 1))
    try scenario.perform(.enrol(Enrol(1)), by: "dewi")
  }

  @Test("the refusal names who would be left without a place")
  func named() throws {
    var scenario = try CaseloadScenario(try .sample(target: 2))
    for number in 1...3 { try scenario.qualified(.person(number)) }
    #expect(scenario.refusal(of: .enrol(Enrol(3)), by: "dewi") == .earlierWithoutPlace(3, 2))
  }

  @Test("the next in order are enrolled as far as there are places")
  func next() throws {
    var scenario = try CaseloadScenario(try .sample(target: 3))
    for number in 1...5 { try scenario.qualified(.person(number)) }
    #expect(try scenario.perform(.enrolNext(EnrolNext(2)), by: "dewi").map(\.caseID) == [1, 2])
    #expect(try scenario.perform(.enrolNext(EnrolNext(10)), by: "dewi").map(\.caseID) == [3])
    #expect(
      scenario.refusal(of: .enrolNext(EnrolNext(1)), by: "dewi") == .noPlace(4, november, nil))
    #expect(Set(scenario.log.suffix(2).map(\.stamp.entry)).count == 2)
  }

  @Test("with nobody qualified, or none asked for, nobody is next", arguments: [0, -1])
  func nobody(_ count: Int) throws {
    var scenario = try CaseloadScenario()
    #expect(scenario.refusal(of: .enrolNext(EnrolNext(1)), by: "dewi") == .nobodyQualified)
    try scenario.qualified(.person(1))
    #expect(scenario.refusal(of: .enrolNext(EnrolNext(count)), by: "dewi") == .nobodyQualified)
  }

  @Test("the waiting list is those beyond the free places, in the order of qualification")
  func waitingList() throws {
    var scenario = try CaseloadScenario(try .sample(target: 2))
    let late = try scenario.registered(.person(1))
    for number in 2...4 { try scenario.qualified(.person(number)) }
    while scenario.stage(late) == .waiting { try scenario.approve(late) }
    #expect(scenario.caseload.qualified == [2, 3, 4, 1])
    let day = CaseloadScenario.firstDay
    let positions = { (scenario: CaseloadScenario) in
      scenario.caseload.qualified.map { scenario.caseload.waitingListPosition(of: $0, on: day) }
    }
    #expect(positions(scenario) == [nil, nil, 1, 2])
    try scenario.perform(.enrol(Enrol(2)), by: "dewi")
    #expect(positions(scenario) == [nil, 1, 2])
    try scenario.perform(.withdraw(Withdraw(3, reason: "L2")), by: "siti")
    #expect(positions(scenario) == [nil, 1])
    #expect(scenario.caseload.waitingListPosition(of: 2, on: day) == nil)
  }

  @Test("of one entry the order of its events is the order of qualification")
  func oneEntry() throws {
    var scenario = try CaseloadScenario()
    for number in 1...3 {
      let id = try scenario.registered(.person(number))
      try scenario.approve(id)
      try scenario.approve(id)
    }
    try scenario.perform(
      ([3, 1, 2] as [CaseID]).map { .approve(Approve(DecisionInput($0))) }, by: "rina")
    #expect(scenario.caseload.qualified == [3, 1, 2])
  }

  @Test("nobody is enrolled whom new rules keep out")
  func excluded() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.qualified(.person(1))
    var programme = try Programme.sample()
    programme.maximumAge = 40
    try scenario.perform(.setProgramme(SetProgramme(programme)), by: "adi")
    guard
      case .excluded(id, let exclusion, _)? = scenario.refusal(
        of: .enrol(Enrol(id)), by: "dewi")
    else {
      Issue.record("enrolled against the rules")
      return
    }
    #expect(exclusion.rule == .tooOld)
  }

  @Test("only the qualified are enrolled")
  func stages() throws {
    var scenario = try CaseloadScenario()
    let waiting = try scenario.registered(.person(1))
    #expect(
      scenario.refusal(of: .enrol(Enrol(waiting)), by: "dewi")
        == .wrongStage(waiting, .waiting, "rt-rw", .enrol))
    let enrolled = try scenario.enrolled(.person(2))
    #expect(
      scenario.refusal(of: .enrol(Enrol(enrolled)), by: "dewi")
        == .wrongStage(enrolled, .enrolled, nil, .enrol))
  }
}

@Suite("end")
struct EndTests {
  private let november: Month
  private let december: Month

  init() throws {
    november = try #require(Month("2025-11"))
    december = try #require(Month("2025-12"))
  }

  /// Enrolled in November, asked on 10 December.
  private func scenario(from month: Month? = nil) throws -> CaseloadScenario {
    var scenario = try CaseloadScenario()
    try scenario.enrolled(.person(1), from: month)
    scenario.advance(to: "2025-12-10")
    return scenario
  }

  private func end(_ reason: ReasonCode, _ day: String, _ until: End.LastMonth = .same) throws
    -> Command
  {
    .end(End(1, reason: reason, on: try #require(Day(day)), until: until))
  }

  @Test("a death keeps its own month and frees the next")
  func death() throws {
    var scenario = try scenario()
    try scenario.perform(try end("L1", "2025-11-20"), by: "dewi")
    #expect(scenario.place(1) == "ended")
    #expect(scenario.caseload.file(1)?.standing.cover?.from == november)
    #expect(scenario.caseload.file(1)?.standing.cover?.until == november)
    #expect(
      scenario.caseload.covered(in: november) == 1 && scenario.caseload.covered(in: december) == 0)
    #expect(scenario.caseload.committed == 16_800)
  }

  @Test("a death has no other last month than its own")
  func deathOnly() throws {
    let scenario = try scenario()
    for until: End.LastMonth in [.none, .month(december)] {
      #expect(
        scenario.refusal(of: try end("L1", "2025-11-20", until), by: "dewi")
          == .lastMonth(1, november...november))
    }
    #expect(scenario.refusal(of: try end("L1", "2025-11-20", .month(november)), by: "dewi") == nil)
  }

  @Test("who died before cover was never covered")
  func diedBefore() throws {
    var scenario = try scenario(from: december)
    #expect(
      scenario.refusal(of: try end("L1", "2025-11-20", .month(december)), by: "dewi")
        == .diedBeforeCover(1, december))
    try scenario.perform(try end("L1", "2025-11-20", .none), by: "dewi")
    #expect(scenario.caseload.covered(in: december) == 0)
    #expect(scenario.caseload.file(1)?.standing.cover?.from == december)
    #expect(scenario.caseload.file(1)?.standing.cover?.until == nil)
  }

  @Test("who leaves may be covered to any month of their cover, or none")
  func leaves() throws {
    for (until, months) in [
      (End.LastMonth.same, 1), (.none, 0), (.month(november), 1), (.month(december), 2),
    ] {
      var scenario = try scenario()
      try scenario.perform(try end("L2", "2025-11-20", until), by: "dewi")
      #expect(scenario.caseload.committed == 16_800 * months)
    }
  }

  @Test("a last month outside the cover is refused with what it may be")
  func outside() throws {
    let later = try scenario(from: december)
    #expect(
      later.refusal(of: try end("L2", "2025-12-05", .month(november)), by: "dewi")
        == .lastMonth(1, december...december))
    let january = try #require(Month("2026-01"))
    #expect(
      try scenario().refusal(of: try end("L2", "2025-12-05", .month(january)), by: "dewi")
        == .lastMonth(1, november...december))
  }

  @Test("nobody leaves in the future, before enrolment, or for a reason that is none for it")
  func refusals() throws {
    var scenario = try scenario()
    let tomorrow = try #require(Day("2025-12-11"))
    #expect(scenario.refusal(of: try end("L2", "2025-12-11"), by: "dewi") == .dayInFuture(tomorrow))
    #expect(
      scenario.refusal(of: try end("B1", "2025-12-10"), by: "dewi")
        == .reasonNotForLeaving("B1", ["L1", "L2"]))
    for by: OfficerID in ["siti", "rina", "joko"] {
      guard case .notAllowed? = scenario.refusal(of: try end("L2", "2025-12-10"), by: by) else {
        Issue.record("\(by) may end")
        continue
      }
    }
    try scenario.perform(.undo(Undo(1)), by: "dewi")
    #expect(
      scenario.refusal(of: try end("L2", "2025-12-10"), by: "dewi")
        == .wrongStage(1, .qualified, nil, .end))
  }

  @Test("after the programme a death keeps its last month")
  func afterwards() throws {
    var scenario = try scenario()
    scenario.advance(to: "2026-03-01")
    try scenario.perform(try end("L1", "2026-02-10"), by: "dewi")
    #expect(scenario.caseload.file(1)?.standing.cover?.until == december)
  }
}

@Suite("participants")
struct ParticipantsTests {
  private func list(
    _ people: [(Int, ParticipantKind)], replacing: Bool = false, asOf: String = "2025-11-13"
  ) throws -> Command {
    var participants: [Participant] = []
    for (row, person) in people.enumerated() {
      participants.append(
        Participant(nik: try NIK(Form.nik(person.0)), kind: person.1, row: row + 2))
    }
    return .addParticipants(
      AddParticipants(
        people: participants, asOf: try #require(Day(asOf)), replacing: replacing))
  }

  @Test("a list rejects everybody on it who waits, is returned or has qualified, in one entry")
  func rejects() throws {
    var scenario = try CaseloadScenario()
    let waiting = try scenario.registered(.person(1))
    let returned = try scenario.registered(.person(2))
    try scenario.perform(
      .return(Return(scenario.decision(returned, note: "x"), reason: "A7")), by: "budi")
    let qualified = try scenario.qualified(.person(3))
    let free = try scenario.registered(.person(4))
    let ours = try scenario.registered(.person(5))
    let kinds: [(Int, ParticipantKind)] = [
      (1, .employed), (2, .selfPaid), (3, .inactive), (5, .programme), (99, .unstated),
    ]
    let events = try scenario.perform(try list(kinds), by: "dewi")
    #expect(events.map(\.kind) == ["participantsAdded", "rejected", "rejected", "rejected"])
    #expect(
      [waiting, returned, qualified, free, ours].map(scenario.place) == [
        "rejected", "rejected", "rejected", "waiting:rt-rw", "waiting:rt-rw",
      ])
    #expect(
      [waiting, returned, qualified].map { scenario.caseload.file($0)?.standing.reason } == [
        "C1", "C2", "C3",
      ])
    for event in events.dropFirst() {
      guard case .rejected(let event) = event else { continue }
      #expect(event.isAutomatic && event.level == nil)
      #expect(event.judgement.compared.participants == scenario.entry)
      let rules: [CaseID: Exclusion.Rule] = [
        waiting: .employed, returned: .selfPaid, qualified: .inactive,
      ]
      #expect(event.judgement.rule == rules[event.id])
      // The rows of the list are those of the people, from 2 on.
      #expect(
        event.judgement.listed == scenario.entry)
    }
    #expect(scenario.caseload.qualified.isEmpty)
  }

  @Test("whichever comes first, list or registration, the answer is the same")
  func eitherOrder() throws {
    for kind in ParticipantKind.allCases {
      var first = try CaseloadScenario()
      try first.perform(try list([(1, kind)]), by: "dewi")
      let after = try first.registered(.person(1))
      var second = try CaseloadScenario()
      let before = try second.registered(.person(1))
      try second.perform(try list([(1, kind)]), by: "dewi")
      #expect(first.place(after) == second.place(before))
      #expect(
        first.caseload.file(after)?.standing.reason == second.caseload.file(before)?.standing.reason
      )
    }
  }

  @Test("the enrolled are only reported, never ended")
  func enrolled() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.enrolled(.person(1))
    let events = try scenario.perform(try list([(1, .employed)]), by: "dewi")
    #expect(events.count == 1 && scenario.place(id) == "enrolled")
    #expect(scenario.caseload.enrolledParticipants == [id])
  }

  @Test("those whom this programme paid before are not reported")
  func ownProgramme() throws {
    var scenario = try CaseloadScenario()
    try scenario.enrolled(.person(1))
    try scenario.perform(try list([(1, .programme)]), by: "dewi")
    #expect(scenario.caseload.enrolledParticipants.isEmpty)
  }

  @Test("ended, withdrawn and rejected cases are left alone")
  func closed() throws {
    var scenario = try CaseloadScenario()
    let withdrawn = try scenario.registered(.person(1))
    try scenario.perform(.withdraw(Withdraw(withdrawn, reason: "L2")), by: "siti")
    let rejected = try scenario.registered(.person(2))
    try scenario.perform(.reject(Reject(scenario.decision(rejected), reason: "B1")), by: "budi")
    let ended = try scenario.enrolled(.person(3))
    try scenario.perform(
      .end(End(ended, reason: "L2", on: CaseloadScenario.firstDay)), by: "dewi")
    let events = try scenario.perform(
      try list([(1, .employed), (2, .employed), (3, .employed)]), by: "dewi")
    #expect(events.count == 1)
    #expect(
      [withdrawn, rejected, ended].map(scenario.place) == ["withdrawn", "rejected:rt-rw", "ended"])
  }

  @Test("the same list twice is nothing new, replacing or not", arguments: [false, true])
  func twice(_ replacing: Bool) throws {
    var scenario = try CaseloadScenario()
    let command = try list([(1, .employed), (2, .inactive)], replacing: replacing)
    try scenario.perform(command, by: "dewi")
    #expect(scenario.refusal(of: command, by: "dewi") == .nothingNew)
    #expect(scenario.refusal(of: try list([(2, .inactive)]), by: "dewi") == .nothingNew)
    #expect(scenario.refusal(of: try list([]), by: "dewi") == .nothingNew)
    #expect(scenario.refusal(of: try list([(2, .employed)]), by: "dewi") == nil)
  }

  @Test("a list that names somebody twice is nothing new the second time")
  func sameTwice() throws {
    var scenario = try CaseloadScenario()
    let command = try list([(1, .employed), (1, .inactive)])
    try scenario.perform(command, by: "dewi")
    #expect(scenario.refusal(of: command, by: "dewi") == .nothingNew)
  }

  @Test("a list adds, a replacing one says how many drop out")
  func replaces() throws {
    var scenario = try CaseloadScenario()
    try scenario.perform(try list([(1, .employed), (2, .employed)]), by: "dewi")
    try scenario.perform(try list([(3, .employed)]), by: "dewi")
    #expect(scenario.caseload.participants.count == 3)
    let events = try scenario.perform(
      try list([(3, .employed), (4, .employed)], replacing: true, asOf: "2025-11-12"), by: "dewi")
    guard case .participantsAdded(let event)? = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(event.dropped == 2 && event.count == 2 && event.replacing)
    #expect(scenario.caseload.participants.count == 2)
    #expect(scenario.caseload.participants[try NIK(Form.nik(1))] == nil)
    #expect(scenario.caseload.participants.newest == scenario.entry)
    #expect(scenario.caseload.participants.newestDay?.description == "2025-11-12")
    #expect(try scenario.registered(.person(1)) == 1)
    #expect(scenario.place(1) == "waiting:rt-rw")
  }

  @Test("an enroller of the whole programme brings it, with no day in the future")
  func rights() throws {
    let officers = Officer.sample + [.sample("edi", "enroller:21.02.03")]
    let scenario = try CaseloadScenario(officers: officers)
    for by: OfficerID in ["siti", "rina", "adi", "edi"] {
      guard case .notAllowed? = scenario.refusal(of: try list([(1, .employed)]), by: by) else {
        Issue.record("\(by) may bring lists")
        continue
      }
    }
    #expect(
      scenario.refusal(of: try list([(1, .employed)], asOf: "2025-11-14"), by: "dewi")
        == .dayInFuture(try #require(Day("2025-11-14"))))
    #expect(
      scenario.refusal(of: try list([(1, .employed)]), by: .owner)
        == .ownerDoesNotDecide(.addParticipants))
  }
}
