public import CanonicalForm

/// By which door an officer came in: what must go on holding while they work.
public struct Admission: Hashable, Sendable {
  public var officer: OfficerID
  /// The shared desk at which they sit.
  public var desk: DeskID?
  /// The key that opened the door; none behind sudo, or for the owner of the folder.
  public var key: SSHKey?

  public init(_ officer: OfficerID, desk: DeskID? = nil, key: SSHKey? = nil) {
    (self.officer, self.desk, self.key) = (officer, desk, key)
  }

  /// Whose the door is.
  public var holder: KeyHolder { desk.map { .desk($0) } ?? .officer(officer) }
}

/// Why somebody may not come in, or not stay.
public enum Dismissal: Error, Hashable, Sendable {
  case unknownOfficer(OfficerID)
  /// The officer has no grant that holds on that day.
  case noGrant(OfficerID)
  case unknownDesk(DeskID)
  /// The officer does not sit, or no longer sits, at this desk.
  case notAtDesk(OfficerID, DeskID)
  /// The key is not, or no longer, the holder's.
  case unknownKey(KeyHolder)
  /// The key opened the door to the end of this day.
  case keyEnded(Day)
}

extension Dismissal {
  /// The name of the dismissal without what it is about, for the record of attempts.
  public var word: String {
    switch self {
    case .unknownOfficer: "unknownOfficer"
    case .noGrant: "noGrant"
    case .unknownDesk: "unknownDesk"
    case .notAtDesk: "notAtDesk"
    case .unknownKey: "unknownKey"
    case .keyEnded: "keyEnded"
    }
  }
}

extension Caseload {
  /// Whether somebody may come in, or stay, on a day; the owner of the folder always may.
  public func requireAdmitted(_ admission: Admission, on day: Day) throws(Dismissal) {
    if let key = admission.key { try requireOpening(key, admission.holder, on: day) }
    guard admission.officer != .owner else { return }
    guard let officer = officers[admission.officer] else {
      throw .unknownOfficer(admission.officer)
    }
    guard officer.isActive(on: day) else { throw .noGrant(admission.officer) }
    if let desk = admission.desk {
      let seats = try requireDesk(desk)
      guard seats.contains(admission.officer) else { throw .notAtDesk(admission.officer, desk) }
    }
  }

  /// Whether a key opens the door for this holder on a day.
  public func requireOpening(_ key: SSHKey, _ holder: KeyHolder, on day: Day) throws(Dismissal) {
    guard let held = keys[key], held.holder == holder else { throw .unknownKey(holder) }
    if let until = held.until, !held.holds(on: day) { throw .keyEnded(until) }
  }

  private func requireDesk(_ desk: DeskID) throws(Dismissal) -> [OfficerID] {
    guard let seats = desks[desk] else { throw .unknownDesk(desk) }
    return seats
  }

  /// The officers who may sit down at a desk on a day, by name: those with a grant and a PIN.
  public func seats(at desk: DeskID, on day: Day) -> [Officer] {
    (desks[desk] ?? []).compactMap { officers[$0] }
      .filter { $0.isActive(on: day) && pins[$0.id] != nil }
      .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
  }

  /// The keys that open the door on a day, in a fixed order: not of officers who may do nothing, nor of desks at
  /// which nobody may sit.
  public func openingKeys(on day: Day) -> [(key: SSHKey, held: HeldKey)] {
    keys.filter { _, held in
      guard held.holds(on: day) else { return false }
      return switch held.holder {
      case .officer(let id): officers[id]?.isActive(on: day) ?? false
      case .desk(let id): !seats(at: id, on: day).isEmpty
      }
    }
    .map { (key: $0.key, held: $0.value) }
    .sorted { ($0.held.holder.name, $0.key) < ($1.held.holder.name, $1.key) }
  }
}

extension Officer {
  /// Whether any grant holds on a day.
  public func isActive(on day: Day) -> Bool { grants.contains { $0.holds(on: day) } }
}
