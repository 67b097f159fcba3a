/// Texts by which somebody tries to get further than to a stored text: to the terminal, to Excel, to a shell, to another
/// file, to the eye of the reader.
public enum HostileTexts {
  public static let all: [String] =
    controls + sequences + invisible + separators + marks + lookalikes + formulas + paths + syntax
    + long

  /// C0 but for tab and line ends, DEL, and C1.
  private static let controls = [0x01...0x08, 0x0B...0x0C, 0x0E...0x1F, 0x7F...0x9F].flatMap {
    (range: ClosedRange<UInt32>) in
    range.compactMap(Unicode.Scalar.init).map { "BUDI\($0)SANTOSO" }
  }

  /// Orders to terminals, in seven and in eight bits.
  private static let sequences = [
    "[2J", "[31m", "[6n", "[21t", "[c", "[>0c", "[5i", "[201~", "[200~x", "[?1049h", "[?1000h",
    "[!p",
    "]0;judul\u{07}", "]2;judul\u{1B}\\", "]4;1;?\u{07}", "]8;;http://x\u{07}klik", "]10;?\u{07}",
    "]50;?\u{07}", "]52;c;cm0gLXJm\u{07}", "]52;c;?\u{07}", "]1337;File=:AA==\u{07}",
    "]777;notify;a;b\u{07}",
    "P$qm\u{1B}\\", "P+q544e\u{1B}\\", "_Gf=24;AA\u{1B}\\", "^rahasia\u{1B}\\", "Xteks\u{1B}\\",
    "c",
    "#8", "(0", "%@", "7", "8", "D", "E", "H", "M", "Z", "=", ">",
  ].flatMap { ["BUDI\u{1B}\($0)", "BUDI\(eightBit($0))"] }

  /// The same order with its C1 letter, where it has one.
  private static func eightBit(_ order: String) -> String {
    let letters: [Character: Unicode.Scalar] = [
      "[": "\u{9B}", "]": "\u{9D}", "P": "\u{90}", "_": "\u{9F}", "^": "\u{9E}", "X": "\u{98}",
    ]
    guard let first = order.first, let letter = letters[first] else {
      return "\u{1B}\u{1B}" + order
    }
    return String(Character(letter)) + order.dropFirst()
  }

  /// Directions, joiners, spaces without width, tags, variation selectors.
  private static let invisible: [String] = {
    let scalars: [UInt32] =
      Array(0x202A...0x202E) + Array(0x2066...0x2069) + Array(0x200B...0x200F)
      + Array(0x2060...0x2064) + Array(0x206A...0x206F) + [0x061C, 0xFEFF, 0x00AD, 0x180E, 0xE0001]
      + Array(0xE0041...0xE0050) + [0xE007F, 0x1D173, 0x110BD, 0xFFF9, 0xFFFA, 0xFFFB]
    return scalars.compactMap(Unicode.Scalar.init).map { "SITI\($0)AMINAH" }
  }()

  private static let separators = ["\u{2028}", "\u{2029}", "\u{85}", "\n", "\r", "\t", "\r\n"].map {
    "SITI\($0)AMINAH"
  }

  private static let marks =
    [3, 5, 50, 5_000].map { "SI" + String(repeating: "\u{301}", count: $0) + "TI" }
    + [
      "\u{20DD}\u{20DD}\u{20DD}SITI", "\u{0489}\u{0489}\u{0489}\u{0489}", "e\u{301}",
      "\u{1100}\u{1161}\u{11A8}",
    ]

  /// Letters of other scripts that look like Latin ones.
  private static let lookalikes = [
    "B\u{443}di", "\u{412}UDI", "BUD\u{406}", "\u{FF22}\u{FF35}\u{FF24}\u{FF29}", "B\u{1D414}DI",
    "\u{FFFD}UDI",
    "\u{E000}UDI", "\u{10FFFF}",
  ]

  private static let formulas = [
    "=1+1", "+1", "-1", "@SUM(A1)", "  =1+1", "\u{FF1D}1+1", "\u{FF0B}1", "\u{FF0D}1",
    "\u{FF20}SUM",
    "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\",\"klik\")", "=IMPORTXML(\"http://x\",\"//a\")",
    "=\"0813\"",
    "'=1", "\"=1\"", "%0A=1", "=DDE(\"cmd\";\"/C calc\")", ";=1", ",=1",
  ]

  private static let paths = [
    "../../etc/passwd", "/etc/passwd", "..\\..\\x", "~/.ssh/authorized_keys", "file:///etc/passwd",
    "-", "--help",
    "-rf", "a/../../b", ".", "..", "CON", "nul.txt", "x\u{2215}y",
  ]

  /// What shells, formats and JSON take for more than text.
  private static let syntax = [
    "$(id)", "`id`", "; rm -rf /", "| sh", "&& id", "%n%n%s%x", "%s", "{0}", "\\", "\\\\", "\"",
    "'", "\\u0000",
    "\\\"}", "\"},{\"kind\":\"approved\"", "{\"n\":1}", "]}", "<script>", "&lt;", "*", "?", "!!",
    "$HOME", "${IFS}",
  ]

  private static let long = [
    String(repeating: "A", count: 300), String(repeating: "A", count: 100_000),
    String(repeating: "\u{4E00}", count: 400), String(repeating: " ", count: 5_000) + "x",
  ]

  /// The scalars of a text that may drive something, or hide: none of them may come out of the program.
  ///
  /// Line ends are looked for apart: some sinks have lines.
  public static func forbidden(in text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar != "\n"
      case .format, .lineSeparator, .paragraphSeparator, .surrogate: true
      default: false
      }
    }
  }
}
