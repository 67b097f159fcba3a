import SystemFiles

/// What the disk itself holds of a file, past what the system remembers of it.
enum DiskView {
  /// Whether the bytes in the range are on the disk as everybody reads them.
  static func isOnDisk(
    _ range: Range<Int>, of file: OpenFile, in files: any FileSystem
  ) throws(SystemFailure) -> Bool {
    let disk = try files.open(file.path, for: .readingPastCache)
    defer { files.close(disk) }
    let count = min(range.count, Limits.chunk)
    var remembered = [UInt8](repeating: 0, count: count)
    var kept = [UInt8](repeating: 0, count: count)
    var offset = range.lowerBound
    while offset < range.upperBound {
      let read = min(try files.read(file, at: offset, into: &remembered), range.upperBound - offset)
      guard read > 0, try files.read(disk, at: offset, into: &kept) >= read,
        remembered[..<read] == kept[..<read]
      else { return false }
      offset += read
    }
    return true
  }
}
