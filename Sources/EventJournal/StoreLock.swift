import CanonicalForm
import SystemFiles

/// The lock of a store: a file that one transaction at a time has locked, and what is written in it.
///
/// The file has two parts of fixed length, filled with spaces, so that writing over them never needs
/// new room on the disk and never changes its length: who holds the lock, and the poison mark.
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
  static var blank: [UInt8] { part([]) + part([]) }

  /// Takes the lock and writes down who has it; the signals that would stop the process are held back
  /// until ``release(_:)``.
  ///
  /// - Throws: ``JournalError/busy(holder:)`` after `wait`, ``JournalError/replaced(path:)`` if somebody
  ///   renamed the file and made another.
  func acquire(holder: String, wait: Duration) throws(JournalError) -> HeldSignals {
    let deadline = ContinuousClock.now.advanced(by: wait)
    var pause = Duration.milliseconds(1)
    while true {
      // Before the lock is taken: a signal in between would stop the process with it.
      let signals = HeldSignals()
      do throws(JournalError) {
        if try isTaken() {
          let record = LockHolder(
            name: holder, process: Int(HostIdentity.process), since: HostClock.now())
          write(StoreLock.record(of: record), at: 0)
          return signals
        }
      } catch {
        signals.release()
        throw error
      }
      signals.release()
      let left = deadline - ContinuousClock.now
      guard left > .zero else { throw .busy(holder: holderOnFile()) }
      HostClock.sleep(min(pause, left))
      pause = min(pause * 2, .milliseconds(50))
    }
  }

  func release(_ signals: HeldSignals) {
    write(StoreLock.part([]), at: 0)
    files.unlock(file)
    signals.release()
  }

  /// Whether the mark stands that forbids every process to write.
  func isPoisoned() throws(JournalError) -> Bool {
    do throws(SystemFailure) {
      return !StoreLock.isBlank(try read().dropFirst(StoreLock.partLength))
    } catch {
      throw .system(error)
    }
  }

  /// The same for the lock file at a path, for a reader that has no right to write; false if there is
  /// none.
  static func isPoisoned(_ path: String, in files: any FileSystem) throws(JournalError) -> Bool {
    do throws(SystemFailure) {
      let bytes = try files.readWhole(path, limit: readLimit)
      return !isBlank(bytes.dropFirst(partLength))
    } catch {
      if error.isMissing { return false }
      throw .system(error)
    }
  }

  /// Forbids every process to write until the store is repaired.
  ///
  /// Not synchronised: the mark is for those who see the same unwritten pages; after a power cut
  /// everybody sees what the disk has.
  func poison(_ failure: SystemFailure, entry: Int) {
    var writer = JSONWriter()
    writer.object { fields in
      fields.field("poisoned", "\(HostClock.now())")
      fields.field("entry", entry)
      fields.field("call", failure.call)
      fields.field("code", Int(failure.code))
    }
    write(StoreLock.part(writer.bytes), at: StoreLock.partLength)
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
    guard let bytes = try? read().prefix(StoreLock.partLength),
      let fields = try? JSONObject(parsing: Array(bytes)),
      let name = fields["holder"]?.string, let process = fields["pid"]?.int,
      let since = fields["since"]?.string.flatMap(Instant.init)
    else { return nil }
    return LockHolder(name: name, process: process, since: since)
  }

  private func read() throws(SystemFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: StoreLock.readLimit)
    let count = try files.read(file, at: 0, into: &bytes)
    return Array(bytes[..<count])
  }

  /// What the file says is advice, so that a failure to write it changes nothing.
  private func write(_ bytes: [UInt8], at offset: Int) {
    _ = try? files.overwrite(file, at: offset, with: bytes[...])
  }

  private static let partLength = 512
  private static let readLimit = 4_096

  private static func record(of holder: LockHolder) -> [UInt8] {
    var writer = JSONWriter()
    // An officer's id has at most 32 letters; anything longer is cut to what fits when escaped.
    let name = String(holder.name.unicodeScalars.prefix(32))
    writer.object { fields in
      fields.field("holder", name)
      fields.field("pid", holder.process)
      fields.field("since", "\(holder.since)")
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
