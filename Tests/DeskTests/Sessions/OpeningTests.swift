import TestSupport
import Testing

/// The desk from its first frame to the terminal as it was.
struct OpeningTests {
  @Test("the first frame says where one is and who one is, and leaving gives the terminal back")
  func openAndLeave() throws {
    let desk = try Workplace().desk("rina")
    #expect(desk.screen.lines[0].hasPrefix("SIMULASI [1 Beranda]"))
    #expect(desk.screen.lines[0].contains(" Rina, Dinas Sos"))
    #expect(desk.screen.styles[0][0].isBold)
    #expect(desk.screen.isAlternate)
    // Brackets around pastes are asked for; the mouse stays with the terminal.
    #expect(desk.screen.modes.contains(2004))
    #expect(desk.screen.modes.isDisjoint(with: [1000, 1002, 1003, 1004, 1006]))
    #expect(desk.screen.isCursorVisible)
    #expect(desk.screen.bells == 0)
    desk.press("q")
    desk.expectExit(.code(0))
  }

  @Test("each of the five screens opens by its number, with the cursor on what is selected")
  func fiveScreens() throws {
    let desk = try Workplace().desk("dewi")
    for screen in [2, 3, 4, 5, 1] {
      // In a form digits are text.
      if desk.screen.lines[0].contains("[2") { desk.press(TerminalKeys.escape) }
      desk.open(screen)
      #expect(desk.screen.isCursorVisible)
      let (row, _) = desk.screen.cursor
      #expect((1..<23).contains(row), "\(desk.picture)")
    }
    #expect(desk.screen.unknown.isEmpty)
  }

  @Test("the demo opens the desk of somebody who holds every level")
  func demo() throws {
    let work = try Workplace()
    let desk = try TerminalSession([try Machine.program(), "demo", work.store], work.player)
    desk.expect("Dewi, Disnaker")
    desk.press("q")
    #expect(desk.waitForExit() == .code(0))
    desk.expectTerminalIsBack()
  }

  @Test("an English desk is English")
  func english() throws {
    let desk = try Workplace().sit("rina", ["--language", "en"])
    desk.expect("[1 Home]")
    desk.press("q")
    desk.expectExit(.code(0))
  }

  @Test(
    "what tmux shows of a sitting is what these tests see of it", .enabled(if: Tmux.isInstalled))
  func asInTmux() throws {
    let work = try Workplace()
    let desk = try work.desk("rina")
    for keys in [
      "3", TerminalKeys.down, TerminalKeys.pageDown, " ", TerminalKeys.enter, TerminalKeys.escape,
      "/me", TerminalKeys.enter, "5", "1", "3",
    ] { desk.press(keys) }
    let recorded = work.player.folder + "/recorded"
    try Machine.write(desk.output, to: recorded)
    let tmux = try Tmux(
      "stty raw -echo; cat '\(recorded)'; printf '\\033]2;end\\033\\\\'; exec sleep 600",
      work.player)
    while try tmux.value("pane_title") != "end" {}
    #expect(try tmux.lines() == desk.screen.lines)
    #expect(try tmux.value("cursor_y") == "\(desk.screen.cursor.row)")
    #expect(try tmux.value("cursor_x") == "\(desk.screen.cursor.column)")
    #expect(desk.screen.unknown.isEmpty)
  }
}
