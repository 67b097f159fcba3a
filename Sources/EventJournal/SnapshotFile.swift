internal import CanonicalForm
internal import Synchronization
public import SystemFiles

/// What takes in lines of a snapshot; several take stretches of it at the same time.
public protocol SnapshotPart: Sendable {
  /// A part that has taken no line yet.
  init()
  /// Takes the next line, which starts at `offset`, in bytes; false where it is not understood.
  mutating func take(_ line: Span<UInt8>, at offset: Int) -> Bool
}

/// What a line at the beginning of a snapshot is to who reads it.
public enum SnapshotHead: Hashable, Sendable {
  case more
  /// The lines behind this one are for a ``SnapshotPart``.
  case last
  case notUnderstood
}

/// A snapshot that was read, open as long as somebody may want a line of it again.
///
/// The file stays what it was, also when another one has taken its name.
public final class SnapshotFile: Sendable {
  private let file: OpenFile
  private let files: any FileSystem
  private let size: Int
  /// Where its index stands; nil where it was not read whole.
  private let directory: SnapshotDirectory?
  private let lastFailure = Mutex<SystemFailure?>(nil)

  init(
    _ file: OpenFile, in files: any FileSystem, size: Int, _ directory: SnapshotDirectory? = nil
  ) {
    (self.file, self.files, self.size, self.directory) = (file, files, size, directory)
  }

  deinit { files.close(file) }

  /// What the system said when a line could last not be read.
  public var failure: SystemFailure? { lastFailure.withLock { $0 } }

  /// The numbers of all lines that have a key, in order; nil where it was not read whole, or what says so cannot be read
  /// again or is not what it was.
  public func numbers(under key: Int) -> [Int]? {
    directory?.numbers(under: key) { line(at: $0) }
  }

  /// The line that starts at `offset`, in bytes; nil where it cannot be read any more.
  public func line(at offset: Int) -> [UInt8]? {
    guard offset > 0, offset < size else { return nil }
    var lines = LineScanner(file, in: files, from: offset, to: size, chunk: 2_048)
    do throws(SystemFailure) {
      guard let line = try lines.next(), line.isTerminated, !line.isTooLong else { return nil }
      return line.bytes
    } catch {
      lastFailure.withLock { $0 = error }
      return nil
    }
  }
}

extension ReadingPlace {
  /// Reads the first line of a snapshot; nil where it is none of this version.
  init?(_ fields: JSONObject) {
    guard fields["kind"]?.string == "snapshot", fields["format"]?.int == snapshotFormat,
      let number = fields["entry"]?.int, let hash = fields["hash"]?.string,
      let segment = fields["segment"]?.int, segment > 0, let end = fields["end"]?.int,
      let line = fields["line"]?.int, let lastEntry = fields["lastEntry"]?.int, lastEntry >= 0
    else { return nil }
    let at = fields["at"]?.string.flatMap(Instant.init)
    self.init(
      head: Head(number: number, hash: hash, at: at, segment: segment, end: end), line: line,
      lastEntry: lastEntry, program: fields["program"]?.string)
  }
}
