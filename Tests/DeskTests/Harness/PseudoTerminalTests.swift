import Glibc
import TestSupport
import Testing

/// The terminal in which the tests of the desk run programs.
struct PseudoTerminalTests {
  private func shell(_ script: String) throws -> PseudoTerminal {
    try PseudoTerminal(
      ["/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin", "WORD": "exactly"])
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test("a program has a terminal of the asked size, which controls it, and no other environment")
  func start() throws {
    let terminal = try shell("tty; stty size; ps -o tpgid=,pid= -p $$; env | sort; exec true")
    #expect(terminal.waitForExit() == .code(0))
    let lines = text(terminal.read()).split(separator: "\r\n").map(String.init)
    #expect(lines.first?.hasPrefix("/dev/pts/") == true)
    #expect(lines.dropFirst().first == "24 80")
    // The group that the terminal sends its signals to is the program's.
    let numbers = lines.dropFirst(2).first?.split(separator: " ").map(String.init)
    #expect(numbers == [String(terminal.process), String(terminal.process)])
    // The shell adds where it is.
    #expect(
      lines.dropFirst(3).filter { !$0.hasPrefix("PWD=") && !$0.hasPrefix("_=") }
        == ["PATH=/usr/bin:/bin", "WORD=exactly"])
  }

  @Test("what is typed arrives, and what is written comes back")
  func talk() throws {
    let terminal = try shell("stty raw -echo; printf ready; head -c 3 | tr a-z A-Z")
    #expect(text(terminal.readSome(within: .seconds(5))) == "ready")
    let answer = terminal.answer(to: "abc")
    #expect(text(answer.bytes) == "ABC")
    #expect(answer.latency.map { $0 > .zero } == true)
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.hasEnded)
  }

  @Test("a million bytes arrive though the program writes as much meanwhile")
  func much() throws {
    let terminal = try shell("stty raw -echo; printf ready; head -c 1000000 | tee /dev/null")
    _ = terminal.readSome(within: .seconds(5))
    #expect(terminal.send([UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000)))
    var count = 0
    while !terminal.hasEnded { count += terminal.readSome(within: .seconds(5)).count }
    #expect(count == 1_000_000)
  }

  @Test("a program is told of another size")
  func resize() throws {
    let terminal = try shell(
      "trap 'stty size; exit 3' WINCH; echo ready; while :; do sleep 0.01; done")
    _ = terminal.readSome(within: .seconds(5))
    terminal.resize(rows: 10, columns: 40)
    #expect(terminal.waitForExit() == .code(3))
    #expect(text(terminal.read()).contains("10 40"))
  }

  @Test("a program is told that the line is gone")
  func hangUp() throws {
    let terminal = try shell("trap 'exit 5' HUP; echo ready; while :; do sleep 0.01; done")
    _ = terminal.readSome(within: .seconds(5))
    terminal.hangUp()
    #expect(terminal.waitForExit() == .code(5))
  }

  @Test("a signal ends a program, and is how it ended")
  func signal() throws {
    let terminal = try shell("echo ready; sleep 60")
    _ = terminal.readSome(within: .seconds(5))
    #expect(terminal.waitForExit(within: .milliseconds(20)) == nil)
    terminal.signal(SIGTERM)
    #expect(terminal.waitForExit() == .signal(15))
    #expect(terminal.exit == .signal(15))
  }

  @Test("a program does not outlive its terminal")
  func leavesNothing() throws {
    var terminal: PseudoTerminal? = try shell("trap '' HUP TERM INT; echo ready; sleep 60")
    _ = terminal?.readSome(within: .seconds(5))
    let process = try #require(terminal?.process)
    #expect(kill(process, 0) == 0)
    terminal = nil
    #expect(kill(process, 0) == -1)
    #expect(errno == ESRCH)
  }

  @Test("a program that is not there is said to be missing")
  func missing() {
    #expect(throws: PseudoTerminal.Failure.self) {
      try PseudoTerminal(["/nowhere/program"], environment: [:])
    }
  }

  @Test("a session shows the screen of a program and waits for it")
  func session() throws {
    let session = try TerminalSession(
      [
        "/bin/sh", "-c",
        #"stty raw -echo; printf '\033[2J\033[3;5Hsatu'; head -c 1; printf ' dua'"#,
      ],
      environment: ["PATH": "/usr/bin:/bin"])
    session.expect("satu")
    #expect(session.screen.cursor == (2, 8))
    #expect(!session.wait(within: .milliseconds(20)) { $0.text.contains("dua") })
    session.press("x")
    #expect(session.screen.lines[2] == "    satux dua")
    #expect(session.waitForExit() == .code(0))
    #expect(session.screen.unknown.isEmpty)
  }
}
