internal import CanonicalForm
internal import CaseDomain

/// A question in the lowest lines of the screen; the case above it stays readable.
///
/// Three forms, by what it has: choices by digit, fields to fill, or neither: then `y` is yes, and `t`,
/// `n` and Esc are no. Enter never says yes.
struct Question: Sendable {
  /// What is asked, so that the answer finds its way.
  enum Purpose: Hashable, Sendable {
    case approve([CaseID])
    case reject([CaseID])
    case `return`([CaseID])
    case enrol([CaseID], from: Month)
    case withdraw(CaseID)
    case end(CaseID)
    case signer(LevelID)
    case sort
    case asOf
    case saveRejected
    case undo(CaseID)
    case quit
  }

  enum Answer: Hashable, Sendable {
    case no
    case yes
    /// The digit that was chosen, where there were choices, and the text of each field.
    case filled(choice: Int?, [String])
  }

  struct Choice: Hashable, Sendable {
    var digit: Int
    var name: String
  }

  struct Entry: Hashable, Sendable {
    var label: String
    var field: TextField
    /// Said when the field is left empty; nil where it may be.
    var isNeeded: String?

    init(_ label: String, _ text: String = "", limit: Int = 200, isNeeded: String? = nil) {
      (self.label, self.isNeeded) = (label, isNeeded)
      field = TextField(text, limit: limit)
    }
  }

  var purpose: Purpose
  /// One or two lines.
  var lines: [String]
  var choices: [Choice] = []
  var entries: [Entry] = []
  /// Where `t` does not mean "no" but "correct it" or the like: the words behind `t`.
  var no: String?
  private(set) var chosen: Int?
  /// The entry that the cursor is in; nil while a digit is awaited.
  private var focus: Int?
  private var complaint: String?

  init(
    _ purpose: Purpose, _ lines: [String], choices: [Choice] = [], entries: [Entry] = [],
    no: String? = nil, complaint: String? = nil, chosen: Int? = nil
  ) {
    (self.purpose, self.lines, self.choices) = (purpose, lines, choices)
    (self.entries, self.no, self.complaint) = (entries, no, complaint)
    self.chosen = chosen
    if choices.isEmpty || chosen != nil, !entries.isEmpty { focus = 0 }
  }

  private var isYesOrNo: Bool { choices.isEmpty && entries.isEmpty }

  /// Takes a key; answers once the question is answered.
  mutating func handle(_ key: Key, _ language: Language) -> Answer? {
    complaint = nil
    if key == .escape || key == .control("c") { return .no }
    if isYesOrNo {
      switch key {
      case "y", "Y": return .yes
      case "t", "n", "T", "N": return .no
      default: return nil
      }
    }
    guard let focus else { return choose(key, language) }
    switch key {
    case .enter, .tab, .down:
      if entries[focus].field.text.allSatisfy(\.isWhitespace), let needed = entries[focus].isNeeded
      {
        complaint = needed
        return nil
      }
      if focus + 1 < entries.count {
        self.focus = focus + 1
      } else if key == .enter {
        return .filled(choice: chosen, entries.map(\.field.text))
      }
    case .up, .backTab:
      if focus > 0 {
        self.focus = focus - 1
      } else if !choices.isEmpty {
        (self.focus, chosen) = (nil, nil)
      }
    default: _ = entries[focus].field.type(key)
    }
    return nil
  }

  private mutating func choose(_ key: Key, _ language: Language) -> Answer? {
    guard let digit = key.digit, choices.contains(where: { $0.digit == digit }) else {
      if key == .enter || key.digit != nil {
        complaint = language("Pilih alasan dengan angkanya dahulu.", "First choose by its digit.")
      }
      return nil
    }
    chosen = digit
    if entries.isEmpty { return .filled(choice: digit, []) }
    focus = 0
    return nil
  }

  /// How many lines it takes on a screen of this width.
  func height(_ columns: Int) -> Int {
    let fields = isYesOrNo ? 0 : max(1, entries.count)
    return lines.count + choiceRows(columns) + fields + (complaint == nil ? 0 : 1)
  }

  private func choiceRows(_ columns: Int) -> Int {
    choices.isEmpty ? 0 : (choices.count + choiceColumns(columns) - 1) / choiceColumns(columns)
  }

  private func choiceColumns(_ columns: Int) -> Int {
    // Few and short, they stand beside each other as in a menu; else in two columns as on the sheet.
    let inAll = choices.reduce(0) { $0 + DisplayWidth.of($1.name) + 4 }
    return inAll <= columns - 4 ? max(1, choices.count) : 2
  }

  /// Draws the question so that it ends on `bottom`, blank behind its own words.
  func draw(on frame: inout Frame, bottom: Int, _ language: Language) {
    let columns = frame.size.columns
    var row = bottom - height(columns) + 1
    for line in row...max(row, bottom) { frame.put(blank(columns), line, 0) }
    if let complaint {
      frame.put(complaint, row, 2, .urgent)
      row += 1
    }
    for (place, line) in lines.enumerated() {
      let isLast = place == lines.count - 1 && isYesOrNo
      let end = frame.put(isLast ? "\(line)  \(yesOrNo(language))" : line, row, 2)
      if isLast { frame.point(row, min(end, columns - 1)) }
      row += 1
    }
    row = drawChoices(on: &frame, row)
    drawEntries(on: &frame, row, language)
  }

  private func drawChoices(on frame: inout Frame, _ row: Int) -> Int {
    let columns = frame.size.columns
    let count = choiceColumns(columns)
    let rows = choiceRows(columns)
    var place = 2
    for (index, choice) in choices.enumerated() {
      let line = count == 2 && choices.count > 2 ? row + index % max(1, rows) : row + index / count
      let width: Int
      if count == 2, choices.count > 2 {
        place = index < rows ? 2 : columns / 2 - 2
        width = index < rows ? columns / 2 - 5 : columns - place - 1
      } else {
        width = columns - place
      }
      let marker = chosen == choice.digit ? "►" : " "
      let end = frame.put("\(marker)\(choice.digit) \(choice.name)", line, place - 1, width: width)
      if focus == nil, index == 0 { frame.point(line, place) }
      place = end + 2
    }
    return row + rows
  }

  private func drawEntries(on frame: inout Frame, _ row: Int, _ language: Language) {
    guard !isYesOrNo else { return }
    let keys = language("Enter simpan   Esc batal", "Enter save   Esc cancel")
    let width = frame.size.columns
    let hint = entries.isEmpty ? language("Esc batal", "Esc cancel") : keys
    let labels = entries.map { DisplayWidth.of($0.label) }.max() ?? 0
    for (index, entry) in entries.enumerated() {
      frame.put(entry.label, row + index, 2)
      let isLast = index == entries.count - 1
      let room = width - labels - 4 - (isLast ? DisplayWidth.of(hint) + 3 : 1)
      entry.field.draw(
        on: &frame, row + index, labels + 4, width: room, isActive: focus == index)
    }
    frame.put(hint, row + max(0, entries.count - 1), endingAt: width - 1)
  }

  private func yesOrNo(_ language: Language) -> String {
    let no = self.no ?? language("tidak", "no")
    return language("y ya   t \(no)", "y yes   n \(no)")
  }

  private func blank(_ columns: Int) -> String { String(repeating: " ", count: columns) }
}
