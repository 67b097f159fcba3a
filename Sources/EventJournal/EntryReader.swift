import SystemFiles

/// Reads one segment entry by entry and verifies every byte on the way.
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

  let file: OpenFile
  let files: any FileSystem
  private(set) var head = Head.start
  /// How many lines stand before `head.end`.
  private(set) var line = 0
  /// What the last reading found behind `head.end`.
  private(set) var tail = Tail.none
  /// How the newest program that wrote here names itself.
  private(set) var program: String?
  /// Whether a newer program wrote here.
  private(set) var isNewer = false

  init(_ file: OpenFile, in files: any FileSystem) {
    self.file = file
    self.files = files
  }

  /// Reads on to `size`, in bytes, and hands over every entry, until `body` answers false.
  ///
  /// - Throws: ``JournalError/damaged(_:)`` or ``JournalError/system(_:)``; the reader then stands
  ///   behind the last good entry, which was handed over.
  mutating func read(
    upTo size: Int, _ body: (Entry<Event>) -> Bool
  ) throws(JournalError) {
    tail = .none
    var lines = LineScanner(file, in: files, from: head.end, to: size, after: line)
    var sealed: [Line] = []
    var bad: Damage?
    var endsWithNewline = true
    while let line = try next(&lines) {
      endsWithNewline = line.isTerminated
      if try isVoid(line) {
        guard line.isTerminated else { return tail = .lacksNewline }
        advance(behind: line)
        sealed = []
        bad = nil
        continue
      }
      if bad == nil, line.isSealed || line.isErased {
        sealed.append(line)
        if line.end - head.end <= Limits.bytes { continue }
        throw .damaged(damage(.tooLong, in: line))
      }
      if bad == nil, line.isEntry {
        do throws(EntryFlaw) {
          let decoded = try DecodedEntry<Event>(line, sealed: sealed, after: head)
          guard line.isTerminated else { return tail = .lacksNewline }
          advance(to: decoded, behind: line)
          sealed = []
          if !body(decoded.entry) { return }
          continue
        } catch {
          bad = damage(error.flaw, in: error.line ?? line)
        }
      }
      let flaw: Flaw = line.isTooLong ? .tooLong : line.isVoid ? .voidMismatch : .unknownLine
      let first = bad ?? damage(flaw, in: line)
      // A write that was cut short leaves neither of these; what it does leave may be anything else.
      if line.hasEntryEnd || line.isTooLong { throw .damaged(first) }
      bad = first
    }
    if head.end < size { tail = .torn(endsWithNewline: endsWithNewline) }
  }

  /// Moves behind an entry that was just written at `head.end`.
  mutating func advance(to decoded: DecodedEntry<Event>, behind end: Int) {
    head = Head(
      number: decoded.entry.number, hash: decoded.entry.hash, at: decoded.entry.at, end: end)
    line = decoded.entry.line
    program = decoded.program ?? program
    isNewer = isNewer || decoded.isNewer
  }

  private mutating func advance(to decoded: DecodedEntry<Event>, behind line: Line) {
    advance(to: decoded, behind: line.end)
  }

  private mutating func advance(behind void: Line) {
    head.end = void.end
    line = void.number
  }

  private func next(_ lines: inout LineScanner) throws(JournalError) -> Line? {
    do throws(SystemFailure) { return try lines.next() } catch { throw .system(error) }
  }

  private func isVoid(_ line: Line) throws(JournalError) -> Bool {
    do throws(SystemFailure) {
      return try VoidLine.covers(line, from: head.end, of: file, in: files)
    } catch {
      throw .system(error)
    }
  }

  private func damage(_ flaw: Flaw, in line: Line) -> Damage {
    Damage(
      file: file.path, line: line.number, bytes: line.range, entry: head.number + 1, flaw: flaw)
  }
}
