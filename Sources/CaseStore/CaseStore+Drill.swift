internal import CaseDomain
internal import EventJournal
internal import SystemFiles

extension CaseStore {
  /// Restores a backup of this store to a temporary folder beside it and compares the state there with the
  /// state here at that entry; nothing of it stays.
  ///
  /// - Throws: ``StoreError`` where the backup cannot be restored.
  public func drill(_ backup: String, _ manifest: BackupManifest) throws(StoreError) -> Bool {
    let files = source.surroundings.files
    let target = "\(backup).\(source.hexadecimal(bytes: 8)).drill"
    defer { try? files.removeTree(target) }
    _ = try CaseStore.restore(backup, to: target, by: .owner, source.surroundings)
    let restored = try CaseStore(opening: target, source.surroundings)
    let here = try view(at: .entry(manifest.entry))
    let there = try restored.view(at: .entry(manifest.entry))
    let report = try CaseStore.check(target, source.surroundings)
    return report.severity == .clean && here.hash == there.hash
      && here.caseload.wholeState == there.caseload.wholeState
  }
}
