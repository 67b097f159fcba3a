import CanonicalForm
import CaseDomain
import TestSupport
import Testing

/// Who may do what: every role against every verb and everything that only looks, in the officer's own area and
/// in another one, at every level.
///
/// A changed right is a changed cell of `fixtures/rights.tsv`.
@Suite("The table of rights")
struct RightsTableTests {
  /// The officers of the table, each with one kind of grant.
  private static let officers: [Officer] = {
    func officer(_ id: OfficerID, _ grant: String, from: String? = nil, until: String? = nil)
      -> Officer
    {
      var grants = [grant].compactMap { Grant($0) }
      for place in grants.indices {
        (grants[place].from, grants[place].until) = (
          from.flatMap(Day.init), until.flatMap(Day.init)
        )
      }
      return Officer(
        id: id, name: id.rawValue.uppercased(), office: "Kantor Contoh", grants: grants)
    }
    var standIn = officer("stand-in", "verifier:kelurahan:21.02.03")
    standIn.grants[0].standsInFor = "Lurah Contoh"
    standIn.grants[0].until = CaseloadScenario.firstDay
    return [
      officer("registrar", "registrar:21.02.03"), officer("rt-rw", "verifier:rt-rw:21.02.03"),
      officer("kelurahan", "verifier:kelurahan:21.02.03"), standIn,
      officer("dinas-sosial", "verifier:dinas-sosial:21.02.03"),
      officer("enroller", "enroller:21.02.03"), officer("disnaker", "enroller:21.02"),
      officer("auditor", "auditor:21.02.03"), officer("inspector", "auditor:21.02"),
      officer("administrator", "administrator:21.02"),
      officer("expired", "verifier:kelurahan:21.02", until: "2025-11-12"),
      officer("not-yet", "enroller:21.02", from: "2025-11-14"), officer("nothing", ""),
    ]
  }()

  private static let who: [OfficerID] = officers.map(\.id) + [.owner, "unknown"]

  private struct Row {
    var what: String
    var place: String
    var ask: (OfficerID) -> Refusal?
    /// Whether it is about one case.
    var isOfCase = true
  }

  @Test("every role may do what the table says, and nothing else")
  func table() throws {
    let rows = try rows()
    var text = (["what", "where"] + Self.who.map(\.rawValue)).joined(separator: "\t") + "\n"
    for row in rows {
      let cells = Self.who.map { row.ask($0).map(code) ?? "yes" }
      text += ([row.what, row.place] + cells).joined(separator: "\t") + "\n"
    }
    try expectGolden(text, "rights.tsv")
  }

  @Test("who only reads, sets officers, or has no right in force changes no case")
  func readers() throws {
    let readers: [OfficerID] = [
      "auditor", "inspector", "administrator", "expired", "not-yet", "nothing", .owner, "unknown",
    ]
    for row in try rows() where row.isOfCase && !row.what.hasPrefix("erase") && !isReading(row) {
      for officer in readers {
        #expect(row.ask(officer)?.isOfRights == true, "\(officer): \(row.what), \(row.place)")
      }
    }
  }

  @Test("nobody is told anything of a case elsewhere but that it is elsewhere")
  func elsewhere() throws {
    let local: [OfficerID] = [
      "registrar", "rt-rw", "kelurahan", "stand-in", "dinas-sosial", "enroller", "auditor",
    ]
    for row in try rows() where row.isOfCase && row.place == "elsewhere" {
      for officer in local {
        switch row.ask(officer) {
        case .caseOutside?, .areaOutside?, .mayNotRead?: break
        case .notAllowed?:
          #expect(["register", "erase a case"].contains(row.what), "\(officer): \(row.what)")
        case let other: Issue.record("\(officer): \(row.what): \(String(describing: other))")
        }
      }
    }
  }

  @Test("an administrator reads no case, and nobody reveals but who works with it")
  func administrators() throws {
    for row in try rows() where isReading(row) && row.what != "journal" {
      #expect(row.ask("administrator") != nil, "\(row.what)")
    }
    for row in try rows() where row.what == "reveal" {
      for officer: OfficerID in ["rt-rw", "auditor", "inspector", "administrator", .owner] {
        #expect(row.ask(officer) != nil, "\(officer)")
      }
    }
  }

  private func isReading(_ row: Row) -> Bool { Reading(rawValue: row.what) != nil }

  private func code(_ refusal: Refusal) -> String {
    String(String(describing: refusal).prefix { $0 != "(" })
  }

  // MARK: The rows

  private func rows() throws -> [Row] {
    var rows: [Row] = []
    for (place, area, number) in [("own", "21.02.03.1001", 1), ("elsewhere", "21.02.04.1003", 101)]
    {
      rows += try caseRows(place, area, number)
      let code = AreaCode(area)
      for reading in Reading.allCases {
        let scenario = try scenario()
        rows.append(
          Row(what: reading.rawValue, place: place) { officer in
            do throws(Refusal) {
              try scenario.caseload.require(
                reading, area: reading == .journal ? nil : code, by: officer,
                on: scenario.now.day)
              return nil
            } catch {
              return error
            }
          })
      }
    }
    return rows + (try storeRows())
  }

  private func scenario() throws -> CaseloadScenario {
    try CaseloadScenario(officers: Officer.sample + Self.officers)
  }

  private func caseRows(_ place: String, _ area: String, _ number: Int) throws -> [Row] {
    let form = Form.person(number, [.area: area])
    func row(
      _ what: String, _ arrange: (inout CaseloadScenario) throws -> CaseID,
      _ command: (CaseloadScenario, CaseID) -> Command
    ) throws -> Row {
      var scenario = try scenario()
      let id = try arrange(&scenario)
      let (ready, asked) = (scenario, command(scenario, id))
      return Row(what: what, place: place) { ready.refusal(of: asked, by: $0) }
    }
    func waiting(_ approvals: Int) -> (inout CaseloadScenario) throws -> CaseID {
      { scenario in
        let id = try scenario.registered(form)
        for _ in 0..<approvals { try scenario.approve(id) }
        return id
      }
    }
    func returned(_ scenario: inout CaseloadScenario) throws -> CaseID {
      let id = try waiting(1)(&scenario)
      try scenario.perform(.return(Return(DecisionInput(id, note: "x"), reason: "A7")), by: "lina")
      return id
    }
    let qualified = { (scenario: inout CaseloadScenario) in try scenario.qualified(form) }
    let enrolled = { (scenario: inout CaseloadScenario) in try scenario.enrolled(form) }
    var rows = [
      try row("register", { $0.caseload.nextID }) { _, _ in .register(Register(form: form)) },
      try row("correct a returned case", returned) { _, id in
        .correct(Correct(id, changes: Form([.name: "Nama Lain"])))
      },
      try row("fill an enrolled case", enrolled) { _, id in
        .correct(Correct(id, changes: Form([.motherName: "Ibu Contoh"])))
      },
    ]
    for (approvals, level) in ["rt-rw", "kelurahan", "dinas-sosial"].enumerated() {
      rows += [
        try row("approve at \(level)", waiting(approvals)) { .approve(Approve($0.decision($1))) },
        try row("reject at \(level)", waiting(approvals)) {
          .reject(Reject($0.decision($1), reason: "B1"))
        },
        try row("return at \(level)", waiting(approvals)) {
          .return(Return($0.decision($1, note: "x"), reason: "A7"))
        },
        try row("undo an approval of \(level)", waiting(approvals + 1)) { .undo(Undo($1)) },
      ]
    }
    return try rows + [
      row("reject for bpjs", enrolled) { .reject(Reject(DecisionInput($1), reason: "C1")) },
      row("return for bpjs", enrolled) {
        .return(Return(DecisionInput($1, note: "x"), reason: "A4"))
      },
      row(
        "distinguish",
        { scenario in
          let id = try scenario.registered(form)
          _ = try scenario.registered(.person(number + 1, [.area: area]))
          return id
        }
      ) { .distinguish(Distinguish($1, from: CaseID($1.number + 1), note: "x")) },
      row("undo a registration", waiting(0)) { .undo(Undo($1)) },
      row("undo an entry", waiting(0)) { scenario, _ in .undoEntry(UndoEntry(scenario.entry)) },
      row("undo an enrolment", enrolled) { .undo(Undo($1)) },
      row("withdraw", waiting(1)) { .withdraw(Withdraw($1, reason: "L2")) },
      row("enrol", qualified) { .enrol(Enrol($1)) },
      row("enrol the next", qualified) { _, _ in .enrolNext(EnrolNext(1)) },
      row("end", enrolled) { .end(End($1, reason: "L2", on: CaseloadScenario.firstDay)) },
      row(
        "erase a case",
        { scenario in
          let id = try waiting(0)(&scenario)
          try scenario.perform(.withdraw(Withdraw(id, reason: "L2")), by: "siti")
          return id
        }
      ) {
        .erase(Erase($1, ground: "surat 12/2026", lines: [String(repeating: "0", count: 64)]))
      },
    ]
  }

  /// What is about no case.
  private func storeRows() throws -> [Row] {
    let scenario = try scenario()
    let participants = AddParticipants(
      people: [Participant(nik: try NIK(Form.nik(9)), kind: .employed, row: 2)],
      asOf: CaseloadScenario.firstDay, replacing: false)
    let commands: [(String, Command)] = [
      ("add participants", .addParticipants(participants)),
      ("set the programme", .setProgramme(SetProgramme(try .sample(target: 900)))),
      ("set an officer", .setOfficer(.add(.sample("baru", "auditor:21.02")))),
    ]
    return commands.map { name, command in
      Row(what: name, place: "-", ask: { scenario.refusal(of: command, by: $0) }, isOfCase: false)
    }
  }
}
