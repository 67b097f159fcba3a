internal import CanonicalForm

/// A level rejects a case for good, or BPJS does after enrolment.
public struct Reject: Hashable, Sendable {
  public var input: DecisionInput
  public var reason: ReasonCode

  public init(_ input: DecisionInput, reason: ReasonCode) {
    (self.input, self.reason) = (input, reason)
  }
}

/// A case was rejected: by a level, by BPJS, or by a rule (no level).
public struct Rejected: CaseEvent {
  static let kind = "rejected"
  public var id: CaseID
  /// Who rejected it; absent where a rule did.
  public var level: LevelID?
  public var to: Destination
  public var reason: ReasonCode
  public var signing: Signing
  public var judgement: Judgement
  public var grant: String

  public var isAutomatic: Bool { level == nil }

  func write(to writer: inout EventWriter) {
    writer.fields.field("case", id.number)
    writer.fields.field("level", ifPresent: level?.rawValue)
    to.write(to: &writer.fields)
    writer.fields.field("reason", reason.rawValue)
    signing.write(to: &writer, case: id)
    judgement.write(to: &writer.fields)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    id = try fields.object.caseID()
    level = try fields.object.optionalCode("level")
    to = try Destination(from: fields.object)
    reason = try fields.object.code("reason")
    signing = try Signing(from: fields)
    judgement = try Judgement(from: fields.object)
    grant = try fields.object.string("grant")
  }

  init(
    id: CaseID, level: LevelID?, to: Destination, reason: ReasonCode, signing: Signing,
    judgement: Judgement, grant: String
  ) {
    (self.id, self.level, self.to, self.reason) = (id, level, to, reason)
    (self.signing, self.judgement, self.grant) = (signing, judgement, grant)
  }

  func apply(to file: inout CaseFile, at stamp: Stamp) {
    file.standing.move(to: to, reason: reason, at: stamp)
  }
}

extension Caseload {
  /// Decides a rejection, at the level where the case waits, or of an enrolled case for BPJS.
  ///
  /// - Throws: what ``groundOrBPJS(_:for:at:)`` throws; ``Refusal/reasonNotHere(_:_:_:)``.
  func decide(_ command: Reject, at stamp: Stamp) throws(Refusal) -> [Event] {
    let ground = try groundOrBPJS(command.input, for: .reject, at: stamp)
    let reason = try require(command.reason, .reject, at: ground.level, ground.rules.programme)
    return [
      .rejected(
        Rejected(
          id: ground.file.id, level: ground.level, to: Destination(.rejected, ground.level),
          reason: reason.code, signing: ground.signing,
          judgement: judgement(of: ground.file, ground.rules), grant: ground.grant))
    ]
  }
}
