import CaseDomain
import FoundationEssentials
import TestSupport
import Testing

@testable import CaseScreens

@Suite("Golden frames")
struct GoldenFrameTests {
  static let all =
    GoldenFrame.home + GoldenFrame.form + GoldenFrame.queue + GoldenFrame.cases
    + GoldenFrame.totals + GoldenFrame.everywhere

  @Test("every screen in every state looks as it was read", arguments: all)
  func looks(golden: GoldenFrame) throws {
    var texts: [String] = []
    for size in golden.sizes {
      let player = try golden.player(size)
      expectOrder(player)
      let ascii = player.frame.ascii
      #expect(ascii.faults.isEmpty, "\(ascii.lines)")
      #expect(ascii.lines.joined().utf8.allSatisfy { $0 < 0x80 })
      texts.append(player.frame.goldenText)
    }
    try expectGolden(texts.joined(separator: "\n"), golden.fixture)
  }

  @Test("no fixture is left that no state draws, and no two states share one")
  func fixtures() throws {
    let names = GoldenFrameTests.all.map(\.fixture)
    #expect(Set(names).count == names.count)
    // This file is Tests/CaseScreensTests/Golden/GoldenFrameTests.swift.
    let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent()
    }
    let folder = root.appending(path: "fixtures/screens")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
    let recorded = files.filter { $0.hasSuffix(".txt") }.map { "screens/\($0)" }
    #expect(Set(recorded).subtracting(names) == [])
  }
}
