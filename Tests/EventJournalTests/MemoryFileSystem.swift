import Glibc
import Synchronization
import SystemFiles

/// Files in memory, which fail when a test says so.
final class MemoryFileSystem: FileSystem {
  /// What the next calls do instead of working.
  struct Faults {
    /// How many bytes the next write takes.
    var shortWrite: Int?
    /// How many bytes the next write leaves out.
    var missing: Int?
    /// The error of the write behind a short one.
    var behindShort: Int32?
    /// Errors of the next writes, first to last.
    var writes: [Int32] = []
    /// Errors of the next `fdatasync` calls.
    var synchronizations: [Int32] = []
    /// Errors of the next `fsync` calls on a folder.
    var folderSynchronizations: [Int32] = []
    /// Whether a refused `fdatasync` loses the last write, of which only the disk itself then tells.
    var losing = false
    /// Whether every `pwrite` fails.
    var overwriting = false
    /// The name of the file of which no byte can be read.
    var unreadable: String?
  }

  private struct State {
    var folders: Set<String> = []
    var inodes: [String: UInt64] = [:]
    var modes: [String: Int] = [:]
    var contents: [UInt64: [UInt8]] = [:]
    var open: [Int32: UInt64] = [:]
    var positions: [Int32: Int] = [:]
    var locks: [FileLock: [UInt64: Int32]] = [:]
    var next: UInt64 = 3
    var faults = Faults()
    var writes = 0
    var bytesRead: [String: Int] = [:]
    /// What the disk holds where it has lost something.
    var kept: [UInt64: [UInt8]] = [:]
    /// The size of each file before the last write.
    var sizes: [UInt64: Int] = [:]

    mutating func number() -> UInt64 {
      next += 1
      return next
    }
  }

  private let state = Mutex(State())
  /// What others do while an `fdatasync` takes its time; for a test of one thread.
  nonisolated(unsafe) var whileSynchronizing: (() -> Void)?

  /// A store whose journal has these bytes.
  static func store(_ bytes: [UInt8]) -> MemoryFileSystem {
    let files = MemoryFileSystem()
    files.state.withLock { state in
      state.folders = ["/store", "/store/journal"]
      for (path, bytes) in [("/store/lock", []), (journal, bytes)] {
        let inode = state.number()
        state.inodes[path] = inode
        state.contents[inode] = bytes
      }
    }
    return files
  }

  static let journal = "/store/journal/000001.jsonl"

  /// The bytes of the file; setting them makes another file under the same name.
  subscript(path: String) -> [UInt8] {
    get { state.withLock { state in state.inodes[path].flatMap { state.contents[$0] } ?? [] } }
    set {
      state.withLock { state in
        let inode = state.number()
        state.inodes[path] = inode
        state.contents[inode] = newValue
      }
    }
  }

  /// Changes the bytes of the file in place, as no program of ours does.
  func change(_ path: String, _ body: (inout [UInt8]) -> Void) {
    state.withLock { state in
      guard let inode = state.inodes[path] else { return }
      body(&state.contents[inode, default: []])
    }
  }

  func fail(_ body: (inout Faults) -> Void) { state.withLock { body(&$0.faults) } }

  /// How many writes were tried.
  var writes: Int { state.withLock { $0.writes } }

  /// How much of a file was read, in bytes.
  func bytesRead(_ path: String) -> Int { state.withLock { $0.bytesRead[path] ?? 0 } }

  func open(_ path: String, for purpose: OpenPurpose) throws(SystemFailure) -> OpenFile {
    let descriptor: Int32? = state.withLock { state in
      if purpose == .creating {
        guard state.inodes[path] == nil else { return nil }
        state.inodes[path] = state.number()
      }
      guard let inode = state.inodes[path] else { return nil }
      let descriptor = Int32(state.number())
      state.open[descriptor] = inode
      return descriptor
    }
    guard let descriptor else {
      throw SystemFailure(code: purpose == .creating ? EEXIST : ENOENT, call: "open", path: path)
    }
    return OpenFile(
      descriptor: descriptor, path: path, isPastCache: purpose == .readingPastCache)
  }

  func close(_ file: OpenFile) {
    for lock in [FileLock.whole, .turn] { unlock(file, lock) }
    state.withLock { $0.open[file.descriptor] = nil }
  }

  func read(
    _ file: OpenFile, at offset: Int?, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemFailure) -> Int {
    if let name = state.withLock({ $0.faults.unreadable }), file.path.hasSuffix(name) {
      throw SystemFailure(code: EIO, call: "pread", path: file.path)
    }
    let bytes = contents(file)
    let start = offset ?? state.withLock { $0.positions[file.descriptor] ?? 0 }
    let part = bytes.dropFirst(start).prefix(buffer.count)
    buffer.copyBytes(from: part)
    state.withLock { $0.bytesRead[file.path, default: 0] += part.count }
    if offset == nil { state.withLock { $0.positions[file.descriptor] = start + part.count } }
    return part.count
  }

  func write(_ file: OpenFile, _ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int {
    let result: Result<Int, SystemFailure> = state.withLock { state in
      state.writes += 1
      if !state.faults.writes.isEmpty {
        let code = state.faults.writes.removeFirst()
        return .failure(SystemFailure(code: code, call: "write", path: file.path))
      }
      let most = bytes.count - (state.faults.missing ?? 0)
      let count = min(state.faults.shortWrite ?? bytes.count, most)
      (state.faults.shortWrite, state.faults.missing) = (nil, nil)
      if count < bytes.count, let code = state.faults.behindShort {
        state.faults.writes = [code]
        state.faults.behindShort = nil
      }
      let inode = state.open[file.descriptor] ?? 0
      state.sizes[inode] = state.contents[inode]?.count ?? 0
      state.contents[inode, default: []] += bytes.prefix(count)
      return .success(count)
    }
    return try result.get()
  }

  func overwrite(
    _ file: OpenFile, at offset: Int, with bytes: ArraySlice<UInt8>
  ) throws(SystemFailure) -> Int {
    let failed = state.withLock { state in
      if state.faults.overwriting { return true }
      let inode = state.open[file.descriptor] ?? 0
      var old = state.contents[inode, default: []]
      old += [UInt8](repeating: 0, count: max(0, offset + bytes.count - old.count))
      old.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
      state.contents[inode] = old
      return false
    }
    if failed { throw SystemFailure(code: EIO, call: "pwrite", path: file.path) }
    return bytes.count
  }

  func synchronize(_ file: OpenFile) throws(SystemFailure) {
    let others = whileSynchronizing
    whileSynchronizing = nil
    others?()
    let code: Int32? = state.withLock { state in
      guard !state.faults.synchronizations.isEmpty else { return nil }
      if state.faults.losing, let inode = state.open[file.descriptor] {
        state.kept[inode] = Array((state.contents[inode] ?? []).prefix(state.sizes[inode] ?? 0))
      }
      return state.faults.synchronizations.removeFirst()
    }
    if let code { throw SystemFailure(code: code, call: "fdatasync", path: file.path) }
  }

  func synchronizeFolder(_ path: String) throws(SystemFailure) {
    let code: Int32? = state.withLock { state in
      let faults = state.faults.folderSynchronizations
      state.faults.folderSynchronizations = Array(faults.dropFirst())
      return faults.first
    }
    if let code { throw SystemFailure(code: code, call: "fsync", path: path) }
  }

  func lock(_ file: OpenFile, _ lock: FileLock, wait: Duration) throws(SystemFailure) -> Bool {
    state.withLock { state in
      guard let inode = state.open[file.descriptor] else { return false }
      guard state.locks[lock]?[inode] ?? file.descriptor == file.descriptor else { return false }
      state.locks[lock, default: [:]][inode] = file.descriptor
      return true
    }
  }

  func unlock(_ file: OpenFile, _ lock: FileLock) {
    state.withLock { state in
      guard let inode = state.open[file.descriptor], state.locks[lock]?[inode] == file.descriptor
      else { return }
      state.locks[lock]?[inode] = nil
    }
  }

  func status(of file: OpenFile) throws(SystemFailure) -> FileStatus {
    let inode = state.withLock { $0.open[file.descriptor] ?? 0 }
    return FileStatus(
      kind: .file, size: contents(file).count, mode: 0o600, owner: 0, device: 1, inode: inode)
  }

  func status(at path: String) throws(SystemFailure) -> FileStatus {
    let status: FileStatus? = state.withLock { state in
      if state.folders.contains(path) {
        return FileStatus(
          kind: .folder, size: 0, mode: state.modes[path] ?? 0o700, owner: 0, device: 1, inode: 1)
      }
      guard let inode = state.inodes[path] else { return nil }
      return FileStatus(
        kind: .file, size: state.contents[inode]?.count ?? 0, mode: state.modes[path] ?? 0o600,
        owner: 0, device: 1, inode: inode)
    }
    guard let status else { throw SystemFailure(code: ENOENT, call: "stat", path: path) }
    return status
  }

  func makeFolder(_ path: String) throws(SystemFailure) {
    let isNew = state.withLock { $0.folders.insert(path).inserted }
    if !isNew { throw SystemFailure(code: EEXIST, call: "mkdir", path: path) }
  }

  func setMode(_ path: String, _ mode: Int) throws(SystemFailure) {
    state.withLock { $0.modes[path] = mode }
  }

  func rename(_ path: String, to newPath: String) throws(SystemFailure) {
    state.withLock { $0.inodes[newPath] = $0.inodes.removeValue(forKey: path) }
  }

  func remove(_ path: String) throws(SystemFailure) {
    state.withLock { $0.inodes[path] = nil }
  }

  func removeFolder(_ path: String) throws(SystemFailure) {
    state.withLock { _ = $0.folders.remove(path) }
  }

  func names(in folder: String) throws(SystemFailure) -> [String] {
    state.withLock { state in
      (Array(state.folders) + state.inodes.keys).filter { FilePath.folder(of: $0) == folder }
        .map { String($0.dropFirst(folder.count + 1)) }.sorted()
    }
  }

  func remoteSystem(of path: String) throws(SystemFailure) -> String? { nil }

  private func contents(_ file: OpenFile) -> [UInt8] {
    state.withLock { state in
      guard let inode = state.open[file.descriptor] else { return [] }
      if file.isPastCache, let kept = state.kept[inode] { return kept }
      return state.contents[inode] ?? []
    }
  }
}
