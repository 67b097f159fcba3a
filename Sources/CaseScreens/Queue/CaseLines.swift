internal import CanonicalForm
internal import CaseDomain

/// Words the cases of a list, each when it is shown: a list may hold a million.
struct CaseLines {
  let scene: Scene
  let caseload: Caseload
  let now: Instant
  /// Whether it is said where each case stands; a queue, where all stand at one place, says its waiting list.
  let hasStanding: Bool

  /// The cases as they are now, or as they were at a moment of the past.
  init(_ scene: Scene, _ past: PastView? = nil, hasStanding: Bool) {
    (self.scene, self.hasStanding) = (scene, hasStanding)
    (caseload, now) = (past?.caseload ?? scene.caseload, past?.now ?? scene.now)
  }

  /// The line of a case; nil where there is no such case.
  func line(_ id: CaseID) -> CaseTable.Line? { caseload.row(id).map(line) }

  func line(_ row: CaseRow) -> CaseTable.Line {
    let wording = scene.wording
    let over = caseload.rules.flatMap { row.daysOverdue(at: now, $0.programme) } ?? -1
    var line = CaseTable.Line(
      id: row.id, name: name(row), age: "\(row.sex.rawValue) \(row.age)",
      village: wording.area(row.area), address: row.address ?? "",
      neighbourhood: neighbourhood(row), occupation: wording.shortOccupation(row.occupation),
      days: row.daysWaiting(at: now), remark: remark(row), remarkStyle: over > 0 ? .urgent : .plain)
    if scene.openElsewhere[row.id] != nil { line.remarkStyle = .attention }
    if hasStanding {
      line.standing = wording.standing(of: row, caseload, at: now)
      line.standingInShort = wording.shortStanding(of: row, caseload, at: now)
    }
    line.reason = row.standing.reason.map(wording.reason) ?? ""
    return line
  }

  func name(_ row: CaseRow) -> String { row.name ?? scene.say("(dihapus)", "(erased)") }

  /// `003/002`; nothing after erasure.
  func neighbourhood(_ row: CaseRow) -> String {
    row.nik == nil ? "" : "\(row.rt ?? "-")/\(row.rw ?? "-")"
  }

  /// The most urgent word alone: open elsewhere, over the limit, due, back from repair, of the last age, waiting
  /// for a place.
  func remark(_ row: CaseRow) -> String {
    if let colleague = scene.openElsewhere[row.id] {
      let name = colleague.split(separator: " ").first.map(String.init) ?? colleague
      return scene.say("\(name) buka", "open: \(name)")
    }
    let remark = scene.wording.remark(of: row, at: now)
    guard remark.isEmpty, !hasStanding,
      let position = caseload.waitingListPosition(of: row.id, on: scene.today)
    else { return remark }
    return scene.say("tunggu \(position)", "waits \(position)")
  }
}
