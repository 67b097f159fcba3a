import CanonicalForm
import TestSupport
import Testing

@testable import CaseScreens

@Suite("Frames")
struct FrameTests {
  private let texts = [
    "", "abc", "SITI RAHMAH BINTI ABDULLAH", "王小明 李美華", "e\u{301}e\u{301}e\u{301}", "한글", "👩‍👩‍👧 🇮🇩 x",
    "\u{1B}[31mrot\u{7}", "a\u{202E}b", String(repeating: "\u{301}", count: 40) + "a",
    "a" + String(repeating: "\u{323}", count: 300), "►▓░–…←→↑↓", "\u{0}\u{D}\u{A}",
  ]

  @Test("no text leaves its place, whatever is in it", arguments: [1, 2, 5, 12, 40])
  func staysInPlace(width: Int) {
    for text in texts {
      for column in [0, 1, 7, 35, 39] {
        var frame = Frame(Size(rows: 3, columns: 40))
        for row in 0..<3 { frame.put(String(repeating: "#", count: 40), row, 0) }
        let end = frame.put(text, 1, column, width: width)
        #expect(frame.faults == [], "\(text.unicodeScalars)")
        #expect((column...min(40, column + width)).contains(end))
        #expect(frame.row(0).allSatisfy { $0 == Cell("#") })
        #expect(frame.row(1).prefix(column).allSatisfy { $0 == Cell("#") })
        #expect(frame.row(1).dropFirst(min(40, column + width)).allSatisfy { $0 == Cell("#") })
        #expect(frame.row(2).dropLast().allSatisfy { $0 == Cell("#") })
      }
    }
  }

  @Test("what is put outside is not put", arguments: [(-1, 0), (3, 0), (0, -1), (0, 20), (9, 99)])
  func outside(row: Int, column: Int) {
    var frame = Frame(Size(rows: 3, columns: 20))
    frame.put("abc", row, column)
    frame.put("abc", row, endingAt: min(column, 0))
    frame.point(row, column)
    #expect(frame.cells.allSatisfy { $0 == .blank })
    #expect(frame.cursor == nil)
  }

  @Test("a frame of no cells takes everything and shows nothing")
  func empty() {
    for size in [Size(rows: 0, columns: 0), Size(rows: 0, columns: 5), Size(rows: 5, columns: 0)] {
      var frame = Frame(size)
      frame.put("abc", 0, 0)
      frame.put("abc", 0, endingAt: 3)
      frame.point(0, 0)
      #expect(frame.cells.isEmpty)
    }
  }

  @Test("what is cut ends in an ellipsis; what ends at a column loses its end")
  func cuts() {
    var frame = Frame(Size(rows: 2, columns: 12))
    #expect(frame.put("SITI RAHMAH", 0, 0, width: 8) == 8)
    #expect(frame.lines[0] == "SITI RA…")
    frame.put("1.234", 1, endingAt: 12)
    #expect(frame.lines[1] == "       1.23")
    frame.put("12345678", 1, endingAt: 5)
    #expect(frame.lines[1].hasPrefix("1234…"))
  }

  @Test("the last cell of the last row stays blank")
  func lastCell() {
    var frame = Frame(Size(rows: 2, columns: 4))
    frame.put("abcd", 0, 0)
    frame.put("abcd", 1, 0)
    #expect(frame.lines == ["abcd", "abc"])
    frame.put("ab工", 1, 0)
    #expect(frame.faults == [])
  }

  @Test("half a wide letter that is overwritten gives way whole")
  func halves() {
    for (text, column) in [("a", 1), ("a", 2), ("工", 1), ("ab", 1), ("abc", 2), ("工工", 3)] {
      var frame = Frame(Size(rows: 2, columns: 10))
      frame.put("工工工工", 0, 0)
      frame.put(text, 0, column)
      #expect(frame.faults == [], "\(text) at \(column)")
    }
  }

  @Test("what drives a terminal is shown by its code point")
  func visible() {
    var frame = Frame(Size(rows: 1, columns: 40))
    frame.put("a\u{1B}[2J\u{202E}b", 0, 0)
    #expect(frame.lines[0] == "a‹U+001B›[2J‹U+202E›b")
  }

  @Test("in ASCII every cell has its likeness in its place")
  func ascii() {
    for text in texts {
      var frame = Frame(Size(rows: 2, columns: 60))
      frame.put(text, 0, 3)
      frame.point(0, 3)
      let plain = frame.ascii
      #expect(plain.size == frame.size)
      #expect(plain.cursor == frame.cursor)
      #expect(plain.cells.map(\.style) == frame.cells.map(\.style))
      #expect(plain.cells.allSatisfy { $0.character.isASCII && $0.character >= " " })
      for (cell, other) in zip(frame.cells, plain.cells) where cell.character.isASCII {
        if cell.character != Cell.covered.character { #expect(cell == other) }
      }
    }
    var frame = Frame(Size(rows: 1, columns: 40))
    frame.put("►▓░–…←→↑↓ Nur’aini é ÿ 王", 0, 0)
    #expect(frame.ascii.lines[0] == ">#--~<>^v Nur'aini e y ??")
  }
}
