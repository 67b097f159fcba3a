import Glibc
import TestSupport
import Testing

/// What was typed into the form and not yet saved.
struct DraftTests {
  /// Siti's desk with a NIK and a name typed into a new form.
  private func typing(_ work: Workplace) throws -> TerminalSession {
    let desk = try work.desk("siti")
    desk.open(2)
    desk.press("2171065602849023")
    desk.press("NURAINI BINTI")
    desk.expect("NURAINI BINTI")
    return desk
  }

  private func expectOffered(_ work: Workplace) throws {
    let desk = try work.desk("siti")
    desk.open(2)
    desk.expect("Ada draf")
    desk.press(TerminalKeys.enter)
    desk.expect("NURAINI BINTI")
    desk.expect("217106 560284 9023")
  }

  @Test("a line that breaks in the middle of the form loses nothing")
  func hangUp() throws {
    let work = try Workplace()
    let desk = try typing(work)
    desk.press(" HASAN")
    desk.terminal.hangUp()
    #expect(desk.terminal.waitForExit(within: .seconds(2)) == .code(129))
    let draft = try #require(work.drafts().first)
    #expect(try Machine.text(of: draft).contains("NURAINI BINTI HASAN"))
    // It holds a NIK: nobody else may read it.
    var status = stat()
    #expect(stat(draft, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    try expectOffered(work)
  }

  @Test("SIGTERM in the middle of the form loses nothing")
  func terminate() throws {
    let work = try Workplace()
    let desk = try typing(work)
    desk.terminal.signal(SIGTERM)
    desk.expectExit(.code(143))
    try expectOffered(work)
  }

  @Test("a second after the last key the draft outlives even kill -9")
  func kill() throws {
    let work = try Workplace()
    let desk = try typing(work)
    #expect(try work.waitForDraft(with: "NURAINI BINTI", within: .seconds(3)))
    desk.terminal.signal(SIGKILL)
    #expect(desk.terminal.waitForExit() == .signal(9))
    try expectOffered(work)
    // Nothing that the dead program held is in anybody's way.
    #expect(try work.player.run("payung check").code == 0)
  }

  @Test("the draft is on the disk when a field is left")
  func fieldExit() throws {
    let work = try Workplace()
    let desk = try work.desk("siti")
    desk.open(2)
    desk.terminal.send("2171065602849023NURAINI" + TerminalKeys.enter)
    #expect(try work.waitForDraft(with: "NURAINI", within: .milliseconds(800)))
    desk.terminal.signal(SIGKILL)
    #expect(desk.terminal.waitForExit() == .signal(9))
  }

  @Test("a draft that is left with Esc or by leaving the desk is offered again")
  func leaving() throws {
    let work = try Workplace()
    let desk = try typing(work)
    desk.press(TerminalKeys.escape)
    desk.press("q")
    // Whatever layer Esc has left us on.
    if desk.waitForExit(within: .milliseconds(500)) == nil { desk.press("q") }
    desk.expectExit(.code(0))
    try expectOffered(work)
  }

  @Test("the draft is on the disk in time though colleagues write all the while")
  func busy() throws {
    let work = try Workplace()
    let desk = try typing(work)
    // Each of them is told to the desk, long before its second is over.
    let script = "for n in $(seq 200); do echo > \"$STORE/journal/x$n\"; sleep 0.05; done"
    let others = try PseudoTerminal(
      ["/bin/sh", "-c", script], environment: work.player.variables)
    desk.press(" HASAN")
    #expect(try work.waitForDraft(with: "NURAINI BINTI HASAN", within: .seconds(3)))
    others.signal(SIGKILL)
  }

  @Test("what is saved is a case as it was typed, and no draft any more")
  func saved() throws {
    let work = try Workplace()
    let desk = try work.desk("siti")
    desk.open(2)
    desk.press(Workplace.form)
    #expect(try work.waitForDraft(with: Workplace.name))
    desk.press(TerminalKeys.f2)
    desk.expect("\(Workplace.name) tersimpan")
    #expect(try work.drafts().isEmpty)
    let rows = try #require(try work.json("list --find '\(Workplace.name)'", by: "siti").array)
    #expect(rows.count == 1)
    #expect(rows.first?["occupation"]?.text == "01")
    #expect(rows.first?["stage"]?.text == "waiting")
    #expect(desk.screen.text.contains("\(rows.first?["case"]?.count ?? 0)"))
    #expect(desk.screen.unknown.isEmpty)
  }

  @Test("a colleague's draft is none of mine")
  func others() throws {
    let work = try Workplace()
    let desk = try typing(work)
    #expect(try work.waitForDraft(with: "NURAINI"))
    let other = try work.desk("maria")
    other.open(2)
    #expect(!other.screen.text.contains("NURAINI"))
    #expect(desk.terminal.waitForExit(within: .zero) == nil)
  }
}
