internal import CanonicalForm
internal import CaseDomain
internal import EventJournal

// A snapshot holds the caseload as rows, the places of all events of each case, the ids of the last commands, and who
// holds which NIK; with it a store opens without reading its whole journal.
extension CaseStore {
  /// What of the journal may be outside of the snapshot before a new one is worth its time, in bytes: reading
  /// so much takes about as long as starting the program.
  static let snapshotLimit = 1 << 20
  /// The same as a part of the snapshot: who writes it anew for less writes more than they spare every reader.
  private static let snapshotPart = 8

  /// Writes a snapshot where enough has happened since the last one; a convenience, of which no failure matters.
  ///
  /// For the end of a work, when nobody waits: it takes as long as writing the whole state.
  public func keepSnapshot() {
    let own = isSimulated ? source.surroundings.snapshotLimit : nil
    let limit =
      own ?? max(CaseStore.snapshotLimit, (journal.snapshotSize ?? 0) / CaseStore.snapshotPart)
    guard journal.bytesSinceSnapshot >= limit, state.unknownKinds.isEmpty, !isStale else { return }
    _ = try? journal.writeSnapshot(holder: "snapshot") { write in state.write(write) }
  }
}

extension StoreState {
  /// Hands over the state as lines, each case on its own, the first one first, and answers by which NIK each is found;
  /// nil where the places of a case cannot be read any more.
  @discardableResult
  func write(_ write: ([UInt8]) -> Void) -> [SnapshotKey]? {
    let rows = caseload.rowWriter
    var words = JSONWriter()
    words.object { rows.words.write(to: &$0) }
    write(words.bytes)
    caseload.writeFrame { write($0.bytes) }
    write(recent.line)
    let isSameWords = rows.words == archive.words
    for number in caseload.numbers {
      let id = CaseID(number)
      guard let place = caseload.place(of: id) else { continue }
      // Of most cases nothing is new: their lines go over as they are, or where their events stand.
      let earlier = StoreArchive.line(of: place).flatMap(archive.line)
      if isSameWords, let earlier {
        write(earlier)
        continue
      }
      let written = earlier.flatMap(EventPlace.written)
      let places = written == nil ? archive.places(place) : []
      guard let places else { return nil }
      // Room for nearly every line, so that it need not grow.
      var line = JSONWriter(capacity: 1_024)
      line.object { fields in
        rows.write(id, to: &fields)
        if let written { fields.raw(written) } else { EventPlace.write(places, to: &fields) }
      }
      write(line.bytes)
    }
    var keys: [SnapshotKey] = []
    keys.reserveCapacity(caseload.numbers.count)
    caseload.forEachNIK { nik, id in keys.append(SnapshotKey(nik.number, of: id.number)) }
    return keys
  }

  /// The state that the snapshot of a journal holds; nil where it has none that can be used.
  init?(_ journal: Journal<Event>, _ events: PlacedEvents) {
    // The rows are read first: what finds their files needs the snapshot that they come from.
    var head = HeadLines(last: RecentIDs.kind)
    // Held nowhere else, so that joining the parts copies none of them.
    guard var snapshot = journal.readSnapshot(head: { head.take($0) }, CaseLines.self),
      let words = head.words
    else { return nil }
    let archive = StoreArchive(events, snapshot: snapshot.file, words)
    var rows = snapshot.parts.map(\.rows)
    snapshot.parts = []
    guard let caseload = Caseload(taking: &rows, words, archive: archive) else { return nil }
    self.init(caseload, archive, head)
  }

  /// The same with one case alone, see ``Caseload/init(showing:_:archive:)``; nil also where the snapshot has not that
  /// case, or several.
  init?(_ journal: Journal<Event>, _ events: PlacedEvents, showing shown: ShownCase) {
    var head = HeadLines(last: Caseload.lastFrameKind)
    let wanted: SnapshotWanted =
      switch shown {
      case .number(let id): .number(id.number)
      case .nik(let nik): .key(nik.number)
      }
    let found = journal.findInSnapshot(
      wanted, head: { head.take($0) }, number: { CaseRowsPart.number(ofLine: $0) })
    var lines = CaseLines()
    guard let found, lines.take(found.line.span, at: found.offset), let words = head.words else {
      return nil
    }
    let archive = StoreArchive(events, snapshot: found.file, words)
    guard let caseload = Caseload(showing: shown, lines.rows, words, archive: archive) else {
      return nil
    }
    self.init(caseload, archive, head)
  }

  private init?(_ rows: Caseload, _ archive: StoreArchive, _ head: HeadLines) {
    var caseload = rows
    guard head.frame.allSatisfy({ caseload.takeFrame($0) }), caseload.isFramed else { return nil }
    self.init(caseload, archive, RecentIDs(limit: CaseStore.memory, line: head.ids))
  }
}

/// The lines at the beginning of a snapshot, what is no case: the words of the rows, the frame, and behind it the ids,
/// which are many, and nothing to who writes nothing.
private struct HeadLines {
  var words: RowWords?
  var frame: [JSONObject] = []
  var ids: [UInt8] = []
  private let last: String

  /// Up to the line of a kind: the end of the frame, or the ids.
  init(last: String) { self.last = last }

  mutating func take(_ line: Span<UInt8>) -> SnapshotHead {
    let bytes = line.withUnsafeBytes { Array($0) }
    if RecentIDs.isLine(bytes) {
      ids = bytes
      return .last
    }
    guard let object = try? JSONObject(parsing: bytes) else { return .notUnderstood }
    if words == nil {
      words = RowWords(object)
      return words == nil ? .notUnderstood : .more
    }
    frame.append(object)
    return object["kind"]?.string == last ? .last : .more
  }
}

/// The lines of cases in a snapshot.
private struct CaseLines: SnapshotPart {
  var rows = CaseRowsPart()

  mutating func take(_ line: Span<UInt8>, at offset: Int) -> Bool {
    rows.take(line, place: StoreArchive.place(ofLine: offset))
  }
}
