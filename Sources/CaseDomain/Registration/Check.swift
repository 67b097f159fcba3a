public import CanonicalForm

/// One thing that is compared of a person, and what came out; the words are in `Words/Wording+Check.swift`.
public struct Check: Hashable, Sendable {
  /// What is compared, in the order in which it is shown.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// No other case holds the NIK.
    case nikNew
    /// The NIK was issued in the programme's area.
    case issuedHere
    case birthDateAgrees
    case sexAgrees
    /// Every letter of the names is Latin; told only where one is not.
    case latinLetters
    case age
    /// The village is one of the programme.
    case resident
    case occupation
    /// The NIK is on no list of participants.
    case notParticipant
    /// No other case is likely to be of the same person.
    case noLookAlike
  }

  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    case passes
    /// Somebody has to look; it rejects nobody.
    case check
    /// There is nothing to compare yet.
    case missing
    case fails
  }

  public var kind: Kind
  public var verdict: Verdict
  /// The case that a NIK or a name was found in; the person's own where the NIK is found there alone.
  public var `case`: CaseID?
  /// What the age was compared with.
  public var compared: Compared?
  /// What a list of participants says, and the day of the newest list.
  public var participant: ParticipantKind?
  public var list: Day?
  /// The letter that is not Latin.
  public var foreign: ForeignLetter?

  init(_ kind: Kind, _ verdict: Verdict, case id: CaseID? = nil) {
    (self.kind, self.verdict, self.case) = (kind, verdict, id)
  }
}

extension Examination {
  /// Every check that has something to say, in the order of ``Check/Kind``.
  public var checks: [Check] { Check.Kind.allCases.compactMap(check) }

  private func check(_ kind: Check.Kind) -> Check? {
    switch kind {
    case .nikNew:
      guard values.nik != nil else { return Check(kind, .missing) }
      if let duplicate { return Check(kind, .fails, case: duplicate.id) }
      return Check(kind, .passes, case: saved)
    case .issuedHere: return warned(kind, .otherRegion, isKnown: values.nik != nil)
    case .birthDateAgrees:
      return warned(
        kind, .otherBirthDate, isKnown: values.nik != nil && values.birthDate != nil)
    case .sexAgrees:
      return warned(kind, .otherSex, isKnown: values.nik != nil && values.sex != nil)
    case .latinLetters:
      // A line that says of nearly everybody that they are written as everybody is would hide the others.
      guard let letter = values.foreignLetter else { return nil }
      var check = Check(kind, .check)
      check.foreign = letter
      return check
    case .age:
      guard let compared else { return Check(kind, .missing) }
      var check = Check(kind, compared.rule == nil ? .passes : .fails)
      check.compared = compared
      return check
    case .resident:
      guard values.area != nil else { return Check(kind, .missing) }
      return Check(kind, isResident ? .passes : .check)
    case .occupation: return Check(kind, values.occupation == nil ? .missing : .passes)
    case .notParticipant:
      guard values.nik != nil, let participantList else { return Check(kind, .missing) }
      var check = Check(kind, participant?.exclusion == nil ? .passes : .fails)
      (check.participant, check.list) = (participant, participantList)
      return check
    case .noLookAlike:
      guard values.name != nil, values.birthDate != nil else { return Check(kind, .missing) }
      let likely = lookAlikes.first { $0.score.isLikely }
      return Check(kind, likely == nil ? .passes : .check, case: likely?.id)
    }
  }

  private func warned(_ kind: Check.Kind, _ warning: Warning, isKnown: Bool) -> Check {
    guard isKnown else { return Check(kind, .missing) }
    return Check(kind, warnings.contains(warning) ? .check : .passes)
  }
}
