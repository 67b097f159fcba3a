import CanonicalForm
import Testing

@Suite("Wrapped text")
struct WrappedTextTests {
  @Test(
    "a word wider than a line is divided, with its marks and wide letters whole",
    arguments: [
      (["abcdefghij"], 4, ["abcd", "efgh", "ij"]), (["ab", "cdefgh"], 4, ["ab", "cdef", "gh"]),
      (["abcd"], 4, ["abcd"]), (["李李李"], 4, ["李李", "李"]), (["a李李"], 4, ["a李", "李"]),
      (["e\u{301}e\u{301}e\u{301}"], 2, ["e\u{301}e\u{301}", "e\u{301}"]),
      (["李"], 1, ["李"]), (["ab"], 0, ["a", "b"]),
    ])
  func divided(_ words: [String], _ width: Int, _ lines: [String]) {
    #expect(WrappedText.lines(words, width) == lines)
  }

  @Test("a word is divided behind the indent of the lines below the first")
  func indented() {
    #expect(WrappedText.lines(["abcdefghi"], 4, indent: "  ") == ["abcd", "  ef", "  gh", "  i"])
  }

  @Test("lines narrower than their indent, or of no width, come to an end")
  func noRoom() {
    #expect(WrappedText.lines(["abc"], 1, indent: "   ") == ["a", "   b", "   c"])
    #expect(WrappedText.lines(["", "abc"], -3) == ["a", "b", "c"])
  }

  @Test("of a text that nobody would read only the beginning is laid out, and it says so")
  func longest() {
    let lines = WrappedText.lines(String(repeating: "kata ", count: 300_000), 80)
    #expect(lines.count < 300 && lines.last?.hasSuffix("…") == true)
    let word = WrappedText.lines(String(repeating: "é", count: 30_000), 80)
    #expect(word.last?.hasSuffix("…") == true)
  }

  @Test("a word of a megabyte takes no longer than its letters")
  func megabyte() {
    let lines = WrappedText.lines([String(repeating: "x", count: 1 << 20)], 64)
    #expect(lines.count == 1 << 14 && lines.allSatisfy { $0.utf8.count == 64 })
  }
}
