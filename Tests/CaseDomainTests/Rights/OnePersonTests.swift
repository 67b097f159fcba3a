import CanonicalForm
import CaseDomain
import TestSupport
import Testing

/// One person never decides two levels of a case, whatever happens to grants, role and account between.
@Suite("One person, two levels")
struct OnePersonTests {
  private static let levels: [LevelID] = ["rt-rw", "kelurahan", "dinas-sosial"]

  /// Every pair of levels, the first decided before the second.
  private static let pairs: [(LevelID, LevelID)] = levels.indices.flatMap { first in
    levels.indices.dropFirst(first + 1).map { (levels[first], levels[$0]) }
  }

  /// What happens to the person between the two decisions.
  enum Change: CaseIterable {
    case nothing, role, account, accountOfAnAccount, revokedAndGiven
  }

  /// A programme whose levels all decide without paper, for whoever only keys a sheet decides nothing.
  private func programme() throws -> Programme {
    var programme = try Programme.sample()
    programme.levels[0].signedBy = nil
    return programme
  }

  @Test("the second level is refused", arguments: pairs, Change.allCases)
  func secondLevel(_ pair: (LevelID, LevelID), _ change: Change) throws {
    let first = "verifier:\(pair.0):21.02"
    let second = "verifier:\(pair.1):21.02"
    var scenario = try CaseloadScenario(
      programme(), officers: Officer.sample + [.sample("mira", first, second)])
    let id = try scenario.registered(.person(1))
    while scenario.caseload.file(id)?.standing.level != pair.0 { try scenario.approve(id) }
    try scenario.approve(id, by: "mira")
    var account: OfficerID = "mira"
    switch change {
    case .nothing: break
    case .role:
      try scenario.perform(
        .setOfficer(.revoke("mira", try #require(Grant(first)))), by: "adi")
    case .revokedAndGiven:
      for grant in [first, second] {
        try scenario.perform(
          .setOfficer(.revoke("mira", try #require(Grant(grant)))), by: "adi")
      }
      try scenario.perform(
        .setOfficer(.grant("mira", try #require(Grant(second)))), by: "adi")
    case .account:
      account = "mira2"
      try add(account, sameAs: "mira", second, to: &scenario)
    case .accountOfAnAccount:
      account = "mira3"
      try add("mira2", sameAs: "mira", second, to: &scenario)
      try add(account, sameAs: "mira2", second, to: &scenario)
    }
    while scenario.caseload.file(id)?.standing.level != pair.1 { try scenario.approve(id) }
    for command in [
      Command.approve(Approve(DecisionInput(id))),
      .reject(Reject(DecisionInput(id), reason: "B1")),
      .return(Return(DecisionInput(id, note: "x"), reason: "A7")),
    ] {
      #expect(scenario.refusal(of: command, by: account) == .ownDecision(id, pair.0))
    }
    // The check judges the same: the event of somebody else, under this person's name.
    let others: [LevelID: OfficerID] = ["kelurahan": "lina", "dinas-sosial": "rina"]
    let stamp = Stamp(
      entry: scenario.entry + 1, at: scenario.now, by: try #require(others[pair.1]))
    let event = try #require(
      try scenario.caseload.decide(.approve(Approve(DecisionInput(id))), at: stamp).first)
    #expect(scenario.caseload.irregularity(of: event, at: stamp) == nil)
    var forged = stamp
    forged.by = account
    #expect(scenario.caseload.irregularity(of: event, at: forged) == .fourEyes(id))
    // Another person may.
    #expect(
      scenario.refusal(
        of: .approve(Approve(DecisionInput(id))), by: try #require(others[pair.1])) == nil)
  }

  @Test("who registered a case under one account verifies it under no other")
  func registrar() throws {
    var scenario = try CaseloadScenario(programme())
    let id = try scenario.registered(.person(1), by: "siti")
    try add("siti2", sameAs: "siti", "verifier:rt-rw:21.02", to: &scenario)
    #expect(
      scenario.refusal(of: .approve(Approve(DecisionInput(id))), by: "siti2")
        == .ownRegistration(id))
  }

  @Test("an account is one of somebody who is known, and not of itself")
  func unknown() throws {
    let scenario = try CaseloadScenario()
    for former in ["tono", "baru"] as [OfficerID] {
      var officer = Officer.sample("baru", "auditor:21.02")
      officer.sameAs = former
      #expect(
        scenario.refusal(of: .setOfficer(.add(officer)), by: "adi") == .unknownOfficer(former))
    }
  }

  private func add(
    _ id: OfficerID, sameAs former: OfficerID, _ grant: String, to scenario: inout CaseloadScenario
  ) throws {
    var officer = Officer.sample(id, grant)
    officer.sameAs = former
    try scenario.perform(.setOfficer(.add(officer)), by: "adi")
  }
}
