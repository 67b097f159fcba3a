public import CanonicalForm
public import CaseDomain

/// A caseload with a programme and officers, and a clock that moves on a minute with every entry.
///
///     var scenario = try CaseloadScenario()                           // given
///     let id = try scenario.registered(.person(1))
///     try scenario.perform(.withdraw(Withdraw(id, reason: "L2")), by: "siti")  // when
///     #expect(scenario.stage(id) == .withdrawn)                       // then
public struct CaseloadScenario: Sendable {
  /// 13 November 2025, on which every scenario begins at nine in the morning (WIB).
  public static let firstDay = Day(year: 2025, month: 11, day: 13) ?? .epoch

  public private(set) var caseload = Caseload()
  /// Everything that was applied, oldest first.
  public private(set) var log: [(event: Event, stamp: Stamp)] = []
  /// The moment of the next entry.
  public var now: Instant
  /// The number of the last entry.
  public private(set) var entry = 0

  /// A store with entry 1: created, the programme (the sample where none is given), the officers.
  public init(_ programme: Programme? = nil, officers: [Officer] = Officer.sample) throws {
    now = Instant(CaseloadScenario.firstDay, milliseconds: 2 * 3_600_000)
    let programme = try programme ?? .sample()
    let settings = [Command.setProgramme(SetProgramme(programme))]
    try commit(by: .owner, via: nil) { (scenario, stamp) throws(Refusal) in
      let created = Created(
        store: "00000000-0000-4000-8000-000000000000", simulated: true, program: "payung test")
      scenario.take([.created(created)], stamp)
      try scenario.decide(settings + officers.map { .setOfficer(.add($0)) }, stamp)
    }
  }

  /// Decides one command and applies its events as the next entry.
  @discardableResult
  public mutating func perform(_ command: Command, by officer: OfficerID, via: String? = nil)
    throws(Refusal) -> [Event]
  {
    try perform([command], by: officer, via: via)
  }

  /// Decides commands, each on the state left by those before, as one entry: all of them or none.
  @discardableResult
  public mutating func perform(_ commands: [Command], by officer: OfficerID, via: String? = nil)
    throws(Refusal) -> [Event]
  {
    let before = log.count
    try commit(by: officer, via: via) { (scenario, stamp) throws(Refusal) in
      try scenario.decide(commands, stamp)
    }
    return log.dropFirst(before).map(\.event)
  }

  /// Why the command would be refused now; nil where it would not.
  public func refusal(of command: Command, by officer: OfficerID) -> Refusal? {
    do throws(Refusal) {
      _ = try caseload.decide(command, at: Stamp(entry: entry + 1, at: now, by: officer))
      return nil
    } catch {
      return error
    }
  }

  /// Moves the clock to nine in the morning (WIB) of a day written `2025-12-01`.
  public mutating func advance(to day: String) {
    if let day = Day(day) { now = Instant(day, milliseconds: 2 * 3_600_000) }
  }

  private mutating func commit(
    by officer: OfficerID, via: String?,
    _ body: (inout CaseloadScenario, Stamp) throws(Refusal) -> Void
  ) throws(Refusal) {
    var after = self
    after.entry += 1
    try body(&after, Stamp(entry: after.entry, at: now, by: officer, via: via))
    after.now = Instant(milliseconds: now.milliseconds + 60_000)
    self = after
  }

  private mutating func decide(_ commands: [Command], _ stamp: Stamp) throws(Refusal) {
    for command in commands {
      var own = stamp
      own.index = log.count { $0.stamp.entry == stamp.entry }
      take(try caseload.decide(command, at: own), own)
    }
  }

  private mutating func take(_ events: [Event], _ stamp: Stamp) {
    for (index, event) in events.enumerated() {
      var own = stamp
      own.index += index
      caseload.apply(event, at: own)
      log.append((event, own))
    }
  }
}

extension CaseloadScenario {
  /// Registers a person and answers with the number of the case.
  @discardableResult
  public mutating func registered(_ form: Form, note: String? = nil, by officer: OfficerID = "siti")
    throws -> CaseID
  {
    let id = caseload.nextID
    try perform(.register(Register(form: form, note: note)), by: officer)
    return id
  }

  /// Approves a case at the level where it waits, by the officer of that level in ``Officer/sample``,
  /// with a signature where the level signs on paper.
  public mutating func approve(_ id: CaseID, by officer: OfficerID? = nil) throws {
    let input = decision(id)
    let officers: [LevelID: OfficerID] = [
      "rt-rw": "budi", "kelurahan": "lina", "dinas-sosial": "rina",
    ]
    let level = caseload.file(id)?.standing.level ?? "rt-rw"
    try perform(.approve(Approve(input)), by: officer ?? officers[level] ?? "wati")
  }

  /// What a decision at the level of a case brings: a signature where that level signs on paper.
  public func decision(_ id: CaseID, note: String? = nil) -> DecisionInput {
    let level = caseload.file(id)?.standing.level.flatMap { caseload.rules?.programme.level($0) }
    return DecisionInput(id, note: note, signature: level?.signedBy == nil ? nil : .sample)
  }

  /// Registers a person and has all levels approve.
  @discardableResult
  public mutating func qualified(_ form: Form) throws -> CaseID {
    let id = try registered(form)
    while stage(id) == .waiting { try approve(id) }
    return id
  }

  /// Registers a person, has all levels approve, and enrols.
  @discardableResult
  public mutating func enrolled(_ form: Form, from month: Month? = nil, kpj: String? = nil) throws
    -> CaseID
  {
    let id = try qualified(form)
    try perform(.enrol(Enrol(id, from: month, kpj: kpj)), by: "dewi")
    return id
  }

  public func stage(_ id: CaseID) -> Stage? { caseload.file(id)?.standing.stage }

  /// Where a case stands in one word: `waiting:kelurahan`, `enrolled`.
  public func place(_ id: CaseID) -> String? {
    caseload.file(id).map {
      [$0.standing.stage.rawValue, $0.standing.level?.rawValue].compactMap(\.self)
        .joined(separator: ":")
    }
  }
}
