import TestSupport
import Testing

/// What is pasted is text, and presses nothing.
struct PasteTests {
  /// Siti's desk with the cursor in the field for the name.
  private func inName(_ work: Workplace) throws -> TerminalSession {
    let desk = try work.desk("siti")
    desk.open(2)
    desk.press("2171065602849023")
    return desk
  }

  private func expectAlive(_ desk: TerminalSession, _ work: Workplace, entries: Int?) throws {
    #expect(desk.terminal.waitForExit(within: .zero) == nil)
    #expect(desk.screen.lines[0].contains("[2 Pendataan]"), "\(desk.picture)")
    #expect(desk.screen.unknown.isEmpty)
    #expect(try work.entries() == entries)
    // The next key is heard.
    desk.press(TerminalKeys.down)
    desk.press(TerminalKeys.up + TerminalKeys.end)
    desk.press(TerminalKeys.backspace + TerminalKeys.backspace + "ZZ")
    desk.expect("ZZ")
  }

  @Test("a pasted NIK is taken with the blanks and dots that stand between its digits")
  func nik() throws {
    let work = try Workplace()
    let desk = try work.desk("siti")
    desk.open(2)
    desk.press(TerminalKeys.paste("2171.0656 0284-9023\n"))
    desk.expect("217106 560284 9023")
    desk.expect("16/16")
  }

  @Test("line ends and sequences in a paste press nothing")
  func lines() throws {
    let work = try Workplace()
    let entries = try work.entries()
    let desk = try inName(work)
    desk.press(TerminalKeys.paste("NUR\r\nAINI\u{1B}[A\u{1B}\u{3}\u{13}\u{7F}\tq\u{1B}OQ"))
    desk.expect("NUR AINI")
    #expect(desk.screen.settings.isEmpty && desk.screen.bells == 0)
    try expectAlive(desk, work, entries: entries)
  }

  @Test("a million bytes between brackets leave the desk alive")
  func much() throws {
    let work = try Workplace()
    let entries = try work.entries()
    let desk = try inName(work)
    let text = String(repeating: "NURAINI BINTI HASAN\r\n", count: 50_000)
    #expect(desk.terminal.send(TerminalKeys.paste(text)))
    desk.expect("NURAINI BINTI HASAN", within: .seconds(30))
    desk.settle(quietFor: .milliseconds(300), atMost: .seconds(30))
    try expectAlive(desk, work, entries: entries)
  }

  @Test("a paste without brackets is keys, each of them a letter")
  func withoutBrackets() throws {
    let work = try Workplace()
    let entries = try work.entries()
    let desk = try inName(work)
    let text = String(repeating: "SITI QOSIM ", count: 2_000)
    #expect(desk.terminal.send(text))
    desk.expect("SITI QOSIM SITI", within: .seconds(30))
    desk.settle(quietFor: .milliseconds(300), atMost: .seconds(30))
    try expectAlive(desk, work, entries: entries)
  }

  @Test("a paste where no text is awaited does nothing")
  func inTheQueue() throws {
    let work = try Workplace()
    let entries = try work.entries()
    let desk = try work.desk("rina")
    desk.open(3)
    desk.press(TerminalKeys.paste("sssss\rtqq"))
    #expect(desk.terminal.waitForExit(within: .zero) == nil)
    #expect(desk.screen.lines[0].contains("[3 Antrean]"))
    #expect(try work.entries() == entries)
  }

  @Test("a paste that never ends is no trap")
  func endless() throws {
    let work = try Workplace()
    let entries = try work.entries()
    let desk = try inName(work)
    desk.press("\u{1B}[200~NURAINI\r", quietFor: .milliseconds(300))
    #expect(desk.terminal.waitForExit(within: .zero) == nil)
    desk.terminal.hangUp()
    #expect(desk.terminal.waitForExit(within: .seconds(2)) == .code(129))
    #expect(try work.entries() == entries)
  }
}
