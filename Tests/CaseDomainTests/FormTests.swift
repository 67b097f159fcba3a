import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("The registration form")
struct FormTests {
  private let programme: Programme

  init() throws { programme = try .sample() }

  private func read(_ changes: [Field: String], _ district: String? = nil) throws -> Application {
    var form = Form.person(1, changes)
    form.district = district
    return try form.application(programme, today: CaseloadScenario.firstDay)
  }

  private func problem(_ changes: [Field: String], _ district: String? = nil) -> [FieldFault]? {
    var form = Form.person(1, changes)
    form.district = district
    return faults(form, programme)
  }

  private func faults(_ form: Form, _ programme: Programme) -> [FieldFault]? {
    do throws(Refusal) {
      _ = try form.application(programme, today: CaseloadScenario.firstDay)
      return nil
    } catch {
      guard case .form(let faults) = error else { return [] }
      return faults
    }
  }

  @Test("a whole form is read field by field")
  func whole() throws {
    let application = try read([
      .name: " siti   aminah ", .birthPlace: "tanjung balai", .sex: "l",
      .address: "jl. pelita no. 1",
      .rt: "3", .rw: "RW 02", .area: "tanjungbalai", .occupation: "tukang o",
      .phone: "+62 812-3456-7890",
      .kk: "2102031011199001", .motherName: "fatimah", .papers: "Surat pernyataan; KTP",
    ])
    let person = application.person
    #expect(person.nik.digits == Form.nik(1) && person.name == "SITI AMINAH")
    #expect(person.birthPlace == "TANJUNG BALAI" && person.address == "JL. PELITA NO. 1")
    #expect(
      person.rt == "003" && person.rw == "002" && person.birthDate.description == "1984-02-16")
    #expect(person.phone == "081234567890" && person.kk?.digits == "2102031011199001")
    #expect(person.motherName == "FATIMAH" && person.occupationOther == nil)
    #expect(application.sex == .male && application.area == "21.02.03.1001")
    #expect(application.occupation == "01" && application.papers == ["ktp", "statement"])
    #expect(
      try Form(application).application(programme, today: CaseloadScenario.firstDay) == application)
  }

  @Test("all faults come at once, in the order of the card")
  func allFaults() {
    let form = Form([
      .nik: "21O2", .name: "S1ti", .birthPlace: "Kota\u{202E}", .birthDate: "31/02/1984", .sex: "x",
      .address: String(repeating: "x", count: 300), .rt: "1234", .rw: "abc", .area: "Atlantis",
      .occupation: "raja", .phone: "12", .kk: "1", .motherName: "-1", .papers: "paspor",
    ])
    let faults = faults(form, programme) ?? []
    #expect(
      faults == [
        FieldFault(.nik, .nik(.notDigit("O", place: 3))), FieldFault(.name, .digitInName(place: 2)),
        FieldFault(.birthPlace, .unprintable(0x202E, place: 5)),
        FieldFault(.birthDate, .notDay("31/02/1984")), FieldFault(.sex, .notSex("x")),
        FieldFault(.address, .tooLong(300, limit: 200)), FieldFault(.rt, .notNeighbourhood("1234")),
        FieldFault(.rw, .notNeighbourhood("abc")), FieldFault(.area, .unknownArea("Atlantis")),
        FieldFault(.occupation, .unknownOccupation("raja")), FieldFault(.phone, .notPhone("12")),
        FieldFault(.kk, .nik(.length(1))), FieldFault(.motherName, .digitInName(place: 2)),
        FieldFault(.papers, .unknownPaper("paspor")),
      ])
  }

  @Test("an empty form misses the required fields and no others")
  func empty() {
    let missing: [Field] = [.nik, .name, .birthDate, .sex, .area, .occupation]
    #expect(faults(Form(), programme) == missing.map { FieldFault($0, .missing) })
    let blank = Form(Dictionary(uniqueKeysWithValues: Field.allCases.map { ($0, " \t ") }))
    #expect(faults(blank, programme) == missing.map { FieldFault($0, .missing) })
  }

  @Test("fields that are not required may be empty, a dash or 0", arguments: ["", "-", "0", " - "])
  func nothing(_ text: String) throws {
    let application = try read([
      .birthPlace: text, .address: text, .rt: text, .rw: text, .phone: text, .kk: text,
      .motherName: text,
    ])
    let person = application.person
    #expect(
      person.birthPlace == nil && person.address == nil && person.rt == nil && person.rw == nil)
    #expect(person.phone == nil && person.kk == nil && person.motherName == nil)
  }

  @Test(
    "names have letters and no digits",
    arguments: [
      ("Siti2", .digitInName(place: 5)), ("- . -", .noLetter), ("Siti ٣", .digitInName(place: 6)),
      (String(repeating: "x", count: 101), .tooLong(101, limit: 100)),
      (String(repeating: "x", count: 1_000_000), .tooLong(1_000_000, limit: 100)),
      ("Siti\u{200B}", .unprintable(0x200B, place: 5)),
    ] as [(String, FieldFault.Problem)])
  func names(_ text: String, _ expected: FieldFault.Problem) {
    #expect(problem([.name: text]) == [FieldFault(.name, expected)])
    if expected != .noLetter {
      #expect(problem([.motherName: text]) == [FieldFault(.motherName, expected)])
    }
  }

  @Test(
    "the sex is read in every way that offices write it",
    arguments: [
      ("L", .male), ("l", .male), ("LK", .male), ("Laki-laki", .male), ("LAKI-LAKI", .male),
      ("Pria", .male), ("P", .female), ("Pr", .female), ("perempuan", .female), ("Wanita", .female),
    ] as [(String, Sex)])
  func sexes(_ text: String, _ sex: Sex) throws { #expect(try read([.sex: text]).sex == sex) }

  @Test(
    "RT and RW are one to three digits, however written",
    arguments: [
      ("3", "003"), ("03", "003"), ("003", "003"), ("RT 3", "003"), ("RT.003", "003"),
      ("rt: 3", "003"),
      ("999", "999"),
    ])
  func neighbourhoods(_ text: String, _ written: String) throws {
    #expect(try read([.rt: text]).person.rt == written)
  }

  @Test("what is no RT is refused", arguments: ["000", "1000", "3a", "RW 3", "3/2", "٣"])
  func notNeighbourhoods(_ text: String) {
    #expect(problem([.rt: text]) == [FieldFault(.rt, .notNeighbourhood(text))])
  }

  @Test(
    "a village is known by code, name, former code and other spellings",
    arguments: [
      ("21.02.03.1001", "21.02.03.1001"), ("Tanjung Balai", "21.02.03.1001"),
      ("TANJUNGBALAI", "21.02.03.1001"), ("Kelurahan Tanjung Balai", "21.02.03.1001"),
      ("kel. tanjung balai", "21.02.03.1001"), ("Sei Raya", "21.02.04.1003"),
      ("sungai raya", "21.02.04.1003"), ("Desa Kundur", "21.02.08.2004"),
      ("ds kundur", "21.02.08.2004"),
      ("Darusalam", "21.02.10.1002"), ("21.02.03.2004", "21.02.13.2001"),
      ("Rawajaya", "21.02.14.2004"),
      ("21.02.01.2012", "21.02.14.2004"), (" Parit ", "21.02.13.2001"),
    ] as [(String, AreaCode)])
  func villages(_ text: String, _ area: AreaCode) throws {
    #expect(try read([.area: text]).area == area)
  }

  @Test(
    "a village outside the programme is a fault of its field",
    arguments: ["Sekupang", "21.71.01.1001", "21.02.03", "Kelurahan"])
  func outside(_ text: String) {
    #expect(problem([.area: text]) == [FieldFault(.area, .unknownArea(text))])
  }

  @Test("a name that two districts have wants the district")
  func ambiguous() throws {
    var programme = programme
    var second = try #require(programme.area("21.02.13.2001"))
    (second.code, second.district, second.aliases) = ("21.02.09.2002", "Durai", [])
    programme.areas.append(second)
    var form = Form.person(1, [.area: "Parit"])
    #expect(
      faults(form, programme) == [
        FieldFault(
          .area, .ambiguousArea("Parit", candidates: ["21.02.13.2001", "21.02.09.2002"]))
      ])
    let answers: [String: AreaCode] = [
      "Durai": "21.02.09.2002", "selat gelam": "21.02.13.2001", "21.02.09": "21.02.09.2002",
    ]
    for (district, code) in answers {
      form.district = district
      #expect(try form.application(programme, today: CaseloadScenario.firstDay).area == code)
    }
    form.district = "Moro"
    #expect(
      faults(form, programme)
        == [FieldFault(.area, .otherDistrict("21.02.13.2001", given: "Moro"))])
    form.district = " "
    guard case .ambiguousArea? = faults(form, programme)?.first?.problem else {
      Issue.record("no district must not choose")
      return
    }
  }

  @Test("a village that lies in another district than the one given is a fault")
  func otherDistrict() throws {
    #expect(
      problem([.area: "Kundur"], "Kundur")
        == [FieldFault(.area, .otherDistrict("21.02.08.2004", given: "Kundur"))])
    #expect(try read([.area: "Kundur"], "KUNDUR BARAT").area == "21.02.08.2004")
    #expect(try read([.area: "Kundur"], "21.02.08").area == "21.02.08.2004")
    #expect(try read([.area: "Kundur"], " ").area == "21.02.08.2004")
  }

  @Test(
    "occupations are known by code, name, short name and the start of any word",
    arguments: [
      ("01", "01", nil), ("1", "01", nil), ("Tukang ojek", "01", nil), ("oj", "01", nil),
      ("parkir", "05", nil), ("keliling", "02", nil), ("pedagang kecil", "02", nil),
      ("nel", "08", nil),
      ("buruh", "08", nil), ("Lainnya: tukang urut", "99", "tukang urut"),
      ("99: juru kunci", "99", "juru kunci"),
    ] as [(String, OccupationCode, String?)])
  func occupations(_ text: String, _ code: OccupationCode, _ other: String?) throws {
    let application = try read([.occupation: text])
    #expect(application.occupation == code && application.person.occupationOther == other)
  }

  @Test("occupations that are unknown or several are faults that say which")
  func badOccupations() {
    #expect(problem([.occupation: "77"]) == [FieldFault(.occupation, .unknownOccupation("77"))])
    #expect(problem([.occupation: "100"]) == [FieldFault(.occupation, .unknownOccupation("100"))])
    #expect(
      problem([.occupation: "tukang"])
        == [FieldFault(.occupation, .ambiguousOccupation("tukang", candidates: ["01", "05"]))])
  }

  @Test("others wants the occupation in words, from either field")
  func others() throws {
    #expect(problem([.occupation: "99"]) == [FieldFault(.occupationOther, .occupationInWords)])
    #expect(
      problem([.occupation: "Lainnya: "]) == [FieldFault(.occupationOther, .occupationInWords)])
    let application = try read([.occupation: "99", .occupationOther: "juru kunci"])
    #expect(application.person.occupationOther?.lowercased() == "juru kunci")
    #expect(try read([.occupation: "01", .occupationOther: "x"]).person.occupationOther == nil)
  }

  @Test(
    "phones are digits from 08",
    arguments: [
      ("0812 3456 7890", "081234567890"), ("+6281234567890", "081234567890"),
      ("62812-3456-7890", "081234567890"), ("0812345678", "0812345678"),
      ("0812345678901", "0812345678901"),
    ])
  func phones(_ text: String, _ phone: String) throws {
    #expect(try read([.phone: text]).person.phone == phone)
  }

  @Test(
    "what is no mobile phone is refused",
    arguments: ["081234567", "08123456789012", "0777123456", "08123x5678", "+1 212 555 0100"])
  func notPhones(_ text: String) {
    #expect(problem([.phone: text]) == [FieldFault(.phone, .notPhone(text))])
  }

  @Test("a family card number may be no NIK of the same person")
  func familyCard() {
    #expect(problem([.kk: Form.nik(1)]) == [FieldFault(.kk, .sameAsNIK)])
  }

  @Test("nobody is born after today, and today is fine")
  func future() throws {
    #expect(problem([.birthDate: "14/11/2025"]) == [FieldFault(.birthDate, .dayInFuture)])
    #expect(throws: Never.self) { try read([.birthDate: "13/11/2025"]) }
  }

  @Test("nobody is more than 120 years old, and 120 is fine")
  func tooEarly() throws {
    let early = try #require(Day("1904-11-13"))
    for text in ["13/11/1904", "1904-11-13"] {
      #expect(problem([.birthDate: text]) == [FieldFault(.birthDate, .birthTooEarly(early))])
    }
    #expect(throws: Never.self) { try read([.birthDate: "14/11/1904"]) }
    #expect(
      problem([.birthDate: "16/02/84"]) == [FieldFault(.birthDate, .twoDigitYear("16/02/84"))])
  }

  @Test(
    "what was not readable as UTF-8 is refused in every text",
    arguments: [Field.name, .birthPlace, .address, .motherName])
  func unreadable(_ field: Field) {
    #expect(
      problem([field: "Desa \u{FFFD}"]) == [FieldFault(field, .unprintable(0xFFFD, place: 6))])
  }

  @Test("papers are known by code or name, in the order of the programme")
  func papers() throws {
    #expect(try read([.papers: "kk + KTP"]).papers == ["ktp", "kk"])
    #expect(try read([.papers: "statement,statement"]).papers == ["statement"])
    #expect(try read([.papers: ""]).papers == [])
    #expect(try read([.papers: ",ktp,,/ KK ;+"]).papers == ["ktp", "kk"])
    #expect(try read([.papers: "Ktp/surat  pernyataan"]).papers == ["ktp", "statement"])
    #expect(problem([.papers: "ktp,é"])?.first?.problem == .unknownPaper("é"))
  }

  @Test("a megabyte in any field is a fault, or read, but never a crash", arguments: Field.allCases)
  func megabytes(_ field: Field) {
    for piece in ["x", "1", "\u{301}", " ", "👨‍👩‍👧‍👦"] {
      let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
      for fault in problem([field: text]) ?? [] {
        #expect(String(describing: fault).utf8.count < 10_000)
      }
    }
  }
}

@Suite("Warnings")
struct WarningTests {
  private func refusal(_ form: Form, note: String? = nil) throws -> Refusal? {
    let scenario = try CaseloadScenario()
    return scenario.refusal(of: .register(Register(form: form, note: note)), by: "siti")
  }

  @Test(
    "what is unusual about a NIK needs a noted reason, and then passes",
    arguments: [
      ([.nik: "2171031602849001"], [.otherRegion]), ([.nik: "9901021602849001"], [.otherRegion]),
      ([.nik: "2102031702849001"], [.otherBirthDate]), ([.nik: "2102035602849001"], [.otherSex]),
      ([.nik: "1471034101909001"], [.otherRegion, .otherBirthDate, .otherSex]),
    ] as [([Field: String], [Warning])])
  func warnings(_ changes: [Field: String], _ warnings: [Warning]) throws {
    let form = Form.person(1, changes)
    #expect(try refusal(form) == .warningsNeedNote(warnings))
    #expect(try refusal(form, note: "  ") == .warningsNeedNote(warnings))
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(form, note: "KTP diperiksa")
    #expect(scenario.place(id) == "waiting:rt-rw")
    guard case .registered(let event)? = scenario.log.last?.event else {
      Issue.record("no registration")
      return
    }
    #expect(event.warnings == warnings && event.signing.remark?.value?.note == "KTP diperiksa")
  }

  @Test(
    "a NIK of any district of the regency has no warning",
    arguments: ["210201", "210204", "210214", "210299"])
  func sameRegency(_ region: String) throws {
    #expect(try refusal(.person(1, [.nik: region + "1602849001"])) == nil)
  }

  @Test("a note that drives a terminal is refused, and one of a megabyte")
  func badNotes() throws {
    #expect(try refusal(.person(1), note: "x\u{1B}[2J") == .badNote(.unprintable(0x1B, place: 2)))
    #expect(
      try refusal(.person(1), note: String(repeating: "x", count: 1_000_000))
        == .badNote(.tooLong(1_000_000, limit: 1_000)))
    #expect(
      try refusal(.person(1), note: "x\u{FFFD}") == .badNote(.unprintable(0xFFFD, place: 2)))
    #expect(try refusal(.person(1), note: "satu\ndua") == nil)
  }
}
