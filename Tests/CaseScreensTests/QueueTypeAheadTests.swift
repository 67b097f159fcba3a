import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("Keys typed ahead in the queue")
struct QueueTypeAheadTests {
  @Test("two hundred approvals in one burst approve exactly those two hundred rows")
  func manyApprovals() throws {
    var player = DeskPlayer.queue(try .waiting(230))
    player.burst(Array(repeating: "s", count: 200))
    #expect(player.decided == Array(1...200))
    #expect((1...200).allSatisfy { player.level(CaseID($0)) == "dinas-sosial" })
    #expect((201...230).allSatisfy { player.level(CaseID($0)) == "kelurahan" })
    #expect(player.selected == 201)
    #expect(player.listed.first == 201)
    #expect(player.notice.hasSuffix("diteruskan ke Dinas Sosial. Hari ini 200."))
  }

  @Test("two hundred approvals in the page meet the same rows as in the list")
  func manyApprovalsInThePage() throws {
    var player = DeskPlayer.queue(try .waiting(230))
    player.press(.enter)
    player.burst(Array(repeating: "s", count: 200))
    #expect(player.decided == Array(1...200))
    #expect(player.screen.contains("Berkas 201,"))
    #expect(player.screen.contains("1 dari 30"))
  }

  @Test("one by one and in one burst the same keys decide the same", arguments: [true, false])
  func mixedVerbs(isBurst: Bool) throws {
    var player = DeskPlayer.queue(try .waiting(12))
    let keys: [Key] =
      ["s", "t", "2", .enter, "k", "3"] + DeskPlayer.keys("KTP") + [
        .enter, "l", "s", "r", "1", "x",
      ]
      + [.enter, .down, "s"]
    if isBurst { player.burst(keys) } else { keys.forEach { player.press($0) } }
    #expect(player.decided == [1, 2, 3, 5, 6, 8])
    #expect(player.level(1) == "dinas-sosial")
    #expect(player.stage(2) == .rejected)
    #expect(player.stage(3) == .returned)
    #expect(player.level(4) == "kelurahan")
    #expect(player.level(5) == "dinas-sosial")
    #expect(player.stage(6) == .returned)
    #expect(player.level(7) == "kelurahan")
    #expect(player.level(8) == "dinas-sosial")
    #expect(player.selected == 9)
    #expect(player.listed == [4, 7, 9, 10, 11, 12])
  }

  @Test(
    "the n-th verb meets the n-th row, also where rows between are refused",
    arguments: [true, false])
  func refusalsBetween(isBurst: Bool) throws {
    var scenario = try CaseloadScenario.waiting(2)
    try scenario.wait(.person(3), at: "kelurahan", by: "mira")
    try scenario.wait(.person(4, [.papers: "ktp"]), at: "kelurahan")
    for number in 5...8 { try scenario.wait(.person(number), at: "kelurahan") }
    var player = DeskPlayer.queue(scenario, officer: "mira")
    // Rows 3 (registered by herself) and 4 (a paper is missing) are refused.
    let keys: [Key] = ["s", "s", "t", "2", .enter, "s", "s", "k", "3", "x", .enter, "s"]
    if isBurst { player.burst(keys) } else { keys.forEach { player.press($0) } }
    #expect(player.decided == [1, 2, 3, 4, 5, 6, 7])
    #expect(player.level(3) == "kelurahan")
    #expect(player.level(4) == "kelurahan")
    #expect(player.level(5) == "dinas-sosial")
    #expect(player.stage(6) == .returned)
    #expect(player.level(7) == "dinas-sosial")
    #expect(player.selected == 8)
    // The rows that stayed say why.
    #expect(player.row(3)?.contains("didata sendiri") == true)
    #expect(player.row(4)?.contains("dokumen kurang") == true)
  }

  @Test("after a burst with refusals one notice tells of all, and Enter shows why")
  func causesOfABurst() throws {
    var scenario = try CaseloadScenario.waiting(2)
    try scenario.wait(.person(3), at: "kelurahan", by: "mira")
    try scenario.wait(.person(4), at: "kelurahan")
    var player = DeskPlayer.queue(scenario, officer: "mira")
    player.burst(["s", "s", "s", "s"])
    #expect(player.notice == "3 berkas disetujui, 1 tidak. Enter melihat sebabnya.")
    player.press(.enter)
    #expect(player.screen.contains("3: Berkas 3 didata petugas yang sama"))
    player.press(.escape)
    #expect(player.selected == 3)
    // Another key, and Enter opens the case again.
    player.press(.enter)
    #expect(player.screen.contains("Berkas 3,"))
  }

  @Test("verbs beyond the last row meet nothing, nor do their digits and notes")
  func beyondTheEnd() throws {
    var player = DeskPlayer.queue(try .waiting(3))
    player.burst(["s", "s", "s", "s", "t", "5", .enter, "k", "3", "x", .enter, "s"])
    #expect(player.decided == [1, 2, 3])
    #expect(player.lines[0].contains("[3 Antrean]"))
    #expect(player.notice.hasSuffix("Antrean selesai."))
    #expect(player.screen.contains("Antrean selesai: tidak ada berkas menunggu Kelurahan/Desa."))
  }

  @Test("in the page the last decision closes it, and nothing is decided twice")
  func beyondTheLastPage() throws {
    var player = DeskPlayer.queue(try .waiting(2))
    player.press(.enter)
    player.burst(["s", "s", "s", "t", "2", .enter])
    #expect(player.decided == [1, 2])
    #expect(player.claim == nil)
  }

  @Test("where the store fails in the middle, nothing behind it is applied")
  func failureInTheMiddle() throws {
    var player = DeskPlayer.queue(try .waiting(6))
    player.press("s", "s")
    player.failure = "Belum tersimpan: penyimpanan penuh."
    player.burst(["s", "s", "t", "2", .enter, "q", .down])
    #expect(player.decided == [1, 2])
    #expect(player.selected == 3)
    #expect(!player.hasQuit)
    #expect(player.notice == "Belum tersimpan: penyimpanan penuh.")
    player.failure = nil
    player.press("s")
    #expect(player.decided == [1, 2, 3])
  }

  @Test("where a note cannot be saved, the question comes again with it")
  func failureKeepsTheNote() throws {
    var player = DeskPlayer.queue(try .waiting(6))
    player.failure = "Belum tersimpan."
    player.burst(
      ["k", "3"] + DeskPlayer.keys("KTP difoto ulang") + [.enter, "s", "t", "2", .enter])
    #expect(player.decided.isEmpty)
    #expect(player.screen.contains("Yang harus diperbaiki  KTP difoto ulang"))
    #expect(player.screen.contains("►3 Dokumen kurang"))
    player.failure = nil
    player.press(.enter)
    #expect(player.decided == [1])
    #expect(
      player.caseload.file(1)?.history.last?.event.details.signing?.remark?.value?.note
        == "KTP difoto ulang")
  }

  @Test("a verb that the officer may not use swallows the keys of its reason, not those behind")
  func forbiddenVerb() throws {
    var player = DeskPlayer.queue(try .waiting(4), officer: "joko")
    player.press(.tab)
    #expect(player.lines[1].contains("[Kelurahan/Desa 4]"))
    player.burst(["t", "5", .enter, .down, "k", "3"] + DeskPlayer.keys("q1") + [.enter, .down])
    #expect(player.sent.isEmpty)
    #expect(!player.hasQuit)
    #expect(player.lines[0].contains("[3 Antrean]"))
    #expect(player.selected == 3)
  }

  @Test("an enrolment that the officer may not do swallows its yes, and no more")
  func forbiddenEnrolment() throws {
    var scenario = try CaseloadScenario.waiting(1)
    try scenario.qualified(.person(50))
    try scenario.qualified(.person(51))
    var player = DeskPlayer.queue(scenario, officer: "joko")
    player.press(.backTab)
    player.press(.backTab)
    #expect(player.lines[1].contains("[Memenuhi syarat 2]"))
    player.burst(["d", "y", .down])
    #expect(player.selected == 3)
    player.burst(["d", .up])
    #expect(player.selected == 2)
  }

  @Test("what is typed ahead into a form that does not open decides nothing")
  func forbiddenForm() throws {
    var player = DeskPlayer.queue(try .waiting(4))
    player.burst(["p"] + DeskPlayer.keys("jl. sktsukq") + [.enter, .function(2)])
    #expect(player.sent.isEmpty)
    #expect(!player.hasQuit)
    #expect(player.selected == 1)
    player.press("s")
    #expect(player.decided == [1])
  }

  @Test("a note that is missing stops what was typed for the next case")
  func missingNote() throws {
    var player = DeskPlayer.queue(try .waiting(4))
    player.burst(["k", "3", .enter, "k", "3", .enter, "s", "s"])
    #expect(player.sent.isEmpty)
    #expect(player.screen.contains("Tulis dahulu apa yang harus diperbaiki."))
    #expect(!player.screen.contains("Yang harus diperbaiki  k3"))
    player.type("KTP")
    player.press(.enter)
    #expect(player.decided == [1])
  }

  @Test("a digit without a reason stops what was typed for the next case")
  func missingReason() throws {
    var player = DeskPlayer.queue(try .waiting(4))
    player.burst(["t", "8", .enter, "s", "t", "2", .enter])
    #expect(player.sent.isEmpty)
    #expect(player.screen.contains("Pilih alasan dengan angkanya dahulu."))
  }

  @Test("a filter that is typed ahead holds for the verb behind it")
  func filterTypedAhead() throws {
    var scenario = try CaseloadScenario.waiting(5)
    try scenario.wait(.person(6, [.name: "Ramli bin Abdullah"]), at: "kelurahan")
    try scenario.wait(.person(7), at: "kelurahan")
    var player = DeskPlayer.queue(scenario)
    player.burst(["/"] + DeskPlayer.keys("ramli") + [.enter, "s"])
    #expect(player.decided == [6])
    player.burst([.escape, "s"])
    #expect(player.decided == [6, 1])
  }

  @Test("a tab and an order that are typed ahead hold for the verb behind them")
  func tabTypedAhead() throws {
    var scenario = try CaseloadScenario.waiting(3, at: "dinas-sosial")
    for number in 4...6 { try scenario.wait(.person(number), at: "kelurahan") }
    var player = DeskPlayer.queue(scenario, officer: "yanti")
    player.burst([.tab, "s", "s"])
    #expect(player.decided == [1, 2])
    player.burst([.backTab, "o", "2", "s"])
    #expect(player.decided == [1, 2, 4])
  }

  @Test("undo in the middle of a burst brings the row back for the next verb")
  func undoInTheMiddle() throws {
    var player = DeskPlayer.queue(try .waiting(5))
    player.burst(["s", "s", "u", "t", "2", .enter, "s"])
    #expect(player.level(1) == "dinas-sosial")
    #expect(player.stage(2) == .rejected)
    #expect(player.level(3) == "dinas-sosial")
    #expect(player.selected == 4)
  }

  @Test func `the digit of a reason opens no screen, also where the verb was refused before it`()
    throws
  {
    var player = DeskPlayer(try .waiting(3), officer: "joko")
    player.press("3", "t", "1")
    #expect(player.lines[0].contains("[3 Antrean]"))
    player.press("1")
    #expect(player.lines[0].contains("[1 Beranda]"))
  }
}
