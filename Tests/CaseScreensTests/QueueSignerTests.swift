import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("The sheet of a level that signs on paper")
struct QueueSignerTests {
  private func player(_ count: Int = 5) throws -> DeskPlayer {
    DeskPlayer.queue(try .waiting(count, at: "rt-rw"), officer: "budi")
  }

  private func sign(_ player: inout DeskPlayer, day: String? = nil) {
    player.press("g")
    player.type("SYAMSUDIN, Ketua RT 003")
    player.press(.enter)
    if let day {
      player.press(.control("u"))
      player.type(day)
    }
    player.press(.enter)
    player.type("0412")
    player.press(.enter)
  }

  @Test("without a signer every verb is refused, and the keys of its reason with it")
  func refused() throws {
    var player = try player()
    player.burst(["s", "t", "2", .enter, "k", "3", "s", "q", .enter, .down])
    #expect(player.sent.isEmpty)
    #expect(!player.hasQuit)
    #expect(player.lines[0].contains("[3 Antrean]"))
    #expect(player.selected == 2)
    #expect(player.notice == "Isi dahulu penandatangan dan tanggal lembar (g).")
  }

  @Test("signer, day and sheet are set once and go with every decision")
  func setOnce() throws {
    var player = try player()
    #expect(player.lines[3] == "Penandatangan belum diisi: g mengisi, c mencetak lembar.")
    sign(&player, day: "12/11/2025")
    #expect(
      player.lines[3] == "Penandatangan SYAMSUDIN, Ketua RT 003, 12/11/2025, lembar 0412  g ganti")
    player.press("s", "t", "2", .enter, " ", " ", "s", "y")
    #expect(player.decided == [1, 2, 3, 4])
    for number in 1...4 {
      let signing = player.caseload.file(CaseID(number))?.history.last?.event.details.signing
      #expect(signing?.remark?.value?.signedBy == "SYAMSUDIN, Ketua RT 003")
      #expect(signing?.document == "0412")
      #expect(signing?.signedOn == Day("2025-11-12"))
    }
  }

  @Test(
    "a day that is none keeps what was typed, with the cursor in it",
    arguments: [
      "31/11/2025", "kemarin", "12/11/25", "45974", "14/11/2025", "31/12/9999",
    ])
  func wrongDay(day: String) throws {
    var player = try player()
    sign(&player, day: day)
    #expect(player.screen.contains("Nama dan jabatan  SYAMSUDIN, Ketua RT 003"))
    let row = try #require(player.lines.firstIndex { $0.contains("Tanggal lembar") })
    #expect(player.lines[row].hasSuffix(day))
    #expect(player.frame.cursor == .init(row: row, column: 20 + day.count))
    #expect(player.screen.contains("Nomor lembar      0412"))
    // Nothing of it holds.
    player.press(.escape, "s")
    #expect(player.sent.isEmpty)
  }

  @Test("changing it starts from what is set, and Esc keeps that")
  func change() throws {
    var player = try player()
    sign(&player)
    player.press("g")
    #expect(player.screen.contains("Nama dan jabatan  SYAMSUDIN, Ketua RT 003"))
    #expect(player.screen.contains("Tanggal lembar    13/11/2025"))
    player.press(.enter, .enter, .control("u"))
    player.type("0413")
    player.press(.enter)
    #expect(player.lines[3].contains("lembar 0413"))
    player.press("g", .control("u"), .escape)
    #expect(player.lines[3].contains("lembar 0413"))
  }

  @Test("name and number are needed")
  func needed() throws {
    var player = try player()
    player.press("g", .enter)
    #expect(player.screen.contains("Tulis nama dan jabatan"))
    player.type("A")
    player.press(.enter, .enter, .enter)
    #expect(player.screen.contains("Wajib diisi."))
    player.press(.escape)
    #expect(player.lines[3].contains("belum diisi"))
  }

  @Test("a page asks for the signer too, and at other levels there is none to set")
  func pages() throws {
    var player = try player()
    player.press(.enter, "s")
    #expect(player.sent.isEmpty)
    sign(&player)
    player.press("s")
    #expect(player.decided == [1])
    var other = DeskPlayer.queue(try .waiting(3), officer: "lina")
    other.press(.enter, "g")
    #expect(!other.screen.contains("Penandatangan"))
    other.press("s", .escape, "g")
    #expect(!other.screen.contains("Penandatangan"))
    #expect(other.level(1) == "dinas-sosial")
  }

  @Test("c prints the sheet of the selected row's neighbourhood")
  func prints() throws {
    var scenario = try CaseloadScenario.waiting(1, at: "rt-rw")
    try scenario.wait(.person(2, [.rt: "007", .rw: "004", .area: "21.02.03.1002"]), at: "rt-rw")
    try scenario.wait(.person(3, [.rt: "", .rw: ""]), at: "rt-rw")
    var player = DeskPlayer.queue(scenario, officer: "budi")
    player.press(.down, "c")
    guard case .printSheet(let place)? = player.effects.last else {
      Issue.record("nothing was printed")
      return
    }
    #expect(place == Neighbourhood(area: "21.02.03.1002", rt: "007", rw: "004"))
    #expect(player.notice == "Tertulis: /exports/1")
    let effects = player.effects.count
    player.press(.down, "c")
    #expect(player.effects.count == effects)
    #expect(player.notice.hasPrefix("Berkas ini tidak menyebut RT dan RW"))
  }

  @Test("only the name gives way where the line is narrow")
  func narrow() throws {
    var player = DeskPlayer.queue(
      try .waiting(2, at: "rt-rw"), officer: "budi", size: .smallest)
    player.press("g")
    player.type(String(repeating: "SYAMSUDIN ", count: 9))
    player.press(.enter, .enter)
    player.type("0412")
    player.press(.enter)
    #expect(player.lines[3].hasSuffix("…, 13/11/2025, lembar 0412  g ganti"))
    #expect(player.lines[3].count <= 60)
  }
}
