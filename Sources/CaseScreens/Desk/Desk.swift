internal import CanonicalForm
public import CaseDomain

/// The whole front end as a value: keys in, effects out, frames of cells.
///
///     for key in keys { effects += desk.handle(key, scene) }   // one key at a time, effects at once
///     desk.settle(scene)                                       // when no key is waiting
///     terminal.show(desk.frame(scene))
///
/// It knows no file, no clock and no terminal. Nothing enters or leaves a list between two settlings, so
/// that the n-th verb typed ahead meets the n-th row.
public struct Desk: Sendable {
  /// The layers of each of the five screens, the lowest first; never empty.
  private var layers: [ScreenID: [any Screen]]
  private var shown: ScreenID
  private var question: Question?
  private var overlay: ActionList?
  private(set) var notice: (text: String, style: Style) = ("", .plain)
  /// Whether no key was pressed since the notice came: until then a long one may take lines above its own.
  private var isNoticeNew = false
  /// My actions of this sitting that can be taken back, oldest first.
  private var deeds: [Deed] = []
  /// The one that is being taken back.
  private var undoing: Deed?
  private var typedAhead = TypedAhead.taken
  /// The question that was answered last, asked again where the answer could not be saved.
  private var answered: Question?
  private var wasInterrupted = false
  /// The case that colleagues were told is open here.
  private var claimed: CaseID?
  /// The page that is shown, whether it was asked to be recorded, and what of it may be seen in full.
  private var place: CasePlace?
  private var isRecordAsked = false
  private var unmasked = Unmasked()

  /// What becomes of keys that were typed ahead, until none is left.
  private enum TypedAhead {
    case taken
    /// Those up to Enter or Esc belong to a verb that was refused.
    case swallowed
    /// As before, once the refusal stands on the screen: the digit of a reason, if that comes next, is no
    /// number of a screen yet.
    case digitSwallowed
    /// The answer to a question of yes or no that was not asked, if that comes next.
    case answerSwallowed
    /// They were meant for a state that did not come.
    case dropped
  }

  /// Something that this sitting did: an entry, and the cases in it.
  private struct Deed {
    var entry: Int
    var cases: [CaseID]

    /// Whether something of it has not been taken back yet.
    func stands(_ caseload: Caseload) -> Bool {
      cases.contains { id in
        caseload.file(id)?.history.contains { $0.stamp.entry == entry && !$0.isUndone } ?? false
      }
    }
  }

  public init(_ scene: Scene) {
    layers = [
      .home: [HomeScreen()], .registration: [FormScreen(scene)], .queue: [QueueScreen(scene)],
      .cases: [CasesScreen()], .totals: [TotalsScreen()],
    ]
    shown = .home
    settle(scene)
  }

  /// The form that holds more than the disk does, of whatever screen.
  public var unsavedDraft: Draft? {
    for id in ScreenID.allCases {
      for screen in layers[id] ?? [] {
        if let draft = screen.unsavedDraft { return draft }
      }
    }
    return nil
  }
}

// MARK: - Keys

extension Desk {
  /// Handles one key; the effects are to be carried out, and their answers received, before the next key.
  public mutating func handle(_ key: Key, _ scene: Scene) -> [Effect] {
    isNoticeNew = false
    if swallows(key) { return [] }
    let wasInterrupted = wasInterrupted
    self.wasInterrupted = false
    if key == .control("l") { return [.repaint] }
    if key == .control("z") { return [.suspend] }
    if scene.size.isTooSmall { return key == "q" ? [.quit] : [] }
    answered = nil
    if var asked = question {
      let answer = asked.handle(key, scene.language)
      question = answer == nil ? asked : nil
      // What follows was typed for the next case, not into this question.
      if asked.isComplaining { typedAhead = .dropped }
      guard let answer else { return [] }
      answered = asked
      return carryOut(change { $0.answer(asked.purpose, answer, scene) }, scene)
    }
    if var list = overlay {
      let chosen = list.handle(key, scene)
      overlay = list.isClosed ? nil : list
      let offer = offers(scene).first { $0.action == chosen }
      return offer.map { take($0, scene) } ?? []
    }
    if let offer = offers(scene).first(where: { $0.has(key) }), !(top.isTyping && key.isPrintable) {
      if offer.action == .interrupt { return interrupt(wasInterrupted, scene) }
      return take(offer, scene)
    }
    return carryOut(change { $0.type(key, scene) }, scene)
  }

  /// Whether a key was typed ahead for what did not come to pass.
  private mutating func swallows(_ key: Key) -> Bool {
    switch typedAhead {
    case .taken: return false
    case .dropped: return true
    case .swallowed:
      if key == .enter || key == .escape { typedAhead = .taken }
      return true
    case .digitSwallowed:
      typedAhead = .taken
      return key.digit != nil
    case .answerSwallowed:
      typedAhead = .taken
      return Question.answersToYesOrNo.contains(key)
    }
  }

  /// Does what is offered, or says why it cannot be done.
  private mutating func take(_ offer: Offer, _ scene: Scene) -> [Effect] {
    guard let off = offer.off else { return act(offer.action, scene) }
    tell(off, .attention)
    let denial = offer.denial.map { [Effect.record($0)] } ?? []
    typedAhead =
      switch offer.action.isFollowedBy {
      case .nothing: .taken
      case .reasonAndNote: .swallowed
      case .yesOrNo: .answerSwallowed
      case .form: .dropped
      }
    return denial
  }

  /// Hears what became of an effect.
  public mutating func receive(_ answer: Answer, _ scene: Scene) -> [Effect] {
    switch answer {
    case .performed(let order, let performance):
      record(performance)
      if case .undo = order.purpose {
        tellResults(performance, scene)
      }
    case .failed(let order, let sentence):
      tell(sentence, .urgent)
      (typedAhead, question) = (.dropped, answered)
      // What could not be written can be tried again.
      if case .undo = order.purpose, let deed = undoing { deeds.append(deed) }
      undoing = nil
    case .refused(let sentence): tell(sentence, .urgent)
    case .written(let path):
      tell(scene.say("Tertulis: \(path)", "Written: \(path)"))
    case .viewed: break
    case .recorded(let deed): return show(deed, scene)
    case .unrecorded(let deed, let sentence): return hide(deed, sentence, scene)
    }
    return carryOut(change { $0.receive(answer, scene) }, scene)
  }

  /// Takes the state as it is, once no typed-ahead key is left.
  ///
  /// - Returns: what colleagues should know.
  @discardableResult
  public mutating func settle(_ scene: Scene) -> [Effect] {
    switch typedAhead {
    case .swallowed, .digitSwallowed: typedAhead = .digitSwallowed
    case .taken, .answerSwallowed, .dropped: typedAhead = .taken
    }
    if top.casePlace != place {
      (place, isRecordAsked, unmasked) = (top.casePlace, false, Unmasked())
    }
    let scene = seen(scene)
    for index in (layers[shown] ?? []).indices { layers[shown]?[index].settle(scene) }
    var effects: [Effect] = []
    if let place, !isRecordAsked, top.showsNIK(scene) {
      isRecordAsked = true
      effects.append(.record(.opened(place.id)))
    }
    guard top.openCase != claimed else { return effects }
    claimed = top.openCase
    return effects + [.claim(claimed)]
  }

  /// The scene with what may be seen in full.
  private func seen(_ scene: Scene) -> Scene {
    var scene = scene
    scene.unmasked = unmasked
    return scene
  }

  /// Shows what is recorded now.
  private mutating func show(_ deed: Access.Deed, _ scene: Scene) -> [Effect] {
    switch deed {
    case .opened(let id) where id == place?.id: unmasked.opened = id
    case .revealed(let id, _) where id == place?.id:
      unmasked.revealed = id
      let seconds = Revealing.seconds
      tell(
        scene.say(
          "Data berkas \(id) tampak \(seconds) detik; tercatat.",
          "Case \(id) is shown in full for \(seconds) seconds; recorded."))
    default: return []
    }
    return settle(scene)
  }

  /// Leaves masked what could not be recorded; a form, which would show it all the same, is closed.
  private mutating func hide(_ deed: Access.Deed, _ sentence: String, _ scene: Scene) -> [Effect] {
    // What was refused stays refused, recorded or not.
    if case .refused = deed { return [] }
    var effects: [Effect] = []
    if case .opened(let id) = deed, place == CasePlace(id: id, isForm: true) {
      effects = carryOut(change { $0.act(.close, scene) }, scene)
    }
    tell(sentence, .urgent)
    return effects
  }

  /// How long what was revealed may be seen.
  public static let timeRevealed = Duration.seconds(Revealing.seconds)

  /// Masks again what was revealed for a while.
  public mutating func conceal() { unmasked.revealed = nil }

  /// Says something to the officer that no key caused.
  public mutating func tell(_ text: String, isUrgent: Bool) {
    tell(text, isUrgent ? .urgent : .plain)
  }

  private mutating func tell(_ text: String, _ style: Style = .plain) {
    // A notice is one line; of several sentences the first faults are what matters.
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    (notice, isNoticeNew) = ((line, style), true)
  }
}

// MARK: - Actions

extension Desk {
  /// Whether a question has the keys.
  var isAsking: Bool { question != nil }

  /// Whether a question, the help or the palette has the keys.
  var isCovered: Bool { question != nil || overlay != nil }

  /// The layer that has the keys.
  private var top: any Screen { layers[shown]?.last ?? HomeScreen() }

  private mutating func change(_ body: (inout any Screen) -> [Move]) -> [Move] {
    guard let last = layers[shown]?.indices.last else { return [] }
    var screen = top
    let moves = body(&screen)
    layers[shown]?[last] = screen
    return moves
  }

  /// What every key does now: the screen's own actions, then those that hold everywhere.
  func offers(_ scene: Scene) -> [Offer] {
    var offers = top.offers(scene)
    if !top.isTyping {
      if !deeds.isEmpty, !offers.contains(where: { $0.action == .undo }) {
        offers.append(Offer(.undo, isHinted: false))
      }
      offers += ScreenID.allCases.map { Offer($0.action, isHinted: false) }
      offers += [Offer(.help), Offer(.palette, isHinted: false), Offer(.quit, isHinted: isAtTop)]
    } else {
      offers.append(Offer(.helpInForm, isHinted: false))
    }
    return offers + Offer.hidden(.repaint, .suspend, .interrupt)
  }

  private var isAtTop: Bool { (layers[shown]?.count ?? 1) == 1 && !top.isNested }

  private mutating func act(_ action: Action, _ scene: Scene) -> [Effect] {
    switch action {
    case .home, .registration, .queue, .cases, .totals:
      if let id = ScreenID.allCases.first(where: { $0.action == action }) {
        return carryOut([.go(id)], scene)
      }
      return []
    case .help, .helpInForm:
      overlay = ActionList(offers(scene), isPalette: false)
      return []
    case .palette:
      overlay = ActionList(offers(scene), isPalette: true)
      return []
    case .undo where !top.offers(scene).contains { $0.action == .undo }: return undo(scene)
    case .quit: return quit(scene)
    case .repaint: return [.repaint]
    case .suspend: return [.suspend]
    default: return carryOut(change { $0.act(action, scene) }, scene)
    }
  }

  /// Closes one layer; on the last one ends the program.
  private mutating func quit(_ scene: Scene) -> [Effect] {
    if isAtTop { return carryOut(change { $0.leave(scene) }, scene) + [.quit] }
    return carryOut(top.isNested ? change { $0.act(.close, scene) } : [.pop], scene)
  }

  private mutating func interrupt(_ again: Bool, _ scene: Scene) -> [Effect] {
    guard isAtTop, !top.isTyping else {
      return carryOut(change { $0.act(.close, scene) }, scene)
    }
    if again { return [.quit] }
    wasInterrupted = true
    tell(scene.say("Sekali lagi ^C keluar.", "^C once more quits."))
    return []
  }

  private mutating func carryOut(_ moves: [Move], _ scene: Scene) -> [Effect] {
    var effects: [Effect] = []
    for move in moves {
      switch move {
      case .effect(let effect): effects.append(effect)
      case .ask(let question):
        self.question = question
        if question.isComplaining { typedAhead = .dropped }
      case .tell(let text, let style): tell(text, style)
      case .go(let id): effects += show(id, scene)
      case .find:
        effects += show(.cases, scene)
        effects += carryOut(change { $0.act(.filter, scene) }, scene)
      case .goQueue(let tab):
        effects += show(.queue, scene)
        let last = (layers[.queue]?.count ?? 1) - 1
        if last > 0 { layers[.queue]?.removeLast(last) }
        if var queue = layers[.queue]?.first as? QueueScreen {
          queue.show(tab)
          layers[.queue]?[0] = queue
        }
        effects += settle(scene)
      case .push(let screen):
        layers[shown]?.append(screen)
        effects += settle(scene)
      case .pop:
        if (layers[shown]?.count ?? 1) > 1 { layers[shown]?.removeLast() }
        effects += settle(scene)
      case .swallow: typedAhead = .swallowed
      case .undo: effects += undo(scene)
      }
    }
    return effects
  }

  private mutating func show(_ id: ScreenID, _ scene: Scene) -> [Effect] {
    guard id != shown else { return [] }
    let left = carryOut(change { $0.leave(scene) }, scene)
    shown = id
    return left + settle(scene) + carryOut(change { $0.enter(scene) }, scene)
  }
}

// MARK: - Taking back

extension Desk {
  private mutating func record(_ performance: Performance) {
    guard let entry = performance.entry, !deeds.contains(where: { $0.entry == entry }) else {
      return
    }
    var cases: [CaseID] = []
    for case .success(let events) in performance.results {
      for event in events {
        if case .undone = event { continue }
        if let id = event.caseID { cases.append(id) }
      }
    }
    if !cases.isEmpty { deeds.append(Deed(entry: entry, cases: cases)) }
  }

  /// Takes back the last action of this sitting, wherever its cases now are.
  private mutating func undo(_ scene: Scene) -> [Effect] {
    while let deed = deeds.popLast() {
      guard deed.stands(scene.caseload) else { continue }
      undoing = deed
      // By the entry, so that what somebody else did to the case since is never taken back instead.
      return [.perform(Order([.undoEntry(UndoEntry(deed.entry))], .undo))]
    }
    tell(
      scene.say(
        "Tidak ada tindakan saya yang dapat diurungkan.", "There is no action of mine to undo."))
    return []
  }

  private mutating func tellResults(_ performance: Performance, _ scene: Scene) {
    let events = performance.results.flatMap { (try? $0.get()) ?? [] }
    let undone = Set(events.compactMap(\.caseID))
    let kept = (undoing?.cases ?? []).filter { !undone.contains($0) }
    undoing = nil
    if !events.isEmpty, !kept.isEmpty {
      let numbers = kept.map(\.description).joined(separator: ", ")
      tell(
        scene.say(
          "\(scene.cases(undone.count)) diurungkan. Sudah berubah, maka tetap: \(numbers).",
          "\(scene.cases(undone.count)) undone. Changed since, so they stay: \(numbers)."),
        .attention)
    } else if undone.count > 1 {
      tell(
        scene.say(
          "\(scene.cases(undone.count)) diurungkan.", "\(scene.cases(undone.count)) undone."))
    } else if case .tell(let text, let style)? = Move.told(performance, scene) {
      tell(text, style)
    }
  }
}

// MARK: - Frames

extension Desk {
  /// The frame that the terminal shall show now.
  public func frame(_ scene: Scene) -> Frame {
    var frame = Frame(scene.size)
    guard !scene.size.isTooSmall else {
      let least = Size.smallest
      frame.put(
        scene.say(
          "Terminal terlalu kecil (perlu \(least.columns)x\(least.rows)).",
          "The terminal is too small (needs \(least.columns)x\(least.rows))."), 0, 0)
      frame.point(0, 0)
      return frame
    }
    let scene = seen(scene)
    TitleLine(shown: shown, scene: scene).draw(on: &frame)
    let last = scene.size.rows - 1
    top.draw(on: &frame, lines: 1..<last - 1, scene)
    overlay?.draw(on: &frame, lines: 1..<last - 1, scene)
    drawNotice(on: &frame, last - 1)
    question?.draw(on: &frame, bottom: last - 2, scene.language)
    frame.put(hints(scene), last, 0, width: scene.size.columns - 1)
    return frame
  }

  /// Draws the notice on its line; a new one that is longer stands on the lines above too.
  private func drawNotice(on frame: inout Frame, _ row: Int) {
    let columns = frame.size.columns
    let isLong = isNoticeNew && question == nil && DisplayWidth.of(notice.text) > columns
    let lines = isLong ? WrappedText.lines(notice.text, columns, limit: 4) : [notice.text]
    for (place, line) in lines.enumerated() {
      let own = row - lines.count + 1 + place
      frame.put(String(repeating: " ", count: columns), own, 0)
      frame.put(line, own, 0, notice.style)
    }
  }

  /// The hints, dropped from the right where there is no room.
  private func hints(_ scene: Scene) -> String {
    if let question { return question.hint(scene.size.columns, scene.language) }
    if let overlay { return overlay.hint(scene) }
    let offers = offers(scene).filter { $0.isHinted && $0.off == nil }
    // Help leads to everything that has no room.
    let help = offers.first { $0.action == .help }?.hint(scene.language)
    var room = scene.size.columns - 1
    if let help { room -= help.count + 2 }
    var line: [String] = []
    for offer in offers {
      let hint = offer.hint(scene.language)
      if hint == help {
        line.append(hint)
      } else if hint.count <= room {
        line.append(hint)
        room -= hint.count + 2
      }
    }
    return line.joined(separator: "  ")
  }
}
