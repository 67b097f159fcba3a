public import CanonicalForm

/// A person leaves after enrolment.
public struct End: Hashable, Sendable {
  /// The last month covered, as the officer means it.
  public enum LastMonth: Hashable, Sendable {
    /// The month of the day itself.
    case same
    case month(Month)
    /// No month counts: died before cover, or BPJS never took the person.
    case none
  }

  public var id: CaseID
  public var reason: ReasonCode
  /// The day of the death, the move, the new work.
  public var on: Day
  public var until: LastMonth
  public var note: String?

  public init(
    _ id: CaseID, reason: ReasonCode, on: Day, until: LastMonth = .same, note: String? = nil
  ) {
    (self.id, self.reason, self.on, self.until, self.note) = (id, reason, on, until, note)
  }
}

/// A person left after enrolment; the place is free from the month behind the last one covered.
public struct Ended: CaseEvent {
  static let kind = "ended"
  public var id: CaseID
  public var to: Destination
  public var reason: ReasonCode
  public var on: Day
  /// The last month covered; absent where no month counts.
  public var until: Month?
  public var signing: Signing
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.field("case", id.number)
    to.write(to: &writer.fields)
    writer.fields.field("reason", reason.rawValue)
    writer.fields.field("on", on.description)
    writer.fields.field("until", ifPresent: until?.description)
    signing.write(to: &writer, case: id)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    id = try fields.object.caseID()
    to = try Destination(from: fields.object)
    reason = try fields.object.code("reason")
    on = try fields.object.day("on")
    until = try fields.object.optionalMonth("until")
    signing = try Signing(from: fields)
    grant = try fields.object.string("grant")
  }

  init(
    id: CaseID, reason: ReasonCode, on: Day, until: Month?, note: String?, grant: String
  ) {
    (self.id, self.reason, self.on, self.until, self.grant) = (id, reason, on, until, grant)
    to = Destination(.ended)
    signing = Signing(note: note)
  }

  func apply(to file: inout CaseFile, at stamp: Stamp) {
    file.standing.move(to: to, reason: reason, at: stamp)
    file.standing.cover?.until = until
  }
}

extension Caseload {
  /// Decides the end of an enrolment; a death keeps its own month covered.
  ///
  /// - Throws: ``Refusal/wrongStage(_:_:_:_:)``; ``Refusal/notAllowed(_:)`` unless an enroller takes it in;
  ///   ``Refusal/reasonNotForLeaving(_:_:)``; ``Refusal/dayInFuture(_:)``;
  ///   ``Refusal/lastMonth(_:_:)`` for a month outside the person's cover, or another than that of the death.
  func decide(_ command: End, at stamp: Stamp) throws(Refusal) -> [Event] {
    let rules = try requireRules()
    let file = try require(command.id)
    guard file.standing.stage == .enrolled, let cover = file.standing.cover else {
      throw .wrongStage(file.id, file.standing.stage, file.standing.level, .end)
    }
    let grant = try require(.enroller, area: file.area, for: .end, case: file.id, at: stamp)
    let reason = try requireLeaving(command.reason, rules.programme)
    guard command.on <= stamp.at.day else { throw .dayInFuture(command.on) }

    let until: Month? =
      switch command.until {
      case .same: ownMonth(of: command.on, cover, rules.programme)
      case .none: nil
      case .month(let month): month
      }
    try requireLastMonth(until, file.id, cover, reason, on: command.on, rules.programme)
    return [
      .ended(
        Ended(
          id: file.id, reason: reason.code, on: command.on, until: until,
          note: try Text.note(command.note), grant: grant))
    ]
  }

  /// The last month of cover of somebody who left on a day; nil for whoever left before it began.
  private func ownMonth(of day: Day, _ cover: Cover, _ programme: Programme) -> Month? {
    let month = min(Month(of: day), programme.months.last ?? cover.from)
    return month < cover.from ? nil : month
  }

  /// Refuses a last month outside the cover, and for a death any other than its own.
  func requireLastMonth(
    _ until: Month?, _ id: CaseID, _ cover: Cover, _ reason: Reason, on day: Day,
    _ programme: Programme
  ) throws(Refusal) {
    let last = max(programme.months.last ?? cover.from, cover.from)
    if let until {
      guard until >= cover.from, until <= last else { throw .lastMonth(id, cover.from...last) }
    }
    let own = ownMonth(of: day, cover, programme)
    guard reason.kind == .death, until != own else { return }
    guard let own else { throw .diedBeforeCover(id, cover.from) }
    throw .lastMonth(id, own...own)
  }
}
