public import CanonicalForm
public import SystemFiles

// The log of who looked at what is begun when somebody first looks, and its writers read only its end: there is no
// state that its first lines would be needed for.
extension Journal {
  /// Whether a store has begun such a log.
  ///
  /// - Throws: ``JournalError/system(_:)``.
  public static func isBegun(_ log: JournalLog, in folder: String, files: any FileSystem)
    throws(JournalError) -> Bool
  {
    try files.statusIfPresent(StorePaths(folder: folder, log: log).segment(1)) != nil
  }

  /// Opens the log of a store, which is made where there is none, at its end: the last entry is verified against the
  /// one before it, and what stands above these is left to ``check(_:_:files:_:)``.
  ///
  /// - Throws: As ``init(opening:_:files:segmentLimit:salt:)`` and ``catchUp(_:)``.
  public static func openAtEnd(
    _ folder: String, _ log: JournalLog, files: any FileSystem, salt: @escaping () -> String
  ) throws(JournalError) -> Journal {
    let paths = StorePaths(folder: folder, log: log)
    try paths.begin(in: files)
    let journal = try Journal(opening: folder, log, files: files, segmentLimit: .max, salt: salt)
    let last = try paths.segments(in: files).last ?? 1
    if let place = try journal.placeNearEnd(ofSegment: last) { try journal.resume(at: place) }
    try journal.catchUp { _ in }
    return journal
  }

  /// The entries of a log from an instant on, each held against the line above it; what stands further up is left to
  /// ``check(_:_:files:_:)``, and what cannot be read is passed over.
  ///
  /// - Throws: ``JournalError/system(_:)``.
  public static func recent(
    _ log: JournalLog, in folder: String, since: Instant, files: any FileSystem
  ) throws(JournalError) -> [Entry<Event>] {
    let paths = StorePaths(folder: folder, log: log)
    guard try isBegun(log, in: folder, files: files) else { return [] }
    let file = try paths.openSegment(try paths.segments(in: files).last ?? 1, in: files)
    defer { files.close(file) }
    let lines = try attempt { () throws(SystemFailure) in
      let size = try files.status(of: file).size
      var window = Limits.tail
      while true {
        let start = max(0, size - window)
        var scanner = LineScanner(file, in: files, from: start, to: size, after: 0)
        // Unless it starts the file, the first line is a part of one.
        if start > 0 { _ = try scanner.next() }
        var lines: [Line] = []
        while let line = try scanner.next() {
          if line.isTerminated, line.isEntry, line.hasEntryEnd { lines.append(line) }
        }
        let first = lines.first.flatMap { EntryHead($0.bytes)?.at }
        if start == 0 || first.map({ $0 < since }) ?? false { return lines }
        window *= 4
      }
    }
    var head = Head.start
    var entries: [Entry<Event>] = []
    for line in lines {
      if let entry = try? DecodedEntry<Event>(line, sealed: [], after: head).entry,
        entry.at >= since
      {
        entries.append(entry)
      }
      head.number = line.writtenNumber ?? 0
      head.hash = line.writtenHash
    }
    return entries
  }

  /// Behind the last entry but one of a segment, as its last bytes show it; nil where they show no two.
  private func placeNearEnd(ofSegment number: Int) throws(JournalError) -> ReadingPlace? {
    let file = try paths.openSegment(number, in: files)
    defer { files.close(file) }
    return try attempt { () throws(SystemFailure) in
      let size = try files.status(of: file).size
      let start = max(0, size - Limits.tail)
      var lines = LineScanner(file, in: files, from: start, to: size, after: 0)
      // Unless it starts the file, the first line is a part of one.
      if start > 0 { _ = try lines.next() }
      var lastTwo: [Line] = []
      while let line = try lines.next() {
        guard line.isTerminated, line.isEntry, line.hasEntryEnd else { continue }
        lastTwo = lastTwo.suffix(1) + [line]
      }
      guard lastTwo.count == 2, let number = lastTwo[0].writtenNumber,
        let head = EntryHead(lastTwo[0].bytes)
      else { return nil }
      return ReadingPlace(
        head: Head(
          number: number, hash: lastTwo[0].writtenHash, at: head.at, segment: reader.head.segment,
          end: lastTwo[0].end),
        line: lastTwo[0].number, lastEntry: lastTwo[0].offset, program: nil)
    }
  }
}

extension StorePaths {
  /// Makes the empty log and its lock where they are missing; another process may be doing the same.
  fileprivate func begin(in files: any FileSystem) throws(JournalError) {
    guard try files.statusIfPresent(segment(1)) == nil else { return }
    try refuseRemote(in: files)
    for (path, bytes) in [(lock, StoreLock.blank), (segment(1), [])] {
      do throws(SystemFailure) {
        try files.writeNew(path, bytes)
      } catch {
        if !error.isTaken { throw .notSaved(error) }
      }
    }
  }
}
