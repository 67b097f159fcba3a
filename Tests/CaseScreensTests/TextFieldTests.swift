import CanonicalForm
import TestSupport
import Testing

@testable import CaseScreens

@Suite("A field of text")
struct TextFieldTests {
  private func typed(_ keys: [Key], into field: TextField = TextField()) -> TextField {
    var field = field
    for key in keys {
      let isTaken = field.type(key)
      #expect(isTaken)
    }
    return field
  }

  @Test("letters go in where the cursor stands, and the editing keys edit there")
  func edits() {
    var field = typed("abd".map(Key.character) + [.left, "c", .home, "x", .delete, .end, "!"])
    #expect(field.text == "xbcd!")
    field = typed([.backspace, .left, .left, .backspace, .right, "y"], into: field)
    #expect(field.text == "xcyd")
    field = typed([.home, .backspace, .left, .end, .right, .delete], into: field)
    #expect(field.text == "xcyd")
    #expect(typed([.control("u"), "z"], into: field).text == "z")
  }

  @Test(
    "keys that are no text are not for the field",
    arguments: [
      .enter, .tab, .up, .down, .escape, .function(2), .control("s"), .pageUp, .backTab,
    ] as [Key])
  func others(key: Key) {
    var field = TextField("abc")
    let isTaken = field.type(key)
    #expect(!isTaken)
    #expect(field.text == "abc")
  }

  @Test("what is pasted becomes one line without anything that drives a terminal")
  func paste() {
    let field = typed([.paste("SITI\r\nRAHMAH\tBINTI\u{1B}[31m\u{202E} UMAR\u{0}\n\n")])
    #expect(field.text == "SITI  RAHMAH BINTI[31m UMAR")
    #expect(!field.isCut)
  }

  @Test("a field that is full takes no more and says so")
  func limit() {
    var field = typed([.paste(String(repeating: "a", count: 30))], into: TextField(limit: 20))
    #expect(field.text.count == 20)
    #expect(field.isFull && field.isCut)
    field = typed([.backspace], into: field)
    field = typed(["b"], into: field)
    #expect(field.text.hasSuffix("ab"))
    #expect(!field.isCut)
    field = typed([.paste(String(repeating: "abcdefghij", count: 100_000))], into: field)
    #expect(field.isCut)
  }

  @Test("a field of digits drops what stands between them")
  func digits() {
    let field = typed(
      [.paste("2171 0656-0284.9023"), "x", "٣", "²"], into: TextField("", .digits, limit: 16))
    #expect(field.text == "2171065602849023")
  }

  @Test("a mark joins its letter and needs no column, a mark alone is nothing")
  func marks() {
    var field = typed(["\u{301}", "e", "\u{301}", "n"])
    #expect(field.text == "e\u{301}n")
    #expect(field.characters.count == 2)
    field = typed([.left, .backspace], into: field)
    #expect(field.text == "n")
    // No letter grows without end.
    field = typed(["a"] + Array(repeating: "\u{301}", count: 50))
    #expect(field.characters.count == 1)
    #expect(field.text.unicodeScalars.count <= 4)
    field = typed([.paste("a" + String(repeating: "\u{301}", count: 500) + "b")])
    #expect(field.characters.count == 2)
    #expect(field.text.unicodeScalars.count <= 5)
  }

  @Test(
    "letters that cannot be seen are not taken",
    arguments: [
      "\u{7F}", "\u{1B}", "\u{200D}", "\u{202E}", "\u{FEFF}", "\u{2028}",
    ] as [Character])
  func invisible(character: Character) {
    #expect(typed([.character(character)]).isEmpty)
  }

  @Test("the cursor stays in sight and behind the last letter, whatever the letters' width")
  func draws() {
    let texts = ["", "abc", "工工工", String(repeating: "工", count: 40), "e\u{301}工e\u{301}"]
    for text in texts + [String(repeating: "abc ", count: 30)] {
      for width in 2...20 {
        var field = TextField(text)
        let moves: [Key] = [.left, .left, .home, .right, .right, .end]
        for key in [.end] + moves {
          _ = field.type(key)
          var frame = Frame(Size(rows: 3, columns: 30))
          field.draw(on: &frame, 1, 4, width: width, isActive: true)
          #expect(frame.faults == [])
          let cursor = frame.cursor?.column ?? -1
          #expect((4..<4 + width).contains(cursor))
          #expect(frame.row(1).dropFirst(4 + width).allSatisfy { $0 == Cell(" ") })
        }
      }
    }
  }

  @Test("a field that has not the keys ends in an ellipsis and points nowhere")
  func drawsInactive() {
    var frame = Frame(Size(rows: 2, columns: 30))
    TextField("ABDUL GANI BIN HAJI").draw(on: &frame, 0, 2, width: 10, isActive: false)
    #expect(frame.lines[0] == "  ABDUL GAN…")
    #expect(frame.cursor == nil)
  }

  @Test("a thousand random keys keep the cursor inside the text", arguments: 1...5)
  func random(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    var field = TextField(limit: 12)
    let keys: [Key] = [
      "a", "é", "\u{301}", "工", " ", .backspace, .delete, .left, .right, .home, .end,
      .paste("x\u{301}\u{301} y"), .control("u"),
    ]
    for _ in 0..<1_000 {
      _ = field.type(keys.randomElement(using: &random) ?? "a")
      #expect((0...field.characters.count).contains(field.cursor))
      #expect(field.characters.count <= 12)
      #expect(String(field.characters).count == field.characters.count)
    }
  }
}
