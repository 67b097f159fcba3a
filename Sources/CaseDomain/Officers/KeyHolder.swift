public import CanonicalForm

/// Whose a key or an account is: one officer's, or a desk's that several share.
public enum KeyHolder: Hashable, Sendable {
  case officer(OfficerID)
  case desk(DeskID)

  /// The short name, which no officer has in common with a desk.
  public var name: String {
    switch self {
    case .officer(let id): id.rawValue
    case .desk(let id): id.rawValue
    }
  }

  func write(to fields: inout JSONWriter) {
    switch self {
    case .officer(let id): fields.field("officer", id.rawValue)
    case .desk(let id): fields.field("desk", id.rawValue)
    }
  }

  init(from fields: JSONObject) throws(JSONFailure) {
    if let desk: DeskID = try fields.optionalCode("desk") {
      guard fields["officer"] == nil else {
        throw fields.unexpected("officer", "an officer or a desk, not both")
      }
      self = .desk(desk)
    } else {
      self = .officer(try fields.code("officer"))
    }
  }
}

/// A key as the roster has it.
public struct HeldKey: Hashable, Sendable {
  public var holder: KeyHolder
  /// The last day on which it opens anything; without end where absent.
  public var until: Day?

  public func holds(on day: Day) -> Bool { until.map { day <= $0 } ?? true }
}

extension Caseload {
  /// The holder of a short name: the account of an officer or of a desk.
  public func holder(named name: String) -> KeyHolder? {
    if desks[DeskID(name)] != nil { return .desk(DeskID(name)) }
    return officers[OfficerID(name)] == nil ? nil : .officer(OfficerID(name))
  }

  func requireKnown(_ holder: KeyHolder) throws(Refusal) {
    switch holder {
    case .officer(let id): guard officers[id] != nil else { throw .unknownOfficer(id) }
    case .desk(let id): guard desks[id] != nil else { throw .unknownDesk(id) }
    }
  }
}
