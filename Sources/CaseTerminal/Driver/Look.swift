internal import CNcurses
internal import CaseScreens

/// How a style looks; the background is always the terminal's own.
struct Look: Hashable, Sendable {
  var isBold = false
  var isDim = false
  var colour: Colour?

  /// As ANSI counts them; the same on terminals of 8 colours and of millions.
  enum Colour: Int32, Sendable {
    case red = 1
    case yellow = 3
  }
}

extension Look {
  init(_ style: Style, inColour: Bool) {
    switch style {
    case .plain: self.init()
    case .title: self.init(isBold: true)
    case .faint: self.init(isDim: true)
    case .urgent: self.init(isBold: !inColour, colour: inColour ? .red : nil)
    case .attention: self.init(colour: inColour ? .yellow : nil)
    }
  }

  var attributes: Int32 { Int32((isBold ? CNC_BOLD : 0) | (isDim ? CNC_DIM : 0)) }
}
