import TestSupport
import Testing

/// The screen on which the tests of the desk look.
struct ScreenModelTests {
  private func screen(_ text: String, rows: Int = 4, columns: Int = 8) -> ScreenModel {
    var screen = ScreenModel(rows: rows, columns: columns)
    screen.feed(text)
    return screen
  }

  @Test("letters go where the cursor is, and the line goes on below when it is full")
  func letters() {
    #expect(screen("abc").lines == ["abc", "", "", ""])
    #expect(screen("abcdefghij").lines == ["abcdefgh", "ij", "", ""])
    // A full line goes on with the next letter, not before.
    #expect(screen("abcdefgh").cursor == (0, 7))
    #expect(screen("abcdefgh\rX").lines[0] == "Xbcdefgh")
  }

  @Test("the cursor is moved by every sequence that ncurses uses")
  func moves() {
    let cases: [(String, Int, Int)] = [
      ("\u{1B}[3;5H", 2, 4), ("\u{1B}[H", 0, 0), ("\u{1B}[99;99H", 3, 7),
      ("\u{1B}[2;3H\u{1B}[A", 0, 2),
      ("\u{1B}[2B", 2, 0), ("\u{1B}[3C", 0, 3), ("\u{1B}[3C\u{1B}[2D", 0, 1), ("\u{1B}[5G", 0, 4),
      ("\u{1B}[3d", 2, 0), ("ab\u{8}", 0, 1), ("\u{8}", 0, 0), ("ab\r", 0, 0), ("ab\n", 1, 2),
      ("\u{1B}D", 1, 0), ("ab\u{1B}E", 1, 0), ("\u{1B}[3;3H\u{1B}M", 1, 2), ("a\t", 0, 7),
      ("\u{1B}[3;3H\u{1B}7\u{1B}[H\u{1B}8", 2, 2),
    ]
    for (text, row, column) in cases {
      #expect(screen(text).cursor == (row, column), "\(text.debugDescription)")
      #expect(screen(text).unknown.isEmpty)
    }
    #expect(screen("\t\t", columns: 40).cursor == (0, 16))
    #expect(screen("\t\t\u{1B}[Z", columns: 40).cursor == (0, 8))
    #expect(screen("\u{1B}[3g\t", columns: 40).cursor == (0, 39))
    #expect(screen("abc\u{1B}H\r\t", columns: 40).cursor == (0, 3))
  }

  @Test("what is erased, inserted and taken out is gone, moved and back")
  func edits() {
    let full = "abcdefgh\u{1B}[2;1HABCDEFGH\u{1B}[3;1H12345678\u{1B}[4;1Hstuvwxyz\u{1B}[2;3H"
    let cases: [(String, [String])] = [
      ("\u{1B}[K", ["abcdefgh", "AB", "12345678", "stuvwxyz"]),
      ("\u{1B}[1K", ["abcdefgh", "   DEFGH", "12345678", "stuvwxyz"]),
      ("\u{1B}[2K", ["abcdefgh", "", "12345678", "stuvwxyz"]),
      ("\u{1B}[J", ["abcdefgh", "AB", "", ""]),
      ("\u{1B}[1J", ["", "   DEFGH", "12345678", "stuvwxyz"]),
      ("\u{1B}[2J", ["", "", "", ""]),
      ("\u{1B}[3X", ["abcdefgh", "AB   FGH", "12345678", "stuvwxyz"]),
      ("\u{1B}[2@", ["abcdefgh", "AB  CDEF", "12345678", "stuvwxyz"]),
      ("\u{1B}[2P", ["abcdefgh", "ABEFGH", "12345678", "stuvwxyz"]),
      ("\u{1B}[4hxy\u{1B}[4lz", ["abcdefgh", "ABxyzDEF", "12345678", "stuvwxyz"]),
      ("\u{1B}[L", ["abcdefgh", "", "ABCDEFGH", "12345678"]),
      ("\u{1B}[2M", ["abcdefgh", "stuvwxyz", "", ""]),
      ("\u{1B}[S", ["ABCDEFGH", "12345678", "stuvwxyz", ""]),
      ("\u{1B}[2T", ["", "", "abcdefgh", "ABCDEFGH"]),
      ("x\u{1B}[3b", ["abcdefgh", "ABxxxxGH", "12345678", "stuvwxyz"]),
      ("\u{1B}[2;3r\u{1B}[3;1H\n", ["abcdefgh", "12345678", "", "stuvwxyz"]),
      ("\u{1B}[2;3r\u{1B}[2;1H\u{1B}M", ["abcdefgh", "", "ABCDEFGH", "stuvwxyz"]),
      ("\u{1B}[2;3r\u{1B}[4;1H\n", ["abcdefgh", "ABCDEFGH", "12345678", "stuvwxyz"]),
      ("\u{1B}[2;3r\u{1B}[S", ["abcdefgh", "12345678", "", "stuvwxyz"]),
      ("\u{1B}c", ["", "", "", ""]),
    ]
    for (text, lines) in cases {
      #expect(screen(full + text).lines == lines, "\(text.debugDescription)")
      #expect(screen(full + text).unknown.isEmpty, "\(text.debugDescription)")
    }
  }

  @Test("letters have the style that is set when they are written")
  func styles() {
    let screen = screen(
      "\u{1B}[1ma\u{1B}[22;2mb\u{1B}[0;31mc\u{1B}[39;44md\u{1B}[49;7;4me\u{1B}[27;24mf\u{1B}[38;5;208mg\u{1B}[m"
    )
    let row = screen.styles[0]
    #expect(row[0].isBold && !row[0].isDim)
    #expect(row[1].isDim && !row[1].isBold)
    #expect(row[2].foreground == 1 && row[2].background == nil && !row[2].isDim)
    #expect(row[3].foreground == nil && row[3].background == 4)
    #expect(row[4].isReversed && row[4].isUnderlined && row[4].background == nil)
    #expect(row[5] == ScreenModel.Style())
    #expect(row[6].foreground == 208)
    #expect(row[7] == ScreenModel.Style())
    #expect(screen.stylesUsed.count == 7)
  }

  @Test("marks take no column, wide letters take two")
  func widths() {
    #expect(screen("e\u{301}x").lines[0] == "e\u{301}x")
    #expect(screen("e\u{301}x").cursor == (0, 2))
    #expect(screen("林x").cursor == (0, 3))
    #expect(screen("林x").lines[0] == "林x")
    // No half of one is left, and none is cut at the edge.
    #expect(screen("林\u{1B}[1;2Hx").lines[0] == " x")
    #expect(screen("林x\u{1B}[1;1Hy").lines[0] == "y x")
    #expect(screen("abcdefg林").lines == ["abcdefg", "林", "", ""])
    #expect(screen("abcdefgh\u{301}").lines[0] == "abcdefgh\u{301}")
    #expect(screen("►▓░–…←→↑").cursor == (0, 7))
  }

  @Test("the line-drawing letters are drawn while they are switched on")
  func lineDrawing() {
    #expect(screen("\u{1B}(0lqk\u{1B}(Bq").lines[0] == "┌─┐q")
    #expect(screen("\u{1B})0\u{E}x\u{F}x").lines[0] == "│x")
  }

  @Test("the screen of full-screen programs leaves the other as it was")
  func alternate() {
    var screen = screen("abc\u{1B}[?1049h\u{1B}[H\u{1B}[2Jdef")
    #expect(screen.isAlternate)
    #expect(screen.lines[0] == "def")
    screen.feed("\u{1B}[?1049l")
    #expect(!screen.isAlternate)
    #expect(screen.lines[0] == "abc")
    #expect(screen.cursor == (0, 3))
  }

  @Test("modes, bells and titles are kept")
  func modes() {
    let screen = screen(
      "\u{1B}[?1h\u{1B}=\u{1B}[?2004h\u{1B}[?25l\u{7}\u{1B}]0;Payung\u{7}\u{1B}]2;Dua\u{1B}\\x")
    #expect(screen.modes == [1, 7, 2004])
    #expect(!screen.isCursorVisible)
    #expect(screen.bells == 1)
    #expect(screen.title == "Dua")
    #expect(screen.lines[0] == "x")
    #expect(screen.unknown.isEmpty)
  }

  @Test(
    "what is no part of the terminal is told",
    arguments: [
      ("\u{1B}[5n", "ESC[5n"), ("\u{1B}[?9999h", "ESC[?9999h"), ("\u{1B}[>c", "ESC[>c"),
      ("\u{1B}Q", "ESCQ"), ("\u{1B}(A", "ESC(A"), ("\u{1}", "byte <1>"), ("\u{7F}", "byte <7F>"),
      ("\u{9B}H", "U+9b"), ("\u{1B}[38;9m", "ESC[38;9m"), ("\u{1B}P1$r\u{1B}\\", "ESCP1$r"),
    ])
  func unknown(_ text: String, _ told: String) {
    #expect(screen(text).unknown == [told])
  }

  @Test("bytes that are no letter are told")
  func invalid() {
    for bytes: [UInt8] in [
      [0xFF], [0xC3, 0x41], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
    ] {
      var screen = ScreenModel(rows: 2, columns: 8)
      screen.feed(bytes)
      #expect(!screen.unknown.isEmpty, "\(bytes)")
    }
  }

  @Test("a sequence may come in pieces")
  func pieces() {
    let text = "\u{1B}[2;3Hé林\u{1B}]0;t\u{1B}\\\u{1B}(0q\u{1B}(B\u{1B}[1;31mx"
    var screen = ScreenModel(rows: 4, columns: 8)
    for byte in text.utf8 { screen.feed([byte]) }
    #expect(screen.lines == self.screen(text).lines)
    #expect(screen.lines[1] == "  é林─x")
  }

  @Test("another size keeps what fits")
  func resize() {
    var screen = screen("abcdefgh\u{1B}[4;8Hx")
    screen.resize(rows: 2, columns: 4)
    #expect(screen.lines == ["abcd", ""])
    #expect(screen.cursor == (1, 3))
    screen.resize(rows: 3, columns: 6)
    #expect(screen.lines == ["abcd", "", ""])
  }

  @Test("no bytes are too wild for it")
  func wild() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<200 {
      var screen = ScreenModel(
        rows: Int.random(in: 1...5, using: &random), columns: Int.random(in: 1...5, using: &random))
      let bytes = (0..<200).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random)
          : "\u{1B}[;?0123456789ABCDHJKLMPSTXbdfhmr@".utf8.randomElement(using: &random) ?? 0
      }
      screen.feed(bytes)
      #expect(screen.lines.count == screen.rows)
      #expect(screen.styles.allSatisfy { $0.count == screen.columns })
    }
  }
}
