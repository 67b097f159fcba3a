internal import CanonicalForm
public import CaseDomain
public import SystemFiles

// Drafts are `drafts/OFFICER-UUID.json`. A draft is open at one desk at most; which one that is says the
// desk's own file (`DeskPlace`).
extension DeskFiles {
  /// The drafts of this officer and of the others of the same office that no other desk has open, the
  /// newest first.
  ///
  /// Files that are no drafts, cannot be read, or belong to nobody among `officers` are left alone.
  public func drafts(_ officers: [OfficerID: Officer]) throws(SystemFailure) -> [Draft] {
    guard let office = officers[officer]?.office else { return [] }
    let elsewhere = Set(try others().compactMap(\.open.draft))
    var drafts: [DraftID: Draft] = [:]
    for name in try draftNames() {
      guard !elsewhere.contains(name.id), officers[name.officer]?.office == office,
        let draft = draft(name), drafts[name.id].map({ $0.at < draft.at }) ?? true
      else { continue }
      drafts[name.id] = draft
    }
    return drafts.values.sorted { ($0.at, $1.id) > ($1.at, $0.id) }
  }

  /// Opens a draft at this desk and answers it as it now is; nil where it is gone or another desk has it.
  public func openDraft(_ id: DraftID) throws(SystemFailure) -> Draft? {
    let before = open
    guard try takesDraft(id) else { return nil }
    let found = try draftNames().filter { $0.id == id }.compactMap(draft)
    guard let newest = found.max(by: { $0.at < $1.at }) else {
      try show(before)
      return nil
    }
    return newest
  }

  /// Puts a draft on the disk, in place of what it was before; it is then open at this desk.
  ///
  /// A text longer than 2,000 scalars, which no field takes, is cut.
  /// - Throws: ``SystemFailure``, with ``SystemFailure/isInUse`` where another desk has the draft open.
  public func save(_ draft: Draft) throws(SystemFailure) {
    let name = DraftName(officer: draft.officer, id: draft.id)
    guard name.isWellFormed else { throw .badName(name.text) }
    let bytes = draft.bytes
    let path = FilePath.join(draftsFolder, name.text)
    guard bytes.count <= DeskFiles.draftLimit else { throw .tooLarge(path) }
    _ = try folder("drafts")
    if open.draft != draft.id {
      guard try takesDraft(draft.id) else { throw .inUse(path) }
    }
    try files.replace(path, bytes)
    // Where a colleague began it, it now belongs to who goes on with it.
    for other in try draftNames() where other.id == draft.id && other != name {
      try files.remove(FilePath.join(draftsFolder, other.text))
    }
  }

  /// Says that no draft is open here any more; it stays on the disk for the office.
  public func closeDraft() throws(SystemFailure) {
    guard open.draft != nil else { return }
    var open = open
    open.draft = nil
    try show(open)
  }

  /// Removes a draft, and what a crash while it was saved may have left of it.
  public func removeDraft(_ id: DraftID) throws(SystemFailure) {
    guard id.isUUID else { throw .badName(id.rawValue) }
    var removed = false
    for name in try namesOfDrafts() where name.contains("-\(id).json") {
      try files.remove(FilePath.join(draftsFolder, name))
      removed = true
    }
    if removed { try files.synchronizeFolder(draftsFolder) }
    if open.draft == id { try closeDraft() }
  }

  /// Says that this desk has the draft open, unless another has.
  private func takesDraft(_ id: DraftID) throws(SystemFailure) -> Bool {
    let before = open
    var open = open
    open.draft = id
    // First said, then asked: of two desks at the same moment at most one goes on.
    try show(open)
    guard try others().contains(where: { $0.open.draft == id }) else { return true }
    try show(before)
    return false
  }

  private func draft(_ name: DraftName) -> Draft? {
    let path = FilePath.join(draftsFolder, name.text)
    guard let bytes = contents(path, limit: DeskFiles.draftLimit),
      let fields = try? JSONObject(parsing: bytes)
    else { return nil }
    return try? Draft(id: name.id, officer: name.officer, from: fields)
  }

  private func draftNames() throws(SystemFailure) -> [DraftName] {
    try namesOfDrafts().compactMap(DraftName.init)
  }

  private func namesOfDrafts() throws(SystemFailure) -> [String] {
    do throws(SystemFailure) {
      return try files.names(in: draftsFolder)
    } catch {
      if error.isMissing { return [] }
      throw error
    }
  }

  /// In bytes; a form with every field at its longest takes less.
  private static let draftLimit = 64 << 10
}

/// The name of a draft's file: `siti-6f1c2b9e-7f3a-4b52-9d0e-1a2b3c4d5e6f.json`.
private struct DraftName: Hashable {
  var officer: OfficerID
  var id: DraftID

  var text: String { "\(officer)-\(id).json" }
  var isWellFormed: Bool { officer.isWellFormed && id.isUUID }

  init(officer: OfficerID, id: DraftID) { (self.officer, self.id) = (officer, id) }

  init?(_ name: String) {
    guard name.hasSuffix(".json") else { return nil }
    let stem = name.dropLast(5)
    officer = OfficerID(String(stem.dropLast(37)))
    id = DraftID(String(stem.suffix(36)))
    guard text == name, isWellFormed else { return nil }
  }
}

extension DraftID {
  /// Whether this is a UUID in form, and so nothing else in the name of a file.
  fileprivate var isUUID: Bool {
    let bytes = Array(rawValue.utf8)
    return bytes.count == 36
      && bytes.enumerated().allSatisfy { place, byte in
        [8, 13, 18, 23].contains(place)
          ? byte == UInt8(ascii: "-") : Hexadecimal.isLowerCase([byte])
      }
  }
}
