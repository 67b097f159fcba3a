internal import CanonicalForm
internal import CaseDomain

/// The help page of a screen, or the palette: what can be done now, found by typing.
struct ActionList: Sendable {
  private var offers: [Offer]
  private var isPalette: Bool
  private var typed = TextField(limit: 40)
  private var selected = 0
  private(set) var isClosed = false

  init(_ offers: [Offer], isPalette: Bool) {
    // What is not the officer's to do at all is no choice; its key says why.
    let listed = offers.filter { $0.denial == nil && (!$0.action.isKeyAlone || !isPalette) }
    (self.offers, self.isPalette) = (listed, isPalette)
  }

  /// Takes a key; answers with an action that was chosen.
  mutating func handle(_ key: Key, _ scene: Scene) -> Action? {
    let found = matches(scene)
    switch key {
    case .escape:
      if typed.isEmpty { isClosed = true } else { typed.text = "" }
      selected = 0
    case .control("c"): isClosed = true
    case .up: selected = max(0, selected - 1)
    case .down: selected = min(max(0, found.count - 1), selected + 1)
    case .pageUp: selected = max(0, selected - 10)
    case .pageDown: selected = min(max(0, found.count - 1), selected + 10)
    case .enter:
      isClosed = true
      guard found.indices.contains(selected) else { return nil }
      // Help only tells: no case shall be decided by mistake from there.
      return isPalette ? found[selected].action : nil
    default:
      if typed.type(key) { selected = 0 }
    }
    return nil
  }

  private func matches(_ scene: Scene) -> [Offer] {
    let wanted = Text.folded(typed.text)
    guard !wanted.isEmpty else { return offers }
    return offers.filter {
      let binding = $0.action.binding
      return Text.folded($0.label ?? binding.label(scene.language)).contains(wanted)
        || Text.folded(binding.help(scene.language)).contains(wanted)
    }
  }

  func hint(_ scene: Scene) -> String {
    isPalette
      ? scene.say(
        "Enter lakukan  ↑↓ pilih  ketik untuk mencari  Esc tutup",
        "Enter does it  ↑↓ choose  type to find  Esc close")
      : scene.say("ketik untuk mencari  ↑↓ gulir  Esc tutup", "type to find  ↑↓ scroll  Esc close")
  }

  func draw(on frame: inout Frame, lines: Range<Int>, _ scene: Scene) {
    let columns = frame.size.columns
    for row in lines { frame.put(String(repeating: " ", count: columns), row, 0) }
    let title =
      isPalette
      ? scene.say("Perintah: ", "Command: ") : scene.say("Bantuan layar ini: ", "Help: ")
    let end = frame.put(title, lines.lowerBound, 0)
    let rows = lines.dropFirst(2)
    let (pieces, selectedEnd) = pieces(scene, columns)
    let top = max(0, selectedEnd - rows.count)
    for (row, piece) in zip(rows, pieces.dropFirst(top)) {
      if piece.isSelected { frame.put("►", row, 0) }
      frame.put(piece.keys, row, 2, width: ActionList.keyWidth)
      frame.put(piece.name, row, ActionList.keyWidth + 3)
      frame.put(piece.text, row, piece.start, piece.style)
    }
    if pieces.isEmpty {
      frame.put(
        scene.say("Tidak ada yang cocok. Esc menghapus ketikan.", "Nothing fits. Esc clears."),
        lines.lowerBound + 2, 2)
    }
    typed.draw(on: &frame, lines.lowerBound, end, width: columns - end - 1, isActive: true)
  }

  /// One line of the list: the first of an action has its keys and its name.
  private struct Piece {
    var keys = ""
    var name = ""
    var text: String
    var start: Int
    var style: Style
    var isSelected = false
  }

  private static let keyWidth = 11

  /// The lines of what was found, and how many there are up to the last of the selected action.
  private func pieces(_ scene: Scene, _ columns: Int) -> ([Piece], Int) {
    let found = matches(scene)
    let names = found.map { $0.label ?? $0.action.binding.label(scene.language) }
    let start = ActionList.keyWidth + 5 + (names.map(DisplayWidth.of).max() ?? 0)
    var pieces: [Piece] = []
    var selectedEnd = 0
    for (index, offer) in found.enumerated() {
      let binding = offer.action.binding
      let style = offer.off == nil ? Style.plain : .attention
      // An offer that stands for several keys says all in its name.
      let help = offer.keys == nil ? binding.help(scene.language) : ""
      let keys = offer.keys ?? binding.keys(scene.language)
      let wrapped = WrappedText.lines(offer.off ?? help, max(20, columns - start))
      for (line, text) in (wrapped.isEmpty ? [""] : wrapped).enumerated() {
        let isFirst = line == 0
        pieces.append(
          Piece(
            keys: isFirst ? keys : "", name: isFirst ? names[index] : "", text: text, start: start,
            style: style, isSelected: isFirst && index == selected))
      }
      if index == selected { selectedEnd = pieces.count }
    }
    return (pieces, selectedEnd)
  }
}

extension Action {
  /// Keys that only move; a palette would gain nothing by them.
  var isKeyAlone: Bool {
    switch self {
    case .up, .down, .left, .right, .pageUp, .pageDown, .first, .last, .accept, .back, .interrupt,
      .help, .helpInForm, .palette:
      true
    default: false
    }
  }

  /// What keys belong to an action and come behind its own.
  enum Following { case nothing, reasonAndNote, yesOrNo, form }

  var isFollowedBy: Following {
    switch self {
    case .reject, .return, .leave, .signer, .reveal, .export: .reasonAndNote
    case .enrol: .yesOrNo
    case .correct, .register: .form
    default: .nothing
    }
  }
}
