import Glibc
import SystemFiles
import TestSupport

/// Everything about a simulated disk and the processes that have its files open: a value, so that
/// keeping the state of a moment costs nothing.
struct DiskState: Sendable {
  private struct Opened {
    var inode: Int
    var purpose: OpenPurpose
    var position = 0
  }

  private var names = FolderNames(["/": 1])
  private var inodes = [1: Inode(isFolder: true, mode: 0o700)]
  private var opened: [Int32: Opened] = [:]
  /// Which open file has the lock of an inode.
  private var locks: [FileLock: [Int: Int32]] = [:]
  private var last = 1

  // MARK: What is there

  /// The bytes that a process finds under the path; nil if it is no file.
  func contents(_ path: String) -> [UInt8]? {
    guard let inode = names.cache[path].flatMap({ inodes[$0] }), !inode.isFolder else { return nil }
    return inode.cache
  }

  /// The bytes of all files, by path.
  var files: [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in names.cache.keys { files[path] = contents(path) }
    return files
  }

  /// The same for the segments of the journal.
  var journal: [String: [UInt8]] {
    files.filter { FilePath.folder(of: $0.key) == Program.journal }
  }

  /// A number that is the same for the same files with the same bytes, on the disk and in memory.
  var digest: Int { digest { $1 } }

  /// The same where the lock file may hold other numbers, times among them.
  var digestWithoutTimes: Int {
    digest { path, bytes in
      path == Program.lock ? bytes.filter { !(0x30...0x39).contains($0) } : bytes
    }
  }

  private func digest(_ relevant: (_ path: String, _ bytes: [UInt8]) -> [UInt8]) -> Int {
    names.cache.reduce(0) { sum, name in
      var hasher = Hasher()
      hasher.combine(name.key)
      if let inode = inodes[name.value] {
        hasher.combine(inode.mode)
        relevant(name.key, inode.cache).withUnsafeBytes { hasher.combine(bytes: $0) }
        if inode.disk != inode.cache {
          relevant(name.key, inode.disk).withUnsafeBytes { hasher.combine(bytes: $0) }
        }
      }
      return sum ^ hasher.finalize()
    }
  }

  // MARK: What happens to it

  /// After a power cut: what the disk happened to hold.
  func crashed(_ random: inout SeededRandom) -> DiskState {
    let names = names.crashed(&random)
    var inodes: [Int: Inode] = [:]
    // In the order of their numbers, so that the same seed gives the same disk.
    for number in names.cache.values.sorted() {
      inodes[number] = self.inodes[number]?.crashed(&random)
    }
    return with(names, inodes)
  }

  /// After a power cut that took everything not synchronised.
  var bare: DiskState { with(names.bare, inodes.mapValues(\.bare)) }

  /// After the end of all processes: the system remembers, the locks are free.
  var killed: DiskState { with(names, inodes) }

  /// After everything that was ever written has come to the disk.
  var settled: DiskState { with(FolderNames(names.cache), inodes.mapValues(\.settled)) }

  private func with(_ names: FolderNames, _ inodes: [Int: Inode]) -> DiskState {
    var state = self
    state.names = names
    state.inodes = inodes
    state.opened = [:]
    state.locks = [:]
    return state
  }

  // MARK: Calls

  mutating func open(_ path: String, for purpose: OpenPurpose) throws(SystemFailure) -> OpenFile {
    if purpose == .creating {
      guard names.cache[path] == nil else { throw failure(EEXIST, "open", path) }
      try add(path, Inode(), "open")
    }
    guard let inode = names.cache[path] else { throw failure(ENOENT, "open", path) }
    guard inodes[inode]?.isFolder == false else { throw failure(EISDIR, "open", path) }
    let descriptor = Int32(next())
    opened[descriptor] = Opened(inode: inode, purpose: purpose)
    return OpenFile(
      descriptor: descriptor, path: path, isPastCache: purpose == .readingPastCache)
  }

  mutating func close(_ file: OpenFile) {
    for lock in [FileLock.whole, .turn] { unlock(file, lock) }
    opened[file.descriptor] = nil
  }

  mutating func read(
    _ file: OpenFile, at offset: Int?, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemFailure) -> Int {
    let open = try look(up: file, "read")
    let inode = inodes[open.inode] ?? Inode()
    let bytes = file.isPastCache ? inode.flushed : inode.cache
    let start = min(offset ?? open.position, bytes.count)
    let end = min(start + buffer.count, bytes.count)
    bytes.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[start..<end])) }
    if offset == nil { opened[file.descriptor]?.position = end }
    return end - start
  }

  mutating func write(_ file: OpenFile, _ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int {
    let open = try look(up: file, "write")
    guard open.purpose == .appending || open.purpose == .creating else {
      throw failure(EBADF, "write", file.path)
    }
    inodes[open.inode]?.append(bytes)
    return bytes.count
  }

  mutating func overwrite(
    _ file: OpenFile, at offset: Int, with bytes: ArraySlice<UInt8>
  ) throws(SystemFailure) -> Int {
    let open = try look(up: file, "pwrite")
    guard open.purpose == .updating else { throw failure(EBADF, "pwrite", file.path) }
    inodes[open.inode]?.write(bytes, at: offset)
    return bytes.count
  }

  mutating func synchronize(_ file: OpenFile) throws(SystemFailure) {
    inodes[try look(up: file, "fdatasync").inode]?.synchronize()
  }

  /// A synchronisation that failed: some of what was written is lost, and the next one lies.
  mutating func loseWrites(_ file: OpenFile, _ random: inout SeededRandom) {
    guard let inode = opened[file.descriptor]?.inode else { return }
    inodes[inode]?.loseWrites(&random)
  }

  mutating func synchronizeFolder(_ path: String) throws(SystemFailure) {
    guard try status(at: path).kind == .folder else { throw failure(ENOTDIR, "open", path) }
    names.synchronize(path)
  }

  mutating func lock(_ file: OpenFile, _ lock: FileLock) throws(SystemFailure) -> Bool {
    let inode = try look(up: file, "flock").inode
    guard locks[lock]?[inode] ?? file.descriptor == file.descriptor else { return false }
    locks[lock, default: [:]][inode] = file.descriptor
    return true
  }

  mutating func unlock(_ file: OpenFile, _ lock: FileLock) {
    guard let inode = opened[file.descriptor]?.inode, locks[lock]?[inode] == file.descriptor
    else { return }
    locks[lock]?[inode] = nil
  }

  func status(of file: OpenFile) throws(SystemFailure) -> FileStatus {
    try status(look(up: file, "fstat").inode, "fstat", file.path)
  }

  func status(at path: String) throws(SystemFailure) -> FileStatus {
    guard let inode = names.cache[path] else { throw failure(ENOENT, "stat", path) }
    return try status(inode, "stat", path)
  }

  mutating func makeFolder(_ path: String) throws(SystemFailure) {
    guard names.cache[path] == nil else { throw failure(EEXIST, "mkdir", path) }
    try add(path, Inode(isFolder: true, mode: 0o700), "mkdir")
  }

  mutating func setMode(_ path: String, _ mode: Int) throws(SystemFailure) {
    guard let inode = names.cache[path] else { throw failure(ENOENT, "chmod", path) }
    inodes[inode]?.mode = mode
  }

  mutating func rename(_ path: String, to newPath: String) throws(SystemFailure) {
    guard let inode = names.cache[path] else { throw failure(ENOENT, "rename", newPath) }
    names.change(.move(path: path, to: newPath, inode: inode))
  }

  mutating func remove(_ path: String) throws(SystemFailure) {
    guard names.cache[path] != nil else { throw failure(ENOENT, "unlink", path) }
    names.change(.remove(path: path))
  }

  mutating func removeFolder(_ path: String) throws(SystemFailure) {
    guard try names(in: path).isEmpty else { throw failure(ENOTEMPTY, "rmdir", path) }
    names.change(.remove(path: path))
  }

  func names(in folder: String) throws(SystemFailure) -> [String] {
    guard try status(at: folder).kind == .folder else { throw failure(ENOTDIR, "opendir", folder) }
    let prefix = FilePath.join(folder, "")
    return names.cache.keys.filter { $0 != "/" && FilePath.folder(of: $0) == folder }
      .map { String($0.dropFirst(prefix.count)) }.sorted()
  }

  /// Makes a file shorter, as no program of ours does.
  mutating func truncate(_ path: String, to size: Int) {
    if let inode = names.cache[path] { inodes[inode]?.truncate(to: size) }
  }

  // MARK: Parts of calls

  private mutating func next() -> Int {
    last += 1
    return last
  }

  private mutating func add(_ path: String, _ inode: Inode, _ call: String) throws(SystemFailure) {
    guard let folder = names.cache[FilePath.folder(of: path)], inodes[folder]?.isFolder == true
    else { throw failure(ENOENT, call, path) }
    let number = next()
    inodes[number] = inode
    names.change(.add(path: path, inode: number))
  }

  private func look(up file: OpenFile, _ call: String) throws(SystemFailure) -> Opened {
    guard let open = opened[file.descriptor] else { throw failure(EBADF, call, file.path) }
    return open
  }

  private func status(
    _ number: Int, _ call: String, _ path: String
  ) throws(SystemFailure) -> FileStatus {
    guard let inode = inodes[number] else { throw failure(ENOENT, call, path) }
    return FileStatus(
      kind: inode.isFolder ? .folder : .file, size: inode.cache.count, mode: inode.mode,
      owner: HostIdentity.user, device: 1, inode: UInt64(number))
  }

  private func failure(_ code: Int32, _ call: String, _ path: String) -> SystemFailure {
    SystemFailure(code: code, call: call, path: path)
  }
}
