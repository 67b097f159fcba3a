/// What the keys of a keyboard send, in the mode that full-screen programs switch on.
public enum TerminalKeys {
  public static let escape = "\u{1B}"
  public static let enter = "\r"
  public static let tab = "\t"
  public static let backTab = "\u{1B}[Z"
  public static let backspace = "\u{7F}"
  public static let delete = "\u{1B}[3~"
  public static let up = "\u{1B}OA"
  public static let down = "\u{1B}OB"
  public static let right = "\u{1B}OC"
  public static let left = "\u{1B}OD"
  public static let home = "\u{1B}OH"
  public static let end = "\u{1B}OF"
  public static let pageUp = "\u{1B}[5~"
  public static let pageDown = "\u{1B}[6~"
  public static let f1 = "\u{1B}OP"
  public static let f2 = "\u{1B}OQ"

  /// A letter typed with Ctrl held down: `control("s")` is `^S`.
  public static func control(_ letter: Unicode.Scalar) -> String {
    String(Unicode.Scalar(UInt8(truncatingIfNeeded: letter.value) & 0x1F))
  }

  /// What a terminal sends for a paste where the program has asked for brackets around it.
  public static func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }
}
