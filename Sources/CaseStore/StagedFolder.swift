internal import EventJournal
internal import SystemFiles

/// A folder that has its name only once all of it is on the disk: until then it lies beside, as
/// `NAME.<16 hex>.part`, so that nothing half made ever passes for a store or a backup.
enum StagedFolder {
  /// Makes the folder as `fill` fills it, under the path that it is given; `target` must be absent or empty.
  ///
  /// - Throws: ``StoreError/journal(_:)`` and what `fill` throws; nothing of the folder is left then.
  static func make<Result>(
    _ target: String, _ source: StoreSource, _ fill: (String) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let files = source.surroundings.files
    let name = target.hasSuffix("/") && target != "/" ? String(target.dropLast()) : target
    let staged = "\(name).\(source.hexadecimal(bytes: 8)).part"
    do throws(JournalError) {
      try requireFree(name, files)
    } catch {
      throw .journal(error)
    }
    do throws(StoreError) {
      let result = try fill(staged)
      do throws(SystemFailure) {
        try files.rename(staged, to: name)
        try files.synchronizeFolder(FilePath.folder(of: name))
      } catch {
        throw .journal(.system(error))
      }
      return result
    } catch {
      try? files.removeTree(staged)
      throw error
    }
  }

  private static func requireFree(_ target: String, _ files: any FileSystem) throws(JournalError) {
    let names: [String]
    do throws(SystemFailure) {
      _ = try files.status(at: FilePath.folder(of: target))
      names = try files.namesIfAny(in: target)
    } catch {
      throw error.isMissing ? .missing(path: error.path) : .system(error)
    }
    guard names.isEmpty else { throw .notEmpty(path: target) }
  }
}

extension FileSystem {
  /// Removes a folder and everything in it.
  func removeTree(_ folder: String) throws(SystemFailure) {
    for name in try names(in: folder) {
      let path = FilePath.join(folder, name)
      if try status(at: path).kind == .folder { try removeTree(path) } else { try remove(path) }
    }
    try removeFolder(folder)
  }
}
