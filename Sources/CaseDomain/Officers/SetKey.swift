public import CanonicalForm

/// Gives a key to an officer or a desk, or another last day to one that they have.
public struct SetKey: Hashable, Sendable {
  public var holder: KeyHolder
  public var key: SSHKey
  public var until: Day?

  public init(_ key: SSHKey, of holder: KeyHolder, until: Day? = nil) {
    (self.holder, self.key, self.until) = (holder, key, until)
  }
}

/// A key opens the program for its holder, to the end of a day where there is one.
public struct KeySet: EventBody {
  static let kind = "keySet"
  public var holder: KeyHolder
  public var key: SSHKey
  public var until: Day?
  public var grant: String

  func write(to writer: inout EventWriter) {
    holder.write(to: &writer.fields)
    writer.fields.field("key", key.text)
    writer.fields.field("until", ifPresent: until?.description)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    holder = try KeyHolder(from: fields.object)
    key = try fields.object.sshKey("key")
    until = try fields.object.optionalDay("until")
    grant = try fields.object.string("grant")
  }

  init(_ key: SSHKey, _ held: HeldKey, grant: String) {
    (self.key, self.grant) = (key, grant)
    (holder, until) = (held.holder, held.until)
  }
}

extension Caseload {
  /// Decides about a key.
  ///
  /// - Throws: ``Refusal/notAllowed(_:)`` unless an administrator or the owner gives it;
  ///   ``Refusal/unknownOfficer(_:)``; ``Refusal/unknownDesk(_:)``; ``Refusal/keyTaken(_:)`` where somebody else
  ///   has it; ``Refusal/keyEnded(_:)`` for a last day that is past; ``Refusal/sameKey(_:)`` where nothing would change.
  func decide(_ command: SetKey, at stamp: Stamp) throws(Refusal) -> [Event] {
    let own = try requireAdministrator(.setKey, at: stamp)
    let held = HeldKey(holder: command.holder, until: command.until)
    try requireUsable(command.key, held, on: stamp.at.day)
    return [.keySet(KeySet(command.key, held, grant: own))]
  }

  /// Refuses a key that cannot be somebody's as `held` says.
  func requireUsable(_ key: SSHKey, _ held: HeldKey, on day: Day) throws(Refusal) {
    try requireKnown(held.holder)
    if let known = keys[key] {
      guard known.holder == held.holder else { throw .keyTaken(known.holder) }
      guard known != held else { throw .sameKey(held.holder) }
    }
    if let until = held.until, until < day { throw .keyEnded(until) }
  }

  mutating func apply(_ event: KeySet) {
    keys[event.key] = HeldKey(holder: event.holder, until: event.until)
  }
}
