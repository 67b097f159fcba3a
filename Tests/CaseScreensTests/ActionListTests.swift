import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("Help and palette")
struct ActionListTests {
  private func player(_ keys: Key..., size: Size = .standard, officer: OfficerID = "lina") throws
    -> DeskPlayer
  {
    var player = DeskPlayer.queue(try .waiting(5), officer: officer, size: size)
    for key in keys { player.press(key) }
    return player
  }

  @Test("help says everything that keys do here, and decides nothing")
  func help() throws {
    var player = try player("?")
    #expect(player.lines[1].hasPrefix("Bantuan layar ini:"))
    #expect(player.screen.contains("s           setujui"))
    player.press(.enter)
    #expect(player.sent.isEmpty)
    #expect(!player.desk.isCovered)
    player.press(.function(1))
    player.type("setuju")
    player.press(.enter)
    #expect(player.sent.isEmpty)
  }

  @Test(
    "every action that is offered stands in help, at every size",
    arguments: [
      Size.smallest, .standard, Size(rows: 43, columns: 132),
    ])
  func complete(size: Size) throws {
    var player = try player("?", size: size)
    var seen = Set<String>()
    for _ in 0..<60 {
      seen.formUnion(player.lines.dropFirst(3).dropLast(2).map { String($0.dropFirst(2)) })
      player.press(.down)
    }
    for offer in player.desk.offers(player.scene) {
      // What is not the officer's to do stands nowhere.
      guard offer.denial == nil else { continue }
      let keys = offer.action.binding.keys(.indonesian)
      let label = offer.label ?? offer.action.binding.label(.indonesian)
      #expect(seen.contains { $0.hasPrefix(keys) && $0.contains(label) }, "\(keys) \(label)")
    }
  }

  @Test("no sentence of help is cut, at any size", arguments: [Size.smallest, .standard])
  func uncut(size: Size) throws {
    for language in Language.allCases {
      var player = DeskPlayer.queue(try .waiting(2), language: language, size: size)
      player.press("?")
      for _ in 0..<50 {
        #expect(!player.lines.dropFirst(3).dropLast(2).joined().contains("…"))
        player.press(.down)
      }
    }
  }

  @Test("the palette does what is chosen, found by any part of its name")
  func palette() throws {
    var player = try player(":")
    player.type("ekspor")
    #expect(player.frame.cursor == .init(row: 1, column: 16))
    player.press(.enter)
    player.type("daftar untuk lurah")
    player.press(.enter)
    guard case .export? = player.effects.last else {
      Issue.record("nothing was exported")
      return
    }
    player.press(":")
    player.type("setujui")
    player.press(.enter)
    #expect(player.decided == [1])
  }

  @Test("what cannot be done now says why, in the palette as with its key")
  func off() throws {
    var player = try player(":")
    player.type("daftarkan")
    player.press(.enter)
    #expect(player.sent.isEmpty)
    #expect(player.notice == "Didaftarkan hanya berkas yang memenuhi syarat.")
  }

  @Test("what is not the officer's to do is no choice of the palette; its key says why")
  func denied() throws {
    var player = try player(.tab, ":", officer: "joko")
    player.type("setujui")
    player.press(.enter)
    #expect(player.sent.isEmpty && player.recorded.isEmpty)
    #expect(player.notice.isEmpty)
    player.press("s")
    #expect(player.notice.hasPrefix("Diperlukan wewenang"))
  }

  @Test("Esc clears what was typed, then closes; ^C closes at once")
  func closes() throws {
    var player = try player(":", "x", "x")
    #expect(player.screen.contains("Tidak ada yang cocok. Esc menghapus ketikan."))
    player.press(.enter)
    #expect(!player.desk.isCovered)
    player.press(":", "x", .escape)
    #expect(player.desk.isCovered)
    player.press(.escape)
    #expect(!player.desk.isCovered)
    player.press("?", "x", .control("c"))
    #expect(!player.desk.isCovered)
  }

  @Test("letters are letters: no verb and no digit acts behind help")
  func letters() throws {
    var player = try player("?")
    player.type("stkq123 *")
    #expect(player.sent.isEmpty)
    #expect(!player.hasQuit)
    #expect(player.lines[0].contains("[3 Antrean]"))
  }

  @Test("the selection stays inside what is found", arguments: [Size.smallest, .standard])
  func selection(size: Size) throws {
    var player = try player(":", size: size)
    for key in [.up, .pageDown, .pageDown, .pageDown, .down, .pageUp, .up, .pageDown] as [Key] {
      player.press(key)
      #expect(player.lines.contains { $0.hasPrefix("►") })
      expectOrder(player)
    }
    player.type("l")
    #expect(player.lines[3].hasPrefix("►"))
  }
}
