public import CanonicalForm
public import CaseDomain
public import EventJournal
public import SystemFiles

/// The one writer: a folder on disk and the caseload that its journal tells of.
///
/// Any number of processes may have the same folder open. One object belongs to one thread.
public final class CaseStore {
  /// How far back the id of a command is looked for, in entries.
  static let memory = 10_000
  /// How far the clock may be past the last entry before somebody must say that it is right.
  static let clockLimitInDays = 31

  public let folder: String

  let journal: Journal<Event>
  let source: StoreSource
  var state: StoreState
  /// The record of who looked at what, once something was recorded here.
  var accessLog: Journal<Access>?
  /// Whether memory holds what the journal does not, or less than that.
  private(set) var isStale = false

  /// Opens the store in `folder` and reads it, from its snapshot on where there is a good one.
  ///
  /// For who only shows one case, `shown`, it need not be the whole: ``caseload`` then may hold that case and no other,
  /// until something is performed, rehearsed or refreshed. It is the whole where there is no such case, or several.
  /// - Throws: ``StoreError/journal(_:)``, ``StoreError/noBeginning(path:)``,
  ///   ``StoreError/newerFormat(path:format:program:)``.
  public init(
    opening folder: String, showing shown: ShownCase? = nil, _ surroundings: Surroundings
  ) throws(StoreError) {
    self.folder = folder
    let source = StoreSource(surroundings)
    self.source = source
    journal = try CaseStore.open(folder, source)
    let events = PlacedEvents(folder: folder, files: surroundings.files)
    state = StoreState(StoreArchive(events))
    if let shown, let alone = StoreState(journal, events, showing: shown) {
      state = alone
      try catchUp()
      isStale = caseload.isShownAlone(shown)
    }
    if !isStale {
      if let snapshot = StoreState(journal, events) {
        state = snapshot
        try catchUp()
      } else {
        try reload()
      }
    }
    guard let created = caseload.created else { throw .noBeginning(path: folder) }
    guard created.format <= Created.currentFormat else {
      throw .newerFormat(path: folder, format: created.format, program: created.program)
    }
    if created.simulated, let limit = surroundings.segmentLimit { journal.segmentLimit = limit }
  }

  /// Whether reading the store in a folder takes so long that whoever waits should see that something happens.
  public static func isLarge(_ folder: String, _ files: any FileSystem = HostFileSystem()) -> Bool {
    // What takes a hundredth of a second.
    Journal<Event>.bytesAtOpening(folder, files: files) > 4 << 20
  }

  /// Makes a new store in `folder`, which must be absent or empty, with its settings and officers.
  ///
  /// - Throws: ``StoreError/refused(_:)`` for settings or officers that are wrong, nothing is made then;
  ///   ``StoreError/journal(_:)``.
  public static func create(
    in folder: String, programme: Programme, officers: [Officer], simulated: Bool, program: String,
    _ surroundings: Surroundings
  ) throws(StoreError) {
    let source = StoreSource(surroundings)
    source.prepare(simulated: simulated, entry: 1)
    let now = source.now(simulated: simulated, last: nil)
    var events: [Event] = [
      .created(Created(store: source.uuid(), simulated: simulated, program: program))
    ]
    var caseload = Caseload()
    // Administrators first: without one, no other officer can be added.
    let ordered = officers.filter(\.isAdministrator) + officers.filter { !$0.isAdministrator }
    do throws(Refusal) {
      for command in [.setProgramme(SetProgramme(programme))]
        + ordered.map({ Command.setOfficer(.add($0)) })
      {
        let stamp = Stamp(entry: 1, index: events.count, at: now, by: .owner)
        for event in try caseload.decide(command, at: stamp) {
          caseload.apply(event, at: stamp)
          events.append(event)
        }
      }
    } catch {
      throw .refused(error)
    }
    let id = source.uuid()
    do throws(JournalError) {
      try Journal<Event>.create(
        folder: folder, files: surroundings.files, salt: { source.hexadecimal(bytes: 16) },
        EntryDraft(at: now, id: id, by: OfficerID.owner.rawValue, events: events))
    } catch {
      throw .journal(error)
    }
  }

  public var caseload: Caseload { state.caseload }

  /// The kinds of events that a newer program wrote and this one does not know.
  public var unknownKinds: Set<String> { state.unknownKinds }

  /// Whether time and randomness may be given from outside; said in the first entry, for ever.
  public var isSimulated: Bool { caseload.created?.simulated ?? false }

  /// What a simulated store takes for now; nil for the last entry's time plus the time since the start.
  public var simulatedNow: Instant? {
    get { source.surroundings.simulatedNow }
    set { source.surroundings.simulatedNow = newValue }
  }

  /// The number and hash of the last entry.
  public var head: Head { journal.head }

  /// Takes in what others have written since; no lock.
  ///
  /// - Throws: ``StoreError/journal(_:)``; what was read before the fault is taken in.
  public func refresh() throws(StoreError) {
    if isStale { return try reload() }
    do throws(JournalError) {
      try journal.catchUp(scan: { state.scan($0, isLoading: false) }) { state.absorb($0) }
    } catch {
      if error == .superseded { return try reload() }
      throw .journal(error)
    }
    if !caseload.unreadable.isEmpty { try reload() }
  }

  /// Refuses a state in which something happened to a case whose file could not be read: rows and totals are then not
  /// those of the journal.
  private func requireKnown(_ state: StoreState) throws(StoreError) {
    guard !state.caseload.unreadable.isEmpty else { return }
    isStale = true
    throw unreadable(state)
  }

  /// Why the system could last not read a case; nil where it never failed.
  public var readingFailure: StoreError? { state.archive.failure.map { .journal(.system($0)) } }

  /// Refuses answers for which a case was needed that the system did not let be read.
  private func requireRead(_ results: [Result<[Event], Refusal>]) throws(StoreError) {
    guard let failure = readingFailure, results.contains(where: \.isUnreadable) else { return }
    isStale = true
    throw failure
  }

  /// What kept a file from being read.
  private func unreadable(_ state: StoreState) -> StoreError {
    // Where the system did not fail, bytes were changed: the journal, read again, will say which.
    .journal(state.archive.failure.map { .system($0) } ?? .superseded)
  }

  /// Decides `commands` in order, each on the state left by those before, and records all their events as
  /// one entry; returns once it is on the disk.
  ///
  /// `id`, a UUID, makes the commands idempotent and is made here where it is nil; `via` is the shared desk
  /// or key behind the officer; `seen` is the last entry that the officer had seen, behind which no change
  /// of somebody else is overwritten (``Refusal/changedMeanwhile(_:_:)``); `goesOn` is told how many commands are
  /// decided, after each, and may answer false, which cancels all of them; it must not ask this object for anything, whose
  /// state is being changed meanwhile: the program would end. Refusals are no errors: they stand in the outcome, command by
  /// command, and hinder nobody else; those for want of a right go into the access record.
  /// - Throws: ``StoreError``; nothing is acknowledged then, and what was decided in memory is forgotten.
  public func perform(
    _ commands: [Command], by officer: OfficerID, via: String? = nil, id: String? = nil,
    seen: Int? = nil, goesOn: (_ decided: Int) -> Bool = { _ in true }
  ) throws(StoreError) -> Outcome {
    if isStale { try reload() }
    caseload.prepare(for: commands)
    let turn: Turn
    do throws(JournalError) {
      let (entry, decided) = try journal.transaction(
        holder: officer.rawValue, scan: { state.scan($0, isLoading: false) },
        apply: { state.absorb($0) },
        readBack: { $0.eventPlaces },
        decide: { head in
          take(commands, by: officer, via: via, id: id, seen: seen, after: head, goesOn)
        })
      turn = decided
      if let entry {
        state.settle(entry)
        releaseFiles()
      }
    } catch {
      // What was decided in memory and not saved is forgotten: the journal tells what holds.
      isStale = true
      try? reload()
      if error == .superseded, !isStale {
        return try perform(
          commands, by: officer, via: via, id: id, seen: seen, goesOn: goesOn)
      }
      throw .journal(error)
    }
    switch turn {
    case .decided(let outcome):
      recordRefused(commands, outcome.results, by: officer, via: via)
      return outcome
    case .clockAhead(let last, let now): throw .clockAhead(last: last, now: now)
    case .failed(let error):
      if isStale { try? reload() }
      throw error
    case .saved(let entry, let now):
      return try answer(commands, by: officer, seen: seen, savedAs: entry, now: now)
    }
  }

  /// What ``perform(_:by:via:id:seen:goesOn:)`` would answer now; nothing is recorded.
  ///
  /// - Throws: ``StoreError/journal(_:)``, also where the system did not let a case be read.
  public func rehearse(
    _ commands: [Command], by officer: OfficerID, seen: Int? = nil
  ) throws(StoreError) -> Outcome {
    if isStale { try reload() }
    var copy = caseload
    let stamp = Stamp(entry: head.number + 1, at: now, by: officer)
    let results = copy.perform(commands, at: stamp, seen: seen)
    try requireRead(results)
    return Outcome(entry: nil, at: now, results: results)
  }

  /// The state at a moment of the past, rebuilt from the journal under the rules then in force.
  ///
  /// - Throws: ``StoreError/noSuchMoment(_:)`` before the first entry or behind the last number;
  ///   ``StoreError/journal(_:)``.
  public func view(at moment: Moment) throws(StoreError) -> StoreView {
    var past = StoreState(
      StoreArchive(PlacedEvents(folder: folder, files: source.surroundings.files)))
    var last: (number: Int, at: Instant, hash: String)?
    do throws(JournalError) {
      try journal.replay(
        scan: { raw in
          guard moment.isBehind(raw), past.scan(raw, isLoading: true) else { return false }
          last = (raw.number, raw.at, raw.hash)
          return true
        },
        while: { entry in
          if case .instant(let instant) = moment, entry.at > instant { return false }
          past.load(entry)
          last = (entry.number, entry.at, entry.hash)
          return moment != .entry(entry.number)
        })
    } catch {
      throw .journal(error)
    }
    past.caseload.finishLoading()
    guard let last else { throw .noSuchMoment(moment) }
    switch moment {
    case .entry(let number):
      guard last.number == number else { throw .noSuchMoment(moment) }
      return StoreView(
        caseload: past.caseload, entry: last.number, hash: last.hash, now: last.at, isPast: true)
    case .instant(let instant):
      return StoreView(
        caseload: past.caseload, entry: last.number, hash: last.hash, now: instant, isPast: true)
    }
  }

  /// The state now.
  public var view: StoreView {
    StoreView(
      caseload: caseload, entry: head.number, hash: head.hash, now: now, isPast: false)
  }

  /// Now, as this store takes it; never before its last entry.
  public var now: Instant {
    max(source.now(simulated: isSimulated, last: head.at), head.at ?? source.start)
  }

  /// A new id for a command.
  public func newID() -> String {
    source.prepareID(simulated: isSimulated, entry: head.number + 1)
    return source.uuid()
  }

  /// Hands over every entry from the first on until `body` answers false.
  ///
  /// - Throws: ``StoreError/journal(_:)``.
  public func replay(while body: (Entry<Event>) -> Bool) throws(StoreError) {
    do throws(JournalError) { try journal.replay(while: body) } catch { throw .journal(error) }
  }
}

extension CaseStore {
  /// What one turn at the journal came to.
  private enum Turn {
    case decided(Outcome)
    case clockAhead(last: Instant, now: Instant)
    /// What the commands need could not be read.
    case failed(StoreError)
    /// The id stands in the journal already, in this entry.
    case saved(Int, now: Instant)
  }

  private func take(
    _ commands: [Command], by officer: OfficerID, via: String?, id: String?, seen: Int?,
    after head: Head, _ goesOn: (Int) -> Bool
  ) -> (EntryDraft<Event>?, Turn) {
    let entry = head.number + 1
    source.prepare(simulated: isSimulated, entry: entry)
    let clock = source.now(simulated: isSimulated, last: head.at)
    let last = head.at ?? clock
    if !source.surroundings.clockIsRight, !isSimulated,
      clock.day.number - last.day.number > CaseStore.clockLimitInDays
    {
      return (nil, .clockAhead(last: last, now: clock))
    }
    // Order is the number of the entry; times never run backwards.
    let now = max(clock, last)
    if let id, let saved = state.recent[id] { return (nil, .saved(saved, now: now)) }

    var outcome = Outcome(entry: nil, at: now, results: [])
    let behind = last.milliseconds - clock.milliseconds
    if behind > 120_000 { outcome.clockBehind = behind }
    let stamp = Stamp(entry: entry, at: now, by: officer, via: via)
    do throws(StoreError) {
      try requireKnown(state)
      let complete = try commands.map { (command) throws(StoreError) in try self.complete(command) }
      outcome.results = state.caseload.perform(complete, at: stamp, seen: seen, goesOn: goesOn)
      try requireRead(outcome.results)
      guard outcome.results.count == complete.count else {
        // What was decided so far is forgotten.
        isStale = true
        throw .cancelled
      }
    } catch {
      return (nil, .failed(error))
    }
    let events = outcome.events
    guard !events.isEmpty else { return (nil, .decided(outcome)) }
    outcome.entry = entry
    let draft = EntryDraft(
      at: now, id: id ?? source.uuid(), by: officer.rawValue, via: via, events: events)
    return (draft, .decided(outcome))
  }

  /// The first answer to commands that were sent again.
  private func answer(
    _ commands: [Command], by officer: OfficerID, seen: Int?, savedAs number: Int, now: Instant
  ) throws(StoreError) -> Outcome {
    var saved: Entry<Event>?
    try replay { entry in
      if entry.number == number { saved = entry }
      return entry.number < number
    }
    var outcome = Outcome(entry: number, at: saved?.at ?? now, results: [], isRepeated: true)
    let events = saved.map { $0.by == officer.rawValue ? $0.events : [] } ?? []
    let today = outcome.at.day
    // A command that left no event was refused the first time; if it still is, that is its answer again.
    let now = try rehearse(commands, by: officer, seen: seen).results
    outcome.results = zip(commands, now).map { command, again in
      let own = events.filter { command.isAnswered(by: $0, caseload, today: today) }
      if !own.isEmpty { return .success(own) }
      if case .failure = again, !events.isEmpty { return again }
      return .failure(.idUsed(number))
    }
    return outcome
  }

  /// Takes in what the journal has behind the snapshot, most of it only scanned.
  private func catchUp() throws(StoreError) {
    do throws(JournalError) {
      try journal.catchUp(scan: { state.scan($0, isLoading: true) }) { state.load($0) }
    } catch {
      if error == .superseded { return try reload() }
      throw .journal(error)
    }
    state.caseload.finishLoading()
    try requireKnown(state)
  }

  /// How many files of cases are kept in memory rather than read again.
  private static let fileLimit = 1_000

  private func releaseFiles() {
    if caseload.fileCount > CaseStore.fileLimit, unknownKinds.isEmpty {
      state.caseload.releaseFiles()
    }
  }

  /// Forgets what was decided in memory and reads the journal again from its first entry.
  ///
  /// - Throws: ``StoreError/journal(_:)``; the next call then reads again before it does anything.
  private func reload() throws(StoreError) {
    isStale = true
    var fresh = StoreState(
      StoreArchive(PlacedEvents(folder: folder, files: source.surroundings.files)))
    do throws(JournalError) {
      try journal.rewind(scan: { fresh.scan($0, isLoading: true) }) { fresh.load($0) }
    } catch {
      throw .journal(error)
    }
    fresh.caseload.finishLoading()
    try requireKnown(fresh)
    (state, isStale) = (fresh, false)
  }

  static func open(_ folder: String, _ source: StoreSource)
    throws(StoreError) -> Journal<Event>
  {
    do throws(JournalError) {
      return try Journal(opening: folder, files: source.surroundings.files) {
        source.hexadecimal(bytes: 16)
      }
    } catch {
      throw .journal(error)
    }
  }
}

extension Caseload {
  /// Takes in all events of an entry.
  mutating func absorb(_ entry: Entry<Event>) {
    for (index, event) in entry.events.enumerated() {
      let stamp = Stamp(
        entry: entry.number, index: index, at: entry.at, by: OfficerID(entry.by), via: entry.via)
      apply(event, at: stamp)
    }
  }
}

extension Result<[Event], Refusal> {
  fileprivate var isUnreadable: Bool {
    if case .failure(.unreadable) = self { true } else { false }
  }
}
