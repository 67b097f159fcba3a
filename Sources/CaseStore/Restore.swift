internal import CanonicalForm
public import CaseDomain
internal import EventJournal
internal import SystemFiles

/// What a restoration came to.
public struct Restoration: Hashable, Sendable {
  /// The last entry that was taken over, and its hash.
  public var entry: Int
  public var hash: String
  /// The last entry of the copy.
  public var last: Int
}

extension CaseStore {
  /// Makes a store in `target`, which must be absent or empty, from a copy of one, up to a moment or to its end.
  ///
  /// The copy is a backup, or what `cp`, `tar` or `rsync` made of a live store; it is read and verified, and
  /// nothing in it is changed. The new store ends with an entry that says where it comes from.
  /// - Throws: ``StoreError/journal(_:)`` for a damaged copy (up to the damage it can be restored with a moment),
  ///   ``StoreError/otherFile(path:)`` for a backup that is not what its manifest says,
  ///   ``StoreError/noSuchMoment(_:)``.
  public static func restore(
    _ copy: String, to target: String, until moment: Moment? = nil, by officer: OfficerID,
    _ surroundings: Surroundings
  ) throws(StoreError) -> Restoration {
    let source = StoreSource(surroundings)
    try requireManifest(of: copy, surroundings.files)
    let journal = try open(copy, source)
    let (end, last) = try self.end(of: journal, until: moment)
    try StagedFolder.make(target, source) { (folder) throws(StoreError) in
      do throws(JournalError) {
        _ = try journal.copy(to: folder, upTo: end, holder: officer.rawValue)
        // All of it, whatever the moment: what was seen was seen.
        _ = try Journal<Access>.copyFiles(
          of: .access, from: copy, to: folder, files: surroundings.files)
        // Lines that were erased behind the moment are gone all the same, and this store must say why.
        let report = try Journal<Event>.check(folder, files: surroundings.files)
        let lines = report.findings.compactMap { finding in
          if case .erasedByNobody(let hash) = finding.problem { hash } else { nil }
        }
        try note(end, lines, in: folder, by: officer, source)
      } catch {
        throw .journal(error)
      }
    }
    return Restoration(entry: end.entry, hash: end.hash, last: last)
  }

  /// Records in the new store where it comes from.
  private static func note(
    _ end: CopyEnd, _ lines: [String], in target: String, by officer: OfficerID,
    _ source: StoreSource
  ) throws(JournalError) {
    let journal = try Journal<Event>(opening: target, files: source.surroundings.files) {
      source.hexadecimal(bytes: 16)
    }
    var created: Created?
    _ = try journal.transaction(
      holder: officer.rawValue,
      apply: { entry in
        if case .created(let event)? = entry.events.first, entry.number == 1 { created = event }
      },
      decide: { head in
        source.prepare(simulated: created?.simulated ?? false, entry: head.number + 1)
        let now = source.now(simulated: created?.simulated ?? false, last: head.at)
        let event = Restored(
          store: created?.store ?? "", entry: end.entry, hash: end.hash, lines: lines)
        return (
          EntryDraft(
            at: max(now, head.at ?? now), id: source.uuid(), by: officer.rawValue,
            events: [.restored(event)]), ()
        )
      })
  }

  /// Where the restoration ends, and the number of the copy's last entry that can be read.
  private static func end(of journal: Journal<Event>, until moment: Moment?)
    throws(StoreError) -> (CopyEnd, last: Int)
  {
    var end: Entry<Event>?
    var last = 0
    var damage: JournalError?
    do throws(JournalError) {
      try journal.replay { entry in
        last = entry.number
        let isWanted =
          switch moment {
          case nil: true
          case .entry(let number): entry.number <= number
          case .instant(let instant): entry.at <= instant
          }
        if isWanted { end = entry }
        return true
      }
    } catch {
      damage = error
    }
    // Up to a moment before the damage everything is there.
    if let damage, moment == nil || last == end?.number { throw .journal(damage) }
    guard let end else {
      throw moment.map { .noSuchMoment($0) } ?? .noBeginning(path: journal.folder)
    }
    if case .entry(let number)? = moment, number != end.number {
      throw .noSuchMoment(.entry(number))
    }
    return (CopyEnd(behind: end), last)
  }

  /// Refuses a backup of which a file is not what was written.
  private static func requireManifest(of copy: String, _ files: any FileSystem) throws(StoreError) {
    let path = FilePath.join(copy, BackupManifest.name)
    let bytes: [UInt8]
    do throws(SystemFailure) {
      bytes = try files.readWhole(path, limit: BackupManifest.limit)
    } catch {
      if error.isMissing { return }
      throw .journal(.system(error))
    }
    guard let fields = try? JSONObject(parsing: Array(bytes.dropLast())),
      let manifest = try? BackupManifest(from: fields), manifest.bytes == bytes
    else { throw .otherFile(path: path) }
    for file in manifest.files {
      let path = FilePath.join(copy, file.name)
      guard (try? FileCopy.hash(path, upTo: file.length, in: files)) == file.sha256 else {
        throw .otherFile(path: path)
      }
    }
  }
}
