internal import CanonicalForm
internal import CaseDomain
internal import EventJournal

// A snapshot holds the caseload as rows, the places of all events of each case, and the ids of the last commands;
// with it a store opens without reading its whole journal.
extension CaseStore {
  /// What of the journal may be outside of the snapshot before a new one is worth its time, in bytes: reading
  /// so much takes about as long as starting the program.
  static let snapshotLimit = 1 << 20

  /// Writes a snapshot where enough has happened since the last one; a convenience, of which no failure matters.
  ///
  /// For the end of a work, when nobody waits: it takes as long as writing the whole state.
  public func keepSnapshot() {
    let own = isSimulated ? source.surroundings.snapshotLimit : nil
    let limit = own ?? max(CaseStore.snapshotLimit, (journal.snapshotSize ?? 0) / 2)
    guard journal.bytesSinceSnapshot >= limit, state.unknownKinds.isEmpty, !isStale else { return }
    _ = try? journal.writeSnapshot(holder: "snapshot") { write in state.write(write) }
  }
}

extension StoreState {
  /// Hands over the state as lines, each case on its own, the first one first; false where the places of a case cannot
  /// be read any more.
  @discardableResult
  func write(_ write: ([UInt8]) -> Void) -> Bool {
    caseload.writeFrame { write($0.bytes) }
    var ids = JSONWriter()
    ids.object { fields in
      fields.field("kind", StoreState.idsKind)
      fields.array("ids", recent.all) { fields, each in
        fields.object {
          $0.field("id", each.id)
          $0.field("entry", each.entry)
        }
      }
    }
    write(ids.bytes)
    for number in 1..<caseload.nextID.number {
      let id = CaseID(number)
      guard let place = caseload.place(of: id) else { continue }
      // Of most cases nothing is new: their lines go over as they are.
      if let line = StoreArchive.line(of: place).flatMap(archive.line) {
        write(line)
        continue
      }
      guard let places = archive.places(place) else { return false }
      var line = JSONWriter()
      line.object { fields in
        caseload.writeRow(id, to: &fields)
        EventPlace.write(places, to: &fields)
      }
      write(line.bytes)
    }
    return true
  }

  /// The state that the snapshot of a journal holds; nil where it has none that can be used.
  init?(_ journal: Journal<Event>, _ events: PlacedEvents) {
    // The rows are read first: what finds their files needs the snapshot that they come from.
    var frame: [JSONObject] = []
    var ids: [UInt8] = []
    let snapshot = journal.readSnapshot(
      head: { line in
        let bytes = line.withUnsafeBytes { Array($0) }
        if bytes.starts(with: StoreState.idsStart) {
          ids = bytes
          return .last
        }
        guard let object = try? JSONObject(parsing: bytes) else { return .notUnderstood }
        frame.append(object)
        return .more
      }, CaseLines.self)
    guard let snapshot else { return nil }
    let archive = StoreArchive(events, snapshot: snapshot.file)
    guard var caseload = Caseload(snapshot.parts.map(\.rows), archive: archive) else { return nil }
    guard frame.allSatisfy({ caseload.takeFrame($0) }), caseload.isFramed else { return nil }
    self.init(caseload, archive, RecentIDs(limit: CaseStore.memory, line: ids))
  }

  private static let idsKind = "ids"
  private static let idsStart = Array(#"{"kind":"ids","#.utf8)
}

/// The lines of cases in a snapshot.
private struct CaseLines: SnapshotPart {
  var rows: CaseRowsPart

  /// A line with its places has 400 bytes at least, seldom fewer.
  init(expecting bytes: Int) { rows = CaseRowsPart(expecting: bytes / 400) }

  mutating func take(_ line: Span<UInt8>, at offset: Int) -> Bool {
    rows.take(line, place: StoreArchive.place(ofLine: offset))
  }
}
