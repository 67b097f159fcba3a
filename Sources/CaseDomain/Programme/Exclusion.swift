public import CanonicalForm

/// A rule that keeps a person out of the programme by itself, with the coded reason that it gives.
public struct Exclusion: Hashable, Sendable {
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    /// The 18th birthday (or what the programme says) not reached on the reference day.
    case tooYoung = "too-young"
    /// The birthday behind the last age reached by the reference day.
    case tooOld = "too-old"
    /// On a list of BPJS Ketenagakerjaan participants: paid by an employer.
    case employed
    /// On such a list: paid by themselves or by another programme. Also where the list says no kind.
    case selfPaid = "self-paid"
    /// On such a list: a former participant.
    case inactive
  }

  public var rule: Rule
  public var reason: ReasonCode
  /// The entry that brought the list of participants on which the person stands, where that is the rule.
  public var listed: Int?

  public init(rule: Rule, reason: ReasonCode, listed: Int? = nil) {
    (self.rule, self.reason, self.listed) = (rule, reason, listed)
  }
}

/// The values that a decision compared, kept with it so that it explains itself for ever.
public struct Compared: Hashable, Sendable {
  /// Completed years on ``referenceDay``.
  public var age: Int
  public var minimumAge: Int
  public var maximumAge: Int
  public var referenceDay: Day
  /// The entry with the newest list of participants that was searched; absent if there was none.
  public var participants: Int?

  func write(to fields: inout JSONWriter) {
    fields.object("compared") {
      $0.field("age", age)
      $0.field("min", minimumAge)
      $0.field("max", maximumAge)
      $0.field("on", referenceDay.description)
      $0.field("participants", ifPresent: participants)
    }
  }

  init(from fields: JSONObject) throws(JSONFailure) {
    let compared = try fields.object("compared")
    age = try compared.int("age")
    minimumAge = try compared.int("min")
    maximumAge = try compared.int("max")
    referenceDay = try compared.day("on")
    participants = try compared.optionalInt("participants")
  }

  init(age: Int, programme: Programme, participants: Int?) {
    self.age = age
    minimumAge = programme.minimumAge
    maximumAge = programme.maximumAge
    referenceDay = programme.referenceDay
    self.participants = participants
  }
}

/// By which rules a decision was made: their version and the values that they compared.
public struct Judgement: Hashable, Sendable {
  /// The number of the entry that set the rules.
  public var rules: Int
  public var compared: Compared
  /// The rule that keeps the person out, where one does.
  public var rule: Exclusion.Rule?
  /// The entry that brought the list on which that rule found the person.
  ///
  /// The row is not said: it would lead from an erased case to the NIK on the sealed line of the list.
  public var listed: Int?

  func write(to fields: inout JSONWriter) {
    fields.field("rules", rules)
    compared.write(to: &fields)
    fields.field("rule", ifPresent: rule?.rawValue)
    fields.field("listed", ifPresent: listed)
  }

  init(from fields: JSONObject) throws(JSONFailure) {
    rules = try fields.int("rules")
    compared = try Compared(from: fields)
    rule = try fields.optional("rule", "a rule") { Exclusion.Rule(rawValue: $0) }
    listed = try fields.optionalInt("listed")
  }

  /// The same judgement with what it comes to.
  func with(_ exclusion: Exclusion?) -> Judgement {
    var judgement = self
    (judgement.rule, judgement.listed) = (exclusion?.rule, exclusion?.listed)
    return judgement
  }

  init(rules: Int, compared: Compared) {
    self.rules = rules
    self.compared = compared
  }
}

extension Caseload {
  /// The judgement of the rules in force over somebody with this birth date.
  func judgement(birthDate: Day, _ rules: Rules) -> Judgement {
    judgement(age: birthDate.age(on: rules.programme.referenceDay), rules)
  }

  func judgement(age: Int, _ rules: Rules) -> Judgement {
    Judgement(
      rules: rules.entry,
      compared: Compared(age: age, programme: rules.programme, participants: participants.newest))
  }

  /// The judgement over a case as it stands, also after its erasure.
  func judgement(of file: some CaseSummary, _ rules: Rules) -> Judgement {
    if let birthDate = file.birthDate {
      return judgement(birthDate: birthDate, rules)
    }
    return judgement(age: file.age, rules)
  }

  /// The rule that keeps this person out, if one does: age first, then the lists of participants.
  func exclusion(_ nik: NIK?, _ compared: Compared, _ programme: Programme) -> Exclusion? {
    compared.exclusion(programme) ?? nik.flatMap { listExclusion($0, programme) }
  }

  /// The rule that keeps out whoever stands on a list of participants in this way, if one does.
  func listExclusion(_ nik: NIK, _ programme: Programme) -> Exclusion? {
    guard let record = participants[nik], let rule = record.kind.exclusion,
      let reason = programme.reason(for: rule)
    else { return nil }
    return Exclusion(rule: rule, reason: reason.code, listed: record.entry)
  }
}

extension Compared {
  /// The rule of age that was broken; nil where the age is in order.
  var rule: Exclusion.Rule? {
    if age < minimumAge { return .tooYoung }
    return age > maximumAge ? .tooOld : nil
  }

  fileprivate func exclusion(_ programme: Programme) -> Exclusion? {
    guard let rule, let reason = programme.reason(for: rule) else { return nil }
    return Exclusion(rule: rule, reason: reason.code)
  }
}
