import CanonicalForm
import SystemFiles

/// The lock of a store: a file that one transaction at a time has locked, and what is written in it.
///
/// The file has parts of fixed length, filled with spaces, so that writing over them never needs new room on
/// the disk and never changes its length: who holds the lock, the poison mark, and the mark of an erasure
/// that is under way.
struct StoreLock {
  private let file: OpenFile
  private let files: any FileSystem

  /// - Throws: ``JournalError/missing(path:)``, ``JournalError/system(_:)``.
  init(_ path: String, in files: any FileSystem) throws(JournalError) {
    self.files = files
    do throws(SystemFailure) {
      file = try files.open(path, for: .updating)
    } catch {
      throw error.isMissing ? .missing(path: path) : .system(error)
    }
  }

  func close() { files.close(file) }

  /// What a new lock file holds: nobody, and no mark.
  static var blank: [UInt8] { Part.allCases.flatMap { _ in part([]) } }
}

// MARK: - Taking it

extension StoreLock {
  /// The lock while it is held.
  struct Held {
    fileprivate let signals: HeldSignals
    let holder: LockHolder
    /// What the holder before was synchronising when it ended without a word: nobody knows whether the disk
    /// has refused it.
    let interrupted: WritePlace?
  }

  /// Takes the lock and writes down who has it; the signals that would stop the process are held back
  /// until ``release(_:)``.
  ///
  /// `meanwhile` is called again and again as long as somebody else has it.
  /// - Throws: ``JournalError/busy(holder:)`` after `wait`, ``JournalError/replaced(path:)`` if somebody
  ///   renamed the file and made another; what `meanwhile` throws.
  func acquire(
    holder: String, wait: Duration, meanwhile: () throws(JournalError) -> Void = {}
  ) throws(JournalError) -> Held {
    let start = ContinuousClock.now
    while true {
      // Before the lock is taken: a signal in between would stop the process with it.
      let signals = HeldSignals()
      do throws(JournalError) {
        if try isTaken() {
          let before = try record(.holder)
          let own = LockHolder(
            name: holder, process: Int(HostIdentity.process), since: HostClock.now())
          let interrupted = before.flatMap { WritePlace($0, under: "syncing") }
          // Until it is known what became of that, the record must not be lost.
          if interrupted == nil { write(StoreLock.record(of: own), to: .holder) }
          return Held(signals: signals, holder: own, interrupted: interrupted)
        }
      } catch {
        signals.release()
        throw error
      }
      signals.release()
      try meanwhile()
      let waited = ContinuousClock.now - start
      guard waited < wait else { throw .busy(holder: holderOnFile()) }
      HostClock.sleep(min(StoreLock.pause(after: waited), wait - waited))
    }
  }

  /// How long to sleep before the next attempt, a part of the time already waited: who waits for others that each hold
  /// the lock for less than a millisecond sleeps through few of their turns, who waits for an import wakes seldom.
  private static func pause(after waited: Duration) -> Duration {
    min(max(waited / 16, .microseconds(100)), .milliseconds(50))
  }

  /// Writes down what is about to be synchronised: whoever finds this later knows that the holder ended in
  /// the middle of it.
  func note(_ held: Held, syncing place: WritePlace?) {
    write(StoreLock.record(of: held.holder, syncing: place), to: .holder)
  }

  /// Lets the lock go; `keepingRecord` where what it says must be found by the next holder.
  func release(_ held: Held, keepingRecord: Bool = false) {
    if !keepingRecord { write(StoreLock.part([]), to: .holder) }
    files.unlock(file)
    held.signals.release()
  }

  /// Takes the lock if it is free, and makes sure that it is the one everybody else takes.
  private func isTaken() throws(JournalError) -> Bool {
    do throws(SystemFailure) {
      guard try files.lock(file) else { return false }
    } catch {
      throw .system(error)
    }
    do throws(SystemFailure) {
      let named = try files.status(at: file.path)
      if named.isSameFile(as: try files.status(of: file)) { return true }
    } catch {
      files.unlock(file)
      throw error.isMissing ? .missing(path: file.path) : .system(error)
    }
    files.unlock(file)
    throw .replaced(path: file.path)
  }

  private func holderOnFile() -> LockHolder? {
    guard let fields = (try? record(.holder)) ?? nil, let name = fields["holder"]?.string,
      let process = fields["pid"]?.int, let since = fields["since"]?.string.flatMap(Instant.init)
    else { return nil }
    return LockHolder(name: name, process: process, since: since)
  }
}

// MARK: - The marks

extension StoreLock {
  /// Whether the mark stands that forbids every process to write.
  func isPoisoned() throws(JournalError) -> Bool {
    try isMarked(.poison)
  }

  /// What was being written when the disk refused to keep it; nil without the mark, or if it cannot be read.
  func poisonedPlace() throws(JournalError) -> WritePlace? {
    try record(.poison).flatMap { WritePlace($0, under: nil) }
  }

  /// The same as ``isPoisoned()`` for the lock file at a path, for a reader that has no right to write; false
  /// if there is none.
  static func isPoisoned(_ path: String, in files: any FileSystem) throws(JournalError) -> Bool {
    try isMarked(.poison, path, in: files)
  }

  /// Whether an erasure was begun and not ended, for a reader that has no right to write.
  static func isErasing(_ path: String, in files: any FileSystem) throws(JournalError) -> Bool {
    try isMarked(.erasing, path, in: files)
  }

  /// Forbids every process to write until the store is repaired; false where not even that could be
  /// written.
  ///
  /// Not synchronised: the mark is for those who see the same unwritten pages; after a power cut
  /// everybody sees what the disk has.
  func poison(_ failure: SystemFailure, _ place: WritePlace) -> Bool {
    var writer = JSONWriter()
    writer.object { fields in
      fields.field("poisoned", "\(HostClock.now())")
      place.write(to: &fields)
      fields.field("call", failure.call)
      fields.field("code", Int(failure.code))
    }
    return write(StoreLock.part(writer.bytes), to: .poison)
  }

  /// Allows writing again, once the store is repaired.
  func clearPoison() throws(SystemFailure) {
    try mark(.poison, [])
  }

  func isErasing() throws(JournalError) -> Bool {
    try isMarked(.erasing)
  }

  /// Says that lines are about to be erased, on the disk before anything is done: whoever comes after a crash
  /// in the middle goes on.
  func beginErasing(entry: Int) throws(SystemFailure) {
    var writer = JSONWriter()
    writer.object { $0.field("erasing", entry) }
    try mark(.erasing, writer.bytes)
  }

  func endErasing() throws(SystemFailure) {
    try mark(.erasing, [])
  }

  private func mark(_ part: Part, _ bytes: [UInt8]) throws(SystemFailure) {
    let bytes = StoreLock.part(bytes)
    guard try files.overwrite(file, at: part.offset, with: bytes[...]) == bytes.count else {
      throw .shortWrite(to: file.path)
    }
    try files.synchronizeWhole(file)
  }

  private func isMarked(_ part: Part) throws(JournalError) -> Bool {
    !StoreLock.isBlank(try bytes(of: part))
  }

  private static func isMarked(_ part: Part, _ path: String, in files: any FileSystem)
    throws(JournalError) -> Bool
  {
    do throws(SystemFailure) {
      let bytes = try files.readWhole(path, limit: readLimit)
      return !isBlank(bytes.dropFirst(part.offset).prefix(partLength))
    } catch {
      if error.isMissing { return false }
      throw .system(error)
    }
  }

  /// What a part says; nil where it is blank, or is nothing that this program writes.
  private func record(_ part: Part) throws(JournalError) -> JSONObject? {
    try? JSONObject(parsing: try bytes(of: part))
  }

  private func bytes(of part: Part) throws(JournalError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: StoreLock.partLength)
    do throws(SystemFailure) {
      let count = try files.read(file, at: part.offset, into: &bytes)
      return Array(bytes[..<count])
    } catch {
      throw .system(error)
    }
  }

  /// What the file says of the holder is advice, so that a failure to write it changes nothing.
  @discardableResult
  private func write(_ bytes: [UInt8], to part: Part) -> Bool {
    (try? files.overwrite(file, at: part.offset, with: bytes[...])) == bytes.count
  }
}

// MARK: - The bytes

extension StoreLock {
  private enum Part: Int, CaseIterable {
    case holder, poison, erasing

    var offset: Int { rawValue * StoreLock.partLength }
  }

  private static let partLength = 512
  private static let readLimit = 4_096

  private static func record(of holder: LockHolder, syncing place: WritePlace? = nil) -> [UInt8] {
    var writer = JSONWriter()
    // An officer's id has at most 32 letters; anything longer is cut to what fits when escaped.
    let name = String(holder.name.unicodeScalars.prefix(32))
    writer.object { fields in
      fields.field("holder", name)
      fields.field("pid", holder.process)
      fields.field("since", "\(holder.since)")
      if let place { fields.object("syncing") { place.write(to: &$0) } }
    }
    return part(writer.bytes)
  }

  private static func part(_ bytes: [UInt8]) -> [UInt8] {
    let text = bytes.prefix(partLength - 1)
    return text + [UInt8](repeating: 0x20, count: partLength - 1 - text.count) + [Line.newline]
  }

  private static func isBlank(_ bytes: some Sequence<UInt8>) -> Bool {
    // A lock file that was copied or made by hand may be shorter, and then has a hole.
    bytes.allSatisfy { $0 == 0x20 || $0 == Line.newline || $0 == 0 }
  }
}

/// Where a write begins that a disk may refuse to keep: everything before it is on the disk.
struct WritePlace: Hashable {
  /// The number of the entry that is written, or would be next.
  var entry: Int
  var segment: Int
  /// In bytes from the start of the segment.
  var from: Int

  func write(to fields: inout JSONWriter) {
    fields.field("entry", entry)
    fields.field("segment", segment)
    fields.field("from", from)
  }

  init(entry: Int, segment: Int, from: Int) {
    (self.entry, self.segment, self.from) = (entry, segment, from)
  }

  /// Reads the place from a record, or from an object in it; nil if that does not say one.
  init?(_ fields: JSONObject, under key: String?) {
    let fields = key.map { fields[$0]?.object } ?? fields
    guard let fields, let entry = fields["entry"]?.int, let segment = fields["segment"]?.int,
      let from = fields["from"]?.int, entry > 0, segment > 0, from >= 0
    else { return nil }
    self.init(entry: entry, segment: segment, from: from)
  }
}
