internal import CanonicalForm

/// The state of a programme: its rules, its officers, its cases, the lists of participants.
///
/// A value: `decide` asks it and changes nothing, `apply` takes events in. How it keeps cases is its own
/// affair; callers ask for a file by number, or go through ``files``.
public struct Caseload: Sendable {
  public internal(set) var created: Created?
  /// From which copies the store was made, oldest first; none for one that began by itself.
  public internal(set) var restorations: [Restored] = []
  /// Every version of the rules, oldest first.
  public internal(set) var rulesets: [Rules] = []
  public internal(set) var officers: [OfficerID: Officer] = [:]
  public internal(set) var participants = ParticipantRegister()
  /// All cases by number, from 1; cancelled ones are among them.
  private var all: [CaseFile] = []
  private var byNIK: [NIK: CaseID] = [:]
  /// The cases of those born on a day: few enough to compare the names.
  private var byBirthDate: [Day: [CaseID]] = [:]
  private var coveredByMonth: [Month: Int] = [:]
  /// The qualified, in the order of qualification.
  public private(set) var qualified: [CaseID] = []

  public init() {}
}

extension Caseload {
  /// The rules in force.
  public var rules: Rules? { rulesets.last }

  /// The rules of a version, the number of the entry that set them.
  public func rules(version entry: Int) -> Rules? { rulesets.last { $0.entry == entry } }

  /// The cases by number, without the cancelled ones.
  public var files: some Sequence<CaseFile> & Sendable {
    all.lazy.filter { $0.standing.stage != .cancelled }
  }

  /// Hands over the cases by number, without the cancelled ones, none of them copied.
  func forEachFile(_ body: (CaseFile) -> Void) {
    for place in all.indices where all[place].standing.stage != .cancelled { body(all[place]) }
  }

  /// Hands over all cases by number, the cancelled ones too.
  func forEachCase(_ body: (CaseFile) -> Void) { for file in all { body(file) } }

  /// The case with this number, also a cancelled one.
  public func file(_ id: CaseID) -> CaseFile? {
    id.number >= 1 && id.number <= all.count ? all[id.number - 1] : nil
  }

  /// The case that holds this NIK, whatever its stage.
  public func `case`(with nik: NIK) -> CaseFile? { byNIK[nik].flatMap(file) }

  /// The first case of somebody born on that day whose name has the same letters, but not the same NIK.
  ///
  /// Whoever was registered twice with two numbers looks like this; so may two people.
  func namesake(of name: String, born birthDate: Day, nik: NIK?, except id: CaseID?) -> CaseID? {
    guard let sameDay = byBirthDate[birthDate] else { return nil }
    let folded = Text.folded(name)
    return sameDay.filter { other in
      guard other != id, let person = file(other)?.person.value else { return false }
      return person.nik != nik && Text.folded(person.name) == folded
    }.min()
  }

  /// The number that the next case gets.
  public var nextID: CaseID { CaseID(all.count + 1) }

  /// How many people are covered in a month of the programme.
  public func covered(in month: Month) -> Int { coveredByMonth[month] ?? 0 }

  func requireRules() throws(Refusal) -> Rules {
    guard let rules else { throw .noProgramme }
    return rules
  }

  func require(_ id: CaseID) throws(Refusal) -> CaseFile {
    guard let file = file(id) else { throw .unknownCase(id) }
    guard file.standing.stage != .cancelled else { throw .cancelled(id) }
    return file
  }

  mutating func begin(_ file: CaseFile) {
    // Numbers run on; a file that says otherwise is no case of this store, and `check` names it.
    guard file.id == nextID else { return }
    all.append(file)
    if let day = identity(all.count - 1)?.birthDate {
      byBirthDate[day, default: []].append(file.id)
    }
    index(all.count - 1)
  }

  mutating func update(_ id: CaseID, _ change: (inout CaseFile) -> Void) {
    guard id.number >= 1, id.number <= all.count else { return }
    let place = id.number - 1
    let before = identity(place)
    unindex(place)
    change(&all[place])
    let after = identity(place)
    if before?.nik != after?.nik, let nik = before?.nik, byNIK[nik] == id { byNIK[nik] = nil }
    if before?.birthDate != after?.birthDate {
      if let day = before?.birthDate { byBirthDate[day]?.removeAll { $0 == id } }
      if let day = after?.birthDate { byBirthDate[day, default: []].append(id) }
    }
    index(place)
  }

  /// Builds what is derived anew, after the months of the programme may have changed.
  mutating func reindex() {
    (byNIK, coveredByMonth, qualified) = ([:], [:], [])
    for place in all.indices { index(place) }
  }

  /// By what the person of a case is found; nil for a cancelled case and after erasure.
  private func identity(_ place: Int) -> (nik: NIK, birthDate: Day)? {
    guard all[place].standing.stage != .cancelled, let person = all[place].person.value else {
      return nil
    }
    return (person.nik, person.birthDate)
  }

  /// Adds the case at a place of `all` to what is derived.
  private mutating func index(_ place: Int) {
    let id = all[place].id
    let stage = all[place].standing.stage
    if stage != .cancelled, let nik = all[place].person.value?.nik, byNIK[nik] != id {
      byNIK[nik] = id
    }
    count(1, place)
    if stage == .qualified {
      qualified.insert(id, at: qualified.count - laterQualified(than: all[place]))
    }
  }

  /// Takes a case out of what is derived, except for its NIK, which few changes change.
  private mutating func unindex(_ place: Int) {
    count(-1, place)
    if all[place].standing.stage == .qualified, let own = qualified.firstIndex(of: all[place].id) {
      qualified.remove(at: own)
    }
  }

  /// Counts a case so many times more in the months for which it is covered.
  private mutating func count(_ times: Int, _ place: Int) {
    guard all[place].standing.cover != nil, let months = rulesets.last?.programme.months else {
      return
    }
    for month in all[place].coveredMonths(among: months) {
      coveredByMonth[month, default: 0] += times
    }
  }

  /// How many of the qualified came later; few, since cases qualify in order.
  private func laterQualified(than file: CaseFile) -> Int {
    var later = 0
    for id in qualified.reversed() {
      guard let other = all[id.number - 1].standing.qualification,
        let own = file.standing.qualification, own < other
      else { break }
      later += 1
    }
    return later
  }
}
