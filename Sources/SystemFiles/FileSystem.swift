/// The calls on files that a store needs, one method a system call, so that a test can make each fail.
///
/// Every method does its call once and reports what the system said; nothing is retried except a
/// call that a signal interrupted before it did anything.
public protocol FileSystem: Sendable {
  /// Opens a file, never for a child process.
  ///
  /// - Throws: ``SystemFailure``; a symbolic link is refused (`ELOOP`) unless the purpose follows links.
  func open(_ path: String, for purpose: OpenPurpose) throws(SystemFailure) -> OpenFile

  func close(_ file: OpenFile)

  /// Reads at `offset`, in bytes from the start, or at the file's own position where it is nil, which
  /// is what a pipe needs; answers how many bytes, 0 at the end.
  ///
  /// A file opened ``OpenPurpose/readingPastCache`` answers what the disk itself holds.
  func read(
    _ file: OpenFile, at offset: Int?, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemFailure) -> Int

  /// Writes with one call and answers how many bytes were taken, which may be fewer than given.
  ///
  /// - Throws: ``SystemFailure`` if nothing was written, `EINTR` too: only the caller knows whether
  ///   another try is right.
  func write(_ file: OpenFile, _ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int

  /// Writes over the bytes at `offset` with one call and answers how many were taken.
  func overwrite(
    _ file: OpenFile, at offset: Int, with bytes: ArraySlice<UInt8>
  ) throws(SystemFailure) -> Int

  /// Returns once the bytes of the file, and its length, are on the disk (`fdatasync`).
  ///
  /// - Throws: ``SystemFailure``; except for `EINTR` a second call would lie (`reliability.md` 2.3).
  func synchronize(_ file: OpenFile) throws(SystemFailure)

  /// Returns once the names in the folder are on the disk (`fsync`).
  func synchronizeFolder(_ path: String) throws(SystemFailure)

  /// Takes one of the file's exclusive locks, waiting at most so long, in the order of those who ask; false if another
  /// open file has it still.
  func lock(_ file: OpenFile, _ lock: FileLock, wait: Duration) throws(SystemFailure) -> Bool

  func unlock(_ file: OpenFile, _ lock: FileLock)

  func status(of file: OpenFile) throws(SystemFailure) -> FileStatus

  /// What stands under the path, behind a symbolic link what it points to.
  func status(at path: String) throws(SystemFailure) -> FileStatus

  /// Makes a folder that only its owner may use (0700).
  func makeFolder(_ path: String) throws(SystemFailure)

  func setMode(_ path: String, _ mode: Int) throws(SystemFailure)

  /// Gives a file another name in one step, in place of what had that name.
  func rename(_ path: String, to newPath: String) throws(SystemFailure)

  /// Removes a file's name.
  func remove(_ path: String) throws(SystemFailure)

  /// Removes an empty folder.
  func removeFolder(_ path: String) throws(SystemFailure)

  /// The names in a folder, sorted, without `.` and `..`.
  func names(in folder: String) throws(SystemFailure) -> [String]

  /// The name of the file system (`nfs4`, `cifs`, `fuse.sshfs`) where the path lies on another machine, or
  /// nobody can tell, so that neither locks nor synchronisation can be relied on; nil for a disk of this one.
  func remoteSystem(of path: String) throws(SystemFailure) -> String?
}

extension FileSystem {
  /// Takes the lock of the whole file without waiting; false if another open file has it.
  public func lock(_ file: OpenFile) throws(SystemFailure) -> Bool {
    try lock(file, .whole, wait: .zero)
  }

  public func unlock(_ file: OpenFile) { unlock(file, .whole) }
}

/// The locks of a file, which know nothing of each other; each belongs to who opened the file, and ends with the process.
public enum FileLock: Hashable, Sendable {
  /// Of the whole file (`flock`).
  case whole
  /// Of the turn to work towards something for which the lock of the whole is needed in the end (`F_OFD_SETLK`).
  case turn
}

/// What a file is opened for.
public enum OpenPurpose: Hashable, Sendable {
  case reading
  /// Reading what a person named, who may name it by a symbolic link or name a pipe.
  case readingFollowingLinks
  /// Reading what the disk itself holds and not what the system remembers of it (`O_DIRECT`): after a
  /// failed `fdatasync` the two differ, and only the disk tells the truth.
  case readingPastCache
  /// Reading, and writing over bytes in place: the lock file, and lines that are erased.
  case updating
  /// Every write goes to the end of the file.
  case appending
  /// A new file that only its owner may use (0600); refused (`EEXIST`) if the name is taken.
  case creating
}

/// A file that a ``FileSystem`` has opened.
public struct OpenFile: Hashable, Sendable {
  /// The descriptor, or whatever number a simulated file system gives.
  public let descriptor: Int32
  public let path: String
  /// Whether it was opened ``OpenPurpose/readingPastCache``.
  public let isPastCache: Bool

  public init(descriptor: Int32, path: String, isPastCache: Bool = false) {
    self.descriptor = descriptor
    self.path = path
    self.isPastCache = isPastCache
  }
}

/// What the system knows about a file.
public struct FileStatus: Hashable, Sendable {
  public enum Kind: Hashable, Sendable { case file, folder, other }

  public var kind: Kind
  /// In bytes.
  public var size: Int
  /// The permission bits, 0 to 0o7777.
  public var mode: Int
  /// The user id of the owner.
  public var owner: UInt32
  public var device: UInt64
  public var inode: UInt64

  public init(
    kind: Kind, size: Int, mode: Int, owner: UInt32, device: UInt64, inode: UInt64
  ) {
    self.kind = kind
    self.size = size
    self.mode = mode
    self.owner = owner
    self.device = device
    self.inode = inode
  }

  /// Whether the group or everybody may do anything with it.
  public var isLoose: Bool { mode & 0o077 != 0 }

  /// Whether both are one and the same file, whatever its names.
  public func isSameFile(as other: FileStatus) -> Bool {
    device == other.device && inode == other.inode
  }
}
