public import SystemFiles

extension Journal {
  /// Reads a whole store without writing or locking and reports everything that is not as it must be,
  /// going on behind damage where it can.
  ///
  /// `body` gets every entry that could be read. While others write, what they have not finished looks like a
  /// torn tail.
  /// - Throws: ``JournalError/missing(path:)``, ``JournalError/notAStore(path:)``,
  ///   ``JournalError/system(_:)``: nothing could be checked.
  public static func check(
    _ folder: String, _ log: JournalLog = .journal, files: any FileSystem,
    _ body: (Entry<Event>) -> Void = { _ in }
  ) throws(JournalError) -> CheckReport {
    let paths = StorePaths(folder: folder, log: log)
    var findings = try paths.findings(in: files)
    let numbers = try paths.segments(in: files)
    let first = try attempt { () throws(SystemFailure) in
      try files.open(paths.segment(1), for: .reading)
    }
    var checker = Checker<Event>(first, in: files)
    defer { files.close(checker.file) }
    var isBegun = true
    for number in 1...max(1, numbers.last ?? 1) {
      let next = try numbers.contains(number + 1) ? paths.openSegment(number + 1, in: files) : nil
      try attempt { () throws(SystemFailure) in
        let beginning = try next.map { (next) throws(SystemFailure) in
          try SegmentBeginning(of: next, in: files)
        }
        if isBegun {
          try checker.check(upTo: beginning?.start?.length, body)
        } else {
          try checker.checkUnbegun()
        }
        // Only behind an entry another one is made.
        isBegun = beginning.map { !$0.isUnbegun } ?? true || numbers.contains(number + 2)
      }
      guard let next else { break }
      files.close(checker.file)
      checker.enter(next)
    }
    checker.finish()
    findings += checker.findings
    if !checker.erasures.entries.isEmpty {
      let erased = ErasedLines(erasures: checker.erasures, paths: paths, files: files)
      for number in numbers { findings += try erased.readable(in: number) }
    }
    return CheckReport(
      findings: findings, entries: checker.entries, head: checker.head, voids: checker.voids,
      erasures: checker.erasureCounts)
  }
}

extension StorePaths {
  /// What is wrong with the files of the store as files.
  fileprivate func findings(in files: any FileSystem) throws(JournalError) -> [Finding] {
    var findings: [Finding] = []
    func report(_ path: String, _ problem: Finding.Problem) {
      findings.append(Finding(file: path, problem: problem))
    }
    func look(_ path: String, _ kind: FileStatus.Kind, orThrow absence: JournalError?)
      throws(JournalError)
    {
      guard let status = try files.statusIfPresent(path) else {
        if let absence { throw absence }
        return report(path, .missing)
      }
      guard status.kind == kind else { throw .notAStore(path: folder) }
      if status.isLoose { report(path, .loosePermissions(mode: status.mode & 0o777)) }
    }
    try look(folder, .folder, orThrow: .missing(path: folder))
    try look(journal, .folder, orThrow: .notAStore(path: folder))
    try look(segment(1), .file, orThrow: .notAStore(path: folder))
    let names = try attempt { () throws(SystemFailure) in try files.names(in: journal) }
    let numbers = names.compactMap(segment(named:)).sorted()
    for number in numbers where number > 1 {
      try look(segment(number), .file, orThrow: .missing(path: segment(number)))
    }
    for number in 1..<max(2, numbers.last ?? 1) where !numbers.contains(number) {
      report(segment(number), .lostSegment)
    }
    // Beside the one file of the other log stands much else.
    for name in names where log == .journal && segment(named: name) == nil {
      report(FilePath.join(journal, name), .strangeFile)
    }
    try look(lock, .file, orThrow: nil)
    if try StoreLock.isPoisoned(lock, in: files) { report(lock, .poisoned) }
    if try StoreLock.isErasing(lock, in: files) { report(lock, .erasureUnfinished) }
    return findings
  }
}

extension ErasedLines {
  /// The lines of a segment that were erased and can still be read.
  fileprivate func readable(in segment: Int) throws(JournalError) -> [Finding] {
    try attempt { () throws(SystemFailure) in try places(in: segment) }.compactMap { place in
      guard let eraser = place.eraser, !place.line.isErased else { return nil }
      return Finding(
        file: paths.segment(segment), line: place.line.number, bytes: place.line.range,
        entry: place.owner, problem: .notErased(by: eraser))
    }
  }
}
