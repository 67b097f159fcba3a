public import SystemFiles

/// Something that a repair did; it only adds, and removes nothing that was ever promised.
public enum RepairStep: Hashable, Sendable {
  case closedPermissions(path: String)
  case madeLock
  /// A segment was opened behind one that the disk did not keep to its end, which is good up to `length` bytes.
  case openedSegment(path: String, after: String, length: Int)
  /// A segment without an entry on the disk, of which nothing was promised, was removed.
  case removedSegment(path: String)
  /// Everything is on the disk although it once refused a write.
  case foundWhole
  /// The bytes of a write that was cut short, declared void or completed.
  case sealedTail(bytes: Int)
  case finishedErasure
  case removedSnapshot(path: String)
}

extension Journal {
  /// Puts right whatever can be put right without a person, and answers what that was.
  ///
  /// `draft` makes the entry with which a segment begins, without events, from the head before it.
  /// - Throws: ``JournalError/damaged(_:)`` where something was lost that had been promised, which needs a copy;
  ///   ``JournalError/notSaved(_:)``, ``JournalError/notDurable(_:)`` where the disk still refuses; ``JournalError``.
  ///   What was repaired before that stays so.
  public static func repair(
    _ folder: String, _ log: JournalLog = .journal, files: any FileSystem, holder: String,
    salt: @escaping () -> String, _ draft: (Head) -> EntryDraft<Event>
  ) throws(JournalError) -> [RepairStep] {
    let paths = StorePaths(folder: folder, log: log)
    try paths.refuseRemote(in: files)
    var steps = try paths.closePermissions(in: files)
    if try files.statusIfPresent(paths.lock) == nil {
      try attempt { () throws(SystemFailure) in try files.writeNew(paths.lock, StoreLock.blank) }
      steps.append(.madeLock)
    }
    let journal = try Journal(opening: folder, log, files: files, salt: salt)
    return try journal.locked(holder: holder) { turn throws(JournalError) in
      if try turn.lock.isPoisoned() { try journal.openBehindLoss(&turn, &steps, draft) }
      do throws(JournalError) {
        try journal.settle(&turn, &steps)
      } catch {
        // The holder before was killed when it had learned of a loss and not yet said so.
        guard error == .poisoned else { throw error }
        try journal.openBehindLoss(&turn, &steps, draft)
        try journal.settle(&turn, &steps)
      }
      return steps
    }
  }

  /// Does what every writer does before its own work, and says what that was.
  private func settle(_ turn: inout Turn, _ steps: inout [RepairStep]) throws(JournalError) {
    try catchUp { _ in }
    try enterUnbegunSegment()
    try verifyInterruption(&turn)
    if reader.isNewer { throw .newerVersion(writtenBy: reader.program) }
    if reader.tail != .none {
      steps.append(.sealedTail(bytes: seen - reader.head.end))
      try sealTail(&turn) { _ in }
    }
    if try needsErasing(turn) {
      try finishErasure(turn)
      steps.append(.finishedErasure)
    }
    let stale = try attempt { () throws(SystemFailure) in try files.names(in: folder) }
      .filter(StorePaths.isUnfinishedSnapshot)
    for name in stale {
      let path = FilePath.join(folder, name)
      try attempt { () throws(SystemFailure) in try files.remove(path) }
      steps.append(.removedSnapshot(path: path))
    }
  }

  /// Finds out on the disk itself how far the journal is good, and has it go on in a new segment behind that.
  private func openBehindLoss(
    _ turn: inout Turn, _ steps: inout [RepairStep], _ draft: (Head) -> EntryDraft<Event>
  ) throws(JournalError) {
    let place = try turn.lock.poisonedPlace()
    try removeUnkeptSegment(&steps)
    try rewindToLastSegment()
    let size = try currentSize()
    let path = reader.file.path
    if let place, place.segment != reader.head.segment {
      // What was refused is in no segment any more, or a repair before this one has opened one behind it.
      let isWhole = try attempt { () throws(SystemFailure) in
        try DiskView.isOnDisk(0..<size, of: reader.file, in: files)
      }
      guard isWhole else { throw .notDurable(.notKept(path)) }
      steps.append(.foundWhole)
    } else {
      // The length of the file may be as yet unwritten, though the bytes are there; what this says no more tells.
      if let file = try? files.open(path, for: .appending) {
        try? files.synchronizeWhole(file)
        files.close(file)
      }
      let good = try goodPart(of: size, before: place)
      let start = SegmentStart(
        after: StorePaths.name(ofSegment: good.segment), length: good.end)
      let encoded = EncodedEntry(draft(good), after: good, segmentStart: start, salt: salt)
      let next = paths.segment(good.segment + 1)
      do throws(SystemFailure) {
        try files.writeNew(next, encoded.bytes)
      } catch {
        throw .notSaved(error)
      }
      steps.append(.openedSegment(path: next, after: path, length: good.end))
    }
    do throws(SystemFailure) {
      try turn.lock.clearPoison()
    } catch {
      throw .notSaved(error)
    }
    poisoned = nil
    turn.keepsRecord = false
    try rewind { _ in }
  }

  /// Removes the last segment where the disk does not hold its first entry: a writer or a repair made it, and
  /// could promise nothing.
  private func removeUnkeptSegment(_ steps: inout [RepairStep]) throws(JournalError) {
    guard let last = try paths.segments(in: files).last, last > 1 else { return }
    let path = paths.segment(last)
    try attempt { () throws(SystemFailure) in
      let disk = try files.open(path, for: .readingPastCache)
      defer { files.close(disk) }
      guard try SegmentBeginning(of: disk, in: files).isUnbegun else { return }
      try files.remove(path)
      try files.synchronizeFolder(paths.journal)
      steps.append(.removedSegment(path: path))
    }
  }

  /// How far the segment is good on the disk: at least up to where the refused write begins, all of which was
  /// promised.
  ///
  /// What whole entries it holds behind that stay, for the place may be older than the last promise.
  ///
  /// - Throws: ``JournalError/damaged(_:)`` where the disk has not kept even that.
  private func goodPart(of size: Int, before place: WritePlace?) throws(JournalError) -> Head {
    let disk = try attempt { () throws(SystemFailure) in
      try files.open(reader.file.path, for: .readingPastCache)
    }
    defer { files.close(disk) }
    var kept = reader.over(disk)
    if let place {
      try kept.read(upTo: min(place.from, size)) { _ in true }
      guard kept.head.end == place.from else { throw kept.damage(endingAt: place.from) }
      try? kept.read(upTo: size) { _ in true }
      return kept.head
    }
    // Nobody knows where it began: the one write that was refused may be missing, and no more.
    var remembered = reader
    try remembered.read(upTo: size) { _ in true }
    try? kept.read(upTo: size) { _ in true }
    guard remembered.head.number - kept.head.number <= 1 else {
      throw kept.damage(endingAt: remembered.head.end)
    }
    return kept.head
  }

  private func rewindToLastSegment() throws(JournalError) {
    try startAgain()
    while let next = try nextSegment() { try enter(next) { _ in } }
  }
}

extension EntryReader {
  /// The same reader on another file of the same bytes.
  fileprivate func over(_ file: OpenFile) -> EntryReader {
    var other = self
    other.file = file
    return other
  }

  /// That the bytes from here on are lost.
  fileprivate func damage(endingAt end: Int) -> JournalError {
    .damaged(
      Damage(
        file: file.path, line: line + 1, bytes: head.end..<max(head.end, end),
        entry: head.number + 1, flaw: .notOnDisk))
  }
}

extension StorePaths {
  /// Takes from the group and everybody what they may do with the store's files.
  fileprivate func closePermissions(in files: any FileSystem) throws(JournalError) -> [RepairStep] {
    var steps: [RepairStep] = []
    let segments = try segments(in: files).map(segment)
    for path in [folder, journal, lock, snapshot] + segments {
      guard let status = try files.statusIfPresent(path), status.isLoose else { continue }
      try attempt { () throws(SystemFailure) in
        try files.setMode(path, status.kind == .folder ? 0o700 : 0o600)
      }
      steps.append(.closedPermissions(path: path))
    }
    return steps
  }
}
