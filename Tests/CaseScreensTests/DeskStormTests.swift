import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("Random keys")
struct DeskStormTests {
  private static let words = [
    "warga", "KTP difoto ulang", "12/11/2025", "210203", "é\u{301}工", "؟ٱ", "-", "   ",
  ]

  private static func key(_ random: inout SeededRandom) -> Key {
    let verbs: [Key] = ["s", "t", "k", "u", "l", "p", "d", "m", "g", "o", "/", " ", "*", "c", "e"]
    let moves: [Key] = [
      .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .tab, .backTab, .enter, .enter,
      .escape, .escape,
    ]
    let others: [Key] = [
      .backspace, .delete, .function(1), .function(2), .control("c"), .control("d"),
      .control("o"), .control("l"), .control("u"), .control("z"), "q", "?", ":", "w", "n", "h",
    ]
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<7: return verbs.randomElement(using: &random) ?? "s"
    case 7..<12: return moves.randomElement(using: &random) ?? .up
    case 12..<14: return .character(Character(String(Int.random(in: 0...9, using: &random))))
    case 14: return "y"
    case 15: return .paste(words.randomElement(using: &random) ?? "")
    case 16:
      let word = words.randomElement(using: &random) ?? "a"
      return word.randomElement(using: &random).map(Key.character) ?? "a"
    default: return others.randomElement(using: &random) ?? "q"
    }
  }

  private static func size(_ random: inout SeededRandom) -> Size {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: .standard
    case 1: .smallest
    default:
      Size(
        rows: Int.random(in: 1...43, using: &random),
        columns: Int.random(in: 1...132, using: &random))
    }
  }

  @Test(
    "ten thousand keys on every screen and at every size keep every frame in order",
    arguments: 1...10)
  func storm(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let officers: [OfficerID] = [
      "wati", "mira", "rina", "budi", "dewi", "siti", "joko", "owner", "adi", "hendra",
    ]
    let officer = officers[seed % officers.count]
    var player = DeskPlayer(
      try DeskKeysTests.shared.get(), officer: officer,
      language: seed % 3 == 0 ? .english : .indonesian)
    player.press("3")
    for _ in 0..<250 {
      let keys = (0..<Int.random(in: 1...7, using: &random)).map { _ in DeskStormTests.key(&random)
      }
      player.burst(keys)
      expectOrder(player)
      world(&player, &random)
    }
  }

  /// What happens around the desk: the size, colleagues, the disk, the day.
  private func world(_ player: inout DeskPlayer, _ random: inout SeededRandom) {
    let id = CaseID(Int.random(in: 1...30, using: &random))
    switch Int.random(in: 0..<14, using: &random) {
    case 0: player.size = DeskStormTests.size(&random)
    case 1: player.openElsewhere = [id: "Yanti 王"]
    case 2: player.openElsewhere = [:]
    case 3: player.failure = player.failure == nil ? "Belum tersimpan." : nil
    case 4: player.now = Instant(milliseconds: player.now.milliseconds + 86_400_000)
    case 5: player.meanwhile(.approve(Approve(DecisionInput(id))), by: "yanti")
    case 6: player.meanwhile(.undo(Undo(id)), by: "yanti")
    case 7: player.meanwhile(.withdraw(Withdraw(id, reason: "L2")), by: "siti")
    case 8:
      player.meanwhile(.enrol(Enrol(id)), by: "dewi")
      player.settle()
    default: return
    }
    if Bool.random(using: &random) {
      player.settle()
      expectOrder(player)
    }
  }
}
