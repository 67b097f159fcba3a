internal import CaseDomain

/// A key that was pressed, whatever bytes the terminal sent for it.
public enum Key: Hashable, Sendable {
  /// A letter, digit or sign, with its marks.
  case character(Character)
  case enter, escape, tab, backTab, backspace, delete
  case up, down, left, right, pageUp, pageDown, home, end
  /// F1 to F12.
  case function(Int)
  /// A letter, in small, with Control.
  case control(Character)
  /// Text that was pasted in one piece; no key in it presses anything.
  case paste(String)
}

extension Key {
  /// The key as the screens write it: `s`, `Enter`, `^D`, `F2`, `PgDn`.
  func name(_ language: Language) -> String {
    switch self {
    case .character(" "): language("Spasi", "Space")
    case .character(let character): String(character)
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .function(let number): "F\(number)"
    case .control(let letter): "^\(letter.uppercased())"
    case .paste: language("tempel", "paste")
    }
  }

  /// The digit that was typed, if one was.
  var digit: Int? {
    guard case .character(let character) = self, character.isASCII else { return nil }
    return character.wholeNumberValue
  }

  var isPrintable: Bool {
    if case .character = self { true } else { false }
  }
}
