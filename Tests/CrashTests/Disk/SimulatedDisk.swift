import Glibc
import Synchronization
import SystemFiles
import TestSupport

/// A disk in memory that fails when it is told to, and of which every moment can be looked at again.
final class SimulatedDisk: FileSystem {
  /// What is wrong with the disk, or particular.
  struct Kind: Sendable {
    var ignoresSynchronize = false
    var ignoresSynchronizeFolder = false
    /// As a program does that asks once more after a failure.
    var repeatsSynchronize = false
    /// As `chattr +a` makes the files of the journal: nothing but appending.
    var onlyAppends = false
  }

  let kind: Kind
  private let state: Mutex<RecordedDisk>

  init(_ disk: DiskState = DiskState(), _ account: Account = Account(), kind: Kind = Kind()) {
    self.kind = kind
    state = Mutex(RecordedDisk(disk: disk, account: account))
  }

  // MARK: For tests

  var disk: DiskState { state.withLock { $0.disk } }

  var account: Account { state.withLock { $0.account } }

  /// Notes what a process was told, which is a moment of its own.
  func note(_ body: (inout Account, DiskState) -> Void) {
    state.withLock { state in
      body(&state.account, state.disk)
      state.record(nil)
    }
  }

  /// Lets calls fail from now on, each as its ordinal says; none without faults.
  func fail(_ faults: [Fault]) {
    state.withLock { state in
      state.faults = faults
      state.calls = [:]
    }
  }

  /// How many calls there were since ``fail(_:)``.
  var calls: Int { state.withLock { $0.calls[nil] ?? 0 } }

  /// Keeps every moment before a call that changes something, from now on.
  func startRecording() {
    state.withLock { state in
      state.isRecording = true
      state.record(nil)
    }
  }

  /// The moments since ``startRecording()``, with the one now.
  var moments: [Moment] {
    state.withLock { state in
      state.record(nil)
      return state.moments
    }
  }

  /// Makes a file shorter, as no program of ours does.
  func truncate(_ path: String, to size: Int) {
    state.withLock { $0.disk.truncate(path, to: size) }
  }

  // MARK: Calls

  func open(_ path: String, for purpose: OpenPurpose) throws(SystemFailure) -> OpenFile {
    try call("open", path, changes: purpose == .creating) { (disk) throws(SystemFailure) in
      try disk.open(path, for: purpose)
    }
  }

  func close(_ file: OpenFile) { state.withLock { $0.disk.close(file) } }

  func read(
    _ file: OpenFile, at offset: Int?, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemFailure) -> Int {
    // A buffer cannot go into the lock's closure.
    nonisolated(unsafe) let buffer = buffer
    return try call("read", file.path) { (disk) throws(SystemFailure) in
      try disk.read(file, at: offset, into: buffer)
    }
  }

  func write(_ file: OpenFile, _ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int {
    let write = Moment.Write(file: file, bytes: bytes)
    return try state.withLock { (state) throws(SystemFailure) in
      state.record(write)
      let effect = state.fault(in: "write")?.effect
      if case .error(let code) = effect {
        throw SystemFailure(code: code, call: "write", path: file.path)
      }
      var count = bytes.count
      if case .short(let taken) = effect {
        count = max(0, taken < 0 ? count + taken : min(taken, count))
      }
      return try state.disk.write(file, bytes.prefix(count))
    }
  }

  func overwrite(
    _ file: OpenFile, at offset: Int, with bytes: ArraySlice<UInt8>
  ) throws(SystemFailure) -> Int {
    try refuseIfOnlyAppending("pwrite", file.path)
    return try call("pwrite", file.path, changes: true) { (disk) throws(SystemFailure) in
      try disk.overwrite(file, at: offset, with: bytes)
    }
  }

  func synchronize(_ file: OpenFile) throws(SystemFailure) {
    let isIgnored = kind.ignoresSynchronize
    let repeats = kind.repeatsSynchronize
    try state.withLock { (state) throws(SystemFailure) in
      state.record(nil)
      guard let fault = state.fault(in: "fdatasync"), case .error(let code) = fault.effect else {
        return isIgnored ? () : try state.disk.synchronize(file)
      }
      if code != EINTR {
        var random = SeededRandom(seed: fault.seed)
        state.disk.loseWrites(file, &random)
        if repeats { return }
      }
      throw SystemFailure(code: code, call: "fdatasync", path: file.path)
    }
  }

  func synchronizeFolder(_ path: String) throws(SystemFailure) {
    let isIgnored = kind.ignoresSynchronizeFolder
    try call("fsync", path, changes: true) { (disk) throws(SystemFailure) in
      if !isIgnored { try disk.synchronizeFolder(path) }
    }
  }

  func lock(_ file: OpenFile, _ lock: FileLock, wait: Duration) throws(SystemFailure) -> Bool {
    try call(lock == .whole ? "flock" : "fcntl", file.path) { (disk) throws(SystemFailure) in
      try disk.lock(file, lock)
    }
  }

  func unlock(_ file: OpenFile, _ lock: FileLock) {
    state.withLock { state in
      state.record(nil)
      state.disk.unlock(file, lock)
    }
  }

  func status(of file: OpenFile) throws(SystemFailure) -> FileStatus {
    try call("fstat", file.path) { (disk) throws(SystemFailure) in try disk.status(of: file) }
  }

  func status(at path: String) throws(SystemFailure) -> FileStatus {
    try call("stat", path) { (disk) throws(SystemFailure) in try disk.status(at: path) }
  }

  func makeFolder(_ path: String) throws(SystemFailure) {
    try call("mkdir", path, changes: true) { (disk) throws(SystemFailure) in
      try disk.makeFolder(path)
    }
  }

  func setMode(_ path: String, _ mode: Int) throws(SystemFailure) {
    try call("chmod", path, changes: true) { (disk) throws(SystemFailure) in
      try disk.setMode(path, mode)
    }
  }

  func rename(_ path: String, to newPath: String) throws(SystemFailure) {
    try refuseIfOnlyAppending("rename", path)
    try refuseIfOnlyAppending("rename", newPath)
    try call("rename", newPath, changes: true) { (disk) throws(SystemFailure) in
      try disk.rename(path, to: newPath)
    }
  }

  func remove(_ path: String) throws(SystemFailure) {
    try refuseIfOnlyAppending("unlink", path)
    try call("unlink", path, changes: true) { (disk) throws(SystemFailure) in
      try disk.remove(path)
    }
  }

  func removeFolder(_ path: String) throws(SystemFailure) {
    try call("rmdir", path, changes: true) { (disk) throws(SystemFailure) in
      try disk.removeFolder(path)
    }
  }

  func names(in folder: String) throws(SystemFailure) -> [String] {
    try call("readdir", folder) { (disk) throws(SystemFailure) in try disk.names(in: folder) }
  }

  func remoteSystem(of path: String) throws(SystemFailure) -> String? { nil }

  private func refuseIfOnlyAppending(_ call: String, _ path: String) throws(SystemFailure) {
    if kind.onlyAppends, FilePath.folder(of: path).hasSuffix("/journal") {
      throw SystemFailure(code: EPERM, call: call, path: path)
    }
  }

  private func call<Result: Sendable>(
    _ name: String, _ path: String, changes: Bool = false,
    _ body: (inout DiskState) throws(SystemFailure) -> Result
  ) throws(SystemFailure) -> Result {
    try state.withLock { (state) throws(SystemFailure) in
      if changes { state.record(nil) }
      // A file system repeats such a call itself when a signal interrupted it.
      if case .error(let code) = state.fault(in: name)?.effect, code != EINTR {
        throw SystemFailure(code: code, call: name, path: path)
      }
      return try body(&state.disk)
    }
  }
}
