import CanonicalForm
import SystemFiles

/// The version of the snapshot's lines; another one is as good as no snapshot.
let snapshotFormat = 7

/// Writes a snapshot to a new file, a chunk at a time.
struct SnapshotWriter {
  private let file: OpenFile
  private let files: any FileSystem
  private var bytes: [UInt8] = []
  private var sum = LineSum()
  /// Where the next line starts, in bytes.
  private var offset = 0
  private var stretch = SnapshotStretch(from: 0)
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

  /// Writes all lines, the index of the keys that `all` answers and the last line, and returns once the file is on the
  /// disk; its name is not yet.
  ///
  /// False where `all` answers nil, because it could not hand over all of them.
  mutating func finish(
    _ all: (_ write: ([UInt8]) -> Void) -> [SnapshotKey]?
  ) throws(SystemFailure) -> Bool {
    defer { files.close(file) }
    guard let keys = all({ write($0) }) else { return false }
    // The index has sums of its own: who wants it need not read the lines before it.
    if offset > stretch.start { endStretch() }
    let index = offset
    SnapshotIndex(keys).forEachLine { write($0) }
    endStretch()
    var trailer = JSONWriter()
    trailer.object { fields in
      fields.field("kind", "end")
      fields.field("lines", lines)
      fields.field("index", index)
      fields.field("sum", sum.hexadecimal)
    }
    bytes += trailer.bytes + [Line.newline]
    flush()
    if let failure { throw failure }
    try files.synchronizeWhole(file)
    return true
  }

  private mutating func write(_ line: [UInt8]) {
    lines += 1
    // A long line has a sum of its own: who wants those before it need not read it.
    if line.count >= Limits.snapshotSum, offset > stretch.start { endStretch() }
    add(line)
    if offset - stretch.start >= Limits.snapshotSum { endStretch() }
  }

  /// Writes the sum of the lines since the last one.
  private mutating func endStretch() {
    add(stretch.line.bytes)
    stretch = SnapshotStretch(from: offset)
  }

  private mutating func add(_ line: [UInt8]) {
    sum.add(line.span, at: offset)
    stretch.sum.add(line.span, at: offset)
    offset += line.count + 1
    bytes += line
    bytes.append(Line.newline)
    if bytes.count >= Limits.chunk { flush() }
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

/// The last line of a snapshot.
struct SnapshotTrailer {
  /// How many lines there are without the first one, the sums and this one.
  let lines: Int
  /// Where the index starts, in bytes.
  let index: Int
  /// The sum of all lines above.
  let sum: String

  /// What a line says; nil where it is no such line.
  init?(_ line: Span<UInt8>) {
    guard SnapshotTrailer.isTrailer(line),
      let fields = try? JSONObject(parsing: line.withUnsafeBytes { Array($0) }),
      let lines = fields["lines"]?.int, let index = fields["index"]?.int, index > 0,
      let sum = fields["sum"]?.string
    else { return nil }
    (self.lines, self.index, self.sum) = (lines, index, sum)
  }

  static func isTrailer(_ line: Span<UInt8>) -> Bool {
    var cursor = JSONCursor(at: 0)
    return cursor.pass(#"{"kind":"end","#, in: line)
  }
}

/// Lines of a snapshot that follow each other and have a sum of their own, in a line behind them: who wants one of
/// them need not read all others to believe it.
struct SnapshotStretch {
  /// Where the first line starts, in bytes.
  let start: Int
  var sum = LineSum()

  init(from start: Int) { self.start = start }

  /// The line that stands behind them.
  var line: JSONWriter {
    var writer = JSONWriter()
    writer.object { fields in
      fields.field("kind", "sum")
      fields.field("from", start)
      fields.field("sum", sum.hexadecimal)
    }
    return writer
  }

  /// Whether a line is such a sum.
  static func isSum(_ line: Span<UInt8>) -> Bool {
    var cursor = JSONCursor(at: 0)
    return cursor.pass(#"{"kind":"sum","#, in: line)
  }

  /// Where the lines start of which a line is the sum; nil where it is none.
  static func start(_ line: Span<UInt8>) -> Int? {
    var cursor = JSONCursor(at: 0)
    guard cursor.pass(#"{"kind":"sum","from":"#, in: line) else { return nil }
    return cursor.number(in: line)
  }
}
