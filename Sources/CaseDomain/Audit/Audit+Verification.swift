internal import CanonicalForm

extension Caseload {
  func audit(_ event: Approved, at stamp: Stamp) throws(Irregularity) {
    let (file, rules) = try auditDecision(
      event.id, at: event.level, for: .approve, event.signing, event.grant, stamp)
    guard !file.wasErased else { throw .erased(file.id) }
    let programme = rules.programme
    let missing = (programme.level(event.level)?.requires ?? []).filter {
      !file.papers.contains($0)
    }
    guard missing.isEmpty else { throw .papersMissing(file.id, missing) }
    try auditIncluded(file, event.judgement, rules)
    let next = programme.destination(programme.position(of: event.level) + 1)
    try require(event.to, is: next, file.id)
  }

  func audit(_ event: Rejected, at stamp: Stamp) throws(Irregularity) {
    guard let level = event.level else { return try auditAutomatic(event, at: stamp) }
    let (file, rules) = try auditDecision(
      event.id, at: level, for: .reject, event.signing, event.grant, stamp)
    try audit(event.reason, .reject, at: level, file.id, rules.programme)
    try auditUnruled(file, event.judgement, rules)
    try require(event.to, is: Destination(.rejected, level), file.id)
  }

  func audit(_ event: Returned, at stamp: Stamp) throws(Irregularity) {
    let (file, rules) = try auditDecision(
      event.id, at: event.level, for: .return, event.signing, event.grant, stamp)
    guard !file.wasErased else { throw .erased(file.id) }
    try audit(event.reason, .return, at: event.level, file.id, rules.programme)
    guard let remark = event.signing.remark, remark.value.map({ $0.note != nil }) ?? true else {
      throw .noteMissing(file.id)
    }
    try auditUnruled(file, event.judgement, rules)
    try require(event.to, is: Destination(.returned, event.level), file.id)
  }

  /// A rule rejects behind the list that it came with, in the same entry and by the same right.
  private func auditAutomatic(_ event: Rejected, at stamp: Stamp) throws(Irregularity) {
    let rules = try ask { () throws(Refusal) in try requireRules() }
    let file = try ask { () throws(Refusal) in try require(event.id) }
    let (stage, level) = (file.standing.stage, file.standing.level)
    guard [.waiting, .returned, .qualified].contains(stage) else {
      throw .wrongStage(file.id, stage, level, .reject)
    }
    guard participants.newest == stamp.entry else { throw .noList(file.id) }
    try auditGrant(
      event.grant, of: .enroller, area: rules.programme.wholeArea, for: .addParticipants,
      at: stamp)
    let person = file.person.value
    try audit(event.judgement, of: file.id, birthDate: person?.birthDate, rules)
    try auditExclusion(file.id, event.reason, event.judgement, nik: person?.nik, rules.programme)
    guard event.signing == Signing() else { throw .refused }
    try require(event.to, is: Destination(.rejected), file.id)
  }

  /// What approval, rejection and return have in common: the case waits there, or is enrolled and BPJS
  /// answers; the right, the signature, the four eyes.
  private func auditDecision(
    _ id: CaseID, at level: LevelID, for verb: Verb, _ signing: Signing, _ grant: String,
    _ stamp: Stamp
  ) throws(Irregularity) -> (CaseFile, Rules) {
    let rules = try ask { () throws(Refusal) in try requireRules() }
    let file = try ask { () throws(Refusal) in try require(id) }
    let standing = file.standing
    if level == .bpjs, verb != .approve {
      guard standing.stage == .enrolled else {
        throw .wrongStage(id, standing.stage, standing.level, verb)
      }
      try auditGrant(grant, of: .enroller, area: file.area, for: verb, at: stamp)
      guard !signing.isOnPaper else { throw .signatureNotHere(id, level) }
      return (file, rules)
    }
    guard standing.stage == .waiting else {
      throw .wrongStage(id, standing.stage, standing.level, verb)
    }
    guard standing.level == level, let setting = rules.programme.level(level) else {
      throw .notAtLevel(id, level)
    }
    try auditGrant(grant, of: .verifier, level: level, area: file.area, for: verb, at: stamp)
    try audit(signing, at: setting, id, stamp)
    if rules.programme.fourEyes, !signing.isOnPaper {
      try ask { () throws(Refusal) in try requireOtherEyes(file, level: level, at: stamp) }
    }
    return (file, rules)
  }

  /// Whether there is a sheet exactly where the level signs on paper.
  private func audit(_ signing: Signing, at level: Level, _ id: CaseID, _ stamp: Stamp)
    throws(Irregularity)
  {
    guard level.signedBy != nil else {
      guard !signing.isOnPaper else { throw .signatureNotHere(id, level.id) }
      return
    }
    guard let on = signing.signedOn, let remark = signing.remark,
      remark.value.map({ $0.signedBy != nil && $0.document != nil }) ?? true
    else { throw .signatureMissing(id, level.id) }
    guard on <= stamp.at.day else { throw .dayInFuture(on) }
  }

  private func audit(
    _ code: ReasonCode, _ kind: Reason.Kind, at level: LevelID, _ id: CaseID,
    _ programme: Programme
  ) throws(Irregularity) {
    guard (try? require(code, kind, at: level, programme)) != nil else {
      throw .reasonNotHere(id, code)
    }
  }
}
