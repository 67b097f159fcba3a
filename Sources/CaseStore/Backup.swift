public import CanonicalForm
public import CaseDomain
public import EventJournal
internal import SystemFiles

/// What a backup is of, and what its files must be: `manifest.json` in its folder.
public struct BackupManifest: Hashable, Sendable {
  public var program: String
  /// The name of the store, a UUID.
  public var store: String
  /// The last entry in it, and its hash.
  public var entry: Int
  public var hash: String
  /// When it was made.
  public var at: Instant
  public var files: [CopiedFile]

  static let name = "manifest.json"
  static let limit = 16 << 20

  /// The canonical bytes.
  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.object { fields in
      fields.field("kind", "backup")
      fields.field("format", 1)
      fields.field("program", program)
      fields.field("store", store)
      fields.field("entry", entry)
      fields.field("hash", hash)
      fields.field("at", at.description)
      fields.array("files", files) { fields, file in
        fields.object {
          $0.field("name", file.name)
          $0.field("bytes", file.length)
          $0.field("sha256", file.sha256)
        }
      }
    }
    return writer.bytes + [0x0A]
  }

  init(
    program: String, store: String, entry: Int, hash: String, at: Instant, files: [CopiedFile]
  ) {
    (self.program, self.store, self.entry, self.hash) = (program, store, entry, hash)
    (self.at, self.files) = (at, files)
  }

  init(from fields: JSONObject) throws(JSONFailure) {
    program = try fields.string("program")
    store = try fields.string("store")
    entry = try fields.int("entry")
    hash = try fields.string("hash")
    guard let at = Instant(try fields.string("at")) else {
      throw fields.unexpected("at", "a moment")
    }
    self.at = at
    files = []
    for file in try fields.objects("files") {
      files.append(
        CopiedFile(
          name: try file.string("name"), length: try file.int("bytes"),
          sha256: try file.string("sha256")))
    }
  }
}

extension CaseStore {
  /// Copies the store as it stands now into `target`, which must be absent or empty, while others may go on
  /// writing; the copy is a store itself, with a manifest.
  ///
  /// The access record and the drafts of the desks are taken along. What a desk derives from the journal, and exports, are not.
  /// - Throws: ``StoreError/journal(_:)``; what was begun is no store.
  public func backup(to target: String, program: String, by officer: OfficerID)
    throws(StoreError) -> BackupManifest
  {
    let files = source.surroundings.files
    var last: Entry<Event>?
    try replay { entry in
      last = entry
      return true
    }
    guard let last else { throw .noBeginning(path: folder) }
    return try StagedFolder.make(target, source) { (folder) throws(StoreError) in
      var manifest = BackupManifest(
        program: program, store: caseload.created?.store ?? "", entry: last.number,
        hash: last.hash, at: now, files: [])
      do throws(JournalError) {
        manifest.files = try journal.copy(
          to: folder, upTo: CopyEnd(behind: last), holder: officer.rawValue)
        manifest.files += try Journal<Access>.copyFiles(
          of: .access, from: self.folder, to: folder, files: files)
      } catch {
        throw .journal(error)
      }
      do throws(SystemFailure) {
        manifest.files += try copyDrafts(to: folder, files)
        try files.writeNew(FilePath.join(folder, BackupManifest.name), manifest.bytes)
      } catch {
        throw .journal(.system(error))
      }
      return manifest
    }
  }

  private func copyDrafts(to target: String, _ files: any FileSystem) throws(SystemFailure)
    -> [CopiedFile]
  {
    let drafts = FilePath.join(folder, "drafts")
    let names: [String]
    do throws(SystemFailure) {
      names = try files.names(in: drafts).filter { $0.hasSuffix(".json") }
    } catch {
      if error.isMissing { return [] }
      throw error
    }
    guard !names.isEmpty else { return [] }
    let copies = FilePath.join(target, "drafts")
    try files.makeFolder(copies)
    var copied: [CopiedFile] = []
    for name in names {
      let copy = FilePath.join(copies, name)
      do throws(SystemFailure) {
        let hash = try FileCopy.copy(FilePath.join(drafts, name), to: copy, in: files)
        let length = try files.status(at: copy).size
        copied.append(CopiedFile(name: "drafts/\(name)", length: length, sha256: hash))
      } catch {
        // The desk has saved or removed it meanwhile.
        if !error.isMissing { throw error }
      }
    }
    try files.synchronizeFolder(copies)
    try files.synchronizeFolder(target)
    return copied
  }
}
