internal import CanonicalForm
internal import CaseDomain

/// The first line: the program, the five screens with the open one in brackets, officer and office.
struct TitleLine {
  var shown: ScreenID
  var scene: Scene

  func draw(on frame: inout Frame) {
    let columns = frame.size.columns
    // A simulated store must be known as one at every moment.
    var line = scene.isSimulated ? "SIMULASI" : "Payung"
    if scene.isSimulated, scene.language == .english { line = "SIMULATED" }
    let isNarrow = columns < Size.standard.columns
    for id in ScreenID.allCases {
      let name = id.action.binding.label(scene.language)
      if id == shown {
        line += " [\(id.rawValue) \(name)]"
      } else {
        line += isNarrow ? " \(id.rawValue)" : "  \(id.rawValue) \(name)"
      }
      // The brackets take the second space before and behind the open screen.
      if !isNarrow, id != shown, id.rawValue == shown.rawValue + 1 {
        line.removeSubrange(
          line.index(
            line.endIndex, offsetBy: -(name.count + 4))..<line.index(
              line.endIndex, offsetBy: -(name.count + 3)))
      }
    }
    let end = frame.put(line, 0, 0, .title)
    let room = columns - end - 1
    guard room > 3 else { return }
    let who = DisplayWidth.fitted(officer, room)
    frame.put(who, 0, endingAt: columns, .title)
  }

  private var officer: String {
    let wording = scene.wording
    guard let colleague = scene.colleague else { return wording.officer(scene.officer) }
    return "\(colleague.name), \(colleague.office)"
  }
}
