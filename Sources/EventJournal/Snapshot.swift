public import CanonicalForm
import SystemFiles

/// The version of the snapshot's lines; another one is as good as no snapshot.
private let snapshotFormat = 1

/// Writes a snapshot to a new file, a chunk at a time.
struct SnapshotWriter {
  private let file: OpenFile
  private let files: any FileSystem
  private var bytes: [UInt8] = []
  private var digest = Digest()
  private var lines = 0
  private var failure: SystemFailure?

  init(_ path: String, at place: ReadingPlace, in files: any FileSystem) throws(SystemFailure) {
    self.files = files
    file = try files.open(path, for: .creating)
    var header = JSONWriter()
    header.object { fields in
      fields.field("kind", "snapshot")
      fields.field("format", snapshotFormat)
      fields.field("entry", place.head.number)
      fields.field("hash", place.head.hash)
      fields.field("at", ifPresent: place.head.at?.description)
      fields.field("segment", place.head.segment)
      fields.field("end", place.head.end)
      fields.field("line", place.line)
      fields.field("lastEntry", place.lastEntry)
      fields.field("program", ifPresent: place.program)
    }
    add(header.bytes)
  }

  /// Writes all lines and the last one, and returns once the file is on the disk; its name is not yet.
  mutating func finish(_ all: (_ write: (JSONWriter) -> Void) -> Void) throws(SystemFailure) {
    defer { files.close(file) }
    all { line in
      lines += 1
      add(line.bytes)
    }
    digest.update(bytes[...])
    let hash = digest.hexadecimal()
    var trailer = JSONWriter()
    trailer.object { fields in
      fields.field("kind", "end")
      fields.field("lines", lines)
      fields.field("sha256", hash)
    }
    bytes += trailer.bytes + [Line.newline]
    flush()
    if let failure { throw failure }
    try files.synchronizeWhole(file)
  }

  private mutating func add(_ line: [UInt8]) {
    bytes += line
    bytes.append(Line.newline)
    guard bytes.count >= Limits.chunk else { return }
    digest.update(bytes[...])
    flush()
  }

  private mutating func flush() {
    guard failure == nil else { return }
    do throws(SystemFailure) {
      try files.writeAll(file, bytes)
      bytes.removeAll(keepingCapacity: true)
    } catch {
      failure = error
    }
  }
}

/// Reads a snapshot once and tells whether every byte of it is what was written.
struct SnapshotReader {
  fileprivate var lines: LineScanner
  private var digest = Digest()

  /// A snapshot that is no good, for whatever reason.
  struct Unusable: Error {}

  init(_ file: OpenFile, in files: any FileSystem, size: Int) {
    lines = LineScanner(file, in: files, from: 0, to: size, after: 0)
  }

  /// Hands over the lines, and answers the place in the journal behind which to go on; `isPlace` says whether
  /// there is such a place.
  ///
  /// - Throws: ``Unusable``.
  mutating func read(
    _ body: (JSONObject) -> Bool, _ isPlace: (ReadingPlace) -> Bool
  ) throws(Unusable) -> ReadingPlace {
    guard let header = try next(), let place = ReadingPlace(header), isPlace(place) else {
      throw Unusable()
    }
    var count = 0
    while true {
      let before = digest
      guard let line = try next() else { throw Unusable() }
      if line["kind"]?.string == "end" {
        guard line["lines"]?.int == count, line["sha256"]?.string == before.hexadecimal(),
          try next() == nil
        else { throw Unusable() }
        return place
      }
      count += 1
      guard body(line) else { throw Unusable() }
    }
  }

  private mutating func next() throws(Unusable) -> JSONObject? {
    do throws(SystemFailure) {
      guard let line = try lines.next() else { return nil }
      guard line.isTerminated, let object = try? JSONObject(parsing: line.bytes) else {
        throw SystemFailure.tooLarge("")
      }
      digest.update(line.bytes[...])
      digest.update([Line.newline])
      return object
    } catch {
      throw Unusable()
    }
  }
}

extension ReadingPlace {
  /// Reads the first line of a snapshot; nil where it is none of this version.
  fileprivate init?(_ fields: JSONObject) {
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

/// The snapshot of a store as it lies on the disk, to be held against the state that it should hold.
public final class StoredSnapshot {
  /// The entry whose state it holds; nil where no line of it can be used.
  public let entry: Int?
  private let file: OpenFile
  private let files: any FileSystem
  private var reader: SnapshotReader

  init(_ file: OpenFile, in files: any FileSystem) throws(SystemFailure) {
    (self.file, self.files) = (file, files)
    let size = try files.status(of: file).size
    reader = SnapshotReader(file, in: files, size: size)
    var copy = reader
    entry = (try? copy.read({ _ in true }, { _ in true }))?.head.number
  }

  deinit { files.close(file) }

  /// Whether the snapshot holds just these lines.
  public func holds(_ lines: (_ write: (JSONWriter) -> Void) -> Void) -> Bool {
    var isSame = reader.skipHeader()
    lines { line in
      isSame = isSame && reader.isNext(line.bytes)
    }
    return isSame && reader.isAtTrailer()
  }
}

extension SnapshotReader {
  fileprivate mutating func skipHeader() -> Bool { ((try? lines.next()) ?? nil) != nil }

  fileprivate mutating func isNext(_ bytes: [UInt8]) -> Bool {
    ((try? lines.next()) ?? nil)?.bytes == bytes
  }

  fileprivate mutating func isAtTrailer() -> Bool {
    guard let line = (try? lines.next()) ?? nil else { return false }
    return (try? JSONObject(parsing: line.bytes))?["kind"]?.string == "end"
  }
}
