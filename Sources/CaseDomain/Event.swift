public import CanonicalForm

/// Everything that can have happened: the table of contents of the journal.
///
/// Each kind is a file that holds the command, the rule, the event, its line and how it applies.
/// Indirect, so that to hand an event on costs one reference, whatever it holds.
public indirect enum Event: Hashable, Sendable {
  case created(Created)  // Created.swift
  case programmeSet(ProgrammeSet)  // Programme/SetProgramme.swift
  case officerSet(OfficerSet)  // Officers/SetOfficer.swift
  case keySet(KeySet)  // Officers/SetKey.swift
  case keyRemoved(KeyRemoved)  // Officers/RemoveKey.swift
  case deskSet(DeskSet)  // Officers/SetDesk.swift
  case pinSet(PINSet)  // Officers/SetPIN.swift
  case participantsAdded(ParticipantsAdded)  // Participants/AddParticipants.swift
  case registered(Registered)  // Registration/Register.swift
  case corrected(Corrected)  // Registration/Correct.swift
  case filled(Filled)  // Registration/Correct.swift
  case approved(Approved)  // Verification/Approve.swift
  case rejected(Rejected)  // Verification/Reject.swift
  case returned(Returned)  // Verification/Return.swift
  case distinguished(Distinguished)  // Duplicates/Distinguish.swift
  case undone(Undone)  // Verification/Undo.swift
  case withdrawn(Withdrawn)  // Enrolment/Withdraw.swift
  case enrolled(Enrolled)  // Enrolment/Enrol.swift
  case ended(Ended)  // Enrolment/End.swift
  case erased(Erased)  // Erasure/Erase.swift
  case restored(Restored)  // Restored.swift
}

extension Event {
  /// The word that stands under `kind`.
  public var kind: String {
    switch self {
    case .created: Created.kind
    case .programmeSet: ProgrammeSet.kind
    case .officerSet: OfficerSet.kind
    case .keySet: KeySet.kind
    case .keyRemoved: KeyRemoved.kind
    case .deskSet: DeskSet.kind
    case .pinSet: PINSet.kind
    case .participantsAdded: ParticipantsAdded.kind
    case .registered: Registered.kind
    case .corrected: Corrected.kind
    case .filled: Filled.kind
    case .approved: Approved.kind
    case .rejected: Rejected.kind
    case .returned: Returned.kind
    case .distinguished: Distinguished.kind
    case .undone: Undone.kind
    case .withdrawn: Withdrawn.kind
    case .enrolled: Enrolled.kind
    case .ended: Ended.kind
    case .erased: Erased.kind
    case .restored: Restored.kind
    }
  }

  /// The case that the event is about, if it is about one.
  public var caseID: CaseID? {
    switch self {
    case .created, .programmeSet, .officerSet, .keySet, .keyRemoved, .deskSet, .pinSet,
      .participantsAdded, .restored:
      nil
    case .registered(let event): event.id
    case .corrected(let event): event.id
    case .filled(let event): event.id
    case .approved(let event): event.id
    case .rejected(let event): event.id
    case .returned(let event): event.id
    case .distinguished(let event): event.id
    case .undone(let event): event.id
    case .withdrawn(let event): event.id
    case .enrolled(let event): event.id
    case .ended(let event): event.id
    case .erased(let event): event.id
    }
  }

  /// Whether a level decided.
  public var isDecision: Bool {
    switch self {
    case .approved, .returned: true
    case .rejected(let event): !event.isAutomatic
    default: false
    }
  }

  /// Copies what the event says into its case; an event of no case says nothing of one.
  func apply(to file: inout CaseFile, at stamp: Stamp) {
    switch self {
    case .created, .programmeSet, .officerSet, .keySet, .keyRemoved, .deskSet, .pinSet,
      .participantsAdded, .restored:
      break
    case .registered(let event): event.apply(to: &file, at: stamp)
    case .corrected(let event): event.apply(to: &file, at: stamp)
    case .filled(let event): event.apply(to: &file, at: stamp)
    case .approved(let event): event.apply(to: &file, at: stamp)
    case .rejected(let event): event.apply(to: &file, at: stamp)
    case .returned(let event): event.apply(to: &file, at: stamp)
    case .distinguished(let event): event.apply(to: &file, at: stamp)
    case .undone(let event): event.apply(to: &file, at: stamp)
    case .withdrawn(let event): event.apply(to: &file, at: stamp)
    case .enrolled(let event): event.apply(to: &file, at: stamp)
    case .ended(let event): event.apply(to: &file, at: stamp)
    case .erased(let event): event.apply(to: &file, at: stamp)
    }
  }
}

extension Event {
  /// The words under `kind` that this program knows.
  public static let kinds: Set<String> = [
    Created.kind, ProgrammeSet.kind, OfficerSet.kind, KeySet.kind, KeyRemoved.kind, DeskSet.kind,
    PINSet.kind, ParticipantsAdded.kind, Registered.kind,
    Corrected.kind, Filled.kind, Approved.kind, Rejected.kind, Returned.kind,
    Distinguished.kind, Undone.kind, Withdrawn.kind, Enrolled.kind, Ended.kind, Erased.kind,
    Restored.kind,
  ]

  /// Writes `kind` and the fields of the event.
  public func write(to writer: inout EventWriter) {
    writer.fields.field("kind", kind)
    switch self {
    case .created(let body): body.write(to: &writer)
    case .programmeSet(let body): body.write(to: &writer)
    case .officerSet(let body): body.write(to: &writer)
    case .keySet(let body): body.write(to: &writer)
    case .keyRemoved(let body): body.write(to: &writer)
    case .deskSet(let body): body.write(to: &writer)
    case .pinSet(let body): body.write(to: &writer)
    case .participantsAdded(let body): body.write(to: &writer)
    case .registered(let body): body.write(to: &writer)
    case .corrected(let body): body.write(to: &writer)
    case .filled(let body): body.write(to: &writer)
    case .approved(let body): body.write(to: &writer)
    case .rejected(let body): body.write(to: &writer)
    case .returned(let body): body.write(to: &writer)
    case .distinguished(let body): body.write(to: &writer)
    case .undone(let body): body.write(to: &writer)
    case .withdrawn(let body): body.write(to: &writer)
    case .enrolled(let body): body.write(to: &writer)
    case .ended(let body): body.write(to: &writer)
    case .erased(let body): body.write(to: &writer)
    case .restored(let body): body.write(to: &writer)
    }
  }

  /// Reads an event by its `kind`.
  ///
  /// - Throws: ``JSONFailure`` for an unknown kind or a field that is missing or of the wrong type.
  public init(from fields: EventFields) throws(JSONFailure) {
    switch try fields.object.string("kind") {
    case Created.kind: self = .created(try Created(from: fields))
    case ProgrammeSet.kind: self = .programmeSet(try ProgrammeSet(from: fields))
    case OfficerSet.kind: self = .officerSet(try OfficerSet(from: fields))
    case KeySet.kind: self = .keySet(try KeySet(from: fields))
    case KeyRemoved.kind: self = .keyRemoved(try KeyRemoved(from: fields))
    case DeskSet.kind: self = .deskSet(try DeskSet(from: fields))
    case PINSet.kind: self = .pinSet(try PINSet(from: fields))
    case ParticipantsAdded.kind: self = .participantsAdded(try ParticipantsAdded(from: fields))
    case Registered.kind: self = .registered(try Registered(from: fields))
    case Corrected.kind: self = .corrected(try Corrected(from: fields))
    case Filled.kind: self = .filled(try Filled(from: fields))
    case Approved.kind: self = .approved(try Approved(from: fields))
    case Rejected.kind: self = .rejected(try Rejected(from: fields))
    case Returned.kind: self = .returned(try Returned(from: fields))
    case Distinguished.kind: self = .distinguished(try Distinguished(from: fields))
    case Undone.kind: self = .undone(try Undone(from: fields))
    case Withdrawn.kind: self = .withdrawn(try Withdrawn(from: fields))
    case Enrolled.kind: self = .enrolled(try Enrolled(from: fields))
    case Ended.kind: self = .ended(try Ended(from: fields))
    case Erased.kind: self = .erased(try Erased(from: fields))
    case Restored.kind: self = .restored(try Restored(from: fields))
    default: throw fields.object.unexpected("kind", "a kind of event that this program knows")
    }
  }
}
