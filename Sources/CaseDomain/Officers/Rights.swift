internal import CanonicalForm

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
  case addParticipants, setProgramme, setOfficer, setKey, removeKey, setDesk, setPIN, erase
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

  /// Whether an officer works with the cases of an area on a day: whoever only reads, or sets the programme,
  /// takes nothing back, not even their own.
  func works(_ officer: OfficerID, in area: AreaCode, on day: Day) -> Bool {
    officers[officer]?.grants.contains {
      [.registrar, .verifier, .enroller].contains($0.role) && $0.holds(on: day)
        && $0.area.covers(area)
    } ?? false
  }

  /// Whether two accounts are one person's, for whom four eyes are asked only once.
  func areSamePerson(_ one: OfficerID, _ other: OfficerID) -> Bool {
    one == other || firstAccount(of: one) == firstAccount(of: other)
  }

  /// The account under which a person was first known.
  private func firstAccount(of officer: OfficerID) -> OfficerID {
    var seen: Set<OfficerID> = []
    var account = officer
    while seen.insert(account).inserted, let former = officers[account]?.sameAs { account = former }
    return account
  }
}
