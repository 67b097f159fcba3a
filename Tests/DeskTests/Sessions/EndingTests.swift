import Glibc
import TestSupport
import Testing

/// The desk that is ended from outside.
struct EndingTests {
  @Test(
    "SIGTERM and SIGHUP end the desk with their codes", arguments: [(SIGTERM, 143), (SIGHUP, 129)])
  func signals(_ number: Int32, _ code: Int) throws {
    let desk = try Workplace().desk("rina")
    desk.open(3)
    desk.terminal.signal(number)
    desk.expectExit(.code(code))
  }

  @Test("SIGINT from elsewhere ends the desk with its code")
  func interrupt() throws {
    let desk = try Workplace().desk("rina")
    desk.terminal.signal(SIGINT)
    desk.expectExit(.code(130))
  }

  @Test("^C is a key: twice it leaves, and once does not")
  func controlC() throws {
    let desk = try Workplace().desk("rina")
    desk.press(TerminalKeys.control("c"))
    desk.expect("^C")
    #expect(desk.terminal.waitForExit(within: .milliseconds(200)) == nil)
    desk.press(TerminalKeys.control("c"))
    let exit = desk.waitForExit()
    #expect(exit == .code(0) || exit == .code(130))
    desk.expectTerminalIsBack()
  }

  @Test("a line that is closed ends the desk within a fifth of a second")
  func hangUp() throws {
    let desk = try Workplace().desk("rina")
    desk.open(3)
    desk.terminal.hangUp()
    // Ten times the promise: other tests use this machine too.
    #expect(desk.terminal.waitForExit(within: .seconds(2)) == .code(129))
  }

  @Test("a line that takes nothing any more and is closed then ends the desk as well")
  func stalledLine() throws {
    let desk = try Workplace().desk("rina")
    desk.open(3)
    // Frames that nobody reads, until the line is full and the desk waits in the middle of one.
    let end = ContinuousClock.now + .seconds(5)
    var keys = 0
    while keys < 200, ContinuousClock.now < end {
      desk.terminal.send(TerminalKeys.control("l"))
      keys += 1
      usleep(5_000)
    }
    desk.terminal.hangUp()
    #expect(desk.terminal.waitForExit(within: .seconds(2)) == .code(129))
  }

  @Test("a line that is closed before the first frame is no reason to stay", arguments: 0..<4)
  func earlyHangUp(_ turn: Int) throws {
    let desk = try Workplace().sit("rina")
    if turn > 0 {
      desk.settle(quietFor: .milliseconds(turn * 15), atMost: .milliseconds(turn * 15))
    }
    desk.terminal.hangUp()
    #expect(desk.terminal.waitForExit(within: .seconds(5)) != nil)
  }

  @Test(
    "a fault of the program gives the screen back before it is told",
    arguments: [SIGSEGV, SIGILL, SIGBUS, SIGFPE, SIGABRT, SIGTRAP])
  func fault(_ number: Int32) throws {
    let desk = try Workplace().desk("rina")
    desk.open(3)
    desk.terminal.signal(number)
    #expect(desk.waitForExit() == .signal(Int(number)))
    desk.expectTerminalIsBack()
    // Behind the screen that was given back stand the last words, in lines of their own.
    #expect(desk.screen.text.lowercased().contains("payung berhenti"))
  }

  @Test("^S, ^Q and ^V neither stop the terminal nor hide the next key")
  func flowControl() throws {
    let desk = try Workplace().desk("rina")
    desk.press(TerminalKeys.control("s"))
    desk.press(TerminalKeys.control("q"))
    desk.press(TerminalKeys.control("v"))
    desk.open(3)
    desk.press("q")
    desk.expectExit(.code(0))
  }

  @Test("^Z where no shell could continue the desk does not stop it")
  func noShell() throws {
    let desk = try Workplace().desk("rina")
    desk.press(TerminalKeys.control("z"))
    desk.open(3)
    desk.press("q")
    desk.expectExit(.code(0))
  }

  @Test("^Z and fg under a shell come back to the same screen", .enabled(if: Tmux.isInstalled))
  func stopAndContinue() throws {
    let work = try Workplace()
    let tmux = try Tmux("exec env PS1='shell> ' ENV= /bin/sh -i", work.player)
    #expect(try tmux.wait { $0.contains("shell>") })
    try tmux.type("payung --officer rina", "Enter")
    #expect(try tmux.wait { $0[0].contains("[1 Beranda]") })
    try tmux.type("3")
    #expect(try tmux.wait { $0[0].contains("[3 Antrean]") })
    let before = try tmux.lines()
    try tmux.type("C-z")
    #expect(try tmux.wait { $0.last { !$0.isEmpty }?.hasPrefix("shell>") == true })
    #expect(try tmux.value("alternate_on") == "0")
    try tmux.type("echo still here", "Enter")
    #expect(try tmux.wait { $0.contains("still here") })
    try tmux.type("fg", "Enter")
    #expect(try tmux.wait { $0 == before })
    #expect(try tmux.value("alternate_on") == "1")
    try tmux.type("q")
    #expect(try tmux.wait { $0.last { !$0.isEmpty } == "shell>" })
  }
}
