internal import CanonicalForm

extension DuplicateIndex {
  /// All pairs of cases that look alike, the likeliest first; each pair is looked at once.
  public func sweep(from least: Int = DuplicateScore.shown) -> [LookAlikePair] {
    let sweep = DuplicateSweep(self, from: least)
    return (sweep.pairs(.first) + sweep.pairs(.second)).sorted()
  }
}

/// One sweep: the entries of one day beside each other, and the days in their order, so that most of what is compared
/// lies near.
struct DuplicateSweep: Sendable {
  /// Every other day and every other name: two halves find all pairs, each its own.
  enum Half: Int, Sendable {
    case first, second

    fileprivate func holds(_ number: Int) -> Bool { number & 1 == rawValue }
  }

  private let index: DuplicateIndex
  private let least: Int
  private var entries: [DuplicateIndex.Entry] = []
  private var hints: [DuplicateIndex.NameHint] = []
  /// The number of the case of each entry.
  private var numbers: [Int] = []
  private var days: [(day: TypedDate, range: Range<Int>)] = []
  private var ranges: [TypedDate: Range<Int>] = [:]

  init(_ index: DuplicateIndex, from least: Int) {
    (self.index, self.least) = (index, least)
    entries.reserveCapacity(index.count)
    hints.reserveCapacity(index.count)
    numbers.reserveCapacity(index.count)
    days.reserveCapacity(index.firstOfDay.count)
    ranges.reserveCapacity(index.firstOfDay.count)
    for (day, first) in index.firstOfDay.sorted(by: { $0.key < $1.key }) {
      let start = entries.count
      var place = first
      while place != DuplicateIndex.Entry.none {
        let entry = index.entries[Int(place)]
        entries.append(entry)
        hints.append(entry.hint)
        numbers.append(Int(place) + 1)
        place = entry.nextOfDay
      }
      days.append((day, start..<entries.count))
      ranges[day] = start..<entries.count
    }
  }

  /// The pairs of one half, in no order.
  func pairs(_ half: Half) -> [LookAlikePair] {
    var found: [LookAlikePair] = []
    lookAtDays(half, &found)
    lookAtNames(half, &found)
    return found
  }

  /// Looks at the pairs of one birth date, and of two that are a slip away from each other.
  private func lookAtDays(_ half: Half, _ found: inout [LookAlikePair]) {
    for (number, (day, range)) in days.enumerated() where half.holds(number) {
      for one in range { look(one, at: one + 1..<range.upperBound, &found) }
      // A slip leads back as well: only the later of two days is looked at.
      for slip in day.slips where slip > day {
        guard let others = ranges[slip] else { continue }
        for one in range { look(one, at: others, &found) }
      }
    }
  }

  /// Looks at the pairs that have the folded name in common, and of the birth date no more than a part.
  private func lookAtNames(_ half: Half, _ found: inout [LookAlikePair]) {
    let all = index.entries.span
    for (hash, first) in index.firstOfName where half.holds(Int(hash)) {
      var one = first
      while one != DuplicateIndex.Entry.none {
        let entry = all[Int(one)]
        var other = entry.nextOfName
        while other != DuplicateIndex.Entry.none {
          if entry.isFoundByName(all[Int(other)]) {
            compare(entry, Int(one) + 1, all[Int(other)], Int(other) + 1, &found)
          }
          other = all[Int(other)].nextOfName
        }
        one = entry.nextOfName
      }
    }
  }

  private func look(_ one: Int, at others: Range<Int>, _ found: inout [LookAlikePair]) {
    let (hints, own) = (hints.span, hints[one])
    for other in others where own.sharesHalf(with: hints[other]) {
      let (entry, otherEntry) = (entries[one], entries[other])
      if entry.mayReach(least, with: otherEntry) {
        compare(entry, numbers[one], otherEntry, numbers[other], &found)
      }
    }
  }

  private func compare(
    _ one: DuplicateIndex.Entry, _ number: Int, _ other: DuplicateIndex.Entry, _ otherNumber: Int,
    _ found: inout [LookAlikePair]
  ) {
    let letters = index.letters.span
    let score = DuplicateIndex.Entry.score(one, letters, other, letters)
    guard score.total >= least else { return }
    let pair = CasePair(CaseID(number), CaseID(otherNumber))
    found.append(LookAlikePair(pair: pair, score: score))
  }
}
