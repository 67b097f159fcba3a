import TestSupport
import Testing

/// The screen of the tests against that of tmux, which others made.
@Suite(.enabled(if: Tmux.isInstalled, "there is no tmux on this machine"))
struct TmuxOracleTests {
  /// What tmux shows of a stream.
  private struct Picture {
    var lines: [String]
    /// The same with the sequences for the styles.
    var styled: String
    var cursor: String
    var isAlternate: Bool

    /// Shows each stream in a new pane, one after the other.
    static func of(_ streams: [[UInt8]]) throws -> [Picture] {
      var player = try Player()
      player["TERM"] = "xterm-256color"
      let tmux = try Tmux("sleep 600", player)
      return try streams.enumerated().map { number, bytes in
        try Machine.write(bytes, to: "\(player.folder)/stream-\(number)")
        // The mark says that everything before it is on the screen.
        try tmux.run(
          """
          respawn-pane -k "stty raw -echo; printf '\\033c'; cat '\(player.folder)/stream-\(number)'; \
          printf '\\033]2;end \(number)\\033\\\\'; exec sleep 600"
          """)
        let end = ContinuousClock.now + .seconds(10)
        while try tmux.value("pane_title") != "end \(number)", ContinuousClock.now < end {}
        return Picture(
          lines: try tmux.lines(), styled: try tmux.run("capture-pane -p -e -N"),
          cursor: try tmux.value("cursor_y") + "," + tmux.value("cursor_x"),
          isAlternate: try tmux.value("alternate_on") == "1")
      }
    }

    func expectSame(as screen: ScreenModel, _ name: String) {
      #expect(screen.unknown.isEmpty, "\(name)")
      #expect(screen.lines == lines, "\(name)")
      #expect("\(screen.cursor.row),\(screen.cursor.column)" == cursor, "\(name)")
      #expect(screen.isAlternate == isAlternate, "\(name)")
      #expect(screen.styles == styles(screen), "\(name)")
    }

    /// The styles that tmux shows, read by the screen under test from another text than the stream.
    private func styles(_ like: ScreenModel) -> [[ScreenModel.Style]] {
      var screen = ScreenModel(rows: like.rows, columns: like.columns)
      for (row, line) in styled.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      where row < like.rows {
        screen.feed("\u{1B}[\(row + 1);1H" + line)
      }
      return screen.styles
    }
  }

  private func expectSame(_ streams: [(name: String, text: String)]) throws {
    let pictures = try Picture.of(streams.map { Array($0.text.utf8) })
    for (stream, picture) in zip(streams, pictures) {
      var screen = ScreenModel()
      screen.feed(stream.text)
      picture.expectSame(as: screen, stream.name)
    }
  }

  @Test("sequences as ncurses writes them look as in tmux")
  func ncurses() throws {
    let start =
      "\u{1B}[?1049h\u{1B}[22;0;0t\u{1B}[1;24r\u{1B}(B\u{1B}[m\u{1B}[4l\u{1B}[?7h\u{1B}[?1h\u{1B}=\u{1B}[39;49m\u{1B}[H\u{1B}[2J"
    let list = (1...24).map { "\u{1B}[\($0)d\u{1B}[5G\($0) warga\u{1B}[\($0);40H► RT/RW ▓░ –" }
      .joined()
    try expectSame([
      ("a first frame", start + list + "\u{1B}[3;1H"),
      (
        "the end",
        "$ payung\r\n" + start + list + "\u{1B}[24;1H\u{1B}[?1049l\u{1B}[23;0;0t\r\u{1B}[?1l\u{1B}>"
      ),
      ("scroll", start + list + "\u{1B}[3;20r\u{1B}[20;1H\n\n\u{1B}[1;24r\u{1B}[20;5Hnew"),
      (
        "scroll down",
        start + list + "\u{1B}[3;20r\u{1B}[3;1H\u{1B}M\u{1B}M\u{1B}[1;24r\u{1B}[3;5Hnew"
      ),
      ("indn", start + list + "\u{1B}[3;20r\u{1B}[3S\u{1B}[2T\u{1B}[r\u{1B}[1;1H"),
      ("lines", start + list + "\u{1B}[5;1H\u{1B}[2L\u{1B}[10;1H\u{1B}[3M"),
      ("letters", start + list + "\u{1B}[5;7H\u{1B}[2P\u{1B}[6;7H\u{1B}[3@\u{1B}[7;7H\u{1B}[4X"),
      ("repeat", start + "x\u{1B}[30b\u{1B}[2;1H▓▓░"),
      (
        "styles",
        start
          + "\u{1B}[1mPayung\u{1B}(B\u{1B}[m \u{1B}[31mlewat 2\u{1B}[39;49m\u{1B}[2mdim\u{1B}[22m\u{1B}[7m▓\u{1B}[27m\u{1B}[33m\u{1B}[41mx\u{1B}[m"
      ),
      ("tabs", start + "a\tb\t\tc\u{1B}[Z\u{1B}[Zd\re"),
      ("wide letters", start + "林美\u{1B}[2;79H林美\u{1B}[5;1He\u{301}a\u{308}o"),
      ("full lines", start + String(repeating: "0123456789", count: 17)),
      ("the last corner", start + list + "\u{1B}[24;80Hx\u{1B}[2;2Hy"),
      ("saved cursor", start + "\u{1B}[5;5H\u{1B}[1m\u{1B}7\u{1B}[9;9H\u{1B}[mx\u{1B}8y"),
    ])
  }

  @Test("hundreds of sequences in any order look as in tmux", arguments: 0..<3)
  func random(_ part: Int) throws {
    try expectSame(
      (part * 8..<part * 8 + 8).map { seed in
        var random = SeededRandom(seed: UInt64(seed))
        let text = (0..<300).map { _ in sequence(&random) }.joined()
        return ("seed \(seed)", "\u{1B}[?1049h\u{1B}[H\u{1B}[2J" + text)
      })
  }

  /// A piece of a stream; behind what could end in the last column the cursor is placed anew, for there
  /// terminals differ, and ncurses does the same.
  private func sequence(_ random: inout SeededRandom) -> String {
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    let place = "\u{1B}[\(number(1...24));\(number(1...80))H"
    switch number(0...19) {
    case 0...4: return place + String(repeating: "abc ", count: number(1...9))
    case 5:
      return place + (["►▓░–…", "e\u{301}x", "éñ"].randomElement(using: &random) ?? "")
    case 6: return place + "\u{1B}[\(number(0...2))K"
    case 7: return place + "\u{1B}[\(number(0...1))J"
    case 8: return place + "\u{1B}[\(number(1...9))X"
    case 9: return place + "\u{1B}[\(number(1...9))@"
    case 10: return place + "\u{1B}[\(number(1...9))P"
    case 11, 12:
      let top = number(1...20)
      return "\u{1B}[\(top);24r\u{1B}[\(number(top...24));1H\u{1B}[\(number(1...3))"
        + (["L", "M"].randomElement(using: &random) ?? "")
    case 13: return "\u{1B}[\(number(1...24));\(number(1...50))Hx\u{1B}[\(number(1...20))b"
    case 14:
      let top = number(1...20)
      return "\u{1B}[\(top);\(number(top + 1...24))r"
    case 15:
      return place
        + (["\n\n", "\u{1B}M", "\u{1B}D", "\u{1B}E"].randomElement(using: &random) ?? "")
    case 16:
      return place + "\u{1B}[\(number(1...3))" + (["S", "T"].randomElement(using: &random) ?? "")
    case 17:
      return place + "\u{1B}[\(number(1...5))"
        + (["A", "B", "C", "D"].randomElement(using: &random) ?? "")
    case 18:
      return
        "\u{1B}[\([0, 1, 2, 4, 7, 22, 24, 27, 31, 39].randomElement(using: &random) ?? 0)m"
    default: return place + "\u{1B}[\(number(1...80))G\u{1B}[\(number(1...24))d"
    }
  }
}
