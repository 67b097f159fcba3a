import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("two cases that look alike, from the page of one")
struct CasePageLookAlikeTests {
  private func opened(
    _ id: CaseID, names: [String], officer: OfficerID = "siti", language: Language = .indonesian
  ) throws -> DeskPlayer {
    var scenario = try CaseloadScenario()
    for (place, name) in names.enumerated() {
      try scenario.registered(.person(place + 1, [.name: name, .birthDate: "16/02/1984"]))
    }
    var player = DeskPlayer(scenario, officer: officer, language: language)
    player.press("4", "/")
    player.type(id.description)
    player.press(.enter)
    return player
  }

  @Test("who says that they are two people is asked from what, and the pair is gone")
  func toldApart() throws {
    var player = try opened(2, names: ["Ridwan Hakim", "M. Ridwan Hakim"])
    #expect(player.lines.last?.contains("i identitas lain") == true)
    #expect(player.screen.contains("Nama mirip berkas 1"))
    player.press("i")
    #expect(player.screen.contains("Berkas 2 dan 1 bukan orang yang sama?"))
    #expect(player.screen.contains("tgl lahir 30"))
    player.press(.enter)
    #expect(player.screen.contains("Tulis dahulu dari apa, misalnya KK berbeda."))
    player.type("KK berbeda")
    player.press(.enter)
    #expect(player.caseload.areDistinguished(CasePair(1, 2)))
    #expect(player.notice.contains("bukan orang yang sama"))
    #expect(!player.screen.contains("Nama mirip berkas 1"))
    #expect(player.lines.last?.contains("identitas lain") == false)
    #expect(player.caseload.lookAlikes(of: 1).isEmpty)
    // And it can be taken back.
    player.press("u", .enter)
    #expect(!player.caseload.areDistinguished(CasePair(1, 2)))
    #expect(player.screen.contains("Nama mirip berkas 1"))
  }

  @Test("the other case is opened from the page, and Esc comes back")
  func opens() throws {
    var player = try opened(2, names: ["Ridwan Hakim", "Ridwan Hakim"])
    player.press(.control("o"))
    #expect(player.screen.contains("Berkas 1"))
    player.press(.escape)
    #expect(player.screen.contains("Berkas 2"))
  }

  @Test("nothing of it is offered where nobody looks alike")
  func alone() throws {
    var player = try opened(2, names: ["Ridwan Hakim", "Slamet"])
    #expect(player.lines.last?.contains("identitas lain") == false)
    player.press("i")
    #expect(!player.screen.contains("bukan orang yang sama?"))
  }

  @Test("who may not say so is told why")
  func refused() throws {
    var player = try opened(2, names: ["Ridwan Hakim", "Ridwan Hakim"], officer: "dewi")
    player.press("i")
    #expect(!player.screen.contains("bukan orang yang sama?"))
    #expect(!player.notice.isEmpty)
  }
}
