import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("Two desks on one queue")
struct QueueColleagueTests {
  private func approval(_ number: Int) -> Command {
    .approve(Approve(DecisionInput(CaseID(number))))
  }

  @Test("a colleague's decision shows on its row, and no row moves")
  func nothingMoves() throws {
    var player = DeskPlayer.queue(try .waiting(30, at: "dinas-sosial"), officer: "rina")
    player.press(.pageDown, .pageDown, .up)
    let before = player.lines
    let selected = try #require(player.selected)
    let other = selected - 2
    //                 this desk │ the other desk
    player.meanwhile(approval(other), by: "yanti")
    player.meanwhile(approval(1), by: "yanti")
    player.settle()
    #expect(player.selected == selected)
    #expect(player.row(other)?.hasSuffix("disetujui YANTI") == true)
    // The counts of the tabs and that one row are all that changed.
    let changed = zip(before, player.lines).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
    #expect(changed.count == 3)
    #expect(changed.first == 1)
    #expect(player.lines[1].contains("[Dinas Sosial 28]"))
  }

  @Test("a colleague's decision on the selected row keeps it selected; a verb then is refused")
  func selectedRow() throws {
    var player = DeskPlayer.queue(try .waiting(5, at: "dinas-sosial"), officer: "rina")
    player.press(.down)
    player.meanwhile(approval(2), by: "yanti")
    player.settle()
    #expect(player.selected == 2)
    #expect(player.row(2)?.contains("disetujui YANTI") == true)
    player.press("s")
    #expect(player.notice.hasPrefix("Berkas 2 sudah disetujui YANTI"))
    #expect(player.stage(3) == .waiting)
    #expect(player.selected == 3)
    #expect(player.listed == [1, 3, 4, 5])
  }

  @Test("however long the colleague goes on, nobody decides the next row unseen")
  func selectedRowLongGone() throws {
    var player = DeskPlayer.queue(try .waiting(6, at: "dinas-sosial"), officer: "rina")
    for number in [1, 2, 4, 6] {
      player.meanwhile(approval(number), by: "yanti")
      player.settle()
      #expect(player.selected == 1)
    }
    player.press("s")
    #expect(player.stage(3) == .waiting)
    #expect(player.selected == 3)
    #expect(player.listed == [3, 5])
  }

  @Test("a key pressed before the colleague's change is seen is refused, and the next row stays")
  func race() throws {
    var player = DeskPlayer.queue(try .waiting(5, at: "dinas-sosial"), officer: "rina")
    //                 this desk │ the other desk
    //                           │ approves 1
    //        s, unseen: refused │
    player.meanwhile(approval(1), by: "yanti")
    player.burst(["s", "t", "2", .enter])
    #expect(player.notice == "1 berkas ditolak, 1 tidak. Enter melihat sebabnya.")
    #expect(player.stage(1) == .qualified)
    #expect(player.stage(2) == .rejected)
    #expect(player.stage(3) == .waiting)
  }

  @Test("a colleague's decision on the open page stays on the page, and a verb there is refused")
  func openPage() throws {
    var player = DeskPlayer.queue(try .waiting(5, at: "dinas-sosial"), officer: "rina")
    player.press(.enter)
    #expect(player.claim == 1)
    player.meanwhile(approval(1), by: "yanti")
    player.settle()
    #expect(player.lines[1].hasPrefix("Berkas 1,"))
    player.press("s")
    #expect(player.notice.hasPrefix("Berkas 1 sudah disetujui YANTI"))
    #expect(player.lines[1].hasPrefix("Berkas 2,"))
    #expect(player.stage(2) == .waiting)
    #expect(player.claim == 2)
  }

  @Test("a correction behind what was seen is refused once; seen, the case can be decided")
  func corrected() throws {
    var player = DeskPlayer.queue(try .waiting(3, at: "rt-rw"), officer: "budi")
    player.press("g")
    player.type("SYAMSUDIN, Ketua RT 003")
    player.press(.enter, .enter)
    player.type("0412")
    player.press(.enter)
    player.meanwhile(
      .correct(Correct(1, changes: Form([.name: "Warga Lain"]), note: "salah ketik")), by: "siti")
    player.settle()
    #expect(player.row(1)?.contains("WARGA LAIN") == true)
    player.press("s")
    #expect(player.notice.hasPrefix("Berkas 1 sudah diperbaiki"))
    #expect(player.selected == 2)
    player.press(.up, "s")
    #expect(player.level(1) == "kelurahan")
  }

  @Test("a marked row that a colleague decides loses its mark")
  func markedRow() throws {
    var player = DeskPlayer.queue(try .waiting(6, at: "dinas-sosial"), officer: "rina")
    player.press(" ", " ", " ")
    #expect(player.lines[2].contains("ditandai 3"))
    player.meanwhile(approval(2), by: "yanti")
    player.settle()
    #expect(player.lines[2].contains("ditandai 2"))
    #expect(player.marked == [1, 3])
    player.press("s", "y")
    #expect(player.decided == [1, 3])
    #expect(player.listed == [4, 5, 6])
  }

  @Test("a row that is decided while the question is open is named among the refused")
  func markedRowBehindTheQuestion() throws {
    var player = DeskPlayer.queue(try .waiting(4, at: "dinas-sosial"), officer: "rina")
    player.press(" ", " ", " ", "s")
    player.meanwhile(approval(2), by: "yanti")
    player.settle()
    player.press("y")
    #expect(player.notice == "2 berkas disetujui, 1 tidak. Enter melihat sebabnya.")
    player.press(.enter)
    #expect(player.screen.contains("2: Berkas 2 sudah disetujui YANTI"))
  }

  @Test("cases that arrive come last, and the row that is looked at stays")
  func arrivals() throws {
    var scenario = try CaseloadScenario.waiting(3, at: "dinas-sosial")
    try scenario.wait(.person(4), at: "kelurahan")
    var player = DeskPlayer.queue(scenario, officer: "rina")
    player.press(.down)
    player.meanwhile(approval(4), by: "lina")
    player.settle()
    #expect(player.listed == [1, 2, 3, 4])
    #expect(player.selected == 2)
    #expect(player.lines[1].contains("[Dinas Sosial 4]"))
  }

  @Test("a case that comes back into the middle waits for the next list before it takes its place")
  func comesBack() throws {
    var player = DeskPlayer.queue(try .waiting(4, at: "dinas-sosial"), officer: "rina")
    player.meanwhile(approval(2), by: "yanti")
    player.press(.down, .down, "s")
    #expect(player.listed == [1, 4])
    player.meanwhile(.undo(Undo(2)), by: "yanti")
    player.settle()
    #expect(player.listed == [1, 4, 2])
    #expect(player.selected == 4)
    player.press("s")
    #expect(player.listed == [1, 2])
  }

  @Test("a case that a colleague has open says so; the page passes over it, the list does not")
  func passedOver() throws {
    var player = DeskPlayer.queue(try .waiting(5, at: "dinas-sosial"), officer: "rina")
    player.openElsewhere = [2: "Yanti Sekali"]
    player.settle()
    #expect(player.row(2)?.hasSuffix("Yanti buka") == true)
    player.press(.enter, "s")
    #expect(player.lines[1].hasPrefix("Berkas 3,"))
    player.press("l")
    #expect(player.lines[1].hasPrefix("Berkas 4,"))
    player.press(.escape)
    // In the list the officer sees whose row it is: the n-th verb meets the n-th row.
    player.press(.up, .up)
    #expect(player.selected == 2)
    player.press("s")
    #expect(player.decided == [1, 2])
  }

  @Test("what is claimed is what is shown")
  func claims() throws {
    var player = DeskPlayer.queue(try .waiting(3, at: "dinas-sosial"), officer: "rina")
    #expect(player.claim == nil)
    player.press(.enter)
    #expect(player.claim == 1)
    player.press("1")
    #expect(player.claim == nil)
    player.press("3")
    #expect(player.claim == 1)
    player.press("s")
    #expect(player.claim == 2)
    player.press("q")
    #expect(player.claim == nil)
    #expect(!player.hasQuit)
  }

  @Test("a grant that ends takes what it showed from the screen")
  func grantEnds() throws {
    var scenario = try CaseloadScenario.waiting(3)
    try scenario.wait(.person(4, [.area: "21.02.03.1002"]), at: "kelurahan")
    var player = DeskPlayer.queue(scenario, officer: "lina")
    player.press(.enter)
    player.meanwhile(
      .setOfficer(.grant("lina", try #require(Grant("verifier:kelurahan:21.02.03.1002")))),
      by: "adi")
    player.meanwhile(
      .setOfficer(.revoke("lina", try #require(Grant("verifier:kelurahan:21.02")))), by: "adi")
    player.settle()
    #expect(!player.screen.contains("Berkas 1,"))
    #expect(player.listed == [4])
  }
}
