public import SystemFiles

/// An append-only log of entries, each chained to the one before, shared by any number of processes.
///
/// One object belongs to one thread. Readers take no lock. See <doc:JournalFormat>.
public final class Journal<Event: JournalEvent> {
  /// The folder of the store.
  public let folder: String

  let paths: StorePaths
  let files: any FileSystem
  let salt: () -> String
  /// How long a segment is, in bytes, when the next entry goes to a new one.
  public var segmentLimit: Int
  /// Of how much of a snapshot a second thread reads half, in bytes.
  var snapshotStretch = Limits.snapshotStretch
  /// How much of a segment there must be to read before a second thread computes hashes ahead, in bytes.
  var aheadStretch = Limits.aheadStretch { didSet { reader.aheadLimit = aheadStretch } }
  private(set) var reader: EntryReader<Event>
  /// What the system says of the segment that is read; asked once, for an open file stays the one it is.
  private var readStatus: FileStatus?
  /// How far the segment was read, torn tail included, in bytes.
  private(set) var seen = 0
  /// Whether there is a segment behind that which is read, and no entry begins it.
  private(set) var hasUnbegunSegment = false
  /// How many bytes of the journal were read or written since the beginning, or since the snapshot.
  var bytesRead = 0
  /// Opened with the first transaction, so that a reader needs no right to write.
  var lock: StoreLock?
  /// The segment that this process appends to.
  var appending: AppendedSegment?
  /// What kept the name of that segment from the disk before a turn was taken.
  var refusedPreparation: SystemFailure?
  /// What the disk refused to keep where not even that could be marked for everybody.
  var poisoned: WritePlace?

  /// Opens the journal of the store in `folder`; nothing is read yet.
  ///
  /// `salt` answers 32 hexadecimal digits that nobody can guess, others every time.
  /// - Throws: ``JournalError/missing(path:)``, ``JournalError/notAStore(path:)``,
  ///   ``JournalError/loosePermissions(path:mode:)``, ``JournalError/system(_:)``.
  public init(
    opening folder: String, _ log: JournalLog = .journal, files: any FileSystem,
    segmentLimit: Int? = nil, salt: @escaping () -> String
  ) throws(JournalError) {
    paths = StorePaths(folder: folder, log: log)
    self.folder = folder
    self.files = files
    self.salt = salt
    self.segmentLimit = segmentLimit ?? Limits.segment
    try paths.requireStore(in: files)
    let file = try paths.openSegment(1, in: files)
    reader = EntryReader(file, in: files)
  }

  deinit {
    files.close(reader.file)
    lock?.close()
    if let appending { files.close(appending.file) }
  }

  /// Where the journal stood when it was last read or written here.
  public var head: Head { reader.head }
}

// MARK: - Reading

extension Journal {
  /// Hands over every entry that was added since the last time, each line verified; takes no lock.
  ///
  /// - Throws: ``JournalError/damaged(_:)`` after the entries above the damage were handed over,
  ///   ``JournalError/shrunk(path:)``, ``JournalError/replaced(path:)``, ``JournalError/missing(path:)``,
  ///   ``JournalError/superseded``, ``JournalError/system(_:)``.
  public func catchUp(_ body: (Entry<Event>) -> Void) throws(JournalError) {
    try catchUp(scan: { _ in false }, body)
  }

  /// The same, where each entry is first handed to `scan` with its events as bytes: what that takes, all of an
  /// entry or nothing, is not decoded.
  public func catchUp(
    scan: (RawEntry) -> Bool, _ body: (Entry<Event>) -> Void
  ) throws(JournalError) {
    while let next = try nextSegment() {
      try enter(next, scan: scan, body)
    }
    let size = try currentSize()
    guard size != seen else { return }
    try read(upTo: size, scan: scan, body)
  }

  /// Reads from the first entry again, as after opening; that nothing may be written stays remembered.
  ///
  /// - Throws: As ``catchUp(_:)``; the journal then stands behind the last good entry.
  public func rewind(
    scan: (RawEntry) -> Bool = { _ in false }, _ body: (Entry<Event>) -> Void
  ) throws(JournalError) {
    try startAgain()
    try catchUp(scan: scan, body)
  }

  /// Goes back to the first segment.
  func startAgain() throws(JournalError) {
    let first = try paths.openSegment(1, in: files)
    moveReader(to: EntryReader(first, in: files))
    bytesRead = 0
  }

  /// Hands over the entries from the first on until `body` answers false; the journal stays where it
  /// is.
  ///
  /// - Throws: As ``catchUp(_:)``.
  public func replay(
    scan: (RawEntry) -> Bool = { _ in false }, while body: (Entry<Event>) -> Bool
  ) throws(JournalError) {
    let again = try Journal(opening: folder, paths.log, files: files, salt: salt)
    var goesOn = true
    while let next = try again.nextSegment() {
      try again.enter(
        next, scan: scan,
        while: { entry in
          goesOn = body(entry)
          return goesOn
        })
      if !goesOn { return }
    }
    try again.reader.read(upTo: try again.currentSize(), scan: scan, body)
  }

  /// Goes on behind a place that was read before, perhaps by another process.
  func resume(at place: ReadingPlace) throws(JournalError) {
    let file = try paths.openSegment(place.head.segment, in: files)
    moveReader(to: EntryReader(file, in: files, from: place))
    seen = place.head.end
    bytesRead = 0
  }

  /// Moves behind an entry that was just written at the head.
  func advance(to decoded: DecodedEntry<Event>, behind end: Int) {
    bytesRead += end - reader.head.end
    reader.advance(to: decoded, behind: end)
    seen = end
  }

  /// Goes to a segment that has no whole entry yet, which is there when a writer or a repair was cut short,
  /// or was just made.
  func enterNextSegment() throws(JournalError) {
    let file = try paths.openSegment(reader.head.segment + 1, in: files)
    moveReader(to: reader.next(file))
    try read(upTo: try currentSize()) { _ in }
  }

  /// The segment behind the one that is read, once it is begun, and what its first entry says; nil for that where
  /// there is no such entry and there must be.
  func nextSegment() throws(JournalError) -> (file: OpenFile, start: SegmentStart?)? {
    let number = reader.head.segment + 1
    hasUnbegunSegment = false
    // Asked first: nearly always there is none, and to open a file costs more.
    guard try files.statusIfPresent(paths.segment(number)) != nil else { return nil }
    let file = try paths.openSegment(number, in: files)
    do throws(JournalError) {
      let beginning = try attempt { () throws(SystemFailure) in
        try SegmentBeginning(of: file, in: files)
      }
      switch beginning {
      case .start(let start): return (file, start)
      case .damaged: return (file, nil)
      case .unbegun:
        // Only behind an entry another one is made.
        if try files.statusIfPresent(paths.segment(number + 1)) != nil { return (file, nil) }
      }
    } catch {
      files.close(file)
      throw error
    }
    files.close(file)
    hasUnbegunSegment = true
    return nil
  }

  /// Reads the rest of this segment, as far as the next one says that it is good, and goes on to that.
  func enter(
    _ next: (file: OpenFile, start: SegmentStart?), scan: (RawEntry) -> Bool = { _ in false },
    _ body: (Entry<Event>) -> Void
  ) throws(JournalError) {
    try enter(
      next, scan: scan,
      while: { entry in
        body(entry)
        return true
      })
  }

  /// The same until `body` answers false, which leaves the journal where that entry ends.
  private func enter(
    _ next: (file: OpenFile, start: SegmentStart?), scan: (RawEntry) -> Bool = { _ in false },
    while body: (Entry<Event>) -> Bool
  ) throws(JournalError) {
    var goesOn = true
    do throws(JournalError) {
      let size = try currentSize()
      let length = next.start?.length ?? size
      guard reader.head.end <= length else { throw .superseded }
      let before = reader.head.end
      try reader.read(upTo: min(size, length), scan: scan) { entry in
        goesOn = body(entry)
        return goesOn
      }
      bytesRead += reader.head.end - before
      guard goesOn else { return files.close(next.file) }
      guard next.start != nil else { throw try damage(inBeginningOf: next.file) }
      // The first entry there says the same again, and its hash is verified.
      guard reader.head.end == length else {
        throw .damaged(
          Damage(
            file: reader.file.path, line: reader.line + 1, bytes: reader.head.end..<size,
            entry: reader.head.number + 1, flaw: .segmentStart))
      }
    } catch {
      files.close(next.file)
      throw error
    }
    moveReader(to: reader.next(next.file))
  }

  /// What is wrong with the next segment, which has no entry that begins it and must have one.
  private func damage(inBeginningOf file: OpenFile) throws(JournalError) -> JournalError {
    let size = try attempt { () throws(SystemFailure) in try files.status(of: file).size }
    var next = reader.next(file)
    try next.read(upTo: size) { _ in true }
    return .damaged(
      Damage(
        file: file.path, line: 1, bytes: 0..<size, entry: reader.head.number + 1,
        flaw: .segmentStart))
  }

  private func moveReader(to next: EntryReader<Event>) {
    files.close(reader.file)
    reader = next
    reader.aheadLimit = aheadStretch
    readStatus = nil
    seen = 0
  }

  func read(
    upTo size: Int, scan: (RawEntry) -> Bool = { _ in false }, _ body: (Entry<Event>) -> Void
  ) throws(JournalError) {
    let before = reader.head.end
    defer { bytesRead += reader.head.end - before }
    try reader.read(upTo: size, scan: scan) { entry in
      body(entry)
      return true
    }
    seen = size
  }

  /// The size of the segment, which must be the one that was opened and no shorter than it was.
  func currentSize() throws(JournalError) -> Int {
    let path = reader.file.path
    let named: FileStatus
    let isOwn: Bool
    do throws(SystemFailure) {
      named = try files.status(at: path)
      isOwn = try isReadSegment(named)
    } catch {
      guard error.isMissing else { throw .system(error) }
      throw reader.segmentStart == nil ? .missing(path: path) : .superseded
    }
    guard isOwn else {
      // A segment of which nothing was read may have been removed by a repair, and another one begun.
      throw reader.segmentStart == nil ? .replaced(path: path) : .superseded
    }
    guard named.size >= seen else { throw .shrunk(path: path) }
    return named.size
  }

  /// Whether this is the file of the segment that is read.
  func isReadSegment(_ status: FileStatus) throws(SystemFailure) -> Bool {
    if let readStatus { return status.isSameFile(as: readStatus) }
    let own = try files.status(of: reader.file)
    readStatus = own
    return status.isSameFile(as: own)
  }
}
