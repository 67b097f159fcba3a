import TestSupport
import Testing

/// Every hostile text is stored where it may be, shown, typed and pasted; the bytes that come out are compared with
/// what the desk may send to a terminal.
@Suite("Hostile texts at the desk")
struct HostileTextsTests {
  private let work: Workplace
  /// How many cases have such a text for a name or an address; they are the newest.
  private let cases: Int

  init() throws {
    work = try Workplace()
    // What drives or hides is refused, which is looked at where the program is.
    let rows = HostileTexts.all.filter { HostileTexts.forbidden(in: $0).isEmpty }.enumerated()
      .flatMap { place, text in
        let cell = "\"\(text.replacing("\"", with: "\"\""))\""
        // What no name may be, an address may.
        return [(place * 2, cell), (place * 2 + 1, "ZAINAL")].map { serial, name in
          "210203160284\(1_000 + serial);\(name);16/02/1984;L;3;2;Tanjung Balai;06;\(cell);\(cell);\(cell)"
        }
      }
    let header = "NIK;Nama;Tanggal lahir;L/P;RT;RW;Kel/Desa;Pekerjaan;Alamat;Tempat lahir;Catatan"
    let text = ([header] + rows).joined(separator: "\r\n") + "\r\n"
    try Machine.write(Array(text.utf8), to: "\(work.player.folder)/names.csv")
    let result = try work.player.run("payung import names.csv --officer siti --json")
    let accepted = try JSON(result.output)["accepted"]?.count
    cases = try #require(accepted, "\(result.errors.suffix(300))")
  }

  /// Expects that nothing foreign has come out, and nothing twice that belongs to the beginning or the end.
  private func expectHarmless(_ desk: TerminalSession, inColour: Bool = false) {
    let output = TerminalOutput(desk.output, inColour: inColour)
    #expect(output.foreign.isEmpty, "\(output.foreign.prefix(20))")
    for sequence in TerminalOutput.once {
      #expect(output.sequences[sequence, default: 0] <= 1, "\(sequence)")
    }
    #expect(desk.screen.unknown.isEmpty && desk.screen.settings.isEmpty && desk.screen.bells == 0)
  }

  private func everySecond(_ texts: [String]) -> [String] {
    texts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  /// Has a field show each text by itself: it is emptied, then the text comes.
  private func enter(_ texts: [String], _ desk: TerminalSession, _ form: (String) -> String) {
    for text in texts {
      desk.press(TerminalKeys.control("u") + form(text), quietFor: .milliseconds(2))
    }
  }

  @Test("what is stored is shown on every screen, and drives nothing")
  func shown() throws {
    #expect(cases > 100)
    for (officer, colours) in [("siti", false), ("rina", true)] {
      let desk = try work.desk(officer, environment: ["NO_COLOR": colours ? nil : "1"])
      for screen in [3, 5, 1, 4] { desk.open(screen) }
      #expect(desk.screen.text.contains("ZAINAL"), "\(desk.picture)")
      // The newest are the first; every fourth has its page opened, to the end of its history.
      for place in 0..<cases {
        if place % 4 == 0 {
          desk.press(TerminalKeys.enter, quietFor: .milliseconds(2))
          desk.press(TerminalKeys.end, quietFor: .milliseconds(2))
          desk.press(TerminalKeys.escape, quietFor: .milliseconds(2))
        }
        desk.press(TerminalKeys.down, quietFor: .zero)
      }
      desk.open(3)
      for _ in 0..<cases / 10 { desk.press(TerminalKeys.pageDown, quietFor: .milliseconds(2)) }
      desk.open(1)
      #expect(desk.screen.lines[0].contains("[1 Beranda]"), "\(desk.picture)")
      desk.press("q")
      desk.expectExit(.code(0))
      expectHarmless(desk, inColour: colours)
    }
  }

  @Test("what is pasted or typed into the name and the filter comes out as letters alone")
  func typed() throws {
    let entries = try work.entries()
    // What holds no control presses nothing but its letters.
    let letters = HostileTexts.all.filter { text in
      text.utf8.count < 1_000
        && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
    let desk = try work.desk("siti", environment: ["NO_COLOR": "1"])
    desk.open(2)
    desk.press("2171065602849023")
    enter(HostileTexts.all, desk, TerminalKeys.paste)
    enter(letters, desk) { $0 }
    #expect(desk.screen.lines[0].contains("[2 Pendataan]"), "\(desk.picture)")
    #expect(desk.screen.text.contains("AAAAAAAA"), "\(desk.picture)")
    desk.press(TerminalKeys.control("u") + TerminalKeys.escape)
    desk.open(4)
    desk.press("/")
    // Each one finds its cases, or none, which costs more than to show it.
    enter(everySecond(HostileTexts.all), desk, TerminalKeys.paste)
    enter(everySecond(letters), desk) { $0 }
    #expect(desk.screen.lines[0].contains("[4 Berkas]"), "\(desk.picture)")
    #expect(desk.screen.text.contains("Cari: ${IFS}"), "\(desk.picture)")
    desk.press(TerminalKeys.escape)
    desk.press(TerminalKeys.escape)
    expectHarmless(desk)
    #expect(try work.entries() == entries)
  }

  @Test("controls typed without brackets press keys, and none comes back")
  func controls() throws {
    let texts = HostileTexts.all.filter { text in
      text.utf8.count < 1_000
        && text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        // It stops the desk, which then begins anew, and is looked at elsewhere.
        && !text.contains("\u{1A}")
    }
    var desk = try work.desk("siti", environment: ["NO_COLOR": "1"])
    for text in everySecond(texts) {
      desk.press("4/" + text, quietFor: .milliseconds(2))
      desk.press(TerminalKeys.escape, quietFor: .milliseconds(2))
      // A `q` among them leaves.
      guard desk.terminal.hasEnded else { continue }
      expectHarmless(desk)
      desk = try work.desk("siti", environment: ["NO_COLOR": "1"])
    }
    desk.terminal.hangUp()
    desk.terminal.waitForExit()
    expectHarmless(desk)
    #expect(try work.player.run("payung check").code == 0)
  }
}
