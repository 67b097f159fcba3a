internal import CanonicalForm
internal import CaseDomain

extension Command {
  /// Whether `event` is what this command made when it was sent the first time: the same verb on the same
  /// case, or the registration of the same NIK.
  func isAnswered(by event: Event, _ caseload: Caseload, today: Day) -> Bool {
    switch (self, event) {
    case (.register(let command), .registered(let event)):
      guard let programme = caseload.rules?.programme,
        let application = try? command.form.application(programme, today: today)
      else { return false }
      return event.record.person.value?.nik == application.person.nik
    case (.correct(let command), .corrected(let event)): return command.id == event.id
    case (.correct(let command), .filled(let event)): return command.id == event.id
    case (.approve(let command), .approved(let event)): return command.input.id == event.id
    case (.reject(let command), .rejected(let event)):
      return command.input.id == event.id && command.reason == event.reason
    case (.return(let command), .returned(let event)):
      return command.input.id == event.id && command.reason == event.reason
    case (.distinguish(let command), .distinguished(let event)):
      return command.id == event.id && command.other == event.other
    case (.undo(let command), .undone(let event)): return command.id == event.id
    case (.undoEntry(let command), .undone(let event)): return command.entry == event.entry
    case (.withdraw(let command), .withdrawn(let event)): return command.id == event.id
    case (.enrol(let command), .enrolled(let event)): return command.id == event.id
    case (.enrolNext, .enrolled): return true
    case (.end(let command), .ended(let event)): return command.id == event.id
    case (.erase(let command), .erased(let event)): return command.id == event.id
    case (.setProgramme(let command), .programmeSet(let event)):
      return command.programme == event.programme
    case (.setOfficer(let command), .officerSet(let event)):
      return command.officer == event.officer.id
    case (.setKey(let command), .keySet(let event)):
      return command.key == event.key && command.holder == event.holder
    case (.removeKey(let command), .keyRemoved(let event)): return command.key == event.key
    case (.setDesk(let command), .deskSet(let event)): return command.desk == event.desk
    case (.setPIN(let command), .pinSet(let event)): return command.officer == event.officer
    case (.addParticipants, .participantsAdded): return true
    case (.addParticipants, .rejected(let event)): return event.isAutomatic
    default: return false
    }
  }
}
