public import SystemFiles

extension Journal {
  /// Reads a whole store without writing or locking and reports everything that is not as it must be,
  /// going on behind damage where it can.
  ///
  /// While others write, what they have not finished looks like a torn tail.
  /// - Throws: ``JournalError/missing(path:)``, ``JournalError/notAStore(path:)``,
  ///   ``JournalError/system(_:)``: nothing could be checked.
  public static func check(
    _ folder: String, files: any FileSystem
  ) throws(JournalError) -> CheckReport {
    let paths = StorePaths(folder: folder)
    var findings = try paths.findings(in: files)
    do throws(SystemFailure) {
      let file = try files.open(paths.segment, for: .reading)
      defer { files.close(file) }
      var checker = Checker<Event>(file, in: files)
      try checker.check(upTo: try files.status(of: file).size)
      findings += checker.findings
      return CheckReport(
        findings: findings, entries: checker.entries, head: checker.head, voids: checker.voids,
        erasedLines: checker.erasedLines)
    } catch {
      throw .system(error)
    }
  }
}

extension StorePaths {
  /// What is wrong with the files of the store as files.
  fileprivate func findings(in files: any FileSystem) throws(JournalError) -> [Finding] {
    var findings: [Finding] = []
    func report(_ path: String, _ problem: Finding.Problem) {
      findings.append(Finding(file: path, problem: problem))
    }
    let parts: [(path: String, kind: FileStatus.Kind, absence: JournalError?)] = [
      (folder, .folder, .missing(path: folder)), (journal, .folder, .notAStore(path: folder)),
      (segment, .file, .notAStore(path: folder)), (lock, .file, nil),
    ]
    for part in parts {
      guard let status = try status(at: part.path, in: files) else {
        if let absence = part.absence { throw absence }
        report(part.path, .missing)
        continue
      }
      guard status.kind == part.kind else { throw .notAStore(path: folder) }
      if status.isLoose { report(part.path, .loosePermissions(mode: status.mode & 0o777)) }
    }
    if try StoreLock.isPoisoned(lock, in: files) { report(lock, .poisoned) }
    if try status(at: nextSegment, in: files) != nil {
      report(nextSegment, .newerVersion(writtenBy: nil))
    }
    return findings
  }

  private func status(
    at path: String, in files: any FileSystem
  ) throws(JournalError) -> FileStatus? {
    do throws(SystemFailure) {
      return try files.status(at: path)
    } catch {
      if error.isMissing { return nil }
      throw .system(error)
    }
  }
}
