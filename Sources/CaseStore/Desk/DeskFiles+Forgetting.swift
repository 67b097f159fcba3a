internal import CanonicalForm
internal import CaseDomain
internal import SystemFiles

extension DeskFiles {
  /// Removes the drafts that correct a case or hold its person's NIK, and the exports with the NIK or the name;
  /// answers how many files that were.
  static func forget(
    _ id: CaseID, _ person: Person?, in store: String, _ files: any FileSystem
  ) throws(SystemFailure) -> Int {
    let marks = person.map { [Array($0.nik.digits.utf8), Array($0.name.utf8)] } ?? []
    var removed = 0
    let drafts = FilePath.join(store, "drafts")
    for name in try files.namesIfAny(in: drafts) {
      let path = FilePath.join(drafts, name)
      let bytes = try files.readWhole(path, limit: limit)
      let draft = try? JSONObject(parsing: Array(bytes.dropLast()))
      guard draft?["case"]?.int == id.number || marks.prefix(1).contains(where: bytes.contains)
      else { continue }
      try files.remove(path)
      removed += 1
    }
    let exports = FilePath.join(store, "exports")
    for officer in try files.namesIfAny(in: exports) {
      let folder = FilePath.join(exports, officer)
      for name in try files.namesIfAny(in: folder) {
        let path = FilePath.join(folder, name)
        let bytes = try files.readWhole(path, limit: limit)
        guard marks.contains(where: bytes.contains) else { continue }
        try files.remove(path)
        removed += 1
      }
      try? files.synchronizeFolder(folder)
    }
    try? files.synchronizeFolder(drafts)
    return removed
  }

  /// In bytes; no draft and no export of a whole programme is larger.
  private static let limit = 256 << 20
}

extension FileSystem {
  /// The names in a folder; none where there is no such folder.
  func namesIfAny(in folder: String) throws(SystemFailure) -> [String] {
    do throws(SystemFailure) {
      return try names(in: folder)
    } catch {
      if error.isMissing { return [] }
      throw error
    }
  }
}
