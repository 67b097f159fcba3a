import CanonicalForm
import SystemFiles

/// The lock of a store: a file that one transaction at a time has locked, and what is written in it.
///
/// It is two locks: the turn, for which all wait in a row, and the right to write. Who has the turn reads and decides
/// while the one before still waits for the disk, and needs both to write.
///
/// The file has parts of fixed length, filled with spaces, so that writing over them never needs new room on
/// the disk and never changes its length: who writes, the poison mark, the mark of an erasure that is under way,
/// and who has the turn, or had it last.
struct StoreLock {
  private let file: OpenFile
  private let status: FileStatus
  private let files: any FileSystem

  /// - Throws: ``JournalError/missing(path:)``, ``JournalError/system(_:)``.
  init(_ path: String, in files: any FileSystem) throws(JournalError) {
    self.files = files
    do throws(SystemFailure) {
      let opened = try files.open(path, for: .updating)
      do throws(SystemFailure) {
        status = try files.status(of: opened)
      } catch {
        files.close(opened)
        throw error
      }
      file = opened
    } catch {
      throw error.isMissing ? .missing(path: path) : .system(error)
    }
  }

  func close() { files.close(file) }

  /// What a new lock file holds: nobody, and no mark.
  static var blank: [UInt8] { Part.allCases.flatMap { _ in blankPart } }
}

// MARK: - Taking it

extension StoreLock {
  /// The lock while it is held: the turn first, then the right to write too, in the end perhaps that alone.
  struct Held {
    fileprivate let signals: HeldSignals
    let holder: LockHolder
    /// Until when to wait for the right to write.
    fileprivate let end: ContinuousClock.Instant
    fileprivate var hasTurn = true
    fileprivate(set) var mayWrite = false
    /// Whether it is written down that this one writes.
    fileprivate var hasNoted = false
    /// What the writer before was synchronising when it ended without a word: nobody knows whether the disk
    /// has refused it.
    fileprivate(set) var interrupted: WritePlace?
  }

  /// Waits in a row for the turn, and writes down who has it; the signals that would stop the process are held back
  /// until ``release(_:keepingRecord:)``.
  ///
  /// `meanwhile` is called now and then as long as somebody else has it.
  /// - Throws: ``JournalError/busy(holder:)`` after `wait`, ``JournalError/replaced(path:)`` if somebody
  ///   renamed the file and made another; what `meanwhile` throws.
  func takeTurn(
    holder: String, wait: Duration, meanwhile: () throws(JournalError) -> Void = {}
  ) throws(JournalError) -> Held {
    let end = ContinuousClock.now + wait
    var left = wait
    while true {
      // Before the lock is taken: a signal in between would stop the process with it. They come through now and then.
      let signals = HeldSignals()
      do throws(JournalError) {
        if try isTurnTaken(waiting: min(left, .milliseconds(50))) {
          let own = LockHolder(
            name: holder, process: Int(HostIdentity.process), since: HostClock.now())
          write(StoreLock.record(of: own), to: .turn)
          return Held(signals: signals, holder: own, end: end)
        }
      } catch {
        signals.release()
        throw error
      }
      signals.release()
      try meanwhile()
      left = end - .now
      guard left > .zero else { throw .busy(holder: named(in: .writer) ?? named(in: .turn)) }
    }
  }

  private func isTurnTaken(waiting wait: Duration) throws(JournalError) -> Bool {
    guard try isTaken(.turn, waiting: wait) else { return false }
    do throws(JournalError) {
      try requireName()
      return true
    } catch {
      files.unlock(file, .turn)
      throw error
    }
  }

  private func isTaken(_ lock: FileLock, waiting wait: Duration) throws(JournalError) -> Bool {
    try attempt { () throws(SystemFailure) in try files.lock(file, lock, wait: wait) }
  }

  /// Makes sure that the file is the one everybody else locks.
  private func requireName() throws(JournalError) {
    let isSame: Bool
    do throws(SystemFailure) {
      isSame = try files.status(at: file.path).isSameFile(as: status)
    } catch {
      throw error.isMissing ? .missing(path: file.path) : .system(error)
    }
    guard isSame else { throw .replaced(path: file.path) }
  }

  /// Waits until the disk has what the one before wrote, and may then write; with `ifFree` only where it has it already.
  ///
  /// - Throws: ``JournalError/busy(holder:)`` where the time to wait is over, ``JournalError/system(_:)``.
  func beginWriting(_ held: inout Held, ifFree: Bool = false) throws(JournalError) {
    guard !held.mayWrite else { return }
    guard try isTaken(.whole, waiting: ifFree ? .zero : max(.zero, held.end - .now)) else {
      if ifFree { return }
      throw .busy(holder: named(in: .writer))
    }
    do throws(JournalError) {
      held.interrupted = try record(.writer).flatMap { WritePlace($0, under: "syncing") }
    } catch {
      // What could not be read must not be written over.
      files.unlock(file)
      throw error
    }
    held.mayWrite = true
  }

  /// Writes down what is about to be synchronised: whoever finds this later knows that the holder ended in
  /// the middle of it.
  func note(_ held: inout Held, syncing place: WritePlace?) {
    held.hasNoted = true
    write(StoreLock.record(of: held.holder, syncing: place), to: .writer)
  }

  /// Lets the next one decide, on what is written and perhaps not yet on the disk.
  func endTurn(_ held: inout Held) {
    guard held.hasTurn else { return }
    held.hasTurn = false
    files.unlock(file, .turn)
  }

  /// Lets the lock go; `keepingRecord` where what it says must be found by the next holder.
  func release(_ held: Held, keepingRecord: Bool = false) {
    if held.mayWrite {
      let says = held.hasNoted || held.interrupted != nil
      if says, !keepingRecord { write(StoreLock.blankPart, to: .writer) }
      files.unlock(file)
    }
    var held = held
    endTurn(&held)
    held.signals.release()
  }

  private func named(in part: Part) -> LockHolder? {
    guard let fields = (try? record(part)) ?? nil, let name = fields["holder"]?.string,
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
    let bytes = try bytes(of: part)
    return !bytes.span.isEqual(to: StoreLock.blankPart.span) && !StoreLock.isBlank(bytes)
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
    let bytes = try bytes(of: part)
    return bytes.span.isEqual(to: StoreLock.blankPart.span)
      ? nil : try? JSONObject(parsing: bytes)
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
    case writer, poison, erasing, turn

    var offset: Int { rawValue * StoreLock.partLength }
  }

  private static let partLength = 512
  private static let blankPart = part([])
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
    var part = [UInt8](repeating: 0x20, count: partLength)
    let text = bytes.prefix(partLength - 1)
    part.replaceSubrange(..<text.count, with: text)
    part[partLength - 1] = Line.newline
    return part
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
