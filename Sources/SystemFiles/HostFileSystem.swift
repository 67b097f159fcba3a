internal import CProcess
import Glibc

/// The files of this machine.
public struct HostFileSystem: FileSystem {
  public init() {}

  public func open(_ path: String, for purpose: OpenPurpose) throws(SystemFailure) -> OpenFile {
    if purpose == .readingPastCache { return try openPastCache(path) }
    let flags: Int32 =
      switch purpose {
      case .reading, .readingPastCache: O_RDONLY | O_NOFOLLOW
      case .readingFollowingLinks: O_RDONLY
      case .updating: O_RDWR | O_NOFOLLOW
      case .appending: O_WRONLY | O_APPEND | O_NOFOLLOW
      case .creating: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
      }
    let descriptor = try uninterrupted("open", path) { Glibc.open(path, flags | O_CLOEXEC, 0o600) }
    // A mask may take from the owner too.
    if purpose == .creating { fchmod(descriptor, 0o600) }
    return OpenFile(descriptor: descriptor, path: path)
  }

  public func close(_ file: OpenFile) { _ = Glibc.close(file.descriptor) }

  public func read(
    _ file: OpenFile, at offset: Int?, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemFailure) -> Int {
    if file.isPastCache, let offset { return try readPastCache(file, at: offset, into: buffer) }
    return try uninterrupted("read", file.path) {
      if let offset { return pread(file.descriptor, buffer.baseAddress, buffer.count, offset) }
      return Glibc.read(file.descriptor, buffer.baseAddress, buffer.count)
    }
  }

  public func write(_ file: OpenFile, _ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int {
    let count = bytes.withUnsafeBytes { Glibc.write(file.descriptor, $0.baseAddress, $0.count) }
    guard count >= 0 else { throw .last("write", file.path) }
    return count
  }

  public func overwrite(
    _ file: OpenFile, at offset: Int, with bytes: ArraySlice<UInt8>
  ) throws(SystemFailure) -> Int {
    try uninterrupted("pwrite", file.path) {
      bytes.withUnsafeBytes { pwrite(file.descriptor, $0.baseAddress, $0.count, offset) }
    }
  }

  public func synchronize(_ file: OpenFile) throws(SystemFailure) {
    guard fdatasync(file.descriptor) == 0 else { throw .last("fdatasync", file.path) }
  }

  public func synchronizeFolder(_ path: String) throws(SystemFailure) {
    let descriptor = try uninterrupted("open", path) {
      Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    defer { _ = Glibc.close(descriptor) }
    _ = try uninterrupted("fsync", path) { fsync(descriptor) }
  }

  public func lock(
    _ file: OpenFile, _ lock: FileLock, wait: Duration
  ) throws(SystemFailure) -> Bool {
    let (seconds, attoseconds) = wait.components
    let nanoseconds = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    switch cprocess_lock(file.descriptor, lock.byte, nanoseconds) {
    case 1: return true
    case 0: return false
    default: throw .last(lock == .whole ? "flock" : "fcntl", file.path)
    }
  }

  public func unlock(_ file: OpenFile, _ lock: FileLock) {
    cprocess_unlock(file.descriptor, lock.byte)
  }

  public func status(of file: OpenFile) throws(SystemFailure) -> FileStatus {
    var status = stat()
    guard fstat(file.descriptor, &status) == 0 else { throw .last("fstat", file.path) }
    return FileStatus(status)
  }

  public func status(at path: String) throws(SystemFailure) -> FileStatus {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .last("stat", path) }
    return FileStatus(status)
  }

  public func makeFolder(_ path: String) throws(SystemFailure) {
    guard mkdir(path, 0o700) == 0 else { throw .last("mkdir", path) }
    chmod(path, 0o700)
  }

  public func setMode(_ path: String, _ mode: Int) throws(SystemFailure) {
    guard chmod(path, mode_t(truncatingIfNeeded: mode)) == 0 else { throw .last("chmod", path) }
  }

  public func rename(_ path: String, to newPath: String) throws(SystemFailure) {
    guard Glibc.rename(path, newPath) == 0 else { throw .last("rename", newPath) }
  }

  public func remove(_ path: String) throws(SystemFailure) {
    guard unlink(path) == 0 else { throw .last("unlink", path) }
  }

  public func removeFolder(_ path: String) throws(SystemFailure) {
    guard rmdir(path) == 0 else { throw .last("rmdir", path) }
  }

  public func names(in folder: String) throws(SystemFailure) -> [String] {
    guard let stream = opendir(folder) else { throw .last("opendir", folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      // The only way to tell an error from the end.
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw .last("readdir", folder) }
    return names.sorted()
  }

  public func remoteSystem(of path: String) throws(SystemFailure) -> String? {
    let device = try status(at: path).device
    let mounts = try readWhole("/proc/self/mountinfo", limit: 4 << 20)
    return MountTable(mounts).system(of: device).flatMap { MountTable.isRemote($0) ? $0 : nil }
  }

  private func uninterrupted<Count: FixedWidthInteger>(
    _ call: String, _ path: String, _ body: () -> Count
  ) throws(SystemFailure) -> Count {
    while true {
      let result = body()
      if result >= 0 { return result }
      let failure = SystemFailure.last(call, path)
      if !failure.isInterrupted { throw failure }
    }
  }
}

extension FileLock {
  fileprivate var byte: Int32 {
    switch self {
    case .whole: -1
    case .turn: 0
    }
  }
}

extension FileStatus {
  fileprivate init(_ status: stat) {
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    self.init(
      kind: kind, size: Int(status.st_size), mode: Int(status.st_mode & 0o7777),
      owner: status.st_uid, device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }
}
