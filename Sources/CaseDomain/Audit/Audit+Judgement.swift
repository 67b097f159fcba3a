internal import CanonicalForm

extension Caseload {
  /// Whether the rules and values that an event names are those of its moment.
  ///
  /// Without the birth date nobody can tell the age, and the one that the event names is taken.
  func audit(_ judgement: Judgement, of id: CaseID, birthDate: Day?, _ rules: Rules)
    throws(Irregularity)
  {
    guard judgement.rules == rules.entry else { throw .otherRules(id, judgement.rules) }
    let age = birthDate?.age(on: rules.programme.referenceDay) ?? judgement.compared.age
    guard judgement.compared == self.judgement(age: age, rules).compared else {
      throw .otherValues(id)
    }
  }

  /// The same for a case that goes on, which no rule may keep out.
  func auditIncluded(_ file: CaseFile, _ judgement: Judgement, _ rules: Rules)
    throws(Irregularity)
  {
    try auditUnruled(file, judgement, rules)
    try ask { () throws(Refusal) in try requireIncluded(file, judgement, rules.programme) }
  }

  /// The same for a decision of people, which is by no rule.
  func auditUnruled(_ file: CaseFile, _ judgement: Judgement, _ rules: Rules) throws(Irregularity) {
    try audit(judgement, of: file.id, birthDate: file.person.value?.birthDate, rules)
    guard judgement.rule == nil, judgement.listed == nil else { throw .otherValues(file.id) }
  }

  /// Whether a rule keeps the person out where the event says so, and none does where it does not.
  func auditOutcome(
    _ id: CaseID, _ said: Destination, _ reason: ReasonCode?, _ judgement: Judgement, nik: NIK?,
    otherwise next: Destination, _ programme: Programme
  ) throws(Irregularity) {
    if judgement.rule != nil {
      try auditExclusion(id, reason, judgement, nik: nik, programme)
      return try require(said, is: Destination(.rejected), id)
    }
    if let exclusion = exclusion(nik, judgement.compared, programme) {
      throw .excluded(id, exclusion.rule)
    }
    guard reason == nil, judgement.listed == nil else { throw .reasonNotHere(id, reason) }
    try require(said, is: next, id)
  }

  /// Whether the rule that an event names did keep the person out.
  func auditExclusion(
    _ id: CaseID, _ reason: ReasonCode?, _ judgement: Judgement, nik: NIK?, _ programme: Programme
  ) throws(Irregularity) {
    guard let rule = judgement.rule else { throw .notExcluded(id) }
    guard let reason, programme.reason(for: rule)?.code == reason else {
      throw .reasonNotHere(id, reason)
    }
    if let age = judgement.compared.rule {
      guard rule == age, judgement.listed == nil else { throw .notExcluded(id) }
      return
    }
    guard rule != .tooYoung, rule != .tooOld, let list = judgement.listed,
      participants.day(ofList: list) != nil
    else { throw .notExcluded(id) }
    guard let nik else { return }
    let record = participants[nik]
    if record?.entry == list, record?.kind.exclusion == rule { return }
    // In a list that was replaced and erased nobody can look any more.
    guard !participants.names(anybodyBy: list), (record?.entry ?? 0) < list else {
      throw .notExcluded(id)
    }
  }
}
