internal import CanonicalForm
public import SystemFiles

// The snapshot is the state at one entry, in `snapshot.jsonl`: a line that says which entry, lines that only the
// caller understands, the index of their keys, and a line with the sum of all lines above it. It is a cache: whatever
// is wrong with it, the journal is read from its first entry.
extension Journal {
  /// How much of the journal is not in the snapshot, in bytes.
  public var bytesSinceSnapshot: Int { bytesRead }

  /// The size of the snapshot, in bytes; nil where there is none.
  public var snapshotSize: Int? { (try? files.status(at: paths.snapshot))?.size }

  /// About how much is read to open the journal in a folder, in bytes: its snapshot, else its first segment; 0 where
  /// neither can be seen.
  public static func bytesAtOpening(_ folder: String, files: any FileSystem) -> Int {
    let paths = StorePaths(folder: folder)
    let sizes = [paths.snapshot, paths.segment(1)].lazy.compactMap {
      (try? files.status(at: $0))?.size
    }
    return sizes.first ?? 0
  }

  /// Reads the snapshot and goes on behind its entry; for a journal of which nothing is read.
  ///
  /// `head` gets the lines at the beginning, up to the one that it says is the last; all others are read by parts of
  /// the snapshot, which follow each other as the parts are answered: one, or two at the same time.
  ///
  /// Answers nil where there is no snapshot, or one that is damaged, belongs to another journal or is not
  /// understood. What `head` took is then to be forgotten, and the journal stands at its beginning.
  public func readSnapshot<Part: SnapshotPart>(
    head: (_ line: Span<UInt8>) -> SnapshotHead, _ part: Part.Type
  ) -> (file: SnapshotFile, parts: [Part])? {
    guard let (file, size) = openSnapshot() else { return nil }
    var snapshot = SnapshotReader(file, in: files, size: size)
    guard let place = snapshot.readHeader(), isPlace(place), (try? snapshot.readHead(head)) != nil,
      let parts = try? snapshot.readParts(part, splitAbove: snapshotStretch),
      (try? resume(at: place)) != nil
    else {
      files.close(file)
      return nil
    }
    return (SnapshotFile(file, in: files, size: size, snapshot.directory), parts)
  }

  /// Finds one line of the snapshot and goes on behind its entry; for a journal of which nothing is read.
  ///
  /// `head` gets the lines at the beginning, as in ``readSnapshot(head:_:)``; those behind are sorted by the number that
  /// `number` answers, and most of them are not read. Answers nil also where the snapshot has no such line, or several
  /// lines have the key.
  public func findInSnapshot(
    _ wanted: SnapshotWanted, head: (_ line: Span<UInt8>) -> SnapshotHead,
    number: (_ line: Span<UInt8>) -> Int?
  ) -> (file: SnapshotFile, line: [UInt8], offset: Int)? {
    guard let (file, size) = openSnapshot() else { return nil }
    let opened = SnapshotFile(file, in: files, size: size)
    guard let search = SnapshotSearch(file, in: files, size: size),
      let (place, end) = try? search.readHead(head), isPlace(place),
      let wanted = search.number(wanted), let line = search.line(wanted, from: end, number: number),
      (try? resume(at: place)) != nil
    else { return nil }
    return (opened, line.bytes, line.offset)
  }

  /// The snapshot and its size, in bytes; nil where there is none, or everybody may write to it.
  private func openSnapshot() -> (file: OpenFile, size: Int)? {
    guard let file = try? files.open(paths.snapshot, for: .reading) else { return nil }
    guard let status = try? files.status(of: file), !status.isLoose else {
      files.close(file)
      return nil
    }
    return (file, status.size)
  }

  /// Puts the state at the head into the snapshot, where `lines` hands over its lines and answers their keys.
  ///
  /// No line but those at the beginning starts with `{"kind":`, as the lines do that a snapshot has besides. Answers
  /// false, and leaves the old snapshot, where `lines` answers nil because it could not hand over all, or another
  /// process has the lock or has erased something meanwhile.
  /// - Throws: ``JournalError/system(_:)``, ``JournalError``; the old snapshot then still stands.
  public func writeSnapshot(
    holder: String, _ lines: (_ write: ([UInt8]) -> Void) -> [SnapshotKey]?
  ) throws(JournalError) -> Bool {
    let place = reader.place
    let path = "\(paths.snapshot).\(salt().prefix(16)).new"
    do throws(JournalError) {
      let isWhole = try attempt { () throws(SystemFailure) in
        var writer = try SnapshotWriter(path, at: place, in: files)
        return try writer.finish(lines)
      }
      guard isWhole else {
        try? files.remove(path)
        return false
      }
      let isTaken = try locked(holder: holder, wait: .zero) { turn throws(JournalError) in
        try hasErasure(behind: place, turn)
          ? false
          : attempt { () throws(SystemFailure) in
            try files.rename(path, to: paths.snapshot)
            try files.synchronizeFolder(folder)
            return true
          }
      }
      if isTaken { bytesRead = 0 } else { try? files.remove(path) }
      return isTaken
    } catch {
      try? files.remove(path)
      if case .busy = error { return false }
      throw error
    }
  }

  /// The snapshot of the store in `folder`; nil where there is none, or one that cannot be opened, which nobody
  /// uses.
  ///
  /// - Throws: ``JournalError/system(_:)`` where it could not be read.
  public static func storedSnapshot(_ folder: String, files: any FileSystem) throws(JournalError)
    -> StoredSnapshot?
  {
    let path = StorePaths(folder: folder).snapshot
    guard let file = try? files.open(path, for: .reading) else { return nil }
    do throws(SystemFailure) {
      return try StoredSnapshot(file, in: files)
    } catch {
      files.close(file)
      throw .system(error)
    }
  }

  /// Removes the snapshot and all that was begun of one, and answers its path.
  @discardableResult
  public func removeSnapshot() throws(JournalError) -> String {
    try attempt { () throws(SystemFailure) in try paths.removeSnapshots(in: files) }
    return paths.snapshot
  }

  /// Whether something was erased behind a place: what is then in memory here may hold it.
  private func hasErasure(behind place: ReadingPlace, _ turn: Turn) throws(JournalError) -> Bool {
    if try turn.lock.isErasing() { return true }
    let again = try Journal(opening: folder, files: files, salt: salt)
    try again.resume(at: place)
    var found = false
    try again.catchUp { entry in
      if entry.events.contains(where: { $0.erasure != nil }) { found = true }
    }
    return found
  }

  /// Whether the journal has just this entry just there, and goes on behind it just there.
  private func isPlace(_ place: ReadingPlace) -> Bool {
    guard place.head.number > 0, place.lastEntry < place.head.end,
      (0...place.head.end).contains(place.line),
      let file = try? paths.openSegment(place.head.segment, in: files)
    else { return false }
    defer { files.close(file) }
    guard let size = try? files.status(of: file).size, place.head.end <= size else { return false }
    var lines = LineScanner(
      file, in: files, from: place.lastEntry, to: place.head.end, after: 0)
    guard let line = (try? lines.next()) ?? nil, line.isEntry, line.hasEntryEnd,
      line.writtenNumber == place.head.number, line.writtenHash == place.head.hash,
      let start = EntryHead(line.bytes), start.at == place.head.at
    else { return false }
    // Behind it there may be void lines and what they cover, and no other entry.
    var last = line
    while let next = (try? lines.next()) ?? nil {
      if next.isEntry { return false }
      last = next
    }
    return last.isTerminated && (last.isVoid || last.number == line.number)
  }
}

extension StorePaths {
  /// Removes the snapshot, and what a crash has left of one that was being written.
  func removeSnapshots(in files: any FileSystem) throws(SystemFailure) {
    let names = try files.names(in: folder).filter {
      $0 == StorePaths.snapshotName || StorePaths.isUnfinishedSnapshot($0)
    }
    for name in names { try files.remove(FilePath.join(folder, name)) }
    // Also where there is none any more: whoever removed it may have been killed before this.
    try files.synchronizeFolder(folder)
  }

  static let snapshotName = "snapshot.jsonl"

  static func isUnfinishedSnapshot(_ name: String) -> Bool {
    name.hasPrefix("\(snapshotName).") && name.hasSuffix(".new")
  }
}
