import TestSupport
import Testing

/// The desk in windows of all sizes.
struct SizeTests {
  @Test("a window of another size is filled at once, and the selection stays")
  func resize() throws {
    let desk = try Workplace().desk("rina")
    desk.open(3)
    desk.press(TerminalKeys.down + TerminalKeys.down)
    let row = desk.screen.lines[desk.screen.cursor.row]
    let number = row.split(separator: " ").first { Int($0) != nil }
    for (rows, columns) in [(15, 60), (43, 132), (24, 80)] {
      desk.resize(rows: rows, columns: columns)
      desk.expect("a frame of \(rows) rows") {
        $0.lines[0].contains("3") && !$0.lines[rows - 1].isEmpty
      }
      desk.settle()
      let line = desk.screen.lines[desk.screen.cursor.row]
      #expect(line.split(separator: " ").contains { $0 == number ?? "" }, "\(desk.picture)")
    }
    #expect(desk.screen.lines[desk.screen.cursor.row] == row)
    #expect(desk.screen.unknown.isEmpty)
  }

  @Test("a window that is too small says so and waits")
  func tooSmall() throws {
    let desk = try Workplace().desk("rina")
    desk.open(3)
    let before = desk.screen.lines
    desk.resize(rows: 10, columns: 40)
    desk.expect("perlu 60x15")
    #expect(desk.screen.lines.dropFirst(2).allSatisfy { $0.isEmpty })
    desk.press("s")
    desk.resize(rows: 1, columns: 1)
    desk.settle()
    desk.resize(rows: 24, columns: 80)
    desk.expect("[3 Antrean]")
    // What was typed blindly has decided nothing.
    #expect(desk.screen.lines == before)
    desk.press("q")
    desk.expectExit(.code(0))
  }

  @Test("a window that is dragged about shows a whole frame in the end")
  func storm() throws {
    let desk = try Workplace().desk("rina")
    desk.open(3)
    let before = desk.screen.lines
    var random = SeededRandom(seed: 5)
    for _ in 0..<100 {
      desk.resize(
        rows: Int.random(in: 1...60, using: &random),
        columns: Int.random(in: 1...200, using: &random))
      if Bool.random(using: &random) { desk.settle(quietFor: .milliseconds(1)) }
    }
    desk.settle()
    desk.resize(rows: 24, columns: 80)
    desk.expect("the frame of before") { $0.lines == before }
    #expect(desk.screen.unknown.isEmpty)
  }

  @Test("the desk opens in a small window, and in a huge one")
  func opening() throws {
    let work = try Workplace()
    for (rows, columns) in [(15, 60), (100, 300)] {
      let desk = try work.sit("rina", rows: rows, columns: columns)
      desk.expect("1")
      #expect(desk.screen.lines[0].contains("[1"))
      #expect(!desk.screen.lines[rows - 1].isEmpty)
      desk.press("q")
      desk.expectExit(.code(0))
    }
    let desk = try work.sit("rina", rows: 5, columns: 20)
    desk.settle(quietFor: .milliseconds(300))
    desk.resize(rows: 24, columns: 80)
    desk.expect("[1 Beranda]")
  }
}
