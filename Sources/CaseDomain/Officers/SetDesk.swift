internal import CanonicalForm

/// Says who may sit at a desk that several officers share.
public struct SetDesk: Hashable, Sendable {
  public var desk: DeskID
  public var officers: [OfficerID]

  public init(_ desk: DeskID, officers: [OfficerID]) {
    (self.desk, self.officers) = (desk, officers)
  }
}

/// A desk is as the event says: all who may sit there; nobody where the list is empty.
public struct DeskSet: EventBody {
  static let kind = "deskSet"
  public var desk: DeskID
  public var officers: [OfficerID]
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.field("desk", desk.rawValue)
    writer.fields.array("officers", officers) { $0.string($1.rawValue) }
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    desk = try fields.object.code("desk")
    officers = try fields.object.codes("officers")
    grant = try fields.object.string("grant")
  }

  init(_ desk: DeskID, _ officers: [OfficerID], grant: String) {
    (self.desk, self.officers, self.grant) = (desk, officers, grant)
  }
}

extension Caseload {
  /// How many officers may share one desk: they are picked from a list on one screen.
  public static let mostOfficersAtDesk = 40

  /// Decides who sits at a desk.
  ///
  /// - Throws: ``Refusal/notAllowed(_:)`` unless an administrator or the owner says it;
  ///   ``Refusal/badDesk(_:)`` for a name that cannot be one, or that an officer has;
  ///   ``Refusal/unknownOfficer(_:)``; ``Refusal/tooManyAtDesk(_:)``; ``Refusal/sameDesk(_:)`` where nothing would change.
  func decide(_ command: SetDesk, at stamp: Stamp) throws(Refusal) -> [Event] {
    let own = try requireAdministrator(.setDesk, at: stamp)
    let officers = Set(command.officers).sorted()
    try requireUsable(command.desk, officers)
    return [.deskSet(DeskSet(command.desk, officers, grant: own))]
  }

  /// Refuses a desk that cannot be, or at which somebody unknown sits.
  func requireUsable(_ desk: DeskID, _ list: [OfficerID]) throws(Refusal) {
    guard desk.isWellFormed, desk.rawValue != OfficerID.owner.rawValue,
      officers[OfficerID(desk.rawValue)] == nil
    else { throw .badDesk(desk) }
    for officer in list where officers[officer] == nil { throw .unknownOfficer(officer) }
    guard list.count <= Self.mostOfficersAtDesk else { throw .tooManyAtDesk(list.count) }
    guard desks[desk] != list else { throw .sameDesk(desk) }
  }

  mutating func apply(_ event: DeskSet) { desks[event.desk] = event.officers }

  /// Refuses what is said to come from a desk at which the officer does not sit.
  func requireSeat(_ stamp: Stamp) throws(Refusal) {
    guard let via = stamp.via else { return }
    guard desks[DeskID(via)]?.contains(stamp.by) ?? false else {
      throw .notAtDesk(stamp.by, DeskID(via))
    }
  }
}
