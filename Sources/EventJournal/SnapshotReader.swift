import CanonicalForm
import SystemFiles

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
  /// The lines of its index that were read.
  private(set) var directory = SnapshotDirectory()

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
      if SnapshotStretch.isSum(line) { return true }
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
    let stretches: [Stretch<Part>] = readStretches(splitAbove: limit)
    for stretch in stretches {
      failure = failure ?? stretch.failure
      sum.add(stretch.sum)
      count += stretch.count
      directory.append(stretch.directory)
    }
    guard stretches.allSatisfy(\.isRead), stretches.dropLast().allSatisfy({ $0.trailer == nil }),
      let trailer = stretches.last?.trailer, trailer.lines == count,
      trailer.sum == sum.hexadecimal, trailer.index == directory.start
    else { throw Unusable() }
    return stretches.map(\.part)
  }

  private func readStretches<Part: SnapshotPart>(splitAbove limit: Int) -> [Stretch<Part>] {
    let (file, files, size, start) = (file, files, size, lines.offset)
    guard size - start > limit else {
      return [Stretch(file, in: files, from: start, to: size, of: size)]
    }
    // The index at the end is soon read: with a little less than half of the bytes the first one has half of the work.
    let middle = start + (size - start) / 25 * 12
    let both = SecondThread.run(
      { Stretch<Part>(file, in: files, from: start, to: middle, of: size) },
      beside: { Stretch<Part>(file, in: files, behind: middle, of: size) })
    return [both.0, both.1]
  }

  /// Whether the lines behind the header are just these and the index of the keys that `expected` answers, and then the
  /// end.
  mutating func holds(_ expected: (_ write: ([UInt8]) -> Void) -> [SnapshotKey]?) -> Bool {
    var isSame = true
    func compare(_ wanted: [UInt8]) {
      guard isSame else { return }
      isSame = false
      read { line, _ in
        if SnapshotStretch.isSum(line) { return true }
        isSame = line.isEqual(to: wanted.span)
        return false
      }
    }
    guard let keys = expected({ compare($0) }) else { return false }
    SnapshotIndex(keys).forEachLine { compare($0) }
    guard isSame else { return false }
    isSame = false
    read { line, _ in
      if SnapshotStretch.isSum(line) { return true }
      isSame = SnapshotTrailer.isTrailer(line)
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

/// Some of the lines of a snapshot, those that start between two places of the file.
private struct Stretch<Part: SnapshotPart>: Sendable {
  var part = Part()
  var sum = LineSum()
  var count = 0
  /// The last line of the snapshot, where it is the last of the file and was met here.
  var trailer: SnapshotTrailer?
  /// The lines of the index that stand here.
  var directory = SnapshotDirectory()
  /// Whether all lines up to the end were understood.
  var isRead = false
  var failure: SystemFailure?

  init(_ file: OpenFile, in files: any FileSystem, from start: Int, to end: Int, of size: Int) {
    read(ChunkedLines(file, in: files, from: start, size: size), to: end)
  }

  /// The lines that start at `place` or behind it.
  init(_ file: OpenFile, in files: any FileSystem, behind place: Int, of size: Int) {
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
    // Variables of their own: to reach them in a generic value takes 300 instructions a line.
    var (part, sum, count, isUnderstood) = (part, sum, 0, true)
    var (trailer, directory): (SnapshotTrailer?, SnapshotDirectory) = (nil, SnapshotDirectory())
    let isWhole = lines.forEach { line, offset in
      if offset >= end { return false }
      // Most lines are the part's, and only these can be others.
      let hasKind = line.hasKind
      if hasKind, SnapshotTrailer.isTrailer(line) {
        trailer = SnapshotTrailer(line)
        return false
      }
      let own = LineSum(of: line, at: offset)
      sum.add(own)
      if hasKind, SnapshotStretch.isSum(line) { return true }
      count += 1
      if hasKind, directory.add(line, at: offset, own) { return true }
      isUnderstood = part.take(line, at: offset)
      return isUnderstood
    }
    (self.part, self.sum, self.count) = (part, sum, count)
    (self.trailer, self.directory) = (lines.isAtEnd ? trailer : nil, directory)
    failure = lines.failure
    isRead = isWhole && isUnderstood
  }
}

extension Span<UInt8> {
  /// Whether it begins as the lines do that a snapshot has beside those of its parts.
  fileprivate var hasKind: Bool {
    var cursor = JSONCursor(at: 0)
    return cursor.pass(#"{"kind":""#, in: self)
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
