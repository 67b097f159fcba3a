public import SystemFiles

extension Journal {
  /// Makes a store with its first entry; all of it is on the disk when this returns.
  ///
  /// The entry's file comes last, so that a store that was cut short is none.
  /// `folder` must be absent or empty; it becomes the owner's alone (0700).
  /// - Returns: The entry as every reader will see it.
  /// - Throws: ``JournalError/notEmpty(path:)``, ``JournalError/system(_:)``,
  ///   ``JournalError/tooLarge(bytes:events:)``.
  @discardableResult
  public static func create(
    folder: String, files: any FileSystem, salt: () -> String, _ draft: EntryDraft<Event>
  ) throws(JournalError) -> Entry<Event> {
    guard draft.events.count <= Limits.events else {
      throw .tooLarge(bytes: 0, events: draft.events.count)
    }
    let encoded = EncodedEntry(draft, after: .start, salt: salt)
    let bytes = encoded.bytes
    guard bytes.count <= Limits.bytes else {
      throw .tooLarge(bytes: bytes.count, events: draft.events.count)
    }
    let decoded: DecodedEntry<Event> = encoded.decoded(after: .start, line: 0)
    let paths = StorePaths(folder: folder)
    let isEmpty: Bool
    do throws(SystemFailure) {
      isEmpty = try makeEmpty(folder, in: files)
    } catch {
      throw .system(error)
    }
    guard isEmpty else { throw .notEmpty(path: folder) }
    do throws(SystemFailure) {
      try files.writeNew(paths.lock, StoreLock.blank)
      try files.makeFolder(paths.journal)
      try files.synchronizeFolder(folder)
      try files.writeNew(paths.segment, bytes)
      try files.synchronizeFolder(FilePath.folder(of: folder))
    } catch {
      throw .system(error)
    }
    return decoded.entry
  }

  /// Makes the folder, or takes an empty one; false if there is anything in it.
  private static func makeEmpty(
    _ folder: String, in files: any FileSystem
  ) throws(SystemFailure) -> Bool {
    do throws(SystemFailure) {
      try files.makeFolder(folder)
    } catch {
      guard error.isTaken else { throw error }
      guard try files.names(in: folder).isEmpty else { return false }
    }
    try files.setMode(folder, 0o700)
    return true
  }
}
