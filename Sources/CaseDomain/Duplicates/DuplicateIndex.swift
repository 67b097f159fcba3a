internal import CanonicalForm

/// Finds the cases that look like a person without looking at all of them.
///
/// A case is compared where its birth date is the same or a slip away, or where its folded name is the same
/// and the birth date has the year, or day and month, in common. Holds folded names and numbers only, and no
/// longer than the case does: what is removed is overwritten.
public struct DuplicateIndex: Sendable {
  /// One place for every number of a case, from 1.
  private(set) var entries: [Entry] = []
  /// The folded names, and behind each that of the mother.
  private(set) var letters: [UInt8] = []
  /// The first case of each day; the next stands in its entry.
  private(set) var firstOfDay: [TypedDate: Int32] = [:]
  /// The first case of each folded name; the next stands in its entry.
  private(set) var firstOfName: [UInt32: Int32] = [:]
  /// How many cases are in it.
  public private(set) var count = 0

  public init() {}

  /// Takes in what is known of a case instead of what was; nil takes the case out.
  public mutating func set(_ id: CaseID, _ facts: PersonFacts?) {
    guard id.number >= 1, id.number < Int(Int32.max) else { return }
    let place = id.number - 1
    remove(place)
    guard let facts else { return }
    if place >= entries.count {
      entries.append(contentsOf: repeatElement(Entry(), count: place + 1 - entries.count))
    }
    var entry = Entry(facts, letters: &letters)
    entry.nextOfDay = firstOfDay.updateValue(Int32(place), forKey: entry.birthDate) ?? Entry.none
    entry.nextOfName = firstOfName.updateValue(Int32(place), forKey: entry.nameHash) ?? Entry.none
    entries[place] = entry
    count += 1
  }

  /// The cases that look most like a person, the likeliest first.
  ///
  /// Those that `isLeftOut` names are not among them.
  public func lookAlikes(
    of facts: PersonFacts, limit: Int = LookAlike.limit, from least: Int = DuplicateScore.shown,
    isLeftOut: (CaseID) -> Bool = { _ in false }
  ) -> [LookAlike] {
    var found: [LookAlike] = []
    var own: [UInt8] = []
    let entry = Entry(facts, letters: &own)
    func look(at place: Int32) {
      let other = entries[Int(place)]
      guard entry.mayReach(least, with: other) else { return }
      let score = Entry.score(entry, own.span, other, letters.span)
      let id = CaseID(Int(place) + 1)
      if score.total >= least, !isLeftOut(id) { found.append(LookAlike(id: id, score: score)) }
    }
    forEach(bornOn: entry.birthDate, look)
    for slip in entry.birthDate.slips { forEach(bornOn: slip, look) }
    forEach(named: entry.nameHash) { place in
      if entry.isFoundByName(entries[Int(place)]) { look(at: place) }
    }
    found.sort()
    return Array(found.prefix(limit))
  }

  private func forEach(bornOn day: TypedDate, _ body: (Int32) -> Void) {
    var place = firstOfDay[day] ?? Entry.none
    while place != Entry.none {
      body(place)
      place = entries[Int(place)].nextOfDay
    }
  }

  private func forEach(named hash: UInt32, _ body: (Int32) -> Void) {
    var place = firstOfName[hash] ?? Entry.none
    while place != Entry.none {
      body(place)
      place = entries[Int(place)].nextOfName
    }
  }

  private mutating func remove(_ place: Int) {
    guard place < entries.count, !entries[place].isEmpty else { return }
    let entry = entries[place]
    unlink(place, from: entry.birthDate)
    unlink(place, from: entry.nameHash)
    // An erased person must not be read in memory either.
    for byte in entry.name.lowerBound..<entry.mother.upperBound { letters[byte] = 0 }
    entries[place] = Entry()
    count -= 1
  }

  private mutating func unlink(_ place: Int, from day: TypedDate) {
    let next = entries[place].nextOfDay
    guard var before = firstOfDay[day] else { return }
    if before == place {
      firstOfDay[day] = next == Entry.none ? nil : next
      return
    }
    while entries[Int(before)].nextOfDay != place { before = entries[Int(before)].nextOfDay }
    entries[Int(before)].nextOfDay = next
  }

  private mutating func unlink(_ place: Int, from hash: UInt32) {
    let next = entries[place].nextOfName
    guard var before = firstOfName[hash] else { return }
    if before == place {
      firstOfName[hash] = next == Entry.none ? nil : next
      return
    }
    while entries[Int(before)].nextOfName != place { before = entries[Int(before)].nextOfName }
    entries[Int(before)].nextOfName = next
  }
}
