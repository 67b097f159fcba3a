internal import CanonicalForm
internal import CaseDomain

/// One case, opened from a list, a number of the totals or the form: its page, and every verb that
/// the officer may use on it.
struct CasePage: Screen {
  private let id: CaseID
  private let past: PastView?
  private var isShown = false
  private var scroll = 0
  private var maximumScroll = 0
  private var basis: Basis?
  /// Why a verb cannot be used now, as the rules say; verbs that can be used are not in it.
  private var off: [Action: String] = [:]
  /// The verbs that are not the officer's to use, as the attempt is recorded.
  private var denied: [Action: Access.Deed] = [:]
  /// The case that looks most like this one.
  private var lookAlike: LookAlike?
  /// Where the case stood when the officer used a verb, and the last entry that they had then seen.
  private var meant = Meant()

  /// What the page was made of; while it holds, the page holds.
  private struct Basis: Hashable {
    var entry: Int
    var day: Day
    var size: Size
    var unmasked: Unmasked
  }

  private struct Meant {
    /// The level that decides; BPJS after enrolment.
    var level: LevelID?
    var seen: Int?
  }

  /// The page of a case, as it is now or as it was at a moment of the past, when nothing can be
  /// done to it.
  init(_ id: CaseID, past: PastView? = nil) { (self.id, self.past) = (id, past) }

  var openCase: CaseID? { past == nil && off[.approve] == nil && isShown ? id : nil }

  var casePlace: CasePlace? { past == nil ? CasePlace(id: id) : nil }

  func showsNIK(_ scene: Scene) -> Bool {
    file(scene).map { scene.caseload.showsNIK(of: $0, to: scene.officer, on: scene.today) } ?? false
  }
}

// MARK: - The page

extension CasePage {
  mutating func settle(_ scene: Scene) {
    let basis = Basis(
      entry: scene.entry, day: scene.today, size: scene.size, unmasked: scene.unmasked)
    guard basis != self.basis else { return }
    self.basis = basis
    guard let file = file(scene) else {
      isShown = false
      return
    }
    isShown = true
    maximumScroll = CaseView(file, scene, past: past).maximumScroll(size: pageSize(scene))
    scroll = min(scroll, maximumScroll)
    lookAlike = past == nil ? scene.caseload.lookAlikes(of: id, limit: 1).first : nil
    (off, denied) = past == nil ? CasePage.off(file, lookAlike, scene) : ([:], [:])
  }

  /// The case, if the officer may read it.
  private func file(_ scene: Scene) -> CaseFile? {
    (past?.caseload ?? scene.caseload).file(id).flatMap { scene.mayRead($0.area) ? $0 : nil }
  }

  private func pageSize(_ scene: Scene) -> Size {
    Size(rows: max(1, scene.size.rows - 5), columns: scene.size.columns)
  }

  func draw(on frame: inout Frame, lines: Range<Int>, _ scene: Scene) {
    guard let file = file(scene) else {
      let isKnown = scene.caseload.file(id) != nil
      frame.put(
        isKnown
          ? scene.say(
            "Berkas \(id) di luar wilayah kerja petugas ini.",
            "Case \(id) is outside the area of this officer.")
          : scene.say("Tidak ada berkas \(id).", "There is no case \(id)."), lines.lowerBound, 0)
      frame.point(lines.lowerBound, 0)
      return
    }
    let view = CaseView(file, scene, past: past)
    view.drawHeading(on: &frame, lines.lowerBound, position: position(scene))
    view.draw(
      on: &frame, rows: lines.lowerBound + 2..<max(lines.lowerBound + 2, lines.upperBound),
      columns: 0..<scene.size.columns, scroll: scroll)
  }

  /// Of which moment the page is, where that is not now; else who else has the case open.
  private func position(_ scene: Scene) -> String {
    if let past { return scene.say("keadaan ", "as of ") + scene.wording.moment(past.now) }
    return scene.openElsewhere[id].map { scene.say("\($0) buka", "open: \($0)") } ?? ""
  }
}

// MARK: - Keys

extension CasePage {
  func offers(_ scene: Scene) -> [Offer] {
    let isLong = scroll < maximumScroll
    let scrolling =
      [Offer(.pageDown, scene.say("riwayat", "history"), isHinted: isLong)]
      + Offer.hidden(.up, .down, .pageUp, .first, .last)
    guard isShown, past == nil else { return [Offer(.close)] + scrolling }
    let verbs: [Action] = [.approve, .reject, .return, .enrol, .correct, .leave, .undo]
    let alike: [Action] = lookAlike == nil ? [] : [.distinguish, .openDuplicate]
    let offers = (verbs + alike).map { action in
      var offer = Offer(action, label(action, scene), off: off[action])
      offer.denial = denied[action]
      return offer
    }
    return offers + scrolling + Revealing.offers(file(scene), scene) + [Offer(.close)]
  }

  /// After enrolment it is BPJS that rejects and returns; which case looks alike stands in its hint.
  private func label(_ action: Action, _ scene: Scene) -> String? {
    if action == .openDuplicate, let lookAlike {
      return scene.say("buka berkas \(lookAlike.id)", "open case \(lookAlike.id)")
    }
    guard file(scene)?.standing.stage == .enrolled else { return nil }
    return switch action {
    case .reject: scene.say("ditolak BPJS", "BPJS rejects")
    case .return: scene.say("dikembalikan BPJS", "BPJS returns")
    default: nil
    }
  }

  /// Asks the rules what they would refuse now, each verb with what it would be sent with at best.
  private static func off(_ file: CaseFile, _ other: LookAlike?, _ scene: Scene) -> (
    off: [Action: String], denied: [Action: Access.Deed]
  ) {
    let id = file.id
    let programme = scene.programme
    let level = file.standing.stage == .enrolled ? LevelID.bpjs : file.standing.level
    let reasons = { (kind: Reason.Kind) in
      level.flatMap { programme?.reasons(kind, at: $0).first?.code } ?? ReasonCode("")
    }
    let leaving = programme?.reasons.first { $0.kind == .leave }?.code ?? ReasonCode("")
    var commands: [(Action, Command)] = [
      (.approve, .approve(Approve(DecisionInput(id)))),
      (.reject, .reject(Reject(DecisionInput(id), reason: reasons(.reject)))),
      (.return, .return(Return(DecisionInput(id, note: "-"), reason: reasons(.return)))),
      (.enrol, .enrol(Enrol(id))),
      (
        .leave,
        file.standing.stage == .enrolled
          ? .end(End(id, reason: leaving, on: scene.today))
          : .withdraw(Withdraw(id, reason: leaving))
      ),
      (.undo, .undo(Undo(id))),
    ]
    if let other {
      commands.append((.distinguish, .distinguish(Distinguish(id, from: other.id, note: "-"))))
    }
    var off: [Action: String] = [:]
    var denied: [Action: Access.Deed] = [:]
    for (action, command) in commands {
      // Where no role of the officer could ever do it, the stage of the case is not the reason; two cases are told
      // apart in the area of either.
      if action != .distinguish, scene.officer != .owner,
        let missing = scene.missing(roles(for: action), area: file.area)
      {
        (off[action], denied[action]) = (missing, scene.denial(command.verb, of: id))
        continue
      }
      guard let refusal = scene.refusal(of: command) else { continue }
      if refusal.isOfRights { denied[action] = .init(refused: command, refusal) }
      if case .signatureNeeded(_, let level) = refusal {
        off[action] = scene.say(
          "Lembar \(scene.wording.level(level)) diketik di Antrean (3), dengan penandatangannya.",
          "The sheet of \(scene.wording.level(level)) is keyed in the queue (3), with its signer.")
      } else {
        off[action] = scene.wording.refusal(refusal)
      }
    }
    off[.correct] = cannotCorrect(file, scene)
    if scene.missing([.registrar, .enroller], area: file.area) != nil {
      denied[.correct] = scene.denial(.correct, of: id)
    }
    return (off, denied)
  }

  /// The roles of which one is needed for a verb, at whatever level.
  private static func roles(for action: Action) -> [Role] {
    switch action {
    case .approve: [.verifier]
    case .reject, .return: [.verifier, .enroller]
    case .enrol: [.enroller]
    case .leave: [.registrar, .enroller]
    default: [.registrar, .verifier, .enroller]
    }
  }

  /// Why the form of the case cannot be opened; what may be changed in it the form itself says.
  private static func cannotCorrect(_ file: CaseFile, _ scene: Scene) -> String? {
    if file.standing.stage == .cancelled { return scene.wording.refusal(.cancelled(file.id)) }
    guard file.person.value != nil else { return scene.wording.refusal(.erased(file.id)) }
    return scene.missing([.registrar, .enroller], area: file.area)
  }

  mutating func act(_ action: Action, _ scene: Scene) -> [Move] {
    if action == .close { return [.pop] }
    guard let scrolled = action.scrolled(scroll, page: pageSize(scene).rows - 1, to: maximumScroll)
    else { return verb(action, scene) }
    scroll = scrolled
    return []
  }

  private mutating func verb(_ action: Action, _ scene: Scene) -> [Move] {
    guard past == nil, let file = file(scene) else { return [] }
    let verbs = Verbs(scene)
    let level = file.standing.stage == .enrolled ? LevelID.bpjs : file.standing.level
    meant = Meant(level: level, seen: basis?.entry)
    switch action {
    case .approve: return perform { .approve(Approve(DecisionInput($0, level: level))) }
    case .reject: return level.map { [.ask(verbs.rejectQuestion([id], at: $0))] } ?? []
    case .return: return level.map { [.ask(verbs.returnQuestion([id], at: $0))] } ?? []
    case .enrol: return verbs.enrolQuestion([id]).map { [.ask($0)] } ?? []
    case .correct: return [.push(FormScreen(correcting: file, scene))]
    case .leave: return [.ask(Leaving.question(file, scene))]
    case .distinguish:
      return lookAlike.map { [.ask(TellingApart.question(id, from: $0, scene))] } ?? []
    case .openDuplicate: return lookAlike.map { [.push(CasePage($0.id))] } ?? []
    case .undo: return [.ask(TakingBack.question(file, scene))]
    case .reveal: return [.ask(Revealing.question(id, scene))]
    default: return []
    }
  }

  private func perform(_ command: (CaseID) -> Command) -> [Move] {
    [.perform(Order([command(id)], .cases([id]), seen: meant.seen))]
  }

  mutating func answer(
    _ purpose: Question.Purpose, _ answer: Question.Answer, _ scene: Scene
  ) -> [Move] {
    let verbs = Verbs(scene)
    let level = meant.level
    switch (purpose, answer) {
    case (.reject, .filled(let choice, let texts)):
      guard let level, let reason = verbs.reason(choice, .reject, at: level) else { return [] }
      return perform {
        .reject(Reject(DecisionInput($0, level: level, note: texts.first), reason: reason))
      }
    case (.return, .filled(let choice, let texts)):
      guard let level, let reason = verbs.reason(choice, .return, at: level) else { return [] }
      return perform {
        .return(Return(DecisionInput($0, level: level, note: texts.first), reason: reason))
      }
    case (.enrol(_, let month), .yes): return perform { .enrol(Enrol($0, from: month)) }
    case (.withdraw, .filled), (.end, .filled):
      return Leaving.moves(purpose, answer, seen: meant.seen, scene)
    case (.distinguish(let id, let other), .filled(_, let texts)):
      return TellingApart.moves(id, from: other, texts, seen: meant.seen)
    case (.undo, .filled(_, let texts)):
      return TakingBack.moves(id, texts, seen: meant.seen)
    case (.reveal(let id), .filled(_, let texts)): return Revealing.moves(id, texts, scene)
    default: return []
    }
  }

  mutating func receive(_ answer: Answer, _ scene: Scene) -> [Move] {
    guard case .performed(let order, let performance) = answer, case .cases = order.purpose
    else { return [] }
    return [Move.told(performance, scene)].compactMap(\.self)
  }
}
