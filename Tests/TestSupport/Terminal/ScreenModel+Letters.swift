extension ScreenModel {
  /// The columns of a letter: none for marks, two for East Asian wide letters and pictures.
  ///
  /// By hand and not by the table of the program: a mistake in that one shall be seen.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    case .format where scalar.value != 0xAD: return 0
    default: break
    }
    switch scalar.value {
    case 0x1160..<0x1200: return 0
    case 0x1100..<0x1160, 0x2E80..<0x303F, 0x3041..<0xA4D0, 0xA960..<0xA980, 0xAC00..<0xD7A4,
      0xF900..<0xFB00, 0xFE30..<0xFE70, 0xFF01..<0xFF61, 0xFFE0..<0xFFE7, 0x1F300..<0x1F650,
      0x1F680..<0x1F700, 0x1F900..<0x1FA00, 0x2_0000..<0x4_0000:
      return 2
    default: return 1
    }
  }

  /// The letters that stand for lines in the line-drawing set of a VT100.
  static let lineDrawing: [Unicode.Scalar: Unicode.Scalar] = [
    "`": "◆", "a": "▒", "f": "°", "g": "±", "j": "┘", "k": "┐", "l": "┌", "m": "└", "n": "┼",
    "o": "⎺", "p": "⎻", "q": "─", "r": "⎼", "s": "⎽", "t": "├", "u": "┤", "v": "┴", "w": "┬",
    "x": "│", "y": "≤", "z": "≥", "{": "π", "|": "≠", "}": "£", "~": "·",
  ]
}
