import SystemFiles

extension StorePaths {
  /// Opens the segment for reading, after making sure that nobody but the owner may touch the store.
  func openSegment(in files: any FileSystem) throws(JournalError) -> OpenFile {
    try require(.folder, at: folder, orThrow: .missing(path: folder), in: files)
    try require(.folder, at: journal, orThrow: .notAStore(path: folder), in: files)
    try require(.file, at: segment, orThrow: .notAStore(path: folder), in: files)
    try require(.file, at: lock, orThrow: .missing(path: lock), in: files)
    do throws(SystemFailure) {
      return try files.open(segment, for: .reading)
    } catch {
      throw .system(error)
    }
  }

  private func require(
    _ kind: FileStatus.Kind, at path: String, orThrow absence: JournalError,
    in files: any FileSystem
  ) throws(JournalError) {
    let status: FileStatus
    do throws(SystemFailure) {
      status = try files.status(at: path)
    } catch {
      throw error.isMissing ? absence : .system(error)
    }
    guard status.kind == kind else { throw .notAStore(path: folder) }
    if status.isLoose { throw .loosePermissions(path: path, mode: status.mode & 0o777) }
  }
}
