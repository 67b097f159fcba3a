import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

/// The form as the repair of one case, opened by `p` on its page.
@Suite struct FormCorrectionTests {
  private var scenario: CaseloadScenario
  private let id: CaseID

  /// A case that the RT returned, with what must be repaired.
  init() throws {
    scenario = try CaseloadScenario()
    id = try scenario.registered(
      .person(1, [.address: "GG. KENANGA 7", .phone: "081200009001", .kk: "2102031201102222"]))
    try scenario.perform(
      .return(
        Return(scenario.decision(id, note: "surat pernyataan belum ditandatangani"), reason: "A7")),
      by: "budi")
  }

  @Test func `the heading says why the case came back and what must be repaired`() throws {
    let desk = try correction()
    #expect(desk.lines[1].hasPrefix("Perbaikan berkas 1 WARGA CONTOH B"))
    #expect(desk.lines[1].hasSuffix("belum ada yang berubah"))
    #expect(desk.lines[2] == "Dikembalikan RT/RW: Dokumen kurang.")
    #expect(desk.screen.contains("Perbaiki: surat pernyataan belum"))
    #expect(desk.value("Alamat") == "GG. KENANGA 7")
    #expect(desk.value("Tanggal lahir") == "16/02/1984")
    #expect(desk.value("Pekerjaan") == "01 Tukang ojek")
    #expect(desk.value("Dokumen ada") == "KTP")
    #expect(desk.value("Pernyataan") == "y  ditandatangani")
  }

  @Test func `only the fields that changed are sent, and the form closes`() throws {
    var desk = try correction()
    desk.go(to: "Alamat")
    desk.type("gg. melati 2")
    desk.go(to: "Nama ibu kandung")
    desk.type("rokiah")
    #expect(desk.lines[1].hasSuffix("2 isian berubah"))
    desk.press(.function(2))
    #expect(
      desk.corrected == [
        Correct(id, changes: Form([.address: "GG. MELATI 2", .motherName: "ROKIAH"]))
      ])
    #expect(desk.notice == "Berkas 1 diperbaiki, menunggu RT/RW.")
    #expect(desk.lines[1].hasPrefix("Berkas 1, menunggu RT/RW"))
    #expect(desk.drafts.isEmpty)
  }

  @Test func `the first key replaces an old value, and an arrow keeps it`() throws {
    var desk = try correction()
    desk.go(to: "Alamat")
    #expect(
      desk.help == "Enter mempertahankan isian ini; ketikan menggantinya, ←→ mengubahnya.")
    desk.press(.end, .backspace)
    desk.type("8")
    #expect(desk.value("Alamat") == "GG. KENANGA 8")
    #expect(desk.help == "Semula: GG. KENANGA 7")
    desk.press(.enter, .up)
    // What this officer typed is not replaced by the next key.
    desk.type("a")
    #expect(desk.value("Alamat") == "GG. KENANGA 8A")
    desk.go(to: "No. HP")
    desk.type("x")
    #expect(desk.value("No. HP") == "081200009001")
    desk.type("085")
    #expect(desk.value("No. HP") == "085")
  }

  @Test func `a name that begins as the old one is typed anew as a whole`() throws {
    var scenario = try CaseloadScenario()
    try scenario.registered(.person(1, [.name: "A"]))
    var desk = try correction(of: scenario)
    desk.go(to: "Nama")
    desk.type("ali")
    #expect(desk.value("Nama") == "ALI")
  }

  @Test func `a field that is emptied is sent as empty`() throws {
    var desk = try correction()
    desk.go(to: "No. HP")
    desk.press(.control("u"), .function(2))
    #expect(desk.corrected.first?.changes.texts == [.phone: ""])
    #expect(desk.caseload.file(id)?.person.value?.phone == nil)
  }

  @Test func `nothing changed is nothing to save`() throws {
    var desk = try correction()
    desk.press(.function(2))
    #expect(desk.notice == "Tidak ada isian berkas 1 yang berubah. Tulis nilai yang baru.")
    #expect(desk.lines[1].hasPrefix("Perbaikan berkas 1"))
  }

  @Test func `going through a correction with Enter changes nothing`() throws {
    var scenario = try CaseloadScenario()
    try scenario.registered(.person(1, [.papers: ""]))
    var desk = try correction(of: scenario)
    for _ in 0..<20 where !desk.isAt("Catatan") { desk.press(.enter) }
    #expect(desk.isAt("Catatan"))
    #expect(desk.lines[1].hasSuffix("belum ada yang berubah"))
    #expect(desk.drafts.isEmpty)
  }

  @Test func `the papers and the statement are repaired as everything else`() throws {
    var desk = try correction()
    desk.go(to: "Pernyataan")
    desk.type("t2")
    desk.press(.function(2))
    #expect(desk.corrected.first?.changes.texts == [.papers: "ktp,kk"])
  }

  @Test func `what a colleague did meanwhile is not overwritten`() throws {
    var desk = try correction()
    desk.go(to: "Alamat")
    desk.type("gg. melati 2")
    desk.meanwhile(
      .correct(Correct(id, changes: Form([.motherName: "ROKIAH"]))), by: "siti")
    desk.press(.function(2))
    #expect(desk.corrected.isEmpty)
    #expect(desk.notice.hasPrefix("Berkas 1 sudah"))
    #expect(desk.value("Alamat") == "GG. MELATI 2")
  }

  @Test func `Esc closes, and the draft is offered when the case is opened again`() throws {
    var desk = try correction()
    desk.go(to: "Alamat")
    desk.type("gg. melati 2")
    desk.press(.escape)
    #expect(desk.notice == "Draf perbaikan disimpan.")
    #expect(desk.drafts.map(\.correcting) == [id])
    desk.press("p")
    #expect(desk.value("Alamat") == "GG. KENANGA 7")
    #expect(desk.screen.contains("Ada draf perbaikan berkas 1"))
    desk.press(.enter)
    #expect(desk.value("Alamat") == "GG. MELATI 2")
    desk.press(.function(2))
    #expect(desk.corrected.count == 1)
    #expect(desk.drafts.isEmpty)
  }

  @Test func `a correction that a rule would reject is asked about`() throws {
    var desk = try correction()
    desk.go(to: "Tanggal lahir")
    desk.type("16021954")
    desk.press(.function(2))
    #expect(desk.isAt("Catatan"))
    desk.type("3")
    desk.press(.enter)
    #expect(desk.screen.contains("DITOLAK OTOMATIS (usia 71 tahun)?"))
    desk.press("y")
    #expect(desk.stage(id) == .rejected)
  }

  @Test func `somebody a rule rejected is looked at again after a note alone`() throws {
    let old = try scenario(rejecting: .person(2, born: "1959-10-31"))
    var desk = try correction(of: old, newest: true)
    #expect(desk.lines[2].hasPrefix("Ditolak otomatis: Usia di atas 65."))
    for _ in 0..<20 where !desk.isAt("Catatan") { desk.press(.down) }
    desk.type("umur sudah diperiksa")
    desk.press(.enter)
    #expect(desk.screen.contains("DITOLAK OTOMATIS (usia 66 tahun)?"))
    desk.press("y")
    #expect(desk.corrected.first?.changes.texts == [:])
  }

  @Test func `the reason that answered the warnings of somebody still answers them`() throws {
    var scenario = scenario
    let id = try scenario.registered(
      .person(2, [.nik: "2171061602849002"]), note: "pindahan, KK setempat")
    try scenario.perform(
      .return(Return(scenario.decision(id, note: "alamat"), reason: "A7")), by: "budi")
    var desk = try correction(of: scenario, newest: true)
    desk.go(to: "Alamat")
    desk.type("gg. melati 2")
    desk.press(.function(2))
    #expect(desk.corrected.first?.note == "pindahan, KK setempat")
  }

  @Test func `of a case on its way only what is empty is filled, and no rule is asked`() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1, [.address: "GG. KENANGA 7"]))
    try scenario.approve(id)
    var desk = try correction(of: scenario)
    #expect(desk.lines[2] == "Menunggu Kelurahan/Desa: hanya isian yang kosong dapat dilengkapi.")
    #expect(desk.isAt("Tempat lahir"))
    desk.type("moro")
    desk.press(.function(2))
    #expect(desk.notice == "Berkas 1 dilengkapi: Tempat lahir.")
    desk.press("p")
    #expect(desk.isAt("No. HP"))
    for _ in 0..<20 where !desk.isAt("Alamat") { desk.press(.up) }
    desk.type("x")
    desk.press(.function(2))
    #expect(desk.notice.contains("tidak dapat diganti lagi"))
    #expect(desk.lines[1].hasPrefix("Perbaikan berkas 1"))
  }

  @Test func `a case that is not there cannot be corrected`() throws {
    let file = try #require(scenario.caseload.file(id))
    let scene = Scene(
      caseload: Caseload(), now: scenario.now, entry: 9, hash: "", isSimulated: true,
      officer: "wati", language: .english, size: .standard)
    var form = FormScreen(correcting: file, scene)
    form.settle(scene)
    #expect(!form.isTyping)
    var frame = Frame(.standard)
    form.draw(on: &frame, lines: 1..<22, scene)
    #expect(frame.lines[1].hasPrefix("Correction of case 1"))
  }

  // MARK: -

  private func scenario(rejecting form: Form) throws -> CaseloadScenario {
    var scenario = scenario
    try scenario.registered(form)
    return scenario
  }

  /// A desk in the correction of the only case, or of the newest.
  private func correction(
    of scenario: CaseloadScenario? = nil, newest: Bool = false, officer: OfficerID = "wati"
  ) throws -> DeskPlayer {
    var desk = DeskPlayer(scenario ?? self.scenario, officer: officer)
    desk.press("4", .enter, "p")
    #expect(desk.lines[1].hasPrefix("Perbaikan berkas \(newest ? 2 : 1)"))
    return desk
  }
}

extension DeskPlayer {
  /// The corrections that were sent and saved, oldest first.
  fileprivate var corrected: [Correct] {
    sent.compactMap {
      guard case .correct(let command) = $0.command, case .success = $0.result else { return nil }
      return command
    }
  }
}
