import TestSupport
import Testing

/// The desk on terminals that are not like those of its makers.
struct TerminalKindTests {
  @Test(
    "a terminal of another kind shows the desk too",
    arguments: ["xterm", "linux", "vt100", "screen-256color", "tmux-256color", "putty", "vt220"])
  func kinds(_ name: String) throws {
    let desk = try Workplace().desk("rina", environment: ["TERM": name])
    #expect(desk.screen.lines[0].hasPrefix("SIMULASI [1 "), "\(desk.picture)")
    desk.press("q")
    #expect(desk.waitForExit() == .code(0))
    #expect(desk.terminal.isAsAtStart)
  }

  @Test(
    "a terminal that this computer does not know is taken for an xterm",
    arguments: [
      "xterm-kitty-of-tomorrow", "", String(repeating: "x", count: 10_000),
      "../../../../etc/passwd", "\u{1B}]0;x\u{7}",
    ])
  func unknown(_ name: String) throws {
    let desk = try Workplace().desk("rina", environment: ["TERM": name])
    #expect(desk.screen.lines[0].hasPrefix("SIMULASI [1 "), "\(desk.picture)")
    #expect(desk.screen.settings.isEmpty)
    desk.press("q")
    desk.expectExit(.code(0))
  }

  @Test("a terminal that can show nothing gets a sentence and no sequences", arguments: ["dumb"])
  func tooSimple(_ name: String) throws {
    let desk = try Workplace().sit("rina", environment: ["TERM": name])
    #expect([.code(2), .code(64)].contains(desk.waitForExit()))
    #expect(desk.screen.text.contains("payung --help"))
    #expect(!desk.output.contains(0x1B))
    #expect(desk.terminal.isAsAtStart)
  }

  @Test(
    "where the locale is not UTF-8, every byte is ASCII",
    arguments: ["C", "POSIX", "id_ID.ISO-8859-1"])
  func ascii(_ locale: String) throws {
    let desk = try Workplace().desk("rina", environment: ["LANG": nil, "LC_ALL": locale])
    for key in ["3", TerminalKeys.down, TerminalKeys.enter, TerminalKeys.escape, "5", "2"] {
      desk.press(key)
    }
    #expect(desk.output.allSatisfy { $0 < 0x80 })
    #expect(desk.screen.unknown.isEmpty)
  }

  @Test("ASCII can be asked for")
  func asciiOption() throws {
    let desk = try Workplace().desk("rina", ["--ascii"])
    desk.press("3")
    #expect(desk.screen.text.contains(">"))
    #expect(desk.output.allSatisfy { $0 < 0x80 })
  }

  @Test("NO_COLOR takes the colours, and the words remain")
  func noColour() throws {
    let work = try Workplace()
    let plain = try work.desk("rina", environment: ["NO_COLOR": "1"])
    let coloured = try work.desk("rina")
    for desk in [plain, coloured] {
      desk.open(3)
      desk.open(1)
    }
    #expect(plain.screen.stylesUsed.allSatisfy { $0.foreground == nil && $0.background == nil })
    #expect(coloured.screen.stylesUsed.contains { $0.foreground != nil })
    // The background is always the terminal's own.
    #expect(coloured.screen.stylesUsed.allSatisfy { $0.background == nil })
    #expect(plain.screen.lines.dropLast(2) == coloured.screen.lines.dropLast(2))
  }

  @Test("without a terminal one line says what to do, and no sequence is written")
  func noTerminal() throws {
    let result = try Workplace().player.run("payung --officer rina")
    #expect([2, 64].contains(result.code))
    #expect(result.output.isEmpty)
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(result.errors.contains("payung --help"))
    #expect(!result.errors.utf8.contains(0x1B))
  }

  @Test(
    "half a terminal is none",
    arguments: ["payung --officer rina | cat", "payung --officer rina < /dev/null"])
  func halfATerminal(_ command: String) throws {
    let desk = try TerminalSession(["/bin/sh", "-c", command], Workplace().player)
    #expect(desk.waitForExit() != nil)
    #expect(desk.screen.text.contains("payung --help"))
    #expect(!desk.output.contains(0x1B))
    #expect(desk.terminal.isAsAtStart)
  }
}
