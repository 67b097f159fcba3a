public import CanonicalForm

/// Takes in a list of people who are in BPJS Ketenagakerjaan already.
public struct AddParticipants: Hashable, Sendable {
  public var people: [Participant]
  /// The day that the list stands for.
  public var asOf: Day
  /// Whether it replaces all lists before it.
  public var replacing: Bool

  public init(people: [Participant], asOf: Day, replacing: Bool) {
    (self.people, self.asOf, self.replacing) = (people, asOf, replacing)
  }
}

/// The people of one list, sealed as a whole.
public struct ParticipantList: SealedContent {
  public static let kind = "participants"
  public var people: [Participant]

  func write(to fields: inout JSONWriter) {
    fields.array("people", people) { fields, person in
      fields.object {
        $0.field("nik", person.nik.digits)
        $0.field("kind", person.kind.rawValue)
        $0.field("row", person.row)
      }
    }
  }

  init(from fields: JSONObject) throws(JSONFailure) {
    people = try fields.list("people") { (person) throws(JSONFailure) in
      Participant(
        nik: try person.value("nik", "a NIK") { try? NIK($0) },
        kind: try person.value("kind", "a kind of participant") { ParticipantKind(rawValue: $0) },
        row: try person.int("row"))
    }
  }

  init(_ people: [Participant]) { self.people = people }
}

/// A list of participants was taken in.
public struct ParticipantsAdded: EventBody {
  static let kind = "participantsAdded"
  public var list: Sealed<ParticipantList>
  public var count: Int
  public var asOf: Day
  public var replacing: Bool
  /// How many people of former lists dropped out.
  public var dropped: Int
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.field("count", count)
    writer.fields.field("asOf", asOf.description)
    writer.fields.field("replacing", ifTrue: replacing)
    if replacing { writer.fields.field("dropped", dropped) }
    writer.sealed("list", list, case: nil)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    count = try fields.object.int("count")
    asOf = try fields.object.day("asOf")
    replacing = try fields.object.bool("replacing")
    dropped = try fields.object.optionalInt("dropped") ?? 0
    list = try fields.required("list")
    grant = try fields.object.string("grant")
  }

  init(_ people: [Participant], of command: AddParticipants, dropped: Int, grant: String) {
    list = .value(ParticipantList(people))
    count = people.count
    (asOf, replacing) = (command.asOf, command.replacing)
    (self.dropped, self.grant) = (dropped, grant)
  }
}

extension Caseload {
  /// Decides a list: takes it in, and rejects every waiting, returned or qualified case that is on it.
  ///
  /// Enrolled cases are left alone; ``enrolledParticipants`` names them. A list that is already known
  /// line by line is refused, so that the same file twice records nothing.
  /// - Throws: ``Refusal/noProgramme``; ``Refusal/notAllowed(_:)`` unless an enroller brings it;
  ///   ``Refusal/dayInFuture(_:)``; ``Refusal/nothingNew``.
  func decide(_ command: AddParticipants, at stamp: Stamp) throws(Refusal) -> [Event] {
    let rules = try requireRules()
    let grant = try require(
      .enroller, area: rules.programme.wholeArea, for: .addParticipants, at: stamp)
    guard command.asOf <= stamp.at.day else { throw .dayInFuture(command.asOf) }
    // Somebody who is named twice counts as first named.
    var seen: Set<NIK> = []
    let people = command.people.filter { seen.insert($0.nik).inserted }
    let isNews =
      command.replacing && participants.dropped(by: people) > 0
      || people.contains { participants[$0.nik]?.kind != $0.kind }
    guard isNews else { throw .nothingNew }
    let dropped = command.replacing ? participants.dropped(by: people) : 0
    let added = ParticipantsAdded(people, of: command, dropped: dropped, grant: grant)

    var after = self
    after.apply(added, at: stamp)
    var events: [Event] = [.participantsAdded(added)]
    for row in rows {
      guard [.waiting, .returned, .qualified].contains(row.stage) else { continue }
      let judgement = after.judgement(of: row, rules)
      guard let nik = row.nik, let record = after.participants[nik],
        record.kind.exclusion != nil,
        let exclusion = after.exclusion(nik, judgement.compared, rules.programme)
      else { continue }
      events.append(
        .rejected(
          Rejected(
            id: row.id, level: nil, to: Destination(.rejected), reason: exclusion.reason,
            signing: Signing(), judgement: judgement.with(exclusion), grant: grant)))
    }
    return events
  }

  mutating func apply(_ event: ParticipantsAdded, at stamp: Stamp) {
    participants.add(
      event.list.value?.people ?? [], from: stamp.entry, asOf: event.asOf,
      replacing: event.replacing)
  }

  /// The enrolled cases that stand on a list as insured by somebody else.
  public var enrolledParticipants: [CaseID] {
    rows.filter { row in
      row.stage == .enrolled && row.nik.flatMap { participants[$0]?.kind.exclusion } != nil
    }.map(\.id)
  }
}
