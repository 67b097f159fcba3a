internal import CaseDomain
internal import EventJournal

extension CaseStore {
  /// Reads every byte of the store in `folder` without writing and reports what is not as it must be: lines,
  /// chain, files, what nobody was allowed to do, the snapshot, the access record, and the anchors that are given.
  ///
  /// - Throws: ``StoreError/journal(_:)`` where nothing could be read at all.
  public static func check(_ folder: String, anchors: [Anchor] = [], _ surroundings: Surroundings)
    throws(StoreError) -> StoreReport
  {
    var audit = Audit(anchors, PlacedEvents(folder: folder, files: surroundings.files))
    var trouble: JournalError?
    do throws(JournalError) {
      audit.access = try AccessCheck(folder, anchors, surroundings.files)
    } catch {
      // What is wrong with the whole store is said first.
      trouble = error
    }
    do throws(JournalError) {
      audit.snapshot = try Journal<Event>.storedSnapshot(folder, files: surroundings.files)
      let journal = try Journal<Event>.check(folder, files: surroundings.files) { audit.take($0) }
      if let failure = audit.failure ?? trouble { throw failure }
      return audit.report(journal)
    } catch {
      throw .journal(error)
    }
  }

  /// What `payung seal` prints: where the store and its access record stand now.
  ///
  /// - Throws: ``StoreError/journal(_:)``.
  public func seal() throws(StoreError) -> StoreSeal {
    var seal = StoreSeal(
      store: caseload.created?.store ?? "", entry: head.number, hash: head.hash,
      at: head.at ?? now)
    if let last = try lastAccess() {
      seal.access = AccessMark(number: last.number, hash: last.hash)
    }
    return seal
  }
}

/// Goes through a history entry by entry and judges it.
private struct Audit {
  var snapshot: StoredSnapshot?
  var access: AccessCheck? { didSet { named = access?.entries ?? [] } }
  private var trespasses: [AccessTrespass] = []
  /// The entries whose hashes are wanted.
  private var named: Set<Int> = []
  private var state: StoreState
  private var irregularities: [IrregularEvent] = []
  private let anchors: [Anchor]
  private var hashes: [Int: String] = [:]
  private var snapshotFinding = SnapshotFinding.none
  /// Why the snapshot could not be held against the state.
  private(set) var failure: JournalError?
  private var last = 0
  /// The last entry up to which everything is known.
  private var known = 0

  init(_ anchors: [Anchor], _ events: PlacedEvents) {
    self.anchors = anchors
    state = StoreState(StoreArchive(events))
  }

  mutating func take(_ entry: Entry<Event>) {
    // Behind an entry that could not be read, or not wholly, the state is no longer known, and nobody is accused
    // for it.
    let isWhole = entry.number == known + 1 && entry.unknownKinds.isEmpty
    if isWhole { known = entry.number }
    last = entry.number
    for (index, event) in entry.events.enumerated() {
      let stamp = Stamp(
        entry: entry.number, index: index, at: entry.at, by: OfficerID(entry.by), via: entry.via)
      if isWhole, let irregularity = state.caseload.irregularity(of: event, at: stamp) {
        irregularities.append(
          IrregularEvent(
            stamp: stamp, kind: event.kind, case: event.caseID, irregularity: irregularity))
      }
      state.caseload.apply(event, at: stamp)
    }
    state.settle(entry)
    // Behind a restoration the record tells of another journal.
    if isWhole, state.caseload.restorations.isEmpty {
      trespasses += access?.trespasses(at: entry, state.caseload) ?? []
    }
    if named.contains(entry.number) || anchors.contains(where: { $0.entry == entry.number }) {
      hashes[entry.number] = entry.hash
    }
    // One of another entry of this number, as a copy may have that was made while others wrote, is read by nobody.
    if isWhole, let snapshot, let held = snapshot.entry, held == (entry.number, entry.hash) {
      do throws(JournalError) {
        let holds = try snapshot.holds { state.write($0) }
        snapshotFinding = holds ? .right(entry: entry.number) : .different(entry: entry.number)
      } catch {
        failure = error
      }
    }
  }

  func report(_ journal: CheckReport) -> StoreReport {
    var report = StoreReport(journal: journal)
    report.irregularities = irregularities
    report.snapshot = snapshotFinding
    // One of an entry that the journal has not is used by nobody.
    if snapshot != nil, snapshotFinding == .none { report.snapshot = .unusable }
    report.anchors = anchors.map(finding)
    report.access = access?.report
    report.trespasses = trespasses.sorted { $0.line < $1.line }
    let end = state.caseload.restorations.map(\.entry).min()
    report.contradictions = access?.contradictions(hashes, upTo: end) ?? []
    return report
  }

  private func finding(_ anchor: Anchor) -> AnchorFinding {
    if let store = anchor.store, store != state.caseload.created?.store {
      return .otherStore(anchor)
    }
    guard let hash = hashes[anchor.entry] else { return .beyond(anchor, last: last) }
    guard hash.hasPrefix(anchor.hash) else { return .rewritten(anchor, found: hash) }
    guard let mark = anchor.access else { return .holds(anchor) }
    guard let hash = access?.hashes[mark.number] else {
      return .accessBeyond(anchor, last: access?.report?.head.number ?? 0)
    }
    return hash == mark.hash ? .holds(anchor) : .accessRewritten(anchor)
  }
}
