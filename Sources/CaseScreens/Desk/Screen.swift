internal import CaseDomain

/// One of the screens, or a layer above one: its state, the actions it offers, what they do, and how it
/// looks.
protocol Screen: Sendable {
  /// What keys do now; hints show them in this order.
  func offers(_ scene: Scene) -> [Offer]

  /// Whether a text field has the keys: then letters are text and never actions.
  var isTyping: Bool { get }

  /// Whether it shows something above its own first level, as a case that was opened from its list; what
  /// ``Action/close`` closes, and `q` does too.
  var isNested: Bool { get }

  /// Does an action that ``offers(_:)`` offers.
  mutating func act(_ action: Action, _ scene: Scene) -> [Move]

  /// Takes a key that is no action here.
  mutating func type(_ key: Key, _ scene: Scene) -> [Move]

  /// Hears what became of a question that it asked.
  mutating func answer(_ purpose: Question.Purpose, _ answer: Question.Answer, _ scene: Scene)
    -> [Move]

  /// Hears what became of an effect that it caused.
  mutating func receive(_ answer: Answer, _ scene: Scene) -> [Move]

  /// Becomes the screen that is shown.
  mutating func enter(_ scene: Scene) -> [Move]

  /// Stops being the screen that is shown.
  mutating func leave(_ scene: Scene) -> [Move]

  /// Takes the state as it is now, once no typed-ahead keys are left.
  mutating func settle(_ scene: Scene)

  /// Draws lines 2 to the last but two; `lines` counts from 0.
  func draw(on frame: inout Frame, lines: Range<Int>, _ scene: Scene)

  /// The case that is open here, which colleagues pass over.
  var openCase: CaseID? { get }

  /// A form that holds more than the disk does.
  var unsavedDraft: Draft? { get }

  /// Whose page or form is shown.
  var casePlace: CasePlace? { get }

  /// Whether it shows the NIK in full, once that is recorded.
  func showsNIK(_ scene: Scene) -> Bool
}

/// A case on a page, or in a form that is good for nothing without its values.
struct CasePlace: Hashable, Sendable {
  var id: CaseID
  var isForm = false
}

extension Screen {
  var isTyping: Bool { false }
  var isNested: Bool { false }
  var openCase: CaseID? { nil }
  var unsavedDraft: Draft? { nil }
  var casePlace: CasePlace? { nil }
  func showsNIK(_ scene: Scene) -> Bool { false }
  mutating func type(_ key: Key, _ scene: Scene) -> [Move] { [] }
  mutating func answer(
    _ purpose: Question.Purpose, _ answer: Question.Answer, _ scene: Scene
  ) -> [Move] { [] }
  mutating func receive(_ answer: Answer, _ scene: Scene) -> [Move] { [] }
  mutating func enter(_ scene: Scene) -> [Move] { [] }
  mutating func leave(_ scene: Scene) -> [Move] { [] }
  mutating func settle(_ scene: Scene) {}
}

/// The five screens, in the order of their digits.
public enum ScreenID: Int, Hashable, Sendable, CaseIterable {
  case home = 1
  case registration, queue, cases, totals

  var action: Action {
    switch self {
    case .home: .home
    case .registration: .registration
    case .queue: .queue
    case .cases: .cases
    case .totals: .totals
    }
  }
}

/// What a screen asks of the desk.
enum Move: Sendable {
  case effect(Effect)
  case ask(Question)
  /// A line that stays until the next.
  case tell(String, Style = .plain)
  /// Shows another of the five screens.
  case go(ScreenID)
  /// Shows the cases with the cursor in the box that finds them.
  case find
  /// Shows the queue with a tab.
  case goQueue(QueueTab)
  /// Lays a screen above the one that is shown; Esc comes back.
  case push(any Screen)
  /// Closes this layer.
  case pop
  /// Drops the keys that were typed ahead, up to Enter or Esc: they belonged to a verb that was refused.
  case swallow
  /// Takes back the last action of this sitting.
  case undo

  static func perform(_ order: Order) -> Move { .effect(.perform(order)) }

  /// What a person is told of one command that was carried out or refused.
  static func told(_ performance: Performance, _ scene: Scene) -> Move? {
    switch performance.results.first {
    case .success(let events):
      guard let event = events.first else { return nil }
      return .tell(scene.wording.notice(event, scene.caseload, at: performance.at))
    case .failure(let refusal): return .tell(scene.wording.refusal(refusal), .urgent)
    case nil: return nil
    }
  }
}

/// A tab of the queue.
enum QueueTab: Hashable, Sendable {
  case repair
  case level(LevelID)
  case qualified
}

extension Action {
  /// Where a text stands behind an action that scrolls it, between 0 and `last`, a page being so many lines;
  /// nil for other actions.
  func scrolled(_ top: Int, page: Int, to last: Int) -> Int? {
    let page = max(1, page)
    let moved: Int
    switch self {
    case .up: moved = top - 1
    case .down: moved = top + 1
    case .pageUp: moved = top - page
    case .pageDown: moved = top + page
    case .first: moved = 0
    case .last: moved = last
    default: return nil
    }
    return max(0, min(moved, last))
  }
}
