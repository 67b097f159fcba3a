import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("Marks in the queue")
struct QueueMarksTests {
  /// Six cases at the level of `mira`; 3 and 5 she registered herself.
  private func mixed() throws -> CaseloadScenario {
    var scenario = try CaseloadScenario(officers: CaseloadScenario.queueOfficers)
    for number in 1...6 {
      try scenario.wait(
        .person(number, [.name: number % 2 == 0 ? "Ramli" : "Yusuf"]), at: "kelurahan",
        by: number == 3 || number == 5 ? "mira" : "siti")
    }
    return scenario
  }

  @Test("Space marks and moves down, again it takes the mark back")
  func space() throws {
    var player = DeskPlayer.queue(try .waiting(4))
    player.press(" ", " ")
    #expect(player.marked == [1, 2])
    #expect(player.selected == 3)
    player.press(.up, " ")
    #expect(player.marked == [1])
    #expect(player.lines[2].contains("ditandai 1"))
    player.press(.escape)
    #expect(player.marked == [])
    #expect(!player.lines[2].contains("ditandai"))
  }

  @Test("a verb on several marks asks once and decides exactly those, from wherever the cursor is")
  func asksOnce() throws {
    var player = DeskPlayer.queue(try .waiting(8))
    player.press(" ", .down, " ", " ", .end, "s")
    #expect(player.screen.contains("Setujui 3 berkas yang ditandai?  y ya   t tidak"))
    #expect(player.sent.isEmpty)
    player.press(.enter, "s", " ")
    #expect(player.sent.isEmpty)
    player.press("y")
    #expect(player.decided == [1, 3, 4])
    #expect(player.notice.hasPrefix("3 berkas disetujui."))
    #expect(player.listed == [2, 5, 6, 7, 8])
    #expect(player.selected == 8)
    #expect(player.marked == [])
  }

  @Test("whoever says no keeps the marks", arguments: ["t", "n", .escape, .control("c")] as [Key])
  func no(key: Key) throws {
    var player = DeskPlayer.queue(try .waiting(4))
    player.press(" ", " ", "s", key)
    #expect(player.sent.isEmpty)
    #expect(player.marked == [1, 2])
  }

  @Test("rejecting marks asks for one reason for all")
  func rejectsAll() throws {
    var player = DeskPlayer.queue(try .waiting(5))
    player.press("*", "t")
    #expect(player.screen.contains("Tolak 5 berkas. Alasan:"))
    player.press("2")
    player.type("lembar 12")
    player.press(.enter)
    #expect(player.decided == [1, 2, 3, 4, 5])
    #expect((1...5).allSatisfy { player.stage(CaseID($0)) == .rejected })
  }

  @Test("where some are refused, the rest is done, and Enter shows why")
  func mixedVerdicts() throws {
    var player = DeskPlayer.queue(try mixed(), officer: "mira")
    player.press("*", "s", "y")
    #expect(player.notice == "4 berkas disetujui, 2 tidak. Enter melihat sebabnya.")
    #expect(player.listed == [3, 5])
    // What was refused stays marked, and says why.
    #expect(player.marked == [3, 5])
    #expect(player.row(5)?.contains("didata sendiri") == true)
    player.press(.enter)
    #expect(player.screen.contains("3: Berkas 3 didata petugas yang sama"))
    #expect(player.screen.contains("5: Berkas 5 didata petugas yang sama"))
    player.press("q")
    #expect(!player.hasQuit)
    #expect(player.listed == [3, 5])
  }

  @Test("marks outlast the filter, and a verb says how many of them it hides")
  func filterAndMarks() throws {
    var player = DeskPlayer.queue(try mixed(), officer: "lina")
    player.press("/")
    player.type("ramli")
    player.press(.enter, " ")
    #expect(player.listed == [2, 4, 6])
    player.press("/", .control("u"))
    player.type("yusuf")
    player.press(.enter)
    #expect(player.listed == [1, 3, 5])
    player.press(" ")
    #expect(player.lines[2].contains("ditandai 2"))
    player.press("s")
    #expect(player.screen.contains("Setujui 2 berkas yang ditandai (1 di luar saringan)?"))
    player.press("t", .escape)
    #expect(player.marked == [1, 2])
  }

  @Test("one mark that the filter hides is never decided without a question")
  func hiddenMark() throws {
    var player = DeskPlayer.queue(try mixed(), officer: "lina")
    player.press(" ", "/")
    player.type("ramli")
    player.press(.enter, "s")
    #expect(player.sent.isEmpty)
    #expect(player.screen.contains("Setujui 1 berkas yang ditandai (1 di luar saringan)?"))
    player.press("y")
    #expect(player.decided == [1])
  }

  @Test("* marks what is shown and keeps marks elsewhere; again it takes only the shown ones back")
  func markAll() throws {
    var player = DeskPlayer.queue(try mixed(), officer: "lina")
    player.press(" ", "/")
    player.type("ramli")
    player.press(.enter, "*")
    #expect(player.lines[2].contains("ditandai 4"))
    player.press("*")
    #expect(player.lines[2].contains("ditandai 1"))
    player.press(.escape)
    #expect(player.marked == [1])
  }

  @Test("in the page a verb acts on that case, whatever is marked")
  func pageAndMarks() throws {
    var player = DeskPlayer.queue(try .waiting(5))
    player.press(" ", " ", .down, .enter, "s")
    #expect(player.decided == [4])
    player.press(.escape)
    #expect(player.marked == [1, 2])
  }

  @Test("marks do not follow to another tab")
  func tabs() throws {
    var player = DeskPlayer.queue(try .waiting(3))
    player.press(" ", .tab, .backTab)
    #expect(player.marked == [])
  }

  @Test("enrolling marks asks once with number, month, sum and places left")
  func enrols() throws {
    var scenario = try CaseloadScenario(officers: CaseloadScenario.queueOfficers)
    for number in 1...5 { try scenario.qualified(.person(number)) }
    var player = DeskPlayer.queue(scenario, officer: "dewi")
    #expect(player.lines[1].contains("[Memenuhi syarat 5]"))
    player.press(" ", " ", "d")
    #expect(player.screen.contains("Sisa kuota 1.000."))
    #expect(
      player.screen.contains(
        "Daftarkan 2 orang mulai November 2025, Rp 33.600 sebulan?  y ya   t tidak"))
    player.press("d", .enter)
    #expect(player.sent.isEmpty)
    player.press("y")
    #expect(player.stage(1) == .enrolled)
    #expect(player.stage(2) == .enrolled)
    #expect(player.notice.hasPrefix("2 berkas terdaftar."))
    player.press("u")
    #expect(player.stage(1) == .qualified)
    #expect(player.listed == [1, 2, 3, 4, 5])
  }
}
