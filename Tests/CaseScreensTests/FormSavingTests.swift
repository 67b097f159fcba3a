import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

/// What the form says before it saves, what it asks, and what becomes of what was typed.
@Suite struct FormSavingTests {
  private var scenario: CaseloadScenario

  init() throws { scenario = try CaseloadScenario() }

  // MARK: Duplicates

  @Test func `a NIK that a case holds is said at once, with number, office and stage`() throws {
    var scenario = scenario
    try scenario.registered(.person(1))
    var desk = try player(scenario)
    desk.type(Form.nik(1))
    #expect(desk.help == "NIK sudah diusulkan: berkas 1, Kantor Contoh, menunggu RT/RW.")
    #expect(desk.screen.contains("ditolak NIK sudah di berkas 1"))
    #expect(desk.hints.contains("^O buka berkas itu"))
    // It stays in sight until the NIK is another.
    desk.type("ALI")
    desk.press(.enter)
    #expect(desk.help.hasPrefix("NIK sudah diusulkan"))
    desk.press(.function(2))
    #expect(desk.sent.isEmpty)
    #expect(desk.isAt("NIK"))
    #expect(desk.notice == "Belum tersimpan: perbaiki isian di ►.")
  }

  @Test func `^O opens the case that holds the NIK, and Esc comes back to what was typed`() throws {
    var scenario = scenario
    try scenario.registered(.person(1))
    var desk = try player(scenario)
    desk.type(Form.nik(1) + "ALI")
    desk.press(.control("o"))
    #expect(desk.lines[1].hasPrefix("Berkas 1"))
    desk.press(.escape)
    #expect(desk.value("Nama") == "ALI")
    #expect(desk.isAt("Nama"))
  }

  @Test func `who looks like the person stands beside the form, and ^O opens the likeliest`() throws
  {
    var scenario = scenario
    for number in 1...7 {
      try scenario.registered(.person(number, [.name: number == 4 ? "M. Yusuf" : "Mohd. Jusup"]))
    }
    try scenario.registered(.person(8, [.name: "Ridwan"]))
    try scenario.perform(.distinguish(Distinguish(7, from: 1, note: "ibu lain")), by: "siti")
    var desk = try player(scenario)
    desk.fill(.person(9, [.name: "M. Yusuf"]))
    desk.go(to: "Nama")
    let head = try #require(
      desk.lines.firstIndex { $0.contains("Berkas   nilai nama tgl L/P almt  +") })
    let rows = desk.lines[(head + 1)...].prefix(6).map { $0.dropFirst(45) }
    #expect(
      rows[0].hasPrefix("1           88   45  30   5    8")
        || rows[0].hasPrefix("4           88   45  30   5    8"))
    #expect(rows.prefix(5).allSatisfy { $0.first?.isNumber ?? false })
    #expect(!rows[5].contains { $0.isNumber })
    #expect(desk.screen.contains("periksa Nama mirip berkas"))
    #expect(desk.hints.contains("^O buka berkas itu"))
    desk.press(.control("o"))
    #expect(desk.lines[1].hasPrefix("Berkas 1") || desk.lines[1].hasPrefix("Berkas 4"))
    desk.press(.escape)
    #expect(desk.value("Nama") == "M. YUSUF")
    // It asks for no note, and hinders nobody.
    desk.press(.function(2))
    #expect(desk.registered.count == 1)
  }

  @Test func `who was told apart no longer stands beside a correction`() throws {
    var scenario = scenario
    try scenario.registered(.person(1, [.name: "M. Yusuf"]))
    try scenario.registered(.person(2, [.name: "Moh. Jusuf"]))
    func shown() throws -> Bool {
      var desk = try player(scenario)
      desk.press(.escape, "4", .enter, "p")
      return desk.screen.contains("Berkas   nilai nama")
    }
    #expect(try shown())
    try scenario.perform(.distinguish(Distinguish(2, from: 1, note: "ibu lain")), by: "siti")
    #expect(try !shown())
  }

  @Test func `a case of another area is named but not opened`() throws {
    let officers = Officer.sample + [.sample("tono", "registrar:21.02.04.1003")]
    var scenario = try CaseloadScenario(officers: officers)
    try scenario.registered(.person(1))
    var desk = try player(scenario, officer: "tono")
    desk.type(Form.nik(1))
    desk.press(.control("o"))
    #expect(desk.notice == "Berkas 1 di luar wilayah kerja petugas ini.")
    #expect(desk.isAt("Nama"))
  }

  @Test func `a NIK that a colleague saved meanwhile is refused, and nothing is lost`() throws {
    var desk = try player(scenario)
    desk.fill(.person(1))
    desk.meanwhile(.register(Register(form: .person(1))), by: "siti")
    desk.press(.function(2))
    #expect(desk.isAt("NIK"))
    #expect(desk.help.hasPrefix("NIK sudah diusulkan: berkas 1"))
    #expect(desk.value("Nama") == "WARGA CONTOH B")
    #expect(desk.registered.isEmpty)
  }

  // MARK: Warnings

  @Test func `warnings are answered by a reason, which a digit takes`() throws {
    var desk = try player(scenario)
    desk.fill(.person(1, [.nik: "2171061602849001"]))
    #expect(desk.screen.contains("periksa NIK terbit di luar wilayah"))
    desk.press(.function(2))
    #expect(desk.isAt("Alasan periksa"))
    #expect(
      desk.help == "Pilih angka, atau ketik sebabnya. NIK terbit di luar wilayah program.")
    #expect(desk.screen.contains("1  pindahan, KK setempat"))
    desk.press("1")
    #expect(desk.value("Alasan periksa") == "pindahan, KK setempat")
    #expect(desk.help == "NIK terbit di luar wilayah program. Enter menyimpan.")
    desk.press(.enter)
    #expect(desk.registered.last?.note == "pindahan, KK setempat")
  }

  @Test func `two reasons are joined, and text of one's own is only text`() throws {
    var desk = try player(scenario)
    // Another region, another birth date, another sex.
    desk.fill(.person(1, [.nik: "2171061702849001", .sex: "P"]))
    desk.press(.function(2))
    desk.type("1")
    desk.type("3")
    desk.type("1")
    #expect(desk.value("Alasan periksa").hasSuffix("tgl lahir KTP diperbaiki"))
    desk.type(", KK 2024")
    desk.press(.enter)
    #expect(
      desk.registered.last?.note == "pindahan, KK setempat; tgl lahir KTP diperbaiki, KK 2024")
  }

  @Test func `without warnings nobody is led to the reason, and Enter on the family card saves`()
    throws
  {
    var desk = try player(scenario)
    desk.fill(.person(1))
    desk.press(.enter, .enter, .enter)
    #expect(desk.isAt("No. KK"))
    #expect(desk.help.hasSuffix("Enter menyimpan."))
    desk.press(.down)
    #expect(desk.registered.isEmpty)
    desk.press(.enter)
    #expect(desk.registered.count == 1)
  }

  @Test func `Enter on the family card goes on to the reason while warnings wait for one`() throws {
    var desk = try player(scenario)
    desk.fill(.person(1, [.nik: "2171061602849001"]))
    desk.press(.enter, .enter, .enter, .enter)
    #expect(desk.isAt("Alasan periksa"))
    #expect(desk.registered.isEmpty)
  }

  // MARK: Rules

  @Test func `whom a rule rejects is saved after a question alone`() throws {
    var desk = try player(scenario)
    desk.fill(.person(1, born: "1959-10-31"))
    #expect(desk.screen.contains("ditolak Usia 66 tahun (18–65)"))
    desk.press(.function(2))
    #expect(desk.screen.contains("Usia 66 tahun pada 1 November 2025; program untuk usia 18–65"))
    #expect(
      desk.screen.contains(
        "Simpan sebagai DITOLAK OTOMATIS (usia 66 tahun)?  y ya   t perbaiki"))
    desk.press(.enter)
    #expect(desk.sent.isEmpty)
    desk.press("t")
    #expect(desk.isAt("Tanggal lahir"))
    #expect(desk.sent.isEmpty)
    desk.press(.function(2), "y")
    #expect(desk.stage(1) == .rejected)
    #expect(desk.notice == "Berkas 1 WARGA CONTOH B tersimpan, ditolak otomatis: Usia di atas 65.")
    #expect(desk.isAt("NIK"))
  }

  @Test func `somebody on a list of participants is asked about with the row of the list`() throws {
    var scenario = scenario
    let nik = try NIK(Form.nik(1))
    try scenario.perform(
      .addParticipants(
        AddParticipants(
          people: [Participant(nik: nik, kind: .employed, row: 7)], asOf: CaseloadScenario.firstDay,
          replacing: false)), by: "dewi")
    var desk = try player(scenario)
    desk.fill(.person(1))
    desk.press(.function(2))
    #expect(
      desk.screen.contains("NIK tercatat dalam daftar peserta BPJS TK 13/11/2025, baris 7."))
    #expect(desk.screen.contains("DITOLAK OTOMATIS (peserta BPJS TK)?"))
    desk.press("t")
    #expect(desk.isAt("NIK"))
  }

  // MARK: Faults and failures

  @Test func `saving leads to the first line that is wrong, in the order of the card`() throws {
    var desk = try player(scenario)
    desk.type(Form.nik(1))
    desk.press(.enter, .enter)
    desk.type("31021984")
    desk.press(.function(2))
    #expect(desk.isAt("Nama"))
    #expect(desk.help == "Nama: wajib diisi.")
    desk.type("ALI")
    desk.press(.function(2))
    #expect(desk.isAt("Tanggal lahir"))
    #expect(desk.help.hasPrefix("Tanggal lahir: 31/02/1984 bukan tanggal yang ada."))
    desk.type("01021984")
    desk.press(.function(2))
    #expect(desk.isAt("Jenis kelamin"))
    #expect(desk.sent.isEmpty)
  }

  @Test func `what could not be written is still there, and F2 tries again`() throws {
    var desk = try player(scenario)
    desk.fill(.person(1))
    desk.failure = "Belum tersimpan: penyimpanan penuh."
    desk.press(.function(2))
    #expect(desk.notice == "Belum tersimpan: penyimpanan penuh.")
    #expect(desk.value("Nama") == "WARGA CONTOH B")
    #expect(desk.unsavedDraft != nil || !desk.drafts.isEmpty)
    desk.failure = nil
    desk.press(.function(2))
    #expect(desk.registered.count == 1)
    #expect(desk.isAt("NIK"))
  }

  @Test func `the notice of the person before does not stand as if this one were saved`() throws {
    var desk = try player(scenario)
    desk.register(.person(1))
    desk.type(Form.nik(2))
    desk.press(.function(2))
    #expect(desk.notice == "Belum tersimpan: perbaiki isian di ►.")
  }

  // MARK: Leaving the fields

  @Test func `Esc leaves the fields: then letters are actions, and Enter comes back`() throws {
    var desk = try player(scenario)
    desk.type("2102")
    desk.press(.escape)
    #expect(desk.help.hasPrefix("Di luar isian"))
    #expect(desk.frame.cursor?.column == 0)
    desk.press("?")
    #expect(desk.screen.contains("Bantuan layar ini"))
    desk.press(.escape, .enter)
    desk.type("01")
    #expect(desk.value("NIK") == "210201")
    desk.press(.escape, "1", "2")
    // Who comes to the form by its key types at once.
    desk.type("16")
    #expect(desk.value("NIK") == "210201 16")
  }

  @Test func `n puts what was typed aside and begins an empty form`() throws {
    var desk = try player(scenario)
    desk.type(Form.nik(1) + "ALI")
    desk.press(.escape, "n")
    #expect(desk.value("NIK") == "")
    #expect(desk.lines[2].contains("Ada draf pukul 09.01, 3 dari 14 isian."))
    #expect(desk.value("RT/RW, Kel/Desa") == "003/002 Tanjung Balai")
    desk.register(.person(2))
    #expect(desk.registered.count == 1)
    #expect(desk.lines[2].contains("Ada draf pukul 09.01"))
    desk.press(.enter)
    #expect(desk.value("Nama") == "ALI")
  }

  // MARK: Who may

  @Test(arguments: ["joko", "dewi", "rina", "adi"])
  func `who has no grant to register is told which one it needs`(officer: String) throws {
    var desk = try player(scenario, officer: OfficerID(officer))
    #expect(desk.screen.contains("Mendata usulan memerlukan wewenang petugas pendataan"))
    desk.type("2102")
    desk.press("5", "2", .enter, .function(2), .control("d"), .escape)
    #expect(desk.sent.isEmpty)
  }

  @Test func `the owner of the store does not register`() throws {
    let desk = try player(scenario, officer: .owner)
    #expect(desk.screen.contains("Pemilik penyimpanan tidak boleh mendata usulan."))
  }

  @Test func `without settings of the programme the form says so`() throws {
    let scene = Scene(
      caseload: Caseload(), now: scenario.now, entry: 1, hash: "", isSimulated: true,
      officer: "siti", language: .indonesian, size: .standard)
    var form = FormScreen(scene)
    form.settle(scene)
    var frame = Frame(.standard)
    form.draw(on: &frame, lines: 1..<22, scene)
    #expect(frame.lines.contains { $0.contains("Ketentuan program belum ditetapkan.") })
    #expect(!form.isTyping)
  }
}
