internal import CanonicalForm

extension Caseload {
  func audit(_ event: Withdrawn, at stamp: Stamp) throws(Irregularity) {
    let rules = try ask { () throws(Refusal) in try requireRules() }
    let file = try ask { () throws(Refusal) in try require(event.id) }
    let (stage, level) = (file.standing.stage, file.standing.level)
    guard [.waiting, .returned, .qualified].contains(stage) else {
      throw .wrongStage(file.id, stage, level, .withdraw)
    }
    try auditGrant(
      event.grant, of: .registrar, .enroller, area: file.area, for: .withdraw, at: stamp)
    guard (try? requireLeaving(event.reason, rules.programme)) != nil else {
      throw .reasonNotHere(file.id, event.reason)
    }
    try require(event.to, is: Destination(.withdrawn), file.id)
  }

  func audit(_ event: Enrolled, at stamp: Stamp) throws(Irregularity) {
    let rules = try rulesWithAmounts()
    let file = try caseWithPerson(event.id)
    let (stage, level) = (file.standing.stage, file.standing.level)
    guard stage == .qualified, let earlier = qualified.firstIndex(of: file.id) else {
      throw .wrongStage(file.id, stage, level, .enrol)
    }
    try auditGrant(event.grant, of: .enroller, area: file.area, for: .enrol, at: stamp)
    guard rules.programme.months.contains(event.from) else {
      throw .monthOutside(file.id, event.from)
    }
    if let kpj = event.membership?.value?.kpj {
      guard kpj.utf8.count == 11, Digits.number(Array(kpj.utf8)) != nil else {
        throw .badKPJ(file.id)
      }
    }
    try auditIncluded(file, event.judgement, rules)
    try ask { () throws(Refusal) in
      try requirePlace(file.id, from: event.from, behind: earlier, rules.programme)
    }
    try require(event.to, is: Destination(.enrolled), file.id)
  }

  func audit(_ event: Ended, at stamp: Stamp) throws(Irregularity) {
    let rules = try ask { () throws(Refusal) in try requireRules() }
    let file = try ask { () throws(Refusal) in try require(event.id) }
    let (stage, level) = (file.standing.stage, file.standing.level)
    guard stage == .enrolled, let cover = file.standing.cover else {
      throw .wrongStage(file.id, stage, level, .end)
    }
    try auditGrant(event.grant, of: .enroller, area: file.area, for: .end, at: stamp)
    guard let reason = try? requireLeaving(event.reason, rules.programme) else {
      throw .reasonNotHere(file.id, event.reason)
    }
    guard event.on <= stamp.at.day else { throw .dayInFuture(event.on) }
    try ask { () throws(Refusal) in
      try requireLastMonth(event.until, file.id, cover, reason, on: event.on, rules.programme)
    }
    try require(event.to, is: Destination(.ended), file.id)
  }
}
