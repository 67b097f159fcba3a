import SystemFiles

extension Journal {
  /// Adds one entry, or none, as `decide` says from the state that nobody else can change meanwhile.
  ///
  /// - Parameters:
  ///   - holder: Who is named to those who wait.
  ///   - wait: How long to wait for others; they hold the lock for milliseconds.
  ///   - scan: Is first handed the entries that others added since the last time, with their events as bytes;
  ///     what it takes, all of an entry or nothing, is not decoded.
  ///   - apply: Gets those that are decoded. The entry that is added here is returned and not passed to it.
  ///   - readBack: Is handed what is about to be written, as a reader will find it, and answers where its events stand
  ///     if it can read them all; nil, and they are decoded.
  ///   - decide: Answers the entry to add, at or after the head's time, and what the caller wants back.
  /// - Returns: The entry as every reader will see it, with the events of the draft where they were not decoded; it is
  ///   then on the disk.
  /// - Throws: ``JournalError/notSaved(_:)`` if nothing was added; ``JournalError/notDurable(_:)`` if
  ///   what was added may not survive, whereupon nobody may write (``JournalError/poisoned``);
  ///   ``JournalError/notErased(_:)`` if it is saved, but lines that it erases are not all overwritten;
  ///   ``JournalError/busy(holder:)``, ``JournalError/newerVersion(writtenBy:)``,
  ///   ``JournalError/remote(path:system:)``, ``JournalError/tooLarge(bytes:events:)`` and what
  ///   ``catchUp(_:)`` throws.
  public func transaction<Result>(
    holder: String, wait: Duration = .seconds(5), scan: (RawEntry) -> Bool = { _ in false },
    apply: (Entry<Event>) -> Void, readBack: (RawEntry) -> [EventPlace]? = { _ in nil },
    decide: (Head) -> (EntryDraft<Event>?, Result)
  ) throws(JournalError) -> (Entry<Event>?, Result) {
    try refuseRemote()
    prepareToAppend()
    // Who waits long reads meanwhile what others write: the turn is not made longer by all of it.
    return try inTurn(
      holder: holder, wait: wait,
      meanwhile: { () throws(JournalError) in try catchUp(scan: scan, apply) }
    ) { turn throws(JournalError) in
      // Mostly nobody is waiting for the disk: then nothing has to be looked at again before the write.
      try beginWriting(&turn, ifFree: true)
      if try turn.lock.isPoisoned() { throw .poisoned }
      try catchUp(scan: scan, apply)
      if try hasUnfinishedWork(turn) { try finishWork(&turn, scan, apply) }
      if reader.isNewer { throw .newerVersion(writtenBy: reader.program) }
      let (draft, result) = decide(reader.head)
      guard let draft else { return (nil, result) }
      return (try append(draft, &turn, readBack), result)
    }
  }
}

/// A segment that is open for appending.
struct AppendedSegment {
  var number: Int
  var file: OpenFile
  var status: FileStatus
}

/// One turn at the lock.
struct Turn {
  let lock: StoreLock
  var held: StoreLock.Held
  /// Whether what stands in the lock file must be left for the next holder: a tail that nobody has compared
  /// with the disk, or a disk that refused even the poison mark.
  var keepsRecord = false
}

extension Journal {
  /// Runs `body` while nobody else decides; to write it also needs ``beginWriting(_:)``.
  private func inTurn<Result>(
    holder: String, wait: Duration, meanwhile: () throws(JournalError) -> Void = {},
    _ body: (inout Turn) throws(JournalError) -> Result
  ) throws(JournalError) -> Result {
    let lock = try openLock()
    let held = try lock.takeTurn(holder: holder, wait: wait, meanwhile: meanwhile)
    var turn = Turn(lock: lock, held: held)
    defer { turn.lock.release(turn.held, keepingRecord: turn.keepsRecord) }
    return try body(&turn)
  }

  /// Runs `body` while nobody else decides or writes.
  func locked<Result>(
    holder: String, wait: Duration = .seconds(5),
    _ body: (inout Turn) throws(JournalError) -> Result
  ) throws(JournalError) -> Result {
    try inTurn(holder: holder, wait: wait) { turn throws(JournalError) in
      try beginWriting(&turn)
      return try body(&turn)
    }
  }

  /// Waits until what the one before wrote is on the disk; with `ifFree` nothing may be written yet where it is not.
  private func beginWriting(_ turn: inout Turn, ifFree: Bool = false) throws(JournalError) {
    try turn.lock.beginWriting(&turn.held, ifFree: ifFree)
    turn.keepsRecord = turn.held.interrupted != nil
  }

  /// The same after a decision, which still holds then; nothing to do where it was made with the right to write.
  ///
  /// - Throws: ``JournalError/superseded`` where a program that knows of no turns has written meanwhile.
  private func beginWritingDecided(_ turn: inout Turn) throws(JournalError) {
    guard !turn.held.mayWrite else { return }
    try beginWriting(&turn)
    if try turn.lock.isPoisoned() { throw .poisoned }
    guard try currentSize() == seen,
      try files.statusIfPresent(paths.segment(reader.head.segment + 1)) == nil
    else { throw .superseded }
    try verifyInterruption(&turn)
  }

  private func openLock() throws(JournalError) -> StoreLock {
    if let lock { return lock }
    let new = try StoreLock(paths.lock, in: files)
    lock = new
    return new
  }

  /// Refuses a disk of another machine: its locks and its synchronisation may be kept, or not.
  func refuseRemote() throws(JournalError) {
    // Where it was not remote once it never is.
    guard lock == nil else { return }
    try paths.refuseRemote(in: files)
  }

  /// Whether somebody left what must be put right before anything is decided.
  private func hasUnfinishedWork(_ turn: Turn) throws(JournalError) -> Bool {
    if reader.tail != .none || poisoned != nil || hasUnbegunSegment || turn.keepsRecord {
      return true
    }
    return try turn.lock.isErasing()
  }

  /// Puts right what somebody left unfinished.
  private func finishWork(
    _ turn: inout Turn, _ scan: (RawEntry) -> Bool, _ apply: (Entry<Event>) -> Void
  ) throws(JournalError) {
    try beginWriting(&turn)
    if try turn.lock.isPoisoned() { throw .poisoned }
    try catchUp(scan: scan, apply)
    try enterUnbegunSegment()
    try refuseWhatWasNotKept()
    try verifyInterruption(&turn)
    if reader.isNewer { throw .newerVersion(writtenBy: reader.program) }
    try sealTail(&turn, apply)
    try resumeErasure(turn)
  }

  /// Refuses to write on where this process knows of bytes that the disk did not keep, until a repair has
  /// opened a segment behind them.
  private func refuseWhatWasNotKept() throws(JournalError) {
    guard let place = poisoned else { return }
    guard reader.head.segment > place.segment else { throw .poisoned }
    poisoned = nil
  }

  /// Finds out what became of the bytes that a holder was synchronising when it was killed: had the disk
  /// refused them, the system would tell nobody else.
  func verifyInterruption(_ turn: inout Turn) throws(JournalError) {
    guard let interrupted = turn.held.interrupted else { return }
    if interrupted.segment <= reader.head.segment {
      let isHere = interrupted.segment == reader.head.segment
      let place = WritePlace(
        entry: interrupted.entry, segment: reader.head.segment,
        from: isHere ? min(interrupted.from, seen) : 0)
      try synchronize(try fileToAppendTo(&turn), place, &turn)
      let (file, end) = (reader.file, seen)
      let isKept = try attempt { () throws(SystemFailure) in
        try DiskView.isOnDisk(place.from..<end, of: file, in: files)
      }
      guard isKept else {
        poison(.notKept(reader.file.path), place, &turn)
        throw .poisoned
      }
    }
    // Else the segment went with the power, and nothing of it was promised.
    turn.keepsRecord = false
    turn.lock.note(&turn.held, syncing: nil)
  }

  /// Goes to a segment that somebody made and did not begin.
  func enterUnbegunSegment() throws(JournalError) {
    let path = paths.segment(reader.head.segment + 1)
    if try files.statusIfPresent(path) != nil { try enterNextSegment() }
  }

  /// Makes what others left behind the last good line either part of the journal or void.
  func sealTail(_ turn: inout Turn, _ apply: (Entry<Event>) -> Void) throws(JournalError) {
    guard reader.tail != .none else { return }
    let seal: [UInt8]
    do throws(SystemFailure) {
      seal = try reader.sealOfTail(endingAt: seen)
    } catch {
      throw .notSaved(error)
    }
    let file = try fileToAppendTo(&turn)
    try write(seal, to: file, &turn)
    try read(upTo: try currentSize(), apply)
  }

  private func append(
    _ draft: EntryDraft<Event>, _ turn: inout Turn, _ readBack: (RawEntry) -> [EventPlace]?
  ) throws(JournalError) -> Entry<Event> {
    guard draft.events.count <= Limits.events else {
      throw .tooLarge(bytes: 0, events: draft.events.count)
    }
    // Only behind an entry: a segment that holds torn bytes alone is yet to be begun.
    if reader.segmentStart == nil, reader.head.end >= segmentLimit {
      try beginWritingDecided(&turn)
      try makeNextSegment(&turn)
    }
    let encoded = EncodedEntry(
      draft, after: reader.head, segmentStart: reader.segmentStart, salt: salt)
    let bytes = encoded.bytes
    guard bytes.count <= Limits.bytes else {
      throw .tooLarge(bytes: bytes.count, events: draft.events.count)
    }
    let decoded = encoded.readBack(draft, after: reader.head, line: reader.line, readBack)
    let erases = draft.events.contains { $0.erasure != nil }
    try beginWritingDecided(&turn)
    let file = try fileToAppendTo(&turn)
    if erases { try prepareErasure(turn) }
    try write(bytes, to: file, &turn, endingTurn: !erases)
    advance(to: decoded, behind: reader.head.end + bytes.count)
    if erases { try finishErasure(turn) }
    return decoded.entry
  }

  /// Makes the file of the next segment and goes there; it begins with the next entry.
  private func makeNextSegment(_ turn: inout Turn) throws(JournalError) {
    let number = reader.head.segment + 1
    try startAppending(to: number, &turn, .creating)
    try enterNextSegment()
  }

  /// The segment that the reader stands in, opened for appending.
  private func fileToAppendTo(_ turn: inout Turn) throws(JournalError) -> OpenFile {
    let number = reader.head.segment
    // A repair may have removed a segment that was opened here, and made another of that name.
    if let appending, appending.number == number,
      try attempt({ () throws(SystemFailure) in try isReadSegment(appending.status) })
    {
      return appending.file
    }
    return try startAppending(to: number, &turn, .appending)
  }

  /// Does once, before anybody has to wait for it, what a first turn would do.
  private func prepareToAppend() {
    guard appending == nil, refusedPreparation == nil else { return }
    do throws(SystemFailure) {
      _ = try openToAppend(reader.head.segment, .appending)
    } catch {
      // The system tells it once: in the turn it would say that all is well.
      if error.isRefusedSync { refusedPreparation = error }
    }
  }

  /// Opens a segment to write to it, and has its name on the disk before anything is promised in it: who made
  /// the file may have been killed before it was.
  private func openToAppend(
    _ number: Int, _ purpose: OpenPurpose
  ) throws(SystemFailure) -> OpenFile {
    let file = try files.open(paths.segment(number), for: purpose)
    let status: FileStatus
    do throws(SystemFailure) {
      status = try files.status(of: file)
      try files.synchronizeFolder(paths.journal)
    } catch {
      files.close(file)
      throw error
    }
    if let appending { files.close(appending.file) }
    appending = AppendedSegment(number: number, file: file, status: status)
    return file
  }

  @discardableResult
  private func startAppending(
    to number: Int, _ turn: inout Turn, _ purpose: OpenPurpose
  ) throws(JournalError) -> OpenFile {
    do throws(SystemFailure) {
      if let refusal = refusedPreparation {
        refusedPreparation = nil
        throw refusal
      }
      return try openToAppend(number, purpose)
    } catch {
      if error.isRefusedSync {
        let place = WritePlace(entry: reader.head.number + 1, segment: number, from: 0)
        poison(error, place, &turn)
      }
      throw .notSaved(error)
    }
  }

  /// Appends bytes with one call and returns once they are on the disk; the rest of a short write is not
  /// tried, because the next writer seals it.
  ///
  /// With `endingTurn` the next one may decide while the disk is waited for, which is nearly all of the time.
  ///
  /// Only where nothing but the newline is missing it is written at once: the entry would count as soon
  /// as anybody adds it.
  /// - Throws: ``JournalError/notSaved(_:)``, or ``JournalError/notDurable(_:)`` where even that newline
  ///   cannot be written, for then the next writer commits the entry, or the disk does not keep it.
  func write(
    _ bytes: [UInt8], to file: OpenFile, _ turn: inout Turn, endingTurn: Bool = false
  ) throws(JournalError) {
    let place = WritePlace(
      entry: reader.head.number + 1, segment: reader.head.segment, from: reader.head.end)
    turn.lock.note(&turn.held, syncing: place)
    let written: Int
    do throws(SystemFailure) {
      written = try writeOnce(bytes[...], to: file)
      guard written >= bytes.count - 1 else { throw .shortWrite(to: file.path) }
    } catch {
      throw .notSaved(error)
    }
    if written < bytes.count {
      do throws(SystemFailure) {
        let newline = try writeOnce(bytes.suffix(1), to: file)
        guard newline == 1 else { throw .shortWrite(to: file.path) }
      } catch {
        throw .notDurable(error)
      }
    }
    if endingTurn { turn.lock.endTurn(&turn.held) }
    try synchronize(file, place, &turn)
  }

  private func writeOnce(_ bytes: ArraySlice<UInt8>, to file: OpenFile) throws(SystemFailure) -> Int
  {
    while true {
      do throws(SystemFailure) {
        return try files.write(file, bytes)
      } catch {
        if !error.isInterrupted { throw error }
      }
    }
  }

  /// Returns once the segment's bytes are on the disk.
  private func synchronize(
    _ file: OpenFile, _ place: WritePlace, _ turn: inout Turn
  ) throws(JournalError) {
    do throws(SystemFailure) {
      try files.synchronizeWhole(file)
    } catch {
      poison(error, place, &turn)
      throw .notDurable(error)
    }
  }

  private func poison(_ failure: SystemFailure, _ place: WritePlace, _ turn: inout Turn) {
    let isMarked = turn.lock.poison(failure, place)
    turn.keepsRecord = !isMarked
    // The mark holds for everybody, until a repair; without it at least this process remembers.
    if !isMarked { poisoned = place }
  }
}
