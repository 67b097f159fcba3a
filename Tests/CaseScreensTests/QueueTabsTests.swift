import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("The tabs of the queue")
struct QueueTabsTests {
  /// A case in every tab, in two villages.
  private func everywhere() throws -> CaseloadScenario {
    var scenario = try CaseloadScenario(officers: CaseloadScenario.queueOfficers)
    for (offset, area) in ["21.02.03.1001", "21.02.04.1003"].enumerated() {
      let number = offset * 10
      try scenario.wait(.person(number + 1, [.area: area]), at: "rt-rw")
      try scenario.wait(.person(number + 2, [.area: area]), at: "kelurahan")
      try scenario.wait(.person(number + 3, [.area: area]), at: "dinas-sosial")
      try scenario.qualified(.person(number + 4, [.area: area]))
      let id = try scenario.wait(.person(number + 5, [.area: area]), at: "kelurahan")
      try scenario.perform(
        .return(Return(scenario.decision(id, note: "KTP"), reason: "A7")), by: "lina")
    }
    return scenario
  }

  @Test(
    "each officer begins on the tab that is theirs",
    arguments: [
      ("budi", "[RT/RW 2]"), ("lina", "[Kelurahan/Desa 2]"), ("rina", "[Dinas Sosial 2]"),
      ("dewi", "[Memenuhi syarat 2]"), ("siti", "[Perbaikan 2]"), ("joko", "[RT/RW 2]"),
      ("hendra", "[RT/RW 1]"), ("wati", "[RT/RW 2]"), ("owner", "[RT/RW 2]"),
      ("adi", "[RT/RW 0]"),
    ])
  func firstTab(officer: String, tab: String) throws {
    let player = DeskPlayer.queue(try everywhere(), officer: OfficerID(officer))
    #expect(player.lines[1].contains(tab))
  }

  @Test("Tab and the arrows go round, and each tab lists its own cases")
  func round() throws {
    var player = DeskPlayer.queue(try everywhere(), officer: "wati")
    let own = [[1, 6], [2, 7], [3, 8], [4, 9], [5, 10]]
    for cases in own {
      #expect(player.listed == cases)
      player.press(.tab)
    }
    #expect(player.listed == [1, 6])
    for cases in own.reversed() {
      player.press(.left)
      #expect(player.listed == cases)
    }
    player.press(.right, .backTab)
    #expect(player.listed == [1, 6])
  }

  @Test("an officer of a kelurahan sees and counts only their own area")
  func ownArea() throws {
    var player = DeskPlayer.queue(try everywhere(), officer: "hendra")
    #expect(
      player.lines[1]
        == "Perbaikan 1 [RT/RW 1] Kelurahan/Desa 1  Dinas Sosial 1  Memenuhi syarat 1")
    for cases in [[1], [2], [3], [4], [5]] {
      #expect(player.listed == cases)
      player.press(.tab)
    }
  }

  @Test(
    "verbs that are not the officer's say why and do nothing",
    arguments: [
      ("joko", "s", "Diperlukan wewenang verifikator RT/RW."),
      ("joko", "g", "Diperlukan wewenang verifikator RT/RW."),
      ("joko", "p", "Diperlukan wewenang petugas pendataan atau petugas pendaftaran."),
      ("joko", "m", "Diperlukan wewenang petugas pendataan atau petugas pendaftaran."),
      ("joko", "d", "Didaftarkan hanya berkas yang memenuhi syarat."),
      ("owner", "k", "Diperlukan wewenang verifikator RT/RW."),
      ("siti", "s", "Berkas di sini menunggu perbaikan (p), belum dapat diputuskan."),
      ("siti", "d", "Berkas di sini menunggu perbaikan (p), belum dapat diputuskan."),
      (
        "dewi", "t",
        "Berkas di sini sudah memenuhi syarat; tidak ada lagi tingkat yang memutuskan."
      ),
      ("adi", "s", "Daftar ini kosong."),
    ])
  func refused(officer: String, key: String, reason: String) throws {
    var player = DeskPlayer.queue(try everywhere(), officer: OfficerID(officer))
    player.burst(DeskPlayer.keys(key))
    #expect(player.notice == reason)
    #expect(player.sent.isEmpty)
    #expect(!player.hints.hasPrefix("\(key) ") && !player.hints.contains("  \(key) "))
  }

  @Test("who may read nothing is told so, and nothing is counted")
  func noRights() throws {
    let player = DeskPlayer.queue(try everywhere(), officer: "adi")
    #expect(player.lines[1].contains("Perbaikan 0 [RT/RW 0]"))
    #expect(player.screen.contains("Petugas ini tidak berwenang membaca berkas"))
  }

  @Test("the empty store says what to do first, to those who can do it")
  func emptyStore() throws {
    let scenario = try CaseloadScenario()
    #expect(
      DeskPlayer.queue(scenario, officer: "siti").screen
        .contains("Belum ada usulan. 2 mulai mendata."))
    let auditor = DeskPlayer.queue(scenario, officer: "joko")
    #expect(auditor.screen.contains("Belum ada usulan."))
    #expect(!auditor.screen.contains("2 mulai"))
    #expect(
      DeskPlayer.queue(scenario, officer: "siti", language: .english).screen
        .contains("Nothing put forward yet. 2 starts registering."))
  }

  @Test("an empty tab says that its queue is done")
  func emptyTab() throws {
    var player = DeskPlayer.queue(try .waiting(1))
    player.press("s")
    #expect(player.screen.contains("Antrean selesai: tidak ada berkas menunggu Kelurahan/Desa."))
    #expect(player.hints == "/ saring  ? bantuan  q keluar")
    player.press("s")
    #expect(player.notice == "Daftar ini kosong.")
    player.press("/")
    player.type("x")
    #expect(player.screen.contains("Tidak ada yang cocok dengan saringan. Esc menghapusnya."))
  }

  @Test("oldest first, with days and the most urgent word; another order by a digit is remembered")
  func orders() throws {
    var scenario = try CaseloadScenario(officers: CaseloadScenario.queueOfficers)
    try scenario.wait(.person(1, [.name: "Zainal"]), at: "kelurahan")
    scenario.advance(to: "2025-11-16")
    try scenario.wait(.person(2, [.name: "Yusuf", .area: "21.02.14.2004"]), at: "kelurahan")
    scenario.advance(to: "2025-11-18")
    try scenario.wait(
      .person(3, born: "1960-02-16", [.name: "Amir", .area: "21.02.10.1002"]), at: "kelurahan")
    scenario.advance(to: "2025-11-23")
    var player = DeskPlayer.queue(scenario)
    #expect(player.listed == [1, 2, 3])
    #expect(player.row(1)?.hasSuffix("10  lewat 3") == true)
    #expect(player.row(2)?.hasSuffix(" 7  hari ini") == true)
    #expect(player.row(3)?.hasSuffix(" 5  usia 65") == true)
    player.press(.down, "o", "3")
    #expect(player.listed == [3, 2, 1])
    #expect(player.selected == 2)
    #expect(player.lines[2].hasSuffix("urut: nama"))
    #expect(player.memory.sort == "name")
    player.press("o", "4")
    #expect(player.listed == [3, 2, 1])
    player.press("o", "9", .escape)
    #expect(player.listed == [3, 2, 1])
    player.press("o", "1")
    #expect(player.listed == [1, 2, 3])
  }

  @Test(
    "the filter is always said, with what it leaves; letters, numbers, RT/RW and words all find")
  func filter() throws {
    var scenario = try CaseloadScenario(officers: CaseloadScenario.queueOfficers)
    try scenario.wait(.person(1, [.name: "Siti Rahmah", .rt: "007", .rw: "004"]), at: "kelurahan")
    try scenario.wait(.person(2, [.name: "Yusuf", .area: "21.02.04.1003"]), at: "kelurahan")
    for number in 3...12 { try scenario.wait(.person(number), at: "kelurahan") }
    var player = DeskPlayer.queue(scenario)
    #expect(player.lines[2].hasPrefix("12 berkas, tanpa saringan"))
    for (typed, found) in [
      ("rahmah", [1]), ("SITI rah", [1]), ("yus", [2]), ("sei raya", [2]), ("meral", [2]),
      ("rt 007/004", [1]), ("007", [1]), ("12", [12]), ("xyz", []), ("", Array(1...12)),
    ] {
      player.press("/", .control("u"))
      player.type(typed)
      #expect(player.listed == found, "\(typed)")
      if !typed.isEmpty { #expect(player.lines[2].contains("\(found.count) dari 12")) }
      player.press(.enter)
    }
    player.press("/")
    player.type("yus")
    player.press(.escape)
    #expect(player.lines[2].hasPrefix("12 berkas, tanpa saringan"))
  }

  @Test("while the filter is typed, letters are letters, and no verb is done")
  func typingIsText() throws {
    var player = DeskPlayer.queue(try .waiting(4))
    player.press("/")
    player.type("stkudmpq?:12345* l")
    player.press(.backspace, .left, .home, .end, .delete, .pageDown, .paste("s\nt\n2\n"))
    #expect(player.sent.isEmpty)
    #expect(!player.hasQuit)
    #expect(player.lines[0].contains("[3 Antrean]"))
    player.press(.control("c"))
    #expect(player.lines[2].hasPrefix("4 berkas"))
  }

  @Test("of the qualified, those behind the last place say their number on the waiting list")
  func waitingList() throws {
    var scenario = try CaseloadScenario(
      .sample(target: 2), officers: CaseloadScenario.queueOfficers)
    for number in 1...4 { try scenario.qualified(.person(number)) }
    var player = DeskPlayer.queue(scenario, officer: "dewi")
    #expect(player.row(2)?.hasSuffix("0") == true)
    #expect(player.row(3)?.hasSuffix("tunggu 1") == true)
    #expect(player.row(4)?.hasSuffix("tunggu 2") == true)
    // The third would leave the second without a place.
    player.press(.down, .down, "d", "y")
    #expect(player.stage(3) == .qualified)
    #expect(player.row(3)?.contains("belum giliran") == true)
    player.press(.home, " ", " ", " ", "d", "y")
    #expect(player.notice.contains("2 berkas terdaftar, 1 tidak."))
    #expect(player.row(3)?.contains("kuota penuh") == true)
  }

  @Test(
    "every tab can be reached and read at every size that works",
    arguments: [
      Size.smallest, .standard, Size(rows: 43, columns: 132), Size(rows: 15, columns: 200),
      Size(rows: 60, columns: 60),
    ])
  func sizes(size: Size) throws {
    for language in Language.allCases {
      var player = DeskPlayer.queue(
        try everywhere(), officer: "wati", language: language, size: size)
      for _ in 0..<5 {
        #expect(player.lines[1].contains("["))
        #expect(player.lines[1].contains("]"))
        #expect(player.selected != nil)
        player.press(.tab)
      }
    }
  }

  @Test("a programme with many levels keeps the open tab in sight")
  func manyLevels() throws {
    var programme = try Programme.sample()
    let last = try #require(programme.levels.last)
    for number in 1...5 {
      var level = last
      level.id = LevelID("tingkat-\(number)")
      level.name = "Tingkat Kabupaten \(number)"
      programme.levels.append(level)
    }
    var player = DeskPlayer.queue(
      try CaseloadScenario(programme), officer: "siti", size: .smallest)
    for _ in 0..<10 {
      #expect(player.lines[1].contains("["))
      #expect(player.lines[1].contains("]"))
      player.press(.tab)
    }
  }

  @Test("the export holds what is shown, and nothing to identify by")
  func export() throws {
    var player = DeskPlayer.queue(try .waiting(3))
    player.press("/")
    player.type("contohc")
    player.press(.enter, "e")
    player.type("daftar untuk lurah")
    player.press(.enter)
    guard case .export(let export)? = player.effects.last else {
      Issue.record("nothing was exported")
      return
    }
    #expect(export.name == "antrean")
    #expect(export.rows.count == 5)
    #expect(export.rows[4][0] == "2")
    #expect(export.rows[4][1].hasPrefix("************"))
  }
}
