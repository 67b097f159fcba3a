import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

/// What is masked stays so until it is recorded who sees it.
@Suite("Seeing what is masked")
struct RevealTests {
  private let nik = Form.nik(1)
  private let kk = "2102030101209001"
  private let phone = "081234567890"

  private var nikInParts: String {
    "\(nik.prefix(6)) \(nik.dropFirst(6).prefix(6)) \(nik.dropFirst(12))"
  }

  private func scenario(_ approvals: Int) throws -> CaseloadScenario {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1, [.kk: kk, .phone: phone]))
    for _ in 0..<approvals { try scenario.approve(id) }
    return scenario
  }

  /// A desk with the page of case 1, opened in the list of all cases.
  private func page(_ officer: OfficerID, _ approvals: Int, size: Size = .standard) throws
    -> DeskPlayer
  {
    var player = DeskPlayer(try scenario(approvals), officer: officer, size: size)
    player.press("4", .enter)
    return player
  }

  private func expectMasked(_ player: DeskPlayer, _ place: SourceLocation = #_sourceLocation) {
    for secret in [nik, nikInParts, kk, phone, "16 Februari 1984", "16/02/1984", "16/2/1984"] {
      #expect(!player.screen.contains(secret), "\(secret)", sourceLocation: place)
    }
  }

  @Test("the page at one's own level shows the NIK, and that is recorded first")
  func opened() throws {
    for keys in [["4", .enter], ["3", .enter]] as [[Key]] {
      var player = DeskPlayer(try scenario(1), officer: "lina")
      for key in keys { player.press(key) }
      #expect(player.recorded == [.opened(1)])
      #expect(player.screen.contains(nikInParts))
      #expect(player.screen.contains("16 Februari 1984"))
      #expect(!player.screen.contains(kk) && !player.screen.contains(phone))
    }
  }

  @Test("where it cannot be recorded the page stays masked and says so")
  func failing() throws {
    var player = DeskPlayer(try scenario(1), officer: "lina")
    player.accessFailure = "Tetap tertutup: penyimpanan penuh."
    player.press("3", .enter)
    expectMasked(player)
    #expect(player.notice == "Tetap tertutup: penyimpanan penuh.")
    // Nor is it asked again with every key.
    player.press(.down)
    expectMasked(player)
    player.press("a")
    player.type("cocokkan KTP")
    player.press(.enter)
    expectMasked(player)
  }

  @Test(
    "everywhere else it is masked",
    arguments: [
      ("siti", 1), ("budi", 0), ("budi", 1), ("rina", 1), ("rina", 2), ("dewi", 3),
      ("joko", 1),
    ] as [(OfficerID, Int)])
  func masked(_ officer: OfficerID, _ approvals: Int) throws {
    var player = try page(officer, approvals)
    expectMasked(player)
    #expect(player.recorded.isEmpty)
    player.press(.escape)
    expectMasked(player)
    player.press("3", "5", "1")
    expectMasked(player)
  }

  @Test("the pane beside a wide list never shows it")
  func pane() throws {
    var player = DeskPlayer(
      try scenario(1), officer: "lina", size: Size(rows: 40, columns: 160))
    for key in ["3", "4"] as [Key] {
      player.press(key)
      expectMasked(player)
    }
    #expect(player.recorded.isEmpty)
  }

  @Test("a key and a reason reveal one person, until the time is over or the page is left")
  func revealed() throws {
    var player = try page("dewi", 3)
    player.press("a")
    #expect(player.screen.contains("dicatat"))
    expectMasked(player)
    player.type("cocokkan KTP")
    player.press(.enter)
    #expect(player.recorded == [.revealed(1, reason: "cocokkan KTP")])
    for shown in [nikInParts, kk, phone, "16 Februari 1984"] {
      #expect(player.screen.contains(shown), "\(shown)")
    }
    player.conceal()
    player.press(.down)
    expectMasked(player)
    player.press("a")
    player.type("sekali lagi")
    player.press(.enter)
    #expect(player.screen.contains(kk))
    player.press(.escape)
    player.press(.enter)
    expectMasked(player)
  }

  @Test("a reason that is none, or names somebody, reveals nothing")
  func badReasons() throws {
    for (text, said) in [
      ("abc", "sedikitnya 4 huruf"), (Form.nik(1), "nomor panjang"),
      ("panggilan Warga Contoh B", "nama orang"),
    ] {
      var player = try page("dewi", 3)
      player.press("a")
      player.type(text)
      player.press(.enter)
      #expect(player.screen.contains(said), "\(text): \(player.screen)")
      #expect(player.recorded.isEmpty)
      expectNoSecrets(player, but: text)
      player.press(.escape)
      expectMasked(player)
    }
  }

  private func expectNoSecrets(_ player: DeskPlayer, but text: String) {
    for secret in [nikInParts, kk, phone] where secret != text {
      #expect(!player.screen.contains(secret))
    }
  }

  @Test("the form of a correction shows all, so that it is recorded, or closed again")
  func form() throws {
    var player = DeskPlayer(try scenario(0), officer: "siti")
    player.press("4", .enter, "p")
    #expect(player.recorded == [.opened(1)])
    #expect(player.screen.contains(nikInParts))
    var failing = DeskPlayer(try scenario(0), officer: "siti")
    failing.accessFailure = "Tetap tertutup."
    failing.press("4", .enter, "p")
    expectMasked(failing)
    #expect(failing.notice == "Tetap tertutup.")
  }

  @Test("what somebody may not do is in no list of keys, is refused with the reason, and recorded")
  func denied() throws {
    for (officer, key, what) in [
      ("joko", "s", "approve"), ("joko", "p", "correct"), ("joko", "a", "reveal"),
      ("joko", "d", "enrol"), ("rina", "d", "enrol"),
      ("siti", "s", "approve"), ("budi", "a", "reveal"), ("rina", "s", "approve"),
    ] as [(OfficerID, Key, String)] {
      var player = try page(officer, officer == "budi" ? 0 : 1)
      let words: [Key: String] = [
        "s": "s setujui", "p": "p perbaiki", "a": "a angka penuh", "d": "d daftarkan",
      ]
      let word = try #require(words[key])
      #expect(!player.hints.contains(word), "\(officer): \(player.hints)")
      player.press("?")
      let name = word.split(separator: " ", maxSplits: 1)[1]
      #expect(!player.screen.contains(name), "\(officer) \(name): \(player.screen)")
      player.press(.escape, key)
      #expect(!player.notice.isEmpty)
      #expect(player.sent.isEmpty)
      guard case .refused(what, CaseNumbers([1]), _)? = player.recorded.last else {
        Issue.record("\(officer) \(key): \(player.recorded)")
        continue
      }
    }
  }

  @Test("a list is exported for a purpose, which is recorded with its cases")
  func exported() throws {
    for screen in ["3", "4"] as [Key] {
      var player = DeskPlayer(try scenario(1), officer: "lina")
      player.press(screen, "e")
      #expect(player.effects.isEmpty || !isExport(player.effects.last))
      player.type("daftar untuk lurah")
      player.press(.enter)
      guard case .export(let export)? = player.effects.last else {
        Issue.record("nothing was exported")
        continue
      }
      #expect(export.reason == "daftar untuk lurah")
      #expect(export.cases == CaseNumbers([1]))
      let text = export.rows.joined().joined(separator: ";")
      for secret in [nik, kk, phone, "1984"] { #expect(!text.contains(secret)) }
    }
  }

  private func isExport(_ effect: Effect?) -> Bool {
    if case .export = effect { true } else { false }
  }

  @Test("who only keys what others sign exports nothing")
  func paper() throws {
    var player = DeskPlayer(try scenario(0), officer: "budi")
    player.press("4", "e")
    #expect(player.notice.contains("tidak berwenang mengekspor"))
    #expect(player.recorded == [.refused("export", CaseNumbers([]), why: "mayNotRead")])
    #expect(!isExport(player.effects.last))
  }
}
