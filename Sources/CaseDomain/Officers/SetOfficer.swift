internal import CanonicalForm

/// Adds an officer, or gives and takes grants of one.
public enum SetOfficer: Hashable, Sendable {
  case add(Officer)
  case grant(OfficerID, Grant)
  /// Takes back every grant that is written like this one, whatever its days.
  case revoke(OfficerID, Grant)

  public var officer: OfficerID {
    switch self {
    case .add(let officer): officer.id
    case .grant(let id, _), .revoke(let id, _): id
    }
  }
}

/// An officer is as the event says: name, office and all grants.
public struct OfficerSet: EventBody {
  static let kind = "officerSet"
  public var officer: Officer
  /// The grant by which it was set, not one of the officer's.
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.field("officer", officer.id.rawValue)
    writer.fields.field("name", officer.name)
    writer.fields.field("office", officer.office)
    writer.fields.field("sameAs", ifPresent: officer.sameAs?.rawValue)
    writer.fields.array("grants", officer.grants) { fields, grant in
      fields.object { grant.write(to: &$0) }
    }
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    officer = Officer(
      id: try fields.object.code("officer"), name: try fields.object.string("name"),
      office: try fields.object.string("office"), grants: try Officer.grants(from: fields.object),
      sameAs: try fields.object.optionalCode("sameAs"))
    grant = try fields.object.string("grant")
  }

  init(_ officer: Officer, grant: String) { (self.officer, self.grant) = (officer, grant) }
}

extension Caseload {
  /// Decides a change of officers.
  ///
  /// - Throws: ``Refusal/notAllowed(_:)`` unless an administrator or the owner changes them;
  ///   ``Refusal/badOfficer(_:)`` and
  ///   ``Refusal/badOfficerText(_:)`` for names that cannot be one; ``Refusal/officerExists(_:)``;
  ///   ``Refusal/unknownOfficer(_:)``, also of another account of the same person; ``Refusal/badGrant(_:)`` for a level or area that the programme
  ///   has not; ``Refusal/noSuchGrant(_:_:)``; ``Refusal/lastAdministrator`` where none would be left.
  func decide(_ command: SetOfficer, at stamp: Stamp) throws(Refusal) -> [Event] {
    let own = try requireAdministrator(.setOfficer, at: stamp)
    var officer: Officer
    switch command {
    case .add(let new):
      guard new.id.isWellFormed, new.id != .owner else { throw .badOfficer(new.id) }
      guard desks[DeskID(new.id.rawValue)] == nil else { throw .badOfficer(new.id) }
      guard officers[new.id] == nil else { throw .officerExists(new.id) }
      officer = Officer(
        id: new.id, name: try Text.officerText(new.name),
        office: try Text.officerText(new.office), grants: new.grants, sameAs: new.sameAs)
    case .grant(let id, let grant):
      officer = try known(id)
      officer.grants.removeAll { $0.description == grant.description }
      officer.grants.append(grant)
    case .revoke(let id, let grant):
      officer = try known(id)
      guard officer.grants.contains(where: { $0.description == grant.description }) else {
        throw .noSuchGrant(id, grant.description)
      }
      officer.grants.removeAll { $0.description == grant.description }
    }
    for index in officer.grants.indices {
      guard let whom = officer.grants[index].standsInFor else { continue }
      officer.grants[index].standsInFor = try Text.officerText(whom)
    }
    try requireUsable(officer, on: stamp.at.day)
    return [.officerSet(OfficerSet(officer, grant: own))]
  }

  /// Refuses grants of what the programme has not, and officers without any administrator among them.
  func requireUsable(_ officer: Officer, on day: Day) throws(Refusal) {
    for grant in officer.grants { try requireKnown(grant) }
    if let former = officer.sameAs, former == officer.id || officers[former] == nil {
      throw .unknownOfficer(former)
    }
    var after = officers
    after[officer.id] = officer
    guard after.values.contains(where: { $0.holds(.administrator, on: day) }) else {
      throw .lastAdministrator
    }
  }

  mutating func apply(_ event: OfficerSet) {
    officers[event.officer.id] = event.officer
  }

  private func known(_ id: OfficerID) throws(Refusal) -> Officer {
    guard let officer = officers[id] else { throw .unknownOfficer(id) }
    return officer
  }

  private func requireKnown(_ grant: Grant) throws(Refusal) {
    guard let programme = rules?.programme else { return }
    let levelIsKnown = grant.level.map { programme.level($0) != nil } ?? true
    let areaIsKnown = programme.areas.contains { grant.area.covers($0.code) }
    let mayHold = grant.from.flatMap { from in grant.until.map { from <= $0 } } ?? true
    guard levelIsKnown, areaIsKnown, mayHold else { throw .badGrant(grant.description) }
  }
}

extension Officer {
  func holds(_ role: Role, on day: Day) -> Bool {
    grants.contains { $0.role == role && $0.holds(on: day) }
  }
}
