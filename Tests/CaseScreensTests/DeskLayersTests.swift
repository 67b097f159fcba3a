import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("Layers, notices and the ways out")
struct DeskLayersTests {
  private func queue(_ keys: Key..., size: Size = .standard) throws -> DeskPlayer {
    var player = DeskPlayer.queue(try .waiting(5), size: size)
    for key in keys { player.press(key) }
    return player
  }

  @Test("q closes the page, then quits; Esc closes and never quits")
  func quits() throws {
    var player = try queue(.enter)
    #expect(player.lines[1].hasPrefix("Berkas 1,"))
    player.press("q")
    #expect(!player.hasQuit)
    #expect(player.selected == 1)
    player.press("q")
    #expect(player.hasQuit)
    player = try queue(.enter, .escape, .escape, .escape, .escape)
    #expect(!player.hasQuit)
    #expect(player.selected == 1)
  }

  @Test("^C closes one thing; on a screen's own level only the second in a row quits")
  func interrupts() throws {
    var player = try queue(.enter, .control("c"))
    #expect(player.selected == 1)
    player.press(.control("c"))
    #expect(player.notice == "Sekali lagi ^C keluar.")
    player.press(.down, .control("c"))
    #expect(!player.hasQuit)
    player.press(.control("c"))
    #expect(player.hasQuit)
  }

  @Test(
    "^L paints anew and ^Z stops, wherever the keys are",
    arguments: [
      [], [.enter], ["/"], ["t"], ["?"], [":"], ["*", "s"],
    ] as [[Key]])
  func everywhere(keys: [Key]) throws {
    var player = try queue()
    for key in keys { player.press(key) }
    let before = player.lines
    player.press(.control("l"), .control("z"))
    #expect(player.lines == before)
    let last = player.effects.suffix(2).map { effect in
      switch effect {
      case .repaint: "repaint"
      case .suspend: "suspend"
      default: "other"
      }
    }
    #expect(last == ["repaint", "suspend"])
  }

  @Test("a notice stays until the next one")
  func notices() throws {
    var player = try queue("s")
    let notice = player.notice
    #expect(!notice.isEmpty)
    player.press(.down, .tab, .backTab, "?", .escape, .enter, .escape)
    #expect(player.notice == notice)
    player.press("d")
    #expect(player.notice == "Didaftarkan hanya berkas yang memenuhi syarat.")
  }

  @Test(
    "a window that is too small says so and waits; nothing is lost",
    arguments: [
      Size(rows: 1, columns: 1), Size(rows: 1, columns: 132), Size(rows: 43, columns: 1),
      Size(rows: 14, columns: 80), Size(rows: 24, columns: 59), Size(rows: 0, columns: 0),
    ])
  func tooSmall(size: Size) throws {
    var player = try queue("t", "2")
    player.type("lembar")
    player.size = size
    player.settle()
    #expect(player.frame.faults == [] || size.rows == 0)
    for key in ["s", .enter, "y", .escape, "1"] as [Key] { player.press(key) }
    #expect(player.sent.isEmpty)
    player.size = .standard
    player.settle()
    #expect(player.screen.contains("Catatan  lembar"))
    player.press(.enter)
    #expect(player.decided == [1])
    player.size = size
    player.press("q")
    #expect(player.hasQuit)
  }

  @Test("line 1 names the five screens, the open one in brackets, and who sits here")
  func titleLine() throws {
    var player = try queue()
    #expect(
      player.lines[0]
        == "SIMULASI 1 Beranda  2 Pendataan [3 Antrean] 4 Berkas  5 Rekap LINA, Kantor Cont…")
    player.press("1")
    #expect(player.lines[0].hasPrefix("SIMULASI [1 Beranda] 2 Pendataan  3 Antrean  4 Berkas"))
    player.press("5")
    #expect(
      player.lines[0].hasPrefix("SIMULASI 1 Beranda  2 Pendataan  3 Antrean  4 Berkas [5 Rekap]"))
    #expect(try queue(size: .smallest).lines[0].hasPrefix("SIMULASI 1 2 [3 Antrean] 4 5"))
    let english = DeskPlayer.queue(try .waiting(1), language: .english)
    #expect(english.lines[0].hasPrefix("SIMULATED 1 Home  2 Registration [3 Queue] 4 Cases"))
  }

  @Test(
    "hints name what can be done, the most useful first, and always help",
    arguments: [
      Size.smallest, .standard, Size(rows: 30, columns: 100),
    ])
  func hints(size: Size) throws {
    for language in Language.allCases {
      for keys in [[], [.enter], [.tab], [.tab, .tab]] as [[Key]] {
        var player = DeskPlayer.queue(
          try .waiting(3), officer: "yanti", language: language, size: size)
        for key in keys { player.press(key) }
        #expect(player.hints.contains(language("? bantuan", "? help")))
        #expect(player.hints.count < size.columns)
      }
    }
    #expect(try queue(size: size).hints.hasPrefix("s setujui  t tolak  k kembalikan"))
  }

  @Test("the same key leads nowhere twice: a screen that is shown is not entered again")
  func sameScreen() throws {
    var player = try queue(.enter)
    let before = player.frame
    player.press("3")
    #expect(player.frame == before)
  }

  @Test("a write that was saved and not answered can be sent again and taken back")
  func repeated() throws {
    var player = try queue()
    let scene = player.scene
    var desk = player.desk
    let effects = desk.handle("s", scene)
    guard case .perform(let order)? = effects.first else {
      Issue.record("nothing was sent")
      return
    }
    player.meanwhile(order.commands[0], by: "lina")
    let event = try #require(player.caseload.file(1)?.history.last?.event)
    let saved = Performance(
      entry: player.entry, at: player.now, results: [.success([event])], isRepeated: true)
    _ = desk.receive(.performed(order, saved), player.scene)
    desk.settle(player.scene)
    let undo = desk.handle("u", player.scene)
    guard case .perform(let order)? = undo.first, case .undoEntry(let taken) = order.commands[0]
    else {
      Issue.record("nothing is taken back")
      return
    }
    #expect(taken.entry == player.entry)
  }
}
