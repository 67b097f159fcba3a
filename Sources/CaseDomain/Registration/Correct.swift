internal import CanonicalForm

/// Repairs what a case says of a person, or fills what was empty.
public struct Correct: Hashable, Sendable {
  public var id: CaseID
  /// The fields that are typed anew; the others stay.
  public var changes: Form
  public var note: String?

  public init(_ id: CaseID, changes: Form, note: String? = nil) {
    (self.id, self.changes, self.note) = (id, changes, note)
  }
}

/// A case was repaired and the rules decided again; the old values stand in the events before.
public struct Corrected: CaseEvent {
  static let kind = "corrected"
  public var id: CaseID
  public var to: Destination
  /// Why a rule rejects the person; absent otherwise.
  public var reason: ReasonCode?
  /// The fields that changed; none where the rules alone were asked again.
  public var fields: [Field]
  public var record: CaseRecord
  public var warnings: [Warning]
  public var signing: Signing
  public var judgement: Judgement
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.field("case", id.number)
    to.write(to: &writer.fields)
    writer.fields.field("reason", ifPresent: reason?.rawValue)
    writer.fields.field("fields", ifAny: fields.map(\.rawValue))
    record.write(to: &writer, case: id)
    writer.fields.field("warnings", ifAny: warnings.map(\.rawValue))
    signing.write(to: &writer, case: id)
    judgement.write(to: &writer.fields)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    id = try fields.object.caseID()
    to = try Destination(from: fields.object)
    reason = try fields.object.optionalCode("reason")
    self.fields = try fields.object.fields()
    record = try CaseRecord(from: fields)
    warnings = try fields.object.warnings()
    signing = try Signing(from: fields)
    judgement = try Judgement(from: fields.object)
    grant = try fields.object.string("grant")
  }

  init(
    id: CaseID, to: Destination, fields: [Field], record: CaseRecord, checked: CheckedForm,
    grant: String
  ) {
    (self.id, self.to, self.fields, self.record) = (id, to, fields, record)
    (reason, warnings) = (checked.exclusion?.reason, checked.warnings)
    signing = Signing(note: checked.note)
    (judgement, self.grant) = (checked.judgement, grant)
  }

  func apply(to file: inout CaseFile, at stamp: Stamp) {
    file.record = record
    file.standing.move(to: to, reason: reason, at: stamp)
  }
}

/// Fields that were empty were filled; the case stays where it is.
public struct Filled: CaseEvent {
  static let kind = "filled"
  public var id: CaseID
  public var fields: [Field]
  public var record: CaseRecord
  public var signing: Signing
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.field("case", id.number)
    writer.fields.field("fields", ifAny: fields.map(\.rawValue))
    record.write(to: &writer, case: id)
    signing.write(to: &writer, case: id)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    id = try fields.object.caseID()
    self.fields = try fields.object.fields()
    record = try CaseRecord(from: fields)
    signing = try Signing(from: fields)
    grant = try fields.object.string("grant")
  }

  init(id: CaseID, fields: [Field], record: CaseRecord, note: String?, grant: String) {
    (self.id, self.fields, self.record, self.grant) = (id, fields, record, grant)
    signing = Signing(note: note)
  }

  func apply(to file: inout CaseFile, at stamp: Stamp) {
    file.record = record
  }
}

extension Application {
  /// Whether these fields, in which this form differs from `before`, only hold what was missing there.
  func fills(_ fields: [Field], of before: Application) -> Bool {
    !fields.isEmpty
      && fields.allSatisfy {
        before[$0] == nil || $0 == .papers && before.papers.allSatisfy(papers.contains)
      }
  }
}

extension JSONObject {
  func fields() throws(JSONFailure) -> [Field] {
    var fields: [Field] = []
    for word in try strings("fields") {
      guard let field = Field(rawValue: word) else {
        throw unexpected("fields", "names of fields")
      }
      fields.append(field)
    }
    return fields
  }
}

extension Caseload {
  /// Decides a correction of a returned case, of one at the first level that nobody has decided, or of
  /// one that a rule rejected; at every other stage only empty fields are filled.
  ///
  /// A returned case always goes on, also if all that was done is to fill what was empty: that is the
  /// repair it was returned for.
  /// - Throws: ``Refusal/form(_:)``; ``Refusal/notAllowed(_:)``; ``Refusal/nothingToCorrect(_:)``;
  ///   ``Refusal/onlyEmptyFields(_:_:_:_:)`` where a field that holds a value is no longer to be changed;
  ///   ``Refusal/duplicate(_:)``; ``Refusal/warningsNeedNote(_:)``; ``Refusal/erased(_:)``.
  func decide(_ command: Correct, at stamp: Stamp) throws(Refusal) -> [Event] {
    let rules = try requireRules()
    let file = try require(command.id)
    guard let before = file.record.application else { throw .erased(file.id) }
    var form = Form(before)
    form.texts.merge(command.changes.texts)
    if command.changes.texts[.area] != nil { form.district = command.changes.district }
    // A former occupation in words belongs to the former code alone.
    if let occupation = command.changes.texts[.occupation], occupation != before[.occupation],
      command.changes.texts[.occupationOther] == nil
    {
      form.texts[.occupationOther] = nil
    }
    let after = try form.application(rules.programme, today: stamp.at.day)
    let changed = after.fields(differingFrom: before)
    let fills = after.fills(changed, of: before)

    guard let start = repairStart(of: file, rules.programme) else {
      guard !changed.isEmpty else { throw .nothingToCorrect(file.id) }
      guard fills else {
        throw .onlyEmptyFields(
          file.id, file.standing.stage, file.standing.level,
          changed.filter { before[$0] != nil })
      }
      return [try fill(file, changed, after, command.note, at: stamp)]
    }
    let grant: String
    do throws(Refusal) {
      grant = try require(.registrar, area: file.area, for: .correct, case: file.id, at: stamp)
    } catch {
      // An enroller fills what is empty at every stage, but the repair is the registering office's.
      guard fills else { throw error }
      return [try fill(file, changed, after, command.note, at: stamp)]
    }
    if fills, file.standing.stage == .waiting {
      return [try fill(file, changed, after, command.note, at: stamp)]
    }
    // The rules may be asked again of somebody they rejected; the note says why they should answer otherwise.
    let note = try Text.note(command.note)
    let asksAgain = file.standing.stage == .rejected && note != nil
    guard !changed.isEmpty || asksAgain else { throw .nothingToCorrect(file.id) }
    let checked = try check(after, note: command.note, replacing: file.id, rules)
    let position = repairPosition(changed, from: start, rules.programme)
    return [
      .corrected(
        Corrected(
          id: file.id,
          to: checked.exclusion == nil
            ? rules.programme.destination(position) : Destination(.rejected),
          fields: changed,
          record: CaseRecord(after, age: checked.judgement.compared.age), checked: checked,
          grant: grant))
    ]
  }

  /// How many levels a case has behind it once these fields were repaired.
  func repairPosition(_ fields: [Field], from start: Int, _ programme: Programme) -> Int {
    if fields.contains(where: \.isNeighbourhood) { return 0 }
    guard fields.contains(where: \.isIdentity),
      let identity = programme.levels.firstIndex(where: \.checksIdentity)
    else { return start }
    return min(start, identity)
  }

  /// How many levels a repaired case has behind it; nil where the case is not to be repaired.
  func repairStart(of file: CaseFile, _ programme: Programme) -> Int? {
    switch file.standing.stage {
    case .returned: programme.position(of: file.standing.level)
    case .waiting where programme.position(of: file.standing.level) == 0:
      file.standingHistory.contains { $0.event.isDecision } ? nil : 0
    case .rejected where file.standing.level == nil: 0
    default: nil
    }
  }

  private func fill(
    _ file: CaseFile, _ fields: [Field], _ application: Application, _ note: String?,
    at stamp: Stamp
  ) throws(Refusal) -> Event {
    let grant = try require(
      .registrar, .enroller, area: file.area, for: .correct, case: file.id, at: stamp)
    return .filled(
      Filled(
        id: file.id, fields: fields, record: CaseRecord(application, age: file.age),
        note: try Text.note(note), grant: grant))
  }
}
