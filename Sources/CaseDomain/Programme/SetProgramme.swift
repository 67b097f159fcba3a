internal import CanonicalForm

/// Sets the rules of the programme; from this entry on they are the rules of every decision.
public struct SetProgramme: Hashable, Sendable {
  public var programme: Programme
  public init(_ programme: Programme) { self.programme = programme }
}

/// The rules of the programme were set.
public struct ProgrammeSet: EventBody {
  static let kind = "programmeSet"
  public var programme: Programme
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.object("programme") { programme.write(to: &$0) }
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    programme = try Programme(from: try fields.object.object("programme"))
    // Everybody reckons with these numbers. Whoever sets a programme is refused such ones, so that an event
    // with them is not of this program.
    guard programme.isInRange else {
      throw fields.object.unexpected("programme", "settings in their ranges")
    }
    grant = try fields.object.string("grant")
  }

  init(_ programme: Programme, grant: String) { (self.programme, self.grant) = (programme, grant) }
}

/// The rules in force: the programme and the number of the entry that set it, which is their version.
public struct Rules: Hashable, Sendable {
  public var entry: Int
  public var programme: Programme
}

extension Caseload {
  /// Decides new rules.
  ///
  /// - Throws: ``Refusal/notAllowed(_:)`` unless an administrator or the owner sets them;
  ///   ``Refusal/sameProgramme``; ``Refusal/programme(_:)`` with all that is wrong, also where a level, area, occupation or reason
  ///   would be gone that open cases use.
  func decide(_ command: SetProgramme, at stamp: Stamp) throws(Refusal) -> [Event] {
    let grant = try requireAdministrator(.setProgramme, at: stamp)
    guard command.programme != rules?.programme else { throw .sameProgramme }
    let faults = faults(ofSetting: command.programme)
    guard faults.isEmpty else { throw .programme(faults) }
    return [.programmeSet(ProgrammeSet(command.programme, grant: grant))]
  }

  /// What is wrong with settings by themselves, and with what cases use of them.
  func faults(ofSetting programme: Programme) -> [ProgrammeFault] {
    programme.faults() + inUse(without: programme) + belowUse(programme)
  }

  mutating func apply(_ event: ProgrammeSet, at stamp: Stamp) {
    rulesets.append(Rules(entry: stamp.entry, programme: event.programme))
    reindex()
  }

  /// What of the target and the ceiling is given away already, with the rates of `programme`.
  private func belowUse(_ programme: Programme) -> [ProgrammeFault] {
    guard let months = rules?.programme.months, programme.isInRange else { return [] }
    var faults: [ProgrammeFault] = []
    let most = months.map { self.covered(in: $0) }.max() ?? 0
    if most > 0, programme.target < most {
      faults.append(.belowUse(key: "target", value: programme.target, used: most))
    }
    let committed = months.reduce(0) {
      $0 + self.covered(in: $1) * (programme.rate(in: $1)?.total ?? 0)
    }
    if committed > 0, programme.ceiling < committed {
      faults.append(.belowUse(key: "ceiling", value: programme.ceiling, used: committed))
    }
    return faults
  }

  /// What open cases use and `programme` no longer has.
  ///
  /// A reason counts where a case stands returned for it, a level where a case waits or would go back to.
  private func inUse(without programme: Programme) -> [ProgrammeFault] {
    var levels: [LevelID: Int] = [:]
    var areas: [AreaCode: Int] = [:]
    var occupations: [OccupationCode: Int] = [:]
    var reasons: [ReasonCode: Int] = [:]
    for row in rows where row.isOpen {
      if let level = row.level, level != .bpjs { levels[level, default: 0] += 1 }
      areas[row.area, default: 0] += 1
      occupations[row.occupation, default: 0] += 1
      if let reason = row.standing.reason { reasons[reason, default: 0] += 1 }
    }
    var faults: [ProgrammeFault] = []
    func report<C: Code>(_ key: String, _ used: [C: Int], _ isKept: (C) -> Bool) {
      for (code, cases) in used.sorted(by: { $0.key < $1.key }) where !isKept(code) {
        faults.append(.inUse(key: key, value: code.rawValue, cases: cases))
      }
    }
    report("levels", levels) { programme.level($0) != nil }
    report("areas", areas) { programme.area($0) != nil }
    report("occupations", occupations) { programme.occupation($0) != nil }
    for month in rules?.programme.months ?? [] where covered(in: month) > 0 {
      if !programme.months.contains(month) {
        let cases = covered(in: month)
        faults.append(.inUse(key: "months", value: month.description, cases: cases))
      }
    }
    report("reasons", reasons) { programme.reason($0) != nil }
    return faults
  }
}
