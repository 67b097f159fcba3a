internal import CanonicalForm

/// A person leaves before enrolment.
public struct Withdraw: Hashable, Sendable {
  public var id: CaseID
  public var reason: ReasonCode
  public var note: String?

  public init(_ id: CaseID, reason: ReasonCode, note: String? = nil) {
    (self.id, self.reason, self.note) = (id, reason, note)
  }
}

/// A person left before enrolment.
public struct Withdrawn: CaseEvent {
  static let kind = "withdrawn"
  public var id: CaseID
  public var to: Destination
  public var reason: ReasonCode
  public var signing: Signing
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.field("case", id.number)
    to.write(to: &writer.fields)
    writer.fields.field("reason", reason.rawValue)
    signing.write(to: &writer, case: id)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    id = try fields.object.caseID()
    to = try Destination(from: fields.object)
    reason = try fields.object.code("reason")
    signing = try Signing(from: fields)
    grant = try fields.object.string("grant")
  }

  init(id: CaseID, reason: ReasonCode, note: String?, grant: String) {
    (self.id, self.reason, self.grant) = (id, reason, grant)
    to = Destination(.withdrawn)
    signing = Signing(note: note)
  }

  func apply(to file: inout CaseFile, at stamp: Stamp) {
    file.standing.move(to: to, reason: reason, at: stamp)
  }
}

extension Caseload {
  /// Decides a withdrawal of a waiting, returned or qualified case.
  ///
  /// - Throws: ``Refusal/wrongStage(_:_:_:_:)``; ``Refusal/notAllowed(_:)`` unless a registrar of the village
  ///   or an enroller takes it in; ``Refusal/reasonNotForLeaving(_:_:)``.
  func decide(_ command: Withdraw, at stamp: Stamp) throws(Refusal) -> [Event] {
    let rules = try requireRules()
    let file = try require(command.id)
    guard [.waiting, .returned, .qualified].contains(file.standing.stage) else {
      throw .wrongStage(file.id, file.standing.stage, file.standing.level, .withdraw)
    }
    let grant = try require(
      .registrar, .enroller, area: file.area, for: .withdraw, case: file.id, at: stamp)
    let reason = try requireLeaving(command.reason, rules.programme)
    return [
      .withdrawn(
        Withdrawn(
          id: file.id, reason: reason.code, note: try Text.note(command.note), grant: grant))
    ]
  }

  func requireLeaving(_ code: ReasonCode, _ programme: Programme) throws(Refusal) -> Reason {
    guard let reason = programme.reasonsForLeaving.first(where: { $0.code == code }) else {
      throw .reasonNotForLeaving(code, programme.reasonsForLeaving.map(\.code))
    }
    return reason
  }
}
