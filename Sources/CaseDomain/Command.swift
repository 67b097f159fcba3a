/// Everything that can be asked of the caseload: the table of contents of the rules.
public enum Command: Hashable, Sendable {
  case setProgramme(SetProgramme)  // Programme/SetProgramme.swift
  case setOfficer(SetOfficer)  // Officers/SetOfficer.swift
  case setKey(SetKey)  // Officers/SetKey.swift
  case removeKey(RemoveKey)  // Officers/RemoveKey.swift
  case setDesk(SetDesk)  // Officers/SetDesk.swift
  case setPIN(SetPIN)  // Officers/SetPIN.swift
  case addParticipants(AddParticipants)  // Participants/AddParticipants.swift
  case register(Register)  // Registration/Register.swift
  case correct(Correct)  // Registration/Correct.swift
  case approve(Approve)  // Verification/Approve.swift
  case reject(Reject)  // Verification/Reject.swift
  case `return`(Return)  // Verification/Return.swift
  case distinguish(Distinguish)  // Duplicates/Distinguish.swift
  case undo(Undo)  // Verification/Undo.swift
  case undoEntry(UndoEntry)  // Verification/Undo.swift
  case withdraw(Withdraw)  // Enrolment/Withdraw.swift
  case enrol(Enrol)  // Enrolment/Enrol.swift
  case enrolNext(EnrolNext)  // Enrolment/Enrol.swift
  case end(End)  // Enrolment/End.swift
  case erase(Erase)  // Erasure/Erase.swift
}

extension Command {
  public var verb: Verb {
    switch self {
    case .setProgramme: .setProgramme
    case .setOfficer: .setOfficer
    case .setKey: .setKey
    case .removeKey: .removeKey
    case .setDesk: .setDesk
    case .setPIN: .setPIN
    case .addParticipants: .addParticipants
    case .register: .register
    case .correct: .correct
    case .approve: .approve
    case .reject: .reject
    case .return: .return
    case .distinguish: .distinguish
    case .undo, .undoEntry: .undo
    case .withdraw: .withdraw
    case .enrol, .enrolNext: .enrol
    case .end: .end
    case .erase: .erase
    }
  }

  /// The case that the command is about, if it is about one that exists already.
  public var caseID: CaseID? {
    switch self {
    case .setProgramme, .setOfficer, .setKey, .removeKey, .setDesk, .setPIN, .addParticipants,
      .register, .undoEntry, .enrolNext:
      nil
    case .correct(let command): command.id
    case .approve(let command): command.input.id
    case .reject(let command): command.input.id
    case .return(let command): command.input.id
    case .distinguish(let command): command.id
    case .undo(let command): command.id
    case .withdraw(let command): command.id
    case .enrol(let command): command.id
    case .end(let command): command.id
    case .erase(let command): command.id
    }
  }
}

extension Caseload {
  /// Decides commands in order, each on the state left by those before, and applies what they make.
  ///
  /// `seen` is the last entry that the sender had seen: a command about a case to which somebody else did
  /// something behind it is refused with ``Refusal/changedMeanwhile(_:_:)``, for the sender decided on
  /// what no longer holds. `goesOn` is told how many commands are decided, after each; where it answers false, the
  /// others are not decided, and the results are as many as were.
  public mutating func perform(
    _ commands: [Command], at stamp: Stamp, seen: Int? = nil,
    goesOn: (_ decided: Int) -> Bool = { _ in true }
  ) -> [Result<[Event], Refusal>] {
    var stamp = stamp
    var results: [Result<[Event], Refusal>] = []
    for command in commands {
      do throws(Refusal) {
        if let seen { try requireUnchanged(command.caseID, since: seen, for: stamp.by) }
        hold(command.caseID)
        let decided = try decide(command, at: stamp)
        for event in decided {
          apply(event, at: stamp)
          stamp.index += 1
        }
        results.append(.success(decided))
      } catch {
        results.append(.failure(error))
      }
      guard goesOn(results.count) else { break }
    }
    return results
  }

  /// Refuses a case to which somebody other than `officer` did something behind an entry.
  private func requireUnchanged(_ id: CaseID?, since seen: Int, for officer: OfficerID)
    throws(Refusal)
  {
    // Nearly always nobody did: the whole file is read only where somebody may have.
    guard let id, let row = row(id), row.changedIn > seen,
      let other = file(id)?.history.last(where: { $0.stamp.by != officer }),
      other.stamp.entry > seen
    else { return }
    throw .changedMeanwhile(id, other)
  }

  /// Decides a command on the state as it is: the events that it makes, none of them applied.
  ///
  /// - Throws: ``Refusal``; nothing has changed then.
  public func decide(_ command: Command, at stamp: Stamp) throws(Refusal) -> [Event] {
    try requireSight(of: command, at: stamp)
    try requireSeat(stamp)
    return switch command {
    case .setProgramme(let command): try decide(command, at: stamp)
    case .setOfficer(let command): try decide(command, at: stamp)
    case .setKey(let command): try decide(command, at: stamp)
    case .removeKey(let command): try decide(command, at: stamp)
    case .setDesk(let command): try decide(command, at: stamp)
    case .setPIN(let command): try decide(command, at: stamp)
    case .addParticipants(let command): try decide(command, at: stamp)
    case .register(let command): try decide(command, at: stamp)
    case .correct(let command): try decide(command, at: stamp)
    case .approve(let command): try decide(command, at: stamp)
    case .reject(let command): try decide(command, at: stamp)
    case .return(let command): try decide(command, at: stamp)
    case .distinguish(let command): try decide(command, at: stamp)
    case .undo(let command): try decide(command, at: stamp)
    case .undoEntry(let command): try decide(command, at: stamp)
    case .withdraw(let command): try decide(command, at: stamp)
    case .enrol(let command): try decide(command, at: stamp)
    case .enrolNext(let command): try decide(command, at: stamp)
    case .end(let command): try decide(command, at: stamp)
    case .erase(let command): try decide(command, at: stamp)
    }
  }

  /// Takes an event in, whatever it says: only `decide` knows rules.
  public mutating func apply(_ event: Event, at stamp: Stamp) {
    look(at: event)
    switch event {
    case .created(let created): self.created = created
    case .programmeSet(let event): apply(event, at: stamp)
    case .officerSet(let event): apply(event)
    case .keySet(let event): apply(event)
    case .keyRemoved(let event): apply(event)
    case .deskSet(let event): apply(event)
    case .pinSet(let event): apply(event)
    case .participantsAdded(let event): apply(event, at: stamp)
    case .restored(let event): restorations.append(event)
    case .registered(let event): begin(CaseFile(event, at: stamp))
    default:
      guard let id = event.caseID else { return }
      update(id) { $0.apply(event, at: stamp) }
      updateLookAlikes(id, event)
    }
  }
}
