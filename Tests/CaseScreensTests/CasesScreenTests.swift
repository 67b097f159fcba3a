import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("list of all cases")
struct CasesScreenTests {
  private func scenario(_ count: Int) throws -> CaseloadScenario {
    var scenario = try CaseloadScenario()
    if count > 0 {
      try scenario.perform(
        (1...count).map { .register(Register(form: .person($0), note: nil)) }, by: "siti")
    }
    return scenario
  }

  private func shown(
    _ scenario: CaseloadScenario, officer: OfficerID = "wati", language: Language = .indonesian,
    size: Size = .standard
  ) -> DeskPlayer {
    var player = DeskPlayer(scenario, officer: officer, language: language, size: size)
    player.press("4")
    return player
  }

  /// The numbers of the rows that are shown.
  private func numbers(_ player: DeskPlayer) -> [Int] {
    player.lines.compactMap { line in
      let words = line.dropFirst(2).split(separator: " ")
      return words.count > 3 ? words.first.flatMap { Int($0) } : nil
    }
  }

  @Test("an empty store says what to do first")
  func empty() throws {
    #expect(shown(try scenario(0), officer: "siti").screen.contains("2 mulai mendata"))
    let auditor = shown(try scenario(0), officer: "joko")
    #expect(auditor.screen.contains("Belum ada usulan."))
    #expect(!auditor.screen.contains("2 mulai"))
    #expect(shown(try scenario(0), officer: .owner).screen.contains("Belum ada usulan."))
  }

  @Test("the newest case stands on top, and where the list is long its position is told")
  func newestFirst() throws {
    var player = shown(try scenario(24))
    #expect(player.lines[1] == "Semua berkas: 24")
    #expect(numbers(player) == (9...24).reversed())
    #expect(player.lines[21].hasSuffix("1–16 dari 24"))
    player.press(.end)
    #expect(numbers(player) == (1...16).reversed())
    #expect(player.lines[21].hasSuffix("9–24 dari 24"))
    #expect(player.frame.cursor == Frame.Position(row: 20, column: 0))
    #expect(shown(try scenario(1)).lines[21].hasSuffix("1–1 dari 1"))
  }

  @Test("the columns stand at 80 and at 60 columns, in both languages")
  func columns() throws {
    var scenario = try scenario(1)
    while scenario.stage(1) == .waiting { try scenario.approve(1) }
    let wide = shown(scenario)
    #expect(
      wide.lines[4] == "    No.  Nama                 Usia  Kel/Desa      Pekerjaan      Status")
    #expect(
      wide.lines[5]
        == "►     1  WARGA CONTOH B       L 41  Tanjung Balai Tukang ojek    Memenuhi syarat")
    #expect(
      shown(scenario, language: .english).lines[4]
        == "    No.  Name                 Age   Village       Occupation     Stage")
    let small = shown(scenario, size: .smallest)
    #expect(small.lines[3] == "    No.  Nama                         Usia   Status")
    #expect(small.lines[4].hasSuffix("L 41   Memenuhi syarat"))
  }

  @Test("where a case stands fits its column at every stage")
  func standings() throws {
    var scenario = try CaseloadScenario(.sample(target: 1))
    for number in 1...3 { try scenario.qualified(.person(number)) }
    try scenario.perform(.enrol(Enrol(1)), by: "dewi")
    for number in 4...6 { try scenario.registered(.person(number)) }
    try scenario.registered(.person(7, born: "1950-01-01"))
    try scenario.perform(.reject(Reject(scenario.decision(4), reason: "B1")), by: "budi")
    try scenario.perform(
      .return(Return(scenario.decision(5, note: "x"), reason: "A7")), by: "budi")
    try scenario.perform(.withdraw(Withdraw(6, reason: "L2")), by: "siti")
    let words: [Language: [String]] = [
      .indonesian: [
        "Tolak otomatis", "Usulan dicabut", "Perlu perbaikan", "Ditolak RT/RW", "Tunggu no. 2",
        "Tunggu no. 1", "Terdaftar 11/25",
      ],
      .english: [
        "Rule-rejected", "Withdrawn", "Returned", "Rejected RT/RW", "Waitlist 2", "Waitlist 1",
        "Enrolled 11/25",
      ],
    ]
    for (language, words) in words {
      let lines = shown(scenario, language: language).lines
      #expect(lines[5...11].map { String($0.dropFirst(65)) } == words)
    }
  }

  @Test("any part of a name, four digits of a NIK or the number find a case")
  func found() throws {
    var scenario = try scenario(30)
    try scenario.registered(.person(31, [.name: "Siti Nur'aini"]))
    for (typed, found) in [
      ("nuraini", [31]), ("NUR siti", [31]), ("contoh ca", [20]), ("12", [12]), ("9017", [17]),
      ("02 9017", []), ("2840 9017", []), ("8490 17", [17]), ("901", []), ("zzz", []),
      ("tanjung siti", [31]),
    ] {
      var player = shown(scenario)
      player.press("/")
      player.type(typed)
      #expect(numbers(player) == found, "\(typed)")
      #expect(player.lines[2].contains("\(found.count) dari 31"))
      if found.isEmpty { #expect(player.screen.contains("Esc menghapus pencarian")) }
    }
  }

  @Test("while finding every letter and digit is text, and Esc clears it")
  func finding() throws {
    var player = shown(try scenario(24))
    player.press("/")
    player.type("q1?")
    #expect(player.lines[2].hasPrefix("Cari: q1?"))
    #expect(player.frame.cursor == Frame.Position(row: 2, column: 9))
    #expect(!player.hasQuit)
    player.press(.escape)
    #expect(player.lines[1] == "Semua berkas: 24" && numbers(player).count == 16)
    player.press("/")
    player.type("12")
    player.press(.up, .escape)
    #expect(player.lines[2].hasPrefix("/ mencari"))
  }

  @Test("of a text longer than its field the end is seen, and nothing where the next letter goes")
  func longText() throws {
    var player = shown(try scenario(24))
    player.press("/")
    player.type("abcdefghijklmnopqrstuvwxyz")
    #expect(player.lines[2].hasPrefix("Cari: ijklmnopqrstuvwxyz  0 dari"))
    #expect(player.frame.cursor?.column == 24)
  }

  @Test("Enter uses what was typed; one case that is found opens, and Esc comes back to it")
  func opened() throws {
    var player = shown(try scenario(24))
    player.press("/")
    player.type("contoh")
    player.press(.enter, .down, .down, .enter)
    #expect(player.lines[1].hasPrefix("Berkas 22"))
    player.press(.escape)
    #expect(player.lines[2].hasPrefix("Cari: contoh"))
    #expect(player.lines[7].hasPrefix("►    22"))
    player.press("/", .control("u"))
    player.type("7")
    player.press(.enter)
    #expect(player.lines[1].hasPrefix("Berkas 7,"))
    player.press(.escape, .escape, .escape)
    #expect(player.lines[1] == "Semua berkas: 24")
    #expect(!player.hasQuit)
  }

  @Test("the order is chosen by a digit")
  func sorted() throws {
    var player = shown(try scenario(24))
    player.press("o", "2")
    #expect(numbers(player).first == 1)
    #expect(player.lines[2].hasSuffix("urut: nomor"))
    player.press("o", "3")
    // By name: A is the letter of zero.
    #expect(numbers(player).first == 1)
    #expect(numbers(player)[1] == 10)
    player.press("o", "1")
    #expect(numbers(player).first == 24)
  }

  @Test("u takes back the last event of the selected case, whoever's it is")
  func takenBack() throws {
    var scenario = try scenario(3)
    try scenario.approve(2)
    var player = shown(scenario)
    player.press(.down, "u")
    player.type("surat 7")
    player.press(.enter)
    #expect(player.level(2) == "rt-rw")
    #expect(player.notice == "Berkas 2 diurungkan, kini menunggu RT/RW.")
    player = shown(scenario, officer: "rina")
    player.burst([.down, "u", "q", .enter])
    #expect(player.level(2) == "kelurahan")
    #expect(player.lines[1].hasPrefix("Semua berkas"))
    #expect(!player.hasQuit && !player.notice.isEmpty)
  }

  @Test("only cases of my area are listed, and the heading says so")
  func area() throws {
    var scenario = try CaseloadScenario(
      officers: Officer.sample + [
        .sample("tini", "verifier:kelurahan:21.02.04", "auditor:21.02.08.2004"),
        .sample("admin", "administrator:21.02"),
      ])
    try scenario.registered(.person(1))
    try scenario.registered(.person(2, [.area: "21.02.04.1003"]))
    try scenario.registered(.person(3, [.area: "21.02.08.2004"]))
    let player = shown(scenario, officer: "tini")
    #expect(numbers(player) == [3, 2])
    #expect(player.lines[1] == "Berkas di Kec. Meral, Desa Kundur: 2")
    let administrator = shown(scenario, officer: "admin")
    #expect(numbers(administrator).isEmpty)
    #expect(administrator.screen.contains("tidak berwenang membaca"))
  }

  @Test("what is shown is exported with its moment, names and masked numbers")
  func exported() throws {
    var player = shown(try scenario(24))
    player.press("/")
    player.type("12")
    player.press(.enter, .escape, "e")
    player.type("daftar untuk lurah")
    player.press(.enter)
    guard case .export(let export)? = player.effects.last else {
      Issue.record("nothing was exported")
      return
    }
    #expect(export.rows[0] == ["Semua berkas"])
    #expect(export.rows[1][0].contains(DeskPlayer.hash))
    #expect(export.rows.count == 5)
    #expect(export.rows[4][1] == "************9012")
    #expect(player.notice.contains("/exports/1"))
  }

  @Test("the cases behind a number are listed under its title, as they were")
  func behindANumber() throws {
    var scenario = try scenario(20)
    let past = PastView(
      caseload: scenario.caseload, now: scenario.now, entry: scenario.entry, hash: DeskPlayer.hash)
    for number in 1...5 { try scenario.approve(CaseID(number)) }
    var selection = Selection()
    (selection.count, selection.level) = (.waiting, "rt-rw")
    let player = DeskPlayer(scenario)
    for (past, count) in [(nil, 15), (past, 20)] {
      var screen = CasesScreen(selection: selection, title: "Menunggu RT/RW", past: past)
      screen.settle(player.scene)
      var frame = Frame(.standard)
      screen.draw(on: &frame, lines: 1..<22, player.scene)
      #expect(frame.lines[1].hasPrefix("Menunggu RT/RW: \(count)"))
      #expect(frame.lines[1].hasSuffix("keadaan 13/11/2025 09.02") == (past != nil))
      let moves = screen.act(.close, player.scene)
      guard case .pop? = moves.first else {
        Issue.record("Esc closes nothing")
        return
      }
      #expect(screen.offers(player.scene).first { $0.action == .undo }?.off == nil || past != nil)
    }
  }

  @Test("a wide terminal has the selected case beside the list")
  func pane() throws {
    var player = shown(try scenario(3), size: Size(rows: 43, columns: 132))
    #expect(player.lines[2].dropFirst(82).hasPrefix("Berkas 3, menunggu RT/RW"))
    #expect(player.screen.contains("Pemeriksaan (ketentuan v1)"))
    player.press(.down)
    #expect(player.lines[2].dropFirst(82).hasPrefix("Berkas 2, menunggu RT/RW"))
    #expect(player.frame.cursor == Frame.Position(row: 6, column: 0))
  }

  @Test("a thousand cases are listed and found")
  func thousand() throws {
    var player = shown(try scenario(1_000))
    #expect(player.lines[21].hasSuffix("1–16 dari 1.000"))
    player.press(.pageDown, "/")
    player.type("contoh bcd")
    #expect(numbers(player) == [123])
  }

  @Test("names of double width leave the columns where they are")
  func doubleWidth() throws {
    var scenario = try scenario(1)
    try scenario.registered(.person(2, [.name: "林美花林美花林美花林美花林美花"]))
    let frame = shown(scenario).frame
    for row in 5...6 {
      #expect(String(frame.row(row).dropFirst(30).prefix(4).map(\.character)) == "L 41")
    }
  }

  @Test("a case that changes meanwhile stays selected")
  func meanwhile() throws {
    var player = shown(try scenario(24))
    player.press(.down, .down)
    player.meanwhile(.withdraw(Withdraw(22, reason: "L2")), by: "siti")
    player.settle()
    #expect(player.lines[7].hasPrefix("►    22"))
    #expect(player.lines[7].hasSuffix("Usulan dicabut"))
  }
}
