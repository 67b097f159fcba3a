import CanonicalForm
import CaseExchange
import Testing

@Suite("tables of text")
struct TextTableTests {
  @Test("are as wide as what they hold, without spaces at the end")
  func widths() {
    let table = TextTable(
      columns: [.init("No.", .right), .init("Nama"), .init("Usia", .right), .init("")],
      rows: [["1", "ABDUL", "54", ""], ["12", "SITI NURHALIZA"], ["3", "B", "101", "x", "y"]])
    #expect(
      table.lines() == [
        "No.  Nama            Usia",
        "  1  ABDUL             54",
        " 12  SITI NURHALIZA",
        "  3  B                101  x",
      ])
  }

  @Test("give room from the flexible columns, the widest first")
  func flexible() {
    let table = TextTable(
      columns: [
        .init("A", minimum: 3), .init("Nama", minimum: 4, isFlexible: true),
        .init("Alamat", minimum: 4, isFlexible: true),
      ],
      rows: [["1", "MUHAMMAD NASIR", "JL. PELIPIT NO. 11 BLOK B"]])
    #expect(table.lines(width: 80) == table.lines())
    #expect(
      table.lines(width: 35) == [
        "A    Nama            Alamat", "1    MUHAMMAD NASIR  JL. PELIPIT N…",
      ])
    #expect(
      table.lines(width: 25) == ["A    Nama       Alamat", "1    MUHAMMAD…  JL. PELI…"])
    #expect(table.lines(width: 10).allSatisfy { DisplayWidth.of($0) <= 10 })
    #expect(table.lines(width: 0) == ["", ""])
  }

  @Test("do not take long over a megabyte in a cell")
  func long() {
    let table = TextTable(
      columns: [.init("a", isFlexible: true), .init("b", isFlexible: true)],
      rows: [[String(repeating: "x", count: 1_000_000), String(repeating: "y", count: 900)]])
    #expect(table.lines(width: 80).map(DisplayWidth.of).max() == 80)
  }

  @Test(
    "measure what the terminal shows",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("李", 2), ("ｱ", 1), ("Ａ", 2), ("😀", 2),
      ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{202E}", 8), ("\t", 8), ("…", 1), ("س", 1),
      ("\u{1F468}\u{200D}\u{1F469}", 12),
    ])
  func width(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
    #expect(DisplayWidth.of(DisplayWidth.visible(text)) == width)
  }

  @Test("show what is unprintable")
  func visible() {
    #expect(DisplayWidth.visible("a\u{202E}b\u{1B}[31m") == "a‹U+202E›b‹U+001B›[31m")
    let table = TextTable(columns: [.init("x")], rows: [["a\nb"]])
    #expect(table.lines() == ["x", "a‹U+000A›b"])
  }

  @Test(
    "cut between letters, never through one",
    arguments: [
      ("abcd", 4, "abcd"), ("abcde", 4, "abc…"), ("李李李", 5, "李李…"), ("李李李", 4, "李…"),
      ("abe\u{301}de", 4, "abe\u{301}…"), ("ab cd", 4, "ab…"), ("abc", 1, "…"), ("abc", 0, ""),
    ])
  func fitted(text: String, width: Int, result: String) {
    #expect(DisplayWidth.fitted(text, width) == result)
  }
}
