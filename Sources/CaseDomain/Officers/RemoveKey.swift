internal import CanonicalForm

/// Takes a key from an officer or a desk.
public struct RemoveKey: Hashable, Sendable {
  public var holder: KeyHolder
  public var key: SSHKey

  public init(_ key: SSHKey, of holder: KeyHolder) { (self.holder, self.key) = (holder, key) }
}

/// A key opens nothing any more.
public struct KeyRemoved: EventBody {
  static let kind = "keyRemoved"
  public var holder: KeyHolder
  public var key: SSHKey
  public var grant: String

  func write(to writer: inout EventWriter) {
    holder.write(to: &writer.fields)
    writer.fields.field("key", key.text)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    holder = try KeyHolder(from: fields.object)
    key = try fields.object.sshKey("key")
    grant = try fields.object.string("grant")
  }

  init(_ command: RemoveKey, grant: String) {
    (holder, key, self.grant) = (command.holder, command.key, grant)
  }
}

extension Caseload {
  /// Decides to take a key away.
  ///
  /// - Throws: ``Refusal/notAllowed(_:)`` unless an administrator or the owner does;
  ///   ``Refusal/noSuchKey(_:)`` where the holder has no such key.
  func decide(_ command: RemoveKey, at stamp: Stamp) throws(Refusal) -> [Event] {
    let own = try requireAdministrator(.removeKey, at: stamp)
    try requireHeld(command.key, by: command.holder)
    return [.keyRemoved(KeyRemoved(command, grant: own))]
  }

  func requireHeld(_ key: SSHKey, by holder: KeyHolder) throws(Refusal) {
    guard keys[key]?.holder == holder else { throw .noSuchKey(holder) }
  }

  mutating func apply(_ event: KeyRemoved) { keys[event.key] = nil }
}
