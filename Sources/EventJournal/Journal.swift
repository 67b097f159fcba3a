public import SystemFiles

/// An append-only file of entries, each chained to the one before, shared by any number of processes.
///
/// One object belongs to one thread. Readers take no lock. See <doc:JournalFormat>.
public final class Journal<Event: JournalEvent> {
  /// The folder of the store.
  public let folder: String

  private let paths: StorePaths
  private let files: any FileSystem
  private let salt: () -> String
  private var reader: EntryReader<Event>
  /// How far the file was read, torn tail included, in bytes.
  private var seen = 0
  /// Opened with the first transaction, so that a reader needs no right to write.
  private var writing: (lock: StoreLock, file: OpenFile)?
  /// A disk that refused to keep a write, which perhaps could not be marked for the others either.
  private var isPoisoned = false

  /// Opens the journal of the store in `folder`; nothing is read yet.
  ///
  /// `salt` answers 32 hexadecimal digits that nobody can guess, others every time.
  /// - Throws: ``JournalError/missing(path:)``, ``JournalError/notAStore(path:)``,
  ///   ``JournalError/loosePermissions(path:mode:)``, ``JournalError/system(_:)``.
  public init(
    opening folder: String, files: any FileSystem, salt: @escaping () -> String
  ) throws(JournalError) {
    paths = StorePaths(folder: folder)
    self.folder = folder
    self.files = files
    self.salt = salt
    let file = try paths.openSegment(in: files)
    reader = EntryReader(file, in: files)
  }

  deinit {
    files.close(reader.file)
    if let writing {
      writing.lock.close()
      files.close(writing.file)
    }
  }

  /// Where the journal stood when it was last read or written here.
  public var head: Head { reader.head }

  /// Hands over every entry that was added since the last time, each line verified; takes no lock.
  ///
  /// - Throws: ``JournalError/damaged(_:)`` after the entries above the damage were handed over,
  ///   ``JournalError/shrunk(path:)``, ``JournalError/replaced(path:)``, ``JournalError/missing(path:)``,
  ///   ``JournalError/system(_:)``.
  public func catchUp(_ body: (Entry<Event>) -> Void) throws(JournalError) {
    let size = try currentSize()
    guard size != seen else { return }
    try read(upTo: size, body)
  }

  /// Reads from the first entry again, as after opening; that nothing may be written stays remembered.
  ///
  /// - Throws: As ``catchUp(_:)``; the journal then stands behind the last good entry.
  public func rewind(_ body: (Entry<Event>) -> Void) throws(JournalError) {
    let size = try currentSize()
    reader = EntryReader(reader.file, in: files)
    seen = 0
    try read(upTo: size, body)
  }

  /// Hands over the entries from the first on until `body` answers false; the journal stays where it
  /// is.
  ///
  /// - Throws: As ``catchUp(_:)``.
  public func replay(while body: (Entry<Event>) -> Bool) throws(JournalError) {
    let size = try currentSize()
    var again = EntryReader<Event>(reader.file, in: files)
    try again.read(upTo: size, body)
  }

  /// Adds one entry, or none, as `decide` says from the state that nobody else can change meanwhile.
  ///
  /// - Parameters:
  ///   - holder: Who is named to those who wait.
  ///   - wait: How long to wait for others; they hold the lock for milliseconds.
  ///   - apply: Gets the entries that others added since the last time. The entry that is added here is
  ///     returned and not passed to it.
  ///   - decide: Answers the entry to add, at or after the head's time, and what the caller wants back.
  /// - Returns: The entry as every reader will see it; it is then on the disk.
  /// - Throws: ``JournalError/notSaved(_:)`` if nothing was added; ``JournalError/notDurable(_:)`` if
  ///   what was added may not survive, whereupon nobody may write (``JournalError/poisoned``);
  ///   ``JournalError/busy(holder:)``, ``JournalError/newerVersion(writtenBy:)``,
  ///   ``JournalError/tooLarge(bytes:events:)`` and what ``catchUp(_:)`` throws.
  public func transaction<Result>(
    holder: String, wait: Duration = .seconds(5), apply: (Entry<Event>) -> Void,
    decide: (Head) -> (EntryDraft<Event>?, Result)
  ) throws(JournalError) -> (Entry<Event>?, Result) {
    if isPoisoned { throw .poisoned }
    let (lock, file) = try openForWriting()
    let signals = try lock.acquire(holder: holder, wait: wait)
    defer { lock.release(signals) }
    if try lock.isPoisoned() { throw .poisoned }
    try catchUp(apply)
    try refuseNewerVersion()
    try sealTail(to: file, lock: lock, apply)
    let (draft, result) = decide(reader.head)
    guard let draft else { return (nil, result) }
    return (try append(draft, to: file, lock: lock), result)
  }

  /// The same for a decision that may fail; nothing is then added.
  ///
  /// - Throws: ``JournalError``, or what `decide` throws.
  public func transaction<Result, Failure: Error>(
    holder: String, wait: Duration = .seconds(5), apply: (Entry<Event>) -> Void,
    decide: (Head) throws(Failure) -> (EntryDraft<Event>?, Result)
  ) throws -> (Entry<Event>?, Result) {
    let (entry, outcome) = try transaction(holder: holder, wait: wait, apply: apply) { head in
      do throws(Failure) {
        let (draft, result) = try decide(head)
        return (draft, Swift.Result<Result, Failure>.success(result))
      } catch {
        return (nil, .failure(error))
      }
    }
    return (entry, try outcome.get())
  }

  private func read(upTo size: Int, _ body: (Entry<Event>) -> Void) throws(JournalError) {
    try reader.read(upTo: size) { entry in
      body(entry)
      return true
    }
    seen = size
  }

  /// The size of the file, which must be the one that was opened and no shorter than it was.
  private func currentSize() throws(JournalError) -> Int {
    let named: FileStatus
    let opened: FileStatus
    do throws(SystemFailure) {
      named = try files.status(at: paths.segment)
      opened = try files.status(of: reader.file)
    } catch {
      throw error.isMissing ? .missing(path: paths.segment) : .system(error)
    }
    guard named.isSameFile(as: opened) else { throw .replaced(path: paths.segment) }
    guard opened.size >= seen else { throw .shrunk(path: paths.segment) }
    return opened.size
  }

  private func refuseNewerVersion() throws(JournalError) {
    if reader.isNewer { throw .newerVersion(writtenBy: reader.program) }
    do throws(SystemFailure) {
      _ = try files.status(at: paths.nextSegment)
    } catch {
      if error.isMissing { return }
      throw .system(error)
    }
    throw .newerVersion(writtenBy: reader.program)
  }

  private func openForWriting() throws(JournalError) -> (lock: StoreLock, file: OpenFile) {
    if let writing { return writing }
    let lock = try StoreLock(paths.lock, in: files)
    do throws(SystemFailure) {
      let file = try files.open(paths.segment, for: .appending)
      writing = (lock, file)
      return (lock, file)
    } catch {
      lock.close()
      throw .system(error)
    }
  }

  /// Makes what others left behind the last good line either part of the journal or void.
  private func sealTail(
    to file: OpenFile, lock: StoreLock, _ apply: (Entry<Event>) -> Void
  ) throws(JournalError) {
    guard reader.tail != .none else { return }
    let seal: [UInt8]
    do throws(SystemFailure) {
      seal = try reader.sealOfTail(endingAt: seen)
    } catch {
      throw .notSaved(error)
    }
    try write(seal, to: file)
    try synchronize(file, lock: lock)
    try read(upTo: try currentSize(), apply)
  }

  private func append(
    _ draft: EntryDraft<Event>, to file: OpenFile, lock: StoreLock
  ) throws(JournalError) -> Entry<Event> {
    guard draft.events.count <= Limits.events else {
      throw .tooLarge(bytes: 0, events: draft.events.count)
    }
    let encoded = EncodedEntry(draft, after: reader.head, salt: salt)
    let bytes = encoded.bytes
    guard bytes.count <= Limits.bytes else {
      throw .tooLarge(bytes: bytes.count, events: draft.events.count)
    }
    let decoded: DecodedEntry<Event> = encoded.decoded(after: reader.head, line: reader.line)
    try write(bytes, to: file)
    try synchronize(file, lock: lock)
    seen = reader.head.end + bytes.count
    reader.advance(to: decoded, behind: seen)
    return decoded.entry
  }

  /// Writes with one call; the rest of a short write is not tried, because the next writer seals it.
  ///
  /// Only where nothing but the newline is missing it is written at once: the entry would count as soon
  /// as anybody adds it.
  /// - Throws: ``JournalError/notSaved(_:)``, or ``JournalError/notDurable(_:)`` where even that newline
  ///   cannot be written, for then the next writer commits the entry.
  private func write(_ bytes: [UInt8], to file: OpenFile) throws(JournalError) {
    do throws(SystemFailure) {
      let written = try writeOnce(bytes[...], to: file)
      if written == bytes.count { return }
      guard written == bytes.count - 1 else { throw .shortWrite(to: file.path) }
    } catch {
      throw .notSaved(error)
    }
    do throws(SystemFailure) {
      guard try writeOnce(bytes.suffix(1), to: file) == 1 else { throw .shortWrite(to: file.path) }
    } catch {
      throw .notDurable(error)
    }
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

  private func synchronize(_ file: OpenFile, lock: StoreLock) throws(JournalError) {
    while true {
      do throws(SystemFailure) {
        return try files.synchronize(file)
      } catch {
        if error.isInterrupted { continue }
        isPoisoned = true
        lock.poison(error, entry: reader.head.number + 1)
        throw .notDurable(error)
      }
    }
  }
}
