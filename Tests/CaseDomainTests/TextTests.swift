import CaseDomain
import Testing

@Suite("Free text")
struct TextTests {
  private func fault(_ text: String, limit: Int = 100) -> FieldFault.Problem? {
    do throws(FieldFault) {
      _ = try Text.line(text, .name, limit: limit)
      return nil
    } catch {
      return error.problem
    }
  }

  @Test(
    "lines are normalised and spaces collapse",
    arguments: [
      ("  Siti   Aminah ", "Siti Aminah"), ("Siti\u{A0}\u{2003}Aminah", "Siti Aminah"),
      ("Siti\tAminah", "Siti Aminah"), ("Re\u{301}ne", "Réne"), ("", ""), (" \u{3000} ", ""),
    ])
  func normalised(_ text: String, _ line: String) throws {
    let read = try Text.line(text, .name, limit: 100)
    #expect(Array(read.utf8) == Array(line.utf8))
  }

  @Test("spaces collapse alike in whatever is plain, and around it")
  func spaces() throws {
    let pieces = ["a", "Siti", " ", "  ", "\t", "~", "\u{A0}", "é"]
    var texts = [""]
    for _ in 0..<4 { texts += texts.suffix(4_096).flatMap { text in pieces.map { text + $0 } } }
    for text in texts {
      let words = text.split { $0.isWhitespace }
      #expect(try Text.line(text, .name, limit: 100) == words.joined(separator: " "))
      #expect(text.trimmed == text[...].trimmed)
    }
  }

  @Test(
    "names of people as they are pass",
    arguments: ["H. Abd. Rahman bin Ja'far", "Nguyễn Văn Đức", "O’Neil", "陈美玲", "Siti 2", "عائشة"])
  func names(_ text: String) { #expect(fault(text) == nil) }

  @Test(
    "what hides text or drives a terminal is refused by code point and place",
    arguments: [
      ("Siti\u{202E}itis", 0x202E, 5), ("\u{2066}Siti", 0x2066, 1), ("Siti\u{200B}", 0x200B, 5),
      ("Si\u{200D}ti", 0x200D, 3), ("Si\u{AD}ti", 0xAD, 3), ("\u{FEFF}Siti", 0xFEFF, 1),
      ("Siti\u{E0041}", 0xE0041, 5), ("\u{1B}[2J", 0x1B, 1), ("Siti\u{0}", 0, 5),
      ("Siti\u{7F}", 0x7F, 5), ("Siti\u{9B}31m", 0x9B, 5), ("Siti\nAminah", 0x0A, 5),
      ("Siti\rAminah", 0x0D, 5), ("Siti\u{2028}A", 0x2028, 5), ("Siti\u{2029}A", 0x2029, 5),
      ("Siti\u{85}A", 0x85, 5), ("Siti\u{61C}", 0x61C, 5), ("e\u{301}\u{200E}", 0x200E, 3),
      ("Siti \u{FFFD}minah", 0xFFFD, 6),
    ] as [(String, UInt32, Int)])
  func unprintable(_ text: String, _ value: UInt32, _ place: Int) {
    #expect(fault(text) == .unprintable(value, place: place))
  }

  @Test("more than two marks on one letter are a flood")
  func marks() {
    #expect(fault("a\u{301}\u{302}") == nil)
    #expect(fault("a\u{301}\u{302}\u{303}") == .tooManyMarks(place: 4))
    #expect(
      fault("Siti" + String(repeating: "\u{20DD}", count: 1_000), limit: 1_000)
        == .tooManyMarks(place: 7))
    #expect(fault("a\u{301}b\u{301}c\u{301}d\u{301}") == nil)
  }

  @Test("length is counted in characters")
  func length() {
    #expect(fault(String(repeating: "x", count: 100)) == nil)
    #expect(fault(String(repeating: "x", count: 101)) == .tooLong(101, limit: 100))
    #expect(fault(String(repeating: "e\u{301}", count: 100)) == nil)
    #expect(fault(String(repeating: " ", count: 500) + "x") == nil)
  }

  @Test("a name of a megabyte is refused at once")
  func megabyte() {
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(fault(String(repeating: "x", count: 1_000_000)) == .tooLong(1_000_000, limit: 100))
    }
    #expect(time < .seconds(5))
  }

  @Test(
    "spellings of one name fold to the same",
    arguments: [
      ("Sei Raya", "sungairaya"), ("SUNGAI RAYA", "sungairaya"), ("Tanjung-Balai", "tanjungbalai"),
      ("Tanjungbalai", "tanjungbalai"), ("Laki-laki", "lakilaki"), ("", ""), ("---", ""),
    ])
  func folded(_ text: String, _ folded: String) { #expect(Text.folded(text) == folded) }
}
