internal import CanonicalForm

/// Takes back the last event of a case.
public struct Undo: Hashable, Sendable {
  public var id: CaseID
  public var note: String?

  public init(_ id: CaseID, note: String? = nil) {
    (self.id, self.note) = (id, note)
  }
}

/// Takes back a batch: the event of every case of one entry, where nothing happened to it since.
public struct UndoEntry: Hashable, Sendable {
  public var entry: Int
  public var note: String?

  public init(_ entry: Int, note: String? = nil) {
    (self.entry, self.note) = (entry, note)
  }
}

/// The last event of a case was taken back; the event says what then holds.
public struct Undone: CaseEvent {
  static let kind = "undone"
  /// Stands for a grant where officers take back what they did themselves.
  static let own = "own"
  public var id: CaseID
  /// The entry and the place in it of the event that no longer holds.
  public var entry: Int
  public var index: Int
  public var standing: Standing
  /// The record as it was, where the event had changed it.
  public var record: CaseRecord?
  /// The member's number that holds again.
  public var membership: Sealed<Membership>?
  public var signing: Signing
  /// The grant used, or `own` where officers take back what they did themselves.
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.field("case", id.number)
    writer.fields.object("undid") {
      $0.field("entry", entry)
      $0.field("index", index)
    }
    standing.write(to: &writer.fields)
    record?.write(to: &writer, case: id)
    writer.sealed("membership", membership, case: id)
    signing.write(to: &writer, case: id)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    id = try fields.object.caseID()
    let undid = try fields.object.object("undid")
    entry = try undid.int("entry")
    index = try undid.int("index")
    standing = try Standing(from: fields.object)
    record = fields.object["person"] == nil ? nil : try CaseRecord(from: fields)
    membership = try fields.sealed("membership")
    signing = try Signing(from: fields)
    grant = try fields.object.string("grant")
  }

  init(
    id: CaseID, undoing item: HistoryItem, before: CaseFile?, standing: Standing,
    record: CaseRecord?,
    note: String?, grant: String
  ) {
    (self.id, self.entry, self.index) = (id, item.stamp.entry, item.stamp.index)
    (self.standing, self.record, self.grant) = (standing, record, grant)
    // An erased number has no line any more that this event could name.
    if case .value? = before?.membership { membership = before?.membership }
    signing = Signing(note: note)
  }

  func apply(to file: inout CaseFile, at stamp: Stamp) {
    file.standing = standing
    if let record { file.record = record }
    file.membership = membership
    let undone = file.history.lastIndex { $0.stamp.entry == entry && $0.stamp.index == index }
    if let undone { file.history[undone].isUndone = true }
  }
}

extension Caseload {
  /// Decides an undo.
  ///
  /// What was taken back no longer counts, so that the event before it is then the last.
  ///
  /// - Throws: ``Refusal/automatic(_:)`` for what a rule did; ``Refusal/erased(_:)``;
  ///   ``Refusal/notAllowed(_:)`` of officers who do not work there, or no longer;
  ///   ``Refusal/decidedSince(_:_:_:)`` where the last event is somebody else's and not the officer's to
  ///   take back; ``Refusal/duplicate(_:)``, ``Refusal/excluded(_:_:_:)`` and ``Refusal/noPlace(_:_:_:)``
  ///   where what would hold again cannot hold any more.
  func decide(_ command: Undo, at stamp: Stamp) throws(Refusal) -> [Event] {
    let rules = try requireRules()
    let file = try require(command.id)
    guard let last = file.standingHistory.last else { throw .erased(file.id) }
    if case .rejected(let rejected) = last.event, rejected.isAutomatic { throw .automatic(file.id) }
    if case .erased = last.event { throw .erased(file.id) }
    let grant = try grantToUndo(last, of: file, at: stamp)
    let note = try Text.note(command.note)

    guard let before = file.beforeLastEvent() else {
      let cancelled = Standing(stage: .cancelled, level: nil, since: stamp.at)
      return [
        .undone(
          Undone(
            id: file.id, undoing: last, before: nil, standing: cancelled, record: nil, note: note,
            grant: grant))
      ]
    }
    // What the record was cannot be written again without the person.
    guard before.record == file.record || before.person.value != nil else {
      throw .erased(file.id)
    }
    try requireHolds(before, insteadOf: file, rules)
    return [
      .undone(
        Undone(
          id: file.id, undoing: last, before: before, standing: before.standing,
          record: before.record == file.record ? nil : before.record, note: note, grant: grant))
    ]
  }

  /// Decides the undo of a batch: what can be taken back is, in one entry.
  ///
  /// - Throws: ``Refusal/noCasesInEntry(_:)``; the refusal of the first case where none can be taken back.
  func decide(_ command: UndoEntry, at stamp: Stamp) throws(Refusal) -> [Event] {
    let preview = try undoing(command, at: stamp)
    if preview.events.isEmpty, let refusal = preview.kept.first?.refusal { throw refusal }
    return preview.events
  }

  /// What the undo of a batch would take back, and which of its cases it would keep and why.
  ///
  /// - Throws: ``Refusal/noCasesInEntry(_:)`` where the entry holds no event of a case.
  public func undoing(_ command: UndoEntry, at stamp: Stamp) throws(Refusal)
    -> (events: [Event], kept: [(id: CaseID, refusal: Refusal)])
  {
    var after = self
    var events: [Event] = []
    var kept: [(id: CaseID, refusal: Refusal)] = []
    for row in rows where row.changedIn >= command.entry {
      guard let file = file(row.id),
        file.history.contains(where: { $0.stamp.entry == command.entry })
      else { continue }
      do throws(Refusal) {
        try requireSight(of: .undo(Undo(row.id)), at: stamp)
        while let last = after.file(file.id)?.standingHistory.last {
          guard last.stamp.entry == command.entry else {
            let isLeft =
              after.file(file.id)?.standingHistory.contains { $0.stamp.entry == command.entry }
              ?? false
            if isLeft { throw Refusal.changedSince(file.id, last.stamp) }
            break
          }
          let undone = try after.decide(Undo(file.id, note: command.note), at: stamp)
          for event in undone {
            var own = stamp
            own.index = stamp.index + events.count
            after.apply(event, at: own)
            events.append(event)
          }
          if after.file(file.id)?.standing.stage == .cancelled { break }
        }
      } catch {
        kept.append((file.id, error))
      }
    }
    guard !events.isEmpty || !kept.isEmpty else { throw .noCasesInEntry(command.entry) }
    return (events, kept)
  }

  /// The roles that may take back an event, whoever did it, and the level of a verifier.
  func rolesToUndo(_ event: Event) -> (roles: [Role], level: LevelID?) {
    switch event {
    case .approved(let event): ([.verifier], event.level)
    case .rejected(let event):
      (event.level == .bpjs ? [.enroller] : [.verifier], event.level)
    case .returned(let event):
      (event.level == .bpjs ? [.enroller] : [.verifier], event.level)
    case .enrolled, .ended: ([.enroller], nil)
    case .filled, .withdrawn: ([.registrar, .enroller], nil)
    case .distinguished: ([.registrar], nil)
    default: ([.registrar], nil)
    }
  }

  /// The grant by which somebody may take back `item`: that of the verb itself, or its being theirs who still
  /// work there.
  private func grantToUndo(_ item: HistoryItem, of file: CaseFile, at stamp: Stamp) throws(Refusal)
    -> String
  {
    let (roles, level) = rolesToUndo(item.event)
    for role in roles {
      let grant = try? require(
        role, level: level, area: file.area, for: .undo, case: file.id, at: stamp)
      if let grant { return grant }
    }
    guard stamp.by != .owner else { throw .ownerDoesNotDecide(.undo) }
    guard officers[stamp.by] != nil else { throw .unknownOfficer(stamp.by) }
    guard works(stamp.by, in: file.area, on: stamp.at.day) else {
      throw .notAllowed(
        Right(
          verb: .undo, officer: stamp.by, roles: roles, level: level, area: file.area,
          case: file.id))
    }
    guard item.stamp.by == stamp.by else { throw .decidedSince(file.id, item.stamp, level) }
    return Undone.own
  }

  /// Refuses to restore what meanwhile cannot hold: a NIK that another case has, a person whom a list
  /// now keeps out, a place that somebody else has taken.
  func requireHolds(_ before: CaseFile, insteadOf file: CaseFile, _ rules: Rules)
    throws(Refusal)
  {
    if let nik = before.person.value?.nik, let other = self.case(with: nik), other.id != file.id {
      throw .duplicate(Duplicate(other))
    }
    let judgement = judgement(of: before, rules)
    switch before.standing.stage {
    case .waiting, .returned, .qualified:
      try requireIncluded(before, judgement, rules.programme)
    default: break
    }
    try requirePlaces(before, insteadOf: file, rules.programme)
  }

  /// Refuses to restore months of cover for which there is no place or no money any more.
  func requirePlaces(_ before: CaseFile, insteadOf file: CaseFile, _ programme: Programme)
    throws(Refusal)
  {
    let present = Set(file.coveredMonths(programme))
    let added = before.coveredMonths(programme).filter { !present.contains($0) }
    for month in added where covered(in: month) >= programme.target {
      throw .noPlace(file.id, month, nil)
    }
    let cost = added.reduce(0) { $0 + (programme.rate(in: $1)?.total ?? 0) }
    if cost > 0, committed + cost > programme.ceiling { throw .overCeiling(file.id) }
  }
}
