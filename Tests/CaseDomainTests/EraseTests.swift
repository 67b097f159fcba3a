import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("erase")
struct EraseTests {
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

  private let line = EventLines.name(1)

  private func erase(_ id: CaseID, _ ground: String = "surat 12/2026") -> Command {
    .erase(Erase(id, ground: ground, lines: [line]))
  }

  @Test("the owner and an administrator of the area erase, and nobody else")
  func rights() throws {
    let elsewhere = Officer.sample("rani", "administrator:21.02.04", "registrar:21.02")
    var scenario = try CaseloadScenario(officers: Officer.sample + [elsewhere])
    let id = try scenario.enrolled(.person(1))
    for officer in ["siti", "dewi", "joko", "rani"] as [OfficerID] {
      guard case .notAllowed(let right)? = scenario.refusal(of: erase(id), by: officer) else {
        Issue.record("\(officer)")
        continue
      }
      #expect(right.verb == .erase && right.area == "21.02.03.1001" && right.case == id)
    }
    #expect(scenario.refusal(of: erase(9), by: "adi") == .unknownCase(9))
    for (officer, grant) in [("adi", "administrator:21.02"), ("owner", "owner")] {
      var scenario = scenario
      let events = try scenario.perform(erase(id), by: OfficerID(officer))
      guard case .erased(let event)? = events.first else {
        Issue.record("\(events)")
        continue
      }
      #expect(event.grant == grant && event.ground == "surat 12/2026" && event.lines == [line])
      #expect(events.flatMap(\.erasedLines) == [line])
      #expect(scenario.caseload.file(id)?.person.value == nil)
    }
  }

  @Test("a case that still goes on is withdrawn or rejected first, then erased")
  func goesOn() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    #expect(
      scenario.refusal(of: erase(id), by: "adi") == .wrongStage(id, .waiting, "rt-rw", .erase))
    try scenario.perform(.withdraw(Withdraw(id, reason: "L2")), by: "siti")
    try scenario.perform(erase(id), by: "adi")
    #expect(scenario.stage(id) == .withdrawn)
  }

  @Test("a cancelled case is erased, which no other verb touches")
  func cancelled() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.perform(.undo(Undo(id)), by: "siti")
    try scenario.perform(erase(id), by: "adi")
    #expect(scenario.stage(id) == .cancelled && scenario.caseload.file(id)?.person.value == nil)
    #expect(scenario.refusal(of: .undo(Undo(id)), by: "siti") == .cancelled(id))
  }

  @Test("where no line is left there is nothing to erase")
  func nothingLeft() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.enrolled(.person(1))
    try scenario.perform(erase(id), by: "adi")
    let again = Command.erase(Erase(id, ground: "surat 13/2026", lines: []))
    #expect(scenario.refusal(of: again, by: "adi") == .nothingToErase(id))
    // What was typed since, in an end for one, can be erased too.
    try scenario.perform(erase(id), by: "adi")
  }

  @Test(
    "a ground has 5 to 200 characters and leads to nobody",
    arguments: [
      ("", .badGround(.missing)), (" \n ", .badGround(.missing)), ("UU 2", .groundTooShort(4)),
      ("UU 27", nil), ("Surat 470/12/2026 tanggal 13-11-2026", nil), ("pasal 43 UU 27/2022", nil),
      (String(repeating: "a", count: 200), nil),
      (String(repeating: "a", count: 201), .badGround(.tooLong(201, limit: 200))),
      ("surat\u{1B}[2J", .badGround(.unprintable(0x1B, place: 6))),
      ("NIK 2102031602849001", .groundIdentifies(1)), ("surat 1234567", nil),
      ("surat 12345678", .groundIdentifies(1)), ("telepon 0812 3456 7890", .groundIdentifies(1)),
      ("telepon ０８１２３４５６", .groundIdentifies(1)),
      ("permintaan warga  contoh-b lewat surat", .groundIdentifies(1)),
      ("permintaan warga contoh", nil), ("permintaan warga contoh bebas", nil),
    ] as [(String, Refusal?)])
  func ground(_ text: String, _ refusal: Refusal?) throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.enrolled(.person(1))
    #expect(scenario.refusal(of: erase(id, text), by: "adi") == refusal)
  }

  @Test(
    "an enrolled case that was erased ends or is refused by BPJS, but is not sent back for repair")
  func enrolled() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.enrolled(.person(1))
    try scenario.perform(erase(id), by: "adi")
    let input = DecisionInput(id, level: .bpjs, note: "x")
    #expect(scenario.refusal(of: .return(Return(input, reason: "A4")), by: "dewi") == .erased(id))
    #expect(scenario.refusal(of: .reject(Reject(input, reason: "C1")), by: "dewi") == nil)
    let fill = Correct(id, changes: Form([.phone: "081234567890"]))
    #expect(scenario.refusal(of: .correct(fill), by: "dewi") == .erased(id))
    #expect(scenario.refusal(of: .undo(Undo(id)), by: "dewi") == .erased(id))
    let end = End(id, reason: "L2", on: CaseloadScenario.firstDay)
    try scenario.perform(.end(end), by: "dewi")
    #expect(scenario.stage(id) == .ended)
    // The NIK is free again: nobody can tell any more whose it was.
    try scenario.registered(.person(1))
  }

  @Test("a case whose lines were erased in the store it was copied from goes no further")
  func copied() throws {
    var scenario = try CaseloadScenario()
    let waiting = try scenario.registered(.person(1))
    let qualified = try scenario.qualified(.person(2))
    var caseload = Caseload()
    for (event, stamp) in scenario.log {
      caseload.apply(try EventLines(event).read(false), at: stamp)
    }
    let stamp = Stamp(entry: scenario.entry + 1, at: scenario.now, by: "wati")
    for (id, command) in [
      (waiting, .approve(Approve(scenario.decision(waiting)))),
      (waiting, .return(Return(scenario.decision(waiting, note: "x"), reason: "A7"))),
      (qualified, .enrol(Enrol(qualified))),
    ] as [(CaseID, Command)] {
      #expect(throws: Refusal.erased(id)) { try caseload.decide(command, at: stamp) }
    }
    // What was corrected there cannot be put back without the person.
    try scenario.perform(.correct(Correct(waiting, changes: Form([.occupation: "05"]))), by: "siti")
    let (correction, at) = try #require(scenario.log.last)
    var corrected = caseload
    corrected.apply(try EventLines(correction).read(false), at: at)
    #expect(throws: Refusal.erased(waiting)) {
      try corrected.decide(.undo(Undo(waiting)), at: stamp)
    }
    for id in [waiting, qualified] {
      let events = try caseload.decide(.withdraw(Withdraw(id, reason: "L2")), at: stamp)
      #expect(events.map(\.kind) == ["withdrawn"])
    }
  }

  @Test("from which copies a store was made is kept as a fact")
  func restored() throws {
    var caseload = try CaseloadScenario().caseload
    let restored = Restored(store: "s", entry: 7, hash: line, lines: [EventLines.name(2)])
    let stamp = Stamp(entry: 2, at: Instant(milliseconds: 0), by: .owner)
    let before = caseload.nextID
    caseload.apply(.restored(restored), at: stamp)
    #expect(caseload.restorations == [restored] && caseload.nextID == before)
    #expect(Event.restored(restored).erasedLines == [EventLines.name(2)])
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
