import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("An audit of cases told apart")
struct AuditDuplicatesTests {
  /// Cases 1 and 2 look alike.
  var forger: Forger

  init() throws {
    var scenario = try CaseloadScenario(
      officers: Officer.sample + [.sample("nina", "registrar:21.02.04")])
    try scenario.registered(.person(1))
    try scenario.registered(.person(2))
    forger = Forger(scenario)
  }

  private func said(_ old: String, _ new: String, as other: OfficerID? = nil) throws
    -> Irregularity?
  {
    try forger.said(
      of: .distinguish(Distinguish(2, from: 1, note: "x")), by: "siti", old, new, as: other)
  }

  @Test("what somebody could have said passes")
  func allowed() throws {
    #expect(try said("x", "x") == nil)
  }

  @Test(
    "two cases told apart as nobody could have",
    arguments: [
      (#""case":2"#, #""case":9"#, nil, .unknownCase(9)),
      (#""other":1"#, #""other":9"#, nil, .unknownCase(9)),
      (#""other":1"#, #""other":2"#, nil, .sameCase(2)),
      (#","remark":"\#(EventLines.name(1))""#, "", nil, .noteMissing(2)),
      ("registrar:21.02", "registrar:21.03", nil, .grantNotHeld("siti", "registrar:21.03")),
      (
        "registrar:21.02", "registrar:21.02.04", "nina",
        .outsideArea("registrar:21.02.04", "21.02.03.1001")
      ),
      ("registrar:21.02", "enroller:21.02", "dewi", .otherRole("enroller:21.02", .distinguish)),
      ("registrar:21.02", "verifier:kelurahan:21.02", "lina", nil),
    ] as [(String, String, OfficerID?, Irregularity?)])
  func forged(
    _ old: String, _ new: String, _ officer: OfficerID?, _ irregularity: Irregularity?
  ) throws {
    #expect(try said(old, new, as: officer) == irregularity)
  }

  @Test("a pair that was told apart already")
  func again() throws {
    var own = self
    try own.forger.scenario.perform(.distinguish(Distinguish(1, from: 2, note: "x")), by: "siti")
    let event = try EventLines(
      file: #"{"kind":"distinguished","case":2,"other":1,"grant":"registrar:21.02"}"#
    ).read()
    let stamp = Stamp(entry: 9, at: own.forger.scenario.now, by: "siti")
    #expect(
      own.forger.scenario.caseload.irregularity(of: event, at: stamp)
        == .alreadyDistinguished(2, 1))
  }
}
