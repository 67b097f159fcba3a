import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

/// Forms that are not finished: what is on the disk, what is offered, what comes back.
@Suite struct FormDraftTests {
  private var scenario: CaseloadScenario

  init() throws { scenario = try CaseloadScenario() }

  @Test func `what was typed is on the disk when a line is left, and offered for it until then`()
    throws
  {
    var desk = try player(scenario)
    #expect(desk.unsavedDraft == nil)
    desk.type("2102")
    #expect(desk.unsavedDraft?.form.texts[.nik] == "2102")
    #expect(desk.drafts.isEmpty)
    desk.type("011602849001")
    #expect(desk.unsavedDraft == nil)
    #expect(desk.drafts.map { $0.form.texts[.nik] } == [Form.nik(1)])
    desk.press(.enter)
    let written = desk.effects.count { if case .saveDraft = $0 { true } else { false } }
    #expect(written == 1)
    desk.type("ALI")
    #expect(desk.unsavedDraft?.form.texts[.birthPlace] == "ALI")
    desk.press(.escape)
    #expect(desk.unsavedDraft == nil)
    #expect(desk.drafts.count == 1)
  }

  @Test func `a carried neighbourhood alone is no draft`() throws {
    var desk = try player(scenario)
    desk.go(to: "Pekerjaan")
    desk.press(.escape)
    #expect(desk.drafts.isEmpty)
    #expect(desk.unsavedDraft == nil)
  }

  @Test func `a draft of which everything was deleted goes from the disk`() throws {
    var desk = try player(scenario)
    desk.type("21")
    desk.press(.enter)
    #expect(desk.drafts.count == 1)
    desk.press(.up, .control("u"), .enter)
    #expect(desk.drafts.isEmpty)
  }

  @Test func `an unfinished draft is offered, and Enter goes on where it ended`() throws {
    var first = try player(scenario)
    first.type(Form.nik(1) + "ALI")
    first.press(.enter, .enter)
    first.type("1602")
    first.press(.escape)
    var desk = try player(scenario, drafts: first.drafts)
    #expect(
      desk.lines[2] == "  Ada draf pukul 09.01, 4 dari 14 isian. Enter lanjutkan, h hapus.")
    #expect(desk.hints == "Enter lanjutkan draf  h hapus  Esc tutup, draf disimpan")
    desk.press(.enter)
    #expect(desk.value("Nama") == "ALI")
    #expect(desk.value("Tanggal lahir") == "16/02")
    #expect(desk.isAt("Tempat lahir"))
    desk.fill(.person(1))
    desk.press(.function(2))
    #expect(desk.drafts.isEmpty)
    #expect(!desk.screen.contains("Ada draf"))
  }

  @Test func `h discards the draft that is offered`() throws {
    var desk = try player(scenario, drafts: [draft("d1", [.nik: "2102"])])
    desk.press("h")
    #expect(desk.drafts.isEmpty)
    #expect(!desk.screen.contains("Ada draf"))
    #expect(desk.notice == "Draf dihapus.")
  }

  @Test func `a digit begins a new form, and the draft stays for later`() throws {
    var desk = try player(scenario, drafts: [draft("d1", [.nik: "2102"])])
    desk.type("21")
    #expect(desk.value("NIK") == "21")
    #expect(!desk.screen.contains("Ada draf"))
    desk.press(.control("u"))
    desk.fill(.person(1))
    desk.press(.function(2))
    #expect(desk.screen.contains("Ada draf"))
    #expect(desk.drafts.map(\.id) == ["d1"])
  }

  @Test func `a draft of a colleague and of another day says so`() throws {
    var other = draft("d1", [.nik: "2102", .name: "ALI"], by: "siti")
    other.at = Instant(milliseconds: other.at.milliseconds - 86_400_000)
    let desk = try player(scenario, drafts: [other])
    #expect(
      desk.lines[2]
        == "  Ada draf SITI 12/11/2025 pukul 09.01, 2 dari 14 isian.")
  }

  @Test func `a draft of a colleague becomes the own one of who goes on with it`() throws {
    var desk = try player(scenario, drafts: [draft("d1", [.nik: "2102"], by: "siti")])
    desk.press(.enter)
    #expect(desk.drafts.map(\.officer) == ["wati"])
    #expect(desk.drafts.map(\.id) == ["d1"])
  }

  @Test func `a draft of a correction opens the correction`() throws {
    var scenario = scenario
    let id = try scenario.registered(.person(1))
    try scenario.perform(
      .return(Return(scenario.decision(id, note: "lengkapi"), reason: "A7")), by: "budi")
    var saved = draft(
      "d1", Form.person(1, [.name: "WARGA CONTOH B", .address: "GG. BARU 1"]).texts)
    saved.correcting = id
    var desk = try player(scenario, drafts: [saved])
    #expect(desk.lines[2].hasPrefix("  Ada draf perbaikan berkas 1 pukul 09.01, 9 dari 14 isian."))
    desk.press(.enter)
    #expect(desk.lines[1].hasPrefix("Perbaikan berkas 1 WARGA CONTOH B"))
    #expect(desk.value("Alamat") == "GG. BARU 1")
    #expect(desk.lines[1].hasSuffix("1 isian berubah"))
    desk.press(.function(2))
    #expect(desk.stage(id) == .waiting)
    #expect(desk.drafts.isEmpty)
    #expect(desk.lines[1].hasPrefix("Usulan baru"))
  }

  @Test func `a draft with hostile text is only text`() throws {
    let hostile = String(repeating: "\u{301}", count: 5_000) + "\u{1B}[2J\u{202E}x"
    let texts = Dictionary(uniqueKeysWithValues: Field.allCases.map { ($0, hostile) })
    for size in [Size.standard, .smallest] {
      var desk = try player(scenario, size: size, drafts: [draft("d1", FieldTexts(texts))])
      desk.press(.enter)
      for _ in 0..<20 { desk.press(.down) }
      desk.press(.function(2))
      #expect(desk.sent.isEmpty)
      #expect(!desk.screen.contains("\u{1B}"))
    }
  }

  private func draft(_ id: DraftID, _ texts: FieldTexts, by officer: OfficerID = "wati") -> Draft {
    var form = Form()
    form.texts = texts
    return Draft(id: id, officer: officer, at: scenario.now, form: form)
  }
}
