import Glibc
import Synchronization
import SystemFiles

/// The files of this machine, whose calls fail when a test says so.
final class FaultyFileSystem: FileSystem {
  /// What the next calls do instead of working; only the journal's file is meant.
  struct Faults {
    /// Errors of the next writes, first to last.
    var writes: [Int32] = []
    /// How many bytes the next write leaves out.
    var missing: Int?
    /// The error of the write behind a short one.
    var behindShort: Int32?
    /// How many bytes the next write takes.
    var taken: Int?
    /// Errors of the next `fdatasync` calls.
    var synchronizations: [Int32] = []
    /// Errors of the next calls that open the journal for reading.
    var openings: [Int32] = []
    /// The error of every read of the journal.
    var reading: Int32?
    /// Whether every `pwrite` fails, that of the lock file too.
    var overwriting = false
  }

  private let host = HostFileSystem()
  private let faults = Mutex(Faults())

  func fail(_ body: (inout Faults) -> Void) {
    faults.withLock { faults in
      faults = Faults()
      body(&faults)
    }
  }

  func open(_ path: String, for purpose: OpenPurpose) throws(SystemFailure) -> OpenFile {
    if purpose == .reading {
      try refuse("open", path) { $0.openings.takeFirst() }
    }
    return try host.open(path, for: purpose)
  }

  func close(_ file: OpenFile) { host.close(file) }

  func read(
    _ file: OpenFile, at offset: Int?, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemFailure) -> Int {
    try refuse("pread", file.path) { $0.reading }
    return try host.read(file, at: offset, into: buffer)
  }

  func write(_ file: OpenFile, _ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int {
    try refuse("write", file.path) { $0.writes.takeFirst() }
    let count = faults.withLock { faults in
      let count = min(faults.taken ?? bytes.count, bytes.count - (faults.missing ?? 0))
      (faults.taken, faults.missing) = (nil, nil)
      if count < bytes.count, let code = faults.behindShort {
        faults.writes = [code]
        faults.behindShort = nil
      }
      return count
    }
    return try host.write(file, bytes.prefix(count))
  }

  func overwrite(
    _ file: OpenFile, at offset: Int, with bytes: ArraySlice<UInt8>
  ) throws(SystemFailure) -> Int {
    if faults.withLock(\.overwriting) {
      throw SystemFailure(code: EIO, call: "pwrite", path: file.path)
    }
    return try host.overwrite(file, at: offset, with: bytes)
  }

  func synchronize(_ file: OpenFile) throws(SystemFailure) {
    try refuse("fdatasync", file.path) { $0.synchronizations.takeFirst() }
    try host.synchronize(file)
  }

  func synchronizeFolder(_ path: String) throws(SystemFailure) {
    try host.synchronizeFolder(path)
  }

  func lock(_ file: OpenFile, _ lock: FileLock, wait: Duration) throws(SystemFailure) -> Bool {
    try host.lock(file, lock, wait: wait)
  }

  func unlock(_ file: OpenFile, _ lock: FileLock) { host.unlock(file, lock) }

  func status(of file: OpenFile) throws(SystemFailure) -> FileStatus { try host.status(of: file) }

  func status(at path: String) throws(SystemFailure) -> FileStatus { try host.status(at: path) }

  func makeFolder(_ path: String) throws(SystemFailure) { try host.makeFolder(path) }

  func setMode(_ path: String, _ mode: Int) throws(SystemFailure) { try host.setMode(path, mode) }

  func rename(_ path: String, to newPath: String) throws(SystemFailure) {
    try host.rename(path, to: newPath)
  }

  func remove(_ path: String) throws(SystemFailure) { try host.remove(path) }

  func removeFolder(_ path: String) throws(SystemFailure) { try host.removeFolder(path) }

  func names(in folder: String) throws(SystemFailure) -> [String] { try host.names(in: folder) }

  func remoteSystem(of path: String) throws(SystemFailure) -> String? {
    try host.remoteSystem(of: path)
  }

  private func refuse(
    _ call: String, _ path: String, _ next: (inout Faults) -> Int32?
  ) throws(SystemFailure) {
    let code = faults.withLock { next(&$0) }
    if let code { throw SystemFailure(code: code, call: call, path: path) }
  }
}

extension [Int32] {
  /// The first, which is then gone; nil where there is none.
  fileprivate mutating func takeFirst() -> Int32? { isEmpty ? nil : removeFirst() }
}
