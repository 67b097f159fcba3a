internal import CanonicalForm

/// Overwrites what identifies the person of a case, on a legal ground; the numbers stay.
public struct Erase: Hashable, Sendable {
  /// How many characters a ground has.
  public static let groundLength = 5...200

  public var id: CaseID
  /// The legal ground, in words that name nobody: it stands in the journal for ever.
  public var ground: String
  /// The hashes of the sealed lines that are to be overwritten; the journal knows them.
  public var lines: [String]

  public init(_ id: CaseID, ground: String, lines: [String]) {
    (self.id, self.ground, self.lines) = (id, ground, lines)
  }
}

/// The sealed lines of a person were overwritten on a legal ground; totals stay right.
public struct Erased: CaseEvent {
  static let kind = "erased"
  public var id: CaseID
  /// The ground, in words that name nobody.
  public var ground: String
  /// The hashes of the lines.
  public var lines: [String]
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.field("case", id.number)
    writer.fields.field("ground", ground)
    writer.fields.field("lines", ifAny: lines)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    id = try fields.object.caseID()
    ground = try fields.object.string("ground")
    lines = try fields.object.strings("lines")
    grant = try fields.object.string("grant")
  }

  init(id: CaseID, ground: String, lines: [String], grant: String) {
    (self.id, self.ground, self.lines, self.grant) = (id, ground, lines, grant)
  }

  func apply(to file: inout CaseFile, at stamp: Stamp) {
    let hash = lines.first ?? ""
    file.record.person = file.record.person.forgotten(hash)
    file.membership = file.membership?.forgotten(hash)
    for index in file.history.indices { file.history[index].event.forget(hash) }
  }
}

extension Caseload {
  /// Decides an erasure, also of a cancelled case, and of lines that an earlier one left.
  ///
  /// - Throws: ``Refusal/unknownCase(_:)``; ``Refusal/notAllowed(_:)`` unless an administrator of the
  ///   village or the owner erases; ``Refusal/wrongStage(_:_:_:_:)`` where the case still goes on;
  ///   ``Refusal/badGround(_:)``, ``Refusal/groundTooShort(_:)`` and ``Refusal/groundIdentifies(_:)``;
  ///   ``Refusal/nothingToErase(_:)`` without lines.
  func decide(_ command: Erase, at stamp: Stamp) throws(Refusal) -> [Event] {
    guard row(command.id) != nil else { throw .unknownCase(command.id) }
    guard let file = file(command.id) else { throw .unreadable(command.id) }
    let grant = try requireAdministrator(.erase, area: file.area, case: file.id, at: stamp)
    try requireFinished(file)
    let ground = try Text.ground(command.ground)
    try requireAnonymous(ground, file)
    guard !command.lines.isEmpty else { throw .nothingToErase(file.id) }
    return [.erased(Erased(id: file.id, ground: ground, lines: command.lines, grant: grant))]
  }

  /// Refuses a case that somebody must still decide or enrol, for which the person must be known.
  func requireFinished(_ file: CaseFile) throws(Refusal) {
    switch file.standing.stage {
    case .enrolled, .ended, .rejected, .withdrawn, .cancelled: return
    case .waiting, .returned, .qualified:
      throw .wrongStage(file.id, file.standing.stage, file.standing.level, .erase)
    }
  }

  /// Refuses a ground that could lead to the person: it is never erased itself.
  func requireAnonymous(_ ground: String, _ file: CaseFile) throws(Refusal) {
    let names = file.person.value.map { Text.words(of: ground, contain: $0.name) } ?? false
    guard !names, !Text.holdsLongNumber(ground) else { throw .groundIdentifies(file.id) }
  }

  /// Refuses a case whose person is not known any more, where a step needs to know whom it is about.
  func requirePerson(of file: CaseFile) throws(Refusal) {
    guard file.person.value != nil else { throw .erased(file.id) }
  }
}

extension CaseFile {
  /// Whether its person was erased by an event of its own history.
  var wasErased: Bool {
    history.contains { item in
      if case .erased = item.event { return true }
      return false
    }
  }
}

extension Event {
  /// The hashes of sealed lines that the event says are, or were, overwritten.
  public var erasedLines: [String] {
    switch self {
    case .erased(let event): event.lines
    case .restored(let event): event.lines
    default: []
    }
  }

  /// Lets go of what identifies a person; what the journal's entry itself says stays.
  fileprivate mutating func forget(_ hash: String) {
    switch self {
    case .registered(var event):
      event.record.person = event.record.person.forgotten(hash)
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .registered(event)
    case .corrected(var event):
      event.record.person = event.record.person.forgotten(hash)
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .corrected(event)
    case .filled(var event):
      event.record.person = event.record.person.forgotten(hash)
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .filled(event)
    case .approved(var event):
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .approved(event)
    case .rejected(var event):
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .rejected(event)
    case .returned(var event):
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .returned(event)
    case .distinguished(var event):
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .distinguished(event)
    case .undone(var event):
      if let person = event.record?.person { event.record?.person = person.forgotten(hash) }
      event.membership = event.membership?.forgotten(hash)
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .undone(event)
    case .withdrawn(var event):
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .withdrawn(event)
    case .enrolled(var event):
      event.membership = event.membership?.forgotten(hash)
      self = .enrolled(event)
    case .ended(var event):
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .ended(event)
    case .created, .programmeSet, .officerSet, .keySet, .keyRemoved, .deskSet, .pinSet,
      .participantsAdded, .erased, .restored:
      return
    }
  }
}
