public import CanonicalForm

/// Everything that only looks; the same words as the verbs of the command line and the actions of the desk.
public enum Reading: String, Hashable, Sendable, CaseIterable {
  case list, show, history, duplicates, totals
  /// The journal entry by entry, of whatever area.
  case journal
  case print, export
  /// To see NIK, family card, telephone and birth date of one person in full.
  case reveal
  /// Who saw what.
  case access
}

extension Reading {
  /// The roles that may look in this way, as far as no level or area says otherwise.
  public var roles: [Role] {
    switch self {
    case .list, .show, .history, .duplicates, .totals, .export:
      [.registrar, .verifier, .enroller, .auditor]
    case .journal: [.auditor, .administrator]
    case .print, .reveal: [.registrar, .verifier, .enroller]
    case .access: [.auditor]
    }
  }
}

extension Grant {
  /// Whether the grant lets its holder look in this way, in its area.
  func allows(_ reading: Reading, _ programme: Programme?) -> Bool {
    switch (role, reading) {
    case (.administrator, _): return reading == .journal
    // An auditor sees masked values and makes no working papers.
    case (.auditor, _): return reading != .reveal && reading != .print
    case (_, .access): return false
    // Who only keys what others sign on paper takes nothing out.
    case (.verifier, .export), (.verifier, .reveal):
      return level.flatMap { programme?.level($0) }?.signedBy == nil
    default: return true
    }
  }
}

extension Caseload {
  /// The areas in which an officer may look in this way on a day; nil stands for all of them (the owner).
  ///
  /// - Throws: ``Refusal/unknownOfficer(_:)``.
  public func readableAreas(_ officer: OfficerID, for reading: Reading = .list, on day: Day)
    throws(Refusal) -> [AreaCode]?
  {
    // The owner has the files anyway; what is recorded by name needs a name.
    if officer == .owner { return reading == .reveal || reading == .access ? [] : nil }
    guard let known = officers[officer] else { throw .unknownOfficer(officer) }
    let programme = rules?.programme
    return known.grants.filter { $0.holds(on: day) && $0.allows(reading, programme) }.map(\.area)
  }

  /// Lets an officer pass who may look in this way, in an area where one is given.
  ///
  /// - Throws: ``Refusal/unknownOfficer(_:)``; ``Refusal/mayNotRead(_:_:)`` for an officer who may nowhere;
  ///   ``Refusal/caseOutside(_:_:)``, or ``Refusal/areaOutside(_:_:)`` where no case is meant.
  public func require(
    _ reading: Reading, area: AreaCode? = nil, case id: CaseID? = nil, by officer: OfficerID,
    on day: Day
  ) throws(Refusal) {
    guard let areas = try readableAreas(officer, for: reading, on: day) else { return }
    guard !areas.isEmpty else { throw .mayNotRead(reading, officer) }
    // What stands in the journal is of every area.
    guard let area = area ?? (reading == .journal ? rules?.programme.wholeArea : nil),
      !areas.contains(where: { $0.covers(area) })
    else { return }
    throw id.map { .caseOutside($0, officer) } ?? .areaOutside(area, officer)
  }

  /// Refuses a command about a case that its sender may not even see, before anything is said of the case.
  ///
  /// An erasure is the administrator's, who sees none.
  func requireSight(of command: Command, at stamp: Stamp) throws(Refusal) {
    guard stamp.by != .owner, let id = command.caseID, let row = row(id) else { return }
    if case .erase = command { return }
    do throws(Refusal) {
      try require(.show, area: row.area, case: id, by: stamp.by, on: stamp.at.day)
    } catch {
      // Either of two cases that are told apart will do.
      guard case .distinguish(let command) = command, case .caseOutside = error,
        let other = self.row(command.other)
      else { throw error }
      try require(.show, area: other.area, case: id, by: stamp.by, on: stamp.at.day)
    }
  }
}

extension Refusal {
  /// Whether somebody tried what is not theirs to do: such attempts are recorded.
  public var isOfRights: Bool {
    switch self {
    case .unknownOfficer, .ownerDoesNotDecide, .notAllowed, .mayNotRead, .caseOutside, .areaOutside,
      .ownRegistration, .ownDecision, .notAtDesk:
      true
    default: false
    }
  }
}
