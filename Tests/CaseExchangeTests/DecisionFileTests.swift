import CanonicalForm
import CaseDomain
import CaseExchange
import TestSupport
import Testing

private let header = "Berkas;NIK;Tingkat;Hasil;Alasan;Catatan;Tanda tangan;Tanggal;No dokumen"

private func rows(_ lines: String...) throws -> [Result<DecisionRow, RowFault>] {
  let text = ([header] + lines).joined(separator: "\n") + "\n"
  return try DecisionFile(table(text), programme: karimun()).rows
}

private func problem(_ line: String) throws -> RowFault.Problem? {
  guard case .failure(let fault)? = try rows(line).first else { return nil }
  #expect(fault.line == 2)
  return fault.problem
}

@Suite("decision files are read")
struct DecisionFileTests {
  @Test("with the case, the level, the verdict, the reason, the note and the signature")
  func whole() throws {
    let rows = try rows(
      "721;;RT/RW;tolak;4;\"ASN, guru\";SYAMSUDIN, Ketua RT 003;19/11/2025;0412",
      ";2102031602849001;kelurahan;retur;A7;KK tak terbaca;;;", "9;;;setuju;;;;;")
    #expect(
      rows == [
        .success(
          DecisionRow(
            line: 2, subject: .case(721), level: "rt-rw", verdict: .reject, reason: "B3",
            note: "ASN, guru",
            signature: Signature(
              by: "SYAMSUDIN, Ketua RT 003",
              on: try #require(Day(year: 2025, month: 11, day: 19)), document: "0412"),
            place: ColumnPlace(index: 0, title: "Berkas"))),
        .success(
          DecisionRow(
            line: 3, subject: .nik(try NIK("2102031602849001")), level: "kelurahan",
            verdict: .return, reason: "A7", note: "KK tak terbaca",
            place: ColumnPlace(index: 1, title: "NIK"))),
        .success(
          DecisionRow(
            line: 4, subject: .case(9), verdict: .approve,
            place: ColumnPlace(index: 0, title: "Berkas"))),
      ])
  }

  @Test(
    "with a level by its id, its name or a part of its name",
    arguments: [
      ("RT/RW", "rt-rw"), ("rt-rw", "rt-rw"), ("RT", "rt-rw"), ("Kelurahan/Desa", "kelurahan"),
      ("kelurahan", "kelurahan"), ("DESA", "kelurahan"), ("dinas sosial", "dinas-sosial"),
      ("BPJS", "bpjs"), ("", nil),
    ] as [(String, LevelID?)])
  func levels(text: String, level: LevelID?) throws {
    #expect(try rows("1;;\(text);setuju;;;;;").first?.get().level == level)
  }

  @Test(
    "with a verdict by its word or its letter on the sheet",
    arguments: [
      ("setuju", Verdict.approve), ("Setujui", .approve), ("S", .approve), ("y", .approve),
      ("ya", .approve), ("DISETUJUI", .approve), ("tolak", .reject), ("T", .reject),
      ("kembalikan", .return), ("kembali", .return), ("retur", .return), ("k", .return),
    ])
  func verdicts(text: String, verdict: Verdict) throws {
    let reason = verdict == .approve ? "" : "3"
    #expect(try rows("1;;;\(text);\(reason);;;;").first?.get().verdict == verdict)
  }

  @Test(
    "with a reason by its code, its name, or its digit, which the verdict gives its meaning",
    arguments: [
      ("tolak", "3", "B2"), ("kembalikan", "3", "A7"), ("tolak", "0", "C3"), ("tolak", "b1", "B1"),
      ("tolak", "Meninggal dunia", "D1"), ("retur", "dokumen kurang atau tak terbaca", "A7"),
    ] as [(String, String, ReasonCode)])
  func reasons(verdict: String, text: String, reason: ReasonCode) throws {
    #expect(try rows("1;;;\(verdict);\(text);;;;").first?.get().reason == reason)
  }

  @Test("with the check letter of the sheet, which must belong to the number")
  func checkLetters() throws {
    let letter = NeighbourhoodSheet.checkLetter(721)
    for text in ["721-\(letter)", "721\(letter.lowercased())", "721 - \(letter)", "721", "721.0"] {
      #expect(try rows("\(text);;;setuju;;;;;").first?.get().subject == .case(721), "\(text)")
    }
    let other: Character = letter == "A" ? "B" : "A"
    #expect(
      try problem("721-\(other);;;setuju;;;;;") == .wrongCheckLetter(721, typed: other))
  }

  @Test("or a row is refused with what is wrong in it")
  func faults() throws {
    let levels: [LevelID] = ["rt-rw", "kelurahan", "dinas-sosial"]
    #expect(try problem(";;RT/RW;setuju;;;;;") == .noSubject)
    #expect(try problem(";123;;setuju;;;;;") == .nik(.length(3)))
    #expect(try problem("x;;;setuju;;;;;") == .notCaseNumber("x"))
    #expect(try problem("0;;;setuju;;;;;") == .notCaseNumber("0"))
    #expect(try problem("1;;Camat;setuju;;;;;") == .unknownLevel("Camat", known: levels))
    #expect(try problem("1;;;;;;;;") == .noSubject || problem("1;;;;;;;;") == .noVerdict)
    #expect(try problem("1;;;nanti;;;;;") == .unknownVerdict("nanti"))
    #expect(
      try problem("1;;Dinas Sosial;retur;;;;;")
        == .noReason(.return, known: ["A4", "A5", "A7", "A8", "B4", "B5"]))
    #expect(
      try problem("1;;RT/RW;kembalikan;9;;;;")
        == .unknownReason("9", .return, known: ["A7", "A8", "B4"]))
    guard case .unknownReason("A8", .reject, _) = try problem("1;;;tolak;A8;;;;") else {
      Issue.record("a reason to return is none to reject")
      return
    }
    #expect(try problem("1;;;setuju;B1;;;;") == .reasonForApproval("B1"))
    #expect(
      try problem("1;;;setuju;;;SYAMSUDIN;;")
        == .signatureIncomplete(missing: [.signedOn, .document]))
    #expect(try problem("1;;;setuju;;;A;31/02/2025;1") == .notDay("31/02/2025"))
    #expect(try problem("1;;;setuju;;;A;45980;1") == .excelDay)
    #expect(try problem("1;;;setuju;;;;;;x") == .surplus(columns: 9))
  }

  @Test("or a row is refused that decides again what an earlier one decides")
  func repeated() throws {
    let faults = try rows(
      "1;;RT/RW;setuju;;;;;", "1;;Kelurahan;setuju;;;;;", "1;;RT/RW;tolak;B1;;;;",
      "1;;;setuju;;;;;", "2;;;setuju;;;;;"
    ).map { row -> RowFault.Problem? in
      guard case .failure(let fault) = row else { return nil }
      return fault.problem
    }
    #expect(faults == [nil, nil, .repeatedCase(line: 2), .repeatedCase(line: 2), nil])
  }

  @Test("or refused whole")
  func header() throws {
    let programme = try karimun()
    #expect(throws: TableFault.noHeader(.decisions, rowsSearched: 2)) {
      try DecisionFile(table("Berkas;Tingkat\n1;RT/RW\n"), programme: programme)
    }
    let place = ColumnPlace(index: 0, title: "NIK")
    #expect(throws: TableFault.exponent(place, line: 2)) {
      try DecisionFile(table("NIK;Hasil\n2,1E+15;s\n"), programme: programme)
    }
  }

  @Test("and each row becomes a command for its case")
  func commands() throws {
    var scenario = try CaseloadScenario()
    try scenario.perform(.register(Register(form: .person(1))), by: "siti")
    let caseload = scenario.caseload
    let nik = try NIK(Form.nik(1))
    let input = DecisionInput(1, level: "rt-rw", note: "x")
    var row = DecisionRow(
      line: 2, subject: .nik(nik), level: "rt-rw", verdict: .approve, note: "x")
    #expect(row.command(caseload) == .success(.approve(Approve(input))))
    (row.verdict, row.reason) = (.reject, "B1")
    #expect(row.command(caseload) == .success(.reject(Reject(input, reason: "B1"))))
    (row.verdict, row.reason) = (.return, "A7")
    #expect(row.command(caseload) == .success(.return(Return(input, reason: "A7"))))
    row.subject = .case(1)
    row.nik = nik
    #expect(row.command(caseload) == .success(.return(Return(input, reason: "A7"))))
    let other = try NIK(Form.nik(2))
    row.nik = other
    #expect(row.command(caseload) == .failure(RowFault(2, nil, .otherNIK(1))))
    row.subject = .nik(other)
    #expect(row.command(caseload) == .failure(RowFault(2, nil, .unknownNIK(other))))
  }
}
