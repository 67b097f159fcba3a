internal import CanonicalForm

extension Caseload {
  /// Whether the grant that an event names was one of the officer's, in force on that day, and enough.
  ///
  /// Judged is the grant that was recorded, also where the officer held another that would have done.
  func auditGrant(
    _ text: String, of roles: Role..., level: LevelID? = nil, area: AreaCode?, for verb: Verb,
    at stamp: Stamp
  ) throws(Irregularity) {
    try auditGrant(text, of: roles, level: level, area: area, for: verb, at: stamp)
  }

  func auditGrant(
    _ text: String, of roles: [Role], level: LevelID?, area: AreaCode?, for verb: Verb,
    at stamp: Stamp
  ) throws(Irregularity) {
    guard stamp.by != .owner else { throw .ownerDoesNotDecide(verb) }
    guard let officer = officers[stamp.by] else { throw .unknownOfficer(stamp.by) }
    let held = officer.grants.filter { $0.description == text }
    guard let grant = held.first else { throw .grantNotHeld(stamp.by, text) }
    guard roles.contains(grant.role) else { throw .otherRole(text, verb) }
    guard grant.role != .verifier || grant.level == level else { throw .otherLevel(text, level) }
    if let area, !grant.area.covers(area) { throw .outsideArea(text, area) }
    let day = stamp.at.day
    guard held.contains(where: { $0.holds(on: day) }) else { throw .grantNotInForce(text, day) }
  }

  /// The same for what administrators do, and the owner of the folder without any grant.
  func auditAdministrator(_ text: String, area: AreaCode?, for verb: Verb, at stamp: Stamp)
    throws(Irregularity)
  {
    guard stamp.by == .owner else {
      return try auditGrant(text, of: .administrator, area: area, for: verb, at: stamp)
    }
    guard text == OfficerID.owner.rawValue else { throw .grantNotHeld(stamp.by, text) }
  }
}
