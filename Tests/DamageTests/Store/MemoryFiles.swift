import Glibc
import Synchronization
import SystemFiles

/// Files in memory, all of the owner's alone: a store that can be damaged a thousand times a second.
final class MemoryFiles: FileSystem {
  private struct State {
    var folders: Set<String> = ["/"]
    var inodes: [String: UInt64] = [:]
    var contents: [UInt64: [UInt8]] = [:]
    var open: [Int32: UInt64] = [:]
    var positions: [Int32: Int] = [:]
    var locks: [FileLock: [UInt64: Int32]] = [:]
    var last: UInt64 = 2

    mutating func number() -> UInt64 {
      last += 1
      return last
    }

    func bytes(_ file: OpenFile) -> [UInt8] {
      open[file.descriptor].flatMap { contents[$0] } ?? []
    }
  }

  private let state = Mutex(State())

  init() {}

  /// Files with these bytes, by path, and the folders that they need.
  init(_ contents: [String: [UInt8]]) {
    for (path, bytes) in contents { self[path] = bytes }
  }

  /// The bytes of every file, by path.
  var contents: [String: [UInt8]] {
    state.withLock { state in state.inodes.compactMapValues { state.contents[$0] } }
  }

  /// The bytes of a file; setting them puts a new file there, and makes its folders.
  subscript(path: String) -> [UInt8] {
    get { state.withLock { state in state.inodes[path].flatMap { state.contents[$0] } ?? [] } }
    set {
      state.withLock { state in
        var folder = FilePath.folder(of: path)
        while state.folders.insert(folder).inserted { folder = FilePath.folder(of: folder) }
        let inode = state.number()
        (state.inodes[path], state.contents[inode]) = (inode, newValue)
      }
    }
  }

  func open(_ path: String, for purpose: OpenPurpose) throws(SystemFailure) -> OpenFile {
    let descriptor: Int32? = state.withLock { state in
      if purpose == .creating {
        guard state.inodes[path] == nil else { return nil }
        let inode = state.number()
        (state.inodes[path], state.contents[inode]) = (inode, [])
      }
      guard let inode = state.inodes[path] else { return nil }
      let descriptor = Int32(truncatingIfNeeded: state.number())
      state.open[descriptor] = inode
      return descriptor
    }
    guard let descriptor else {
      throw SystemFailure(code: purpose == .creating ? EEXIST : ENOENT, call: "open", path: path)
    }
    return OpenFile(descriptor: descriptor, path: path)
  }

  func close(_ file: OpenFile) {
    for lock in [FileLock.whole, .turn] { unlock(file, lock) }
    state.withLock { $0.open[file.descriptor] = nil }
  }

  func read(
    _ file: OpenFile, at offset: Int?, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemFailure) -> Int {
    let (bytes, position) = state.withLock { ($0.bytes(file), $0.positions[file.descriptor] ?? 0) }
    let part = bytes.dropFirst(offset ?? position).prefix(buffer.count)
    buffer.copyBytes(from: part)
    if offset == nil {
      state.withLock { $0.positions[file.descriptor] = position + part.count }
    }
    return part.count
  }

  func write(_ file: OpenFile, _ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int {
    state.withLock { state in
      if let inode = state.open[file.descriptor] {
        state.contents[inode]?.append(contentsOf: bytes)
      }
    }
    return bytes.count
  }

  func overwrite(
    _ file: OpenFile, at offset: Int, with bytes: ArraySlice<UInt8>
  ) throws(SystemFailure) -> Int {
    state.withLock { state in
      guard let inode = state.open[file.descriptor], var old = state.contents[inode] else { return }
      let end = offset + bytes.count
      if old.count < end { old += [UInt8](repeating: 0, count: end - old.count) }
      old.replaceSubrange(offset..<end, with: bytes)
      state.contents[inode] = old
    }
    return bytes.count
  }

  func synchronize(_ file: OpenFile) throws(SystemFailure) {}

  func synchronizeFolder(_ path: String) throws(SystemFailure) {}

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
    let (size, inode) = state.withLock { ($0.bytes(file).count, $0.open[file.descriptor] ?? 0) }
    return FileStatus(kind: .file, size: size, mode: 0o600, owner: 0, device: 1, inode: inode)
  }

  func status(at path: String) throws(SystemFailure) -> FileStatus {
    let status: FileStatus? = state.withLock { state in
      if state.folders.contains(path) {
        return FileStatus(kind: .folder, size: 0, mode: 0o700, owner: 0, device: 1, inode: 1)
      }
      guard let inode = state.inodes[path] else { return nil }
      return FileStatus(
        kind: .file, size: state.contents[inode]?.count ?? 0, mode: 0o600, owner: 0, device: 1,
        inode: inode)
    }
    guard let status else { throw SystemFailure(code: ENOENT, call: "stat", path: path) }
    return status
  }

  func makeFolder(_ path: String) throws(SystemFailure) {
    let isNew = state.withLock { $0.folders.insert(path).inserted }
    if !isNew { throw SystemFailure(code: EEXIST, call: "mkdir", path: path) }
  }

  func setMode(_ path: String, _ mode: Int) throws(SystemFailure) {}

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
      let paths = Array(state.folders) + state.inodes.keys
      return paths.filter { $0 != folder && FilePath.folder(of: $0) == folder }
        .map { String($0.dropFirst(folder.utf8.count + 1)) }.sorted()
    }
  }

  func remoteSystem(of path: String) throws(SystemFailure) -> String? { nil }
}
