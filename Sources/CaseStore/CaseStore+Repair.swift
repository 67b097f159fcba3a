public import CaseDomain
public import EventJournal

extension CaseStore {
  /// Puts right whatever can be put right without a person, and answers what that was; nothing that was
  /// promised is removed.
  ///
  /// - Throws: ``StoreError/journal(_:)``: what is damaged needs a copy, or the disk still refuses.
  public static func repair(_ folder: String, by officer: OfficerID, _ surroundings: Surroundings)
    throws(StoreError) -> [RepairStep]
  {
    let source = StoreSource(surroundings)
    var steps: [RepairStep]
    do throws(JournalError) {
      steps = try Journal<Event>.repair(
        folder, files: surroundings.files, holder: officer.rawValue,
        salt: { source.hexadecimal(bytes: 16) },
        { head in
          EntryDraft(
            at: max(surroundings.now(), head.at ?? surroundings.now()), id: source.uuid(),
            by: officer.rawValue, events: [])
        })
      if try Journal<Access>.isBegun(.access, in: folder, files: surroundings.files) {
        steps += try Journal<Access>.repair(
          folder, .access, files: surroundings.files, holder: officer.rawValue,
          salt: { source.hexadecimal(bytes: 16) },
          { head in
            EntryDraft(
              at: max(surroundings.now(), head.at ?? surroundings.now()), id: source.uuid(),
              by: officer.rawValue, events: [])
          })
      }
    } catch {
      throw .journal(error)
    }
    if try check(folder, surroundings).snapshot.severity > .clean {
      let journal = try open(folder, source)
      do throws(JournalError) {
        steps.append(.removedSnapshot(path: try journal.removeSnapshot()))
      } catch {
        throw .journal(error)
      }
    }
    return steps
  }
}
