internal import CanonicalForm

/// What every decision about a case at a level brings: which case, what was typed, who signed.
public struct DecisionInput: Hashable, Sendable {
  public var id: CaseID
  /// The level that the officer means; nil for the level where the case waits.
  public var level: LevelID?
  public var note: String?
  public var signature: Signature?

  public init(
    _ id: CaseID, level: LevelID? = nil, note: String? = nil, signature: Signature? = nil
  ) {
    (self.id, self.level, self.note, self.signature) = (id, level, note, signature)
  }
}

/// What was found to hold before a decision: the case, its level, the right and the words.
struct DecisionGround {
  var file: CaseFile
  var rules: Rules
  var level: LevelID
  var signing: Signing
  var grant: String
}

extension Caseload {
  /// What approve, reject and return have in common at a level.
  ///
  /// - Throws: ``Refusal`` where the case does not wait there, the officer has no right to decide there,
  ///   has decided another level or put the case forward (four eyes), or the signature is missing.
  func ground(_ input: DecisionInput, for verb: Verb, at stamp: Stamp) throws(Refusal)
    -> DecisionGround
  {
    let rules = try requireRules()
    let file = try require(input.id)
    if let asked = input.level, asked != .bpjs, rules.programme.level(asked) == nil {
      throw .unknownLevel(asked)
    }
    guard file.standing.stage == .waiting, let id = file.standing.level,
      let level = rules.programme.level(id)
    else { throw .wrongStage(file.id, file.standing.stage, file.standing.level, verb) }
    if let asked = input.level, asked != id { throw .notAtLevel(file.id, asked, id) }
    let grant = try require(
      .verifier, level: id, area: file.area, for: verb, case: file.id, at: stamp)
    let signature = try signature(input.signature, level, file.id, at: stamp)
    if rules.programme.fourEyes, signature == nil {
      try requireOtherEyes(file, level: id, at: stamp)
    }
    let note = try Text.note(input.note)
    return DecisionGround(
      file: file, rules: rules, level: id,
      signing: Signing(note: note, signature: signature), grant: grant)
  }

  /// As ``ground(_:for:at:)``, where the case may also be enrolled and BPJS be the one who refuses it.
  func groundOrBPJS(_ input: DecisionInput, for verb: Verb, at stamp: Stamp) throws(Refusal)
    -> DecisionGround
  {
    let file = try require(input.id)
    guard file.standing.stage == .enrolled, input.level ?? .bpjs == .bpjs else {
      return try ground(input, for: verb, at: stamp)
    }
    let grant = try require(.enroller, area: file.area, for: verb, case: file.id, at: stamp)
    guard input.signature == nil else { throw .noSignatureHere(file.id, .bpjs) }
    return DecisionGround(
      file: file, rules: try requireRules(), level: .bpjs,
      signing: Signing(note: try Text.note(input.note)), grant: grant)
  }

  /// The signature as it is stored; required at a level that signs on paper, refused elsewhere.
  private func signature(_ typed: Signature?, _ level: Level, _ id: CaseID, at stamp: Stamp)
    throws(Refusal) -> Signature?
  {
    guard level.signedBy != nil else {
      guard typed == nil else { throw .noSignatureHere(id, level.id) }
      return nil
    }
    guard let typed, let by = try Text.note(typed.by), let document = try Text.note(typed.document)
    else { throw .signatureNeeded(id, level.id) }
    guard typed.on <= stamp.at.day else { throw .dayInFuture(typed.on) }
    return Signature(by: by, on: typed.on, document: document)
  }

  /// Four eyes: who registered or corrected a case, or decided another level of it, does not decide.
  ///
  /// Keying a sheet that somebody else signed is no decision of the typist. Compared are people: another
  /// account, role or office of the same person is no other pair of eyes.
  func requireOtherEyes(_ file: CaseFile, level: LevelID, at stamp: Stamp) throws(Refusal) {
    for item in file.standingHistory where areSamePerson(item.stamp.by, stamp.by) {
      switch item.event {
      case .registered, .corrected: throw .ownRegistration(file.id)
      case .approved(let event) where event.level != level && !event.signing.isOnPaper:
        throw .ownDecision(file.id, event.level)
      case .returned(let event)
      where event.level != level && event.level != .bpjs && !event.signing.isOnPaper:
        throw .ownDecision(file.id, event.level)
      default: continue
      }
    }
  }

  /// The reason for a decision, if it may be given at `level`.
  func require(_ code: ReasonCode, _ kind: Reason.Kind, at level: LevelID, _ programme: Programme)
    throws(Refusal) -> Reason
  {
    guard let reason = programme.reason(code), reason.kind == kind, reason.levels.contains(level)
    else { throw .reasonNotHere(code, level, programme.reasons(kind, at: level).map(\.code)) }
    return reason
  }
}
