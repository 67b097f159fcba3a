public import CanonicalForm

/// How many cases stand where; every number is the length of the list that ``Selection`` gives for it.
public struct Counts: Hashable, Sendable {
  public var waiting: [LevelID: Int] = [:]
  public var returned = 0
  /// By reason.
  public var rejected: [ReasonCode: Int] = [:]
  /// By who rejected: a level, BPJS, or nobody but a rule.
  public var rejectedBy: [LevelID?: Int] = [:]
  public var qualified = 0
  public var waitlisted = 0
  public var enrolled = 0
  public var ended = 0
  public var withdrawn = 0

  /// Everybody who was put forward: the sum of all the others.
  public var registered: Int {
    waitingInAll + returned + rejectedInAll + qualified + waitlisted + enrolled + ended + withdrawn
  }

  public var waitingInAll: Int { waiting.values.reduce(0, +) }
  public var rejectedInAll: Int { rejected.values.reduce(0, +) }

  /// Everybody whom every level has approved.
  public var passed: Int { qualified + waitlisted + enrolled + ended }
}

/// What totals can be divided by.
public enum Grouping: String, Hashable, Sendable, CaseIterable {
  case area, district, occupation, sex, age, reason, level
  /// The month of registration.
  case month
  /// The months of cover.
  case cover
}

/// One row of a table of totals.
public struct TotalsGroup: Hashable, Sendable {
  /// A code, a word or a month; what ``Selection`` takes to list the cases.
  public var key: String
  public var counts: Counts
}

/// One level's row: what waits there, how long, and what it has done.
public struct LevelTotals: Hashable, Sendable {
  public var level: LevelID
  public var waiting = 0
  /// Days that the longest waiting case has waited; nil where nothing waits.
  public var oldest: Int?
  public var overdue = 0
  public var approved = 0
  public var returned = 0
  public var rejected = 0
}

/// One month of cover: who is covered and what it costs, in whole rupiah.
public struct CoverTotals: Hashable, Sendable {
  public var month: Month
  public var covered = 0
  /// Covered in this month and not in the one before.
  public var joined = 0
  /// Covered in the month before and no longer in this one.
  public var left = 0
  public var jkk = 0
  public var jkm = 0
  public var total: Int { jkk + jkm }
}

/// The programme's money, in whole rupiah.
public struct Contribution: Hashable, Sendable {
  /// The rate of the current month.
  public var perPersonPerMonth: Int
  public var months: [Month]
  /// Everybody enrolled now times the rate.
  public var monthly: Int
  /// All months with the people covered in each.
  public var committed: Int
  public var ceiling: Int

  /// Committed of ceiling in tenths of a per cent, rounded half up; 0 without a ceiling.
  public var committedTenths: Int {
    ceiling > 0 ? (committed * 2_000 + ceiling) / (2 * ceiling) : 0
  }
}

/// The numbers of the programme at one moment.
public struct Totals: Hashable, Sendable {
  public var counts: Counts
  public var target: Int
  /// Target less everybody enrolled.
  public var free: Int
  /// How many more can be enrolled now or in a later month, by the target and by the money.
  public var placesLeft: Int
  /// Enrolled of target in tenths of a per cent, rounded half up.
  public var attainmentTenths: Int
  public var contribution: Contribution
}

extension Caseload {
  /// The numbers at `now`; those of the programme (target, free, money) are of the whole, whatever is
  /// selected.
  ///
  /// - Throws: ``Refusal/noProgramme``.
  public func totals(_ selection: Selection = Selection(), at now: Instant) throws(Refusal)
    -> Totals
  {
    let programme = try requireRules().programme
    var tally = Tally()
    forEachCounted(selection, at: now) { _, standing, count in tally.add(standing, count) }
    let counts = tally.counts(pool)
    let enrolled = selection == Selection() ? counts.enrolled : enrolledInAll
    let rate = programme.rate(in: programme.currentMonth(on: now.day))?.total ?? 0
    return Totals(
      counts: counts, target: programme.target,
      free: programme.target - enrolled, placesLeft: placesLeft(on: now.day),
      attainmentTenths: (enrolled * 2_000 + programme.target) / (2 * programme.target),
      contribution: Contribution(
        perPersonPerMonth: rate, months: programme.months, monthly: enrolled * rate,
        committed: committed, ceiling: programme.ceiling))
  }

  /// Everybody enrolled now.
  private var enrolledInAll: Int {
    var enrolled = 0
    forEachPacked { _, _, standing in if standing.stage == .enrolled { enrolled += 1 } }
    return enrolled
  }

  /// The counts divided by something that each case has; rows without any case are left out, except
  /// sexes, ages and the districts inside the selection, which reports always show.
  public func groups(by grouping: Grouping, _ selection: Selection = Selection(), at now: Instant)
    throws(Refusal) -> [TotalsGroup]
  {
    let programme = try requireRules().programme
    var groups = GroupTallies()
    switch grouping {
    case .district:
      for area in programme.areas where selection.mayHold(area.code) {
        groups.begin(area.code.district.rawValue)
      }
    case .sex: for sex in Sex.allCases { groups.begin(sex.rawValue) }
    case .age:
      for band in AgeBand.all where band.ages.overlaps(programme.minimumAge...programme.maximumAge)
      {
        groups.begin(band.description)
      }
    default: break
    }
    let pool = pool
    forEachCounted(selection, at: now) { packed, standing, count in
      guard let number = pool.groupNumber(packed, standing, grouping) else { return }
      groups.add(standing, count, number) { pool.key(number, grouping) }
    }
    return groups.all(pool).sorted { left, right in
      grouping == .age
        ? (AgeBand(left.key) ?? AgeBand(of: 0)) < (AgeBand(right.key) ?? AgeBand(of: 0))
        : left.key < right.key
    }
  }

  /// A row for each level, in order.
  public func levelTotals(_ selection: Selection = Selection(), at now: Instant) throws(Refusal)
    -> [LevelTotals]
  {
    let programme = try requireRules().programme
    let isSelected = selecting(selection, at: now)
    var rows = programme.levels.map { LevelTotals(level: $0.id) }
    forEachRow { row in
      guard isSelected(row) else { return }
      for place in rows.indices { rows[place].add(row, programme, at: now) }
    }
    return rows
  }

  /// A row for each month of cover.
  public func coverTotals(_ selection: Selection = Selection(), at now: Instant) throws(Refusal)
    -> [CoverTotals]
  {
    let programme = try requireRules().programme
    let isSelected = selecting(selection, at: now)
    var rows = programme.months.map { CoverTotals(month: $0) }
    forEachRow { row in
      guard isSelected(row) else { return }
      let months = row.coveredMonths(programme)
      var was = false
      for place in rows.indices {
        let isCovered = months.contains(rows[place].month)
        if isCovered { rows[place].covered += 1 }
        if isCovered, !was { rows[place].joined += 1 }
        if was, !isCovered { rows[place].left += 1 }
        was = isCovered
      }
    }
    for place in rows.indices {
      let rate = programme.rate(in: rows[place].month)
      rows[place].jkk = rows[place].covered * (rate?.jkk ?? 0)
      rows[place].jkm = rows[place].covered * (rate?.jkm ?? 0)
    }
    return rows
  }
}

extension LevelTotals {
  fileprivate mutating func add(_ row: CaseRow, _ programme: Programme, at now: Instant) {
    if row.hasPassed(level, programme) { approved += 1 }
    guard row.level == level else { return }
    switch row.stage {
    case .waiting:
      waiting += 1
      oldest = max(oldest ?? 0, row.daysWaiting(at: now))
      if let over = row.daysOverdue(at: now, programme), over > 0 { overdue += 1 }
    case .returned: returned += 1
    case .rejected: rejected += 1
    default: break
    }
  }
}
