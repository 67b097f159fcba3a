import SystemFiles

// An erasure is an entry that names lines, and then those lines overwritten. The mark in the lock file is on the
// disk before the entry is, so that whoever comes after a crash anywhere in between goes on.
extension Journal {
  /// The hashes of the sealed lines of a case that can still be read.
  ///
  /// - Throws: ``JournalError/system(_:)``.
  public func sealedLines(ofCase number: Int) throws(JournalError) -> [String] {
    var hashes: [String] = []
    for segment in try paths.segments(in: files) {
      let file = try paths.openSegment(segment, in: files)
      defer { files.close(file) }
      try attempt { () throws(SystemFailure) in
        let size = try files.status(of: file).size
        var lines = LineScanner(file, in: files, from: 0, to: size, after: 0)
        while let line = try lines.next() {
          guard line.isSealed, line.isOf(case: number) else { continue }
          hashes.append(Digest.hexadecimal(of: line.bytes[...]))
        }
      }
    }
    return hashes
  }

  /// Makes sure that lines can be overwritten, and says for whoever comes after a crash that they will be.
  func prepareErasure(_ turn: Turn) throws(JournalError) {
    let numbers = try paths.segments(in: files)
    do throws(SystemFailure) {
      for number in numbers { files.close(try files.open(paths.segment(number), for: .updating)) }
      try turn.lock.beginErasing(entry: reader.head.number + 1)
    } catch {
      throw .notSaved(error)
    }
  }

  /// Goes on with an erasure that a crash has cut short; what hinders that must not hinder the work of others.
  func resumeErasure(_ turn: Turn) throws(JournalError) {
    if try turn.lock.isErasing() { try? finishErasure(turn) }
  }

  /// Whether there is a line that was erased and is not overwritten; also in a copy, which lacks the mark.
  func needsErasing(_ turn: Turn) throws(JournalError) -> Bool {
    if try turn.lock.isErasing() { return true }
    let erased = ErasedLines(erasures: try erasures(), paths: paths, files: files)
    guard !erased.erasures.entries.isEmpty else { return false }
    for number in try paths.segments(in: files) {
      let places = try attempt { () throws(SystemFailure) in try erased.places(in: number) }
      if places.contains(where: { $0.owner != nil && !$0.line.isBlank }) { return true }
    }
    return false
  }

  /// Removes the snapshot and overwrites every line that any entry has erased, whether or not somebody did so
  /// before: after a failed synchronisation nobody could tell.
  ///
  /// - Throws: ``JournalError/notErased(_:)``.
  func finishErasure(_ turn: Turn) throws(JournalError) {
    let erased: ErasedLines
    let numbers: [Int]
    do throws(JournalError) {
      erased = ErasedLines(erasures: try erasures(), paths: paths, files: files)
      numbers = try paths.segments(in: files)
    } catch {
      // The entry stands already: nobody may be told that nothing was saved.
      if case .system(let failure) = error { throw .notErased(failure) }
      throw error
    }
    do throws(SystemFailure) {
      try paths.removeSnapshots(in: files)
      for number in numbers {
        let lines = try erased.places(in: number).map(\.line.range)
        guard !lines.isEmpty else { continue }
        let file = try files.open(paths.segment(number), for: .updating)
        defer { files.close(file) }
        // First the byte by which everybody knows an erased line, which a disk writes whole or not at all:
        // of the rest a power cut may leave any part.
        for line in lines { try fill(line.lowerBound..<(line.lowerBound + 1), of: file) }
        try files.synchronizeWhole(file)
        for line in lines { try fill(line, of: file) }
        try files.synchronizeWhole(file)
      }
      try turn.lock.endErasing()
    } catch {
      throw .notErased(error)
    }
  }

  private func fill(_ range: Range<Int>, of file: OpenFile) throws(SystemFailure) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let spaces = [UInt8](repeating: 0x20, count: min(range.upperBound - offset, Limits.chunk))
      let count = try files.overwrite(file, at: offset, with: spaces[...])
      guard count > 0 else { throw .shortWrite(to: file.path) }
      offset += count
    }
  }

  /// What all entries have erased.
  private func erasures() throws(JournalError) -> Erasures {
    var erasures = Erasures()
    try replay { entry in
      erasures.take(entry)
      return true
    }
    return erasures
  }
}
