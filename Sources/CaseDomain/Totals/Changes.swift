public import CanonicalForm

/// How much happened to cases since an entry; what was taken back is not counted.
public struct Changes: Hashable, Sendable {
  public var registered = 0
  public var qualified = 0
  public var enrolled = 0
  public var returned = 0
  /// By a level, by BPJS or by a rule.
  public var rejected = 0
  /// Withdrawn or ended.
  public var left = 0

  public init() {}
}

/// By how much numbers differ from what they were at a moment; below zero where they fell.
public struct Movement: Hashable, Sendable {
  public var registered = 0
  public var enrolled = 0
  public var rejected = 0
  /// Withdrawn or ended.
  public var left = 0

  public init() {}
}

extension Caseload {
  /// What happened behind `entry` to the cases inside the areas, or to all of them.
  public func changes(since entry: Int, within areas: [AreaCode]? = nil) -> Changes {
    var changes = Changes()
    forEachRow { row in
      guard row.changedIn > entry, row.lies(in: areas) else { return }
      // After an import nearly all are so, and reading them would take seconds.
      if row.isUntouched { return changes.add(registration: row) }
      if let file = file(row.id) { changes.add(file, since: entry) }
    }
    return changes
  }

  /// By how much the numbers inside the areas differ from those at `moment`, which is before now.
  public func movement(since moment: Instant, within areas: [AreaCode]? = nil) -> Movement {
    var movement = Movement()
    for number in numbers {
      let id = CaseID(number)
      guard let row = row(id), row.changed > moment else { continue }
      if row.isUntouched {
        if row.lies(in: areas) { movement.add(row, 1) }
        continue
      }
      guard let file = file(id) else { continue }
      if file.lies(in: areas) { movement.add(file, 1) }
      if let before = file.asOf(moment), before.lies(in: areas) { movement.add(before, -1) }
    }
    return movement
  }
}

extension Changes {
  fileprivate mutating func add(registration row: CaseRow) {
    registered += 1
    if row.stage == .rejected { rejected += 1 }
    if row.standing.qualification != nil { qualified += 1 }
  }

  fileprivate mutating func add(_ file: CaseFile, since entry: Int) {
    if let qualification = file.standing.qualification, qualification.entry > entry {
      qualified += 1
    }
    for item in file.history.reversed() {
      guard item.stamp.entry > entry else { break }
      guard !item.isUndone else { continue }
      switch item.event {
      case .registered(let event):
        registered += 1
        if event.to.stage == .rejected { rejected += 1 }
      case .corrected(let event): if event.to.stage == .rejected { rejected += 1 }
      case .rejected: rejected += 1
      case .returned: returned += 1
      case .enrolled: enrolled += 1
      case .withdrawn, .ended: left += 1
      default: break
      }
    }
  }
}

extension Movement {
  fileprivate mutating func add(_ one: some CaseSummary, _ times: Int) {
    switch one.standing.stage {
    case .cancelled: return
    case .enrolled: enrolled += times
    case .rejected: rejected += times
    case .withdrawn, .ended: left += times
    case .waiting, .returned, .qualified: break
    }
    registered += times
  }
}

extension CaseSummary {
  /// Whether the case lies in one of the areas; nil stands for everywhere.
  fileprivate func lies(in areas: [AreaCode]?) -> Bool {
    areas?.contains { $0.covers(area) } ?? true
  }

}

extension CaseFile {
  /// The case as it was at `moment`; nil before its registration.
  fileprivate func asOf(_ moment: Instant) -> CaseFile? {
    guard let first = history.first, first.stamp.at <= moment,
      case .registered(let registered) = first.event
    else { return nil }
    var file = CaseFile(registered, at: first.stamp)
    for item in history.dropFirst() {
      guard item.stamp.at <= moment else { break }
      file.apply(item.event, at: item.stamp)
    }
    return file
  }
}
