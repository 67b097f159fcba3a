import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("An audit of decisions, undos, enrolments and departures")
struct AuditVerificationTests {
  /// Case 1 waits at the first level, case 2 at the second.
  var forger: Forger

  init() throws {
    var scenario = try CaseloadScenario(try .sample(target: 2))
    try scenario.registered(.person(1))
    try scenario.registered(.person(2))
    try scenario.approve(2)
    forger = Forger(scenario)
  }

  private var input: DecisionInput { forger.scenario.decision(1, note: "x") }

  private func approved(
    _ old: String, _ new: String, as other: OfficerID? = nil, at level: Int = 1
  ) throws -> Irregularity? {
    let command = Command.approve(Approve(forger.scenario.decision(level == 1 ? 1 : 2)))
    return try forger.said(of: command, by: level == 1 ? "budi" : "lina", old, new, as: other)
  }

  @Test(
    "an approval that nobody could have made",
    arguments: [
      (#""case":1"#, #""case":9"#, .unknownCase(9)),
      (#""level":"rt-rw""#, #""level":"kelurahan""#, .notAtLevel(1, "kelurahan")),
      (#""level":"rt-rw""#, #""level":"gone""#, .notAtLevel(1, "gone")),
      (#""level":"rt-rw""#, #""level":"bpjs""#, .notAtLevel(1, .bpjs)),
      (
        #""to":"waiting","toLevel":"kelurahan""#, #""to":"qualified""#,
        .otherDestination(1, Destination(.qualified), Destination(.waiting, "kelurahan"))
      ),
      (#","signedOn":"2025-11-13""#, "", .signatureMissing(1, "rt-rw")),
      (#","remark":"\#(EventLines.name(1))""#, "", .signatureMissing(1, "rt-rw")),
      (#","document":"003/RT/2025""#, "", .signatureMissing(1, "rt-rw")),
      (
        #""signedOn":"2025-11-13""#, #""signedOn":"2025-11-14""#,
        .dayInFuture(CaseloadScenario.firstDay.adding(days: 1))
      ),
      (#""rules":1"#, #""rules":7"#, .otherRules(1, 7)),
      (#""age":41"#, #""age":40"#, .otherValues(1)),
      (#""rules":1"#, #""rules":1,"rule":"too-old""#, .otherValues(1)),
    ] as [(String, String, Irregularity)])
  func approvals(_ old: String, _ new: String, _ irregularity: Irregularity) throws {
    #expect(try approved(old, new) == irregularity)
  }

  @Test("a sheet where the level decides without one")
  func noSheet() throws {
    #expect(
      try approved(
        #""toLevel":"dinas-sosial""#, #""toLevel":"dinas-sosial","signedOn":"2025-11-13""#, at: 2)
        == .signatureNotHere(2, "kelurahan"))
  }

  @Test("four eyes: somebody who registered the case, or decided another level of it")
  func fourEyes() throws {
    var scenario = try CaseloadScenario()
    try scenario.registered(.person(1), by: "wati")
    try scenario.registered(.person(2))
    for id in [1, 2] as [CaseID] { try scenario.approve(id) }
    try scenario.approve(2, by: "wati")
    let forger = Forger(scenario)
    #expect(
      try forger.said(of: .approve(Approve(scenario.decision(1))), by: "lina", as: "wati")
        == .fourEyes(1))
    #expect(
      try forger.said(of: .approve(Approve(scenario.decision(2))), by: "rina", as: "wati")
        == .fourEyes(2))
  }

  @Test("papers that the level asks for, and a rule that keeps the person out")
  func papersAndRules() throws {
    var other = forger
    let id = try other.scenario.registered(.person(3, [.papers: "ktp"]))
    try other.scenario.approve(id)
    let approve = Command.approve(Approve(other.scenario.decision(2)))
    #expect(
      try other.said(of: approve, by: "lina", #""case":2"#, #""case":3"#)
        == .papersMissing(3, ["statement"]))
    var programme = try #require(other.scenario.caseload.rules?.programme)
    programme.maximumAge = 40
    try other.scenario.perform(.setProgramme(SetProgramme(programme)), by: "adi")
    let entry = other.scenario.entry
    let line =
      #"{"kind":"approved","case":2,"level":"kelurahan","to":"waiting","toLevel":"dinas-sosial","rules":\#(entry),"compared":{"age":41,"min":18,"max":40,"on":"2025-11-01"},"grant":"verifier:kelurahan:21.02"}"#
    #expect(try other.said(of: line, by: "lina") == .excluded(2, .tooOld))
  }

  @Test("a rejection or a return with another reason, elsewhere, or without what it needs")
  func rejections() throws {
    let reject = Command.reject(Reject(input, reason: "B1"))
    let back = Command.return(Return(input, reason: "A7"))
    #expect(
      try forger.said(of: reject, by: "budi", #""reason":"B1""#, #""reason":"C1""#)
        == .reasonNotHere(1, "C1"))
    #expect(
      try forger.said(of: reject, by: "budi", #""reason":"B1""#, #""reason":"A7""#)
        == .reasonNotHere(1, "A7"))
    #expect(
      try forger.said(of: reject, by: "budi", #""toLevel":"rt-rw""#, #""toLevel":"kelurahan""#)
        == .otherDestination(
          1, Destination(.rejected, "kelurahan"), Destination(.rejected, "rt-rw")))
    #expect(
      try forger.said(of: reject, by: "budi", #""level":"rt-rw","to""#, #""level":"bpjs","to""#)
        == .wrongStage(1, .waiting, "rt-rw", .reject))
    #expect(
      try forger.said(of: back, by: "budi", #""reason":"A7""#, #""reason":"B1""#)
        == .reasonNotHere(1, "B1"))
    #expect(try forger.said(of: back, by: "budi", #""note":"x","#, "") == .noteMissing(1))
    #expect(
      try forger.said(of: back, by: "budi", #""to":"returned""#, #""to":"rejected""#)
        == .otherDestination(
          1, Destination(.rejected, "rt-rw"), Destination(.returned, "rt-rw")))
  }

  @Test("a rejection by a rule without its list, of somebody not on it, or of a case that is out")
  func automatic() throws {
    let list = Command.addParticipants(
      AddParticipants(
        people: [Participant(nik: try NIK(Form.nik(1)), kind: .employed, row: 2)],
        asOf: CaseloadScenario.firstDay, replacing: false))
    func said(_ old: String, _ new: String) throws -> Irregularity? {
      try forger.said(of: list, by: "dewi", old, new, behind: 1)
    }
    #expect(try said("", "") == nil)
    #expect(try said(#""case":1"#, #""case":2"#) == .notExcluded(2))
    #expect(try said(#""reason":"C1""#, #""reason":"C2""#) == .reasonNotHere(1, "C2"))
    #expect(
      try said(#""to":"rejected""#, #""to":"rejected","toLevel":"rt-rw""#)
        == .otherDestination(1, Destination(.rejected, "rt-rw"), Destination(.rejected)))
    #expect(
      try said(#""grant":"enroller:21.02""#, #""grant":"enroller:21.03""#)
        == .grantNotHeld("dewi", "enroller:21.03"))
    #expect(try said(#""rules":1"#, #""signedOn":"2025-11-13","rules":1"#) == .refused)
    var later = forger
    try later.scenario.perform(list, by: "dewi")
    let line = EventLines(try #require(later.scenario.log.last?.event)).text
    #expect(try later.said(of: line, by: "dewi") == .wrongStage(1, .rejected, nil, .reject))
    let other = line.replacing(#""case":1"#, with: #""case":2"#)
    #expect(try later.said(of: other, by: "dewi") == .noList(2))
  }

  @Test("an undo of what is not the last, not one's own, or that leads elsewhere")
  func undos() throws {
    let undo = Command.undo(Undo(2))
    func said(_ old: String, _ new: String, as other: OfficerID? = nil) throws -> Irregularity? {
      try forger.said(of: undo, by: "budi", old, new, as: other)
    }
    let grant = #""grant":"verifier:rt-rw:21.02""#
    #expect(try said(grant, #""grant":"own""#) == nil)
    #expect(try said(grant, #""grant":"own""#, as: "siti") == .notOwn(2, "budi"))
    #expect(try said(grant, #""grant":"own""#, as: .owner) == .ownerDoesNotDecide(.undo))
    #expect(try said(grant, #""grant":"own""#, as: "tono") == .unknownOfficer("tono"))
    #expect(
      try said(grant, #""grant":"registrar:21.02""#, as: "siti")
        == .otherRole("registrar:21.02", .undo))
    #expect(try said(#""entry":4"#, #""entry":3"#) == .notLast(2))
    #expect(try said(#""index":0"#, #""index":1"#) == .notLast(2))
    #expect(try said(#""toLevel":"rt-rw""#, #""toLevel":"kelurahan""#) == .otherPast(2))
    #expect(try said(#""to":"waiting","toLevel":"rt-rw""#, #""to":"cancelled""#) == .otherPast(2))
    #expect(try said("T02:02:00.000Z", "T02:03:00.000Z") == .otherPast(2))

    let registration = Command.undo(Undo(1))
    #expect(
      try forger.said(of: registration, by: "siti", #""to":"cancelled""#, #""to":"waiting""#)
        == .otherPast(1))
    var other = forger
    try other.scenario.perform(registration, by: "siti")
    #expect(
      try other.said(of: undo, by: "budi", #""case":2"#, #""case":1"#) == .cancelled(1))
  }

  @Test("an undo that restores another record or another member's number")
  func restoredValues() throws {
    var other = forger
    try other.scenario.perform(.correct(Correct(1, changes: Form([.name: "Lain"]))), by: "siti")
    let undo = Command.undo(Undo(1))
    #expect(
      try other.said(of: undo, by: "siti", "WARGA CONTOH B", "WARGA CONTOH C") == .otherPast(1))
    #expect(
      try other.said(of: undo, by: "siti", #""occupation":"01""#, #""occupation":"02""#)
        == .otherPast(1))
    let id = try other.scenario.enrolled(.person(3), kpj: "12345678901")
    let end = End(id, reason: "L2", on: CaseloadScenario.firstDay)
    try other.scenario.perform(.end(end), by: "dewi")
    #expect(
      try other.said(of: .undo(Undo(id)), by: "dewi", "12345678901", "12345678902")
        == .otherPast(id))
    #expect(
      try other.said(
        of: .undo(Undo(id)), by: "dewi", #","membership":"\#(EventLines.name(1))""#, "")
        == .otherPast(id))
    for number in 4...5 { try other.scenario.enrolled(.person(number), from: Month("2025-12")) }
    // December has gone to two others meanwhile.
    let line =
      #"{"kind":"undone","case":\#(id),"undid":{"entry":\#(endEntry(other, id)),"index":0},"to":"enrolled","since":"\#(since(other, id))","qualified":{"at":"\#(qualified(other, id).at)","entry":\#(qualified(other, id).entry),"index":0},"from":"2025-11","membership":"\#(EventLines.name(1))","grant":"enroller:21.02"}"#
    #expect(try other.said(of: line, by: "dewi") == .noPlace(id, try #require(Month("2025-12"))))
  }

  private func item(_ forger: Forger, _ id: CaseID, _ kind: String) -> HistoryItem? {
    forger.scenario.caseload.file(id)?.standingHistory.last { $0.event.kind == kind }
  }

  private func endEntry(_ forger: Forger, _ id: CaseID) -> Int {
    item(forger, id, "ended")?.stamp.entry ?? 0
  }

  private func since(_ forger: Forger, _ id: CaseID) -> Instant {
    item(forger, id, "enrolled")?.stamp.at ?? Instant(milliseconds: 0)
  }

  private func qualified(_ forger: Forger, _ id: CaseID) -> Stamp {
    item(forger, id, "approved")?.stamp ?? Stamp(entry: 0, at: Instant(milliseconds: 0), by: "x")
  }

  @Test("what a rule rejected is not taken back")
  func undoOfARule() throws {
    var other = forger
    let id = try other.scenario.registered(.person(3))
    let list = AddParticipants(
      people: [Participant(nik: try NIK(Form.nik(3)), kind: .employed, row: 2)],
      asOf: CaseloadScenario.firstDay, replacing: false)
    try other.scenario.perform(.addParticipants(list), by: "dewi")
    let entry = other.scenario.entry
    let line =
      #"{"kind":"undone","case":\#(id),"undid":{"entry":\#(entry),"index":1},"to":"waiting","toLevel":"rt-rw","since":"2025-11-13T02:04:00.000Z","grant":"own"}"#
    #expect(try other.said(of: line, by: "dewi") == .automatic(id))
  }

  @Test(
    "an enrolment too early, of another month, beyond the target or the ceiling, or out of order")
  func enrolments() throws {
    var other = forger
    let ids = try (3...5).map { try other.scenario.qualified(.person($0)) }
    let enrol = Command.enrol(Enrol(ids[0], kpj: "12345678901"))
    func said(_ old: String, _ new: String, as officer: OfficerID? = nil) throws -> Irregularity? {
      try other.said(of: enrol, by: "dewi", old, new, as: officer)
    }
    #expect(try said(#""case":3"#, #""case":1"#) == .wrongStage(1, .waiting, "rt-rw", .enrol))
    #expect(try said(#""case":3"#, #""case":5"#) == .outOfOrder(5, 4))
    #expect(
      try said(#""from":"2025-11""#, #""from":"2026-01""#)
        == .monthOutside(3, try #require(Month("2026-01"))))
    #expect(try said("12345678901", "1234567890") == .badKPJ(3))
    #expect(
      try said(#""to":"enrolled""#, #""to":"ended""#)
        == .otherDestination(3, Destination(.ended), Destination(.enrolled)))
    #expect(
      try said("enroller:21.02", "registrar:21.02", as: "siti")
        == .otherRole("registrar:21.02", .enrol))
    let line = EventLines(
      try #require(
        try other.scenario.caseload.decide(
          enrol, at: Stamp(entry: 99, at: other.scenario.now, by: "dewi")
        ).first)
    ).text
    for id in ids.prefix(2) { try other.scenario.perform(.enrol(Enrol(id)), by: "dewi") }
    let third = line.replacing(#""case":3"#, with: #""case":5"#)
    #expect(try other.said(of: third, by: "dewi") == .noPlace(5, try #require(Month("2025-11"))))

    var poor = Forger(try CaseloadScenario(try .sample(ceiling: 33_600)))
    for number in 3...5 { _ = try poor.scenario.qualified(.person(number)) }
    try poor.scenario.perform(.enrol(Enrol(1)), by: "dewi")
    let second = line.replacing(#""case":3"#, with: #""case":2"#)
    #expect(try poor.said(of: second, by: "dewi") == .overCeiling(2))
  }

  @Test("a departure for no reason for leaving, of the future, or with another last month")
  func departures() throws {
    #expect(
      try forger.said(
        of: .withdraw(Withdraw(1, reason: "L2")), by: "siti", #""reason":"L2""#, #""reason":"B1""#)
        == .reasonNotHere(1, "B1"))
    #expect(
      try forger.said(
        of: .withdraw(Withdraw(1, reason: "L2")), by: "siti", #""to":"withdrawn""#,
        #""to":"ended""#)
        == .otherDestination(1, Destination(.ended), Destination(.withdrawn)))
    var other = forger
    let id = try other.scenario.enrolled(.person(3))
    let end = Command.end(End(id, reason: "L2", on: CaseloadScenario.firstDay))
    func said(_ old: String, _ new: String) throws -> Irregularity? {
      try other.said(of: end, by: "dewi", old, new)
    }
    #expect(try said(#""case":3"#, #""case":1"#) == .wrongStage(1, .waiting, "rt-rw", .end))
    #expect(try said(#""reason":"L2""#, #""reason":"B1""#) == .reasonNotHere(3, "B1"))
    #expect(
      try said(#""on":"2025-11-13""#, #""on":"2025-11-14""#)
        == .dayInFuture(CaseloadScenario.firstDay.adding(days: 1)))
    #expect(try said(#""until":"2025-11""#, #""until":"2026-01""#) == .lastMonth(3))
    #expect(try said(#""until":"2025-11""#, #""until":"2025-10""#) == .lastMonth(3))
    #expect(
      try said(
        #""reason":"L2","on":"2025-11-13","until":"2025-11""#,
        #""reason":"L1","on":"2025-11-13","until":"2025-12""#) == .lastMonth(3))
    #expect(
      try said(#""to":"ended""#, #""to":"enrolled""#)
        == .otherDestination(3, Destination(.enrolled), Destination(.ended)))
    #expect(
      try other.said(
        of: .withdraw(Withdraw(1, reason: "L2")), by: "siti", #""case":1"#, #""case":3"#)
        == .wrongStage(3, .enrolled, nil, .withdraw))
  }
}
