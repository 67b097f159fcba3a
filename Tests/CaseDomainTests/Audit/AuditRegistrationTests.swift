import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("An audit of registrations and corrections")
struct AuditRegistrationTests {
  var forger: Forger

  init() throws {
    var scenario = try CaseloadScenario()
    let list = AddParticipants(
      people: [
        Participant(nik: try NIK(Form.nik(90)), kind: .employed, row: 2),
        Participant(nik: try NIK(Form.nik(91)), kind: .programme, row: 3),
      ],
      asOf: CaseloadScenario.firstDay, replacing: false)
    try scenario.perform(.addParticipants(list), by: "dewi")
    try scenario.registered(.person(1))
    forger = Forger(scenario)
  }

  private func registered(
    _ old: String, _ new: String, _ form: Form = .person(2), note: String? = nil
  ) throws -> Irregularity? {
    try forger.said(of: .register(Register(form: form, note: note)), by: "siti", old, new)
  }

  @Test(
    "a registration that nobody could have made",
    arguments: [
      (#""case":2"#, #""case":4"#, .otherNumber(4, 2)),
      (#""case":2"#, #""case":1"#, .otherNumber(1, 2)),
      (
        #""toLevel":"rt-rw""#, #""toLevel":"kelurahan""#,
        .otherDestination(2, Destination(.waiting, "kelurahan"), Destination(.waiting, "rt-rw"))
      ),
      (
        #""to":"waiting","toLevel":"rt-rw""#, #""to":"qualified""#,
        .otherDestination(2, Destination(.qualified), Destination(.waiting, "rt-rw"))
      ),
      ("21.02.03.1001", "21.02.03.1009", .unknownCode(2, .area)),
      ("21.02.03.1001", "33.02.03.1001", .outsideArea("registrar:21.02", "33.02.03.1001")),
      (#""occupation":"01""#, #""occupation":"77""#, .unknownCode(2, .occupation)),
      (#""ktp""#, #""sim""#, .unknownCode(2, .papers)),
      ("2102011602849002", "2102011602849001", .nikTaken(2, 1)),
      ("2102011602849002", "2102011602849090", .excluded(2, .employed)),
      ("2102011602849002", "3302011602849002", .otherWarnings(2)),
      (#""rules":1"#, #""rules":2"#, .otherRules(2, 2)),
      (#""min":18"#, #""min":17"#, .otherValues(2)),
      (#""compared":{"age":41"#, #""compared":{"age":42"#, .otherValues(2)),
      (#""age":41,"papers""#, #""age":42,"papers""#, .otherValues(2)),
      (#""birthDate":"1984-02-16""#, #""birthDate":"1984-12-16""#, .otherWarnings(2)),
      (#""participants":2"#, #""participants":1"#, .otherValues(2)),
      (#""rules":1"#, #""rules":1,"listed":2"#, .reasonNotHere(2, nil)),
    ] as [(String, String, Irregularity)])
  func registrations(_ old: String, _ new: String, _ irregularity: Irregularity) throws {
    // `listed` stands behind `compared` in a true line, but order is no matter of the rules.
    #expect(try registered(old, new) == irregularity)
  }

  @Test("warnings that no note answers")
  func warnings() throws {
    let form = Form.person(2, [.nik: "3302011602849002"])
    let remark = #","remark":"\#(EventLines.name(2))""#
    #expect(try registered(remark, "", form, note: "pindahan") == .noteMissing(2))
    #expect(
      try registered(#""warnings":["other-region"],"#, "", form, note: "x") == .otherWarnings(2))
  }

  @Test("a rejection by a rule that does not keep the person out, or for another reason")
  func rejections() throws {
    let young = Form.person(2, born: "2010-01-01")
    let listed = Form.person(90)
    #expect(try registered(#""reason":"A1""#, #""reason":"A2""#, young) == .reasonNotHere(2, "A2"))
    #expect(try registered(#""reason":"A1","#, "", young) == .reasonNotHere(2, nil))
    #expect(
      try registered(
        #""to":"rejected","reason":"A1""#, #""to":"waiting","toLevel":"rt-rw","reason":"A1""#, young
      ) == .otherDestination(2, Destination(.waiting, "rt-rw"), Destination(.rejected)))
    #expect(try registered(#","rule":"too-young""#, "", young) == .excluded(2, .tooYoung))
    #expect(
      try registered(#","rule":"employed","listed":2"#, "", listed) == .excluded(2, .employed))
    #expect(try registered(#""listed":2"#, #""listed":1"#, listed) == .notExcluded(2))
    #expect(try registered(#","listed":2"#, "", listed) == .notExcluded(2))
    // Somebody whom the list does not name, or names as no reason to reject.
    for other in ["2102011602849092", "2102011602849091"] {
      #expect(try registered("2102011602849090", other, listed) == .notExcluded(2))
    }
  }

  @Test("a correction of a case that is not to be corrected, or that moves elsewhere")
  func corrections() throws {
    let correct = Command.correct(Correct(1, changes: Form([.occupation: "05"])))
    func said(_ old: String, _ new: String) throws -> Irregularity? {
      try forger.said(of: correct, by: "siti", old, new)
    }
    #expect(
      try said(#""fields":["occupation"]"#, #""fields":["name"]"#) == .otherFields(1, .correct))
    #expect(try said(#","fields":["occupation"]"#, "") == .otherFields(1, .correct))
    #expect(try said("WARGA CONTOH B", "WARGA CONTOH C") == .otherFields(1, .correct))
    #expect(try said(#""sex":"L""#, #""sex":"P""#) == .otherFields(1, .correct))
    #expect(
      try said(#""occupation":"05""#, #""occupation":"77""#) == .unknownCode(1, .occupation))
    #expect(
      try said(#""toLevel":"rt-rw""#, #""toLevel":"dinas-sosial""#)
        == .otherDestination(
          1, Destination(.waiting, "dinas-sosial"), Destination(.waiting, "rt-rw")))
    #expect(try said(#""case":1"#, #""case":9"#) == .unknownCase(9))
    var later = forger
    let line = EventLines(
      try #require(
        try later.scenario.caseload.decide(
          correct, at: Stamp(entry: 4, at: later.scenario.now, by: "siti")
        ).first)
    ).text
    try later.scenario.approve(1)
    #expect(
      try later.said(of: line, by: "siti") == .wrongStage(1, .waiting, "kelurahan", .correct))
    try later.scenario.perform(.withdraw(Withdraw(1, reason: "L2")), by: "siti")
    #expect(try later.said(of: line, by: "siti") == .wrongStage(1, .withdrawn, nil, .correct))
  }

  @Test("a filled field that held something, or is none that can be empty")
  func filled() throws {
    let fill = Command.correct(Correct(1, changes: Form([.phone: "081234567890"])))
    func said(_ old: String, _ new: String) throws -> Irregularity? {
      try forger.said(of: fill, by: "siti", old, new)
    }
    #expect(try said(#""fields":["phone"]"#, #""fields":["name"]"#) == .otherFields(1, .correct))
    #expect(try said(#""rt":"003""#, #""rt":"004""#) == .otherFields(1, .correct))
    #expect(try said("WARGA CONTOH B", "ORANG LAIN") == .otherFields(1, .correct))
    #expect(try said("21.02.03.1001", "21.02.03.1002") == .otherFields(1, .correct))
    #expect(try said(#""age":41"#, #""age":40"#) == .otherFields(1, .correct))
    #expect(
      try said(#""papers":["ktp","statement"]"#, #""papers":["ktp"]"#) == .otherFields(1, .correct))
    #expect(
      try said(#""grant":"registrar:21.02""#, #""grant":"auditor:21.02""#)
        == .grantNotHeld("siti", "auditor:21.02"))
  }
}
