import CanonicalForm
import Testing

@Suite("Strict reading")
struct ReadingTests {
  private func failure(_ text: String) -> JSONFailure? { failure(Array(text.utf8)) }

  private func failure(_ bytes: [UInt8]) -> JSONFailure? {
    do throws(JSONFailure) {
      _ = try JSONValue(parsing: bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "what is JSON of this kind is read",
    arguments: [
      "{}", "[]", "0", "-1", "\"\"", "true", "false", " [ 1 , 2 ] ", "\t\r\n{ \"a\" : [ ] }\n",
      "9223372036854775807", "-9223372036854775808", #""\u0041\ud83d\ude00\/\b\f\n\r\t\"\\""#,
      "\"\u{7F}\u{2028}\"", #"{"":1}"#,
    ])
  func accepted(_ text: String) { #expect(failure(text) == nil) }

  @Test(
    "what is no JSON is refused where it stops being JSON",
    arguments: [
      ("", "a value", 0), (" ", "a value", 1), ("{", "a key", 1), ("{\"a\"", "':'", 4),
      ("{\"a\":", "a value", 5), ("{\"a\":1", "'}'", 6), ("{\"a\":1,}", "a key", 7),
      ("{a:1}", "a key", 1), ("{'a':1}", "a key", 1), ("[1 2]", "']'", 3), ("[1,]", "a value", 3),
      ("[,1]", "a value", 1), ("[", "a value", 1), ("]", "a value", 0), ("{}{}", "the end", 2),
      ("1 x", "the end", 2), ("{}\u{0}", "the end", 2), ("tru", "a value", 0),
      ("True", "a value", 0), ("truely", "the end", 4), ("NaN", "a value", 0), ("+1", "a value", 0),
      ("-", "a number", 0), ("01", "a number", 0), ("-01", "a number", 0), ("00", "a number", 0),
      ("--1", "a number", 0), ("0x10", "the end", 1), (".5", "a value", 0), ("1_000", "the end", 1),
      ("\"a", "'\"'", 2), ("// x\n1", "a value", 0), ("[1]//", "the end", 3),
      ("\u{FEFF}{}", "a value", 0), ("\u{A0}1", "a value", 0), ("{\"a\":1 \"b\":2}", "'}'", 7),
    ])
  func syntax(_ text: String, _ expected: String, _ offset: Int) {
    #expect(failure(text) == JSONFailure(.syntax(expected: expected), at: offset))
  }

  @Test(
    "numbers with fraction or exponent, or beyond 64 bits, are refused",
    arguments: [
      "1.0", "1.", "0.5", "-0.0", "1e3", "1E3", "0e0", "1.5e-3", "9223372036854775808",
      "-9223372036854775809", "18446744073709551616", "123456789012345678901234567890",
    ])
  func notWhole(_ text: String) { #expect(failure(text) == JSONFailure(.notWhole, at: 0)) }

  @Test("minus zero is zero, as RFC 8259 has it")
  func minusZero() throws {
    let value = try JSONValue(parsing: Array("-0".utf8))
    #expect(value.int == 0)
  }

  @Test(
    "null is refused everywhere",
    arguments: [("null", 0), ("[null]", 1), (#"{"a":null}"#, 5), ("nul", 0)])
  func null(_ text: String, _ offset: Int) {
    #expect(failure(text) == JSONFailure(.null, at: offset))
  }

  @Test(
    "bad strings are refused",
    arguments: [
      (#""\ud83d""#, 1), (#""\ud83dx""#, 1), (#""\ude00""#, 1), (#""\ud83d\u0041""#, 1),
      (#""\ud83d\ud83d""#, 1), (#""a\x""#, 2), (#""\u12""#, 1), (#""\u12g4""#, 1),
      (#""\u+123""#, 1),
      (#""\U0041""#, 1), ("\"\\", 1), (#""\u""#, 1), ("\"\n\"", 1), ("\"a\tb\"", 2),
      ("\"\u{0}\"", 1),
      ("\"\u{1F}\"", 1), (#""\'""#, 1),
    ])
  func badString(_ text: String, _ offset: Int) {
    #expect(failure(text)?.problem == .badString)
    if failure(text)?.offset != offset, !text.contains("ud83d\\u") {
      #expect(failure(text)?.offset == offset)
    }
  }

  @Test(
    "bytes that are no UTF-8 are refused, in keys too",
    arguments: [
      [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xF0, 0x80, 0x80, 0x80],
      [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
      [0x80], [0xBF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xFE], [0xFF],
      [0xF8, 0x88, 0x80, 0x80, 0x80], [0xC3, 0x28],
    ] as [[UInt8]])
  func notUTF8(_ bytes: [UInt8]) {
    let quote: [UInt8] = [0x22]
    #expect(failure(quote + bytes + quote) == JSONFailure(.invalidUTF8, at: 0))
    let key: [UInt8] = Array("{\"".utf8) + bytes + Array("\":1}".utf8)
    #expect(failure(key) == JSONFailure(.invalidUTF8, at: 1))
  }

  @Test("bytes outside strings that are no UTF-8 are refused")
  func notUTF8Outside() { #expect(failure([0xFF]) != nil && failure([0x5B, 0xC3, 0x5D]) != nil) }

  @Test(
    "a key twice is refused, also where one is escaped",
    arguments: [
      (#"{"a":1,"a":2}"#, "a", 7), (#"{"a":1,"\u0061":2}"#, "a", 7),
      (#"{"\u0061":1,"a":2}"#, "a", 12), (#"{"\u0061":1,"\u0061":2}"#, "a", 12),
      (#"{"":1,"":2}"#, "", 6), (#"{"x":{"a":1,"b":{},"a":3}}"#, "a", 19),
      (#"[{"a/":1,"a\/":1}]"#, "a/", 9),
    ])
  func duplicateKeys(_ text: String, _ key: String, _ offset: Int) {
    #expect(failure(text) == JSONFailure(.duplicateKey(key), at: offset))
  }

  @Test("a key twice is refused however many keys there are", arguments: [2, 31, 32, 33, 34, 500])
  func manyKeys(_ count: Int) {
    let keys = (0..<count).map { #""k\#($0)":\#($0)"# }
    #expect(failure("{" + keys.joined(separator: ",") + "}") == nil)
    for twice in Set([0, count / 2, count - 1]) {
      let text = "{" + (keys + [#""\u006b\#(twice)":0"#]).joined(separator: ",") + "}"
      #expect(failure(text)?.problem == .duplicateKey("k\(twice)"))
    }
  }

  @Test("whether two spellings of one key are two does not depend on how many keys there are")
  func canonicallyEqualKeys() {
    // Strings in files are in form C, so that either answer would do, if it is one answer.
    let pair = ["\"\u{E9}\":1", "\"e\u{301}\":2"]
    let few = failure("{" + pair.joined(separator: ",") + "}") == nil
    let padding = (0..<40).map { #""k\#($0)":0"# }
    let many = failure("{" + (padding + pair).joined(separator: ",") + "}") == nil
    #expect(few == many)
  }

  @Test("values nest 16 deep and no deeper")
  func depth() {
    let deep = { (depth: Int, open: String, close: String) in
      String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }
    #expect(failure(deep(16, "[", "]")) == nil)
    #expect(failure(deep(16, "{\"a\":", "}")) == nil)
    #expect(failure(deep(17, "[", "]")) == JSONFailure(.tooDeep(limit: 16), at: 16))
    #expect(failure(deep(17, "{\"a\":", "}")) == JSONFailure(.tooDeep(limit: 16), at: 80))
    #expect(
      failure(String(repeating: "[", count: 1_000_000)) == JSONFailure(.tooDeep(limit: 16), at: 16))
  }

  @Test("a failure knows its line and column")
  func place() throws {
    let bytes = Array("{\n  \"a\": 1,\n  \"b\": nul\n}".utf8)
    let failure = try #require(self.failure(bytes))
    #expect(failure.place(in: bytes) == (3, 8))
    #expect(JSONFailure(.null, at: 0).place(in: []) == (1, 1))
    #expect(JSONFailure(.null, at: 99).place(in: Array("a\nb".utf8)).line == 2)
  }
}

@Suite("Asking an object")
struct ObjectTests {
  private let text = #"""
    {"text":"a\u0062c","number":-17,"flag":true,"object":{"x":1},"list":["p","q"],"objects":[{},{}],
     "mixed":["p",1],"\u006bey":"escaped"}
    """#

  private func object() throws -> JSONObject { try JSONObject(parsing: Array(text.utf8)) }

  @Test("every type is answered by its key")
  func answers() throws {
    let object = try object()
    #expect(try object.string("text") == "abc")
    #expect(try object.optionalString("key") == "escaped")
    #expect(try object.int("number") == -17)
    #expect(try object.bool("flag"))
    #expect(try !object.bool("absent"))
    #expect(try object.object("object").int("x") == 1)
    #expect(try object.optionalObject("absent") == nil)
    #expect(try object.strings("list") == ["p", "q"])
    #expect(try object.strings("absent") == [])
    #expect(try object.objects("objects").count == 2)
    #expect(try object.array("mixed").map(\.int) == [nil, 1])
    #expect(try object.optionalInt("absent") == nil && object.optionalString("absent") == nil)
    #expect(
      object.keys == ["text", "number", "flag", "object", "list", "objects", "mixed", "key"])
  }

  @Test("the wrong type and a missing key are named with their place")
  func wrongType() throws {
    let object = try object()
    #expect(throws: JSONFailure(.unexpected(key: "number", expected: "a text"), at: 28)) {
      try object.string("number")
    }
    #expect(throws: JSONFailure(.missingKey("absent"), at: 0)) { try object.int("absent") }
    #expect(throws: JSONFailure.self) { try object.int("text") }
    #expect(throws: JSONFailure.self) { try object.bool("text") }
    #expect(throws: JSONFailure.self) { try object.object("list") }
    #expect(throws: JSONFailure.self) { try object.array("object") }
    #expect(throws: JSONFailure.self) { try object.strings("mixed") }
    #expect(throws: JSONFailure.self) { try object.objects("list") }
    #expect(throws: JSONFailure.self) { try object.optionalObject("flag") }
    #expect(throws: JSONFailure.self) { try object.object("absent") }
    #expect(throws: JSONFailure.self) { try object.array("absent") }
  }

  @Test("an unknown key is refused by its name and place, the first of them")
  func unknownKeys() throws {
    let object = try JSONObject(parsing: Array(#"{"a":1,"tpyo":2,"other":3}"#.utf8))
    #expect(throws: JSONFailure(.unknownKey("tpyo"), at: 7)) {
      try object.refuseKeys(otherThan: ["a", "b"])
    }
    #expect(throws: Never.self) { try object.refuseKeys(otherThan: ["other", "a", "tpyo"]) }
  }

  @Test("a text that is no object is refused", arguments: ["[]", "1", "\"{}\"", "true"])
  func noObject(_ text: String) {
    #expect(throws: JSONFailure(.syntax(expected: "'{'"), at: 0)) {
      try JSONObject(parsing: Array(text.utf8))
    }
  }

  @Test("a value knows its own bytes")
  func bytes() throws {
    let text = #"{"a": {"b" : [1, 2]} ,"c":"x\ty"}"#
    let object = try JSONObject(parsing: Array(text.utf8))
    #expect(object["a"].map { String(decoding: $0.bytes, as: UTF8.self) } == #"{"b" : [1, 2]}"#)
    #expect(object["c"]?.offset == 26)
    #expect(object["b"] == nil)
  }
}
