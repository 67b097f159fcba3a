internal import CanonicalForm
internal import CaseDomain

/// The cases of a list, filtered with every letter typed.
struct FilteredCases: Sendable {
  private(set) var rows: [CaseTable.Row] = []
  private var places = RowPlaces([])
  /// What the filter looks through, made when something is looked for.
  private var texts: SearchTexts?
  /// The words that were looked for last, and the places in the list that have them all.
  private var found: (words: [String], places: [Int32])?

  init(_ rows: [CaseTable.Row] = []) { (self.rows, places) = (rows, RowPlaces(rows)) }

  var count: Int { rows.count }

  func has(_ id: CaseID) -> Bool { places[id] != nil }

  /// The row of a case; nil where it is not in the list.
  func row(_ id: CaseID) -> CaseTable.Row? { places[id].map { rows[$0] } }

  /// The cases that have every word of `text`: anywhere in the name, at the start of a word beside it, or as
  /// their number.
  mutating func matching(_ text: String, _ lines: CaseLines) -> [CaseTable.Row] {
    let words = text.prefix(100).split(whereSeparator: \.isWhitespace).map { Text.folded($0) }
      .filter { !$0.isEmpty }
    guard !words.isEmpty else { return rows }
    let texts = texts ?? SearchTexts(rows.lazy.map(\.id), lines)
    let matching = words.reduce(candidates(words)) { found, word in
      texts.places(of: word, numbered: place(ofNumber: word), among: found)
    }
    let places = matching ?? []
    (self.texts, found) = (texts, (words, places))
    return places.map { rows[Int($0)] }
  }

  /// Where the case stands whose number a word is, as it is written.
  private func place(ofNumber word: String) -> Int? {
    Int(word).flatMap { String($0) == word ? places[CaseID($0)] : nil }
  }

  /// The places where the words may be; nil for all: who types on finds what was found before, or less.
  private func candidates(_ words: [String]) -> [Int32]? {
    guard let found, words.count >= found.words.count,
      // A number that goes on is another number.
      zip(words, found.words).allSatisfy({ $0.hasPrefix($1) && ($0 == $1 || Int($0) == nil) })
    else { return nil }
    return found.places
  }

  /// The cases in another order; those of equal rank stay as they were.
  mutating func sort(by order: CaseTable.Order, _ lines: CaseLines) {
    switch order {
    case .waiting: return
    case .number: rows.sort { $0.id < $1.id }
    case .newest: rows.sort { $0.id > $1.id }
    case .name: sort(lines) { lines.name($0) }
    case .village:
      sort(lines) { "\(lines.scene.wording.area($0.area))\u{0}\(lines.name($0))" }
    }
    places = RowPlaces(rows)
    (texts, found) = (nil, nil)
  }

  private mutating func sort(_ lines: CaseLines, by key: (CaseRow) -> String) {
    let keyed = rows.compactMap { row in lines.caseload.row(row.id).map { (key: key($0), row: row) }
    }
    rows = keyed.sorted { ($0.key, $0.row.id) < ($1.key, $1.row.id) }.map(\.row)
  }
}

extension Caseload {
  /// The rows of a list.
  func tableRows(_ ids: [CaseID]) -> [CaseTable.Row] {
    ids.compactMap { id in changedIn(id).map { CaseTable.Row(id: id, changed: $0) } }
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
