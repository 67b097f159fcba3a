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

  func write(to writer: inout EventWriter) {
    writer.fields.object("programme") { programme.write(to: &$0) }
  }

  init(from fields: EventFields) throws(JSONFailure) {
    programme = try Programme(from: try fields.object.object("programme"))
  }

  init(_ programme: Programme) { self.programme = programme }
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
  ///   ``Refusal/programme(_:)`` with all that is wrong, also where a level, area, occupation or reason
  ///   would be gone that open cases use.
  func decide(_ command: SetProgramme, at stamp: Stamp) throws(Refusal) -> [Event] {
    try requireAdministrator(.setProgramme, at: stamp)
    let faults = command.programme.faults() + inUse(without: command.programme)
    guard faults.isEmpty else { throw .programme(faults) }
    return [.programmeSet(ProgrammeSet(command.programme))]
  }

  mutating func apply(_ event: ProgrammeSet, at stamp: Stamp) {
    rulesets.append(Rules(entry: stamp.entry, programme: event.programme))
    reindex()
  }

  /// What open cases use and `programme` no longer has.
  ///
  /// A reason counts where a case stands returned for it, a level where a case waits or would go back to.
  private func inUse(without programme: Programme) -> [ProgrammeFault] {
    var levels: [LevelID: Int] = [:]
    var areas: [AreaCode: Int] = [:]
    var occupations: [OccupationCode: Int] = [:]
    var reasons: [ReasonCode: Int] = [:]
    for file in files where file.isOpen {
      if let level = file.standing.level, level != .bpjs { levels[level, default: 0] += 1 }
      areas[file.area, default: 0] += 1
      occupations[file.occupation, default: 0] += 1
      if let reason = file.standing.reason { reasons[reason, default: 0] += 1 }
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
    report("reasons", reasons) { programme.reason($0) != nil }
    return faults
  }
}
