import CanonicalForm
import CaseDomain
import TestSupport

@testable import CaseScreens

/// A desk at the registration form, with the neighbourhood of ``Form/person(_:born:sex:_:)``
/// carried.
func player(
  _ scenario: CaseloadScenario, officer: OfficerID = "wati", size: Size = .standard,
  language: Language = .indonesian, memory: DeskMemory? = nil, drafts: [Draft] = []
) throws -> DeskPlayer {
  var carried = DeskMemory()
  (carried.rt, carried.rw, carried.area) = ("003", "002", "21.02.03.1001")
  var player = DeskPlayer(
    scenario, officer: officer, language: language, size: size, drafts: drafts,
    memory: memory ?? carried)
  player.press("2")
  return player
}

extension DeskPlayer {
  /// The registrations that were sent and saved, oldest first.
  var registered: [Register] {
    sent.compactMap {
      guard case .register(let command) = $0.command, case .success = $0.result else { return nil }
      return command
    }
  }

  /// The row of the form that begins with a label.
  func line(_ label: String) -> String {
    lines.first { $0.dropFirst(2).hasPrefix(label) } ?? ""
  }

  /// What stands in a line of the form, at 80 columns.
  func value(_ label: String) -> String {
    var value = String(line(label).dropFirst(19).prefix(25))
    if let count = value.firstRange(of: #/ +[0-9]+/16$/#) { value.removeSubrange(count) }
    while value.last == " " { value.removeLast() }
    return value
  }

  /// Whether the cursor is in the line with this label.
  func isAt(_ label: String) -> Bool {
    guard let cursor = frame.cursor else { return false }
    return lines[cursor.row].hasPrefix("► \(label)")
  }

  /// The line for help and errors, at 80x24.
  var help: String {
    [lines[20], lines[21]].map { String($0.trimmed) }.filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// Moves down to a line, from the first, without typing.
  mutating func go(to label: String) {
    for _ in 0..<20 where !isAt(label) { press(.down) }
  }

  /// Presses the keys by which a practised officer registers a person.
  ///
  /// - Returns: how many they were.
  @discardableResult
  mutating func register(_ form: Form) -> Int {
    let keys = DeskPlayer.keys(form, completes: registered.count > 1)
    for key in keys { press(key) }
    return keys.count
  }

  /// Fills the lines from the first on, whatever stands in them, and stays behind the statement.
  mutating func fill(_ form: Form) {
    for _ in 0..<20 where !isAt("NIK") { press(.up) }
    for key in DeskPlayer.keys(form, completes: false).dropLast() { press(key) }
  }

  /// The keys for a person of the carried neighbourhood, from NIK to F2.
  ///
  /// Where earlier records complete birthplace and address, their first letter and → do.
  static func keys(_ form: Form, completes: Bool) -> [Key] {
    func text(_ field: Field) -> String { form.texts[field] ?? "" }
    func typed(_ text: String) -> [Key] { text.map { .character($0) } }
    var keys = typed(text(.nik)) + typed(text(.name)) + [.enter]
    let place = text(.birthPlace)
    keys += (completes && !place.isEmpty ? typed(String(place.prefix(1))) + [.right] : typed(place))
    keys.append(.enter)
    let born = text(.birthDate).split(separator: "-").reversed().joined()
    keys += typed(born) + typed(text(.sex))
    let address = text(.address)
    if completes, let number = address.split(separator: " ").last {
      keys += typed(String(address.prefix(1))) + [.right] + typed(String(number))
    } else {
      keys += typed(address)
    }
    keys += [.enter, .enter] + typed(text(.occupation)) + typed("y")
    if !text(.phone).isEmpty {
      keys += [.enter] + typed(text(.phone)) + [.enter] + typed(text(.motherName))
    }
    return keys + [.function(2)]
  }
}
