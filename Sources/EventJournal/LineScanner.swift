import SystemFiles

/// Cuts a stretch of a file into lines, reading in chunks; memory grows only for a long line.
struct LineScanner {
  private let files: any FileSystem
  private let file: OpenFile
  private let end: Int
  /// How much is read at once, in bytes.
  private let chunk: Int
  private var number: Int
  /// What was read and not yet handed out is `bytes[start..<filled]`, which is at `offset` in the file;
  /// the room behind it is used again and again.
  private var bytes: [UInt8] = []
  private var start = 0
  private var filled = 0
  private var offset: Int
  /// How far the file was read.
  private var read: Int

  /// Scans from `start`, where a line starts, to `end`, beyond which nothing is looked at, both in
  /// bytes; `line` lines stand before `start`.
  init(
    _ file: OpenFile, in files: any FileSystem, from start: Int, to end: Int, after line: Int = 0,
    chunk: Int = Limits.chunk
  ) {
    self.files = files
    self.file = file
    (self.end, self.chunk) = (end, chunk)
    offset = start
    read = start
    number = line
  }

  /// The next line, nil at the end; the last one may lack its newline.
  mutating func next() throws(SystemFailure) -> Line? {
    var searched = start
    var dropped = 0
    while true {
      if let newline = ByteSearch.first(Line.newline, in: bytes, searched..<filled) {
        return take(upTo: newline, dropped: dropped, isTerminated: true)
      }
      if filled - start > Limits.bytes {
        // Nobody wrote a line this long: only its length is of interest from here on.
        dropped += filled - start
        start = filled
      }
      searched = filled - start
      guard try readMore() else {
        if dropped == 0, start == filled { return nil }
        return take(upTo: filled, dropped: dropped, isTerminated: false)
      }
    }
  }

  private mutating func take(upTo end: Int, dropped: Int, isTerminated: Bool) -> Line {
    number += 1
    let length = dropped + end - start
    let line = Line(
      number: number, offset: offset, bytes: dropped == 0 ? Array(bytes[start..<end]) : [],
      length: length, isTerminated: isTerminated)
    offset = line.end
    start = end + (isTerminated ? 1 : 0)
    return line
  }

  /// Reads another chunk behind what is left, which moves to the front; false at the end.
  private mutating func readMore() throws(SystemFailure) -> Bool {
    let left = start..<filled
    bytes.withUnsafeMutableBytes { $0.copyMemory(from: .init(rebasing: $0[left])) }
    filled -= start
    start = 0
    let position = read
    let count = min(end - position, chunk)
    guard count > 0 else { return false }
    if bytes.isEmpty {
      bytes = [UInt8](repeating: 0, count: count)
    } else if bytes.count < filled + count {
      bytes.append(contentsOf: repeatElement(0, count: filled + count - bytes.count))
    }
    let (files, file, room) = (files, file, filled..<(filled + count))
    var failure: SystemFailure?
    let got = bytes.withUnsafeMutableBytes { buffer in
      do throws(SystemFailure) {
        return try files.read(file, at: position, into: .init(rebasing: buffer[room]))
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    filled += got
    read += got
    return got > 0
  }
}
