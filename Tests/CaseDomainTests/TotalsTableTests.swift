import CanonicalForm
import CaseDomain
import TestSupport
import Testing

/// Totals as people read them: every number is the length of a list, and the list is the right one.
struct TotalsTableTests {
  private static let scenario = Result { try CaseloadScenario.varied() }

  private static let areas: [[AreaCode]?] = [
    nil, ["21.02"], ["21.02.03"], ["21.02.08.2004", "21.02.14"], [],
  ]

  private func selection(_ areas: [AreaCode]?) -> Selection {
    var selection = Selection()
    selection.within = areas
    return selection
  }

  /// The caseload as it was, taken from the log.
  private func past(_ scenario: CaseloadScenario, _ moment: Instant) -> Caseload {
    var past = Caseload()
    for (event, stamp) in scenario.log where stamp.at <= moment { past.apply(event, at: stamp) }
    return past
  }

  @Test("some of everything stands in the scenario")
  func someOfEverything() throws {
    let scenario = try TotalsTableTests.scenario.get()
    for count in Count.allCases {
      var selection = Selection()
      selection.count = count
      #expect(scenario.caseload.count(selection, at: scenario.now) > 0, "\(count)")
    }
  }

  @Test(
    "every number of every table is the length of the list behind it", arguments: Grouping.allCases)
  func lists(_ grouping: Grouping) throws {
    let scenario = try TotalsTableTests.scenario.get()
    let then = Instant(endOf: Day("2025-11-18") ?? .epoch)
    for (caseload, now) in [(scenario.caseload, scenario.now), (past(scenario, then), then)] {
      let wording = Wording(.english, caseload)
      for areas in TotalsTableTests.areas {
        let table = try caseload.table(by: grouping, selection(areas), at: now, wording)
        for row in table.rows + (table.total.map { [$0] } ?? []) {
          #expect(row.cells.count == table.columns.count)
          for (column, cell) in zip(table.columns, row.cells) {
            #expect((cell.selection != nil) == (column.unit == .cases && cell.number != nil))
            guard let selection = cell.selection, let number = cell.number else { continue }
            let list = caseload.list(selection, at: now)
            #expect(list.count == number, "\(grouping) \(row.key) \(column.key)")
            #expect(caseload.count(selection, at: now) == number)
            #expect(list.allSatisfy { file in areas?.contains { $0.covers(file.area) } ?? true })
          }
        }
      }
    }
  }

  @Test("a table holds the numbers of the groups, and its sums are those of the totals")
  func numbers() throws {
    let scenario = try TotalsTableTests.scenario.get()
    let (caseload, now) = (scenario.caseload, scenario.now)
    for areas in TotalsTableTests.areas {
      let selection = selection(areas)
      let all = try caseload.totals(selection, at: now).counts
      for grouping in [Grouping.area, .district, .occupation, .sex, .age, .month, .reason] {
        let table = try caseload.table(
          by: grouping, selection, at: now, Wording(.english, caseload))
        let groups = try caseload.groups(by: grouping, selection, at: now)
        #expect(table.rows.map(\.key) == groups.map(\.key))
        let rows = table.rows + (table.total.map { [$0] } ?? [])
        let shown: [[Int?]] = rows.map { row in row.cells.map(\.number) }
        let expected = groups.map(\.counts) + [all]
        #expect(shown == expected.map { grouping == .reason ? reasons($0) : numbers($0) })
      }
    }
  }

  private func numbers(_ counts: Counts) -> [Int?] {
    let levels: [LevelID] = ["rt-rw", "kelurahan", "dinas-sosial"]
    let waiting: [Int?] = levels.map { counts.waiting[$0] ?? 0 }
    let others: [Int?] = [
      counts.returned, counts.rejectedInAll, counts.withdrawn + counts.ended,
      counts.qualified + counts.waitlisted, counts.enrolled,
    ]
    return [counts.registered] + waiting + others
  }

  private func reasons(_ counts: Counts) -> [Int?] {
    let places: [LevelID?] = [nil, "rt-rw", "kelurahan", "dinas-sosial", .bpjs]
    let rejected: [Int?] = places.map { counts.rejectedBy[$0] ?? 0 }
    return rejected + [counts.rejectedInAll, counts.returned, counts.withdrawn + counts.ended]
  }

  @Test("the tables of levels and months hold what levels and months say")
  func levelsAndMonths() throws {
    let scenario = try TotalsTableTests.scenario.get()
    let (caseload, now) = (scenario.caseload, scenario.now)
    let wording = Wording(.indonesian, caseload)
    let levels = try caseload.table(by: .level, at: now, wording)
    for (row, level) in zip(levels.rows, try caseload.levelTotals(at: now)) {
      #expect(
        row.cells.map(\.number) == [
          level.waiting, level.oldest, level.overdue, level.approved, level.returned,
          level.rejected,
        ])
    }
    let cover = try caseload.table(by: .cover, at: now, wording)
    let months = try caseload.coverTotals(at: now)
    #expect(months.contains { $0.joined > 0 && $0.left > 0 })
    for (row, month) in zip(cover.rows, months) {
      #expect(
        row.cells.map(\.number) == [
          month.covered, month.joined, month.left, month.jkk, month.jkm, month.total,
        ])
    }
    #expect(cover.total?.cells.last?.number == months.reduce(0) { $0 + $1.total })
  }

  @Test("a table leaves out districts in which the officer reads nothing")
  func ownDistricts() throws {
    let scenario = try TotalsTableTests.scenario.get()
    let table = try scenario.caseload.table(
      by: .district, selection(["21.02.03.1001", "21.02.08"]), at: scenario.now,
      Wording(.indonesian, scenario.caseload))
    #expect(table.rows.map(\.key) == ["21.02.03", "21.02.08"])
  }

  @Test("a selection finds members whom a list would keep out, and those who lack fields")
  func conspicuous() throws {
    let scenario = try TotalsTableTests.scenario.get()
    let (caseload, now) = (scenario.caseload, scenario.now)
    var selection = Selection()
    (selection.count, selection.listed) = (.enrolled, true)
    #expect(caseload.list(selection, at: now).map(\.id) == [8, 9])
    (selection.listed, selection.incomplete) = (false, true)
    let incomplete = caseload.list(selection, at: now)
    #expect(!incomplete.isEmpty)
    let programme = try #require(caseload.rules?.programme)
    #expect(incomplete.allSatisfy { !$0.missingForBPJS(programme).isEmpty })
    selection = Selection()
    selection.byRule = true
    #expect(caseload.list(selection, at: now).allSatisfy { $0.standing.stage == .rejected })
    #expect(caseload.count(selection, at: now) == 3)
  }
}

extension TotalsTableTests {
  @Test(
    "the movement since a moment is the difference between the totals then and now",
    arguments: ["2025-11-12", "2025-11-13", "2025-11-14", "2025-11-18", "2025-11-26", "2025-12-03"])
  func movement(_ day: String) throws {
    let scenario = try TotalsTableTests.scenario.get()
    let then = Instant(endOf: try #require(Day(day)))
    let before = past(scenario, then)
    for areas in TotalsTableTests.areas {
      let now = try scenario.caseload.totals(selection(areas), at: scenario.now).counts
      let moved = scenario.caseload.movement(since: then, within: areas)
      guard before.rules != nil else {
        #expect(moved.registered == now.registered)
        continue
      }
      let was = try before.totals(selection(areas), at: then).counts
      #expect(moved.registered == now.registered - was.registered)
      #expect(moved.enrolled == now.enrolled - was.enrolled)
      #expect(moved.rejected == now.rejectedInAll - was.rejectedInAll)
      #expect(moved.left == now.withdrawn + now.ended - was.withdrawn - was.ended)
    }
  }

  @Test("the changes since an entry are counted once each, without what was taken back")
  func changes() throws {
    var scenario = try CaseloadScenario()
    let first = try scenario.qualified(.person(1))
    let seen = scenario.entry
    #expect(scenario.caseload.changes(since: seen) == Changes())
    try scenario.perform(.enrol(Enrol(first)), by: "dewi")
    try scenario.registered(.person(2, born: "1950-01-01"))
    let third = try scenario.registered(.person(3))
    try scenario.approve(third)
    try scenario.approve(third)
    try scenario.approve(third)
    try scenario.perform(.undo(Undo(third)), by: "rina")
    try scenario.perform(
      .return(Return(scenario.decision(third, note: "x"), reason: "A7")), by: "rina")
    var changes = Changes()
    (changes.registered, changes.rejected, changes.returned, changes.enrolled) = (2, 1, 1, 1)
    #expect(scenario.caseload.changes(since: seen) == changes)
    #expect(scenario.caseload.changes(since: seen, within: ["21.02.13"]) == Changes())
    let repair = Correct(third, changes: Form([.address: "JL. BARU"]), note: "beres")
    try scenario.perform(.correct(repair), by: "siti")
    while scenario.stage(third) == .waiting { try scenario.approve(third) }
    (changes.qualified, changes.left) = (1, 1)
    try scenario.perform(.withdraw(Withdraw(third, reason: "L2")), by: "siti")
    #expect(scenario.caseload.changes(since: seen) == changes)
  }

  @Test("the places left are those that open from month to month")
  func openings() throws {
    var scenario = try CaseloadScenario(.sample(target: 3))
    let first = try scenario.enrolled(.person(1))
    try scenario.enrolled(.person(2))
    let today = scenario.now.day
    #expect(scenario.caseload.openings(on: today).map(\.places) == [1, 0])
    try scenario.perform(.end(End(first, reason: "L1", on: today)), by: "dewi")
    let openings = scenario.caseload.openings(on: today)
    #expect(openings.map(\.month.description) == ["2025-11", "2025-12"])
    #expect(openings.map(\.places) == [1, 1])
    #expect(scenario.caseload.placesLeft(on: today) == 2)
  }
}
