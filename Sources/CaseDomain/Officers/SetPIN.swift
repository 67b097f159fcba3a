internal import CanonicalForm

/// Gives an officer a PIN, in place of the one before.
public struct SetPIN: Hashable, Sendable {
  public var officer: OfficerID
  public var verifier: PINVerifier

  public init(_ officer: OfficerID, _ verifier: PINVerifier) {
    (self.officer, self.verifier) = (officer, verifier)
  }
}

/// An officer has this PIN.
///
/// Sealed, so that the entries alone, which an auditor takes home, do not hold it.
public struct PINSet: EventBody {
  static let kind = "pinSet"
  public var officer: OfficerID
  public var pin: Sealed<PINVerifier>
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.field("officer", officer.rawValue)
    writer.sealed("pin", pin, case: nil)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    officer = try fields.object.code("officer")
    pin = try fields.required("pin")
    grant = try fields.object.string("grant")
  }

  init(_ command: SetPIN, grant: String) {
    (officer, pin, self.grant) = (command.officer, .value(command.verifier), grant)
  }
}

extension Caseload {
  /// Decides about a PIN.
  ///
  /// - Throws: ``Refusal/notAllowed(_:)`` unless an administrator or the owner gives it;
  ///   ``Refusal/unknownOfficer(_:)``.
  func decide(_ command: SetPIN, at stamp: Stamp) throws(Refusal) -> [Event] {
    let own = try requireAdministrator(.setPIN, at: stamp)
    guard officers[command.officer] != nil else { throw .unknownOfficer(command.officer) }
    return [.pinSet(PINSet(command, grant: own))]
  }

  mutating func apply(_ event: PINSet) { pins[event.officer] = event.pin.value }
}
