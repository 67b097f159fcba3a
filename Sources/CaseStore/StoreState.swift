internal import CanonicalForm
internal import CaseDomain
internal import EventJournal

/// What a store knows of its journal: the caseload, where the files of its cases lie, the ids of the last commands.
struct StoreState {
  var caseload: Caseload
  let archive: StoreArchive
  var recent: RecentIDs
  /// The kinds of events that a newer program wrote and this one does not know.
  private(set) var unknownKinds: Set<String> = []
  /// The events of the entry that is being scanned; kept, so that its room is used again.
  private var scanned: [(event: ScannedEvent, place: EventPlace)] = []

  /// The state before the first entry.
  init(_ archive: StoreArchive) {
    self.archive = archive
    caseload = Caseload(archive: archive)
    recent = RecentIDs(limit: CaseStore.memory, line: [])
  }

  /// The state that a snapshot holds.
  init(_ caseload: Caseload, _ archive: StoreArchive, _ recent: RecentIDs) {
    (self.caseload, self.archive, self.recent) = (caseload, archive, recent)
  }

  /// Takes in an entry whose events are bytes; false, and nothing is taken, where only the whole reader knows
  /// what one of them means.
  ///
  /// While `isLoading`, ``Caseload/finishLoading()`` is due behind the last one.
  mutating func scan(_ raw: RawEntry, isLoading: Bool) -> Bool {
    scanned.removeAll(keepingCapacity: true)
    let bytes = raw.bytes.span
    let isTaken = raw.scanEvents { event, place in
      guard caseload.takesScanned(event) else { return false }
      scanned.append((event, place))
      return true
    }
    guard isTaken else { return false }
    var stamp = Stamp(
      entry: raw.number, at: raw.at, by: OfficerID(raw.by), via: raw.via)
    for (event, place) in scanned {
      stamp.index = place.index
      let before = event.isRegistration ? 0 : caseload.place(of: event.caseID) ?? 0
      caseload.take(
        event, in: bytes, at: stamp, place: archive.add(place, behind: before),
        isLoading: isLoading)
    }
    recent.remember(raw.id, raw.number)
    return true
  }

  /// Takes in an entry that was read whole among others that are scanned.
  mutating func load(_ entry: Entry<Event>) {
    absorb(entry)
    // The archive has all of it now, and may be asked again.
    if unknownKinds.isEmpty { caseload.releaseFiles() }
  }

  /// Takes in an entry that was read.
  mutating func absorb(_ entry: Entry<Event>) {
    caseload.absorb(entry)
    settle(entry)
  }

  /// Notes what is to be known of an entry whose events the caseload has taken in.
  mutating func settle(_ entry: Entry<Event>) {
    unknownKinds.formUnion(entry.unknownKinds)
    recent.remember(entry.id, entry.number)
    guard entry.places.count == entry.events.count else { return }
    for (event, place) in zip(entry.events, entry.places) {
      guard let id = event.caseID, let before = caseload.place(of: id) else { continue }
      caseload.setPlace(archive.add(place, behind: before), of: id)
    }
  }
}

extension RawEntry {
  /// Where the events stand, every byte of them read; nil where only the whole reader knows what one of them means.
  var eventPlaces: [EventPlace]? {
    var places: [EventPlace] = []
    let isRead = scanEvents { _, place in
      places.append(place)
      return true
    }
    return isRead ? places : nil
  }

  /// Hands over every event and where it stands; false where only the whole reader knows what one of them means, or
  /// where `body` answers so.
  fileprivate func scanEvents(_ body: (ScannedEvent, EventPlace) -> Bool) -> Bool {
    let bytes = bytes.span
    var (index, opened) = (0, 0)
    // The closure's own count, for a scanner cannot hold a reference to this one.
    let opener = SealedOpener(self)
    var scanner = EventScanner(at: events.lowerBound) { opener.open($0) }
    repeat {
      let start = scanner.at
      guard let event = scanner.next(in: bytes) else { return false }
      let place = place(of: start..<scanner.at, index: index, sealed: opened..<opener.count)
      guard body(event, place) else { return false }
      index += 1
      opened = opener.count
    } while scanner.passComma(in: bytes)
    return scanner.at == events.upperBound && opened == sealedCount
  }
}

/// Opens the sealed lines above an entry one behind the other.
private final class SealedOpener {
  private let raw: RawEntry
  private(set) var count = 0

  init(_ raw: RawEntry) { self.raw = raw }

  func open(_ hash: Span<UInt8>) -> [UInt8]? {
    defer { count += 1 }
    return raw.sealed(count, named: hash)
  }
}

extension Moment {
  /// Whether an entry lies before this moment, so that at least one more may follow it.
  func isBehind(_ entry: RawEntry) -> Bool {
    switch self {
    case .entry(let number): entry.number < number
    case .instant(let instant): entry.at <= instant
    }
  }
}
