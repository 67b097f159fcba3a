import CanonicalForm
import EventJournal

extension Program {
  /// Writes a snapshot that holds the ids and the names of all entries.
  func writeSnapshot() throws(JournalError) {
    try read()
    _ = try journal().writeSnapshot(holder: "siti") { write in
      write(Array(#"{"kind":"head"}"#.utf8))
      for line in snapshotLines { write(line.bytes) }
      return entries.map { SnapshotKey($0.number, of: $0.number) }
    }
  }

  /// The ids of all entries, those of the snapshot taken from there.
  func readThroughSnapshot() throws(JournalError) -> [String] {
    close()
    let snapshot = try journal().readSnapshot(head: { _ in .last }, IDLines.self)
    let ids = snapshot?.parts.flatMap(\.ids) ?? []
    try read()
    return ids + entries.map(\.id)
  }

  /// Makes a copy of the store in another folder, and declares it restored there.
  func restore() throws(JournalError) {
    try read()
    guard let last = entries.last else { return }
    _ = try journal().copy(to: Program.copy, upTo: CopyEnd(behind: last), holder: "siti")
    let copy = try Journal<RegisterEvent>(opening: Program.copy, files: disk) {
      [unowned self] in nextSalt()
    }
    var copied: [RegisterEntry] = []
    try copy.catchUp { copied.append($0) }
    let (entry, _) = try copy.transaction(
      holder: "siti", wait: .zero, apply: { copied.append($0) },
      decide: { head in
        let at = Instant(milliseconds: (head.at?.milliseconds ?? 0) + 1)
        return (
          RegisterDraft(at: at, id: "restored", by: "siti", events: [.noted("restored")]), ()
        )
      })
    if let entry { copied.append(entry) }
    disk.note { account, _ in account.promiseCopy(copied) }
  }

  /// The entries of the copy; nil where there is none.
  func readCopy() throws(JournalError) -> [RegisterEntry]? {
    do throws(JournalError) {
      let copy = try Journal<RegisterEvent>(opening: Program.copy, files: disk) { "" }
      var entries: [RegisterEntry] = []
      try copy.catchUp { entries.append($0) }
      return entries
    } catch {
      if error.isNoStore { return nil }
      throw error
    }
  }

  private var snapshotLines: [JSONWriter] {
    entries.map { entry in
      var writer = JSONWriter()
      writer.object { fields in
        fields.field("id", entry.id)
        if case .registered(_, let name) = entry.events.first {
          fields.field("name", ifPresent: name)
        }
      }
      return writer
    }
  }
}

/// The ids of entries in a snapshot.
private struct IDLines: SnapshotPart {
  var ids: [String] = []

  init() {}

  mutating func take(_ line: Span<UInt8>, at offset: Int) -> Bool {
    let fields = try? JSONObject(parsing: line.withUnsafeBytes { Array($0) })
    ids.append(fields?["id"]?.string ?? "")
    return true
  }
}
