public import SystemFiles

/// A file of a copy.
public struct CopiedFile: Hashable, Sendable {
  /// The path in the folder of the store.
  public var name: String
  /// In bytes.
  public var length: Int
  /// 64 lower-case hexadecimal digits.
  public var sha256: String

  public init(name: String, length: Int, sha256: String) {
    (self.name, self.length, self.sha256) = (name, length, sha256)
  }
}

/// Where a copy of a journal ends: behind an entry.
public struct CopyEnd: Hashable, Sendable {
  public var entry: Int
  public var hash: String
  public var segment: Int
  /// In bytes from the start of the segment.
  public var end: Int

  /// Behind this entry.
  public init<Event>(behind entry: Entry<Event>) {
    (self.entry, hash) = (entry.number, entry.hash)
    (segment, end) = (entry.segment, entry.end)
  }
}

extension Journal {
  /// Makes a store in `target` that holds this journal up to `end`, and answers its segments; it is on the disk
  /// when this returns.
  ///
  /// Nothing is locked: bytes that were written once stay what they are. `target` must be absent or empty; what is
  /// there before this returns may look like a shorter store.
  /// - Throws: ``JournalError/notEmpty(path:)``, ``JournalError/system(_:)`` and what ``catchUp(_:)`` throws.
  public func copy(
    to target: String, upTo end: CopyEnd, holder: String
  ) throws(JournalError) -> [CopiedFile] {
    var lengths: [Int] = []
    for number in 1..<end.segment {
      let next = try paths.openSegment(number + 1, in: files)
      defer { files.close(next) }
      let beginning = try attempt { () throws(SystemFailure) in
        try SegmentBeginning(of: next, in: files)
      }
      guard let start = beginning.start else { throw .missing(path: paths.segment(number + 1)) }
      lengths.append(start.length)
    }
    lengths.append(end.end)
    let copy = StorePaths(folder: target)
    var copied: [CopiedFile] = []
    try copy.make(in: files, holder: holder) { () throws(SystemFailure) in
      for (place, length) in lengths.enumerated() {
        let number = place + 1
        let sha256 = try FileCopy.copy(
          paths.segment(number), upTo: length, to: copy.segment(number), in: files)
        let name = "journal/\(StorePaths.name(ofSegment: number))"
        copied.append(CopiedFile(name: name, length: length, sha256: sha256))
      }
      try files.synchronizeFolder(copy.journal)
    }
    return copied
  }
}

extension Journal {
  /// Copies the files of a log as they stand now into the folder of another store, and answers them; none where the
  /// log was not begun.
  ///
  /// - Throws: ``JournalError/system(_:)``.
  public static func copyFiles(
    of log: JournalLog, from folder: String, to target: String, files: any FileSystem
  ) throws(JournalError) -> [CopiedFile] {
    let paths = StorePaths(folder: folder, log: log)
    let copy = StorePaths(folder: target, log: log)
    let numbers = try paths.segments(in: files)
    return try attempt { () throws(SystemFailure) in
      var copied: [CopiedFile] = []
      for number in numbers {
        let length = try files.status(at: paths.segment(number)).size
        let sha256 = try FileCopy.copy(
          paths.segment(number), upTo: length, to: copy.segment(number), in: files)
        copied.append(
          CopiedFile(name: paths.name(ofSegment: number), length: length, sha256: sha256))
      }
      if !copied.isEmpty { try files.writeNew(copy.lock, StoreLock.blank) }
      return copied
    }
  }
}

/// Copies files and knows their hashes.
public enum FileCopy {
  /// Copies the first bytes of a file, or all, to a new one that is the owner's alone, and answers their SHA-256;
  /// the bytes are then on the disk, the name is not.
  ///
  /// - Throws: ``SystemFiles/SystemFailure``; a file that could not be finished is removed.
  public static func copy(
    _ path: String, upTo length: Int? = nil, to target: String, in files: any FileSystem
  ) throws(SystemFailure) -> String {
    let copy = try files.open(target, for: .creating)
    do throws(SystemFailure) {
      defer { files.close(copy) }
      let hash = try read(path, upTo: length, in: files) { (bytes) throws(SystemFailure) in
        try files.writeAll(copy, Array(bytes))
      }
      try files.synchronizeWhole(copy)
      return hash
    } catch {
      try? files.remove(target)
      throw error
    }
  }

  /// The SHA-256 of a file's first bytes, or of all.
  public static func hash(
    _ path: String, upTo length: Int? = nil, in files: any FileSystem
  ) throws(SystemFailure) -> String {
    try read(path, upTo: length, in: files) { _ in }
  }

  private static func read(
    _ path: String, upTo length: Int?, in files: any FileSystem,
    _ body: (ArraySlice<UInt8>) throws(SystemFailure) -> Void
  ) throws(SystemFailure) -> String {
    let file = try files.open(path, for: .reading)
    defer { files.close(file) }
    var digest = Digest()
    var chunk = [UInt8](repeating: 0, count: Limits.chunk)
    var offset = 0
    while offset < length ?? .max {
      let count = min(try files.read(file, at: offset, into: &chunk), (length ?? .max) - offset)
      guard count > 0 else { break }
      digest.update(chunk[..<count])
      try body(chunk[..<count])
      offset += count
    }
    return digest.hexadecimal()
  }
}
