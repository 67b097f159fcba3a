import TestSupport
import Testing

/// The list of what the desk may send, on what it must let through and on what it must not.
struct TerminalOutputTests {
  private func foreign(_ text: String, inColour: Bool = false) -> [String] {
    TerminalOutput(Array(text.utf8), inColour: inColour).foreign
  }

  @Test("what ncurses sends is let through")
  func allowed() {
    let text =
      "\u{1B}[?1049h\u{1B}[22;0;0t\u{1B}[1;24r\u{1B}(B\u{1B}[m\u{1B}[4l\u{1B}[?7h\u{1B}[?1h\u{1B}=\u{1B}[?2004h"
      + "\u{1B}[?12l\u{1B}[?25h\u{1B}[H\u{1B}[2J\u{1B}[0;1mSiti\u{1B}[3;7H► é 林\u{1B}[5X\u{1B}[12G\u{1B}7\u{1B}[2;9r\u{1B}8\r\n\u{8}"
    #expect(foreign(text).isEmpty)
    #expect(foreign("\u{1B}[39;49m\u{1B}[33mx", inColour: true).isEmpty)
  }

  @Test(
    "what it never sends is told, readable",
    arguments: [
      ("\u{1B}[6n", "ESC[6n"), ("\u{1B}[?1000h", "ESC[?1000h"), ("\u{1B}[>0c", "ESC[>0c"),
      ("\u{1B}[!p", "ESC[!p"), ("\u{1B}[21t", "ESC[21t"), ("\u{1B}[2J", "ESC[2J"),
      ("\u{1B}[200~", "ESC[200~"), ("\u{1B}[;H\u{1B}[x", "ESC[;H ESC[x"), ("\u{1B}c", "ESCc"),
      ("\u{1B}#8", "ESC#8"), ("\u{1B}(0", "ESC(0"), ("\u{1B}7", "ESC7"),
      ("\u{1B}7\u{1B}[2;3r", "ESC7"), ("\u{1B}7\u{1B}[2;3x\u{1B}8", "ESC7 ESC[2;3x ESC8"),
      ("\u{1B}", "ESC"),
      ("\u{1B}[1;", "ESC[1;"), ("\u{1B}\u{1B}[H", "ESCESC"), ("\u{1B}[H\u{1B}[3J", "ESC[3J"),
      ("\u{1B}]0;x\u{7}", "ESC] <7>"), ("\u{1B}Pq", "ESCP"), ("\u{1B}[31m", "ESC[31m"),
      ("\u{1}", "<1>"), ("\t", "<9>"), ("\u{7F}", "<7F>"), ("é\u{9B}H", "<C3><A9><C2><9B>"),
      ("\u{202E}", "<E2><80><AE>"), ("\u{2028}", "<E2><80><A8>"), ("\u{AD}", "<C2><AD>"),
    ])
  func told(_ text: String, _ told: String) {
    #expect(foreign(text).joined(separator: " ") == told)
  }

  @Test("bytes that are no letter are told")
  func invalid() {
    for bytes: [UInt8] in [
      [0xFF], [0xC3, 0x41], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x9B, 0x48],
    ] {
      #expect(!TerminalOutput(bytes, inColour: true).foreign.isEmpty, "\(bytes)")
    }
  }

  @Test("no hostile text that drives or hides could come out raw and pass")
  func corpus() {
    for text in HostileTexts.all {
      let output = TerminalOutput(Array(text.utf8), inColour: false)
      // The ends of lines, a step back and a line up are what ncurses sends too.
      let scalars = text.unicodeScalars.filter { $0 != "\u{8}" && $0 != "\r" }
      let isHostile =
        !HostileTexts.forbidden(in: String(String.UnicodeScalarView(scalars))).isEmpty
        && text != "BUDI\u{1B}M"
      // Those of the beginning and the end are noticed where they come twice.
      let isSecond = output.sequences.keys.contains(where: TerminalOutput.once.contains)
      #expect(
        output.foreign.isEmpty == (!isHostile || isSecond), "\(text.debugDescription)")
    }
  }
}
