internal import CanonicalForm

/// A level sends a case back for repair, or BPJS does after enrolment.
public struct Return: Hashable, Sendable {
  public var input: DecisionInput
  public var reason: ReasonCode

  public init(_ input: DecisionInput, reason: ReasonCode) {
    (self.input, self.reason) = (input, reason)
  }
}

/// A case was sent back: the registering office must repair what the note says.
public struct Returned: CaseEvent {
  static let kind = "returned"
  public var id: CaseID
  public var level: LevelID
  public var to: Destination
  public var reason: ReasonCode
  public var signing: Signing
  public var judgement: Judgement
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.field("case", id.number)
    writer.fields.field("level", level.rawValue)
    to.write(to: &writer.fields)
    writer.fields.field("reason", reason.rawValue)
    signing.write(to: &writer, case: id)
    judgement.write(to: &writer.fields)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    id = try fields.object.caseID()
    level = try fields.object.code("level")
    to = try Destination(from: fields.object)
    reason = try fields.object.code("reason")
    signing = try Signing(from: fields)
    judgement = try Judgement(from: fields.object)
    grant = try fields.object.string("grant")
  }

  init(
    id: CaseID, level: LevelID, reason: ReasonCode, signing: Signing, judgement: Judgement,
    grant: String
  ) {
    (self.id, self.level, self.reason) = (id, level, reason)
    to = Destination(.returned, level)
    (self.signing, self.judgement, self.grant) = (signing, judgement, grant)
  }

  func apply(to file: inout CaseFile, at stamp: Stamp) {
    file.standing.move(to: to, reason: reason, at: stamp)
  }
}

extension Caseload {
  /// Decides a return, at the level where the case waits, or of an enrolled case for BPJS.
  ///
  /// - Throws: what ``groundOrBPJS(_:for:at:)`` throws; ``Refusal/reasonNotHere(_:_:_:)``; ``Refusal/noteNeeded(_:)``, for a return must say what to repair; ``Refusal/erased(_:)``, for there
  ///   is nothing left to repair.
  func decide(_ command: Return, at stamp: Stamp) throws(Refusal) -> [Event] {
    let ground = try groundOrBPJS(command.input, for: .return, at: stamp)
    try requirePerson(of: ground.file)
    let reason = try require(command.reason, .return, at: ground.level, ground.rules.programme)
    guard ground.signing.remark?.value?.note != nil else { throw .noteNeeded(ground.file.id) }
    return [
      .returned(
        Returned(
          id: ground.file.id, level: ground.level, reason: reason.code, signing: ground.signing,
          judgement: judgement(of: ground.file, ground.rules), grant: ground.grant))
    ]
  }
}
