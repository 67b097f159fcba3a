internal import CanonicalForm

/// Gives a qualified case a place of the target.
public struct Enrol: Hashable, Sendable {
  public var id: CaseID
  /// The first month of cover; nil for the programme's current month.
  public var from: Month?
  /// The member's number at BPJS, where it is known already.
  public var kpj: String?

  public init(_ id: CaseID, from: Month? = nil, kpj: String? = nil) {
    (self.id, self.from, self.kpj) = (id, from, kpj)
  }
}

/// Gives places to the next of the qualified, in order, as many as there are up to a count.
public struct EnrolNext: Hashable, Sendable {
  public var count: Int
  public var from: Month?

  public init(_ count: Int, from: Month? = nil) {
    (self.count, self.from) = (count, from)
  }
}

/// A member's number at BPJS; sealed.
public struct Membership: SealedContent {
  static let kind = "membership"
  /// Kartu Peserta Jamsostek: 11 digits.
  public var kpj: String

  func write(to fields: inout JSONWriter) { fields.field("kpj", kpj) }

  init(from fields: JSONObject) throws(JSONFailure) { kpj = try fields.string("kpj") }

  init(_ kpj: String) { self.kpj = kpj }
}

/// A case holds a place from a month on.
public struct Enrolled: CaseEvent {
  static let kind = "enrolled"
  public var id: CaseID
  public var to: Destination
  public var from: Month
  public var membership: Sealed<Membership>?
  public var judgement: Judgement
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.field("case", id.number)
    to.write(to: &writer.fields)
    writer.fields.field("from", from.description)
    writer.sealed("membership", membership, case: id)
    judgement.write(to: &writer.fields)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    id = try fields.object.caseID()
    to = try Destination(from: fields.object)
    from = try fields.object.value("from", "a month 2025-11") { Month($0) }
    membership = try fields.sealed("membership")
    judgement = try Judgement(from: fields.object)
    grant = try fields.object.string("grant")
  }

  init(id: CaseID, from: Month, kpj: String?, judgement: Judgement, grant: String) {
    (self.id, self.from, self.judgement, self.grant) = (id, from, judgement, grant)
    to = Destination(.enrolled)
    membership = kpj.map { .value(Membership($0)) }
  }

  func apply(to file: inout CaseFile, at stamp: Stamp) {
    file.standing.move(to: to, at: stamp)
    file.standing.cover = Cover(from: from, until: nil)
    file.membership = membership
  }
}

extension Caseload {
  /// Decides an enrolment.
  ///
  /// - Throws: ``Refusal/wrongStage(_:_:_:_:)``; ``Refusal/notAllowed(_:)`` unless an enroller enrols;
  ///   ``Refusal/erased(_:)``; ``Refusal/monthOutside(_:)``; ``Refusal/badKPJ``; ``Refusal/excluded(_:_:_:)`` where a rule now keeps
  ///   the person out; ``Refusal/noPlace(_:_:_:)``; ``Refusal/overCeiling(_:)``;
  ///   ``Refusal/earlierWithoutPlace(_:_:)`` where somebody who qualified earlier would be left without one.
  func decide(_ command: Enrol, at stamp: Stamp) throws(Refusal) -> [Event] {
    let rules = try requireRules()
    let programme = rules.programme
    let file = try require(command.id)
    guard file.standing.stage == .qualified, let earlier = qualified.firstIndex(of: file.id) else {
      throw .wrongStage(file.id, file.standing.stage, file.standing.level, .enrol)
    }
    let grant = try require(.enroller, area: file.area, for: .enrol, case: file.id, at: stamp)
    try requirePerson(of: file)
    let from = command.from ?? programme.currentMonth(on: stamp.at.day)
    guard programme.months.contains(from) else { throw .monthOutside(from) }
    let kpj = try memberNumber(command.kpj)
    let judgement = judgement(of: file, rules)
    try requireIncluded(file, judgement, programme)
    try requirePlace(file.id, from: from, behind: earlier, programme)
    return [
      .enrolled(
        Enrolled(id: file.id, from: from, kpj: kpj, judgement: judgement, grant: grant))
    ]
  }

  /// Decides the enrolment of the next in order.
  ///
  /// - Throws: the refusal of the first where not even one can be enrolled; ``Refusal/nobodyQualified``.
  func decide(_ command: EnrolNext, at stamp: Stamp) throws(Refusal) -> [Event] {
    guard command.count > 0, let first = qualified.first else { throw .nobodyQualified }
    var after = self
    var events: [Event] = []
    for id in qualified.prefix(command.count) {
      do throws(Refusal) {
        try requireSight(of: .enrol(Enrol(id)), at: stamp)
        for event in try after.decide(Enrol(id, from: command.from), at: stamp) {
          var own = stamp
          own.index = stamp.index + events.count
          after.apply(event, at: own)
          events.append(event)
        }
      } catch {
        // In order: behind somebody who cannot be enrolled nobody is.
        if id == first { throw error }
        break
      }
    }
    return events
  }

  /// Refuses a place from a month on where there is none, or where it belongs to one of the `earlier`
  /// qualified.
  func requirePlace(_ id: CaseID, from: Month, behind earlier: Int, _ programme: Programme)
    throws(Refusal)
  {
    let places = places(from: from)
    guard places > 0 else {
      let later = programme.months.first { $0 > from && self.places(from: $0) > 0 }
      if programme.months.allSatisfy({ $0 < from || covered(in: $0) < programme.target }) {
        throw .overCeiling(id)
      }
      throw .noPlace(id, from, later)
    }
    guard places > earlier else { throw .earlierWithoutPlace(id, qualified[places - 1]) }
  }

  private func memberNumber(_ text: String?) throws(Refusal) -> String? {
    guard let text, !text.isEmpty else { return nil }
    let digits = text.filter { !" .-".contains($0) }
    guard digits.utf8.count == 11, Digits.number(Array(digits.utf8)) != nil else { throw .badKPJ }
    return digits
  }
}
