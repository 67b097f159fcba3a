import Glibc
import TestSupport
import Testing

/// Deciding, with others at the same store.
struct QueueTests {
  @Test("two hundred keys in one burst are two hundred approvals, each of the next row")
  func burst() throws {
    let work = try Workplace()
    let queue = try #require(
      try work.json("list --stage waiting --level dinas-sosial", by: "rina").array)
    let before = try #require(try work.waiting("dinas-sosial"))
    #expect(before > 200)
    let desk = try work.desk("rina")
    desk.open(3)
    desk.terminal.send(String(repeating: "s", count: 200))
    desk.expect("200 fewer waiting", within: .seconds(60)) {
      $0.lines[1].contains(" \(before - 200)]")
    }
    #expect(try work.waiting("dinas-sosial") == before - 200)
    let entries = try work.journal().suffix(200)
    // The oldest first, none twice and none passed over.
    let numbers = entries.compactMap { entry in
      entry["events"]?.array?.first.flatMap {
        $0["kind"]?.text == "approved" ? $0["case"]?.count : nil
      }
    }
    #expect(numbers == queue.prefix(200).compactMap { $0["case"]?.count })
    #expect(try work.player.run("payung check").code == 0)
  }

  @Test("a colleague's decision appears by itself, and the row under the cursor stays")
  func others() throws {
    let work = try Workplace()
    let desk = try work.desk("yanti")
    desk.open(3)
    let before = try #require(try work.waiting("dinas-sosial"))
    desk.expect(" \(before)]")
    let selected = desk.screen.lines[desk.screen.cursor.row]
    let last = try #require(
      try work.json("list --stage waiting --level dinas-sosial").array?.last?["case"]?.count)
    let result = try work.player.run("payung approve \(last) --officer rina")
    #expect(result.code == 0, "\(result.errors)")
    desk.expect(" \(before - 1)]")
    #expect(desk.screen.lines[desk.screen.cursor.row] == selected)
  }

  @Test("a case that a colleague has decided meanwhile is not decided again")
  func meanwhile() throws {
    let work = try Workplace()
    let first = try #require(
      try work.json("list --stage waiting --level dinas-sosial").array?.first?["case"]?.count)
    let desk = try work.desk("yanti")
    desk.open(3)
    desk.press(TerminalKeys.enter)
    desk.expect("Berkas \(first)")
    let result = try work.player.run(
      "payung reject \(first) --officer rina --reason B1 --note Contoh")
    #expect(result.code == 0, "\(result.errors)")
    let entries = try work.entries()
    desk.settle()
    desk.press("s")
    #expect(try work.entries() == entries)
    #expect(desk.terminal.waitForExit(within: .zero) == nil)
  }

  @Test("what was decided can be taken back, and the queue is as before")
  func undo() throws {
    let work = try Workplace()
    let before = try work.waiting("dinas-sosial")
    let desk = try work.desk("rina")
    desk.open(3)
    let frame = desk.screen.lines
    desk.press("s")
    #expect(try work.waiting("dinas-sosial") == (before ?? 0) - 1)
    desk.press("u")
    #expect(try work.waiting("dinas-sosial") == before)
    #expect(desk.screen.lines[1] == frame[1])
  }

  @Test("keys typed behind a verb that is refused press nothing, up to their Enter")
  func swallowed() throws {
    let work = try Workplace()
    let entries = try work.entries()
    let desk = try work.desk("siti")
    desk.open(3)
    // At this level nobody has set who signed.
    desk.press("t3sssquu\r")
    #expect(desk.terminal.waitForExit(within: .zero) == nil)
    #expect(desk.screen.lines[0].contains("[3 Antrean]"))
    #expect(desk.screen.lines[22].contains("g"), "\(desk.picture)")
    #expect(try work.entries() == entries)
  }

  @Test("a case that is open at a colleague's desk says so, until that desk is gone")
  func openElsewhere() throws {
    let work = try Workplace()
    let rina = try work.desk("rina")
    rina.open(3)
    rina.press(TerminalKeys.enter)
    let yanti = try work.desk("yanti")
    yanti.open(3)
    yanti.expect("Rina buka") { $0.lines[4...20].contains { $0.contains("Rina buka") } }
    rina.terminal.signal(SIGKILL)
    #expect(rina.terminal.waitForExit() == .signal(9))
    let again = try work.desk("yanti")
    again.open(3)
    #expect(!again.screen.text.contains("Rina buka"))
  }
}
