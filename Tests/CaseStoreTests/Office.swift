import CanonicalForm
import CaseDomain
import CaseStore
import EventJournal
import Glibc
import SystemFiles
import TestSupport

/// A clock that a test sets.
final class TestClock {
  /// Nine in the morning (WIB) of 13 November 2025, until somebody moves it.
  var now: Instant

  init(_ now: Instant = Instant(CaseloadScenario.firstDay, milliseconds: 2 * 3_600_000)) {
    self.now = now
  }

  func advance(minutes: Int) { now = Instant(milliseconds: now.milliseconds + minutes * 60_000) }

  func advance(days: Int) { advance(minutes: days * 1_440) }
}

/// A store in a folder of its own, made with the sample's officers, and the desks that work on it.
///
/// Every desk is a ``CaseStore`` of its own: two of them share nothing but the files, as two officers do.
final class Office {
  let folder: Folder
  let clock: TestClock
  let store: String
  private var desks: UInt64 = 0

  init(
    _ programme: Programme? = nil, simulated: Bool = false, seed: String? = nil,
    officers: [Officer] = Officer.sample, clock: TestClock = TestClock()
  ) throws {
    folder = try Folder()
    self.clock = clock
    store = folder.store
    var surroundings = surroundings(HostFileSystem())
    surroundings.simulatedSeed = seed
    try CaseStore.create(
      in: store, programme: try programme ?? .sample(), officers: officers, simulated: simulated,
      program: "payung test", surroundings)
  }

  /// Files, the test's clock, and randomness that is the same in every run and another at every desk.
  func surroundings(_ files: any FileSystem) -> Surroundings {
    desks += 1
    var random = SeededRandom(seed: desks)
    return Surroundings(
      files: files, now: { [clock] in clock.now },
      random: { count in (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) } })
  }

  /// Opens the store as another process would.
  func desk(
    _ files: any FileSystem = HostFileSystem(), showing shown: ShownCase? = nil,
    _ change: (inout Surroundings) -> Void = { _ in }
  ) throws(StoreError) -> CaseStore {
    var surroundings = surroundings(files)
    change(&surroundings)
    return try CaseStore(opening: store, showing: shown, surroundings)
  }

  var journalPath: String { FilePath.join(store, "journal/000001.jsonl") }

  /// The bytes of the journal.
  func journal() throws -> [UInt8] {
    try folder.files.readWhole(journalPath, limit: 64 << 20)
  }

  /// The entries of the journal, as whoever opens it now reads them.
  func entries() throws -> [Entry<Event>] {
    var entries: [Entry<Event>] = []
    try desk().replay { entry in
      entries.append(entry)
      return true
    }
    return entries
  }

  func check() throws -> StoreReport { try CaseStore.check(store, surroundings(HostFileSystem())) }

  /// Writes over the journal, as no program of ours does.
  func overwriteJournal(_ bytes: [UInt8]) throws {
    let file = try folder.files.open(journalPath, for: .updating)
    defer { folder.files.close(file) }
    truncate(journalPath, 0)
    _ = try folder.files.overwrite(file, at: 0, with: bytes[...])
  }
}

extension CaseStore {
  /// Records one command that must be accepted, and answers its events.
  @discardableResult
  func record(_ command: Command, by officer: OfficerID, id: String? = nil) throws -> [Event] {
    let outcome = try perform([command], by: officer, id: id)
    return try outcome.results.flatMap { try $0.get() }
  }

  /// Puts forward the person with this number, and answers the number of the case.
  @discardableResult
  func register(_ person: Int, id: String? = nil) throws -> CaseID {
    let events = try record(.person(person), by: "siti", id: id)
    return events.compactMap(\.caseID).first ?? 0
  }

  /// Puts people forward and has every level approve them, in four entries.
  func qualify(_ people: ClosedRange<Int>) throws {
    let first = caseload.nextID.number
    let ids = people.indices.enumerated().map { CaseID(first + $0.offset) }
    for result in try perform(people.map { .person($0) }, by: "siti").results {
      _ = try result.get()
    }
    for officer in ["budi", "lina", "rina"] as [OfficerID] {
      let approvals = ids.map { Command.approve($0, signed: officer == "budi") }
      for result in try perform(approvals, by: officer).results { _ = try result.get() }
    }
  }

  /// How many hold a place.
  var enrolled: Int { caseload.rows.count { $0.standing.stage == .enrolled } }

  func stage(_ id: CaseID) -> Stage? { caseload.file(id)?.standing.stage }
}

extension Command {
  /// The registration of the synthetic person with this number.
  static func person(_ number: Int) -> Command { .register(Register(form: .person(number))) }

  /// An approval at the level where the case waits, or at the one that is meant.
  static func approve(_ id: CaseID, at level: LevelID? = nil, signed: Bool = false) -> Command {
    .approve(Approve(DecisionInput(id, level: level, signature: signed ? .sample : nil)))
  }

  static func reject(_ id: CaseID, signed: Bool = false) -> Command {
    .reject(Reject(DecisionInput(id, signature: signed ? .sample : nil), reason: "B1"))
  }
}

extension Outcome {
  /// Why each command was refused; nil where it was not.
  var refusals: [Refusal?] {
    results.map { result in
      if case .failure(let refusal) = result { refusal } else { nil }
    }
  }
}

/// Everything that a caseload shows: totals, every list, every case with its history.
struct Seen: Hashable {
  var totals: Totals
  var levels: [LevelTotals]
  var cover: [CoverTotals]
  var groups: [[TotalsGroup]]
  var list: [CaseFile]
  var qualified: [CaseID]
  var officers: [OfficerID: Officer]
  var rules: [Rules]
  var created: Created?

  init(_ caseload: Caseload, at now: Instant) throws {
    totals = try caseload.totals(at: now)
    levels = try caseload.levelTotals(at: now)
    cover = try caseload.coverTotals(at: now)
    groups = try Grouping.allCases.map { try caseload.groups(by: $0, at: now) }
    list = caseload.list(Selection(), at: now).compactMap { caseload.file($0.id) }
    qualified = caseload.qualified
    officers = caseload.officers
    rules = caseload.rulesets
    created = caseload.created
  }
}
