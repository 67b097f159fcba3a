public import CanonicalForm

extension Caseload {
  /// Whether the page of a case shows an officer the NIK: it waits at a level where comparing it with the card is the
  /// work, and that is the officer's level and area.
  public func showsNIK(of file: CaseFile, to officer: OfficerID, on day: Day) -> Bool {
    guard file.standing.stage == .waiting, let level = file.standing.level,
      rules?.programme.level(level)?.showsNIK == true
    else { return false }
    return officers[officer]?.grants.contains {
      $0.role == .verifier && $0.level == level && $0.area.covers(file.area) && $0.holds(on: day)
    } ?? false
  }

  /// Whether the page, the form or the numbers of a case were an officer's to see in full on a day; true for every other
  /// deed.
  public func maySee(_ deed: Access.Deed, _ officer: OfficerID, on day: Day) -> Bool {
    switch deed {
    case .opened(let id):
      guard let row = row(id), isAllowed(.show, row, officer, day) else { return false }
      if let file = file(id), showsNIK(of: file, to: officer, on: day) { return true }
      // The form of a repair shows what is repaired.
      return officers[officer]?.grants.contains {
        [.registrar, .enroller].contains($0.role) && $0.area.covers(row.area) && $0.holds(on: day)
      } ?? false
    case .revealed(let id, _): return row(id).map { isAllowed(.reveal, $0, officer, day) } ?? false
    default: return true
    }
  }

  private func isAllowed(_ reading: Reading, _ row: CaseRow, _ officer: OfficerID, _ day: Day)
    -> Bool
  {
    (try? require(reading, area: row.area, case: row.id, by: officer, on: day)) != nil
  }

  /// Why somebody looks, as the access record keeps it, which is never erased: one line without anybody's name or
  /// number.
  ///
  /// - Throws: ``Refusal/reasonNeeded`` for nothing or next to nothing; ``Refusal/badReason(_:)``;
  ///   ``Refusal/reasonIdentifies`` with a long number, or the name of the person of one of the cases.
  public func reason(_ text: String?, toSee ids: [CaseID]) throws(Refusal) -> String {
    let line: String
    do throws(Refusal) {
      line = try Text.note(text) ?? ""
    } catch {
      guard case .badNote(let problem) = error else { throw error }
      throw .badReason(problem)
    }
    guard line.count >= Caseload.reasonLength.lowerBound else { throw .reasonNeeded }
    guard line.count <= Caseload.reasonLength.upperBound else {
      throw .badReason(.tooLong(line.count, limit: Caseload.reasonLength.upperBound))
    }
    let names = ids.prefix(1_000).compactMap { row($0)?.name }
    guard !Text.holdsLongNumber(line), !names.contains(where: { Text.words(of: line, contain: $0) })
    else { throw .reasonIdentifies }
    return line
  }

  /// In characters.
  static let reasonLength = 4...200
}
