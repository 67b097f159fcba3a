internal import CanonicalForm

extension DuplicateIndex {
  /// All pairs of cases that look alike, the likeliest first; each pair is looked at once.
  public func sweep(from least: Int = DuplicateScore.shown) -> [LookAlikePair] {
    var sweep = Sweep(self, from: least)
    sweep.lookAtDays()
    sweep.lookAtNames(self)
    return sweep.found.sorted()
  }

  /// One sweep: the entries of one day beside each other, and the pairs that were found.
  private struct Sweep {
    var found: [LookAlikePair] = []
    private let least: Int
    private let letters: [UInt8]
    private var entries: [Entry] = []
    /// The number of the case of each entry.
    private var numbers: [Int] = []
    private var days: [TypedDate: Range<Int>] = [:]

    init(_ index: DuplicateIndex, from least: Int) {
      (self.least, letters) = (least, index.letters)
      entries.reserveCapacity(index.count)
      numbers.reserveCapacity(index.count)
      days.reserveCapacity(index.firstOfDay.count)
      for (day, first) in index.firstOfDay {
        let start = entries.count
        var place = first
        while place != Entry.none {
          entries.append(index.entries[Int(place)])
          numbers.append(Int(place) + 1)
          place = index.entries[Int(place)].nextOfDay
        }
        days[day] = start..<entries.count
      }
    }

    /// Looks at the pairs of one birth date, and of two that are a slip away from each other.
    mutating func lookAtDays() {
      for (day, range) in days {
        for one in range { look(one, at: one + 1..<range.upperBound) }
        // A slip leads back as well: only the later of two days is looked at.
        for slip in day.slips where slip > day {
          guard let others = days[slip] else { continue }
          for one in range { look(one, at: others) }
        }
      }
    }

    /// Looks at the pairs that have the folded name in common, and of the birth date no more than a part.
    mutating func lookAtNames(_ index: DuplicateIndex) {
      let all = index.entries.span
      for first in index.firstOfName.values {
        var one = first
        while one != Entry.none {
          let entry = all[Int(one)]
          var other = entry.nextOfName
          while other != Entry.none {
            if entry.isFoundByName(all[Int(other)]) {
              compare(entry, Int(one) + 1, all[Int(other)], Int(other) + 1)
            }
            other = all[Int(other)].nextOfName
          }
          one = entry.nextOfName
        }
      }
    }

    private mutating func look(_ one: Int, at others: Range<Int>) {
      let entry = entries[one]
      for other in others where entry.mayReach(least, with: entries[other]) {
        compare(entry, numbers[one], entries[other], numbers[other])
      }
    }

    private mutating func compare(_ one: Entry, _ number: Int, _ other: Entry, _ otherNumber: Int) {
      let score = Entry.score(one, letters.span, other, letters.span)
      guard score.total >= least else { return }
      let pair = CasePair(CaseID(number), CaseID(otherNumber))
      found.append(LookAlikePair(pair: pair, score: score))
    }
  }
}
