import CanonicalForm
import CaseDomain
import TestSupport
import Testing

/// Writes events that nobody could have made, and asks the audit about them.
struct Forger {
  var scenario: CaseloadScenario

  init(_ scenario: CaseloadScenario) { self.scenario = scenario }

  /// What the audit says of the event that a command makes, with `old` in its lines written as `new`, and
  /// recorded by `other` where that is not who gave the command.
  ///
  /// `behind` is how many events of the command stand before it in the entry.
  func said(
    of command: Command, by officer: OfficerID, _ old: String = "", _ new: String = "",
    as other: OfficerID? = nil, behind: Int = 0
  ) throws -> Irregularity? {
    var stamp = Stamp(entry: scenario.entry + 1, at: scenario.now, by: officer)
    var caseload = scenario.caseload
    let events = try caseload.decide(command, at: stamp)
    for event in events.prefix(behind) {
      #expect(caseload.irregularity(of: event, at: stamp) == nil)
      caseload.apply(event, at: stamp)
      stamp.index += 1
    }
    let event = try #require(events.dropFirst(behind).first)
    #expect(caseload.irregularity(of: event, at: stamp) == nil)
    stamp.by = other ?? officer
    return caseload.irregularity(of: try forged(event, old, new), at: stamp)
  }

  /// What the audit says of a line that no command makes.
  func said(of line: String, by officer: OfficerID) throws -> Irregularity? {
    let stamp = Stamp(entry: scenario.entry + 1, at: scenario.now, by: officer)
    return scenario.caseload.irregularity(of: try EventLines(file: line).read(), at: stamp)
  }

  private func forged(_ event: Event, _ old: String, _ new: String) throws -> Event {
    guard !old.isEmpty else { return event }
    var lines = EventLines(event)
    // The event itself first: what its sealed lines repeat, the number of the case, no rule reads.
    if lines.event.contains(old) {
      lines.event = lines.event.replacing(old, with: new, maxReplacements: 1)
    } else {
      #expect(lines.sealed.contains { $0.contains(old) }, "\(lines.text)")
      lines.sealed = lines.sealed.map { $0.replacing(old, with: new) }
    }
    return try lines.read()
  }
}
