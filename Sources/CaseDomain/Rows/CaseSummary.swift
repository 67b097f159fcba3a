public import CanonicalForm

/// What a case shows at a glance, whether its whole file is at hand or only its row.
public protocol CaseSummary {
  var id: CaseID { get }
  var standing: Standing { get }
  var area: AreaCode { get }
  var occupation: OccupationCode { get }
  var sex: Sex { get }
  /// Completed years on the reference day of the rules that looked last.
  var age: Int { get }
  /// When the person was put forward.
  var registered: Instant { get }

  // Of the person, nil also after erasure.
  var nik: NIK? { get }
  var name: String? { get }
  var birthDate: Day? { get }
  var address: String? { get }
  var rt: String? { get }
  var rw: String? { get }

  /// Whether a level approved the case and that stands.
  func isApproved(by level: LevelID) -> Bool
  /// Whether the form holds something in a field; false after erasure.
  func isFilled(_ field: Field) -> Bool
  /// Whether a correction put the case where it now stands, and nobody has decided since.
  var isBackFromRepair: Bool { get }
}

extension CaseSummary {
  /// Whether the case still needs somebody, or holds a place.
  public var isOpen: Bool {
    switch standing.stage {
    case .waiting, .returned, .qualified, .enrolled: true
    case .rejected, .ended, .withdrawn, .cancelled: false
    }
  }

  /// The month of registration in Western Indonesia Time.
  public var registrationMonth: Month { Month(of: registered.day) }

  /// The months of `programme` for which this case is covered.
  public func coveredMonths(_ programme: Programme) -> [Month] {
    standing.coveredMonths(among: programme.months)
  }

  /// The fields that BPJS asks for and that are still empty.
  public func missingForBPJS(_ programme: Programme) -> [Field] {
    guard nik != nil else { return [] }
    return programme.requiredForBPJS.filter { !isFilled($0) }
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

  /// Whether a level approved the case and it now stands behind that level.
  func hasPassed(_ level: LevelID, _ programme: Programme) -> Bool {
    guard isApproved(by: level) else { return false }
    switch standing.stage {
    case .waiting, .returned, .rejected:
      return programme.position(of: standing.level) > programme.position(of: level)
    default: return true
    }
  }
}

extension Standing {
  /// Those of `months` for which a case that stands so is covered.
  func coveredMonths(among months: [Month]) -> [Month] {
    cover?.months(at: stage, among: months) ?? []
  }
}

extension Cover {
  /// Those of `months` for which a case with this cover is covered while it stands at `stage`.
  func months(at stage: Stage, among months: [Month]) -> [Month] {
    switch stage {
    case .enrolled: return months.filter { $0 >= from }
    case .ended:
      guard let until else { return [] }
      return months.filter { $0 >= from && $0 <= until }
    default: return []
    }
  }
}

extension Standing {
  /// Whether a case that was corrected last, at a moment, is verified again since then.
  func isBack(since correction: Instant) -> Bool {
    // A correction that leaves the case where it was keeps the moment since when it stands there.
    (stage == .waiting || stage == .qualified) && since == correction
  }
}

extension CaseFile: CaseSummary {
  public var registered: Instant { registration?.at ?? standing.since }
  public var nik: NIK? { person.value?.nik }
  public var name: String? { person.value?.name }
  public var birthDate: Day? { person.value?.birthDate }
  public var address: String? { person.value?.address }
  public var rt: String? { person.value?.rt }
  public var rw: String? { person.value?.rw }

  public func isApproved(by level: LevelID) -> Bool {
    standingHistory.contains {
      if case .approved(let event) = $0.event { event.level == level } else { false }
    }
  }

  public func isFilled(_ field: Field) -> Bool { record.filled & field.bit != 0 }

  public var isBackFromRepair: Bool {
    let last = history.last { item in
      if case .filled = item.event { return false }
      return item.stands
    }
    guard let last, case .corrected = last.event else { return false }
    return standing.isBack(since: last.stamp.at)
  }
}
