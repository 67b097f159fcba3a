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
  /// The keys that open the program, and the shared desks with all who may sit there.
  public internal(set) var keys: [SSHKey: HeldKey] = [:]
  public internal(set) var desks: [DeskID: [OfficerID]] = [:]
  public internal(set) var pins: [OfficerID: PINVerifier] = [:]
  public internal(set) var participants = ParticipantRegister()
  /// All cases by number, from 1, the cancelled ones too; one alone where ``init(showing:_:archive:)`` made it.
  private var all = CaseRows()
  /// The files of the cases to which something happened here; the archive has those of all others.
  private var held: [CaseID: HeldFile] = [:]
  private let archive: (any CaseArchive)?
  /// The cases to which something happened that the archive could not give.
  public private(set) var unreadable: Set<CaseID> = []
  /// The NIK for which one case is here alone.
  var sought: SoughtNIK?
  private var niks = NIKIndex()
  /// Who looks like whom.
  private(set) var lazyDuplicateIndex = LazyIndex<DuplicateIndex>()
  /// The pairs that were said to be two people.
  var distinguishedPairs: Set<CasePair> = []
  private var coveredByMonth: [Month: Int] = [:]
  /// The qualified, in the order of qualification.
  public private(set) var qualified: [CaseID] = []

  /// A caseload without cases, whose files will be kept in memory, or by an archive where there is one.
  public init(archive: (any CaseArchive)? = nil) { self.archive = archive }

  /// The cases of all parts, the first of which begins with case 1, and whose files an archive keeps; nil where one
  /// does not go on behind the one before, or names what is none of the words.
  ///
  /// The parts are empty afterwards: rows that somebody else held too would be copied, and with them most of the memory.
  public init?(
    taking parts: inout [CaseRowsPart], _ words: RowWords, archive: any CaseArchive
  ) {
    self.archive = archive
    niks = NIKIndex(asking: archive)
    for place in parts.indices {
      guard var rows = parts[place].take() else { continue }
      guard rows.pool.name(words), rows.numbers.lowerBound == all.numbers.upperBound else {
        return nil
      }
      all.append(rows)
    }
  }

  /// The one case of a part, to be shown: rules that count, number or compare cases do not hold of it; nil where it is
  /// not the one that is meant.
  public init?(
    showing shown: ShownCase, _ part: CaseRowsPart, _ words: RowWords, archive: any CaseArchive
  ) {
    var part = part
    guard var rows = part.take(), rows.count == 1, rows.pool.name(words) else { return nil }
    let id = CaseID(rows.numbers.lowerBound)
    switch shown {
    case .number(let wanted): guard wanted == id else { return nil }
    case .nik(let nik):
      guard rows[id.number].nik == nik.packed else { return nil }
      sought = SoughtNIK(nik, of: id)
    }
    self.archive = archive
    all = rows
  }
}

/// The file of a case on its own: a table of many grows by moving references and not files.
private final class HeldFile: Sendable {
  let file: CaseFile

  init(_ file: CaseFile) { self.file = file }
}

extension Caseload {
  /// The rules in force.
  public var rules: Rules? { rulesets.last }

  /// The rules of a version, the number of the entry that set them.
  public func rules(version entry: Int) -> Rules? { rulesets.last { $0.entry == entry } }

  /// What writes the rows of all cases as they are now, the cancelled ones too.
  public var rowWriter: RowWriter { RowWriter(all) }

  /// The cases by number, without the cancelled ones.
  public var rows: some Sequence<CaseRow> & Sendable {
    all.numbers.lazy.map(all.row).filter { $0.stage != .cancelled }
  }

  /// The same without a copy.
  func forEachRow(_ body: (CaseRow) -> Void) {
    all.forEach { if $0.stage != .cancelled { body($0) } }
  }

  /// The same with what the row says as it is packed, the cancelled ones too.
  func forEachPacked(_ body: (CaseID, PackedCase, PackedStanding) -> Void) {
    let pool = pool
    all.forEachPacked { number, packed in body(CaseID(number), packed, pool.standing(packed)) }
  }

  var pool: CasePool { all.pool }

  /// The row of the case with this number, also of a cancelled one.
  public func row(_ id: CaseID) -> CaseRow? { all.has(id) ? all.row(id.number) : nil }

  /// The entry of the last thing that happened to a case, as its row says; without making the row.
  public func changedIn(_ id: CaseID) -> Int? {
    all.has(id) ? Int(all[id.number].changedIn) : nil
  }

  /// Whether the NIK of a case has these digits, as its row says; false after erasure.
  public func hasNIK(_ id: CaseID, with part: NIKPart) -> Bool {
    all.has(id) && part.isIn(packed: all[id.number].nik)
  }

  /// The case with this number, also a cancelled one; nil also where its file cannot be read, see ``unreadable``.
  public func file(_ id: CaseID) -> CaseFile? {
    guard all.has(id) else { return nil }
    return held[id]?.file ?? archive?.file(id, at: all[id.number].place.value)
  }

  /// The row of the case that holds this NIK, whatever its stage.
  public func `case`(with nik: NIK) -> CaseRow? {
    niks.number(of: nik, in: all).map(all.row)
  }

  /// Hands over all who hold a NIK, in the order of the cases: whoever is not cancelled or erased, so that
  /// ``case(with:)`` may answer it.
  public func forEachNIK(_ body: (NIK, CaseID) -> Void) {
    for number in all.numbers where all.isIdentified(all[number]) {
      if let nik = NIK(packed: all[number].nik) { body(nik, CaseID(number)) }
    }
  }

  /// Builds now what ``case(with:)`` would build while commands are decided that ask it: who works on many cases does so
  /// before anybody else has to wait.
  public func prepare(for commands: [Command]) {
    let asking = commands.count {
      switch $0 {
      case .register, .correct, .undo: true
      default: false
      }
    }
    if asking > 0 { niks.prepare(forAsking: asking, in: all) }
  }

  /// The number that the next case gets.
  public var nextID: CaseID { CaseID(all.numbers.upperBound) }

  /// The numbers of all cases, the cancelled ones too.
  public var numbers: Range<Int> { all.numbers }

  /// How many people are covered in a month of the programme.
  public func covered(in month: Month) -> Int { coveredByMonth[month] ?? 0 }

  func requireRules() throws(Refusal) -> Rules {
    guard let rules else { throw .noProgramme }
    return rules
  }

  func require(_ id: CaseID) throws(Refusal) -> CaseFile {
    guard let row = row(id) else { throw .unknownCase(id) }
    guard row.stage != .cancelled else { throw .cancelled(id) }
    guard let file = file(id) else { throw .unreadable(id) }
    return file
  }

  /// Keeps the file of a case that is about to be decided and changed, so that it is read once.
  mutating func hold(_ id: CaseID?) {
    if let id, held[id] == nil { held[id] = file(id).map(HeldFile.init) }
  }

  mutating func begin(_ file: CaseFile) {
    // Numbers run on; a file that says otherwise is no case of this store, and `check` names it.
    guard file.id == nextID else { return }
    all.append(file)
    held[file.id] = HeldFile(file)
    index(file.id.number)
    updateLookAlikes(file.id.number)
  }

  mutating func update(_ id: CaseID, _ change: (inout CaseFile) -> Void) {
    guard all.has(id) else { return }
    guard var file = file(id) else {
      unreadable.insert(id)
      return
    }
    // So that the change copies nothing.
    held[id] = nil
    unindex(id.number)
    change(&file)
    all.pack(file)
    held[id] = HeldFile(file)
    index(id.number)
  }

  /// Takes an event of a case into what is known of who looks like whom.
  mutating func updateLookAlikes(_ id: CaseID, _ event: Event) {
    guard all.has(id) else { return }
    if event.changesPerson { updateLookAlikes(id.number) }
    switch event {
    case .distinguished(let event): distinguishedPairs.insert(event.pair)
    case .undone(let event):
      let pairs = (file(id)?.history ?? []).compactMap {
        $0.stamp.entry == event.entry && $0.stamp.index == event.index
          ? $0.event.distinguishedPair : nil
      }
      distinguishedPairs.subtract(pairs)
    default: break
    }
  }

  private mutating func updateLookAlikes(_ number: Int) {
    lazyDuplicateIndex.update { $0.set(CaseID(number), PersonFacts(all.row(number))) }
  }

  /// Builds what is derived anew, after the months of the programme may have changed, or after a load.
  mutating func reindex() {
    (coveredByMonth, qualified) = ([:], [])
    var waiting: [Int] = []
    var covers: [PackedCover: Int] = [:]
    // Neighbours mostly share theirs.
    var last: (cover: PackedCover, times: Int)?
    for number in all.numbers {
      let standing = all.pool.standing(all[number])
      if let cover = standing.cover {
        if last?.cover == cover {
          last?.times += 1
        } else {
          if let last { covers[last.cover, default: 0] += last.times }
          last = (cover, 1)
        }
      }
      if standing.stage == .qualified { waiting.append(number) }
    }
    if let last { covers[last.cover, default: 0] += last.times }
    for (cover, times) in covers { count(times, cover) }
    waiting.sort { all[$0].isQualified(before: all[$1]) }
    qualified = waiting.map { CaseID($0) }
  }

  /// Adds a case to what is derived.
  private mutating func index(_ number: Int) {
    let packed = all[number]
    let standing = all.pool.standing(packed)
    niks.insert(number, in: all)
    count(1, standing.cover)
    if standing.stage == .qualified {
      qualified.insert(CaseID(number), at: qualified.count - laterQualified(than: packed))
    }
  }

  /// Takes a case out of what is derived.
  private mutating func unindex(_ number: Int) {
    let packed = all[number]
    niks.remove(number, in: all)
    count(-1, all.pool.standing(packed).cover)
    if let own = placeAmongQualified(CaseID(number)) { qualified.remove(at: own) }
  }

  /// Counts cases with this cover so many times more in the months that are covered.
  private mutating func count(_ times: Int, _ cover: PackedCover?) {
    guard let cover, let months = rulesets.last?.programme.months else { return }
    for month in cover.months(among: months) {
      coveredByMonth[month, default: 0] += times
    }
  }

  /// Where a case stands among the ``qualified``, from 0; nil where it does not.
  func placeAmongQualified(_ id: CaseID) -> Int? {
    guard all.has(id), case let wanted = all[id.number],
      all.pool.standing(wanted).stage == .qualified
    else { return nil }
    var places = qualified.startIndex..<qualified.endIndex
    while let middle = places.isEmpty ? nil : places.lowerBound + places.count / 2 {
      if all[qualified[middle].number].isQualified(before: wanted) {
        places = middle + 1..<places.upperBound
      } else {
        places = places.lowerBound..<middle
      }
    }
    // Two that claim one place, as only a forged journal has them, are told apart by looking.
    let place = places.lowerBound
    guard qualified.indices.contains(place), qualified[place] == id else {
      return qualified.firstIndex(of: id)
    }
    return place
  }

  /// How many of the qualified came later; few, since cases qualify in order.
  private func laterQualified(than packed: PackedCase) -> Int {
    var later = 0
    for id in qualified.reversed() {
      guard packed.isQualified(before: all[id.number]) else { break }
      later += 1
    }
    return later
  }
}

// MARK: - Loading

extension Caseload {
  /// Whether an event can be taken in by ``take(_:in:at:place:isLoading:)``: whether only the archive has its case.
  public func takesScanned(_ event: ScannedEvent) -> Bool { held[event.caseID] == nil }

  /// Takes in an event that was only scanned, with the place where the archive finds the file of its case, that
  /// event included; while `isLoading` nothing is derived from it, and ``finishLoading()`` is called behind the last.
  public mutating func take(
    _ event: ScannedEvent, in bytes: Span<UInt8>, at stamp: Stamp, place: Int, isLoading: Bool
  ) {
    look(at: event)
    // As `begin` and `update`: what is of no case of this store changes none.
    guard event.isRegistration ? event.caseID == nextID : all.has(event.caseID) else { return }
    let number = event.caseID.number
    guard isLoading else {
      if !event.isRegistration { unindex(number) }
      all.take(event, in: bytes, at: stamp, place: place)
      index(number)
      if event.facts != nil { updateLookAlikes(number) }
      return
    }
    if niks.asksArchive, !event.isRegistration { niks.remove(number, in: all) }
    all.take(event, in: bytes, at: stamp, place: place)
    if niks.asksArchive { niks.insert(number, in: all) }
  }

  /// Forgets the files of cases that the archive has too.
  public mutating func releaseFiles() { held = [:] }

  /// How many files are kept in memory.
  public var fileCount: Int { held.count }

  /// Says where the archive finds the file of a case.
  public mutating func setPlace(_ place: Int, of id: CaseID) {
    if all.has(id) { all.setPlace(place, of: id.number) }
  }

  /// Where the archive finds the file of a case.
  public func place(of id: CaseID) -> Int? { all.has(id) ? all[id.number].place.value : nil }

  /// Builds what is derived from cases that were taken in one by one.
  public mutating func finishLoading() { reindex() }
}
