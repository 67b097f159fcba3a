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
    case distinguish(CaseID, from: CaseID)
    case undo(CaseID)
    case reveal(CaseID)
    case export
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
  /// One or two sentences, each on lines of its own.
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
    no: String? = nil, complaint: String? = nil, chosen: Int? = nil, focus: Int? = nil
  ) {
    (self.purpose, self.lines, self.choices) = (purpose, lines, choices)
    (self.entries, self.no, self.complaint) = (entries, no, complaint)
    self.chosen = chosen
    if choices.isEmpty || chosen != nil, !entries.isEmpty {
      self.focus = min(max(0, focus ?? 0), entries.count - 1)
    }
  }

  private var isYesOrNo: Bool { choices.isEmpty && entries.isEmpty }

  /// Whether it says what is wrong with the last key or with the last answer.
  var isComplaining: Bool { complaint != nil }

  /// The keys that answer a question of yes or no.
  static let answersToYesOrNo: Set<Key> = ["y", "Y", "t", "T", "n", "N", .escape]

  /// Takes a key; answers once the question is answered.
  mutating func handle(_ key: Key, _ language: Language) -> Answer? {
    complaint = nil
    if key == .escape || key == .control("c") { return .no }
    if isYesOrNo {
      switch key {
      case "y", "Y": return .yes
      case let key where Question.answersToYesOrNo.contains(key): return .no
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
}

// MARK: - Drawing

extension Question {
  /// Draws the question so that it ends on `bottom`, blank behind its own words.
  func draw(on frame: inout Frame, bottom: Int, _ language: Language) {
    let columns = frame.size.columns
    let texts = texts(columns, language)
    let (choiceRows, entryRows) = (choiceRows(columns), entries.count)
    let complaints = complaint.map { WrappedText.lines($0, columns - 3) } ?? []
    let height = complaints.count + texts.count + choiceRows + entryRows
    var row = max(0, bottom - height + 1)
    for line in row...max(row, bottom) { frame.put(blank(columns), line, 0) }
    for complaint in complaints {
      frame.put(complaint, row, 2, .urgent)
      row += 1
    }
    for (place, text) in texts.enumerated() {
      let end = frame.put(text, row + place, 2)
      if isYesOrNo, place == texts.count - 1 { frame.point(row + place, min(end, columns - 1)) }
    }
    row += texts.count
    if !isYesOrNo, entries.isEmpty {
      frame.put(language("Esc batal", "Esc cancel"), row - 1, endingAt: columns - 1)
    }
    drawChoices(on: &frame, row)
    drawEntries(on: &frame, row + choiceRows, language)
  }

  /// The sentences on lines that fit, with the keys behind a question of yes or no.
  private func texts(_ columns: Int, _ language: Language) -> [String] {
    let width = columns - 4
    var texts = lines.flatMap { WrappedText.lines($0, width) }
    guard isYesOrNo else { return texts }
    // The keys stay together, whatever becomes of the sentence.
    let no = self.no ?? language("tidak", "no")
    let keys = language("y ya   t \(no)", "y yes   n \(no)")
    let last = texts.last.map { DisplayWidth.of($0) + 2 + DisplayWidth.of(keys) }
    if let last, last <= width + 1 {
      texts[texts.count - 1] += "  \(keys)"
    } else {
      texts.append(keys)
    }
    return texts
  }

  private func choiceRows(_ columns: Int) -> Int {
    choices.isEmpty ? 0 : (choices.count + choiceColumns(columns) - 1) / choiceColumns(columns)
  }

  private func choiceColumns(_ columns: Int) -> Int {
    // Few and short, they stand beside each other as in a menu; else in two columns as on the sheet.
    let inAll = choices.reduce(0) { $0 + DisplayWidth.of($1.name) + 4 }
    return inAll <= columns - 4 ? max(1, choices.count) : 2
  }

  private func drawChoices(on frame: inout Frame, _ row: Int) {
    let columns = frame.size.columns
    let rows = choiceRows(columns)
    let isMenu = rows == 1
    // Two columns, the second in the middle, or further left where that shows all of it.
    let widths = choices.map { DisplayWidth.of($0.name) + 2 }
    let left = (widths.prefix(rows).max() ?? 0) + 3
    let right = columns - 1 - (widths.dropFirst(rows).max() ?? 0)
    let second = max(min(left + 2, columns / 2 - 2), min(columns / 2 - 2, right))
    var place = 2
    for (index, choice) in choices.enumerated() {
      let line = isMenu ? row : row + index % max(1, rows)
      if !isMenu { place = index < rows ? 2 : second }
      let end = !isMenu && index < rows ? second - 1 : columns
      let marker = chosen == choice.digit ? "►" : " "
      frame.put("\(marker)\(choice.digit) \(choice.name)", line, place - 1, width: end - place + 1)
      if focus == nil, index == 0 { frame.point(line, place) }
      if isMenu { place += widths[index] + 2 }
    }
  }

  private func drawEntries(on frame: inout Frame, _ row: Int, _ language: Language) {
    let width = frame.size.columns
    let hint = hasRoomForHint(width, language) ? fieldHint(language) : ""
    for (index, entry) in entries.enumerated() {
      frame.put(entry.label, row + index, 2)
      let isLast = index == entries.count - 1
      let room = width - labelWidth - 4 - (isLast ? DisplayWidth.of(hint) + 3 : 1)
      entry.field.draw(
        on: &frame, row + index, labelWidth + 4, width: room, isActive: focus == index)
    }
    guard !entries.isEmpty else { return }
    frame.put(hint, row + entries.count - 1, endingAt: width - 1)
  }

  private var labelWidth: Int { entries.map { DisplayWidth.of($0.label) }.max() ?? 0 }

  private func fieldHint(_ language: Language) -> String {
    switch purpose {
    case .asOf: language("Enter lihat   Esc batal", "Enter show   Esc cancel")
    case .reveal: language("Enter tampilkan   Esc batal", "Enter reveal   Esc cancel")
    case .export: language("Enter ekspor   Esc batal", "Enter export   Esc cancel")
    default: language("Enter simpan   Esc batal", "Enter save   Esc cancel")
    }
  }

  /// Whether the keys find room behind the last field and leave enough of it to type in.
  private func hasRoomForHint(_ columns: Int, _ language: Language) -> Bool {
    columns - labelWidth - 4 - DisplayWidth.of(fieldHint(language)) - 3 >= 20
  }

  /// The keys for the last line of the screen, where the question has no room for them.
  func hint(_ columns: Int, _ language: Language) -> String {
    entries.isEmpty || hasRoomForHint(columns, language) ? "" : fieldHint(language)
  }

  private func blank(_ columns: Int) -> String { String(repeating: " ", count: columns) }
}
