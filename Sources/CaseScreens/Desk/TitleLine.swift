internal import CanonicalForm
internal import CaseDomain

/// The first line: the program, the five screens with the open one in brackets, officer and office.
struct TitleLine {
  var shown: ScreenID
  var scene: Scene

  func draw(on frame: inout Frame) {
    let columns = frame.size.columns
    let line = TitleLine.screens(
      shown, columns, scene.language, isSimulated: scene.isSimulated)
    let end = frame.put(line, 0, 0, .title)
    let room = columns - end - 1
    guard room > 3 else { return }
    let who = DisplayWidth.fitted(officer, room)
    frame.put(who, 0, endingAt: columns, .title)
  }

  /// The program and the five screens, as far as the title says them before anything of the store is known.
  static func screens(
    _ shown: ScreenID, _ columns: Int, _ language: Language, isSimulated: Bool
  ) -> String {
    let isNarrow = columns < Size.standard.columns
    // A simulated store must be known as one at every moment.
    var line = isSimulated ? language("SIMULASI", "SIMULATED") : "Payung"
    for id in ScreenID.allCases {
      let name = "\(id.rawValue) \(id.action.binding.label(language))"
      // The brackets take a space before and behind the open screen, the longer name one behind itself.
      let isBeside = id == shown || id.rawValue == shown.rawValue + 1
      let isBehindLongName = isSimulated && id == .home
      line += isNarrow || isBeside || isBehindLongName ? " " : "  "
      line += id == shown ? "[\(name)]" : isNarrow ? "\(id.rawValue)" : name
    }
    return line
  }

  private var officer: String {
    let wording = scene.wording
    guard let colleague = scene.colleague else { return wording.officer(scene.officer) }
    return "\(colleague.name), \(colleague.office)"
  }
}
