import Glibc

extension HostFileSystem {
  /// What `O_DIRECT` wants of offsets, lengths and addresses, in bytes: the largest block of a disk.
  private static let block = 4_096

  /// `O_DIRECT`, which the C library shows to GNU programs only.
  #if arch(arm64)
    private static let direct: Int32 = 0x1_0000
  #else
    private static let direct: Int32 = 0x4000
  #endif

  /// Opens a file so that reading goes to the disk.
  ///
  /// Where the file system has no `O_DIRECT` (older tmpfs) the file's clean pages are dropped from the cache
  /// instead, which after a failed `fdatasync` are just those that lie.
  func openPastCache(_ path: String) throws(SystemFailure) -> OpenFile {
    let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC
    var descriptor = Glibc.open(path, flags | HostFileSystem.direct)
    if descriptor < 0, errno == EINVAL {
      descriptor = Glibc.open(path, flags)
      if descriptor >= 0 { posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) }
    }
    guard descriptor >= 0 else { throw .last("open", path) }
    return OpenFile(descriptor: descriptor, path: path, isPastCache: true)
  }

  /// Goes on as where the file system has no `O_DIRECT`, for some say so only when they are read; false the
  /// second time.
  private func leaveDirect(_ file: OpenFile) -> Bool {
    let flags = fcntl(file.descriptor, F_GETFL)
    guard flags >= 0, flags & HostFileSystem.direct != 0,
      fcntl(file.descriptor, F_SETFL, flags & ~HostFileSystem.direct) == 0
    else { return false }
    posix_fadvise(file.descriptor, 0, 0, POSIX_FADV_DONTNEED)
    return true
  }

  /// Reads whole blocks around the bytes that are wanted, and copies those.
  func readPastCache(
    _ file: OpenFile, at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemFailure) -> Int {
    guard !buffer.isEmpty else { return 0 }
    let block = HostFileSystem.block
    let start = offset / block * block
    let length = (offset - start + buffer.count + block - 1) / block * block
    let blocks = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: block)
    defer { blocks.deallocate() }
    var count = pread(file.descriptor, blocks.baseAddress, length, start)
    while count < 0, errno == EINTR || errno == EINVAL && leaveDirect(file) {
      count = pread(file.descriptor, blocks.baseAddress, length, start)
    }
    guard count >= 0 else { throw .last("read", file.path) }
    let part = blocks[..<count].dropFirst(offset - start).prefix(buffer.count)
    buffer.copyBytes(from: part)
    return part.count
  }
}
