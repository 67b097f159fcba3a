import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

/// Rekap: what the screen shows are the totals, and Enter opens the cases behind a number.
struct TotalsScreenTests {
  private static let scenario = Result { try CaseloadScenario.varied() }

  private func player(
    _ officer: OfficerID = "dewi", _ language: Language = .indonesian, _ size: Size = .standard
  ) throws -> DeskPlayer {
    var player = DeskPlayer(
      try TotalsScreenTests.scenario.get(), officer: officer, language: language, size: size)
    player.press("5")
    return player
  }

  /// The number on which the cursor stands.
  private func number(_ player: DeskPlayer) -> Int? {
    guard let cursor = player.frame.cursor, cursor.column > 0 else { return nil }
    let row = player.frame.row(cursor.row)
    guard row[row.startIndex + cursor.column - 1].character == "►" else { return nil }
    let text = row.dropFirst(cursor.column).prefix { $0.character != " " }.map(\.character)
    return Int(String(text.filter { $0 != "." && $0 != "," }))
  }

  private func table(_ grouping: Grouping, _ player: DeskPlayer) throws -> TotalsTable {
    var selection = Selection()
    selection.within = player.scene.readableAreas
    return try player.caseload.table(
      by: grouping, selection, at: player.now, player.scene.wording)
  }

  @Test(
    "the arrows reach every count of every table, and each stands on the screen as it is",
    arguments: [Size.standard, .smallest, Size(rows: 43, columns: 132)])
  func everyNumber(_ size: Size) throws {
    for language in Language.allCases {
      var player = try player("dewi", language, size)
      for grouping in TotalsScreen.tabs {
        let table = try table(grouping, player)
        let counts = table.columns.indices.filter { table.columns[$0].unit == .cases }
        let rows = table.rows + (table.total.map { [$0] } ?? [])
        var seen: [[Int]] = []
        for row in rows where counts.contains(where: { row.cells[$0].selection != nil }) {
          var numbers: [Int] = []
          for place in counts.indices {
            numbers.append(try #require(number(player), "\(player.screen)"))
            if place < counts.count - 1 { player.press(.right) }
          }
          // Narrow screens show what can be missed behind the others.
          #expect(numbers.sorted() == counts.compactMap { row.cells[$0].number }.sorted())
          seen.append(numbers)
          for _ in counts.dropFirst() { player.press(.left) }
          player.press(.down)
        }
        #expect(seen.count >= table.rows.count)
        player.press(.tab)
      }
      // The last tab is followed by the first.
      #expect(player.lines[2].hasPrefix("["))
    }
  }

  @Test("Enter opens as many cases as the number says, and Esc comes back to the number")
  func openAndClose() throws {
    var player = try player()
    let table = try table(.district, player)
    player.press(.down)
    for (place, cell) in table.rows[1].cells.enumerated() {
      let before = player.frame
      #expect(number(player) == cell.number)
      player.press(.enter)
      if cell.number == 0 {
        #expect(player.notice == "Tidak ada berkas di balik angka ini.")
        #expect(player.lines[1] == before.lines[1])
      } else {
        let title = table.columns[place].meaning
        let number = try #require(cell.number)
        #expect(
          player.lines[1].hasPrefix("Kec. Meral, \(title): \(number)"), "\(player.screen)")
        player.press(.escape)
        #expect(player.lines.dropLast(2) == before.lines.dropLast(2))
        #expect(player.frame.cursor == before.cursor)
      }
      player.press(.right)
    }
  }

  @Test("the table, the target, the week and the entry stand below each other")
  func frame() throws {
    let player = try player()
    #expect(
      player.lines[1]
        == "Rekapitulasi menurut kecamatan               keadaan 3 Desember 2025 pukul 09.37",
      "\(player.screen)")
    #expect(player.lines.contains { $0.hasPrefix("   JUMLAH") })
    let target = try #require(player.lines.firstIndex { $0.hasPrefix("Terdaftar ") })
    let week = player.caseload.movement(
      since: Instant(endOf: player.now.day.adding(days: -7)), within: nil)
    #expect(
      player.lines[target + 1].hasPrefix("Sejak Rabu 26/11: usulan +\(week.registered), terdaftar ")
    )
    #expect(player.lines[target + 2].hasPrefix("Jurnal \(player.entry), 9c2f 41d0 77b8 e05a."))
    #expect(player.hints.hasPrefix("←→↑↓ pilih angka  Enter buka berkasnya  Tab rincian  w waktu"))
  }

  @Test("the selection stays on its row when others come and go")
  func steady() throws {
    var player = try player()
    player.press(.tab, .down, .down, .right)
    let line = try #require(player.frame.cursor?.row)
    let name = player.lines[line].dropFirst(3).prefix(11)
    player.meanwhile(.register(Register(form: .person(500))), by: "siti")
    player.settle()
    let now = try #require(player.frame.cursor?.row)
    #expect(player.lines[now].dropFirst(3).prefix(11) == name)
  }
}

// MARK: - Another moment

extension TotalsScreenTests {
  @Test("w shows the numbers of the end of a day, and lists of that moment")
  func asOfDay() throws {
    var player = try player()
    let now = player.lines
    player.press("w")
    player.type("18/11/2025")
    player.press(.enter)
    #expect(
      player.lines[1].hasSuffix("keadaan 18 November 2025 pukul 23.59"), "\(player.screen)")
    let scenario = try TotalsScreenTests.scenario.get()
    var past = Caseload()
    let then = Instant(endOf: Day("2025-11-18") ?? .epoch)
    for (event, stamp) in scenario.log where stamp.at <= then { past.apply(event, at: stamp) }
    let registered = try past.totals(at: then).counts.registered
    player.press(.end)
    #expect(number(player) == registered)
    #expect(player.lines.contains { $0.hasPrefix("Sejak Selasa 11/11: usulan +\(registered)") })
    player.press(.tab)
    #expect(player.lines[1].hasSuffix("keadaan 18 November 2025 pukul 23.59"))
    // Another moment is a layer: q closes it, and only then the program.
    player.press(.backTab, "q")
    #expect(!player.hasQuit)
    #expect(
      player.lines.dropLast().filter { !$0.contains("►") }
        == now.dropLast().filter { !$0.contains("►") })
  }

  @Test("w takes the number of an entry, and nothing for now")
  func asOfEntry() throws {
    var player = try player()
    player.press("w")
    player.type(" #3 ")
    player.press(.enter)
    #expect(player.lines.contains { $0.hasPrefix("Jurnal 3, ") })
    player.press("w", .enter)
    #expect(player.lines.contains { $0.hasPrefix("Jurnal \(player.entry), ") })
    // A day that is not over is now.
    player.press("w")
    player.type("1/1/2026")
    player.press(.enter)
    #expect(player.lines.contains { $0.hasPrefix("Jurnal \(player.entry), ") })
  }

  @Test(
    "what is no moment is said and asked again",
    arguments: [
      "#0", "#100000", "#", "#x", "kemarin", "31/02/2025", "99999999999999999999", "45000",
    ])
  func noMoment(_ text: String) throws {
    var player = try player()
    player.press("w")
    player.type(text)
    player.press(.enter)
    #expect(player.screen.contains("atau entri jurnal (#17)"))
    #expect(
      player.lines.count { $0.contains("Entri jurnal bernomor") || $0.contains("tanggal") } == 1)
    #expect(player.screen.contains(text))
    player.press(.escape)
    #expect(player.lines.contains { $0.hasPrefix("Jurnal \(player.entry), ") })
  }
}

// MARK: - Exporting

extension TotalsScreenTests {
  @Test("e writes the table that is shown, with its moment, entry and hash, in plain digits")
  func export() throws {
    var player = try player()
    for grouping in TotalsScreen.tabs {
      player.press("e")
      guard case .export(let export) = player.effects.last else {
        Issue.record("no export of \(grouping)")
        continue
      }
      let table = try table(grouping, player)
      #expect(export.name.allSatisfy { ($0.isLetter && $0.isLowercase && $0.isASCII) || $0 == "-" })
      #expect(export.rows.contains { $0.first?.contains(DeskPlayer.hash) ?? false })
      #expect(export.rows[0][0].hasPrefix("SIMULASI Rekapitulasi menurut "))
      let rows = export.rows.suffix(table.rows.count + (table.total == nil ? 0 : 1))
      let expected = (table.rows + (table.total.map { [$0] } ?? [])).map { row in
        row.cells.map { $0.number.map { String($0) } ?? "" }
      }
      #expect(rows.map { Array($0.suffix(table.columns.count)) } == expected)
      player.press(.tab)
    }
    #expect(player.notice == "Tertulis: /exports/1")
  }
}

// MARK: - Who sees what

extension TotalsScreenTests {
  private static let village = Officer.sample("nurul", "registrar:21.02.03.1001")
  private static let nobody = Officer.sample("tamu")

  @Test("an officer of a village sees its cases and the target of the programme")
  func village() throws {
    var scenario = try TotalsScreenTests.scenario.get()
    try scenario.perform(.setOfficer(.add(TotalsScreenTests.village)), by: "adi")
    var player = DeskPlayer(scenario, officer: "nurul")
    player.press("5")
    #expect(player.lines[1].hasPrefix("Rekapitulasi menurut kecamatan, Kel. Tanjung Balai"))
    #expect(player.lines[4].hasPrefix(" 1 Karimun"))
    #expect(player.lines[5].hasPrefix("   JUMLAH"))
    #expect(player.lines.contains { $0.hasPrefix("Terdaftar ") && $0.contains(" dari 14 ") })
    let own = player.caseload.rows.filter { $0.area == "21.02.03.1001" }.count
    #expect(number(player) == own)
  }

  @Test(
    "nobody brings the screen down, whatever they press, whoever they are",
    arguments: ["wati", "joko", "adi", "owner", "tamu", "stranger"])
  func anybody(_ officer: OfficerID) throws {
    var scenario = try TotalsScreenTests.scenario.get()
    try scenario.perform(.setOfficer(.add(TotalsScreenTests.nobody)), by: "adi")
    for scenario in [scenario, try CaseloadScenario()] {
      for size in [
        Size.standard, .smallest, Size(rows: 43, columns: 132), Size(rows: 3, columns: 9),
      ] {
        var player = DeskPlayer(scenario, officer: officer, size: size)
        player.press("5")
        for _ in TotalsScreen.tabs {
          player.press(
            .up, .left, .down, .down, .right, .right, .pageDown, .end, .right, .right, .pageUp,
            .home, .escape, "e", "w", .escape, .control("c"), .tab)
          #expect(player.lines.count == size.rows)
        }
        player.size = .smallest
        player.settle()
        #expect(player.frame.cursor != nil)
      }
    }
  }

  @Test("a store without a programme says who must set it")
  func noProgramme() {
    let scene = Scene(
      caseload: Caseload(), now: Instant(.epoch), entry: 1, hash: "", isSimulated: false,
      officer: .owner, language: .indonesian, size: .standard)
    var desk = Desk(scene)
    for key: Key in ["5", .tab, .enter, "w", "e", .left, .down] {
      _ = desk.handle(key, scene)
      desk.settle(scene)
    }
    let text = desk.frame(scene).lines.joined(separator: " ")
    #expect(text.contains("Ketentuan program belum ditetapkan."))
  }

  @Test("an empty store has rows of noughts and says how to begin")
  func empty() throws {
    var player = DeskPlayer(try CaseloadScenario(), officer: "siti")
    player.press("5")
    #expect(number(player) == 0)
    player.press(.tab)
    #expect(player.screen.contains("Belum ada usulan. 2 mulai mendata."))
    player.press(.enter)
    #expect(player.notice == "Tidak ada berkas di balik angka ini.")
  }
}
