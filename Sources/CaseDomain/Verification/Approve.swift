internal import CanonicalForm

/// A level affirms what its `affirms` sentences say.
public struct Approve: Hashable, Sendable {
  public var input: DecisionInput
  public init(_ input: DecisionInput) { self.input = input }
}

/// A level approved a case, which now waits at the next or has qualified.
public struct Approved: CaseEvent {
  static let kind = "approved"
  public var id: CaseID
  public var level: LevelID
  public var to: Destination
  public var signing: Signing
  public var judgement: Judgement
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.field("case", id.number)
    writer.fields.field("level", level.rawValue)
    to.write(to: &writer.fields)
    signing.write(to: &writer, case: id)
    judgement.write(to: &writer.fields)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    id = try fields.object.caseID()
    level = try fields.object.code("level")
    to = try Destination(from: fields.object)
    signing = try Signing(from: fields)
    judgement = try Judgement(from: fields.object)
    grant = try fields.object.string("grant")
  }

  init(
    id: CaseID, level: LevelID, to: Destination, signing: Signing, judgement: Judgement,
    grant: String
  ) {
    (self.id, self.level, self.to) = (id, level, to)
    (self.signing, self.judgement, self.grant) = (signing, judgement, grant)
  }

  func apply(to file: inout CaseFile, at stamp: Stamp) {
    file.standing.move(to: to, at: stamp)
  }
}

extension Caseload {
  /// Decides an approval.
  ///
  /// - Throws: what ``ground(_:for:at:)`` throws; ``Refusal/papersMissing(_:_:)`` where the level asks for
  ///   papers that are not at hand; ``Refusal/excluded(_:_:_:)`` where a rule now keeps the person out;
  ///   ``Refusal/erased(_:)``.
  func decide(_ command: Approve, at stamp: Stamp) throws(Refusal) -> [Event] {
    let ground = try ground(command.input, for: .approve, at: stamp)
    let file = ground.file
    try requirePerson(of: file)
    let programme = ground.rules.programme
    let requires = programme.level(ground.level)?.requires ?? []
    let missing = requires.filter { !file.papers.contains($0) }
    guard missing.isEmpty else { throw .papersMissing(file.id, missing) }
    let judgement = judgement(of: file, ground.rules)
    try requireIncluded(file, judgement, programme)
    return [
      .approved(
        Approved(
          id: file.id, level: ground.level,
          to: programme.destination(programme.position(of: ground.level) + 1),
          signing: ground.signing, judgement: judgement, grant: ground.grant))
    ]
  }

  /// Refuses to go on with somebody whom the rules in force keep out.
  func requireIncluded(_ file: CaseFile, _ judgement: Judgement, _ programme: Programme)
    throws(Refusal)
  {
    let exclusion = exclusion(file.person.value?.nik, judgement.compared, programme)
    if let exclusion { throw .excluded(file.id, exclusion, judgement.compared) }
  }
}
