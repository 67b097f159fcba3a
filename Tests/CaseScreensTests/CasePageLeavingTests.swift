import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("leaving, from the page of a case")
struct CasePageLeavingTests {
  private func opened(
    _ id: CaseID, in scenario: CaseloadScenario, language: Language = .indonesian
  ) -> DeskPlayer {
    var player = DeskPlayer(scenario, officer: "dewi", language: language)
    player.press("4", "/")
    player.type(id.description)
    player.press(.enter)
    return player
  }

  /// Ends the cover of a case with what is typed, a digit first, then day, month and note.
  private func ended(_ digit: Key, _ day: String, _ month: String, on today: String? = nil) throws
    -> DeskPlayer
  {
    var scenario = try CaseloadScenario()
    let id = try scenario.enrolled(.person(1))
    if let today { scenario.advance(to: today) }
    var player = opened(id, in: scenario)
    player.press("m", digit)
    player.type(day)
    player.press(.enter)
    player.type(month)
    player.press(.enter)
    player.type("surat")
    player.press(.enter)
    return player
  }

  private func cover(_ player: DeskPlayer) -> Cover? { player.caseload.file(1)?.standing.cover }

  @Test("before enrolment a case is withdrawn for a reason, with a note")
  func withdrawn() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    var player = opened(id, in: scenario)
    player.press("m")
    #expect(player.screen.contains("Cabut usulan berkas 1 WARGA CONTOH B. Alasan:"))
    player.press("2")
    player.type("ke Batam")
    player.press(.enter)
    #expect(player.stage(id) == .withdrawn)
    #expect(player.notice == "Berkas 1 dicabut: Pindah.")
    #expect(player.screen.contains("catatan: ke Batam"))
  }

  @Test("after enrolment nothing but the reason need be typed: it ends today, with this month")
  func endedToday() throws {
    let player = try ended("2", "", "")
    #expect(player.stage(1) == .ended)
    #expect(player.caseload.file(1)?.history.last?.event.details.on == CaseloadScenario.firstDay)
    #expect(cover(player)?.until == Month("2025-11"))
    #expect(player.notice == "Berkas 1 berhenti: Pindah, terakhir November 2025.")
  }

  @Test(
    "the last month is read as offices write it",
    arguments: [
      "12/2025", "12-2025", "2025-12", "Desember 2025", "desember", "Des", "12", " 12 / 2025 ",
    ])
  func monthRead(typed: String) throws {
    let player = try ended("2", "2/12/2025", typed, on: "2025-12-03")
    #expect(cover(player)?.until == Month("2025-12"))
  }

  @Test("a dash means that no month counts")
  func noMonth() throws {
    let player = try ended("2", "", "-")
    #expect(player.stage(1) == .ended)
    #expect(cover(player) != nil && cover(player)?.until == nil)
  }

  @Test(
    "what cannot be read is asked again with what was typed",
    arguments: [
      ("31/02/2025", "", "bukan tanggal yang ada"), ("", "Nofember", "Bulan tidak terbaca"),
      ("", "13/2025", "Bulan tidak terbaca"), ("14/11/2025", "", "14 November 2025"),
      ("", "10/2025", "November 2025"), ("", "99999999999999999999", "Bulan tidak terbaca"),
    ])
  func askedAgain(day: String, month: String, complaint: String) throws {
    var player = try ended("2", day, month)
    #expect(player.stage(1) == .enrolled && player.sent.isEmpty)
    #expect(player.screen.contains(complaint))
    #expect(player.screen.contains("►2 Pindah"))
    #expect(player.screen.contains("Catatan         surat"))
    // The cursor stands in the first field; what is right now is taken.
    player.press(.control("u"), .enter, .control("u"), .enter, .enter)
    #expect(player.stage(1) == .ended)
  }

  @Test("a death keeps its own month, and another is refused at once")
  func death() throws {
    var player = try ended("1", "", "12/2025")
    #expect(player.stage(1) == .enrolled)
    #expect(player.screen.contains("►1 Meninggal dunia"))
    player.press(.escape)
    #expect(player.stage(1) == .enrolled)
    player = try ended("1", "", "")
    #expect(cover(player)?.until == Month("2025-11"))
  }

  @Test("who has left cannot leave again, and the keys of the question are dropped")
  func leftAlready() throws {
    var player = try ended("2", "", "")
    player.burst(["m", "1", "t", .enter])
    #expect(player.stage(1) == .ended)
    #expect(player.sent.count == 1)
    #expect(!player.notice.isEmpty)
  }

  @Test("reasons without digits are numbered in their order")
  func numbered() throws {
    var programme = try Programme.sample()
    for index in programme.reasons.indices where programme.reasons[index].kind == .leave {
      programme.reasons[index].digit = nil
    }
    var scenario = try CaseloadScenario(programme)
    let id = try scenario.registered(.person(1))
    var player = opened(id, in: scenario, language: .english)
    player.press("m")
    #expect(player.screen.contains("1 Meninggal dunia") && player.screen.contains("2 Pindah"))
    player.press("2", .enter)
    #expect(player.caseload.file(id)?.standing.reason == "L2")
  }
}
