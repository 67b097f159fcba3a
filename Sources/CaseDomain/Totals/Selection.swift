public import CanonicalForm

/// Where a case is counted: its stage, with the qualified split by whether a place is free for them.
///
/// Every case that is not cancelled is counted in exactly one.
public enum Count: String, Hashable, Sendable, CaseIterable {
  case waiting, returned, rejected, qualified, waitlisted, enrolled, ended, withdrawn

  /// Where a case of a stage is counted; nil for a cancelled one.
  ///
  /// Only of the qualified it is asked whether no place is left for them.
  init?(_ stage: Stage, isWaitlisted: () -> Bool) {
    switch stage {
    case .waiting: self = .waiting
    case .returned: self = .returned
    case .rejected: self = .rejected
    case .qualified: self = isWaitlisted() ? .waitlisted : .qualified
    case .enrolled: self = .enrolled
    case .ended: self = .ended
    case .withdrawn: self = .withdrawn
    case .cancelled: return nil
    }
  }
}

/// A band of ages on the reference day, as reports show them.
public struct AgeBand: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let ages: ClosedRange<Int>

  /// The bands of the reports: 18–25, 26–35, 36–45, 46–55, 56–65, and what lies outside.
  public static let all = [0...17, 18...25, 26...35, 36...45, 46...55, 56...65, 66...200].map(
    AgeBand.init)

  private init(_ ages: ClosedRange<Int>) { self.ages = ages }

  public init(of age: Int) {
    self = AgeBand.all.first { $0.ages.contains(age) } ?? AgeBand(0...17)
  }

  /// The band written `26-35`.
  public init?(_ text: String) {
    guard let band = AgeBand.all.first(where: { $0.description == text }) else { return nil }
    self = band
  }

  public var description: String { "\(ages.lowerBound)-\(ages.upperBound)" }

  public static func < (left: AgeBand, right: AgeBand) -> Bool {
    left.ages.lowerBound < right.ages.lowerBound
  }
}

/// Which cases are meant: every condition that is set must hold.
///
/// Lists and totals go through the same selection, so that each number is the length of a list.
public struct Selection: Hashable, Sendable {
  /// Where the case is counted: in any of these.
  public var counts: Set<Count>?
  /// The level where a case waits, that returned it or rejected it.
  public var level: LevelID?
  /// A village, a district or the whole.
  public var area: AreaCode?
  public var occupation: OccupationCode?
  /// Why a case was rejected or returned, or why the person left.
  public var reason: ReasonCode?
  /// Only what a rule rejected and no level.
  public var byRule = false
  public var sex: Sex?
  public var age: AgeBand?
  /// The month of registration.
  public var month: Month?
  /// A month for which the person is covered.
  public var cover: Month?
  /// A month for which the person is not covered.
  public var uncovered: Month?
  /// Cases that this level has approved and that stand behind it.
  public var passed: LevelID?
  /// Any part of a name, the end of a NIK, or a case number.
  public var find: String?
  public var overdue = false
  /// Only who lacks a field that BPJS asks for.
  public var incomplete = false
  /// Only who stands on a list of participants in a way that would keep them out.
  public var listed = false
  /// The neighbourhood, three digits each.
  public var rt: String?
  public var rw: String?
  /// The areas whose cases may be read; nil for all.
  public var within: [AreaCode]?

  public init() {}

  /// The NIK of all cases that a text for ``find`` can find; nil where it can find others too.
  ///
  /// Digits are looked for in numbers alone, and sixteen are a whole NIK: no number of a case has so many.
  public static func nik(in find: String) -> NIK? {
    Find(find).digits.flatMap { $0.utf8.count == 16 ? try? NIK($0) : nil }
  }

  /// Where the case is counted, if that is one place alone.
  public var count: Count? {
    get { counts?.count == 1 ? counts?.first : nil }
    set { counts = newValue.map { [$0] } }
  }

  /// Whether cases of a village can be among those that are meant.
  func mayHold(_ village: AreaCode) -> Bool {
    (area?.covers(village) ?? true) && (within?.contains { $0.covers(village) } ?? true)
  }
}

extension Caseload {
  /// Where each case is counted on the day of `now`.
  public func counting(at now: Instant) -> (CaseRow) -> Count? {
    let waitlisted = waitlisted(at: now)
    return { row in Count(row.stage) { waitlisted.contains(row.id) } }
  }

  /// The qualified for whom no place is left on the day of `now`.
  private func waitlisted(at now: Instant) -> Set<CaseID> {
    Set(qualified.dropFirst(placesLeft(on: now.day)))
  }

  /// Hands over where each case is counted that is meant, and what its row says without having been unpacked.
  func forEachCounted(
    _ selection: Selection, at now: Instant,
    _ body: (PackedCase, PackedStanding, Count) -> Void
  ) {
    let waitlisted = waitlisted(at: now)
    // Most ask for all.
    let isMeant = selection == Selection() ? nil : meaning(selection, at: now)
    forEachPacked { id, packed, standing in
      guard let count = Count(standing.stage, isWaitlisted: { waitlisted.contains(id) }),
        isMeant.map({ isMeant in row(id).map { isMeant($0, count) } ?? false }) ?? true
      else { return }
      body(packed, standing, count)
    }
  }

  /// The selected cases: who waits longest first; the qualified in the order of qualification.
  public func list(_ selection: Selection, at now: Instant) -> [CaseRow] {
    ids(selection, at: now).compactMap(row)
  }

  /// The numbers of the cases that ``list(_:at:)`` gives, in its order.
  public func ids(_ selection: Selection, at now: Instant) -> [CaseID] {
    let isSelected = selecting(selection, at: now)
    var ranks: [ListRank] = []
    forEachRow { if isSelected($0) { ranks.append(ListRank($0)) } }
    ranks.sort()
    return ranks.map(\.id)
  }

  /// The same in the order of registration, which is that of their numbers, for who does not ask for the other one.
  public func idsByNumber(_ selection: Selection, at now: Instant) -> [CaseID] {
    let isSelected = selecting(selection, at: now)
    var ids: [CaseID] = []
    forEachRow { if isSelected($0) { ids.append($0.id) } }
    return ids
  }

  /// How many cases are selected.
  public func count(_ selection: Selection, at now: Instant) -> Int {
    let isSelected = selecting(selection, at: now)
    var count = 0
    forEachRow { if isSelected($0) { count += 1 } }
    return count
  }

  /// Whether each case is meant.
  func selecting(_ selection: Selection, at now: Instant) -> (CaseRow) -> Bool {
    let counting = counting(at: now)
    let isMeant = meaning(selection, at: now)
    return { row in counting(row).map { isMeant(row, $0) } ?? false }
  }

  /// Whether each case is meant that is counted somewhere.
  private func meaning(_ selection: Selection, at now: Instant) -> (CaseRow, Count) -> Bool {
    let find = selection.find.map(Find.init)
    let programme = rules?.programme
    return { row, count in
      if let wanted = selection.counts, !wanted.contains(count) { return false }
      if let level = selection.level, row.level != level { return false }
      if let area = selection.area, !area.covers(row.area) { return false }
      if let within = selection.within, !within.contains(where: { $0.covers(row.area) }) {
        return false
      }
      if let occupation = selection.occupation, row.occupation != occupation { return false }
      if let reason = selection.reason, row.standing.reason != reason { return false }
      if selection.byRule, row.stage != .rejected || row.level != nil {
        return false
      }
      if let sex = selection.sex, row.sex != sex { return false }
      if let age = selection.age, AgeBand(of: row.age) != age { return false }
      if let month = selection.month, row.registrationMonth != month { return false }
      if let passed = selection.passed, !(programme.map { row.hasPassed(passed, $0) } ?? false) {
        return false
      }
      if let cover = selection.cover, !row.isCovered(in: cover, programme) { return false }
      if let month = selection.uncovered, row.isCovered(in: month, programme) { return false }
      if let rt = selection.rt, row.rt != rt { return false }
      if let rw = selection.rw, row.rw != rw { return false }
      if selection.overdue {
        guard let programme, let over = row.daysOverdue(at: now, programme), over > 0 else {
          return false
        }
      }
      if selection.incomplete,
        programme.map({ row.missingForBPJS($0).isEmpty }) ?? true
      {
        return false
      }
      if selection.listed, !isListed(row) { return false }
      return find?.matches(row) ?? true
    }
  }

  /// Whether the person stands on a list of participants in a way that would keep them out.
  private func isListed(_ row: CaseRow) -> Bool {
    guard let nik = row.nik, let record = participants[nik] else { return false }
    return record.kind.exclusion != nil
  }
}

/// Looks for words in names, for digits in numbers.
private struct Find {
  private let words: [String]
  /// What was typed without its spaces, where that is digits alone.
  let digits: String?
  private let nik: NIKPart?

  init(_ text: String) {
    words = text.prefix(200).split(whereSeparator: \.isWhitespace).map { Text.folded($0) }
    let typed = text.filter { !$0.isWhitespace }
    digits = !typed.isEmpty && typed.utf8.allSatisfy { (0x30...0x39).contains($0) } ? typed : nil
    nik = digits.flatMap { NIKPart($0) }
  }

  func matches(_ row: CaseRow) -> Bool {
    if let digits {
      return row.id.description == digits || nik?.isIn(packed: row.packed.nik) ?? false
    }
    guard let name = row.name else { return false }
    let folded = Text.folded(name)
    return words.allSatisfy(folded.contains)
  }
}

/// Where a case stands in a list: numbers that are moved instead of rows.
private struct ListRank: Comparable {
  var since: Int
  var id: CaseID
  /// The entry of the qualification and the place in it; 0 for who is not qualified now.
  var qualified: UInt64

  init(_ row: CaseRow) {
    (since, id) = (row.packed.since.value, row.id)
    qualified =
      row.stage == .qualified
      ? UInt64(row.packed.qualifiedIn) << 32 | UInt64(row.packed.qualifiedIndex) : 0
  }

  static func < (left: ListRank, right: ListRank) -> Bool {
    if left.qualified > 0, right.qualified > 0, left.qualified != right.qualified {
      return left.qualified < right.qualified
    }
    return (left.since, left.id) < (right.since, right.id)
  }
}

extension CaseRow {
  fileprivate func isCovered(in month: Month, _ programme: Programme?) -> Bool {
    programme.map { coveredMonths($0).contains(month) } ?? false
  }
}
