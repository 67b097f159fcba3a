public import CanonicalForm

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
    // Room for what happens to most cases: three levels and an enrolment follow.
    history.reserveCapacity(5)
    history.append(HistoryItem(stamp: stamp, event: .registered(event)))
  }
}

/// Something that happened to a case.
public struct HistoryItem: Hashable, Sendable {
  public var stamp: Stamp
  public var event: Event
  /// Whether it was taken back.
  public var isUndone = false
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

  init(_ application: Application, age: Int) {
    person = .value(application.person)
    area = application.area
    occupation = application.occupation
    sex = application.sex
    self.age = age
    papers = application.papers
  }

  init(from fields: EventFields) throws(JSONFailure) {
    area = try fields.object.code("area")
    occupation = try fields.object.code("occupation")
    sex = try fields.object.value("sex", "L or P") { Sex(rawValue: $0) }
    age = try fields.object.int("age")
    papers = try fields.object.codes("papers")
    person = try fields.required("person")
  }

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

extension CaseFile {
  public var person: Sealed<Person> { record.person }
  public var area: AreaCode { record.area }
  public var occupation: OccupationCode { record.occupation }
  public var sex: Sex { record.sex }
  public var age: Int { record.age }
  public var papers: [PaperCode] { record.papers }

  /// Who put the person forward, and when.
  public var registration: Stamp? { history.first?.stamp }

  /// Whether the case still needs somebody, or holds a place.
  public var isOpen: Bool {
    switch standing.stage {
    case .waiting, .returned, .qualified, .enrolled: true
    case .rejected, .ended, .withdrawn, .cancelled: false
    }
  }

  /// What happened and was not taken back, oldest first.
  public var standingHistory: [HistoryItem] {
    history.filter { item in
      if case .undone = item.event { return false }
      return !item.isUndone
    }
  }

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

  /// The months of `programme` for which this case is covered.
  public func coveredMonths(_ programme: Programme) -> [Month] {
    coveredMonths(among: programme.months)
  }

  /// Those of `months` for which this case is covered.
  func coveredMonths(among months: [Month]) -> [Month] {
    guard let cover = standing.cover else { return [] }
    switch standing.stage {
    case .enrolled: return months.filter { $0 >= cover.from }
    case .ended:
      guard let until = cover.until else { return [] }
      return months.filter { $0 >= cover.from && $0 <= until }
    default: return []
    }
  }

  /// The fields that BPJS asks for and that are still empty.
  public func missingForBPJS(_ programme: Programme) -> [Field] {
    guard let application = record.application else { return [] }
    return programme.requiredForBPJS.filter { application[$0] == nil }
  }

  /// Calendar days in Western Indonesia Time that the case has stood where it stands.
  public func daysWaiting(at now: Instant) -> Int {
    max(0, now.day.number - standing.since.day.number)
  }

  /// The number of days after which a case here is overdue; a repair has the days of the level that
  /// asked for it.
  public func dayLimit(_ programme: Programme) -> Int? {
    switch standing.stage {
    case .waiting, .returned: standing.level.flatMap { programme.level($0)?.days }
    default: nil
    }
  }

  /// By how many days the case is over its limit; 0 means that it is due today, nil that there is time.
  public func daysOverdue(at now: Instant, _ programme: Programme) -> Int? {
    guard let limit = dayLimit(programme) else { return nil }
    let over = daysWaiting(at: now) - limit
    return over >= 0 ? over : nil
  }
}
