import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

/// What a form must stand: pastes, odd letters, small screens, keys without sense.
@Suite struct FormHostileTests {
  private var scenario: CaseloadScenario

  init() throws {
    scenario = try CaseloadScenario()
    try scenario.registered(.person(1, [.address: "GG. KENANGA 7", .birthPlace: "BATAM"]))
  }

  // MARK: Pasting

  @Test func `a paste presses nothing, whatever it holds`() throws {
    var desk = try player(scenario)
    desk.type(Form.nik(2))
    desk.press(.paste("ALI\r\n\u{1B}[A\u{1B}\u{13}BIN\tABU\n"))
    #expect(desk.isAt("Nama"))
    #expect(desk.value("Nama") == "ALI  [ABIN ABU")
    #expect(desk.sent.isEmpty)
  }

  @Test func `a NIK is pasted with or without its separators`() throws {
    for text in ["2102 0116 0284 9002", "210201-160284-9002", " 2102011602849002\n"] {
      var desk = try player(scenario)
      desk.press(.paste(text))
      #expect(desk.value("NIK") == "210201 160284 9002")
      #expect(desk.isAt("Nama"))
    }
  }

  @Test func `a paste that is too long for its field says so and does not go on`() throws {
    var desk = try player(scenario)
    desk.press(.paste("21020116028490021234"))
    #expect(desk.isAt("NIK"))
    #expect(desk.help.hasPrefix("Terlalu panjang: paling banyak 16 karakter"))
  }

  @Test func `a day is pasted as people write it`() throws {
    for text in ["16/2/1984", "1984-02-16", "16 Februari 1984"] {
      var desk = try player(scenario)
      desk.go(to: "Tanggal lahir")
      desk.press(.paste(text))
      #expect(desk.value("Tanggal lahir") == "16/02/1984")
      #expect(desk.isAt("Jenis kelamin"))
    }
  }

  @Test func `a megabyte pasted into every line is cut to what fits`() throws {
    let megabyte = String(repeating: "Ab1 \u{301}漢", count: 130_000)
    var desk = try player(scenario)
    for _ in 0..<16 { desk.press(.paste(megabyte), .down) }
    #expect(desk.sent.isEmpty)
    let draft = desk.unsavedDraft ?? desk.drafts.last
    #expect((draft?.form.texts.values.map(\.count).max() ?? 0) <= 200)
  }

  // MARK: Odd letters

  @Test func `wide letters and marks never move what stands beside the fields`() throws {
    let plain = try sideColumns(typing: "ALI")
    for name in ["林美華林美華林美華林美華林美華", "A\u{301}\u{302}\u{303}LI", "👩‍👩‍👧‍👦 ALI", "ﷺ İß ﬁ"] {
      #expect(try sideColumns(typing: name) == plain, "\(name)")
    }
  }

  /// The cells from the side column on, with a name in the form.
  private func sideColumns(typing name: String) throws -> [String] {
    var desk = try player(scenario)
    desk.type(Form.nik(2))
    desk.press(.paste(name), .enter)
    let lines = (3..<14).map { row in
      String(desk.frame.row(row).dropFirst(45).map(\.character))
    }
    // A letter that is not Latin has a line of its own among the others.
    return Array(lines.filter { !$0.contains("bukan Latin") }.prefix(10))
  }

  // MARK: Sizes

  @Test(
    arguments: [
      Size.smallest, Size(rows: 17, columns: 79), .standard, Size(rows: 43, columns: 132),
    ],
    Language.allCases)
  func `the line with the cursor and its help are in sight on every screen`(
    size: Size, language: Language
  ) throws {
    var desk = try player(scenario, size: size, language: language)
    desk.type("2171061602849002")
    var seen: Set<String> = []
    for _ in 0..<20 {
      let cursor = try #require(desk.frame.cursor)
      let line = desk.lines[cursor.row]
      #expect(line.hasPrefix("►"))
      seen.insert(String(line.dropFirst(2).prefix(12)))
      #expect(desk.lines.allSatisfy { $0.count <= size.columns })
      desk.press(.down)
    }
    #expect(seen.count == 13, "\(seen.sorted())")
  }

  @Test func `on a small screen only checks that are not in order stand beside the fields`() throws
  {
    var desk = try player(scenario, size: .smallest)
    desk.fill(.person(2))
    #expect(!desk.screen.contains("sesuai"))
    #expect(desk.screen.contains("belum Daftar peserta"))
  }

  @Test func `a screen becomes smaller and larger again without losing anything`() throws {
    var desk = try player(scenario)
    desk.type(Form.nik(2) + "ALI")
    for size in [
      Size.smallest, Size(rows: 5, columns: 20), Size(rows: 60, columns: 200), .standard,
    ] {
      desk.size = size
      desk.settle()
      _ = desk.frame
    }
    #expect(desk.value("Nama") == "ALI")
    #expect(desk.isAt("Nama"))
  }

  // MARK: Keys without sense

  @Test(arguments: [UInt64(1), 2, 3])
  func `a storm of keys never traps, and every frame keeps its cursor`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let letters: [Key] = "21018490lpyt xaZé/.h漢".map { .character($0) }
    let others: [Key] = [
      .enter, .enter, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
      .backspace, .delete, .escape, .function(2), .function(1), .control("d"), .control("o"),
      .control("u"), .control("s"), .paste("16/02/1984"), .paste(Form.nik(2)), .paste("\n\n"),
      .character("\u{301}"),
    ]
    var desk = try player(scenario, size: seed == 2 ? .smallest : .standard)
    for step in 0..<400 {
      let key =
        random.next() % 3 == 0
        ? others.randomElement(using: &random) : letters.randomElement(using: &random)
      guard let key else { continue }
      if step % 5 == 0 { desk.burst([key, key]) } else { desk.press(key) }
      guard desk.lines[0].contains("[2 ") else {
        desk.press(.escape, .escape, "2")
        continue
      }
      #expect(desk.frame.cursor != nil)
    }
    #expect(desk.registered.allSatisfy { $0.form.texts[.nik]?.count == 16 })
  }
}
