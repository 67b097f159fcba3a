public import CanonicalForm

/// Why a rule says no: data for every front end; the words are in `Words/Wording+Refusal.swift`.
public enum Refusal: Error, Hashable, Sendable {
  // The store and its rules.
  case noProgramme
  case programme([ProgrammeFault])
  case unknownLevel(LevelID)
  // Who.
  case unknownOfficer(OfficerID)
  case ownerDoesNotDecide(Verb)
  case notAllowed(Right)
  /// The officer may nowhere look in this way.
  case mayNotRead(Reading, OfficerID)
  /// The case is of an area that the officer does not work in.
  case caseOutside(CaseID, OfficerID)
  case areaOutside(AreaCode, OfficerID)
  case badOfficer(OfficerID)
  /// The name or office of an officer, or whom a grant stands in for.
  case badOfficerText(FieldFault.Problem)
  case officerExists(OfficerID)
  case badGrant(String)
  case noSuchGrant(OfficerID, String)
  case lastAdministrator
  // By which door.
  case unknownDesk(DeskID)
  /// A name that cannot be one of a desk, or is an officer's.
  case badDesk(DeskID)
  case tooManyAtDesk(Int)
  case sameDesk(DeskID)
  /// The officer does not sit at the desk that the command came from.
  case notAtDesk(OfficerID, DeskID)
  /// Somebody else has the key.
  case keyTaken(KeyHolder)
  case keyEnded(Day)
  case sameKey(KeyHolder)
  case noSuchKey(KeyHolder)
  // Which case.
  case unknownCase(CaseID)
  /// The file of a case cannot be read from the journal any more.
  case unreadable(CaseID)
  case cancelled(CaseID)
  case erased(CaseID)
  /// The case stands at a stage (and level) where the verb does not apply.
  case wrongStage(CaseID, Stage, LevelID?, Verb)
  /// The case waits at another level (the second) than the one meant (the first).
  case notAtLevel(CaseID, LevelID, LevelID)
  // The form.
  case form([FieldFault])
  case duplicate(Duplicate)
  case warningsNeedNote([Warning])
  case badNote(FieldFault.Problem)
  case nothingToCorrect(CaseID)
  case onlyEmptyFields(CaseID, Stage, LevelID?, [Field])
  case nothingNew
  /// The rules that are in force already.
  case sameProgramme
  // Deciding.
  case ownRegistration(CaseID)
  case ownDecision(CaseID, LevelID)
  case signatureNeeded(CaseID, LevelID)
  case noSignatureHere(CaseID, LevelID)
  case papersMissing(CaseID, [PaperCode])
  case reasonNotHere(ReasonCode, LevelID, [ReasonCode])
  case reasonNotForLeaving(ReasonCode, [ReasonCode])
  case noteNeeded(CaseID)
  case excluded(CaseID, Exclusion, Compared)
  case dayInFuture(Day)
  // Telling apart.
  /// A case cannot be told apart from itself.
  case sameCase(CaseID)
  case alreadyDistinguished(CaseID, CaseID)
  case distinctionNeedsNote(CaseID, CaseID)
  // Taking back.
  case automatic(CaseID)
  case decidedSince(CaseID, Stamp, LevelID?)
  /// Something else happened to the case since the entry that was to be taken back.
  case changedSince(CaseID, Stamp)
  case noCasesInEntry(Int)
  // Enrolment.
  case nobodyQualified
  case monthOutside(Month)
  case badKPJ
  /// No place from a month on; the later month that has one, if any.
  case noPlace(CaseID, Month, Month?)
  case overCeiling(CaseID)
  /// Somebody (the second) qualified earlier and would be left without a place.
  case earlierWithoutPlace(CaseID, CaseID)
  case lastMonth(CaseID, ClosedRange<Month>)
  case diedBeforeCover(CaseID, Month)
  // Erasure.
  /// What the text of a ground must not hold, or that it is missing or too long.
  case badGround(FieldFault.Problem)
  /// A ground with so few characters.
  case groundTooShort(Int)
  /// A ground with the name of the person, or with a number that could be a NIK or a telephone.
  case groundIdentifies(CaseID)
  case nothingToErase(CaseID)

  // Looking.
  case reasonNeeded
  /// What the text of a reason for looking must not hold.
  case badReason(FieldFault.Problem)
  /// A reason with the name of the person, or with a number that could be a NIK or a telephone.
  case reasonIdentifies

  // Two desks.
  /// Somebody else did this to the case after what the sender had seen of it.
  case changedMeanwhile(CaseID, HistoryItem)
  // Sending twice.
  /// The id belongs to another command, saved as this entry.
  case idUsed(Int)
}

extension Refusal {
  /// The name of this refusal for programs and records: the word of the case, stable from version to version.
  public var word: String {
    Mirror(reflecting: self).children.first?.label ?? String(describing: self)
  }
}

/// The case that already holds a NIK.
public struct Duplicate: Hashable, Sendable {
  public var id: CaseID
  public var stage: Stage
  public var level: LevelID?
  public var area: AreaCode
  /// Who put it forward.
  public var registeredBy: OfficerID?

  init(_ row: CaseRow) {
    id = row.id
    (stage, level, area) = (row.stage, row.level, row.area)
    registeredBy = row.registeredBy
  }
}
