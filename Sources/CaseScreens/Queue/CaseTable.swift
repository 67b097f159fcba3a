internal import CanonicalForm
internal import CaseDomain

/// A list of cases on the screen: which, which of them is selected, which are marked.
///
/// What it lists is taken in ``list(_:unfiltered:keepsOrder:)`` alone; until then rows stay where they are,
/// whatever happens to their cases.
struct CaseTable: Sendable {
  /// A case of the list.
  struct Row: Hashable, Sendable {
    var id: CaseID
    /// The last entry that concerns the case.
    var changed: Int
  }

  /// One line of the list, in words.
  struct Line: Hashable, Sendable {
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
    var standing = ""
    var standingInShort = ""
    /// Why it was returned or rejected, or why the person left.
    var reason = ""

    /// `3/2`: without the zeros, of which a screenful would cost many bytes.
    var neighbourhoodInShort: String { Line.inShort(neighbourhood) }

    static func inShort(_ neighbourhood: String) -> String {
      neighbourhood.split(separator: "/").map { $0.drop { $0 == "0" } }.joined(separator: "/")
    }
  }

  /// What became of a row since the list was taken, in words that stand in place of its days and remark.
  enum Verdict: Hashable, Sendable {
    /// This officer's verb was done; the row leaves with the next list.
    case done
    /// The case belongs to another list now; a colleague did what the words say.
    case gone(String)
    /// This officer's verb was refused, for the reason in the words; the case still waits here.
    case refused(String)
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
  private(set) var verdicts: [CaseID: Verdict] = [:]
  private var top = 0
}

extension CaseTable {
  var current: Row? { rows.indices.contains(selected) ? rows[selected] : nil }

  /// Takes another list; the selected case stays selected, and the rows that stay keep their lines.
  ///
  /// Where the selected case is gone, the case that then stands in its place is selected. In another
  /// order (`keepsOrder` false) only the selected row keeps its line.
  /// - Returns: whether the selected case or one behind it is in the list.
  @discardableResult
  mutating func list(_ new: [Row], unfiltered: Int, keepsOrder: Bool = true) -> Bool {
    let kept = current?.id
    let offset = selected - top
    let before = rows
    let places = RowPlaces(new)
    keepVerdicts { id in places[id].map { new[$0] } }
    verdicts = verdicts.filter { places[$0.key] != nil }
    rows = new
    self.unfiltered = unfiltered
    let place =
      kept.flatMap { places[$0] }
      ?? before.dropFirst(selected).lazy.compactMap { places[$0.id] }.first
    selected = place ?? min(selected, max(0, new.count - 1))
    let first =
      keepsOrder ? before.dropFirst(top).lazy.compactMap { places[$0.id] }.first : nil
    top = max(0, first ?? selected - offset)
    return place != nil
  }

  /// Takes in what became of the rows without moving any.
  ///
  /// What `new` no longer has stays where it is, with what `gone` says of it; what it has beside comes last.
  mutating func refresh(_ new: [Row], unfiltered: Int, gone: (CaseID) -> String) {
    let places = RowPlaces(new)
    keepVerdicts { id in places[id].map { new[$0] } }
    for index in rows.indices {
      let id = rows[index].id
      if let place = places[id] {
        rows[index] = new[place]
      } else if !isDone(id) {
        verdicts[id] = .gone(gone(id))
        marked.remove(id)
      }
    }
    let listed = RowPlaces(rows)
    rows += new.filter { listed[$0.id] == nil }
    self.unfiltered = unfiltered
  }

  /// Forgets what became of rows that still wait here, but for refusals where nothing has happened since.
  private mutating func keepVerdicts(_ now: (CaseID) -> Row?) {
    guard !verdicts.isEmpty else { return }
    let before = Dictionary(
      rows.map { ($0.id, $0.changed) }, uniquingKeysWith: { first, _ in first })
    verdicts = verdicts.filter { id, verdict in
      guard let row = now(id) else { return true }
      if case .refused = verdict { return row.changed == before[id] }
      return false
    }
  }

  /// Says what became of a row.
  mutating func note(_ id: CaseID, _ verdict: Verdict?) { verdicts[id] = verdict }

  /// Whether this officer's verb was done on a row since the list was taken.
  func isDone(_ id: CaseID) -> Bool { verdicts[id] == .done }

  /// Whether a row still waits here, as far as is known.
  private func isOpen(_ id: CaseID) -> Bool {
    switch verdicts[id] {
    case .refused, nil: true
    case .done, .gone: false
    }
  }

  mutating func select(_ id: CaseID) {
    if let place = rows.firstIndex(where: { $0.id == id }) { selected = place }
  }

  mutating func selectFirst() { (selected, top) = (0, 0) }

  /// Takes another list that is read from its beginning; whatever was noted of rows is forgotten.
  mutating func restart(_ new: [Row], unfiltered: Int) {
    self = CaseTable()
    (rows, self.unfiltered) = (new, unfiltered)
  }

  /// Moves to the next row that still waits here and that `isWanted`.
  ///
  /// - Returns: whether there was one.
  mutating func advance(where isWanted: (CaseID) -> Bool = { _ in true }) -> Bool {
    let next = rows.indices.dropFirst(selected + 1).first {
      isOpen(rows[$0].id) && isWanted(rows[$0].id)
    }
    guard let next else { return false }
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
      if marked.remove(id) == nil, isOpen(id) { marked.insert(id) }
      selected = min(last, selected + 1)
    case .markAll:
      let shown = Set(rows.map(\.id).filter(isOpen))
      marked = shown.isSubset(of: marked) ? marked.subtracting(shown) : marked.union(shown)
    default: return false
    }
    return true
  }

  mutating func unmark() { marked = [] }
  mutating func unmark(_ id: CaseID) { marked.remove(id) }

  /// Forgets the marks of cases that are in the list no longer, filtered or not.
  mutating func keepMarks(_ isListed: (CaseID) -> Bool) { marked = marked.filter(isListed) }

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
    on frame: inout Frame, lines: Range<Int>, width: Int, columns: [Column], _ words: CaseLines
  ) {
    guard lines.count > 1 else { return }
    let scene = words.scene
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
      if let row = words.line(row.id) { draw(row, places, on: &frame, line, scene) }
    }
  }

  /// Draws a row; what became of it stands in place of its days and remark.
  private func draw(
    _ row: Line, _ places: [Place], on frame: inout Frame, _ line: Int, _ scene: Scene
  ) {
    let told = places.firstIndex { $0.column == .days || $0.column == .standing }
    guard let words = verdictWords(row.id, scene), let told, let last = places.last else {
      for place in places { draw(row, place, on: &frame, line, scene) }
      return
    }
    for place in places[..<told] { draw(row, place, on: &frame, line, scene) }
    // The number of days has room before it, words have none.
    let start = places[told].start + (places[told].column == .days ? 1 : 0)
    frame.put(words.text, line, start, width: last.start + last.width - start, words.style)
  }

  private func verdictWords(_ id: CaseID, _ scene: Scene) -> (text: String, style: Style)? {
    switch verdicts[id] {
    case nil: nil
    case .done: (scene.say("tersimpan", "saved"), .plain)
    case .gone(let words): (words, .attention)
    case .refused(let words): (words, .urgent)
    }
  }

  private struct Place {
    var column: Column
    var start: Int
    var width: Int
  }

  private func draw(
    _ row: Line, _ place: Place, on frame: inout Frame, _ line: Int, _ scene: Scene
  ) {
    let text: String
    var style = Style.plain
    switch place.column {
    case .number: return frame.put(row.id.description, line, endingAt: place.start + place.width)
    case .days: return frame.put(String(row.days), line, endingAt: place.start + place.width)
    case .name: text = row.name
    case .age: text = row.age
    case .village: text = CaseTable.abbreviated(row.village, place.width)
    case .address:
      text = row.neighbourhood.isEmpty ? row.address : "\(row.neighbourhoodInShort) \(row.address)"
    case .occupation: text = row.occupation
    case .standing:
      text = DisplayWidth.of(row.standing) <= place.width ? row.standing : row.standingInShort
    case .reason: text = row.reason
    case .remark: (text, style) = (row.remark, row.remarkStyle)
    }
    frame.put(text, line, place.start, width: place.width, style)
  }

  /// Where each column stands: what names the case is fixed, the rest takes what is left.
  private func layout(_ columns: [Column], _ width: Int) -> [Place] {
    var columns = columns
    // What can be missed gives way, the least needed first.
    for spare in [Column.occupation, .village, .address, .age]
    where columns.count > 2 && CaseTable.width(of: columns) > width {
      columns.removeAll { $0 == spare }
    }
    var room = max(0, width - CaseTable.width(of: columns))
    var widths = columns.map(\.width)
    let wishes: [(column: Column, more: Int)] = [
      (.reason, 8), (.address, 2), (.name, 13), (.village, 8), (.address, 8), (.occupation, 8),
      (.reason, 8),
    ]
    for (column, more) in wishes {
      guard let place = columns.firstIndex(of: column) else { continue }
      widths[place] += min(more, room)
      room -= min(more, room)
    }
    var start = CaseTable.margin
    return zip(columns, widths).map { column, own in
      // Beside an occupation, which ends without a gap.
      if column == .standing { start += 1 }
      let own = column == columns.last ? max(1, width - start) : own
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

  /// A name of several words in `width` columns: what does not fit loses words before the last to their
  /// initials, for villages differ in the last (`S. L. Barat`).
  static func abbreviated(_ name: String, _ width: Int) -> String {
    if DisplayWidth.of(name) <= width { return name }
    var words = name.split(separator: " ").map(String.init)
    for place in words.indices.dropLast()
    where DisplayWidth.of(words.joined(separator: " ")) > width {
      words[place] = "\(words[place].prefix(1))."
    }
    return words.joined(separator: " ")
  }

  private static func title(_ column: Column, _ scene: Scene) -> String {
    switch column {
    case .number: scene.say("No.", "No.")
    case .name: scene.say("Nama", "Name")
    case .age: scene.say("Usia", "Age")
    case .village: scene.say("Kel/Desa", "Village")
    case .address: scene.say("RT/RW, alamat", "RT/RW, address")
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
    case .reason: 14
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
