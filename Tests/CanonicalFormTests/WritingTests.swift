import CanonicalForm
import Testing

@Suite("Canonical writing")
struct WritingTests {
  @Test("an object has its keys in the order given and no spaces")
  func order() {
    var writer = JSONWriter()
    writer.object {
      $0.field("b", 1)
      $0.field("a", "x")
      $0.field("yes", true)
      $0.object("inner") { $0.field("no", false) }
      $0.array("list", [3, 2, 1]) { $0.number($1) }
      $0.array("none", [Int]()) { $0.number($1) }
    }
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"b":1,"a":"x","yes":true,"inner":{"no":false},"list":[3,2,1],"none":[]}"#)
  }

  @Test("what is absent is not written, never as null")
  func absent() {
    var writer = JSONWriter()
    writer.object {
      $0.field("text", ifPresent: String?.none)
      $0.field("number", ifPresent: Int?.none)
      $0.field("flag", ifTrue: false)
      $0.field("list", ifAny: [])
    }
    #expect(writer.bytes == Array("{}".utf8))
  }

  @Test("fields of another writer stand between others with a comma, and leave none where empty")
  func fieldsOfAnother() {
    var inner = JSONWriter()
    inner.field("b", 2)
    var writer = JSONWriter()
    writer.object {
      $0.fields(of: JSONWriter())
      $0.field("a", 1)
      $0.fields(of: inner)
      $0.fields(of: JSONWriter())
      $0.array("c", [1, 2]) { writer, number in writer.object { $0.field("n", number) } }
    }
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == #"{"a":1,"b":2,"c":[{"n":1},{"n":2}]}"#)
  }

  @Test("an array of bare values is separated by commas")
  func bareArray() {
    var writer = JSONWriter()
    writer.array([true, false]) { $0.bool($1) }
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "[true,false]")
  }

  @Test(
    "texts are escaped as the format says",
    arguments: [
      ("plain ~", "plain ~"), ("a\"b", #"a\"b"#), (#"a\b"#, #"a\\b"#), ("a/b", "a/b"),
      ("\u{0}\t\n\u{1B}[2J", #"\u0000\u0009\u000a\u001b[2J"#), ("\u{7F}", #"\u007f"#),
      ("\u{9B}", #"\u009b"#), ("\u{AD}", #"\u00ad"#), ("\u{200B}\u{200E}", #"\u200b\u200e"#),
      ("\u{202E}", #"\u202e"#), ("\u{2028}\u{2029}", #"\u2028\u2029"#), ("\u{FEFF}", #"\ufeff"#),
      ("\u{E0041}", #"\udb40\udc41"#), ("\u{1D173}", #"\ud834\udd73"#), ("\u{A0}", "\u{A0}"),
      ("é", "é"), ("e\u{301}", "\u{E9}"), ("\u{212B}", "\u{C5}"), ("😀", "😀"),
      ("A\u{30A}\u{200D}", "\u{C5}\\u200d"), ("\u{1100}\u{1161}", "\u{AC00}"),
    ])
  func escapes(_ text: String, _ expected: String) {
    var writer = JSONWriter()
    writer.string(text)
    #expect(writer.bytes == Array("\"\(expected)\"".utf8))
  }

  @Test("every scalar that is written raw is printable and every one comes back")
  func everyScalar() throws {
    var escaped: [Unicode.GeneralCategory: Int] = [:]
    for value in UInt32(0)...0x10FFFF {
      // Most of the last planes is private or empty; every seventh of it is enough.
      if value > 0x3FFFF, value < 0xE0000 || value > 0xE01FF, value % 7 != 0 { continue }
      guard let scalar = Unicode.Scalar(value) else { continue }
      var writer = JSONWriter()
      writer.string(String(Character(scalar)))
      let text = String(decoding: writer.bytes, as: UTF8.self)
      let category = scalar.properties.generalCategory
      switch category {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        escaped[category, default: 0] += 1
        if !text.hasPrefix("\"\\u") { Issue.record("U+\(String(value, radix: 16)) is raw") }
      default:
        if text.contains("\\u") { Issue.record("U+\(String(value, radix: 16)) is escaped") }
      }
      if value % 16 == 0 || text.contains("\\") {
        let read = try JSONValue(parsing: writer.bytes).string
        if read != String(Character(scalar)) {
          Issue.record("U+\(String(value, radix: 16)) does not come back")
        }
      }
    }
    #expect(escaped[.control] == 65 && escaped[.lineSeparator] == 1)
    #expect(escaped[.paragraphSeparator] == 1 && escaped[.format, default: 0] > 100)
  }

  @Test("texts that are equal have equal bytes")
  func equalTexts() {
    let spellings = ["Nguyễn", "Nguye\u{302}\u{303}n", "Nguy\u{EA}\u{303}n"]
    let written = spellings.map { text in
      var writer = JSONWriter()
      writer.string(text)
      return writer.bytes
    }
    #expect(Set(written).count == 1)
    #expect(Set(spellings.map { Array($0.normalized.utf8) }).count == 1)
  }

  @Test("a number of any length is written as it is spoken of, alone and in a list")
  func lengths() {
    var numbers: [Int] = [Int.min, Int.max]
    var power = 1
    for _ in 0..<19 {
      numbers += [power - 1, power, power + 1, -power, 1 - power]
      power = power.multipliedReportingOverflow(by: 10).partialValue
    }
    for number in numbers {
      var alone = JSONWriter()
      alone.number(number)
      #expect(String(decoding: alone.bytes, as: UTF8.self) == "\(number)")
    }
    var list = JSONWriter()
    list.object { fields in
      fields.field("row", numbers)
      fields.field("none", [Int]())
    }
    let written = numbers.map(\.description).joined(separator: ",")
    #expect(String(decoding: list.bytes, as: UTF8.self) == #"{"row":[\#(written)],"none":[]}"#)
  }

  @Test("the smallest and the largest number come back", arguments: [Int.min, -1, 0, 1, Int.max])
  func numbers(_ number: Int) throws {
    var writer = JSONWriter()
    writer.object { $0.field("n", number) }
    #expect(try JSONObject(parsing: writer.bytes).int("n") == number)
  }
}
