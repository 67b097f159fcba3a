internal import CanonicalForm

/// The judge of a history that is there already: was every event allowed by the roster and the rules of
/// its moment?
///
/// `decide` makes events out of commands; an audit asks of an event whether `decide` could have made it.
/// Both ask the same rules. What was erased since is not judged: whoever has not the value cannot
/// compare it.
extension Caseload {
  /// What is wrong with an event, asked before it is applied; nil where somebody could have done it so.
  ///
  /// Total: it answers whatever the event and the events before it say.
  public func irregularity(of event: Event, at stamp: Stamp) -> Irregularity? {
    do throws(Irregularity) {
      try audit(event, at: stamp)
      return nil
    } catch {
      return error
    }
  }

  private func audit(_ event: Event, at stamp: Stamp) throws(Irregularity) {
    try ask { () throws(Refusal) in try requireSeat(stamp) }
    switch event {
    case .created: return try auditCreation(at: stamp)
    case _ where created == nil: throw .notCreated
    case .programmeSet(let event): return try audit(event, at: stamp)
    case _ where rules == nil: throw .noProgramme
    case .officerSet(let event): try audit(event, at: stamp)
    case .keySet(let event): try audit(event, at: stamp)
    case .keyRemoved(let event): try audit(event, at: stamp)
    case .deskSet(let event): try audit(event, at: stamp)
    case .pinSet(let event): try audit(event, at: stamp)
    case .participantsAdded(let event): try audit(event, at: stamp)
    case .registered(let event): try audit(event, at: stamp)
    case .corrected(let event): try audit(event, at: stamp)
    case .filled(let event): try audit(event, at: stamp)
    case .approved(let event): try audit(event, at: stamp)
    case .rejected(let event): try audit(event, at: stamp)
    case .returned(let event): try audit(event, at: stamp)
    case .distinguished(let event): try audit(event, at: stamp)
    case .undone(let event): try audit(event, at: stamp)
    case .withdrawn(let event): try audit(event, at: stamp)
    case .enrolled(let event): try audit(event, at: stamp)
    case .ended(let event): try audit(event, at: stamp)
    case .erased(let event): try audit(event, at: stamp)
    case .restored(let event): try audit(event, at: stamp)
    }
  }

  /// Asks a rule that `decide` asks too.
  func ask<Answer>(_ rule: () throws(Refusal) -> Answer) throws(Irregularity) -> Answer {
    do throws(Refusal) {
      return try rule()
    } catch {
      throw Irregularity(error)
    }
  }

  /// The rules in force, if sums of their amounts can be told at all.
  func rulesWithAmounts() throws(Irregularity) -> Rules {
    let rules = try ask { () throws(Refusal) in try requireRules() }
    guard rules.programme.isInRange else { throw .programme(rules.programme.faults()) }
    return rules
  }

  /// The case of an event that needs to know its person: one that was not erased before.
  func caseWithPerson(_ id: CaseID) throws(Irregularity) -> CaseFile {
    let file = try ask { () throws(Refusal) in try require(id) }
    guard !file.wasErased else { throw .erased(id) }
    return file
  }

  func require(_ said: Destination, is expected: Destination, _ id: CaseID) throws(Irregularity) {
    guard said == expected else { throw .otherDestination(id, said, expected) }
  }
}
