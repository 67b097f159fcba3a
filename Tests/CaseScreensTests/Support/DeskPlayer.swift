import CanonicalForm
import CaseDomain
import TestSupport

@testable import CaseScreens

/// A desk with a store in memory: keys go in, effects are carried out at once, and the frame can be read.
///
///     var player = DeskPlayer(scenario, officer: "rina")
///     player.press("3", "s", "s")
///     #expect(player.stage(2) == .qualified)
struct DeskPlayer {
  var caseload: Caseload
  var officer: OfficerID
  var language: Language
  var size: Size
  var now: Instant
  var entry: Int
  var memory = DeskMemory()
  var drafts: [Draft] = []
  var openElsewhere: [CaseID: String] = [:]
  /// Everything that the desk asked for, oldest first, but for commands.
  private(set) var effects: [Effect] = []
  /// Every command that was sent, with what became of it.
  private(set) var sent: [(command: Command, result: Result<[Event], Refusal>)] = []
  /// What the next writes fail with; nil where they succeed.
  var failure: String?
  /// What recording who sees what fails with; nil where it succeeds.
  var accessFailure: String?
  /// Everything that was recorded to be seen, or refused.
  private(set) var recorded: [Access.Deed] = []
  private(set) var hasQuit = false
  private(set) var desk: Desk
  private var ids = 0
  private let scenario: CaseloadScenario

  init(
    _ scenario: CaseloadScenario, officer: OfficerID = "wati", language: Language = .indonesian,
    size: Size = .standard, drafts: [Draft] = [], memory: DeskMemory = DeskMemory()
  ) {
    self.scenario = scenario
    (caseload, now, entry) = (scenario.caseload, scenario.now, scenario.entry)
    (self.officer, self.language, self.size) = (officer, language, size)
    (self.drafts, self.memory) = (drafts, memory)
    desk = Desk(
      Scene(
        caseload: scenario.caseload, now: scenario.now, entry: scenario.entry,
        hash: DeskPlayer.hash,
        isSimulated: false, officer: officer, language: language, size: size, memory: memory,
        drafts: drafts, freshID: "draft-0"))
    desk.settle(scene)
  }

  static let hash = "9c2f41d077b8e05a" + String(repeating: "0", count: 48)

  var scene: Scene {
    Scene(
      caseload: caseload, now: now, entry: entry, hash: DeskPlayer.hash,
      isSimulated: caseload.created?.simulated ?? false, officer: officer, language: language,
      size: size, openElsewhere: openElsewhere, memory: memory, drafts: drafts,
      freshID: DraftID("draft-\(ids)"))
  }

  var frame: Frame { desk.frame(scene) }
  /// The frame as lines of text.
  var lines: [String] { frame.lines }
  var screen: String { lines.joined(separator: "\n") }
  var notice: String { desk.notice.text }
  var hints: String { lines[size.rows - 1] }
  var unsavedDraft: Draft? { desk.unsavedDraft }

  /// Presses keys one by one, each after the screen has settled.
  mutating func press(_ keys: Key...) {
    for key in keys {
      handle(key)
      settle()
    }
  }

  /// Presses keys faster than the screen settles.
  mutating func burst(_ keys: [Key]) {
    for key in keys { handle(key) }
    settle()
  }

  /// Types letters one by one.
  mutating func type(_ text: String) {
    for character in text {
      handle(.character(character))
      settle()
    }
  }

  mutating func settle() { carryOut(desk.settle(scene)) }

  /// The time is over for which something was revealed.
  mutating func conceal() { desk.conceal() }

  /// Somebody else does something meanwhile.
  mutating func meanwhile(_ command: Command, by officer: OfficerID) {
    _ = record([command], by: officer, seen: nil)
  }

  func stage(_ id: CaseID) -> Stage? { caseload.file(id)?.standing.stage }
  func level(_ id: CaseID) -> LevelID? { caseload.file(id)?.standing.level }

  private mutating func handle(_ key: Key) { carryOut(desk.handle(key, scene)) }

  private mutating func carryOut(_ effects: [Effect]) {
    for effect in effects {
      ids += 1
      switch effect {
      case .perform(let order):
        if let failure {
          carryOut(desk.receive(.failed(order, failure), scene))
        } else {
          let performance = record(order.commands, by: officer, seen: order.seen)
          sent += zip(order.commands, performance.results).map { ($0, $1) }
          carryOut(desk.receive(.performed(order, performance), scene))
        }
      case .saveDraft(let draft):
        drafts.removeAll { $0.id == draft.id }
        drafts.append(draft)
      case .removeDraft(let id): drafts.removeAll { $0.id == id }
      case .remember(let memory): self.memory = memory
      case .quit: hasQuit = true
      case .view(let moment): carryOut(desk.receive(view(moment), scene))
      case .export, .printSheet: carryOut(desk.receive(.written("/exports/1"), scene))
      case .record(let deed):
        if let accessFailure {
          carryOut(desk.receive(.unrecorded(deed, accessFailure), scene))
        } else {
          recorded.append(deed)
          carryOut(desk.receive(.recorded(deed), scene))
        }
      case .claim, .repaint, .suspend: break
      }
      if case .perform = effect { continue }
      if case .record = effect { continue }
      self.effects.append(effect)
    }
  }

  private mutating func record(_ commands: [Command], by officer: OfficerID, seen: Int?)
    -> Performance
  {
    let stamp = Stamp(entry: entry + 1, at: now, by: officer)
    let results = caseload.perform(commands, at: stamp, seen: seen)
    let isSaved = results.contains {
      if case .success(let events) = $0 { !events.isEmpty } else { false }
    }
    let performance = Performance(entry: isSaved ? entry + 1 : nil, at: now, results: results)
    if isSaved {
      entry += 1
      now = Instant(milliseconds: now.milliseconds + 60_000)
    }
    return performance
  }

  /// The past as the scenario knows it; what was done since is not in it.
  private func view(_ moment: ViewMoment) -> Answer {
    var past = Caseload()
    var last: Stamp?
    for (event, stamp) in scenario.log {
      switch moment {
      case .entry(let number) where stamp.entry > number: continue
      case .instant(let instant) where stamp.at > instant: continue
      default: break
      }
      past.apply(event, at: stamp)
      last = stamp
    }
    guard let last else { return .refused("-") }
    var shown = last.at
    if case .instant(let instant) = moment { shown = instant }
    return .viewed(PastView(caseload: past, now: shown, entry: last.entry, hash: DeskPlayer.hash))
  }
}
