internal import CanonicalForm
internal import CaseDomain

/// The queue: a tab for each level, one for repairs, one for the qualified; and the case that is open in it.
///
/// A verb acts on the marks, else on the row; then the next undecided row is selected, or opened. Rows
/// leave and change places only when the officer did something that asks for it and no typed-ahead key is
/// left, so that the n-th verb typed ahead meets the n-th row; what others do shows on the rows as they
/// stand.
struct QueueScreen: Screen {
  var tab: QueueTab?
  var table = CaseTable()
  /// Everything of the tab, filtered or not.
  var all = FilteredCases()
  var filter = TextField(limit: 60)
  var isFiltering = false
  var order = CaseTable.Order.waiting
  /// Whether the selected case is open as a page, and how far its page is scrolled.
  var isOpen = false
  var scroll = 0
  /// Who signed the sheet that is being keyed, by level; set once.
  var signatures: [LevelID: Signature] = [:]
  var counts: [QueueTab: Int] = [:]
  var decidedToday = 0
  /// The entry up to which the officer has seen a row, from when it was selected or marked on.
  var seen: [CaseID: Int] = [:]
  /// The entry that the last frame showed.
  var shownEntry = 0
  /// The page as it was laid out last.
  var page = Page()
  /// What the list was made of; while it holds, the list holds.
  var basis: Basis?
  /// Whether the officer did something since the list was taken that takes rows out of it.
  var isStale = false
  /// The case that an undo brought back, to be selected once it is listed.
  var wanted: CaseID?
  /// What the verbs since the last frame led to: one notice tells of all of them.
  var burst = Burst()

  struct Basis: Hashable {
    // What the officer chose: where it changes, the list is taken anew.
    var tab: QueueTab
    var order: CaseTable.Order
    var filter: String
    var areas: [AreaCode]?
    // What others do.
    var entry: Int
    var day: Day
    var elsewhere: [CaseID: String]
  }

  struct Page {
    /// What it was laid out of; while it holds, the layout holds.
    var basis: Basis?
    var maximumScroll = 0

    struct Basis: Hashable {
      var id: CaseID
      var entry: Int
      var day: Day
      var size: Size
      var unmasked: Unmasked
    }
  }

  struct Burst {
    var events: [Event] = []
    var refusals: [(id: CaseID, sentence: String)] = []
    /// Whether the officer has seen the frame behind it.
    var isShown = false
  }

  init(_ scene: Scene) {
    order = scene.memory.sort.flatMap(CaseTable.Order.init) ?? .waiting
  }

  mutating func show(_ tab: QueueTab) {
    self.tab = tab
    (isOpen, isFiltering) = (false, false)
    filter.text = ""
  }

  mutating func enter(_ scene: Scene) -> [Move] {
    isStale = true
    settle(scene)
    return []
  }

  var isTyping: Bool { isFiltering }
  var isNested: Bool { isOpen }
  var openCase: CaseID? { isOpen ? table.current?.id : nil }
  var casePlace: CasePlace? { openCase.map { CasePlace(id: $0) } }

  func showsNIK(_ scene: Scene) -> Bool {
    openCase.flatMap(scene.caseload.file).map {
      scene.caseload.showsNIK(of: $0, to: scene.officer, on: scene.today)
    } ?? false
  }

  /// The level of the tab that is shown; nil for repairs and for the qualified.
  var level: LevelID? {
    if case .level(let level) = tab { level } else { nil }
  }

  /// Who signs on paper at the level that is shown; nil where nobody does.
  func signedBy(_ scene: Scene) -> String? {
    level.flatMap { scene.programme?.level($0)?.signedBy }
  }
}

// MARK: - Offers

extension QueueScreen {
  func offers(_ scene: Scene) -> [Offer] {
    if isFiltering {
      return [
        Offer(.accept, scene.say("pakai saringan", "use the filter")),
        Offer(.close, scene.say("hapus saringan", "clear the filter")),
      ]
    }
    if isOpen {
      return verbs(scene) + [
        Offer(.skip), Offer(.undo),
        Offer(
          .pageDown, scene.say("riwayat", "history"), isHinted: scroll < page.maximumScroll),
      ] + Revealing.offers(openCase.flatMap(scene.caseload.file), scene) + [Offer(.close)]
        + Offer.hidden(.pageUp, .up, .down, .first, .last) + paperOffers(scene)
    }
    let isEmpty = emptiness(scene)
    let isFew = scene.size.columns < Size.standard.columns
    return verbs(scene) + [
      Offer(.open, off: causes.isEmpty ? isEmpty : nil),
      Offer(.mark, off: isEmpty, isHinted: !isFew), Offer(.filter),
      Offer(.markAll, off: isEmpty, isHinted: false), Offer(.sort, isHinted: false),
      Offer(.skip, isHinted: false), Offer(.undo, isHinted: false),
      Offer(.nextTab, isHinted: false), Offer(.previousTab, isHinted: false),
      Offer(.right, scene.say("bagian berikut", "next tab"), isHinted: false),
      Offer(.left, scene.say("bagian sebelum", "tab before"), isHinted: false),
      Offer(.close, isHinted: false),
      Exporting.offer(off: isEmpty, isHinted: false, scene),
    ] + paperOffers(scene) + CaseTable.moves.map { Offer($0, isHinted: false) }
  }

  private func emptiness(_ scene: Scene) -> String? {
    table.rows.isEmpty ? scene.say("Daftar ini kosong.", "This list is empty.") : nil
  }

  /// The verbs of this tab, those that lead on first; each with the reason where it cannot be used.
  private func verbs(_ scene: Scene) -> [Offer] {
    let isEmpty = emptiness(scene)
    /// A verb of the tab, for which one of these roles is needed.
    func verb(
      _ action: Action, _ verb: Verb, _ roles: [Role], level: LevelID? = nil, isHinted: Bool = true
    ) -> Offer {
      let missing = isEmpty == nil ? scene.missing(roles, level: level) : nil
      var offer = Offer(action, off: isEmpty ?? missing, isHinted: isHinted)
      if missing != nil { offer.denial = scene.denial(verb, of: table.current?.id) }
      return offer
    }
    let repairing: [Role] = [.registrar, .enroller]
    switch tab {
    case .level(let level):
      return [
        verb(.approve, .approve, [.verifier], level: level),
        verb(.reject, .reject, [.verifier], level: level),
        verb(.return, .return, [.verifier], level: level),
        verb(.correct, .correct, repairing, isHinted: false),
        verb(.leave, .withdraw, repairing, isHinted: false),
        Offer(
          .enrol,
          off: scene.say(
            "Didaftarkan hanya berkas yang memenuhi syarat.", "Only qualified cases are enrolled."),
          isHinted: false),
      ]
    case .qualified:
      let off = scene.say(
        "Berkas di sini sudah memenuhi syarat; tidak ada lagi tingkat yang memutuskan.",
        "These cases have qualified; no level decides them any more.")
      return [
        verb(.enrol, .enrol, [.enroller]), verb(.leave, .withdraw, repairing),
        verb(.correct, .correct, repairing, isHinted: false),
        Offer(.approve, off: off), Offer(.reject, off: off), Offer(.return, off: off),
      ]
    case .repair, nil:
      let off = scene.say(
        "Berkas di sini menunggu perbaikan (p), belum dapat diputuskan.",
        "These cases wait for their repair (p) and cannot be decided yet.")
      return [
        verb(.correct, .correct, repairing), verb(.leave, .withdraw, repairing),
        Offer(.approve, off: off), Offer(.reject, off: off), Offer(.return, off: off),
        Offer(.enrol, off: off),
      ]
    }
  }

  /// Whether the officer decides at the level that is shown.
  func mayDecide(_ scene: Scene) -> Bool {
    level.map { scene.holds(.verifier, level: $0) } ?? false
  }

  /// What there is to do with the sheets of a level that signs on paper.
  private func paperOffers(_ scene: Scene) -> [Offer] {
    guard let level, signedBy(scene) != nil else { return [] }
    let off = scene.missing([.verifier], level: level)
    return [
      Offer(.signer, off: off, isHinted: signatures[level] == nil),
      print(scene),
    ]
  }
}

extension QueueScreen {
  private func print(_ scene: Scene) -> Offer {
    let isEmpty = emptiness(scene)
    let refusal = isEmpty == nil ? scene.refusal(of: .print) : nil
    var offer = Offer(.print, reading: .print, case: nil, refusal, scene)
    offer.off = isEmpty ?? offer.off
    offer.isHinted = false
    return offer
  }
}

// MARK: - Keys

extension QueueScreen {
  mutating func act(_ action: Action, _ scene: Scene) -> [Move] {
    let causes = causes
    begin()
    switch action {
    case .open where !causes.isEmpty:
      let title = scene.say("Tidak diputuskan, dan sebabnya:", "Not decided, and why:")
      return [.push(TextScreen(title, causes))]
    case .accept:
      isFiltering = false
      take(scene)
    case .close: close(scene)
    case .filter: isFiltering = true
    case .open: open()
    case .sort: return [.ask(Verbs(scene).sortQuestion(QueueScreen.orders))]
    case .nextTab, .right: turn(1, scene)
    case .previousTab, .left: turn(-1, scene)
    case .skip: return skip(scene)
    case .undo: return [.undo]
    case .signer: return askSigner(scene)
    case .print: return printSheet(scene)
    case .export: return [.ask(Exporting.question(export(scene), scene))]
    case .reveal: return openCase.map { [.ask(Revealing.question($0, scene))] } ?? []
    case .approve, .reject, .return, .enrol, .correct, .leave: return decide(action, scene)
    default:
      if isOpen {
        scrollPage(action, scene)
      } else {
        _ = table.act(action, pageRows: listRows(scene) - 1)
      }
    }
    return []
  }

  static let orders: [CaseTable.Order] = [.waiting, .number, .name, .village]

  mutating func type(_ key: Key, _ scene: Scene) -> [Move] {
    begin()
    guard isFiltering else { return [] }
    let moves: [Key: Action] = [.up: .up, .pageUp: .pageUp, .pageDown: .pageDown]
    if let move = moves[key] {
      take(scene)
      _ = table.act(move, pageRows: listRows(scene) - 1)
    } else {
      _ = filter.type(key)
    }
    return []
  }

  /// The first key behind a frame begins another account of what verbs led to.
  mutating func begin() {
    if burst.isShown { burst = Burst() }
  }

  /// Why rows were refused that the notice tells of; none where it says so itself.
  private var causes: [String] {
    guard burst.isShown, burst.events.count + burst.refusals.count > 1 else { return [] }
    return burst.refusals.map { "\($0.id): \($0.sentence)" }
  }

  /// Esc closes one thing: the page, then the filter, then the marks.
  private mutating func close(_ scene: Scene) {
    if isFiltering {
      isFiltering = false
      filter.text = ""
    } else if isOpen {
      isOpen = false
      isStale = true
    } else if !filter.isEmpty {
      filter.text = ""
    } else {
      table.unmark()
    }
    take(scene)
  }

  private mutating func open() {
    guard table.current != nil else { return }
    (isOpen, scroll) = (true, 0)
  }

  private mutating func turn(_ by: Int, _ scene: Scene) {
    let tabs = tabs(scene)
    guard let tab, let place = tabs.firstIndex(of: tab) else { return }
    show(tabs[(place + by + tabs.count) % tabs.count])
    take(scene)
  }

  private mutating func scrollPage(_ action: Action, _ scene: Scene) {
    // Not as it was laid out last: the page may have been opened by a key just before.
    let most =
      table.current.flatMap { scene.caseload.file($0.id) }.map {
        CaseView($0, scene).maximumScroll(size: pageSize(scene))
      } ?? 0
    scroll = action.scrolled(scroll, page: pageSize(scene).rows - 1, to: most) ?? scroll
  }

  private mutating func skip(_ scene: Scene) -> [Move] {
    guard advance(scene) else {
      return [
        .tell(scene.say("Tidak ada lagi berkas sesudah ini.", "There is no case behind this one."))
      ]
    }
    return []
  }

  /// Selects the next undecided case, in the page passing over those that a colleague has open.
  mutating func advance(_ scene: Scene) -> Bool {
    scroll = 0
    let isOpen = isOpen
    return table.advance { !isOpen || scene.openElsewhere[$0] == nil }
  }
}
