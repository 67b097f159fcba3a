import CanonicalForm
import TestSupport
import Testing

@testable import CaseDomain

@Suite("The words of a case: history, standing, remark, explanation")
struct WordingHistoryTests {
  private var scenario: CaseloadScenario

  init() throws { scenario = try WordingSamples.karimun() }

  private var indonesian: Wording { Wording(.indonesian, scenario.caseload) }
  private var english: Wording { Wording(.english, scenario.caseload) }

  @Test("A history shows who decided and who keyed, the sheet, the reason, the note")
  mutating func history() throws {
    let id = try repaired()
    let expected = """
      13/11 09.01  didata                       Siti (Kec. Karimun)
      13/11 09.02  disetujui RT/RW              SYAMSUDIN, Ketua RT 003
                                                lembar 0412, 13/11/2025, diketik Siti
      13/11 09.03  dikembalikan Kelurahan/Desa  Maria (Kesra Kec. Karimun)
                                                alasan: Nama atau tanggal lahir
                                                berbeda
                                                catatan: samakan nama dengan KTP, NIK
                                                ************9001
      13/11 09.04  diperbaiki                   Siti (Kec. Karimun)
                                                Nama: WARGA CONTOH B → NUR AINI
                                                RT: 003 → 004
                                                No. HP: (kosong) → ********5678
                                                No. KK: (kosong) → ************0007
      """
    #expect(try lines(id, indonesian) == expected)
  }

  @Test("A history in English, with an undo and what it took back")
  mutating func undone() throws {
    let id = try repaired()
    try scenario.perform(.undo(Undo(id, note: "salah ketik")), by: "siti")
    let lines = try lines(id, english).split(separator: "\n").map { String($0) }
    let indent = String(repeating: " ", count: 42)
    let expected = [
      "\(indent)(undone)", "13/11 09:05  undone                       Siti (Kec. Karimun)",
      "\(indent)corrected, 13/11 09:04", "\(indent)note: salah ketik",
    ]
    #expect(Array(lines.suffix(4)) == expected)
  }

  @Test("A history holds no full NIK, family card or telephone number, and fits 79 columns")
  mutating func masked() throws {
    let id = try repaired()
    for words in [indonesian, english] {
      for line in try lines(id, words).split(separator: "\n") {
        #expect(line.count <= 79)
        #expect(line.split { !$0.isWholeNumber }.allSatisfy { $0.count < 9 })
      }
    }
  }

  @Test("A changed NIK is masked on both sides")
  mutating func changedNIK() throws {
    let id = try scenario.registered(.person(1))
    try scenario.perform(
      .correct(Correct(id, changes: Form([.nik: Form.nik(2)]))), by: "siti")
    let end = try lines(id, indonesian).split(separator: "\n").suffix(2).map { $0.trimmed }
    #expect(end == ["NIK: ************9001 →", "************9002"])
  }

  @Test("After an erasure a history shows no value and nothing that was typed")
  mutating func erased() throws {
    let id = try repaired()
    var file = try file(id)
    file.apply(
      .erased(try erasure(of: id)), at: Stamp(entry: 99, at: scenario.now, by: "admin"))
    let text = file.history.flatMap { indonesian.history($0, of: file, scenario.caseload) }
      .joined(separator: "\n")
    for word in ["NUR", "WARGA", "SYAMSUDIN", "samakan", "5678"] {
      #expect(!text.contains(word), "\(text)")
    }
    #expect(text.contains("Nama, RT, No. HP, No. KK: isinya\n"))
    let end = text.split(separator: "\n").suffix(2).map { $0.trimmed }
    #expect(end[0].hasSuffix("data orang dihapus           Admin Disnaker (Disnaker)"))
    #expect(end[1] == "dasar: permintaan yang bersangkutan")
  }

  @Test("Events of no case read in one line")
  mutating func events() throws {
    let log = try #require(scenario.log.first { $0.event.kind == "created" })
    #expect(indonesian.event(log.event) == "penyimpanan dibuat (simulasi)")
    let set = try #require(scenario.log.first { $0.event.kind == "programmeSet" })
    #expect(indonesian.event(set.event) == "ketentuan program ditetapkan")
    let officer = try #require(
      scenario.log.first { log in
        if case .officerSet(let set) = log.event { return set.officer.id == "siti" }
        return false
      })
    #expect(
      indonesian.event(officer.event)
        == "petugas siti: Siti, Kec. Karimun; petugas pendataan di Kec. Karimun; "
        + "verifikator RT/RW di Kec. Karimun")
    try list([try NIK(Form.nik(7))])
    let added = try #require(scenario.log.last)
    #expect(indonesian.event(added.event) == "daftar peserta 12/11/2025, 1 orang")
    #expect(english.event(added.event) == "participants list of 12/11/2025, 1 people")
    try scenario.registered(.person(1))
    #expect(indonesian.event(try #require(scenario.log.last).event) == "berkas 1 didata")
  }

  // MARK: Standing

  @Test("A standing names level, waiting list and months")
  mutating func standings() throws {
    var programme = try #require(scenario.caseload.rules?.programme)
    programme.target = 1
    try scenario.perform(.setProgramme(SetProgramme(programme)), by: "admin")
    let first = try qualified(1)
    let second = try qualified(2)
    #expect(try standing(first) == ["Memenuhi syarat", "Qualified"])
    #expect(try standing(second) == ["Daftar tunggu no. 1", "Waiting list no. 1"])
    try scenario.perform(.enrol(Enrol(first)), by: "dewi")
    #expect(
      try standing(first) == ["Terdaftar mulai November 2025", "Enrolled from November 2025"])
    let day = scenario.now.day
    try scenario.perform(.end(End(first, reason: "L2", on: day)), by: "dewi")
    #expect(
      try standing(first)
        == ["Berhenti, terakhir November 2025", "Ended, last month November 2025"])
    let third = try scenario.registered(.person(3))
    #expect(try standing(third) == ["Menunggu RT/RW", "Awaiting RT/RW"])
    try scenario.perform(
      .reject(Reject(DecisionInput(third, signature: .sample), reason: "B1")), by: "siti")
    #expect(try standing(third) == ["Ditolak RT/RW", "Rejected by RT/RW"])
    let fourth = try scenario.registered(.person(4, born: "1950-02-16"))
    #expect(try standing(fourth) == ["Ditolak otomatis", "Rejected by rule"])
  }

  @Test(
    "A remark is the most urgent word",
    arguments: [
      ("2025-11-13", ""), ("2025-11-19", ""), ("2025-11-20", "hari ini"), ("2025-11-22", "lewat 2"),
    ])
  mutating func remarks(day: String, expected: String) throws {
    let id = try scenario.registered(.person(1))
    scenario.advance(to: day)
    #expect(indonesian.remark(of: try file(id), at: scenario.now) == expected)
  }

  @Test("A case that came back repaired says so, until its limit is reached")
  mutating func repairedRemark() throws {
    let id = try repaired()
    #expect(indonesian.remark(of: try file(id), at: scenario.now) == "perbaikan")
    #expect(english.remark(of: try file(id), at: scenario.now) == "repaired")
    scenario.advance(to: "2025-11-21")
    #expect(indonesian.remark(of: try file(id), at: scenario.now) == "lewat 1")
    let waiting = try scenario.registered(.person(5))
    try scenario.perform(
      .correct(Correct(waiting, changes: Form([.name: "NAMA BARU"]))), by: "siti")
    #expect(indonesian.remark(of: try file(waiting), at: scenario.now).isEmpty)
  }

  @Test("The last age that the programme takes is remarked")
  mutating func lastAge() throws {
    let id = try scenario.registered(.person(1, born: "1960-05-01"))
    #expect(indonesian.remark(of: try file(id), at: scenario.now) == "usia 65")
  }

  // MARK: Explanations

  @Test("An old rejection explains itself by its own values after the limits have changed")
  mutating func oldRejection() throws {
    let id = try scenario.registered(.person(1, born: "1959-10-31"))
    let sentence =
      "Usulan ditolak pada 13 November 2025 karena usia 66 tahun pada 1 November 2025; "
      + "program untuk usia 18–65 tahun (ketentuan nomor 1)."
    #expect(try explanation(id) == sentence)
    var programme = try #require(scenario.caseload.rules?.programme)
    (programme.minimumAge, programme.maximumAge) = (20, 70)
    programme.referenceDay = programme.referenceDay.adding(days: 30)
    try scenario.perform(.setProgramme(SetProgramme(programme)), by: "admin")
    #expect(try explanation(id) == sentence)
    #expect(
      english.explanation(of: try file(id), scenario.caseload)
        == "The application was rejected on 13 November 2025: aged 66 on 1 November 2025; "
        + "the programme is for ages 18–65 (rules number 1).")
  }

  @Test("A participant's rejection names the list and the row")
  mutating func participant() throws {
    let id = try scenario.registered(.person(1))
    try list([try NIK(Form.nik(8)), try NIK(Form.nik(1))])
    #expect(
      try explanation(id)
        == "Usulan ditolak pada 13 November 2025 karena NIK tercatat dalam daftar peserta BPJS TK "
        + "12/11/2025, baris 3: Peserta BPJS TK (penerima upah) (ketentuan nomor 1).")
    #expect(
      try lines(id, indonesian).contains("ditolak otomatis             Dewi (Disnaker)"))
  }

  @Test("Decisions of levels give their reason; nothing is explained that nobody decided")
  mutating func levels() throws {
    let id = try scenario.registered(.person(1))
    #expect(try explanation(id) == nil)
    try approvedByRT(id)
    #expect(
      try explanation(id)
        == "Usulan disetujui RT/RW pada 13 November 2025: usia 41 tahun pada 1 November 2025; "
        + "program untuk usia 18–65 tahun (ketentuan nomor 1).")
    try scenario.perform(.reject(Reject(DecisionInput(id), reason: "B1")), by: "maria")
    #expect(
      try explanation(id)
        == "Usulan ditolak Kelurahan/Desa pada 13 November 2025 dengan alasan: "
        + "bukan pekerja rentan (ketentuan nomor 1).")
    try scenario.perform(.undo(Undo(id)), by: "maria")
    #expect(try explanation(id)?.hasPrefix("Usulan disetujui RT/RW") == true)
  }

  // MARK: Scenario

  private func file(_ id: CaseID) throws -> CaseFile { try #require(scenario.caseload.file(id)) }

  private func lines(_ id: CaseID, _ words: Wording) throws -> String {
    let file = try file(id)
    return file.history.flatMap { words.history($0, of: file, scenario.caseload) }
      .joined(separator: "\n")
  }

  private func standing(_ id: CaseID) throws -> [String] {
    let file = try file(id)
    return [indonesian, english].map {
      $0.standing(of: file, scenario.caseload, at: scenario.now)
    }
  }

  private func explanation(_ id: CaseID) throws -> String? {
    indonesian.explanation(of: try file(id), scenario.caseload)
  }

  private mutating func approvedByRT(_ id: CaseID) throws {
    let signature = Signature(
      by: "SYAMSUDIN, Ketua RT 003", on: scenario.now.day, document: "0412")
    try scenario.perform(.approve(Approve(DecisionInput(id, signature: signature))), by: "siti")
  }

  private mutating func qualified(_ number: Int) throws -> CaseID {
    let id = try scenario.registered(.person(number))
    try approvedByRT(id)
    try scenario.perform(.approve(Approve(DecisionInput(id))), by: "maria")
    try scenario.perform(.approve(Approve(DecisionInput(id))), by: "rina")
    return id
  }

  /// A case that the kelurahan returned and the registrar repaired.
  private mutating func repaired() throws -> CaseID {
    let id = try scenario.registered(.person(1))
    try approvedByRT(id)
    let note = "samakan nama dengan KTP, NIK \(Form.nik(1))"
    try scenario.perform(.return(Return(DecisionInput(id, note: note), reason: "A5")), by: "maria")
    let changes = Form([
      .name: "Nur Aini", .rt: "4", .phone: "0812 1234 5678", .kk: "2102030101200007",
    ])
    try scenario.perform(.correct(Correct(id, changes: changes)), by: "siti")
    return id
  }

  private mutating func list(_ numbers: [NIK]) throws {
    let people = numbers.enumerated().map { index, nik in
      Participant(nik: nik, kind: .employed, row: index + 2)
    }
    let day = scenario.now.day.adding(days: -1)
    try scenario.perform(
      .addParticipants(AddParticipants(people: people, asOf: day, replacing: false)), by: "dewi")
  }

  private func erasure(of id: CaseID) throws -> Erased {
    let line = """
      {"kind":"erased","case":\(id),"ground":"permintaan yang bersangkutan","lines":["00"],\
      "grant":"administrator:21.02"}
      """
    let object = try JSONObject(parsing: Array(line.utf8))
    return try Erased(from: EventFields(object) { _ in nil })
  }
}
