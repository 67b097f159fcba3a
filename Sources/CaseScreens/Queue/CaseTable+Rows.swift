internal import CanonicalForm
internal import CaseDomain

extension CaseTable.Row {
  /// The line of a case as it stands at `now`; its standing in words only where a column shows that.
  init(
    _ row: CaseRow, _ scene: Scene, _ caseload: Caseload, at now: Instant,
    hasStanding: Bool = true
  ) {
    let wording = scene.wording
    id = row.id
    name = row.name ?? scene.say("(dihapus)", "(erased)")
    age = "\(row.sex.rawValue) \(row.age)"
    village = wording.area(row.area)
    address = row.address ?? ""
    neighbourhood = row.nik == nil ? "" : "\(row.rt ?? "-")/\(row.rw ?? "-")"
    occupation = wording.shortOccupation(row.occupation)
    days = row.daysWaiting(at: now)
    let over = caseload.rules.flatMap { row.daysOverdue(at: now, $0.programme) } ?? -1
    // The most urgent word alone: over the limit, due, back from repair, open elsewhere, of the last age.
    remark = wording.remark(of: row, at: now)
    remarkStyle = over > 0 ? .urgent : .plain
    if let colleague = scene.openElsewhere[row.id] {
      let name = colleague.split(separator: " ").first.map(String.init) ?? colleague
      remark = scene.say("\(name) buka", "open: \(name)")
      remarkStyle = .attention
    }
    standing = hasStanding ? wording.standing(of: row, caseload, at: now) : ""
    standingInShort = hasStanding ? wording.shortStanding(of: row, caseload, at: now) : ""
    reason = row.standing.reason.map(wording.reason) ?? ""
    (sex, area) = (row.sex, row.area)
    changed = row.changedIn
  }

  /// What stands beside the name, word by word, folded, a space before each.
  func wordsBesideName(_ scene: Scene) -> String {
    let wording = scene.wording
    let texts = [
      village, wording.area(area.district), occupation, address, remark, standing, reason,
      "RT \(neighbourhood)",
    ]
    let words = texts.flatMap { $0.split { !$0.isLetter && !$0.isNumber } }.map(String.init)
    // `003/002` and `3/2` are looked for as they are written.
    let places = [neighbourhood, neighbourhoodInShort]
    return (words + places).map { " \(Text.folded($0))" }.joined()
  }

  /// `3/2`: without the zeros, of which a screenful would cost many bytes.
  var neighbourhoodInShort: String {
    neighbourhood.split(separator: "/").map { $0.drop { $0 == "0" } }.joined(separator: "/")
  }
}

/// The cases of a list, filtered with every letter typed.
struct FilteredCases: Sendable {
  private var rows: [CaseTable.Row] = []
  /// What the filter looks through, made when something is looked for.
  private var haystacks: [(name: Haystack, others: Haystack)]?

  init() {}

  init(_ rows: [CaseTable.Row]) { self.rows = rows }

  var count: Int { rows.count }
  var ids: [CaseID] { rows.map(\.id) }

  /// The rows that have every word of `text`: anywhere in the name, at the start of a word beside it, or as
  /// their number.
  mutating func matching(_ text: String, _ scene: Scene) -> [CaseTable.Row] {
    let words = text.prefix(100).split(whereSeparator: \.isWhitespace).map { Text.folded($0) }
      .filter { !$0.isEmpty }
    guard !words.isEmpty else { return rows }
    let haystacks =
      haystacks
      ?? rows.map { (Haystack(Text.folded($0.name)), Haystack($0.wordsBesideName(scene))) }
    self.haystacks = haystacks
    let wanted = words.map { (text: $0, part: Haystack($0), start: Haystack(" \($0)")) }
    return rows.indices.filter { place in
      wanted.allSatisfy {
        haystacks[place].name.holds($0.part) || haystacks[place].others.holds($0.start)
          || rows[place].id.description == $0.text
      }
    }.map { rows[$0] }
  }

  /// The rows in another order; those of equal rank stay as they were.
  mutating func sort(by order: CaseTable.Order) {
    guard order != .waiting else { return }
    let places = rows.indices.sorted { left, right in
      let (first, second) = (rows[left], rows[right])
      return switch order {
      case .waiting: left < right
      case .number: first.id < second.id
      case .newest: first.id > second.id
      case .name: (first.name, first.id) < (second.name, second.id)
      case .village:
        (first.village, first.name, first.id) < (second.village, second.name, second.id)
      }
    }
    rows = places.map { rows[$0] }
    haystacks = nil
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
