public import CanonicalForm
public import CaseDomain

extension NeighbourhoodSheet {
  /// The sheet of everybody who waits in one RT of one RW for the level that signs on paper, of those in the
  /// areas `within` (nil: all); nil where nobody does.
  ///
  /// Without a number the sheet has that of the entry up to which it is true.
  public init?(
    waitingIn area: AreaCode, rt: String, rw: String, _ caseload: Caseload, within: [AreaCode]?,
    number: String?, officer: String, at now: Instant, entry: Int, hash: String
  ) {
    guard let programme = caseload.rules?.programme,
      let level = programme.levels.first(where: { $0.signedBy != nil }),
      let village = programme.area(area)
    else { return nil }
    var selection = Selection()
    (selection.count, selection.level) = (.waiting, level.id)
    (selection.area, selection.rt, selection.rw) = (area, rt, rw)
    selection.within = within
    let rows = caseload.list(selection, at: now).compactMap {
      caseload.file($0.id).flatMap { SheetRow($0, programme) }
    }
    guard !rows.isEmpty else { return nil }
    self.init(
      programme: programme, level: level, area: village, rt: rt, rw: rw, rows: rows,
      number: number ?? Digits.text(entry, 4), printedOn: now.day, officer: officer, entry: entry,
      hash: hash)
  }
}
