import SystemFiles

/// Reads a journal segment by segment and goes on behind damage, at the next line that is an entry.
struct Checker<Event: JournalEvent> {
  private(set) var file: OpenFile
  private let files: any FileSystem
  private(set) var findings: [Finding] = []
  private(set) var entries = 0
  private(set) var voids = 0
  private(set) var head = Head.start
  private var erasing = ErasureChecker<Event>()

  /// The hashes that the next entry may follow: one, or behind damage all that are possible.
  private var chain = [Head.start.hash]
  /// Whether `head.number` is known; behind damage the next entry says it.
  private var isNumberKnown = true
  /// The first line since `head.end` that is nothing by itself.
  private var suspect: Damage?
  /// The sealed lines since the last line of another kind.
  private var sealed: [Line] = []
  private var newer: Finding?
  /// Where the tail starts in which a power cut has left a hole.
  private var hole: Int?
  /// The same once the end of an entry was found behind the hole.
  private var holeEnd: Int?
  /// What the next entry must say of the segment before, being the first of its own.
  private var segmentStart: SegmentStart?

  init(_ file: OpenFile, in files: any FileSystem) {
    self.file = file
    self.files = files
  }

  /// Reads the segment, of which no more than `limit` bytes are part of the journal where the next one says
  /// so, and hands over every entry that can be read.
  mutating func check(
    upTo limit: Int?, _ body: (Entry<Event>) -> Void
  ) throws(SystemFailure) {
    let size = try files.status(of: file).size
    let end = min(size, limit ?? size)
    var lines = LineScanner(file, in: files, from: 0, to: end, after: 0)
    var last: Line?
    var stretch = OpenStretch(from: head.end)
    var from = head.end
    while let line = try lines.next() {
      last = line
      if line.hasHole(tail: head.end..<end), holeEnd != head.end { hole = head.end }
      if from != head.end { (stretch, from) = (OpenStretch(from: head.end), head.end) }
      if try stretch.isCovered(by: line, of: file, in: files) {
        takeVoid(line)
      } else if line.isSealed || line.isErased {
        takeSealed(line)
      } else if line.hasEntryEnd, hole != head.end {
        takeEntry(line, body)
      } else {
        // One end of an entry behind a hole is what a power cut leaves; another one is none.
        if line.hasEntryEnd { (hole, holeEnd) = (nil, head.end) }
        suspect(line)
      }
    }
    if let last { takeTail(endingWith: last, size: end) }
    if let limit, head.end != limit {
      findings.append(
        Finding(
          file: file.path, bytes: min(head.end, limit)..<max(head.end, limit),
          entry: head.number + 1, problem: .damage(.segmentStart)))
    }
    if size > end { voids += 1 }
  }

  /// Looks at the last segment where it has no whole entry, made by a writer or a repair that was cut short: all of
  /// it is a torn tail.
  mutating func checkUnbegun() throws(SystemFailure) {
    let size = try files.status(of: file).size
    guard size > 0 else { return }
    findings.append(
      Finding(
        file: file.path, line: 1, bytes: 0..<size, entry: head.number + 1, problem: .tornTail))
  }

  /// Goes on with the next segment.
  mutating func enter(_ next: OpenFile) {
    file = next
    segmentStart = SegmentStart(
      after: StorePaths.name(ofSegment: head.segment), length: head.end)
    head.segment += 1
    head.end = 0
    (suspect, hole, holeEnd, sealed) = (nil, nil, nil, [])
  }

  /// Reports what only the whole journal can tell.
  mutating func finish() {
    findings += erasing.findings
    if let newer { findings.append(newer) }
  }

  /// What was erased, by which entry.
  var erasures: Erasures { erasing.erasures }

  /// How many lines each entry erased.
  var erasureCounts: [ErasureCount] { erasing.counts }

  private mutating func takeVoid(_ line: Line) {
    guard line.isTerminated else { return reportMissingNewline(of: line) }
    voids += 1
    head.end = line.end
    suspect = nil
    sealed = []
  }

  private mutating func takeSealed(_ line: Line) {
    let start = sealed.first?.offset ?? line.offset
    if line.end - start > Limits.bytes || sealed.count >= Limits.sealedLines {
      suspect = suspect ?? damage(.tooLong, in: line)
      sealed = []
    } else {
      sealed.append(line)
    }
  }

  /// Keeps in mind a line that may be part of a write that was cut short, or damage.
  private mutating func suspect(_ line: Line) {
    var found = suspect ?? damage(line.isTooLong ? .tooLong : .unknownLine, in: line)
    // A void line may be right, and what it should cover was changed.
    if line.isVoid { found.flaw = .voidMismatch }
    found.bytes = (line.isVoid ? head.end : found.bytes.lowerBound)..<line.end
    suspect = found
    sealed = []
  }

  private mutating func takeEntry(_ line: Line, _ body: (Entry<Event>) -> Void) {
    var expected = head
    if !isNumberKnown, let number = line.writtenNumber { expected.number = number - 1 }
    guard line.isEntry,
      let previous = chain.first(where: { Digest.chained($0, line.body) == line.writtenHash })
    else { return takeUnchained(line) }
    expected.hash = previous
    do throws(EntryFlaw) {
      let decoded = try DecodedEntry<Event>(line, sealed: sealed, after: expected)
      let isFirst = segmentStart != nil
      // Behind damage nobody knows any more where the segment before ended.
      let start = decoded.entry.segmentStart
      guard start == segmentStart || isFirst && start != nil && !isNumberKnown else {
        throw EntryFlaw(.segmentStart)
      }
      guard line.isTerminated || suspect != nil else { return reportMissingNewline(of: line) }
      reportSuspect()
      if decoded.isNewer {
        newer = Finding(
          file: file.path, line: line.number, bytes: line.range, entry: decoded.entry.number,
          problem: .newerVersion(writtenBy: decoded.program))
      }
      head.at = decoded.entry.at
      erasing.take(decoded, in: file)
      body(decoded.entry)
    } catch {
      // Bytes that are nothing by themselves may be the very line that this entry is missing.
      if suspect == nil {
        report(damage(error.flaw, in: error.line ?? line, entry: expected.number + 1))
      }
      reportSuspect()
    }
    adopt(line, number: expected.number + 1, chain: [line.writtenHash], isNumberKnown: true)
  }

  /// An entry that follows none of the hashes that it could follow.
  private mutating func takeUnchained(_ line: Line) {
    let next = head.number + 1
    let number = line.isEntry ? line.writtenNumber ?? next : next
    let computed = Digest.chained(chain.last ?? head.hash, line.body)
    if suspect != nil, number > next {
      reportSuspect()
      report(damage(.unverifiable, in: line, entry: number))
    } else {
      reportSuspect()
      let flaw: Flaw =
        if !line.isEntry {
          .form
        } else if number != next, isNumberKnown {
          .number(found: number)
        } else {
          .hash(written: line.writtenHash, computed: computed)
        }
      report(damage(flaw, in: line))
    }
    // If its own hash was changed, the next entry follows the hash that its bytes give; if the whole
    // line does not belong here, the next one follows what stood above.
    adopt(
      line, number: max(number, next), chain: chain.suffix(2) + [line.writtenHash, computed],
      isNumberKnown: false)
  }

  private mutating func adopt(_ line: Line, number: Int, chain: [String], isNumberKnown: Bool) {
    entries += 1
    head = Head(
      number: number, hash: line.writtenHash, at: head.at, segment: head.segment, end: line.end)
    segmentStart = nil
    self.chain = chain
    self.isNumberKnown = isNumberKnown
    sealed = []
  }

  private mutating func takeTail(endingWith last: Line, size: Int) {
    if let suspect, suspect.flaw == .tooLong {
      reportSuspect()
    } else if suspect != nil || !sealed.isEmpty {
      let first = suspect?.line ?? sealed.first?.number
      findings.append(
        Finding(
          file: file.path, line: min(first ?? last.number, sealed.first?.number ?? last.number),
          bytes: head.end..<size, entry: head.number + 1, problem: .tornTail))
    }
  }

  private mutating func reportMissingNewline(of line: Line) {
    suspect = nil
    sealed = []
    findings.append(
      Finding(
        file: file.path, line: line.number, bytes: head.end..<line.end, entry: head.number + 1,
        problem: .lacksNewline))
  }

  private mutating func reportSuspect() {
    if let suspect { report(suspect) }
    suspect = nil
  }

  private mutating func report(_ damage: Damage) {
    findings.append(
      Finding(
        file: damage.file, line: damage.line, bytes: damage.bytes, entry: damage.entry,
        problem: .damage(damage.flaw)))
  }

  private func damage(_ flaw: Flaw, in line: Line, entry: Int? = nil) -> Damage {
    Damage(
      file: file.path, line: line.number, bytes: line.range, entry: entry ?? head.number + 1,
      flaw: flaw)
  }
}
