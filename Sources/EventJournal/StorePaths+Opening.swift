import SystemFiles

extension StorePaths {
  /// Makes sure that the folder holds a whole store, which nobody but the owner may touch.
  func requireStore(in files: any FileSystem) throws(JournalError) {
    try require(.folder, at: folder, orThrow: .missing(path: folder), in: files)
    try require(.folder, at: journal, orThrow: .notAStore(path: folder), in: files)
    try require(.file, at: segment(1), orThrow: .notAStore(path: folder), in: files)
    try require(.file, at: lock, orThrow: .missing(path: lock), in: files)
    let numbers = try segments(in: files)
    // Behind a gap there would be entries that nobody sees, and numbers given twice.
    for (place, number) in numbers.enumerated() where number != place + 1 {
      throw .missing(path: segment(place + 1))
    }
  }

  /// Opens a segment for reading.
  func openSegment(_ number: Int, in files: any FileSystem) throws(JournalError) -> OpenFile {
    let path = segment(number)
    try require(.file, at: path, orThrow: .missing(path: path), in: files)
    return try attempt { () throws(SystemFailure) in try files.open(path, for: .reading) }
  }

  /// The numbers of the segments that there are, ascending.
  func segments(in files: any FileSystem) throws(JournalError) -> [Int] {
    let names = try attempt { () throws(SystemFailure) in try files.names(in: journal) }
    return names.compactMap(segment(named:)).sorted()
  }

  /// Refuses a folder on another machine.
  func refuseRemote(in files: any FileSystem) throws(JournalError) {
    let system = try attempt { () throws(SystemFailure) in try files.remoteSystem(of: folder) }
    if let system { throw .remote(path: folder, system: system) }
  }

  private func require(
    _ kind: FileStatus.Kind, at path: String, orThrow absence: JournalError,
    in files: any FileSystem
  ) throws(JournalError) {
    guard let status = try files.statusIfPresent(path) else { throw absence }
    guard status.kind == kind else { throw .notAStore(path: folder) }
    if status.isLoose { throw .loosePermissions(path: path, mode: status.mode & 0o777) }
  }
}

extension FileSystem {
  /// What stands under the path; nil where there is nothing.
  func statusIfPresent(_ path: String) throws(JournalError) -> FileStatus? {
    do throws(SystemFailure) {
      return try status(at: path)
    } catch {
      if error.isMissing { return nil }
      throw .system(error)
    }
  }
}

/// Does what a failure of the system ends, and reports that as the journal's error.
func attempt<Result>(_ body: () throws(SystemFailure) -> Result) throws(JournalError) -> Result {
  do throws(SystemFailure) {
    return try body()
  } catch {
    throw .system(error)
  }
}
