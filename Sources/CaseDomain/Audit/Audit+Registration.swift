internal import CanonicalForm

extension Caseload {
  func audit(_ event: Registered, at stamp: Stamp) throws(Irregularity) {
    let rules = try ask { () throws(Refusal) in try requireRules() }
    guard event.id == nextID else { throw .otherNumber(event.id, nextID) }
    try auditGrant(
      event.grant, of: .registrar, area: event.record.area, for: .register, at: stamp)
    try audit(
      event.record, of: event.id, event.warnings, event.signing, event.judgement, rules)
    try auditOutcome(
      event.id, event.to, event.reason, event.judgement, nik: event.record.person.value?.nik,
      otherwise: rules.programme.destination(0), rules.programme)
  }

  func audit(_ event: Corrected, at stamp: Stamp) throws(Irregularity) {
    let rules = try ask { () throws(Refusal) in try requireRules() }
    let file = try caseWithPerson(event.id)
    let (stage, level) = (file.standing.stage, file.standing.level)
    guard let start = repairStart(of: file, rules.programme) else {
      throw .wrongStage(file.id, stage, level, .correct)
    }
    try auditGrant(event.grant, of: .registrar, area: file.area, for: .correct, at: stamp)
    // Without a change the rules are asked again of somebody they rejected, and a note says why.
    guard !event.fields.isEmpty || stage == .rejected && event.signing.remark != nil else {
      throw .otherFields(file.id, .correct)
    }
    try auditFields(event.fields, from: file.record, to: event.record, file.id)
    try audit(event.record, of: file.id, event.warnings, event.signing, event.judgement, rules)
    try auditOutcome(
      file.id, event.to, event.reason, event.judgement, nik: event.record.person.value?.nik,
      otherwise: rules.programme.destination(
        repairPosition(event.fields, from: start, rules.programme)),
      rules.programme)
  }

  func audit(_ event: Filled, at stamp: Stamp) throws(Irregularity) {
    let rules = try ask { () throws(Refusal) in try requireRules() }
    let file = try caseWithPerson(event.id)
    // What the registering office fills in a case that is to be repaired is the repair.
    let isRepair = file.standing.stage != .waiting && repairStart(of: file, rules.programme) != nil
    try auditGrant(
      event.grant, of: isRepair ? [.enroller] : [.registrar, .enroller], level: nil,
      area: file.area, for: .correct, at: stamp)
    let (before, after) = (file.record, event.record)
    guard !event.fields.isEmpty, !event.fields.contains(where: \.isRequired),
      after.area == before.area, after.occupation == before.occupation, after.sex == before.sex,
      after.age == before.age, before.papers.allSatisfy(after.papers.contains)
    else { throw .otherFields(file.id, .correct) }
    try auditCodes(after, of: file.id, rules.programme)
    try auditFields(event.fields, from: before, to: after, file.id)
    if let before = before.application, let after = after.application {
      guard after.fills(event.fields, of: before) else { throw .otherFields(file.id, .correct) }
    }
  }

  /// What registration and correction have in common: no second case, warnings answered, the age told.
  private func audit(
    _ record: CaseRecord, of id: CaseID, _ warnings: [Warning], _ signing: Signing,
    _ judgement: Judgement, _ rules: Rules
  ) throws(Irregularity) {
    try auditCodes(record, of: id, rules.programme)
    if let nik = record.person.value?.nik, let other = self.case(with: nik), other.id != id {
      throw .nikTaken(id, other.id)
    }
    if let application = record.application {
      guard application.warnings(rules.programme) == warnings else { throw .otherWarnings(id) }
    }
    guard warnings.isEmpty || signing.remark != nil else { throw .noteMissing(id) }
    try audit(judgement, of: id, birthDate: record.person.value?.birthDate, rules)
    guard record.age == judgement.compared.age else { throw .otherValues(id) }
  }

  /// Whether the programme has the village, the occupation and the papers.
  private func auditCodes(_ record: CaseRecord, of id: CaseID, _ programme: Programme)
    throws(Irregularity)
  {
    guard programme.area(record.area) != nil else { throw .unknownCode(id, .area) }
    guard programme.occupation(record.occupation) != nil else {
      throw .unknownCode(id, .occupation)
    }
    guard record.papers.allSatisfy({ code in programme.papers.contains { $0.code == code } }) else {
      throw .unknownCode(id, .papers)
    }
  }

  /// Whether the fields that an event names are those in which the two records differ, as far as both
  /// can be read.
  private func auditFields(
    _ fields: [Field], from before: CaseRecord, to after: CaseRecord, _ id: CaseID
  ) throws(Irregularity) {
    let open: [(field: Field, differs: Bool)] = [
      (.sex, before.sex != after.sex), (.area, before.area != after.area),
      (.occupation, before.occupation != after.occupation),
      (.papers, before.papers != after.papers),
    ]
    guard open.allSatisfy({ fields.contains($0.field) == $0.differs }) else {
      throw .otherFields(id, .correct)
    }
    guard let before = before.application, let after = after.application else { return }
    guard after.fields(differingFrom: before) == fields else { throw .otherFields(id, .correct) }
  }
}
