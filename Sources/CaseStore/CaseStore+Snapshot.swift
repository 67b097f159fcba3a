internal import CanonicalForm
internal import CaseDomain
internal import EventJournal

// A snapshot holds the caseload and the ids of the last commands; with it a store opens without reading its whole
// journal.
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
    guard journal.bytesSinceSnapshot >= limit, unknownKinds.isEmpty, !isStale else { return }
    _ = try? journal.writeSnapshot(holder: "snapshot") { write in
      CaseStore.writeState(caseload, recent, write)
    }
  }

  /// Hands over a state as lines.
  static func writeState(
    _ caseload: Caseload, _ recent: RecentIDs, _ write: (JSONWriter) -> Void
  ) {
    caseload.writeSnapshot(write)
    var line = JSONWriter()
    line.object { fields in
      fields.field("kind", "ids")
      fields.array("ids", recent.all) { fields, each in
        fields.object {
          $0.field("id", each.id)
          $0.field("entry", each.entry)
        }
      }
    }
    write(line)
  }
}

/// Builds the state of a store from the lines of a snapshot.
struct StoreSnapshotReader {
  private var caseload = CaseloadSnapshotReader()
  private var ids: RecentIDs?

  mutating func take(_ line: JSONObject) -> Bool {
    guard line["kind"]?.string == "ids" else { return caseload.take(line) }
    guard let list = try? line.objects("ids") else { return false }
    var recent = RecentIDs(limit: CaseStore.memory)
    for each in list {
      guard let id = each["id"]?.string, let entry = each["entry"]?.int else { return false }
      recent.remember(id, entry)
    }
    ids = recent
    return true
  }

  /// The state; nil where the lines were not those of a whole one.
  func finish() -> (Caseload, RecentIDs)? {
    guard let caseload = caseload.finish(), let ids else { return nil }
    return (caseload, ids)
  }
}
