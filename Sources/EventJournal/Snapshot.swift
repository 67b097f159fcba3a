internal import CanonicalForm
internal import Synchronization
public import SystemFiles

/// The version of the snapshot's lines; another one is as good as no snapshot.
private let snapshotFormat = 4

/// Writes a snapshot to a new file, a chunk at a time.
struct SnapshotWriter {
  private let file: OpenFile
  private let files: any FileSystem
  private var bytes: [UInt8] = []
  private var sum = LineSum()
  /// Where the next line starts, in bytes.
  private var offset = 0
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
  ///
  /// False where `all` answers that it could not hand over all of them.
  mutating func finish(_ all: (_ write: ([UInt8]) -> Void) -> Bool) throws(SystemFailure) -> Bool {
    defer { files.close(file) }
    let isWhole = all { line in
      lines += 1
      add(line)
    }
    guard isWhole else { return false }
    var trailer = JSONWriter()
    trailer.object { fields in
      fields.field("kind", "end")
      fields.field("lines", lines)
      fields.field("sum", sum.hexadecimal)
    }
    bytes += trailer.bytes + [Line.newline]
    flush()
    if let failure { throw failure }
    try files.synchronizeWhole(file)
    return true
  }

  private mutating func add(_ line: [UInt8]) {
    sum.add(line.span, at: offset)
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

/// What takes in lines of a snapshot; several take stretches of it at the same time.
public protocol SnapshotPart: Sendable {
  /// A part that will take lines of at most so many bytes together, or in time all lines of the snapshot.
  init(expecting bytes: Int)
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

/// Reads a snapshot once and tells whether every byte of it is what was written.
struct SnapshotReader {
  private let file: OpenFile
  private let files: any FileSystem
  private let size: Int
  private var lines: ChunkedLines
  private var sum = LineSum()
  /// How many lines were read behind the header.
  private var count = 0
  /// Why it could not be read to the end, where the system said so.
  private(set) var failure: SystemFailure?

  /// A snapshot that is no good, for whatever reason.
  struct Unusable: Error {}

  init(_ file: OpenFile, in files: any FileSystem, size: Int) {
    (self.file, self.files, self.size) = (file, files, size)
    lines = ChunkedLines(file, in: files, size: size)
  }

  /// The place in the journal behind which to go on, of the first line.
  mutating func readHeader() -> ReadingPlace? {
    var place: ReadingPlace?
    read { line, _ in
      place = (try? JSONObject(parsing: line.withUnsafeBytes { Array($0) })).flatMap(
        ReadingPlace.init)
      return false
    }
    return place
  }

  /// Hands over the lines at the beginning, up to the one of which `body` says that it is the last.
  ///
  /// - Throws: ``Unusable``, also where `body` does not understand one.
  mutating func readHead(_ body: (Span<UInt8>) -> SnapshotHead) throws(Unusable) {
    var answer = SnapshotHead.more
    var count = 0
    read { line, _ in
      answer = body(line)
      count += 1
      return answer == .more
    }
    self.count += count
    guard answer == .last else { throw Unusable() }
  }

  /// Reads all other lines, on two cores where they are many, and looks whether all of it is as it was written.
  ///
  /// - Throws: ``Unusable``, also where a part does not understand a line.
  mutating func readParts<Part: SnapshotPart>(
    _: Part.Type, splitAbove limit: Int = Limits.snapshotStretch
  ) throws(Unusable) -> [Part] {
    let (file, files, size, start) = (file, files, size, lines.offset)
    let stretches: [Stretch<Part>]
    if size - start > limit {
      let middle = start + (size - start) / 2
      let both = SecondThread.run(
        { Stretch<Part>(file, in: files, from: start, to: middle, of: size) },
        beside: { Stretch<Part>(file, in: files, behind: middle, of: size) })
      stretches = [both.0, both.1]
    } else {
      stretches = [Stretch<Part>(file, in: files, from: start, to: size, of: size)]
    }
    for stretch in stretches {
      failure = failure ?? stretch.failure
      sum.add(stretch.sum)
      count += stretch.count
    }
    guard stretches.allSatisfy(\.isRead), stretches.dropLast().allSatisfy({ $0.trailer == nil }),
      let trailer = stretches.last?.trailer, trailer["lines"]?.int == count,
      trailer["sum"]?.string == sum.hexadecimal
    else { throw Unusable() }
    return stretches.map(\.part)
  }

  /// Whether the lines behind the header are just these, and then the end.
  mutating func holds(_ expected: (_ write: ([UInt8]) -> Void) -> Void) -> Bool {
    var isSame = true
    expected { wanted in
      guard isSame else { return }
      isSame = false
      read { line, _ in
        isSame = line.isEqual(to: wanted.span)
        return false
      }
    }
    guard isSame else { return false }
    isSame = false
    read { line, _ in
      isSame = line.starts(with: trailerStart)
      return false
    }
    return isSame
  }

  private mutating func read(_ body: (Span<UInt8>, Int) -> Bool) {
    var sum = sum
    _ = lines.forEach { line, offset in
      sum.add(line, at: offset)
      return body(line, offset)
    }
    self.sum = sum
    failure = lines.failure
  }
}

private let trailerStart: StaticString = #"{"kind":"end","#

/// Some of the lines of a snapshot, those that start between two places of the file.
private struct Stretch<Part: SnapshotPart>: Sendable {
  var part: Part
  var sum = LineSum()
  var count = 0
  /// The last line of the snapshot, where it is the last of the file and was met here.
  var trailer: JSONObject?
  /// Whether all lines up to the end were understood.
  var isRead = false
  var failure: SystemFailure?

  init(_ file: OpenFile, in files: any FileSystem, from start: Int, to end: Int, of size: Int) {
    // The others are put behind the first.
    part = Part(expecting: size - start)
    read(ChunkedLines(file, in: files, from: start, size: size), to: end)
  }

  /// The lines that start at `place` or behind it.
  init(_ file: OpenFile, in files: any FileSystem, behind place: Int, of size: Int) {
    part = Part(expecting: size - place)
    // The line in which the byte before it stands is the other's, were it its newline alone.
    var lines = ChunkedLines(file, in: files, from: place - 1, size: size)
    if lines.forEach({ _, _ in false }) {
      read(lines, to: size)
    } else {
      failure = lines.failure
    }
  }

  private mutating func read(_ source: ChunkedLines, to end: Int) {
    var lines = source
    var isUnderstood = true
    let isWhole = lines.forEach { line, offset in
      if offset >= end { return false }
      if line.starts(with: trailerStart) {
        trailer = try? JSONObject(parsing: line.withUnsafeBytes { Array($0) })
        return false
      }
      sum.add(line, at: offset)
      count += 1
      isUnderstood = part.take(line, at: offset)
      return isUnderstood
    }
    if trailer != nil, !lines.isAtEnd { trailer = nil }
    failure = lines.failure
    isRead = isWhole && isUnderstood
  }
}

extension Span<UInt8> {
  fileprivate func starts(with text: StaticString) -> Bool {
    var cursor = JSONCursor(at: 0)
    return cursor.pass(text, in: self)
  }
}

/// Cuts a file into lines without keeping any.
private struct ChunkedLines {
  private let files: any FileSystem
  private let file: OpenFile
  private let size: Int
  private var bytes: [UInt8] = []
  /// What was read and not handed out is `bytes[start..<filled]`, which is at `offset` in the file.
  private var start = 0
  private var filled = 0
  private(set) var offset: Int
  /// Why no more could be read, where the system said so.
  private(set) var failure: SystemFailure?

  init(_ file: OpenFile, in files: any FileSystem, from offset: Int = 0, size: Int) {
    (self.file, self.files, self.offset, self.size) = (file, files, offset, size)
  }

  /// Whether every byte was handed out.
  var isAtEnd: Bool { offset == size }

  /// Hands over lines until `body` answers false; false where the last one has no newline, is too long, or the file
  /// cannot be read.
  mutating func forEach(_ body: (_ line: Span<UInt8>, _ offset: Int) -> Bool) -> Bool {
    while true {
      guard let newline = ByteSearch.first(Line.newline, in: bytes, start..<filled) else {
        if start == filled, offset == size { return true }
        guard filled - start <= Limits.bytes, readMore() else { return false }
        continue
      }
      let (line, at) = (start..<newline, offset)
      offset += newline + 1 - start
      start = newline + 1
      if !body(bytes.span.extracting(line), at) { return true }
    }
  }

  private mutating func readMore() -> Bool {
    let left = start..<filled
    bytes.withUnsafeMutableBytes { $0.copyMemory(from: .init(rebasing: $0[left])) }
    (start, filled) = (0, left.count)
    let position = offset + filled
    let count = min(size - position, Limits.chunk)
    guard count > 0 else { return false }
    if bytes.count < filled + count {
      bytes.append(contentsOf: repeatElement(0, count: filled + count - bytes.count))
    }
    let (files, file, room) = (files, file, filled..<(filled + count))
    let got: Result<Int, SystemFailure> = bytes.withUnsafeMutableBytes { buffer in
      do throws(SystemFailure) {
        return .success(try files.read(file, at: position, into: .init(rebasing: buffer[room])))
      } catch {
        return .failure(error)
      }
    }
    switch got {
    case .success(let got):
      filled += got
      return got > 0
    case .failure(let error):
      failure = error
      return false
    }
  }
}

/// A sum over lines that finds what a disk, a torn write or a careless hand changes.
///
/// Each line counts by its bytes and its place in the file, so that parts of a file are summed up apart and added. It
/// is fast, and no secret: the snapshot is a cache, and what somebody changes on purpose `check` finds by the journal.
struct LineSum: Sendable {
  private var value: UInt64 = 0

  mutating func add(_ other: LineSum) { value &+= other.value }

  mutating func add(_ line: Span<UInt8>, at offset: Int) {
    let start = LineSum.mixed(0x243F_6A88_85A3_08D3, UInt64(truncatingIfNeeded: offset))
    var lanes = (start, start &+ LineSum.odd, start ^ UInt64(line.count), ~start)
    var at = 0
    let bytes = line.bytes
    while at + 32 <= line.count {
      lanes.0 = LineSum.mixed(
        lanes.0, bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
      lanes.1 = LineSum.mixed(
        lanes.1, bytes.unsafeLoadUnaligned(fromByteOffset: at + 8, as: UInt64.self))
      lanes.2 = LineSum.mixed(
        lanes.2, bytes.unsafeLoadUnaligned(fromByteOffset: at + 16, as: UInt64.self))
      lanes.3 = LineSum.mixed(
        lanes.3, bytes.unsafeLoadUnaligned(fromByteOffset: at + 24, as: UInt64.self))
      at += 32
    }
    while at + 8 <= line.count {
      lanes.0 = LineSum.mixed(
        lanes.0, bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    while at < line.count {
      lanes.1 = LineSum.mixed(lanes.1, UInt64(line[at]))
      at += 1
    }
    value &+= LineSum.mixed(LineSum.mixed(LineSum.mixed(lanes.0, lanes.1), lanes.2), lanes.3)
  }

  var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Every bit of either number changes about half of the answer's.
  @inline(__always)
  private static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = (left ^ UInt64(littleEndian: right) ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
      by: odd)
    return product.high ^ product.low
  }

  private static let odd: UInt64 = 0xD6E8_FEB8_6659_FD93
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

/// A snapshot that was read, open as long as somebody may want a line of it again.
///
/// The file stays what it was, also when another one has taken its name.
public final class SnapshotFile: Sendable {
  private let file: OpenFile
  private let files: any FileSystem
  private let size: Int
  private let lastFailure = Mutex<SystemFailure?>(nil)

  init(_ file: OpenFile, in files: any FileSystem, size: Int) {
    (self.file, self.files, self.size) = (file, files, size)
  }

  deinit { files.close(file) }

  /// What the system said when a line could last not be read.
  public var failure: SystemFailure? { lastFailure.withLock { $0 } }

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

/// Lines of which nothing is wanted.
private struct AnyLines: SnapshotPart {
  init(expecting bytes: Int) {}

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

  /// Whether the snapshot holds just these lines.
  ///
  /// - Throws: ``JournalError/system(_:)`` where it could not be read.
  public func holds(
    _ lines: (_ write: ([UInt8]) -> Void) -> Void
  ) throws(JournalError) -> Bool {
    var reader = SnapshotReader(file, in: files, size: size)
    let holds = reader.readHeader() != nil && reader.holds(lines)
    if let failure = reader.failure { throw .system(failure) }
    return holds
  }
}
