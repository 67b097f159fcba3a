internal import CanonicalForm

/// One case: what is known of the person, where it stands, and everything that happened to it.
public struct CaseFile: Hashable, Sendable {
  public let id: CaseID
  public internal(set) var record: CaseRecord
  public internal(set) var standing: Standing
  /// The member's number at BPJS (KPJ), where it is known.
  public internal(set) var membership: Sealed<Membership>?
  public internal(set) var history: [HistoryItem] = []

  /// The case that a registration begins.
  init(_ event: Registered, at stamp: Stamp) {
    id = event.id
    record = event.record
    standing = Standing(stage: event.to.stage, level: event.to.level, since: stamp.at)
    standing.move(to: event.to, reason: event.reason, at: stamp)
    history.append(HistoryItem(stamp: stamp, event: .registered(event)))
  }
}

/// Something that happened to a case.
public struct HistoryItem: Hashable, Sendable {
  public var stamp: Stamp
  public var event: Event
  /// Whether it was taken back.
  public var isUndone = false

  /// Whether it was not taken back, nor is a taking back itself.
  var stands: Bool {
    if case .undone = event { return false }
    return !isUndone
  }
}

/// What the forms say of a person: the sealed part, and what totals need beside it.
public struct CaseRecord: Hashable, Sendable {
  public var person: Sealed<Person>
  public var area: AreaCode
  public var occupation: OccupationCode
  public var sex: Sex
  /// Completed years on the reference day of the rules that looked last.
  public var age: Int
  public var papers: [PaperCode]

  func write(to writer: inout EventWriter, case id: CaseID) {
    writer.fields.field("area", area.rawValue)
    writer.fields.field("occupation", occupation.rawValue)
    writer.fields.field("sex", sex.rawValue)
    writer.fields.field("age", age)
    writer.fields.field("papers", ifAny: papers.map(\.rawValue))
    writer.sealed("person", person, case: id)
  }

  /// The form that this record answers; nil after erasure.
  public var application: Application? {
    person.value.map {
      Application(person: $0, sex: sex, area: area, occupation: occupation, papers: papers)
    }
  }
}

extension CaseRecord {
  /// The fields of the form that hold something, as in ``PackedCase/filled``; none after erasure.
  var filled: UInt16 {
    guard let person = person.value else { return 0 }
    var filled = Field.requiredBits
    if person.birthPlace != nil { filled |= Field.birthPlace.bit }
    if person.address != nil { filled |= Field.address.bit }
    if person.rt != nil { filled |= Field.rt.bit }
    if person.rw != nil { filled |= Field.rw.bit }
    if person.occupationOther != nil { filled |= Field.occupationOther.bit }
    if person.phone != nil { filled |= Field.phone.bit }
    if person.kk != nil { filled |= Field.kk.bit }
    if person.motherName != nil { filled |= Field.motherName.bit }
    if !papers.isEmpty { filled |= Field.papers.bit }
    return filled
  }

  init(_ application: Application, age: Int) {
    self.init(
      person: .value(application.person), area: application.area,
      occupation: application.occupation, sex: application.sex, age: age,
      papers: application.papers)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    let area: AreaCode = try fields.object.code("area")
    let occupation: OccupationCode = try fields.object.code("occupation")
    let sex = try fields.object.value("sex", "L or P") { Sex(rawValue: $0) }
    let age = try fields.object.int("age")
    let papers: [PaperCode] = try fields.object.codes("papers")
    self.init(
      person: try fields.required("person"), area: area, occupation: occupation, sex: sex,
      age: age, papers: papers)
  }
}

extension CaseFile {
  public var person: Sealed<Person> { record.person }
  public var area: AreaCode { record.area }
  public var occupation: OccupationCode { record.occupation }
  public var sex: Sex { record.sex }
  public var age: Int { record.age }
  public var papers: [PaperCode] { record.papers }

  /// Who put the person forward, and when.
  public var registration: Stamp? { history.first?.stamp }

  /// What happened and was not taken back, oldest first.
  public var standingHistory: [HistoryItem] { history.filter(\.stands) }

  /// The case as it was before its last standing event; nil before the registration.
  func beforeLastEvent() -> CaseFile? {
    let events = standingHistory.dropLast()
    guard let first = events.first, case .registered(let registered) = first.event else {
      return nil
    }
    var file = CaseFile(registered, at: first.stamp)
    for item in events.dropFirst() { file.apply(item.event, at: item.stamp) }
    return file
  }

  /// Takes an event into the case and its history.
  mutating func apply(_ event: Event, at stamp: Stamp) {
    event.apply(to: &self, at: stamp)
    history.append(HistoryItem(stamp: stamp, event: event))
  }
}
