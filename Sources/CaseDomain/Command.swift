/// Everything that can be asked of the caseload: the table of contents of the rules.
public enum Command: Hashable, Sendable {
  case setProgramme(SetProgramme)  // Programme/SetProgramme.swift
  case setOfficer(SetOfficer)  // Officers/SetOfficer.swift
  case addParticipants(AddParticipants)  // Participants/AddParticipants.swift
  case register(Register)  // Registration/Register.swift
  case correct(Correct)  // Registration/Correct.swift
  case approve(Approve)  // Verification/Approve.swift
  case reject(Reject)  // Verification/Reject.swift
  case `return`(Return)  // Verification/Return.swift
  case undo(Undo)  // Verification/Undo.swift
  case undoEntry(UndoEntry)  // Verification/Undo.swift
  case withdraw(Withdraw)  // Enrolment/Withdraw.swift
  case enrol(Enrol)  // Enrolment/Enrol.swift
  case enrolNext(EnrolNext)  // Enrolment/Enrol.swift
  case end(End)  // Enrolment/End.swift
}

extension Caseload {
  /// Decides a command on the state as it is: the events that it makes, none of them applied.
  ///
  /// - Throws: ``Refusal``; nothing has changed then.
  public func decide(_ command: Command, at stamp: Stamp) throws(Refusal) -> [Event] {
    switch command {
    case .setProgramme(let command): try decide(command, at: stamp)
    case .setOfficer(let command): try decide(command, at: stamp)
    case .addParticipants(let command): try decide(command, at: stamp)
    case .register(let command): try decide(command, at: stamp)
    case .correct(let command): try decide(command, at: stamp)
    case .approve(let command): try decide(command, at: stamp)
    case .reject(let command): try decide(command, at: stamp)
    case .return(let command): try decide(command, at: stamp)
    case .undo(let command): try decide(command, at: stamp)
    case .undoEntry(let command): try decide(command, at: stamp)
    case .withdraw(let command): try decide(command, at: stamp)
    case .enrol(let command): try decide(command, at: stamp)
    case .enrolNext(let command): try decide(command, at: stamp)
    case .end(let command): try decide(command, at: stamp)
    }
  }

  /// Takes an event in, whatever it says: only `decide` knows rules.
  public mutating func apply(_ event: Event, at stamp: Stamp) {
    switch event {
    case .created(let created): self.created = created
    case .programmeSet(let event): apply(event, at: stamp)
    case .officerSet(let event): apply(event)
    case .participantsAdded(let event): apply(event, at: stamp)
    case .registered(let event): begin(CaseFile(event, at: stamp))
    default:
      if let id = event.caseID { update(id) { $0.apply(event, at: stamp) } }
    }
  }
}
