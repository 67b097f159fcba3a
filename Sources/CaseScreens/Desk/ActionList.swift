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
    let listed = offers.filter { !$0.action.isKeyAlone || !isPalette }
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
      guard found.indices.contains(selected), found[selected].off == nil else { return nil }
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
    let found = matches(scene)
    let top = max(0, min(selected - rows.count + 1, found.count - rows.count))
    let names = found.map { $0.label ?? $0.action.binding.label(scene.language) }
    let width = names.map(DisplayWidth.of).max() ?? 0
    for (row, index) in zip(rows, max(0, top)..<max(top, found.count)) {
      let offer = found[index]
      let binding = offer.action.binding
      if index == selected { frame.put("►", row, 0) }
      frame.put(binding.keys(scene.language), row, 2, width: 13)
      frame.put(names[index], row, 16)
      let help = offer.off ?? binding.help(scene.language)
      frame.put(help, row, 18 + width, offer.off == nil ? .plain : .attention)
    }
    if found.isEmpty {
      frame.put(
        scene.say("Tidak ada yang cocok. Esc menghapus ketikan.", "Nothing fits. Esc clears."),
        lines.lowerBound + 2, 2)
    }
    typed.draw(on: &frame, lines.lowerBound, end, width: columns - end - 1, isActive: true)
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

  /// Whether keys that belong to it follow: a reason, a note.
  var asksForMore: Bool {
    switch self {
    case .reject, .return, .leave, .signer, .enrol: true
    default: false
    }
  }
}
