public import SystemFiles

extension Journal {
  /// Makes a store with its first entry; all of it is on the disk when this returns.
  ///
  /// The entry's file comes last, so that a store that was cut short is none; what such a one left is made
  /// anew. `folder` must be absent or empty; it becomes the owner's alone (0700).
  /// - Returns: The entry as every reader will see it.
  /// - Throws: ``JournalError/notEmpty(path:)``, ``JournalError/remote(path:system:)``,
  ///   ``JournalError/busy(holder:)`` while another process makes it, ``JournalError/system(_:)``,
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
    let decoded: DecodedEntry<Event> = encoded.readBack(draft, after: .start, line: 0)
    let paths = StorePaths(folder: folder)
    try paths.make(in: files, holder: draft.by) { () throws(SystemFailure) in
      try files.writeNew(paths.segment(1), bytes)
    }
    return decoded.entry
  }
}

extension StorePaths {
  /// Makes the folders and the lock of a store, and then what `fill` puts into the folder of the journal: only
  /// with that the folder is a store, so that all names above it are on the disk before.
  func make(
    in files: any FileSystem, holder: String, _ fill: () throws(SystemFailure) -> Void
  ) throws(JournalError) {
    let isNew = try attempt { () throws(SystemFailure) in try makeFolder(in: files) }
    try refuseRemote(in: files)
    if !isNew { try takeOver(in: files) }
    try attempt { () throws(SystemFailure) in
      try files.setMode(folder, 0o700)
      try files.synchronizeFolder(FilePath.folder(of: folder))
      if try !files.names(in: folder).contains("lock") {
        try files.writeNew(lock, StoreLock.blank)
      }
    }
    let own = try StoreLock(lock, in: files)
    defer { own.close() }
    var held = try own.takeTurn(holder: holder, wait: .zero)
    var isDone = false
    defer { own.release(held, keepingRecord: !isDone) }
    try own.beginWriting(&held)
    // What the disk did not keep of a beginning that could not even be removed is found out by the next writer.
    own.note(&held, syncing: WritePlace(entry: 1, segment: 1, from: 0))
    guard try !hasEntry(in: files) else { throw .notEmpty(path: folder) }
    try attempt { () throws(SystemFailure) in
      if try files.names(in: folder).contains("journal") {
        for name in try files.names(in: journal) { try files.remove(FilePath.join(journal, name)) }
      } else {
        try files.makeFolder(journal)
      }
      try files.synchronizeFolder(folder)
      try fill()
    }
    isDone = true
  }

  /// Makes the folder; false where there is one.
  private func makeFolder(in files: any FileSystem) throws(SystemFailure) -> Bool {
    do throws(SystemFailure) {
      try files.makeFolder(folder)
      return true
    } catch {
      if error.isTaken { return false }
      throw error
    }
  }

  /// Takes a folder that is empty, or holds what the making of a store left when it was cut short.
  ///
  /// - Throws: ``JournalError/notEmpty(path:)`` for any other.
  private func takeOver(in files: any FileSystem) throws(JournalError) {
    let names = try attempt { () throws(SystemFailure) in try files.names(in: folder) }
    guard !names.isEmpty else { return }
    guard names.allSatisfy({ ["journal", "lock"].contains($0) }) else {
      throw .notEmpty(path: folder)
    }
  }

  private func hasEntry(in files: any FileSystem) throws(JournalError) -> Bool {
    guard try files.statusIfPresent(journal) != nil else { return false }
    return try attempt { () throws(SystemFailure) in
      let names = try files.names(in: journal)
      guard !names.isEmpty else { return false }
      // Other files are nothing that was cut short.
      guard names == [StorePaths.name(ofSegment: 1)] else { return true }
      let file = try files.open(segment(1), for: .reading)
      defer { files.close(file) }
      let size = try files.status(of: file).size
      var lines = LineScanner(file, in: files, from: 0, to: size, after: 0)
      var hasHole = false
      while let line = try lines.next() {
        hasHole = hasHole || line.hasHole(tail: 0..<size)
        if line.hasEntryEnd && !hasHole || line.isTooLong { return true }
      }
      return false
    }
  }
}
