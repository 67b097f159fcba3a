import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("Hostile texts on a screen")
struct HostileTextsTests {
  @Test("there are two hundred of them, no two the same")
  func corpus() {
    #expect(HostileTexts.all.count >= 200)
    #expect(Set(HostileTexts.all.map { Array($0.utf8) }).count == HostileTexts.all.count)
  }

  @Test("nothing of them leaves its cell, its line or its columns")
  func frames() {
    let size = Size(rows: 15, columns: 60)
    for text in HostileTexts.all {
      var frame = Frame(size)
      let end = frame.put(text, 3, 5, width: 20)
      #expect(end <= 25)
      let locked = LockScreen([Officer(id: "siti", name: text, office: text, grants: [])])
        .frame(size, .indonesian, isSimulated: false)
      for frame in [frame, locked] {
        #expect(frame.cells.count == 15 * 60)
        let shown = frame.lines.joined()
        #expect(
          HostileTexts.forbidden(in: shown).isEmpty && !shown.contains("\n"),
          "\(text.debugDescription)")
        #expect(frame.cells.allSatisfy { $0.character.unicodeScalars.count <= 5 })
      }
      #expect(frame.lines.enumerated().allSatisfy { $0.offset == 3 || $0.element.isEmpty })
    }
  }

  @Test("a field that is typed or pasted into shows none of it raw")
  func fields() {
    for text in HostileTexts.all {
      var field = TextField()
      _ = field.type(.paste(text))
      var frame = Frame(Size(rows: 15, columns: 60))
      frame.put(field.text, 0, 0)
      #expect(HostileTexts.forbidden(in: frame.lines.joined()).isEmpty)
      #expect(field.characters.count <= field.limit)
    }
  }
}
