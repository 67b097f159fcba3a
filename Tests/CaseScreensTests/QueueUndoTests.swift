import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("Undo in the queue")
struct QueueUndoTests {
  @Test("several u take back my actions in order, each where its row now is")
  func order() throws {
    var player = DeskPlayer.queue(try .waiting(6))
    player.press("s", "t", "2", .enter, "s")
    player.press("u")
    #expect(player.notice == "Berkas 3 diurungkan, kini menunggu Kelurahan/Desa.")
    #expect(player.selected == 3)
    player.press("u")
    #expect(player.stage(2) == .waiting)
    #expect(player.selected == 2)
    player.press("u")
    #expect(player.selected == 1)
    #expect(player.listed == [1, 2, 3, 4, 5, 6])
    player.press("u")
    #expect(player.notice == "Tidak ada tindakan saya yang dapat diurungkan.")
    #expect(player.sent.count == 6)
  }

  @Test("a batch is one u")
  func batch() throws {
    var player = DeskPlayer.queue(try .waiting(6))
    player.press("s", "*", "s", "y")
    #expect(player.listed == [])
    player.press("u")
    #expect(player.notice == "5 berkas diurungkan.")
    #expect(player.listed == [2, 3, 4, 5, 6])
    player.press("u")
    #expect(player.listed == [1, 2, 3, 4, 5, 6])
  }

  @Test("an undo that the next level has overtaken says so, and the next u takes the one before")
  func overtaken() throws {
    var player = DeskPlayer.queue(try .waiting(4))
    player.press("s", "s")
    player.meanwhile(.approve(Approve(DecisionInput(2))), by: "rina")
    player.press("u")
    #expect(player.notice.hasPrefix("Tidak dapat diurungkan: berkas 2 sudah berubah"))
    #expect(player.stage(2) == .qualified)
    player.press("u")
    #expect(player.level(1) == "kelurahan")
    #expect(player.selected == 1)
  }

  @Test("u never takes back what somebody else did to the case since")
  func onlyMine() throws {
    // `wati` holds every grant, so that the rules would let her take back the enrolment as well.
    var scenario = try CaseloadScenario(officers: CaseloadScenario.queueOfficers)
    try scenario.wait(.person(1), at: "dinas-sosial")
    var player = DeskPlayer(scenario, officer: "wati")
    player.press("3", .tab, .tab, "s")
    #expect(player.stage(1) == .qualified)
    player.meanwhile(.enrol(Enrol(1)), by: "dewi")
    player.press("u")
    #expect(player.stage(1) == .enrolled)
    #expect(player.notice.hasPrefix("Tidak dapat diurungkan"))
  }

  @Test("of a batch, the cases that went on stay and are named")
  func partOfABatch() throws {
    var player = DeskPlayer.queue(try .waiting(4))
    player.press("*", "s", "y")
    player.meanwhile(.approve(Approve(DecisionInput(3))), by: "rina")
    player.press("u")
    #expect(player.notice == "3 berkas diurungkan. Sudah berubah, maka tetap: 3.")
    #expect(player.listed == [1, 2, 4])
  }

  @Test("what was taken back elsewhere is passed over by the next u")
  func takenBackElsewhere() throws {
    var player = DeskPlayer.queue(try .waiting(4))
    player.press("s", "s")
    player.meanwhile(.undo(Undo(2)), by: "yanti")
    player.press("u")
    #expect(player.level(1) == "kelurahan")
    #expect(player.notice == "Berkas 1 diurungkan, kini menunggu Kelurahan/Desa.")
  }

  @Test("an undo that could not be saved can be tried again")
  func failure() throws {
    var player = DeskPlayer.queue(try .waiting(4))
    player.press("s", "s")
    player.failure = "Belum tersimpan."
    player.press("u")
    #expect(player.level(2) == "dinas-sosial")
    player.failure = nil
    player.press("u")
    #expect(player.level(2) == "kelurahan")
    #expect(player.level(1) == "dinas-sosial")
  }

  @Test("u works from the page, and the page then shows the case that came back")
  func page() throws {
    var player = DeskPlayer.queue(try .waiting(4))
    player.press(.enter, "s", "s", "u")
    #expect(player.lines[1].hasPrefix("Berkas 2,"))
    #expect(player.lines[1].hasSuffix("1 dari 3"))
  }

  @Test("u works from another screen and another tab")
  func elsewhere() throws {
    var player = DeskPlayer.queue(try .waiting(4))
    player.press("s", .tab, "u")
    #expect(player.level(1) == "kelurahan")
    player.press(.backTab, "s", "1", "u")
    #expect(player.level(1) == "kelurahan")
  }

  @Test("today's decisions count what stands")
  func today() throws {
    var player = DeskPlayer.queue(try .waiting(6, at: "dinas-sosial"), officer: "rina")
    player.press("s", "s", "u", "s")
    #expect(player.notice.hasSuffix("Keputusan hari ini 2."))
  }
}
