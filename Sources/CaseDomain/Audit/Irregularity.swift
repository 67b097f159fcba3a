public import CanonicalForm

/// What is wrong with an event that the journal holds and that no rule of its moment would have allowed.
///
/// Data for every front end; the words are in `Words/Wording+Irregularity.swift`.
public enum Irregularity: Error, Hashable, Sendable {
  // The store and its rules.
  /// Something happened before the store was created.
  case notCreated
  /// The store begins again, or elsewhere than with its first entry.
  case createdAgain
  /// Something happened before the programme was set.
  case noProgramme
  case programme([ProgrammeFault])
  case sameProgramme
  /// A restoration names another store than this one.
  case otherStore
  /// A restoration whose entry or hash cannot be one.
  case badRestoration
  // Who.
  case unknownOfficer(OfficerID)
  case ownerDoesNotDecide(Verb)
  /// Only the owner of the folder does this.
  case notOwner(OfficerID)
  /// The officer did not hold the grant that the event names.
  case grantNotHeld(OfficerID, String)
  case grantNotInForce(String, Day)
  /// The grant is not of a role that may do this.
  case otherRole(String, Verb)
  case otherLevel(String, LevelID?)
  case outsideArea(String, AreaCode)
  /// Taken back as one's own what somebody else had done.
  case notOwn(CaseID, OfficerID)
  // Officers.
  case badOfficer(OfficerID)
  /// The name or office of an officer who was known already.
  case officerRenamed(OfficerID)
  case badGrant(String)
  case lastAdministrator
  // By which door.
  case unknownDesk(DeskID)
  case badDesk(DeskID)
  /// The officer did not sit at the desk that the entry names.
  case notAtDesk(OfficerID, DeskID)
  /// The key was not the holder's, or somebody else's.
  case otherHolder(KeyHolder)
  /// The key or the desk was as the event says already, or could not be so.
  case badDoor
  // Which case.
  /// The number of a new case (the first) is not the one that follows (the second).
  case otherNumber(CaseID, CaseID)
  case unknownCase(CaseID)
  case cancelled(CaseID)
  case erased(CaseID)
  case wrongStage(CaseID, Stage, LevelID?, Verb)
  /// The case does not wait at the level that decided.
  case notAtLevel(CaseID, LevelID)
  /// The event moves the case elsewhere (the first) than the rules do (the second).
  case otherDestination(CaseID, Destination, Destination)
  // What it says of the person.
  case nikTaken(CaseID, CaseID)
  /// A village, occupation or paper that the programme has not.
  case unknownCode(CaseID, Field)
  /// The fields that the event names are not those that changed, or could not be changed.
  case otherFields(CaseID, Verb)
  case otherWarnings(CaseID)
  // Deciding.
  /// The version of the rules that the event names was not in force.
  case otherRules(CaseID, Int)
  case otherValues(CaseID)
  /// A rule keeps the person out, and the event lets them pass.
  case excluded(CaseID, Exclusion.Rule)
  /// The event rejects by a rule that did not keep the person out.
  case notExcluded(CaseID)
  /// A rejection by a rule without the list that it came with.
  case noList(CaseID)
  case fourEyes(CaseID)
  case signatureMissing(CaseID, LevelID)
  case signatureNotHere(CaseID, LevelID)
  case papersMissing(CaseID, [PaperCode])
  case reasonNotHere(CaseID, ReasonCode?)
  case noteMissing(CaseID)
  case dayInFuture(Day)
  // Telling apart.
  case sameCase(CaseID)
  case alreadyDistinguished(CaseID, CaseID)
  // Taking back.
  /// What was taken back is not the last of the case that stands.
  case notLast(CaseID)
  case automatic(CaseID)
  /// What holds again is not what held before.
  case otherPast(CaseID)
  // Enrolment.
  case monthOutside(CaseID, Month)
  case badKPJ(CaseID)
  case noPlace(CaseID, Month)
  case overCeiling(CaseID)
  /// Somebody (the second) who qualified earlier was left without a place.
  case outOfOrder(CaseID, CaseID)
  case lastMonth(CaseID)
  // Participants.
  case otherCount
  // Erasure.
  case badGround(CaseID)
  case nothingErased(CaseID)
  /// A rule says no for a reason that has no words of its own here.
  case refused
}

extension Irregularity {
  /// What a rule would have said to the command, as what is wrong with the event.
  init(_ refusal: Refusal) {
    self =
      switch refusal {
      case .noProgramme: .noProgramme
      case .programme(let faults): .programme(faults)
      case .badGrant(let text): .badGrant(text)
      case .lastAdministrator: .lastAdministrator
      case .unknownOfficer(let id): .unknownOfficer(id)
      case .unknownDesk(let id): .unknownDesk(id)
      case .badDesk(let id): .badDesk(id)
      case .notAtDesk(let officer, let desk): .notAtDesk(officer, desk)
      case .keyTaken(let holder), .noSuchKey(let holder): .otherHolder(holder)
      case .keyEnded, .sameKey, .sameDesk, .tooManyAtDesk: .badDoor
      case .unknownCase(let id): .unknownCase(id)
      case .cancelled(let id): .cancelled(id)
      case .erased(let id): .erased(id)
      case .wrongStage(let id, let stage, let level, let verb):
        .wrongStage(id, stage, level, verb)
      case .ownRegistration(let id), .ownDecision(let id, _): .fourEyes(id)
      case .papersMissing(let id, let papers): .papersMissing(id, papers)
      case .excluded(let id, let exclusion, _): .excluded(id, exclusion.rule)
      case .dayInFuture(let day): .dayInFuture(day)
      case .sameCase(let id): .sameCase(id)
      case .alreadyDistinguished(let id, let other): .alreadyDistinguished(id, other)
      case .noPlace(let id, let month, _): .noPlace(id, month)
      case .overCeiling(let id): .overCeiling(id)
      case .earlierWithoutPlace(let id, let earlier): .outOfOrder(id, earlier)
      case .lastMonth(let id, _), .diedBeforeCover(let id, _): .lastMonth(id)
      case .groundIdentifies(let id): .badGround(id)
      default: .refused
      }
  }
}
