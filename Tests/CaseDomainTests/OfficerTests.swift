import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("officers")
struct OfficerTests {
  private func stamp(_ by: OfficerID, _ scenario: CaseloadScenario) -> Stamp {
    Stamp(entry: scenario.entry + 1, at: scenario.now, by: by)
  }

  @Test("the first officer must be an administrator")
  func first() throws {
    #expect(throws: Refusal.lastAdministrator) {
      try CaseloadScenario(officers: [.sample("siti", "registrar:21.02")])
    }
    #expect(throws: Never.self) {
      try CaseloadScenario(officers: [.sample("adi", "administrator:21.02")])
    }
  }

  @Test("the last administrator cannot be revoked, one of two can")
  func last() throws {
    var scenario = try CaseloadScenario(officers: [
      .sample("adi", "administrator:21.02"), .sample("siti", "registrar:21.02"),
    ])
    let grant = try #require(Grant("administrator:21.02"))
    for by: OfficerID in ["adi", .owner] {
      #expect(
        scenario.refusal(of: .setOfficer(.revoke("adi", grant)), by: by) == .lastAdministrator)
    }
    try scenario.perform(.setOfficer(.grant("siti", grant)), by: "adi")
    try scenario.perform(.setOfficer(.revoke("adi", grant)), by: "siti")
    #expect(scenario.caseload.officers["adi"]?.grants.isEmpty == true)
    #expect(
      scenario.refusal(of: .setOfficer(.revoke("siti", grant)), by: "siti") == .lastAdministrator)
  }

  @Test("an administrator whose grant has ended is none")
  func ended() throws {
    var scenario = try CaseloadScenario(officers: [.sample("adi", "administrator:21.02")])
    var grant = try #require(Grant("administrator:21.02"))
    grant.until = CaseloadScenario.firstDay.adding(days: -1)
    #expect(
      scenario.refusal(of: .setOfficer(.grant("adi", grant)), by: "adi") == .lastAdministrator)
    grant.until = CaseloadScenario.firstDay
    try scenario.perform(.setOfficer(.grant("adi", grant)), by: "adi")
    scenario.advance(to: "2025-11-14")
    guard
      case .notAllowed? = scenario.refusal(
        of: .setOfficer(.add(.sample("siti"))), by: "adi")
    else {
      Issue.record("a former administrator sets officers")
      return
    }
    #expect(
      scenario.refusal(
        of: .setOfficer(.add(.sample("ani", "administrator:21.02"))), by: .owner) == nil)
  }

  @Test("only administrators and the owner set officers and the programme")
  func rights() throws {
    let scenario = try CaseloadScenario()
    for command in [
      Command.setOfficer(.add(.sample("baru", "auditor:21.02"))),
      .setProgramme(SetProgramme(try .sample(target: 900))),
    ] {
      for by: OfficerID in ["siti", "budi", "dewi", "joko"] {
        guard case .notAllowed(let right)? = scenario.refusal(of: command, by: by) else {
          Issue.record("\(by) may administer")
          continue
        }
        #expect(right.roles == [.administrator])
      }
      #expect(scenario.refusal(of: command, by: "adi") == nil)
      #expect(scenario.refusal(of: command, by: .owner) == nil)
    }
  }

  @Test(
    "an officer's short name is a small letter and up to 31 small letters, digits, _ or -",
    arguments: [
      ("a", true), ("siti_2-x", true), (String(repeating: "a", count: 32), true),
      (String(repeating: "a", count: 33), false), ("", false), ("Siti", false), ("2siti", false),
      ("_siti", false), ("si ti", false), ("sití", false), ("siti\n", false), ("../etc", false),
      ("owner", false),
    ])
  func names(_ id: String, _ isFine: Bool) throws {
    let scenario = try CaseloadScenario()
    var officer = Officer.sample("baru", "auditor:21.02")
    officer.id = OfficerID(id)
    #expect(
      scenario.refusal(of: .setOfficer(.add(officer)), by: "adi")
        == (isFine ? nil : .badOfficer(OfficerID(id))))
  }

  @Test("nobody is added twice, nobody unknown gets or loses a grant")
  func known() throws {
    let scenario = try CaseloadScenario()
    let grant = try #require(Grant("auditor:21.02"))
    #expect(
      scenario.refusal(of: .setOfficer(.add(.sample("siti"))), by: "adi") == .officerExists("siti"))
    #expect(
      scenario.refusal(of: .setOfficer(.grant("tamu", grant)), by: "adi") == .unknownOfficer("tamu")
    )
    #expect(
      scenario.refusal(of: .setOfficer(.revoke("tamu", grant)), by: "adi")
        == .unknownOfficer("tamu"))
    #expect(
      scenario.refusal(of: .setOfficer(.revoke("siti", grant)), by: "adi")
        == .noSuchGrant("siti", "auditor:21.02"))
  }

  @Test(
    "a grant for a level or area that the programme has not is refused",
    arguments: [
      "verifier:camat:21.02", "registrar:21.71", "registrar:21.02.03.1009", "auditor:21.02.02",
    ])
  func badGrants(_ text: String) throws {
    let scenario = try CaseloadScenario()
    let grant = try #require(Grant(text))
    #expect(scenario.refusal(of: .setOfficer(.grant("siti", grant)), by: "adi") == .badGrant(text))
  }

  @Test("a grant that ends before it begins is refused, one of a day is not")
  func emptyGrant() throws {
    let scenario = try CaseloadScenario()
    var grant = try #require(Grant("auditor:21.02"))
    (grant.from, grant.until) = (Day("2025-11-15"), Day("2025-11-14"))
    let officer = Officer(id: "plh", name: "Plh", office: "Kantor", grants: [grant])
    for change in [SetOfficer.grant("siti", grant), .add(officer)] {
      #expect(scenario.refusal(of: .setOfficer(change), by: "adi") == .badGrant("auditor:21.02"))
    }
    grant.until = grant.from
    #expect(scenario.refusal(of: .setOfficer(.grant("siti", grant)), by: "adi") == nil)
  }

  @Test("what is set says by which right, and the owner's is no grant")
  func grantOfSetting() throws {
    var scenario = try CaseloadScenario()
    func grant(_ command: Command, _ by: OfficerID) throws -> String? {
      switch try scenario.perform(command, by: by).first {
      case .programmeSet(let event)?: event.grant
      case .officerSet(let event)?: event.grant
      default: nil
      }
    }
    let clerk = Officer.sample("baru", "auditor:21.02")
    #expect(try grant(.setOfficer(.add(clerk)), "adi") == "administrator:21.02")
    #expect(
      try grant(.setProgramme(SetProgramme(try .sample(target: 900))), "wati")
        == "administrator:21.02")
    #expect(try grant(.setProgramme(SetProgramme(try .sample(target: 800))), .owner) == "owner")
    #expect(
      try grant(.setOfficer(.revoke("baru", try #require(Grant("auditor:21.02")))), .owner)
        == "owner")
    // All that a new store begins with is the owner's.
    for item in scenario.log.prefix(10) {
      switch item.event {
      case .programmeSet(let event): #expect(event.grant == "owner")
      case .officerSet(let event): #expect(event.grant == "owner")
      default: continue
      }
    }
  }

  @Test(
    "grants are written role, level with a verifier alone, area",
    arguments: [
      ("registrar:21.02", true), ("verifier:kelurahan:21.02.03.1001", true), ("enroller:21", true),
      ("verifier:21.02", false), ("registrar:kelurahan:21.02", false), ("registrar", false),
      ("registrar:", false), ("king:21.02", false), ("registrar:2102", false),
      ("registrar:21.02.3", false), ("registrar:21.02.03.1001.1", false), ("", false),
      ("registrar:21.02.", false), ("Registrar:21.02", false), ("registrar:21.02.031", false),
    ])
  func writing(_ text: String, _ isFine: Bool) {
    #expect((Grant(text) != nil) == isFine)
    if isFine { #expect(Grant(text)?.description == text) }
  }

  @Test("a grant holds from its first day to its last, in Western Indonesia Time")
  func days() throws {
    var grant = try #require(Grant("registrar:21.02"))
    (grant.from, grant.until) = (Day("2025-11-14"), Day("2025-11-15"))
    var scenario = try CaseloadScenario()
    try scenario.perform(
      .setOfficer(.add(Officer(id: "plh", name: "Plh", office: "Kantor", grants: [grant]))),
      by: "adi")
    let moments = [
      "2025-11-13T16:59:59.999Z": false, "2025-11-13T17:00:00Z": true,
      "2025-11-15T16:59:59.999Z": true, "2025-11-15T17:00:00Z": false,
    ]
    for (moment, holds) in moments {
      scenario.now = try #require(Instant(moment))
      let refusal = scenario.refusal(of: .register(Register(form: .person(1))), by: "plh")
      #expect((refusal == nil) == holds)
    }
  }

  @Test(
    "an area covers what lies below it, by whole components",
    arguments: [
      ("21.02.03", "21.02.03.1001", true), ("21.02.03", "21.02.03", true),
      ("21", "21.02.03.1001", true),
      ("21.02.03", "21.02.031", false), ("21.02.03", "21.02.04.1003", false),
      ("21.02.03.1001", "21.02.03", false), ("21.02", "21.020", false), ("2", "21.02", false),
    ] as [(AreaCode, AreaCode, Bool)])
  func areas(_ area: AreaCode, _ other: AreaCode, _ covers: Bool) {
    #expect(area.covers(other) == covers)
  }

  @Test("the owner of the folder decides nothing about cases")
  func owner() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    let verbs: [(Command, Verb)] = [
      (.register(Register(form: .person(2))), .register),
      (.correct(Correct(id, changes: Form([.name: "Baru"]))), .correct),
      (.approve(Approve(scenario.decision(id))), .approve),
      (.reject(Reject(scenario.decision(id), reason: "B1")), .reject),
      (.return(Return(scenario.decision(id, note: "x"), reason: "A7")), .return),
      (.undo(Undo(id)), .undo), (.undoEntry(UndoEntry(scenario.entry)), .undo),
      (.withdraw(Withdraw(id, reason: "L2")), .withdraw),
    ]
    for (command, verb) in verbs {
      #expect(scenario.refusal(of: command, by: .owner) == .ownerDoesNotDecide(verb))
    }
    let qualified = try scenario.qualified(.person(3))
    #expect(
      scenario.refusal(of: .enrol(Enrol(qualified)), by: .owner) == .ownerDoesNotDecide(.enrol))
    #expect(
      scenario.refusal(of: .enrolNext(EnrolNext(1)), by: .owner) == .ownerDoesNotDecide(.enrol))
    try scenario.perform(.enrol(Enrol(qualified)), by: "dewi")
    #expect(
      scenario.refusal(
        of: .end(End(qualified, reason: "L2", on: CaseloadScenario.firstDay)), by: .owner)
        == .ownerDoesNotDecide(.end))
  }

  @Test("an officer reads the areas of the grants that hold, the owner everything")
  func reads() throws {
    let scenario = try CaseloadScenario(officers: [
      .sample("adi", "administrator:21.02"),
      .sample("siti", "registrar:21.02.03.1001", "verifier:kelurahan:21.02.04"),
    ])
    let day = CaseloadScenario.firstDay
    #expect(try scenario.caseload.readableAreas("siti", on: day) == ["21.02.03.1001", "21.02.04"])
    #expect(try scenario.caseload.readableAreas(.owner, on: day) == nil)
    #expect(try scenario.caseload.readableAreas("adi", on: day) == [])
    #expect(throws: Refusal.unknownOfficer("tamu")) {
      try scenario.caseload.readableAreas("tamu", on: day)
    }
  }

  @Test("names and offices are kept clean")
  func words() throws {
    var scenario = try CaseloadScenario()
    var officer = Officer.sample("baru", "auditor:21.02")
    officer.name = "Siti\u{202E}"
    #expect(
      scenario.refusal(of: .setOfficer(.add(officer)), by: "adi")
        == .badOfficerText(.unprintable(0x202E, place: 5)))
    (officer.name, officer.office) = (" Siti  Aminah ", "")
    #expect(
      scenario.refusal(of: .setOfficer(.add(officer)), by: "adi") == .badOfficerText(.missing))
    officer.office = String(repeating: "x", count: 81)
    #expect(
      scenario.refusal(of: .setOfficer(.add(officer)), by: "adi")
        == .badOfficerText(.tooLong(81, limit: 80)))
    officer.office = "Kantor"
    try scenario.perform(.setOfficer(.add(officer)), by: "adi")
    #expect(scenario.caseload.officers["baru"]?.name == "Siti Aminah")
  }

  @Test(
    "whom a grant stands in for is checked as a name is",
    arguments: ["Siti\u{202E}", "\u{1B}[2J", "Siti\u{FFFD}", " "])
  func standsInFor(_ name: String) throws {
    let scenario = try CaseloadScenario()
    var grant = try #require(Grant("auditor:21.02"))
    grant.standsInFor = name
    guard
      case .badOfficerText? = scenario.refusal(of: .setOfficer(.grant("siti", grant)), by: "adi")
    else {
      Issue.record("\(name.debugDescription) is taken")
      return
    }
  }
}
