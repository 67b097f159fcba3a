internal import CanonicalForm

/// Cases counted by the numbers of words: to find a text for every case would take longer than all else of counting it.
struct Tally {
  /// What has no words.
  private var plain = Counts()
  private var waiting = WordCounts()
  private var rejected = WordCounts()
  private var rejectedBy = WordCounts()

  mutating func add(_ standing: PackedStanding, _ count: Count) {
    switch count {
    case .waiting: waiting.add(standing.level)
    case .returned: plain.returned += 1
    case .rejected:
      rejected.add(standing.reason)
      rejectedBy.add(standing.level)
    case .qualified: plain.qualified += 1
    case .waitlisted: plain.waitlisted += 1
    case .enrolled: plain.enrolled += 1
    case .ended: plain.ended += 1
    case .withdrawn: plain.withdrawn += 1
    }
  }

  /// The same with the words of the pool.
  func counts(_ pool: CasePool) -> Counts {
    var counts = plain
    for each in waiting.all { counts.waiting[LevelID(pool.word(each.word) ?? "")] = each.count }
    for each in rejected.all {
      counts.rejected[ReasonCode(pool.word(each.word) ?? "")] = each.count
    }
    for each in rejectedBy.all {
      counts.rejectedBy[pool.word(each.word).map { LevelID($0) }] = each.count
    }
    return counts
  }
}

/// How often each of a few words was counted.
private struct WordCounts {
  private(set) var all: [(word: CasePool.WordNumber, count: Int)] = []

  mutating func add(_ word: CasePool.WordNumber) {
    for place in all.indices where all[place].word == word {
      all[place].count += 1
      return
    }
    all.append((word, 1))
  }
}

/// A tally for each group.
struct GroupTallies {
  private var groups: [(key: String, tally: Tally)] = []
  /// By the number, the place of its group and one more; 0 where nobody had it yet.
  private var places: [Int] = []

  /// Puts in a group that may stay empty.
  @discardableResult
  mutating func begin(_ key: String) -> Int {
    if let known = groups.firstIndex(where: { $0.key == key }) { return known }
    groups.append((key, Tally()))
    return groups.count - 1
  }

  /// Counts a case in the group of a number, which is that of a key.
  mutating func add(
    _ standing: PackedStanding, _ count: Count, _ number: Int, key: () -> String
  ) {
    while places.count <= number { places.append(0) }
    if places[number] == 0 { places[number] = begin(key()) + 1 }
    groups[places[number] - 1].tally.add(standing, count)
  }

  func all(_ pool: CasePool) -> [TotalsGroup] {
    groups.map { TotalsGroup(key: $0.key, counts: $0.tally.counts(pool)) }
  }
}

extension CasePool {
  /// A small number that only cases of one group have, though several may have the same group; nil where a case is in
  /// none.
  func groupNumber(
    _ packed: PackedCase, _ standing: PackedStanding, _ grouping: Grouping
  ) -> Int? {
    switch grouping {
    case .area, .district: Int(home(packed).area)
    case .occupation: Int(work(packed).occupation)
    case .sex: work(packed).sex == .male ? 0 : 1
    case .age: max(0, Int(work(packed).age))
    case .reason: standing.reason > 0 ? Int(standing.reason) : nil
    case .month: Int(packed.registrationMonth.packed)
    case .level, .cover: nil
    }
  }

  /// What the group of a number is called.
  func key(_ number: Int, _ grouping: Grouping) -> String {
    var text: String { word(WordNumber(number)) ?? "" }
    return switch grouping {
    case .area, .occupation, .reason: text
    case .district: AreaCode(text).district.rawValue
    case .sex: (number == 0 ? Sex.male : Sex.female).rawValue
    case .age: AgeBand(of: number).description
    case .month: Month(packed: Int32(number))?.description ?? ""
    case .level, .cover: ""
    }
  }
}

extension PackedCase {
  fileprivate var registrationMonth: Month {
    Month(of: Instant(milliseconds: registered.value).day)
  }
}
