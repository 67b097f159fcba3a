import CanonicalForm
import TestSupport
import Testing

@testable import CaseDomain

/// One of every thing that has words, with values as an office meets them.
enum WordingSamples {
  static let day = Day(year: 2025, month: 11, day: 13) ?? .epoch
  static let month = Month(of: day)
  static let december = Month(of: day.adding(days: 30))
  static let stamp = Stamp(entry: 17, at: Instant(day, milliseconds: 7_953_123), by: "rina")

  /// The programme of Karimun with its officers, of `fixtures/karimun-2025`.
  static func karimun() throws -> CaseloadScenario {
    let file = try JSONObject(parsing: try fixture("karimun-2025/programme.json"))
    return try CaseloadScenario(try Programme(from: file), officers: try Officer.list(from: file))
  }

  static let numberFaults: [NIK.Fault] = [
    .empty, .length(15), .length(17), .notDigit("O", place: 7), .notDigit("l", place: 16),
    .notDigit("I", place: 1),
    .notDigit("x", place: 2), .notDigit("\u{202E}", place: 3), .impossibleDate, .serialZero,
  ]

  static let problems: [FieldFault] =
    numberFaults.map { FieldFault(.nik, .nik($0)) } + numberFaults.map { FieldFault(.kk, .nik($0)) }
    + [
      FieldFault(.name, .missing), FieldFault(.name, .tooLong(1_204, limit: 100)),
      FieldFault(.address, .unprintable(0x202E, place: 5)),
      FieldFault(.motherName, .tooManyMarks(place: 4)), FieldFault(.name, .digitInName(place: 3)),
      FieldFault(.name, .noLetter), FieldFault(.birthDate, .notDay("31/02/1984")),
      FieldFault(.birthDate, .notDay("kemarin")),
      FieldFault(.birthDate, .notDay("2171065602849023")),
      FieldFault(.birthDate, .dayInFuture), FieldFault(.birthDate, .twoDigitYear("16/2/84")),
      FieldFault(.birthDate, .birthTooEarly(Day.epoch)), FieldFault(.birthDate, .excelDay),
      FieldFault(.sex, .notSex("X")), FieldFault(.rt, .notNeighbourhood("12a")),
      FieldFault(.rw, .notNeighbourhood("0000")), FieldFault(.area, .unknownArea("Tanjong Balai")),
      FieldFault(.area, .unknownArea("\u{1B}[2J")),
      FieldFault(
        .area, .ambiguousArea("Sungai", candidates: ["21.02.02.2004", "21.02.04.1003"])),
      FieldFault(.area, .otherDistrict("21.02.04.1006", given: "Karimun")),
      FieldFault(.occupation, .unknownOccupation("astronaut")),
      FieldFault(.occupation, .ambiguousOccupation("tukang", candidates: ["01", "02"])),
      FieldFault(.occupationOther, .occupationInWords),
      FieldFault(.phone, .notPhone("0778 123456")),
      FieldFault(.kk, .sameAsNIK), FieldFault(.papers, .unknownPaper("SIM")),
    ]

  static let programmeFaults: [ProgrammeFault] = [
    .empty(key: "levels"), .range(key: "age.min", value: -1, allowed: 0...150), .monthsNotInOrder,
    .noRate(month), .repeated(key: "papers", value: "ktp"),
    .unknown(key: "reasons.B1.levels", value: "kelurahn"), .badWord(key: "levels", value: "bpjs"),
    .badWord(key: "areas", value: "21.02.3"), .digitTaken(1, "A3", "B1"),
    .ruleWithoutReason(.tooOld), .belowUse(key: "target", value: 900, used: 953),
    .inUse(key: "areas", value: "21.02.03.1001", cases: 1_204),
  ]

  static let failures: [JSONFailure.Problem] = [
    .syntax(expected: "':'"), .syntax(expected: "a value"), .invalidUTF8, .badString, .notWhole,
    .null, .tooDeep(limit: 16), .duplicateKey("name"), .unknownKey("nama"), .missingKey("target"),
    .unexpected(key: "target", expected: "a whole number"),
    .unexpected(key: "from", expected: "a month 2025-11"),
    .unexpected(key: "kind", expected: "reject, return, leave or death"),
  ]

  /// Of an event that anybody may have written, with words that would drive a terminal or are a NIK.
  static let irregularities: [Irregularity] =
    [
      .notCreated, .createdAgain, .noProgramme, .programme([.empty(key: "levels")]),
      .sameProgramme, .otherStore, .badRestoration, .unknownOfficer("tono"),
      .unknownOfficer("\u{1B}[2J"), .unknownOfficer("2171065602849023"),
    ]
    + Verb.allCases.map { .ownerDoesNotDecide($0) }
    + Verb.allCases.map { .otherRole("auditor:21.02", $0) }
    + [
      .unknownDesk("desk-2"), .badDesk("Desk 2"), .notAtDesk("siti", "desk-2"),
      .otherHolder(.officer("siti")), .badDoor,
      .notOwner("siti"), .grantNotHeld("siti", "verifier:rt-rw:21.02"),
      .grantNotInForce("verifier:rt-rw:21.02", day),
      .otherLevel("verifier:rt-rw:21.02", "kelurahan"),
      .otherLevel("verifier:rt-rw:21.02", nil), .outsideArea("registrar:21.02.04", "21.02.03.1001"),
      .notOwn(214, "rina"), .badOfficer("Siti R."), .officerRenamed("siti"),
      .badGrant("verifier:kecamatan:21.02.03"), .lastAdministrator, .otherNumber(216, 215),
      .otherNumber(2_171_065_602_849_023, 215), .unknownCase(9_214), .cancelled(214), .erased(214),
      .wrongStage(214, .rejected, "rt-rw", .approve), .wrongStage(214, .qualified, nil, .erase),
      .wrongStage(214, .waiting, "\u{1B}[2J", .enrol), .notAtLevel(214, "kelurahan"),
      .otherDestination(214, Destination(.qualified), Destination(.waiting, "kelurahan")),
      .otherDestination(214, Destination(.waiting, "gone"), Destination(.rejected)),
      .otherDestination(214, Destination(.returned, .bpjs), Destination(.waiting, "kelurahan")),
      .nikTaken(214, 189), .unknownCode(214, .area), .otherFields(214, .correct),
      .otherWarnings(214),
      .otherRules(214, 1_204), .otherValues(214), .excluded(214, .tooOld), .notExcluded(214),
      .noList(214),
      .fourEyes(214), .signatureMissing(214, "rt-rw"), .signatureNotHere(214, "dinas-sosial"),
      .papersMissing(214, ["ktp", "statement"]), .reasonNotHere(214, "B5"),
      .reasonNotHere(214, nil),
      .noteMissing(214), .dayInFuture(day), .sameCase(214), .alreadyDistinguished(214, 189),
      .notLast(214), .automatic(214), .otherPast(214),
      .monthOutside(214, month), .badKPJ(214), .noPlace(214, month), .overCeiling(214),
      .outOfOrder(214, 189),
      .lastMonth(214), .otherCount, .badGround(214), .nothingErased(214), .refused,
    ]

  static let stages: [(Stage, LevelID?)] =
    Stage.allCases.map { ($0, nil) } + [
      (.waiting, "rt-rw"), (.returned, "kelurahan"), (.returned, .bpjs),
      (.rejected, "dinas-sosial"),
      (.rejected, .bpjs), (.waiting, "gone"),
    ]

  static func right(
    _ verb: Verb, _ officer: OfficerID, _ roles: [Role], _ level: LevelID? = nil,
    _ area: AreaCode? = "21.02.04.1006", _ id: CaseID? = 214
  ) -> Right {
    Right(verb: verb, officer: officer, roles: roles, level: level, area: area, case: id)
  }

  static func refusals() throws -> [Refusal] {
    var scenario = try karimun()
    let id = try scenario.registered(.person(1))
    let duplicate = Duplicate(try #require(scenario.caseload.row(id)))
    for officer in ["siti", "maria", "yanti"] as [OfficerID] {
      try scenario.approve(id, by: officer)
    }
    let approval = try #require(scenario.caseload.file(id)?.history.last)
    let programme = try #require(scenario.caseload.rules?.programme)
    let compared = Compared(age: 66, programme: programme, participants: 3)
    let young = Compared(age: 17, programme: programme, participants: nil)
    let rights = [
      right(.approve, "siti", [.verifier], "rt-rw"), right(.approve, "nurul", [.verifier], "rt-rw"),
      right(.approve, "nobody", [.verifier], "rt-rw"), right(.undo, "rina", [.verifier], "rt-rw"),
      right(.register, "siti", [.registrar], nil, "21.02.04.1006", nil),
      right(.withdraw, "rina", [.registrar, .enroller]),
      right(.setOfficer, "siti", [.administrator], nil, nil, nil),
      right(.addParticipants, "siti", [.enroller], nil, "21.02", nil),
      right(.erase, "siti", [.administrator]),
      right(.distinguish, "rina", [.registrar, .verifier]),
    ]
    let decisions: [Verb] = [
      .correct, .approve, .reject, .return, .undo, .withdraw, .enrol, .end, .erase,
    ]
    return [.noProgramme, .programme(programmeFaults), .unknownLevel("kecamatan")]
      + [.unknownOfficer("tono"), .officerExists("siti"), .badOfficer("Siti R.")]
      + Verb.allCases.map { .ownerDoesNotDecide($0) } + rights.map { .notAllowed($0) }
      + Reading.allCases.map { .mayNotRead($0, "admin") }
      + [
        .caseOutside(214, "siti"), .caseOutside(214, "tono"), .areaOutside("21.02.04.1006", "siti"),
        .areaOutside("21.02", "siti"),
        .badGrant("verifier:kecamatan:21.02.03"), .noSuchGrant("siti", "auditor:21.02"),
        .lastAdministrator, .unknownDesk("desk-2"), .badDesk("Desk 2"), .tooManyAtDesk(41),
        .sameDesk("desk-2"), .notAtDesk("siti", "desk-2"), .keyTaken(.officer("siti")),
        .keyTaken(.desk("desk-2")), .keyEnded(day), .sameKey(.officer("siti")),
        .noSuchKey(.desk("desk-2")), .unknownCase(9_214), .unreadable(214), .cancelled(214),
        .erased(214),
      ]
      + decisions.map { .wrongStage(214, .ended, nil, $0) }
      + [
        .wrongStage(214, .rejected, "rt-rw", .approve), .wrongStage(214, .rejected, nil, .enrol),
        .notAtLevel(214, "kelurahan", "rt-rw"),
        .form([FieldFault(.name, .missing), FieldFault(.nik, .nik(.length(15)))]),
        .duplicate(duplicate), .warningsNeedNote([.otherRegion]),
        .warningsNeedNote(Warning.allCases), .badNote(.tooLong(1_204, limit: 1_000)),
        .badNote(.unprintable(0x1B, place: 3)), .badOfficerText(.missing), .nothingToCorrect(214),
        .onlyEmptyFields(214, .qualified, nil, [.nik, .name]), .nothingNew, .sameProgramme,
        .ownRegistration(214),
        .ownDecision(214, "kelurahan"), .signatureNeeded(214, "rt-rw"),
        .noSignatureHere(214, "dinas-sosial"), .papersMissing(214, ["ktp", "statement"]),
        .reasonNotHere("B5", "rt-rw", ["A3", "B1", "B2"]), .reasonNotHere("B5", "rt-rw", []),
        .reasonNotForLeaving("A3", ["L1", "L2"]), .noteNeeded(214),
        .excluded(214, Exclusion(rule: .tooOld, reason: "A2"), compared),
        .excluded(214, Exclusion(rule: .tooYoung, reason: "A1"), young),
        .excluded(214, Exclusion(rule: .employed, reason: "C1"), compared), .dayInFuture(day),
        .sameCase(214), .alreadyDistinguished(214, 189), .distinctionNeedsNote(214, 189),
        .automatic(214), .decidedSince(214, stamp, "dinas-sosial"), .decidedSince(214, stamp, nil),
        .changedSince(214, stamp), .noCasesInEntry(1_204), .nobodyQualified,
        .monthOutside(Month(of: day.adding(days: 60))), .badKPJ, .noPlace(214, month, nil),
        .noPlace(214, month, december), .overCeiling(214), .earlierWithoutPlace(214, 189),
        .lastMonth(214, month...month), .lastMonth(214, month...december),
        .diedBeforeCover(214, december), .badGround(.missing),
        .badGround(.tooLong(1_204, limit: 200)),
        .groundTooShort(4), .groundIdentifies(214), .nothingToErase(214),
        .reasonNeeded, .badReason(.tooLong(1_204, limit: 200)), .reasonIdentifies,
        .changedMeanwhile(214, approval), .idUsed(1_204),
      ]
  }
}
