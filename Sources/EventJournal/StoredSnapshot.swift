internal import CanonicalForm
internal import SystemFiles

/// Lines of which nothing is wanted.
private struct AnyLines: SnapshotPart {
  init() {}

  mutating func take(_ line: Span<UInt8>, at offset: Int) -> Bool { true }
}

/// The snapshot of a store as it lies on the disk, to be held against the state that it should hold.
public final class StoredSnapshot {
  /// The entry whose state it holds, and the hash of it; nil where no line of it can be used.
  public let entry: (number: Int, hash: String)?
  private let file: OpenFile
  private let files: any FileSystem
  private let size: Int

  init(_ file: OpenFile, in files: any FileSystem) throws(SystemFailure) {
    (self.file, self.files) = (file, files)
    size = try files.status(of: file).size
    var reader = SnapshotReader(file, in: files, size: size)
    let place = reader.readHeader()
    let isWhole = place != nil && (try? reader.readParts(AnyLines.self)) != nil
    // What could not be read this time is neither right nor wrong.
    if let failure = reader.failure { throw failure }
    entry = isWhole ? place.map { ($0.head.number, $0.head.hash) } : nil
  }

  deinit { files.close(file) }

  /// Whether the snapshot holds just the lines that `lines` hands over, and the index of the keys that it answers.
  ///
  /// - Throws: ``JournalError/system(_:)`` where it could not be read.
  public func holds(
    _ lines: (_ write: ([UInt8]) -> Void) -> [SnapshotKey]?
  ) throws(JournalError) -> Bool {
    var reader = SnapshotReader(file, in: files, size: size)
    let holds = reader.readHeader() != nil && reader.holds(lines)
    if let failure = reader.failure { throw .system(failure) }
    return holds
  }
}
