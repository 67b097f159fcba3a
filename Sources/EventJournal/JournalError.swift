public import CanonicalForm
public import SystemFiles

/// Why a journal cannot be opened, read or written.
public enum JournalError: Error, Hashable, Sendable {
  /// The folder exists, but holds no journal.
  case notAStore(path: String)
  case missing(path: String)
  /// A new store needs an absent or empty folder.
  case notEmpty(path: String)
  /// The group or everybody may do something with it; `mode` are its permission bits.
  case loosePermissions(path: String, mode: Int)
  case system(SystemFailure)
  /// The lock was not free in time; who holds it, if the lock file says.
  case busy(holder: LockHolder?)
  /// The disk refused a write that had been promised to nobody; no process may write until repair.
  case poisoned
  case damaged(Damage)
  /// The file is shorter than what was read of it before.
  case shrunk(path: String)
  /// Another file now has this name.
  case replaced(path: String)
  /// Written by a newer program, which names itself thus: may be read, not written.
  case newerVersion(writtenBy: String?)
  /// Nothing was added: the entry is not in the journal and never will be.
  case notSaved(SystemFailure)
  /// The entry was written, but the disk refused to keep it: it may or may not survive.
  case notDurable(SystemFailure)
  /// The entry is saved, but the lines that it erases are not all overwritten yet; whoever writes next goes on.
  case notErased(SystemFailure)
  /// A repair has declared void what was read here before: read it again from the start.
  case superseded
  /// The store lies on a disk of another machine, of the kind named, on which nothing can be promised.
  case remote(path: String, system: String)
  /// More than one entry may hold; in bytes, and in events.
  case tooLarge(bytes: Int, events: Int)
}

/// Who holds the lock of a store, as the lock file says.
public struct LockHolder: Hashable, Sendable {
  public var name: String
  public var process: Int
  public var since: Instant

  public init(name: String, process: Int, since: Instant) {
    self.name = name
    self.process = process
    self.since = since
  }
}

/// The first bytes of a journal that are not what they must be.
public struct Damage: Hashable, Sendable {
  /// The path of the file.
  public var file: String
  /// From 1.
  public var line: Int
  /// In bytes from the start of the file.
  public var bytes: Range<Int>
  /// The number of the entry that was expected there.
  public var entry: Int
  public var flaw: Flaw

  public init(file: String, line: Int, bytes: Range<Int>, entry: Int, flaw: Flaw) {
    self.file = file
    self.line = line
    self.bytes = bytes
    self.entry = entry
    self.flaw = flaw
  }
}

/// What is wrong with a line.
public enum Flaw: Hashable, Sendable {
  /// The bytes do not give the hash that the line says.
  case hash(written: String, computed: String)
  /// An entry with another number than the next one.
  case number(found: Int)
  /// An entry that is older than the one above it.
  case timeRunsBackwards
  /// The right hash, but not the one form that an entry has: keys, order, no spaces.
  case form
  /// The right hash, but not JSON, or not the fields that such an event has.
  case unreadable(JSONFailure)
  /// A sealed line that the entry below it does not name, or not in this place.
  case sealedNotNamed
  /// The entry names a sealed line that does not stand above it.
  case sealedMissing
  /// Neither an entry nor a sealed line nor a void line.
  case unknownLine
  /// A void line that does not name exactly the bytes above it.
  case voidMismatch
  /// The first entry of a segment does not say where the segment before it ends, or another entry does.
  case segmentStart
  /// Bytes that were promised and that the disk does not hold.
  case notOnDisk
  /// A line, or the sealed lines of one entry, beyond what an entry may hold.
  case tooLong
  /// An entry behind damage, which can only be checked against an entry that is lost.
  case unverifiable
}
