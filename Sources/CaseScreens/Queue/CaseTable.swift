internal import CanonicalForm
internal import CaseDomain

/// A list of cases on the screen: which, which of them is selected, which are marked.
///
/// What it lists is taken in ``list(_:_:)`` alone; until then rows stay where they are, whatever happens to
/// their cases.
struct CaseTable: Sendable {
  /// One line of the list, in words.
  struct Row: Hashable, Sendable {
    var id: CaseID
    var name: String
    /// `L 41`.
    var age: String
    var village: String
    var address: String
    /// `003/002`: RT and RW.
    var neighbourhood: String
    var occupation: String
    var days: Int
    /// The most urgent word about the case.
    var remark: String
    var remarkStyle: Style
    /// Where it stands, in words, and in words that fit 15 columns.
    var standing: String
    var standingInShort: String
    /// Why it was returned or rejected, or why the person left.
    var reason: String
    var sex: Sex
    var area: AreaCode
  }

  /// What a column shows.
  enum Column: Hashable, Sendable {
    case number, name, age, village, address, occupation, reason, days, remark, standing
  }

  /// The orders that the officer can choose from.
  enum Order: String, Hashable, Sendable, CaseIterable {
    case waiting, number, newest, name, village
  }

  private(set) var rows: [Row] = []
  private(set) var selected = 0
  private(set) var marked: Set<CaseID> = []
  /// How many rows the list has without the filter.
  private(set) var unfiltered = 0
  /// What became of rows since the list was taken, by words in place of their remark.
  private(set) var verdicts: [CaseID: (text: String, style: Style)] = [:]
  private var top = 0
}

extension CaseTable {
  var current: Row? { rows.indices.contains(selected) ? rows[selected] : nil }

  /// The marked cases in the order of the list; else the selected one.
  var targets: [CaseID] {
    let listed = rows.map(\.id).filter(marked.contains)
    return listed.isEmpty ? current.map { [$0.id] } ?? [] : listed
  }

  /// Takes another list; the selected case stays selected and where it was on the screen.
  ///
  /// Where it is gone, the case that then stands in its place is selected.
  mutating func list(_ new: [Row], unfiltered: Int) {
    let kept = current?.id
    let offset = selected - top
    let behind = rows.dropFirst(selected).map(\.id)
    rows = new
    self.unfiltered = unfiltered
    verdicts = [:]
    let places = Dictionary(
      new.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    marked = marked.filter { places[$0] != nil }
    if let kept, let place = places[kept] {
      selected = place
    } else if let next = behind.lazy.compactMap({ places[$0] }).first {
      selected = next
    } else {
      selected = min(selected, max(0, new.count - 1))
    }
    top = max(0, selected - offset)
  }

  /// Says what became of a row.
  mutating func note(_ id: CaseID, _ text: String, _ style: Style = .plain) {
    verdicts[id] = (text, style)
  }

  mutating func select(_ id: CaseID) {
    if let place = rows.firstIndex(where: { $0.id == id }) { selected = place }
  }

  mutating func selectFirst() { selected = 0 }

  /// The next row behind the selected one that `isOpen` accepts and that has no verdict yet.
  func next(where isOpen: (CaseID) -> Bool = { _ in true }) -> Int? {
    rows.indices.dropFirst(selected + 1).first {
      verdicts[rows[$0].id] == nil && isOpen(rows[$0].id)
    }
  }

  /// Moves to the next undecided row.
  ///
  /// - Returns: whether there was one.
  mutating func advance(where isOpen: (CaseID) -> Bool = { _ in true }) -> Bool {
    guard let next = next(where: isOpen) else { return false }
    selected = next
    return true
  }

  /// Moves the selection or the marks, if the action does that.
  ///
  /// - Returns: whether it does.
  mutating func act(_ action: Action, pageRows: Int) -> Bool {
    let last = max(0, rows.count - 1)
    switch action {
    case .up: selected = max(0, selected - 1)
    case .down: selected = min(last, selected + 1)
    case .pageUp: selected = max(0, selected - max(1, pageRows))
    case .pageDown: selected = min(last, selected + max(1, pageRows))
    case .first: selected = 0
    case .last: selected = last
    case .mark:
      guard let id = current?.id else { return true }
      if marked.remove(id) == nil { marked.insert(id) }
      selected = min(last, selected + 1)
    case .markAll:
      let all = Set(rows.map(\.id))
      marked = marked == all ? [] : all
    default: return false
    }
    return true
  }

  mutating func unmark() { marked = [] }
  mutating func unmark(_ id: CaseID) { marked.remove(id) }
  mutating func mark(_ ids: [CaseID]) { marked = Set(ids) }

  /// The actions that ``act(_:pageRows:)`` does, for the offers of a screen.
  static let moves: [Action] = [.up, .down, .pageUp, .pageDown, .first, .last]
}

// MARK: - Drawing

extension CaseTable {
  /// Scrolls so that the selected row is inside `count` rows.
  mutating func scroll(toFit count: Int) {
    let count = max(1, count)
    if selected < top { top = selected }
    if selected >= top + count { top = selected - count + 1 }
    top = max(0, min(top, max(0, rows.count - count)))
  }

  /// The numbers of the first and the last row of `count` that are shown, from 1; nil where there is none.
  func shownRows(_ count: Int) -> (first: Int, last: Int)? {
    rows.isEmpty ? nil : (top + 1, min(rows.count, top + max(1, count)))
  }

  /// Draws the header and the rows in `lines` and the leftmost `width` columns, and points at the selection.
  func draw(
    on frame: inout Frame, lines: Range<Int>, width: Int, columns: [Column], _ scene: Scene
  ) {
    guard lines.count > 1 else { return }
    let places = layout(columns, width)
    for place in places {
      let title = CaseTable.title(place.column, scene)
      if place.column.isNumber {
        frame.put(title, lines.lowerBound, endingAt: place.start + place.width)
      } else {
        frame.put(title, lines.lowerBound, place.start, width: place.width)
      }
    }
    for (line, index) in zip(lines.dropFirst(), rows.indices.dropFirst(top)) {
      let row = rows[index]
      if index == selected {
        frame.put("►", line, 0)
        frame.point(line, 0)
      }
      if marked.contains(row.id) { frame.put("*", line, 1) }
      for place in places { draw(row, place, on: &frame, line, scene) }
    }
  }

  private struct Place {
    var column: Column
    var start: Int
    var width: Int
  }

  private func draw(
    _ row: Row, _ place: Place, on frame: inout Frame, _ line: Int, _ scene: Scene
  ) {
    let text: String
    var style = Style.plain
    switch place.column {
    case .number: return frame.put(row.id.description, line, endingAt: place.start + place.width)
    case .days: return frame.put(String(row.days), line, endingAt: place.start + place.width)
    case .name: text = row.name
    case .age: text = row.age
    case .village: text = row.village
    case .address: text = row.address
    case .occupation: text = row.occupation
    case .standing:
      text = DisplayWidth.of(row.standing) <= place.width ? row.standing : row.standingInShort
    case .reason: text = row.reason
    case .remark: (text, style) = (row.remark, row.remarkStyle)
    }
    if place.column == .remark || place.column == .standing, let verdict = verdicts[row.id] {
      frame.put(verdict.text, line, place.start, width: place.width, verdict.style)
    } else {
      frame.put(text, line, place.start, width: place.width, style)
    }
  }

  /// Where each column stands: what names the case is fixed, the name and what is beside it take what is left.
  private func layout(_ columns: [Column], _ width: Int) -> [Place] {
    var columns = columns
    // What can be missed gives way, the least needed first.
    for spare in [Column.occupation, .village, .address, .age]
    where columns.count > 2 && CaseTable.width(of: columns) > width {
      columns.removeAll { $0 == spare }
    }
    var room = max(0, width - CaseTable.width(of: columns))
    let forName = min(room, 13)
    room -= forName
    var start = CaseTable.margin
    return columns.map { column in
      var own = column.width
      switch column {
      case .name: own += forName
      case .village, .address, .occupation, .reason:
        let more = min(8, room)
        own += more
        room -= more
      default: break
      }
      // Beside an occupation, which ends without a gap.
      if column == .standing { start += 1 }
      if column == columns.last { own = max(1, width - start) }
      let place = Place(column: column, start: start, width: own)
      start += own + column.gap
      return place
    }
  }

  /// The columns of marker and mark.
  private static let margin = 3

  private static func width(of columns: [Column]) -> Int {
    columns.reduce(margin) { $0 + $1.width + $1.gap } - (columns.last?.gap ?? 0)
  }

  private static func title(_ column: Column, _ scene: Scene) -> String {
    switch column {
    case .number: scene.say("No.", "No.")
    case .name: scene.say("Nama", "Name")
    case .age: scene.say("Usia", "Age")
    case .village: scene.say("Kel/Desa", "Village")
    case .address: scene.say("Alamat", "Address")
    case .occupation: scene.say("Pekerjaan", "Occupation")
    case .days: scene.say("Hari", "Days")
    case .reason: scene.say("Alasan", "Reason")
    case .remark: scene.say("Keterangan", "Remarks")
    case .standing: scene.say("Status", "Stage")
    }
  }
}

extension CaseTable.Column {
  fileprivate var isNumber: Bool { self == .days || self == .number }

  /// Columns of the screen that it takes at least.
  fileprivate var width: Int {
    switch self {
    case .number: 4
    case .name: 19
    case .age: 4
    case .village: 13
    case .address: 20
    case .occupation: 14
    case .reason: 20
    case .days: 4
    case .remark: 10
    case .standing: 16
    }
  }

  /// Columns of the screen between it and the next.
  fileprivate var gap: Int {
    switch self {
    // Days are numbers of at most three digits: their own column begins with room.
    case .occupation, .reason: 0
    case .village, .address: 1
    default: 2
    }
  }
}
