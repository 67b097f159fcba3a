public import CanonicalForm

/// What an officer wanted to do and which grant it needs.
public struct Right: Hashable, Sendable {
  public var verb: Verb
  public var officer: OfficerID
  public var roles: [Role]
  public var level: LevelID?
  public var area: AreaCode?
  public var `case`: CaseID?
}

/// Everything that a command does; the same words as commands and events.
public enum Verb: String, Hashable, Sendable, CaseIterable {
  case register, correct, approve, reject, `return`, distinguish, undo, withdraw, enrol, end
  case addParticipants, setProgramme, setOfficer, erase
}

extension Caseload {
  /// The grant by which an officer may do something on the day of `stamp`.
  ///
  /// - Throws: ``Refusal/ownerDoesNotDecide(_:)`` for the owner of the folder;
  ///   ``Refusal/unknownOfficer(_:)``; ``Refusal/notAllowed(_:)`` without such a grant.
  func require(
    _ roles: Role..., level: LevelID? = nil, area: AreaCode?, for verb: Verb,
    case id: CaseID? = nil,
    at stamp: Stamp
  ) throws(Refusal) -> String {
    guard stamp.by != .owner else { throw .ownerDoesNotDecide(verb) }
    guard let officer = officers[stamp.by] else { throw .unknownOfficer(stamp.by) }
    let day = stamp.at.day
    for role in roles {
      let grant = officer.grants.first {
        $0.role == role && $0.holds(on: day) && (role != .verifier || $0.level == level)
          && (area.map($0.area.covers) ?? true)
      }
      if let grant { return grant.description }
    }
    throw .notAllowed(
      Right(verb: verb, officer: stamp.by, roles: roles, level: level, area: area, case: id))
  }

  /// Lets an administrator pass, and the owner of the folder, who also makes the first entry.
  ///
  /// Answers the grant used, `owner` for the owner.
  func requireAdministrator(
    _ verb: Verb, area: AreaCode? = nil, case id: CaseID? = nil, at stamp: Stamp
  ) throws(Refusal) -> String {
    if stamp.by == .owner { return OfficerID.owner.rawValue }
    return try require(.administrator, area: area, for: verb, case: id, at: stamp)
  }

  /// The areas whose cases an officer may read; nil stands for all of them (the owner).
  ///
  /// - Throws: ``Refusal/unknownOfficer(_:)``.
  public func readableAreas(_ officer: OfficerID, on day: Day) throws(Refusal) -> [AreaCode]? {
    if officer == .owner { return nil }
    guard let known = officers[officer] else { throw .unknownOfficer(officer) }
    return known.grants.filter { $0.holds(on: day) && $0.role != .administrator }.map(\.area)
  }
}
