import SystemFiles

/// Reads segments entry by entry and verifies every byte on the way, one file at a time.
///
/// A value: a copy reads on from the same place without moving the other.
struct EntryReader<Event: JournalEvent> {
  /// What stands behind the last good line.
  enum Tail: Hashable {
    case none
    /// A good entry or void line that lacks only its newline.
    case lacksNewline
    /// Bytes that are nothing yet: a write that was cut short, or sealed lines without their entry.
    case torn(endsWithNewline: Bool)
  }

  var file: OpenFile
  let files: any FileSystem
  private(set) var head = Head.start
  /// How many lines stand before `head.end`.
  private(set) var line = 0
  /// What the next entry must say of the segment before, being the first of its own.
  private(set) var segmentStart: SegmentStart?
  /// Where the last entry's line starts in its segment, in bytes.
  private(set) var lastEntry = 0
  /// What the last reading found behind `head.end`.
  private(set) var tail = Tail.none
  /// How the newest program that wrote here names itself.
  private(set) var program: String?
  /// Whether a newer program wrote here.
  private(set) var isNewer = false
  /// How much there must be to read before a second thread computes hashes ahead, in bytes.
  var aheadLimit = Limits.aheadStretch

  /// A reader at the beginning of the first segment.
  init(_ file: OpenFile, in files: any FileSystem) {
    self.file = file
    self.files = files
  }

  /// A reader that goes on where another one stopped, of which the same things are known.
  init(_ file: OpenFile, in files: any FileSystem, from place: ReadingPlace) {
    self.init(file, in: files)
    (head, line, lastEntry) = (place.head, place.line, place.lastEntry)
    program = place.program
  }

  /// A reader at the beginning of the next segment, which is `file`.
  func next(_ file: OpenFile) -> EntryReader {
    var next = EntryReader(file, in: files)
    (next.program, next.isNewer) = (program, isNewer)
    next.head = head
    next.segmentStart = SegmentStart(
      after: StorePaths.name(ofSegment: head.segment), length: head.end)
    next.head.segment += 1
    next.head.end = 0
    return next
  }

  /// Where this reader stands.
  var place: ReadingPlace {
    ReadingPlace(head: head, line: line, lastEntry: lastEntry, program: program)
  }

  /// Reads on to `size`, in bytes, and hands over every entry, until `body` answers false.
  ///
  /// Each is first handed to `scan` with its events as bytes; what that takes is not decoded.
  /// - Throws: ``JournalError/damaged(_:)`` or ``JournalError/system(_:)``; the reader then stands
  ///   behind the last good entry, which was handed over.
  mutating func read(
    upTo size: Int, scan: (RawEntry) -> Bool = { _ in false }, _ body: (Entry<Event>) -> Bool
  ) throws(JournalError) {
    tail = .none
    var lines = HashedLines(
      LineScanner(file, in: files, from: head.end, to: size, after: line),
      length: size - head.end, behind: head.hash, aheadAbove: aheadLimit)
    var sealed: [Line] = []
    var bad: Damage?
    var endsWithNewline = true
    // A write that was cut short leaves no end of an entry, but for one behind a hole.
    var hasHole = false
    var hasEnd = false
    var stretch = OpenStretch(from: head.end)
    while let line = try next(&lines) {
      endsWithNewline = line.isTerminated
      if try isVoid(line, &stretch) {
        guard line.isTerminated else { return tail = .lacksNewline }
        advance(behind: line)
        sealed = []
        (bad, hasHole, hasEnd) = (nil, false, false)
        stretch = OpenStretch(from: head.end)
        continue
      }
      hasHole = hasHole || line.hasHole(tail: head.end..<size)
      if bad == nil, line.isSealed || line.isErased {
        sealed.append(line)
        if line.end - head.end <= Limits.bytes, sealed.count <= Limits.sealedLines { continue }
        throw .damaged(damage(.tooLong, in: line))
      }
      if bad == nil, line.isEntry, segmentStart == nil,
        let raw = RawEntry(line, sealed: sealed, after: head), scan(raw)
      {
        advance(to: raw, on: line)
        sealed = []
        stretch = OpenStretch(from: head.end)
        continue
      }
      if bad == nil, line.isEntry {
        do throws(EntryFlaw) {
          let decoded = try DecodedEntry<Event>(line, sealed: sealed, after: head)
          guard decoded.entry.segmentStart == segmentStart else { throw EntryFlaw(.segmentStart) }
          guard line.isTerminated else { return tail = .lacksNewline }
          advance(to: decoded, behind: line)
          sealed = []
          stretch = OpenStretch(from: head.end)
          if !body(decoded.entry) { return }
          continue
        } catch {
          bad = damage(error.flaw, in: error.line ?? line)
        }
      }
      let flaw: Flaw = line.isTooLong ? .tooLong : line.isVoid ? .voidMismatch : .unknownLine
      let first = bad ?? damage(flaw, in: line)
      let isCut = hasHole && !hasEnd
      if line.hasEntryEnd && !isCut || line.isTooLong { throw .damaged(first) }
      hasEnd = hasEnd || line.hasEntryEnd
      bad = first
    }
    if head.end < size { tail = .torn(endsWithNewline: endsWithNewline) }
  }

  /// Moves behind an entry that was just written at `head.end`.
  mutating func advance(to decoded: DecodedEntry<Event>, behind end: Int) {
    head = Head(
      number: decoded.entry.number, hash: decoded.entry.hash, at: decoded.entry.at,
      segment: head.segment, end: end)
    line = decoded.entry.line
    lastEntry = decoded.entry.offset
    segmentStart = nil
    program = decoded.program ?? program
    isNewer = isNewer || decoded.isNewer
  }

  private mutating func advance(to raw: RawEntry, on line: Line) {
    head = Head(
      number: raw.number, hash: line.writtenHash, at: raw.at, segment: head.segment, end: line.end)
    (self.line, lastEntry) = (line.number, line.offset)
  }

  private mutating func advance(to decoded: DecodedEntry<Event>, behind line: Line) {
    advance(to: decoded, behind: line.end)
  }

  private mutating func advance(behind void: Line) {
    head.end = void.end
    line = void.number
  }

  private func next(_ lines: inout HashedLines) throws(JournalError) -> Line? {
    do throws(SystemFailure) { return try lines.next() } catch { throw .system(error) }
  }

  private func isVoid(_ line: Line, _ stretch: inout OpenStretch) throws(JournalError) -> Bool {
    do throws(SystemFailure) {
      return try stretch.isCovered(by: line, of: file, in: files)
    } catch {
      throw .system(error)
    }
  }

  private func damage(_ flaw: Flaw, in line: Line) -> Damage {
    Damage(
      file: file.path, line: line.number, bytes: line.range, entry: head.number + 1, flaw: flaw)
  }
}

/// Where a reader stands, and what it must know to go on from there.
struct ReadingPlace: Hashable {
  var head: Head
  /// How many lines of the segment stand before `head.end`.
  var line: Int
  /// Where the last entry's line starts in the segment, in bytes.
  var lastEntry: Int
  /// How the newest program that wrote before that names itself.
  var program: String?
}
