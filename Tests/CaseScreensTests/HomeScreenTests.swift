import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

/// Beranda: where the programme stands, what my office has to act on, what is new.
struct HomeScreenTests {
  private static let scenario = Result { try CaseloadScenario.varied() }

  private func player(
    _ officer: OfficerID, _ language: Language = .indonesian, _ size: Size = .standard,
    memory: DeskMemory = DeskMemory()
  ) throws -> DeskPlayer {
    DeskPlayer(
      try HomeScreenTests.scenario.get(), officer: officer, language: language, size: size,
      memory: memory)
  }

  @Test("the numbers of the programme and of its levels stand in their columns")
  func frame() throws {
    let lines = try player("dewi").lines
    #expect(
      lines[1] == "Pekerja Rentan Contoh 2025                                 Rabu, 3 Desember 2025"
    )
    #expect(lines.count { $0.isEmpty } > 0)
    let text = lines.joined(separator: "\n")
    for line in [
      "  Terdaftar      8 dari 14  ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░░░░  57,1 %",
      "  Iuran Nov–Des  Rp 268.800 dari pagu Rp 33.600.000 (0,8 %)",
      "  Tingkat           Menunggu   Terlama  Lewat  Disetujui  Dikembalikan  Ditolak",
    ] {
      #expect(text.contains(line), "\(text)")
    }
  }

  @Test("every row of the table says what the levels say", arguments: ["dewi", "nurul"])
  func rows(_ officer: OfficerID) throws {
    let player = try village(officer)
    var all = Selection()
    all.within = player.scene.readableAreas
    let totals = try player.caseload.totals(all, at: player.now).counts
    var expected: [[String]] = [
      ["Otomatis", "\(totals.registered - (totals.rejectedBy[nil] ?? 0))"]
        + ["\(totals.rejectedBy[nil] ?? 0)"]
    ]
    for row in try player.caseload.levelTotals(all, at: player.now) {
      let name = player.scene.wording.level(row.level)
      let oldest = row.oldest.map { ["\($0)", "hari"] } ?? []
      expected.append(
        name.split(separator: " ").map(String.init) + ["\(row.waiting)"] + oldest + [
          "\(row.overdue)", "\(row.approved)", "\(row.returned)", "\(row.rejected)",
        ])
    }
    let shown = player.lines.map { $0.split(separator: " ").map(String.init) }
    for row in expected { #expect(shown.contains(row), "\(row) \(player.screen)") }
  }

  private func village(_ officer: OfficerID) throws -> DeskPlayer {
    var scenario = try HomeScreenTests.scenario.get()
    let nurul = Officer.sample("nurul", "registrar:21.02.03.1001", "verifier:rt-rw:21.02.03.1001")
    try scenario.perform(.setOfficer(.add(nurul)), by: "adi")
    return DeskPlayer(scenario, officer: officer)
  }

  @Test("an officer of a village sees the target of the programme and the village's own share")
  func ownShare() throws {
    let player = try village("nurul")
    let own = player.caseload.rows.filter { $0.area == "21.02.03.1001" }
    let enrolled = own.filter { $0.standing.stage == .enrolled }.count
    #expect(player.screen.contains("  Terdaftar    8 dari 14  "), "\(player.screen)")
    #expect(
      player.screen.contains(
        "  Wilayah ini  \(enrolled) terdaftar dari \(own.count) usulan di Kel. Tanjung Balai"))
    #expect(!player.screen.contains("Iuran"))
  }

  @Test("on a small screen stand the target, what waits at the levels, and the tasks")
  func small() throws {
    for language in Language.allCases {
      let player = try player("wati", language, .smallest)
      let shown = player.lines
      #expect(shown[2].hasPrefix(language("  Terdaftar ", "  Enrolled ")))
      for name in ["RT/RW", "Kelurahan/Desa", "Dinas Sosial"] {
        #expect(shown.contains { $0.hasPrefix("  \(name) ") }, "\(player.screen)")
      }
      #expect(shown.contains { $0.hasPrefix("► ") })
      #expect(!player.screen.contains(language("Disetujui", "Approved")))
      #expect(player.screen.contains(language("1–3 dari ", "1–3 of ")))
    }
  }

  @Test("every task comes into sight and has the cursor, on every screen")
  func scrolling() throws {
    for size in [Size.standard, .smallest, Size(rows: 43, columns: 132)] {
      var player = try player("wati", .indonesian, size)
      var seen: [String] = []
      for _ in 0..<12 {
        let cursor = try #require(player.frame.cursor)
        #expect(cursor.column == 0)
        #expect(player.frame.row(cursor.row).first?.character == "►")
        seen.append(String(player.lines[cursor.row].dropFirst(7)))
        player.press(.down)
      }
      #expect(Set(seen).count == 8, "\(seen)")
      player.press(.home)
      #expect(player.lines.contains { $0.hasPrefix("►") && $0.contains("berkas menunggu RT/RW") })
    }
  }
}

// MARK: - Tasks

extension HomeScreenTests {
  @Test(
    "each officer is shown what is theirs to act on",
    arguments: [
      ("siti", ["berkas dikembalikan, perlu perbaikan", "peserta belum lengkap untuk BPJS"]),
      ("budi", ["berkas menunggu RT/RW"]), ("lina", ["berkas menunggu Kelurahan/Desa"]),
      ("rina", ["berkas menunggu Dinas Sosial"]),
      (
        "dewi",
        [
          "berkas memenuhi syarat, belum didaftarkan", "berkas dalam daftar tunggu",
          "peserta belum lengkap untuk BPJS (nama ibu kandung, No. HP)",
          "peserta juga ada dalam daftar peserta BPJS TK 26/11/2025",
        ]
      ),
      ("joko", ["berkas lewat batas waktu", "peserta juga ada dalam daftar peserta"]),
      ("owner", ["berkas lewat batas waktu"]),
    ])
  func tasks(_ officer: String, _ expected: [String]) throws {
    let player = try player(OfficerID(officer))
    let first = try #require(player.lines.firstIndex { $0.hasPrefix("  Perlu ditindaklanjuti ") })
    let tasks = player.lines[(first + 1)...].prefix { $0.hasPrefix("►") || $0.hasPrefix("     ") }
    #expect(tasks.count == expected.count, "\(player.screen)")
    for (line, text) in zip(tasks, expected) { #expect(line.dropFirst(7).hasPrefix(text)) }
  }

  @Test("Enter opens the task: the queue at its tab, or the list with as many cases as it says")
  func open() throws {
    var player = try player("rina")
    player.press(.enter)
    #expect(player.lines[0].contains("[3 Antrean]"))
    #expect(player.lines[1].contains("[Dinas Sosial "))
    player = try self.player("dewi")
    player.press(.down, .down, .enter)
    #expect(player.lines[1].hasPrefix("Peserta belum lengkap untuk BPJS"), "\(player.screen)")
    #expect(player.lines[0].contains("[1 Beranda]"))
    player.press(.escape)
    let cursor = try #require(player.frame.cursor)
    #expect(player.lines[cursor.row].contains("peserta belum lengkap"))
    player.press("/")
    #expect(player.lines[0].contains("[4 Berkas]"))
  }

  @Test("a draft that was not finished leads to the form")
  func drafts() throws {
    let scenario = try HomeScreenTests.scenario.get()
    let draft = Draft(
      id: "a", officer: "siti", at: Instant("2025-12-03T02:30:00Z") ?? scenario.now,
      form: Form([.name: "X"]))
    var player = DeskPlayer(scenario, officer: "siti", drafts: [draft])
    #expect(player.screen.contains("     1 draf belum selesai, terakhir 03/12/2025 09.30"))
    player.press(.down, .enter)
    #expect(player.lines[0].contains("[2 Pendataan]"))
  }

  @Test("where nothing is to be done it says so, and Enter does nothing")
  func nothing() throws {
    var scenario = try CaseloadScenario()
    try scenario.enrolled(
      .person(1, born: "1984-02-16", sex: .male, [.phone: "081234567890", .motherName: "IBU"]))
    var player = DeskPlayer(scenario, officer: "lina")
    #expect(player.screen.contains("Tidak ada yang perlu ditindaklanjuti."))
    player.press(.enter, .down)
    #expect(player.lines[0].contains("[1 Beranda]"))
    #expect(player.notice == "Tidak ada yang perlu ditindaklanjuti.")
  }

  @Test(
    "an empty store says what comes first",
    arguments: [
      ("siti", "►  Belum ada usulan. 2 mulai mendata."), ("rina", "  Belum ada usulan. Petugas"),
      ("adi", "  Administrator mengatur ketentuan dan petugas"),
      ("owner", "  Belum ada usulan. Petugas"), ("stranger", "  Tidak ada wewenang yang berlaku"),
    ])
  func empty(_ officer: String, _ text: String) throws {
    var player = DeskPlayer(try CaseloadScenario(), officer: OfficerID(officer))
    #expect(player.screen.contains(text.replacing("►  ", with: "► ")), "\(player.screen)")
    player.press(.down, .up, .end, .home, .pageDown, .enter)
    #expect(player.lines[0].contains(officer == "siti" ? "[2 Pendataan]" : "[1 Beranda]"))
  }

  @Test("a store without a programme says who must set it")
  func noProgramme() {
    let scene = Scene(
      caseload: Caseload(), now: Instant(.epoch), entry: 1, hash: "", isSimulated: false,
      officer: .owner, language: .indonesian, size: .smallest)
    let lines = Desk(scene).frame(scene).lines
    #expect(lines.contains { $0.contains("Ketentuan program belum ditetapkan.") })
  }
}

// MARK: - What is new

extension HomeScreenTests {
  private func memory(_ entry: Int) -> DeskMemory {
    var memory = DeskMemory()
    (memory.seen, memory.seenAt) = (entry, Instant("2025-11-20T09:10:00Z"))
    memory.rt = "003"
    return memory
  }

  @Test("what is new is counted since the last sitting, all through this one")
  func changes() throws {
    var player = try player("lina", memory: memory(60))
    let changes = player.caseload.changes(since: 60)
    #expect(player.screen.contains("  Sejak terakhir dibuka (Kamis, 20 November pukul 16.10)"))
    #expect(player.screen.contains("    \(changes.registered) usulan baru, "))
    player.press("3", "1")
    #expect(player.memory.seen == player.entry)
    #expect(player.memory.rt == "003")
    #expect(player.screen.contains("    \(changes.registered) usulan baru, "))
    player.meanwhile(.register(Register(form: .person(500))), by: "siti")
    player.settle()
    #expect(player.screen.contains("    \(changes.registered + 1) usulan baru, "))
  }

  @Test(
    "what was shown is remembered when the screen is left, also with q",
    arguments: ["3", "q"] as [Key])
  func remembered(_ key: Key) throws {
    var player = try player("lina")
    player.press(.down)
    #expect(player.memory.seen == nil)
    player.press(key)
    #expect(player.memory.seen == player.entry)
    #expect(player.hasQuit == (key == "q"))
  }

  @Test("the first sitting compares with nothing, and one behind no news says that")
  func noChanges() throws {
    #expect(!(try player("lina").screen.contains("Sejak")))
    let scenario = try HomeScreenTests.scenario.get()
    let player = try player("lina", memory: memory(scenario.entry))
    #expect(player.screen.contains("    tidak ada yang berubah"))
    // A memory of another store is none.
    #expect(!(try self.player("lina", memory: memory(scenario.entry + 1)).screen.contains("Sejak")))
  }
}
