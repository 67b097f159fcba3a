extension FileSystem {
  /// All bytes of a file, or of a pipe that has a name; at most `limit` bytes.
  ///
  /// Links are followed for a path that a person gave; the program's own files are never links.
  /// - Throws: ``SystemFailure``, with ``SystemFailure/isTooLarge`` if there are more than `limit`.
  public func readWhole(
    _ path: String, limit: Int, followingLinks: Bool = false
  ) throws(SystemFailure) -> [UInt8] {
    let file = try open(path, for: followingLinks ? .readingFollowingLinks : .reading)
    defer { close(file) }
    return try readRest(file, limit: limit)
  }

  /// All bytes from the file's own position on; throws as ``readWhole(_:limit:followingLinks:)``.
  public func readRest(_ file: OpenFile, limit: Int) throws(SystemFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: min(limit + 1, 1 << 16))
    while true {
      let count = try read(file, at: nil, into: &chunk)
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw .tooLarge(file.path) }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Reads at `offset` into the start of `buffer`; answers how many bytes, 0 at the end.
  public func read(
    _ file: OpenFile, at offset: Int?, into buffer: inout [UInt8]
  ) throws(SystemFailure) -> Int {
    var failure: SystemFailure?
    let count = buffer.withUnsafeMutableBytes { bytes in
      do throws(SystemFailure) {
        return try read(file, at: offset, into: bytes)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    return count
  }

  /// Writes a new file that only its owner may use; returns once it and its name are on the disk.
  ///
  /// - Throws: ``SystemFailure``, with ``SystemFailure/isTaken`` if there is such a file; a file that
  ///   could not be finished is removed.
  public func writeNew(_ path: String, _ bytes: [UInt8]) throws(SystemFailure) {
    let file = try open(path, for: .creating)
    do throws(SystemFailure) {
      defer { close(file) }
      try writeAll(file, bytes)
      try synchronizeWhole(file)
    } catch {
      try? remove(path)
      throw error
    }
    try synchronizeFolder(FilePath.folder(of: path))
  }

  /// Puts a file with these bytes in place of the one at `path`; returns once that is on the disk.
  ///
  /// Whoever opens `path` meanwhile, or after a crash, finds the old bytes or the new, nothing between.
  /// - Throws: ``SystemFailure``; the old file then still stands, unless only its folder could not be
  ///   synchronised.
  public func replace(_ path: String, _ bytes: [UInt8]) throws(SystemFailure) {
    let temporary = path + "." + Hexadecimal.text(HostRandom.bytes(8)) + ".new"
    try writeNew(temporary, bytes)
    do throws(SystemFailure) {
      try rename(temporary, to: path)
    } catch {
      try? remove(temporary)
      throw error
    }
    try synchronizeFolder(FilePath.folder(of: path))
  }

  /// Synchronises the file, again where a signal interrupted that before anything was done.
  public func synchronizeWhole(_ file: OpenFile) throws(SystemFailure) {
    while true {
      do throws(SystemFailure) {
        return try synchronize(file)
      } catch {
        if !error.isInterrupted { throw error }
      }
    }
  }

  /// Writes all bytes, with as many calls as that takes.
  public func writeAll(_ file: OpenFile, _ bytes: [UInt8]) throws(SystemFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      do throws(SystemFailure) {
        let count = try write(file, rest)
        guard count > 0 else { throw .shortWrite(to: file.path) }
        rest = rest.dropFirst(count)
      } catch {
        if !error.isInterrupted { throw error }
      }
    }
  }
}
