import CanonicalForm
import TestSupport
import Testing

@testable import CaseDomain

@Suite("A form is judged while it is typed")
struct ExaminationTests {
  private var scenario: CaseloadScenario

  init() throws { scenario = try CaseloadScenario() }

  private func examine(_ form: Form, note: String? = nil, replacing id: CaseID? = nil)
    -> Examination
  {
    scenario.caseload.examine(form, note: note, replacing: id, at: scenario.now)
  }

  private func verdicts(_ checks: [Check]) -> [Check.Kind: Check.Verdict] {
    Dictionary(uniqueKeysWithValues: checks.map { ($0.kind, $0.verdict) })
  }

  @Test("An empty form misses the required fields, and no field is wrong")
  func empty() {
    let examination = examine(Form([.name: "  "]))
    #expect(examination.missing == [.nik, .name, .birthDate, .sex, .area, .occupation])
    #expect(examination.faults.isEmpty && examination.warnings.isEmpty)
    #expect(examination.values == FormValues() && !examination.isComplete)
    #expect(examination.checks.map(\.verdict) == Array(repeating: .missing, count: 9))
  }

  @Test("A whole form of somebody new passes")
  func whole() throws {
    let form = Form.person(1)
    let examination = examine(form)
    #expect(examination.isComplete && examination.exclusion == nil)
    #expect(
      examination.values.application
        == (try form.application(.sample(), today: scenario.now.day)))
    var expected = verdicts(examination.checks)
    #expect(expected.removeValue(forKey: .notParticipant) == .missing)
    #expect(Set(expected.values) == [.passes])
  }

  @Test("A form half typed is judged as far as it goes, and only full fields are faulty")
  func half() {
    let form = Form([.nik: "2102", .name: "S1TI", .birthDate: "16/02/1984", .kk: "-", .phone: ""])
    let examination = examine(form)
    #expect(
      examination.faults == [
        FieldFault(.nik, .nik(.length(4))), FieldFault(.name, .digitInName(place: 2)),
      ])
    #expect(examination.missing == [.sex, .area, .occupation])
    #expect(examination.compared?.age == 41 && examination.values.birthDate != nil)
    #expect(examination.values.nik == nil && examination.values.application == nil)
  }

  @Test("Others without words misses the words, not the code")
  func others() {
    let examination = examine(.person(1, [.occupation: "99"]))
    #expect(examination.missing == [.occupationOther] && examination.faults.isEmpty)
    #expect(
      examine(.person(1, [.occupation: "99", .occupationOther: "Dalang"])).isComplete)
  }

  @Test("A NIK that another case holds is named at once, its own is not")
  func duplicate() throws {
    var own = self
    let id = try own.scenario.registered(.person(1))
    let typed = own.examine(Form([.nik: Form.nik(1)]))
    #expect(typed.duplicate?.id == id && !typed.isComplete)
    #expect(typed.checks.first == Check(.nikNew, .fails, case: id))
    let correcting = own.examine(.person(1), replacing: id)
    #expect(correcting.duplicate == nil && correcting.isComplete)
    #expect(correcting.checks.first == Check(.nikNew, .passes, case: id))
  }

  @Test("What differs from the NIK is a warning that a note answers, field by field")
  func warnings() {
    var form = Form([.nik: "2171065602849023"])
    #expect(examine(form).warnings == [.otherRegion])
    form.texts[.sex] = "L"
    #expect(examine(form).warnings == [.otherRegion, .otherSex])
    form.texts[.birthDate] = "17/02/1984"
    #expect(examine(form).warnings == Warning.allCases)
    #expect(examine(form).needsNote && !examine(form, note: "pindah").needsNote)
    #expect(examine(form, note: " ").needsNote)
    let found = verdicts(examine(form, note: "pindah").checks)
    #expect(found[.issuedHere] == .check && found[.sexAgrees] == .check)
    #expect(found[.birthDateAgrees] == .check && found[.nikNew] == .passes)
  }

  @Test("A note that cannot be stored is a problem of the note")
  func note() {
    let examination = examine(.person(1), note: "a\u{1B}b")
    #expect(examination.noteProblem == .unprintable(0x1B, place: 2) && !examination.isComplete)
  }

  @Test(
    "Age excludes as soon as the birth date is known",
    arguments: [
      ("01/11/2007", nil), ("02/11/2007", Exclusion.Rule.tooYoung), ("02/11/1959", nil),
      ("01/11/1959", .tooOld),
    ])
  func age(born: String, rule: Exclusion.Rule?) {
    let examination = examine(Form([.birthDate: born]))
    #expect(examination.exclusion?.rule == rule)
    #expect(verdicts(examination.checks)[.age] == (rule == nil ? .passes : .fails))
  }

  @Test("A list of participants excludes as soon as the NIK is known")
  func participants() throws {
    var own = self
    let kinds = ParticipantKind.allCases
    let people = try kinds.enumerated().map { number, kind in
      Participant(nik: try NIK(Form.nik(number + 1)), kind: kind, row: number + 2)
    }
    try own.scenario.perform(
      .addParticipants(
        AddParticipants(people: people, asOf: CaseloadScenario.firstDay, replacing: false)),
      by: "dewi")
    for (number, kind) in kinds.enumerated() {
      let examination = own.examine(Form([.nik: Form.nik(number + 1)]))
      #expect(examination.participant == kind && examination.compared == nil)
      #expect(examination.exclusion?.rule == kind.exclusion)
      #expect(examination.participantList == CaseloadScenario.firstDay)
      #expect(
        verdicts(examination.checks)[.notParticipant]
          == (kind.exclusion == nil ? .passes : .fails))
    }
    // Two rules that hold: age is the one that rejects, and both are shown.
    let both = own.examine(Form([.nik: Form.nik(1), .birthDate: "1950-01-01"]))
    #expect(both.exclusion?.rule == .tooOld)
    #expect(verdicts(both.checks)[.notParticipant] == .fails)
    #expect(verdicts(own.examine(.person(9)).checks)[.notParticipant] == .passes)
  }

  @Test("Who is likely to be the same person under another NIK is shown, whatever the spelling")
  func lookAlikes() throws {
    var own = self
    let id = try own.scenario.registered(.person(1, [.name: "M. Yusuf bin Ali"]))
    func likely(_ form: Form, replacing case: CaseID? = nil) -> CaseID? {
      let examination = own.examine(form, replacing: `case`)
      let check = examination.checks.first { $0.kind == .noLookAlike }
      #expect(check?.verdict == (check?.case == nil ? .passes : .check))
      return check?.case
    }
    let name = "muhammad yusup  BIN-ALI"
    #expect(likely(.person(2, [.name: name])) == id)
    #expect(likely(.person(2, [.name: "Moh. Joesoef"])) == id)
    #expect(likely(.person(2, born: "1984-02-17", [.name: name])) == id)
    #expect(likely(.person(2, [.name: "M. Ridwan bin Ali"])) == nil)
    #expect(likely(.person(2, born: "1990-05-30", [.name: name])) == nil)
    // The same NIK is the duplicate itself; nobody looks like themselves.
    #expect(likely(.person(1, [.name: name])) == nil)
    #expect(likely(.person(2, [.name: name]), replacing: id) == nil)
    let second = try own.scenario.registered(.person(2, [.name: name]))
    let file = try #require(own.scenario.caseload.file(second))
    #expect(
      own.scenario.caseload.checks(of: file).last == Check(.noLookAlike, .check, case: id))
    #expect(own.examine(.person(3, [.name: name])).lookAlikes.map(\.id) == [id, second])
    // A corrected name, and a registration that was taken back, are no longer found.
    try own.scenario.perform(
      .correct(Correct(id, changes: Form([.name: "Hasan"]), note: "akta lahir")), by: "siti")
    #expect(own.examine(.person(3, [.name: name])).lookAlikes.map(\.id) == [second])
    #expect(likely(.person(3, [.name: "Hassan"])) == id)
    try own.scenario.perform(.undo(Undo(second)), by: "siti")
    #expect(own.examine(.person(3, [.name: name])).lookAlikes.isEmpty)
    try own.scenario.perform(.undo(Undo(id)), by: "siti")
    #expect(likely(.person(3, [.name: name])) == id)
  }

  @Test(
    "A name with a letter that is not Latin is taken, and is to be looked at",
    arguments: [
      ("ВUDI", Field.name, "\u{412}"), ("BUDΙ", .name, "\u{399}"), ("АННА", .name, "\u{410}"),
      ("ＢUDI", .name, "\u{FF22}"), ("SІTI", .motherName, "\u{406}"),
    ] as [(String, Field, Unicode.Scalar)])
  func foreignLetter(name: String, field: Field, letter: Unicode.Scalar) throws {
    var own = self
    let form = Form.person(1, [field: name])
    let examination = own.examine(form)
    let check = try #require(examination.checks.first { $0.kind == .latinLetters })
    #expect(check.verdict == .check && check.foreign == ForeignLetter(field, letter))
    #expect(examination.isComplete && !examination.needsNote)
    // It can be put forward as it stands, and whoever decides sees the same.
    let id = try own.scenario.registered(form)
    let file = try #require(own.scenario.caseload.file(id))
    #expect(own.scenario.caseload.checks(of: file).contains(check))
  }

  @Test(
    "Marks, apostrophes and letters of Latin alphabets are nothing to look at",
    arguments: ["José D’Arc", "Ma’ruf", "Maʼruf", "Łukasz Ğ. Ḥasan", "A\u{301}B\u{323}", "Budi"])
  func latinLetters(name: String) {
    let checks = examine(.person(1, [.name: name, .motherName: name])).checks
    #expect(checks.count == 9 && !checks.contains { $0.kind == .latinLetters })
  }

  @Test("Who registers again with letters that only look like the first ones is found")
  func foreignLookAlike() throws {
    var own = self
    let id = try own.scenario.registered(.person(1, [.name: "Budi Hartono"]))
    let again = own.examine(.person(2, [.name: "ВUDІ НАRТΟΝΟ"]))
    #expect(again.checks.last == Check(.noLookAlike, .check, case: id))
  }

  @Test("A saved case has the same checks, and an erased one those that are left")
  func saved() throws {
    var own = self
    let id = try own.scenario.registered(.person(1))
    let file = try #require(own.scenario.caseload.file(id))
    let typed = own.examine(.person(1), replacing: id)
    #expect(own.scenario.caseload.checks(of: file) == typed.checks)
    var caseload = own.scenario.caseload
    let line = #"{"kind":"erased","case":1,"ground":"surat","lines":["0a"],"grant":"owner"}"#
    caseload.apply(
      try EventLines(file: line).read(), at: Stamp(entry: 9, at: own.scenario.now, by: "wati"))
    let left = caseload.checks(of: try #require(caseload.file(id)))
    #expect(left.map(\.kind) == [.age, .resident, .occupation])
    #expect(left.allSatisfy { $0.verdict == .passes })
    let next = caseload.examine(.person(2, [.name: "Warga Contoh B"]), at: own.scenario.now)
    #expect(
      next.lookAlikes.isEmpty
        && own.examine(.person(2, [.name: "Warga Contoh B"])).lookAlikes.map(\.id) == [id])
  }

  @Test("A store without rules says that everything is missing")
  func noRules() {
    let examination = Caseload().examine(.person(1), at: scenario.now)
    #expect(examination.missing.count == 6 && !examination.isComplete)
  }

  @Test("What is complete is registered, with the rejection that was foretold; all else is refused")
  func agreesWithRegistration() throws {
    var own = self
    let texts = [
      "", " ", "-", "x", "L", "P", "01", "99", "05", "16/02/1984", "01/01/1950", "2010-01-01",
      Form.nik(1), Form.nik(2), Form.nik(3, sex: .female), "2171065602849023", "Ujang",
      "Tanjung Balai", "Atlantis", "08123456789", "a\u{202E}b", "ktp", "3",
    ]
    try own.scenario.registered(.person(1))
    let list = [Participant(nik: try NIK(Form.nik(3, sex: .female)), kind: .employed, row: 2)]
    try own.scenario.perform(
      .addParticipants(
        AddParticipants(people: list, asOf: CaseloadScenario.firstDay, replacing: false)),
      by: "dewi")
    var random = SeededRandom(seed: 7)
    var complete = 0
    for _ in 0..<2_000 {
      var form = Form.person(2)
      for _ in 0..<Int.random(in: 0..<4, using: &random) {
        let field = try #require(Field.allCases.randomElement(using: &random))
        form.texts[field] = texts.randomElement(using: &random)
      }
      let note = Bool.random(using: &random) ? "pindah" : nil
      let examination = own.examine(form, note: note)
      let stamp = Stamp(entry: 9, at: own.scenario.now, by: "siti")
      let command = Command.register(Register(form: form, note: note))
      let events = try? own.scenario.caseload.decide(command, at: stamp)
      #expect((events != nil) == examination.isComplete, "\(form.texts.values)")
      guard case .registered(let event)? = events?.first else { continue }
      complete += 1
      #expect(event.reason == examination.exclusion?.reason)
      #expect(event.warnings == examination.warnings)
      #expect(event.judgement.compared == examination.compared)
      #expect(event.record.application == examination.values.application)
    }
    #expect(complete > 200)
  }

  @Test("Every check has words that fit the column beside the form, in both languages")
  func words() throws {
    for language in Language.allCases {
      let words = Wording(language, scenario.caseload)
      #expect(Set(Check.Verdict.allCases.map(words.verdict)).count == 4)
      for verdict in Check.Verdict.allCases { #expect(words.verdict(verdict).count <= 8) }
      for check in try samples() {
        let told = words.check(check)
        #expect(!told.text.isEmpty && told.text.count <= 29, "\(told.text)")
        #expect((told.detail?.count ?? 0) <= 29)
      }
    }
  }

  @Test("The words are those of the office")
  func golden() throws {
    let words = Wording(.indonesian, scenario.caseload)
    let said = try samples().map { check in
      let told = words.check(check)
      return "\(told.verdict) \(told.text)" + (told.detail.map { ", \($0)" } ?? "")
    }
    #expect(said.contains("sesuai NIK belum diusulkan"))
    #expect(said.contains("ditolak NIK sudah di berkas 1000000"))
    #expect(said.contains("sesuai Usia 41 per 1/11/2025"))
    #expect(said.contains("ditolak Usia 66 tahun (18–65)"))
    #expect(said.contains("sesuai Bukan peserta BPJS TK, daftar 13/11/2025"))
    #expect(said.contains("periksa Nama mirip berkas 1000000"))
    #expect(said.contains("belum Pekerjaan"))
    #expect(said.contains("periksa Ibu: \u{412} U+0412 bukan Latin"))
  }

  /// Every kind with every verdict that it can have, with the longest values.
  private func samples() throws -> [Check] {
    let programme = try Programme.sample()
    var checks = Check.Kind.allCases.map { Check($0, .missing) }
    checks += [
      Check(.nikNew, .passes), Check(.nikNew, .passes, case: 1),
      Check(.nikNew, .fails, case: 1_000_000), Check(.noLookAlike, .passes),
      Check(.noLookAlike, .check, case: 1_000_000), Check(.occupation, .passes),
    ]
    for field in [Field.name, .motherName] {
      for letter: Unicode.Scalar in ["\u{412}", "\u{20000}"] {
        var check = Check(.latinLetters, .check)
        check.foreign = ForeignLetter(field, letter)
        checks.append(check)
      }
    }
    for kind in [Check.Kind.issuedHere, .birthDateAgrees, .sexAgrees, .resident] {
      checks += [Check(kind, .passes), Check(kind, .check)]
    }
    for age in [17, 41, 66, 120] {
      var check = Check(.age, (18...65).contains(age) ? .passes : .fails)
      check.compared = Compared(age: age, programme: programme, participants: nil)
      checks.append(check)
    }
    for kind in [nil] + ParticipantKind.allCases.map(Optional.some) {
      var check = Check(.notParticipant, kind?.exclusion == nil ? .passes : .fails)
      (check.participant, check.list) = (kind, CaseloadScenario.firstDay)
      checks.append(check)
    }
    return checks
  }
}
