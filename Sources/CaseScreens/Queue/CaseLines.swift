internal import CanonicalForm
internal import CaseDomain

/// Words the cases of a list, each when it is shown: a list may hold a million.
struct CaseLines {
  let scene: Scene
  let caseload: Caseload
  let now: Instant
  /// Whether it is said where each case stands; a queue, where all stand at one place, says its waiting list.
  let hasStanding: Bool

  /// The cases as they are now, or as they were at a moment of the past.
  init(_ scene: Scene, _ past: PastView? = nil, hasStanding: Bool) {
    (self.scene, self.hasStanding) = (scene, hasStanding)
    (caseload, now) = (past?.caseload ?? scene.caseload, past?.now ?? scene.now)
  }

  /// The line of a case; nil where there is no such case.
  func line(_ id: CaseID) -> CaseTable.Line? { caseload.row(id).map(line) }

  func line(_ row: CaseRow) -> CaseTable.Line {
    let wording = scene.wording
    let over = caseload.rules.flatMap { row.daysOverdue(at: now, $0.programme) } ?? -1
    var line = CaseTable.Line(
      id: row.id, name: name(row), age: "\(row.sex.rawValue) \(row.age)",
      village: wording.area(row.area), address: row.address ?? "",
      neighbourhood: neighbourhood(row), occupation: wording.shortOccupation(row.occupation),
      days: row.daysWaiting(at: now), remark: remark(row), remarkStyle: over > 0 ? .urgent : .plain)
    if scene.openElsewhere[row.id] != nil { line.remarkStyle = .attention }
    if hasStanding {
      line.standing = wording.standing(of: row, caseload, at: now)
      line.standingInShort = wording.shortStanding(of: row, caseload, at: now)
    }
    line.reason = row.standing.reason.map(wording.reason) ?? ""
    return line
  }

  func name(_ row: CaseRow) -> String { row.name ?? scene.say("(dihapus)", "(erased)") }

  /// `003/002`; nothing after erasure.
  func neighbourhood(_ row: CaseRow) -> String {
    row.nik == nil ? "" : "\(row.rt ?? "-")/\(row.rw ?? "-")"
  }

  /// The most urgent word alone: open elsewhere, over the limit, due, back from repair, of the last age, waiting
  /// for a place.
  func remark(_ row: CaseRow) -> String {
    if let colleague = scene.openElsewhere[row.id] {
      let name = colleague.split(separator: " ").first.map(String.init) ?? colleague
      return scene.say("\(name) buka", "open: \(name)")
    }
    let remark = scene.wording.remark(of: row, at: now)
    guard remark.isEmpty, !hasStanding,
      let position = caseload.waitingListPosition(of: row.id, on: scene.today)
    else { return remark }
    return scene.say("tunggu \(position)", "waits \(position)")
  }
}

extension Caseload {
  /// The rows of a list.
  func tableRows(_ ids: [CaseID]) -> [CaseTable.Row] {
    ids.compactMap { id in row(id).map { CaseTable.Row(id: id, changed: $0.changedIn) } }
  }
}

/// The cases of a list, filtered with every letter typed.
struct FilteredCases: Sendable {
  private(set) var ids: [CaseID] = []
  /// What the filter looks through, made when something is looked for.
  private var texts: SearchTexts?
  /// The words that were looked for last, and the places in the list that have them all.
  private var found: (words: [String], places: [Int])?

  init(_ ids: [CaseID] = []) { self.ids = ids }

  var count: Int { ids.count }

  /// The cases that have every word of `text`: anywhere in the name, at the start of a word beside it, or as
  /// their number.
  mutating func matching(_ text: String, _ lines: CaseLines) -> [CaseID] {
    let words = text.prefix(100).split(whereSeparator: \.isWhitespace).map { Text.folded($0) }
      .filter { !$0.isEmpty }
    guard !words.isEmpty else { return ids }
    let texts = texts ?? SearchTexts(ids, lines)
    let wanted = words.map(SearchTexts.Wanted.init)
    let places = candidates(words).filter { place in
      wanted.allSatisfy { texts.have($0, at: place) || ids[place].number == $0.number }
    }
    (self.texts, found) = (texts, (words, places))
    return places.map { ids[$0] }
  }

  /// The places where the words may be: who types on finds what was found before, or less.
  private func candidates(_ words: [String]) -> [Int] {
    guard let found, words.count >= found.words.count,
      // A number that goes on is another number.
      zip(words, found.words).allSatisfy({ $0.hasPrefix($1) && ($0 == $1 || Int($0) == nil) })
    else { return Array(ids.indices) }
    return found.places
  }

  /// The cases in another order; those of equal rank stay as they were.
  mutating func sort(by order: CaseTable.Order, _ lines: CaseLines) {
    switch order {
    case .waiting: return
    case .number: ids.sort()
    case .newest: ids.sort(by: >)
    case .name: sort(lines) { lines.name($0) }
    case .village:
      sort(lines) { "\(lines.scene.wording.area($0.area))\u{0}\(lines.name($0))" }
    }
    (texts, found) = (nil, nil)
  }

  private mutating func sort(_ lines: CaseLines, by key: (CaseRow) -> String) {
    let keyed = ids.compactMap { id in lines.caseload.row(id).map { (key: key($0), id: id) } }
    ids = keyed.sorted { ($0.key, $0.id) < ($1.key, $1.id) }.map(\.id)
  }
}

extension CaseTable.Order {
  func name(_ scene: Scene) -> String {
    switch self {
    case .waiting: scene.say("paling lama", "longest wait")
    case .number: scene.say("nomor", "number")
    case .newest: scene.say("terbaru", "newest")
    case .name: scene.say("nama", "name")
    case .village: scene.say("kel/desa", "village")
    }
  }
}
