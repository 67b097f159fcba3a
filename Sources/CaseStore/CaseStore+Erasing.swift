public import CaseDomain
internal import EventJournal
internal import SystemFiles

/// What an erasure came to.
public struct CaseErasure: Sendable {
  public var outcome: Outcome
  /// How many sealed lines the entry names.
  public var lines: Int
  /// How many drafts and exports were removed.
  public var files: Int
  /// The entry of a list of participants that still holds the person's NIK: a list is one line and can only be
  /// replaced as a whole.
  public var listed: Int?
}

extension CaseStore {
  /// Records that what identifies the person of a case is erased, and overwrites it wherever this store has it.
  ///
  /// - Throws: ``StoreError/journal(_:)``; with ``EventJournal/JournalError/notErased(_:)`` the erasure is recorded,
  ///   and whoever writes next goes on overwriting.
  public func erase(
    _ id: CaseID, ground: String, by officer: OfficerID, id commandID: String? = nil
  ) throws(StoreError) -> CaseErasure {
    // Whoever is told that an erasure was not finished tries again, and then it is: every turn at the lock goes on
    // with one that was begun.
    _ = try perform([], by: officer)
    let person = caseload.file(id)?.person.value
    let listed = person.flatMap { caseload.participants[$0.nik]?.entry }
    let command = try complete(.erase(Erase(id, ground: ground, lines: [])))
    let preview = try rehearse([command], by: officer)
    guard preview.entry != nil || !preview.events.isEmpty else {
      return CaseErasure(outcome: preview, lines: 0, files: 0)
    }
    // Before the entry: what it says must hold once it stands there, also if the program ends behind it.
    let files = try forget(id, person)
    let outcome = try perform([command], by: officer, id: commandID)
    return CaseErasure(
      outcome: outcome, lines: outcome.events.reduce(0) { $0 + $1.erasedLines.count },
      files: files, listed: listed)
  }

  /// An erasure with the lines that are to be overwritten, which the domain does not know; any other command as
  /// it is.
  ///
  /// - Throws: ``StoreError/journal(_:)`` where they cannot be read.
  func complete(_ command: Command) throws(StoreError) -> Command {
    guard case .erase(var erase) = command else { return command }
    do throws(JournalError) {
      erase.lines = try journal.sealedLines(ofCase: erase.id.number)
    } catch {
      throw .journal(error)
    }
    return .erase(erase)
  }

  /// Removes the drafts of a case and the exports that name its person.
  private func forget(_ id: CaseID, _ person: Person?) throws(StoreError) -> Int {
    do throws(SystemFailure) {
      return try DeskFiles.forget(id, person, in: folder, source.surroundings.files)
    } catch {
      throw .journal(.notSaved(error))
    }
  }
}
