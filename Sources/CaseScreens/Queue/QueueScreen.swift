internal import CanonicalForm
internal import CaseDomain

/// The queue: a tab for each level, one for repairs, one for the qualified; and the case that is open in it.
///
/// A verb acts on the marks, else on the row; then the next undecided row is selected, or opened. Between
/// two settlings rows stay where they are, so that the n-th verb typed ahead meets the n-th row.
struct QueueScreen: Screen {
  private var tab: QueueTab?
  private var table = CaseTable()
  private var all = FilteredCases()
  private var filter = TextField(limit: 60)
  private var isFiltering = false
  private var order = CaseTable.Order.waiting
  /// Whether the selected case is open as a page, and how far its page is scrolled.
  private var isOpen = false
  private var scroll = 0
  /// Who signed the sheet that is being keyed, by level; set once.
  private var signatures: [LevelID: Signature] = [:]
  private var counts: [QueueTab: Int] = [:]
  private var decidedToday = 0
  /// The last entry that the officer had seen of a row when it was selected or marked.
  private var seen: [CaseID: Int] = [:]
  /// What the list was made of; while it holds, the list holds.
  private var basis: Basis?
  /// The case that an undo brought back, to be selected once it is listed.
  private var wanted: CaseID?
  /// Why rows of the last batch were refused, until another key is pressed.
  private var causes: [String] = []

  private struct Basis: Hashable {
    var entry: Int
    var day: Day
    var tab: QueueTab
    var order: CaseTable.Order
    var filter: String
    var elsewhere: [CaseID: String]
  }

  init(_ scene: Scene) {
    order = scene.memory.sort.flatMap(CaseTable.Order.init) ?? .waiting
  }

  mutating func show(_ tab: QueueTab) {
    self.tab = tab
    (isOpen, isFiltering) = (false, false)
    filter.text = ""
    table.unmark()
  }

  var isTyping: Bool { isFiltering }
  var openCase: CaseID? { isOpen ? table.current?.id : nil }

  /// The level of the tab that is shown; nil for repairs and for the qualified.
  private var level: LevelID? {
    if case .level(let level) = tab { level } else { nil }
  }
}

// MARK: - The list

extension QueueScreen {
  mutating func settle(_ scene: Scene) {
    let tab = self.tab ?? firstTab(scene)
    self.tab = tab
    let basis = Basis(
      entry: scene.entry, day: scene.today, tab: tab, order: order, filter: filter.text,
      elsewhere: scene.openElsewhere)
    if basis != self.basis {
      if basis.entry != self.basis?.entry || basis.day != self.basis?.day { count(scene) }
      list(basis, scene)
      self.basis = basis
    }
    if let wanted { table.select(wanted) }
    wanted = nil
    table.scroll(toFit: listRows(scene))
    remember(scene)
  }

  /// The tab that is the officer's own: the first level that they decide, else where they register or enrol.
  private func firstTab(_ scene: Scene) -> QueueTab {
    for level in scene.programme?.levels ?? [] where scene.holds(.verifier, level: level.id) {
      return .level(level.id)
    }
    if scene.holds(.enroller) { return .qualified }
    if scene.holds(.registrar) { return .repair }
    return scene.programme?.levels.first.map { .level($0.id) } ?? .repair
  }

  private func tabs(_ scene: Scene) -> [QueueTab] {
    [.repair] + (scene.programme?.levels.map { .level($0.id) } ?? []) + [.qualified]
  }

  private func selection(_ tab: QueueTab, _ scene: Scene) -> Selection {
    var selection = Selection()
    selection.within = scene.readableAreas
    switch tab {
    case .repair: selection.count = .returned
    case .level(let level): (selection.count, selection.level) = (.waiting, level)
    // The waiting list stands behind those for whom there is a place.
    case .qualified: break
    }
    return selection
  }

  private func files(_ tab: QueueTab, _ scene: Scene) -> [CaseFile] {
    guard tab == .qualified else {
      return scene.caseload.list(selection(tab, scene), at: scene.now)
    }
    return scene.caseload.qualified.compactMap(scene.caseload.file).filter {
      scene.mayRead($0.area)
    }
  }

  private func rows(_ tab: QueueTab, _ scene: Scene) -> [CaseTable.Row] {
    var rows = files(tab, scene).map { CaseTable.Row($0, scene, scene.caseload, at: scene.now) }
    guard tab == .qualified else { return rows }
    // The list is that of everybody, also where only some of it may be read.
    let waitlisted = scene.caseload.qualified.dropFirst(
      scene.caseload.placesLeft(on: scene.today))
    let positions = Dictionary(
      waitlisted.enumerated().map { ($1, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    for index in rows.indices where rows[index].remark.isEmpty {
      guard let position = positions[rows[index].id] else { continue }
      rows[index].remark = scene.say("tunggu \(position)", "waits \(position)")
    }
    return rows
  }

  private mutating func count(_ scene: Scene) {
    counts = [:]
    decidedToday = 0
    for file in scene.caseload.files where scene.mayRead(file.area) {
      switch file.standing.stage {
      case .waiting: if let level = file.standing.level { counts[.level(level), default: 0] += 1 }
      case .returned: counts[.repair, default: 0] += 1
      case .qualified: counts[.qualified, default: 0] += 1
      default: break
      }
      for item in file.history.reversed() {
        guard item.stamp.at.day == scene.today else { break }
        if item.stamp.by == scene.officer, !item.isUndone, item.event.isVerdict {
          decidedToday += 1
        }
      }
    }
  }

  private mutating func list(_ basis: Basis, _ scene: Scene) {
    let isSameList = basis.tab == self.basis?.tab
    let onlyFilterChanged =
      isSameList && basis.entry == self.basis?.entry && basis.day == self.basis?.day
      && basis.order == self.basis?.order && basis.elsewhere == self.basis?.elsewhere
    if !onlyFilterChanged {
      all = FilteredCases(rows(basis.tab, scene))
      all.sort(by: order)
    }
    let kept = isSameList && !onlyFilterChanged ? table.current : nil
    let keptPlace = table.selected
    let isMine = kept.map { table.verdicts[$0.id] != nil } ?? true
    var rows = all.matching(filter.text, scene)
    var isGone = false
    // A case that a colleague changed stays under the cursor until it is left: nobody shall decide the
    // next one without having looked.
    if let kept, !isMine, !rows.contains(where: { $0.id == kept.id }),
      let file = scene.caseload.file(kept.id)
    {
      rows.insert(
        CaseTable.Row(file, scene, scene.caseload, at: scene.now), at: min(keptPlace, rows.count))
      isGone = true
    }
    table.list(rows, unfiltered: all.count)
    if !isSameList { table.selectFirst() }
    if isGone, let kept, let file = scene.caseload.file(kept.id) {
      table.note(
        kept.id, scene.wording.standing(of: file, scene.caseload, at: scene.now), .attention)
    }
    if table.current == nil { isOpen = false }
  }

  /// Keeps, for the selected and the marked rows, the entry up to which the officer has seen them.
  private mutating func remember(_ scene: Scene) {
    let kept = table.marked.union(table.current.map { [$0.id] } ?? [])
    seen = seen.filter { kept.contains($0.key) }
    for id in kept where seen[id] == nil { seen[id] = scene.entry }
  }

  private func seenEntry(_ ids: [CaseID]) -> Int? {
    ids.compactMap { seen[$0] ?? basis?.entry }.min()
  }
}

extension Event {
  /// Whether a level decided, BPJS did, or a place was given.
  var isVerdict: Bool {
    switch self {
    case .approved, .returned, .enrolled: true
    case .rejected(let event): !event.isAutomatic
    default: false
    }
  }
}

// MARK: - Keys

extension QueueScreen {
  func offers(_ scene: Scene) -> [Offer] {
    if isFiltering {
      return [
        Offer(.accept, scene.say("pakai saringan", "use the filter")),
        Offer(.close, scene.say("hapus saringan", "clear the filter")),
      ]
    }
    let verbs = self.verbs(scene)
    if isOpen {
      return verbs + [
        Offer(.skip), Offer(.undo), Offer(.pageDown, scene.say("riwayat", "history")),
        Offer(.close),
      ] + Offer.hidden(.pageUp, .up, .down, .print, .signer) + signerOffer(scene)
    }
    let isEmpty = table.rows.isEmpty ? scene.say("Daftar ini kosong.", "This list is empty.") : nil
    let isFew = scene.size.columns < 80
    return verbs + [
      Offer(.open, off: isEmpty), Offer(.mark, off: isEmpty, isHinted: !isFew), Offer(.filter),
      Offer(.markAll, off: isEmpty, isHinted: false), Offer(.sort, isHinted: false),
      Offer(.skip, isHinted: false), Offer(.undo, isHinted: false),
      Offer(.nextTab, isHinted: false), Offer(.previousTab, isHinted: false),
      Offer(.close, isHinted: false), Offer(.export, off: isEmpty, isHinted: false),
    ] + signerOffer(scene) + CaseTable.moves.map { Offer($0, isHinted: false) }
  }

  /// The verbs of this tab, those that lead on first; each with the reason where it cannot be used.
  private func verbs(_ scene: Scene) -> [Offer] {
    let isEmpty = table.rows.isEmpty ? scene.say("Daftar ini kosong.", "This list is empty.") : nil
    let correct = Offer(
      .correct, off: isEmpty ?? missing([.registrar, .enroller], scene), isHinted: tab == .repair)
    let leave = Offer(
      .leave, off: isEmpty ?? missing([.registrar, .enroller], scene), isHinted: tab != nil)
    switch tab {
    case .level(let level):
      let off = isEmpty ?? missing([.verifier], level: level, scene)
      return [
        Offer(.approve, off: off), Offer(.reject, off: off), Offer(.return, off: off),
        Offer(.correct, off: correct.off, isHinted: false),
        Offer(.leave, off: leave.off, isHinted: false),
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
        Offer(.enrol, off: isEmpty ?? missing([.enroller], scene)), leave,
        Offer(.correct, off: correct.off, isHinted: false), Offer(.approve, off: off),
        Offer(.reject, off: off), Offer(.return, off: off),
      ]
    case .repair, nil:
      let off = scene.say(
        "Berkas di sini menunggu perbaikan (p), belum dapat diputuskan.",
        "These cases wait for their repair (p) and cannot be decided yet.")
      return [
        correct, leave, Offer(.approve, off: off), Offer(.reject, off: off),
        Offer(.return, off: off),
        Offer(.enrol, off: off),
      ]
    }
  }

  /// Why the officer may not, where none of the roles is theirs.
  private func missing(_ roles: [Role], level: LevelID? = nil, _ scene: Scene) -> String? {
    if roles.contains(where: { scene.holds($0, level: level) }) { return nil }
    let needed = roles.map { scene.wording.role($0) }.joined(separator: scene.say(" atau ", " or "))
    let place = level.map { " \(scene.wording.level($0))" } ?? ""
    return scene.say("Diperlukan wewenang \(needed)\(place).", "This needs a \(needed)\(place).")
  }

  private func signerOffer(_ scene: Scene) -> [Offer] {
    guard let level, let signedBy = scene.programme?.level(level)?.signedBy else { return [] }
    let off = missing([.verifier], level: level, scene)
    return [
      Offer(.signer, off: off, isHinted: signatures[level] == nil),
      Offer(
        .print,
        off: table.current == nil
          ? scene.say("Tidak ada berkas untuk \(signedBy).", "No case for \(signedBy).") : nil,
        isHinted: false),
    ]
  }

  mutating func act(_ action: Action, _ scene: Scene) -> [Move] {
    let causes = self.causes
    self.causes = []
    switch action {
    case .open where !causes.isEmpty:
      return [
        .push(
          TextScreen(scene.say("Tidak diputuskan, dan sebabnya:", "Not decided, and why:"), causes))
      ]
    case .accept: isFiltering = false
    case .close: close()
    case .filter: isFiltering = true
    case .open: open()
    case .sort: return [.ask(Verbs(scene).sortQuestion(QueueScreen.orders))]
    case .nextTab: turn(1, scene)
    case .previousTab: turn(-1, scene)
    case .skip: return skip(scene)
    case .undo: return [.undo]
    case .signer: return askSigner(scene)
    case .print: return printSheet(scene)
    case .export: return [.effect(.export(export(scene)))]
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

  private static let orders: [CaseTable.Order] = [.waiting, .number, .name, .village]

  mutating func type(_ key: Key, _ scene: Scene) -> [Move] {
    causes = []
    guard isFiltering else { return [] }
    if key == .up || key == .down || key == .pageUp || key == .pageDown {
      _ = table.act(
        key == .up ? .up : key == .down ? .down : key == .pageUp ? .pageUp : .pageDown,
        pageRows: listRows(scene) - 1)
    } else {
      _ = filter.type(key)
    }
    return []
  }

  /// Esc closes one thing: the page, then the filter, then the marks.
  private mutating func close() {
    if isFiltering {
      isFiltering = false
      filter.text = ""
    } else if isOpen {
      isOpen = false
    } else if !filter.isEmpty {
      filter.text = ""
    } else {
      table.unmark()
    }
  }

  private mutating func open() {
    guard table.current != nil else { return }
    (isOpen, scroll) = (true, 0)
  }

  private mutating func turn(_ by: Int, _ scene: Scene) {
    let tabs = tabs(scene)
    guard let tab, let place = tabs.firstIndex(of: tab) else { return }
    show(tabs[(place + by + tabs.count) % tabs.count])
  }

  private mutating func scrollPage(_ action: Action, _ scene: Scene) {
    let page = max(1, scene.size.rows - 8)
    switch action {
    case .up: scroll -= 1
    case .down: scroll += 1
    case .pageUp: scroll -= page
    case .pageDown: scroll += page
    default: break
    }
    let least = table.current.flatMap { scene.caseload.file($0.id) }.map {
      CaseView($0, scene).maximumScroll(size: pageSize(scene))
    }
    scroll = max(0, min(scroll, least ?? 0))
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
  private mutating func advance(_ scene: Scene) -> Bool {
    scroll = 0
    let isOpen = isOpen
    return table.advance { !isOpen || scene.openElsewhere[$0] == nil }
  }
}

// MARK: - Verbs

extension QueueScreen {
  /// The cases that a verb is for: the marks, but in a page the case that is open.
  private var targets: [CaseID] {
    isOpen ? table.current.map { [$0.id] } ?? [] : table.targets
  }

  private mutating func decide(_ action: Action, _ scene: Scene) -> [Move] {
    let targets = targets
    guard let first = targets.first else { return [] }
    let verbs = Verbs(scene)
    switch action {
    case .enrol:
      return verbs.enrolQuestion(targets).map { [.ask($0)] } ?? []
    case .correct:
      guard let file = scene.caseload.file(first) else { return [] }
      return [.push(FormScreen(correcting: file, scene))]
    case .leave:
      guard let file = scene.caseload.file(first) else { return [] }
      return [.ask(Leaving.question(file, scene))]
    default: break
    }
    guard let level, let known = scene.programme?.level(level) else { return [] }
    if let signedBy = known.signedBy, signatures[level] == nil {
      // The keys of reason and note that were typed ahead belong to the verb that is refused here.
      return [
        .tell(
          scene.say(
            "Isi dahulu penandatangan (\(signedBy)) dan tanggal lembar (g).",
            "First set the signer (\(signedBy)) and the day of the sheet (g)."), .attention)
      ] + (action == .approve ? [] : [.swallow])
    }
    switch action {
    case .approve:
      if targets.count > 1 { return [.ask(verbs.approveQuestion(targets))] }
      return perform(targets, scene) { .approve(Approve($0)) }
    case .reject: return [.ask(verbs.rejectQuestion(targets, at: level))]
    case .return: return [.ask(verbs.returnQuestion(targets, at: level))]
    default: return []
    }
  }

  private func perform(
    _ ids: [CaseID], _ scene: Scene, note: String? = nil,
    _ command: (DecisionInput) -> Command
  ) -> [Move] {
    let signature = level.flatMap { signatures[$0] }
    let commands = ids.map {
      command(DecisionInput($0, level: level, note: note, signature: signature))
    }
    return [.perform(Order(commands, .cases(ids), seen: seenEntry(ids)))]
  }

  mutating func answer(_ purpose: Question.Purpose, _ answer: Question.Answer, _ scene: Scene)
    -> [Move]
  {
    switch (purpose, answer) {
    case (.approve(let ids), .yes): return perform(ids, scene) { .approve(Approve($0)) }
    case (.reject(let ids), .filled(let choice, let texts)):
      guard let level, let reason = Verbs(scene).reason(choice, .reject, at: level) else {
        return []
      }
      return perform(ids, scene, note: texts.first) { .reject(Reject($0, reason: reason)) }
    case (.return(let ids), .filled(let choice, let texts)):
      guard let level, let reason = Verbs(scene).reason(choice, .return, at: level) else {
        return []
      }
      return perform(ids, scene, note: texts.first) { .return(Return($0, reason: reason)) }
    case (.enrol(let ids, let month), .yes):
      let commands = ids.map { Command.enrol(Enrol($0, from: month)) }
      return [.perform(Order(commands, .cases(ids), seen: seenEntry(ids)))]
    case (.withdraw(let id), .filled), (.end(let id), .filled):
      return Leaving.moves(purpose, answer, seen: seenEntry([id]), scene)
    case (.signer(let level), .filled(_, let texts)): return sign(level, texts, scene)
    case (.sort, .filled(let choice?, _)):
      guard QueueScreen.orders.indices.contains(choice - 1) else { return [] }
      order = QueueScreen.orders[choice - 1]
      var memory = scene.memory
      memory.sort = order.rawValue
      return [.effect(.remember(memory))]
    default: return []
    }
  }

  mutating func receive(_ answer: Answer, _ scene: Scene) -> [Move] {
    guard case .performed(let order, let performance) = answer else { return [] }
    if case .undo = order.purpose {
      wanted = performance.results.lazy.compactMap { (try? $0.get())?.first?.caseID }.first
      return []
    }
    guard case .cases(let ids) = order.purpose else { return [] }
    var refusals: [(CaseID, String)] = []
    var told: [Event] = []
    for (id, result) in zip(ids, performance.results) {
      switch result {
      case .success(let events):
        for event in events where event.caseID == id {
          table.note(id, scene.wording.kind(event.kind))
          told.append(event)
          if event.isVerdict { decidedToday += 1 }
        }
        table.unmark(id)
      case .failure(let refusal):
        let sentence = scene.wording.refusal(refusal)
        refusals.append((id, sentence))
        table.note(id, scene.say("tidak disimpan", "not saved"), .urgent)
      }
      seen[id] = scene.entry
    }
    causes = ids.count > 1 ? refusals.map { "\($0.0): \($0.1)" } : []
    let wasOnRow = table.current.map { ids.contains($0.id) } ?? false
    let isLast = wasOnRow && !advance(scene)
    if isLast, isOpen { isOpen = false }
    return [summary(told, refusals.map(\.1), isLast: isLast, performance, scene)]
  }

  private func summary(
    _ events: [Event], _ refusals: [String], isLast: Bool, _ performance: Performance,
    _ scene: Scene
  ) -> Move {
    let wording = scene.wording
    if events.count + refusals.count > 1 {
      let done = wording.number(events.count)
      guard !refusals.isEmpty else {
        let verb = events.first.map { wording.kind($0.kind) } ?? ""
        return .tell(scene.say("\(done) berkas \(verb).", "\(done) cases \(verb)."))
      }
      let refused = wording.number(refusals.count)
      let verb = events.first.map { wording.kind($0.kind) } ?? scene.say("tersimpan", "saved")
      return .tell(
        scene.say(
          "\(done) berkas \(verb), \(refused) tidak. Enter melihat sebabnya.",
          "\(done) cases \(verb), \(refused) refused. Enter shows why."), .attention)
    }
    if let refusal = refusals.first { return .tell(refusal, .urgent) }
    guard let event = events.first else { return .tell("") }
    let notice = wording.notice(event, scene.caseload, at: performance.at)
    guard !isLast || counts[tab ?? .repair] != 1 else {
      return .tell("\(notice) \(finished(scene))")
    }
    return .tell(
      scene.say(
        "\(notice) Keputusan hari ini \(wording.number(decidedToday)).",
        "\(notice) Decisions today \(wording.number(decidedToday))."))
  }

  private func finished(_ scene: Scene) -> String {
    let place = level.map(scene.wording.level) ?? ""
    return scene.say("Antrean selesai: \(place).", "Queue done: \(place).")
  }
}

// MARK: - Signer, sheet and export

extension QueueScreen {
  private func askSigner(_ scene: Scene) -> [Move] {
    guard let level, let known = scene.programme?.level(level) else { return [] }
    return [.ask(Verbs(scene).signerQuestion(known, signatures[level]))]
  }

  private mutating func sign(_ level: LevelID, _ texts: [String], _ scene: Scene) -> [Move] {
    guard texts.count == 3, let known = scene.programme?.level(level) else { return [] }
    let day: Day
    do throws(FieldFault.Problem) {
      day = try DayReading.day(texts[1])
    } catch {
      let typed = Signature(by: texts[0], on: scene.today, document: texts[2])
      return [
        .ask(
          Verbs(scene).signerQuestion(known, typed, complaint: scene.wording.problem(error)))
      ]
    }
    signatures[level] = Signature(by: texts[0], on: day, document: texts[2])
    return []
  }

  private func printSheet(_ scene: Scene) -> [Move] {
    guard let id = table.current?.id, let file = scene.caseload.file(id),
      let person = file.person.value, let rt = person.rt, let rw = person.rw
    else {
      return [
        .tell(
          scene.say(
            "Berkas ini tidak menyebut RT dan RW; lembarnya tidak dapat ditulis.",
            "This case names no RT and RW; there is no sheet for it."), .attention)
      ]
    }
    return [.effect(.printSheet(Neighbourhood(area: file.area, rt: rt, rw: rw)))]
  }

  private func export(_ scene: Scene) -> Export {
    Export.list(
      name: "antrean", title: tab.map { title($0, scene) } ?? "",
      table.rows.compactMap { scene.caseload.file($0.id) }, scene, scene.caseload, at: scene.now,
      entry: scene.entry, hash: scene.hash)
  }
}

// MARK: - Drawing

extension QueueScreen {
  private func title(_ tab: QueueTab, _ scene: Scene) -> String {
    switch tab {
    case .repair: scene.say("Perbaikan", "For repair")
    case .level(let level): scene.wording.level(level)
    case .qualified: scene.say("Memenuhi syarat", "Qualified")
    }
  }

  /// The lines of the list and its header, between the lines above and the position below.
  private func listLines(_ lines: Range<Int>, _ scene: Scene) -> Range<Int> {
    let head = hasSignerLine(scene) || scene.size.rows >= 20 ? 3 : 2
    return lines.lowerBound + head..<max(lines.lowerBound + head, lines.upperBound - 1)
  }

  private func listRows(_ scene: Scene) -> Int {
    listLines(1..<scene.size.rows - 2, scene).count - 1
  }

  private func hasSignerLine(_ scene: Scene) -> Bool {
    level.flatMap { scene.programme?.level($0)?.signedBy } != nil
  }

  private func pageSize(_ scene: Scene) -> Size {
    Size(rows: scene.size.rows - 5, columns: scene.size.columns)
  }

  func draw(on frame: inout Frame, lines: Range<Int>, _ scene: Scene) {
    if isOpen, let row = table.current, let file = scene.caseload.file(row.id) {
      let position = scene.say(
        "\(table.selected + 1) dari \(table.rows.count)",
        "\(table.selected + 1) of \(table.rows.count)")
      let view = CaseView(file, scene)
      view.drawHeading(on: &frame, lines.lowerBound, position: position)
      view.draw(
        on: &frame, rows: lines.lowerBound + 2..<lines.upperBound, columns: 0..<scene.size.columns,
        scroll: scroll)
      return
    }
    drawTabs(on: &frame, lines.lowerBound, scene)
    drawFilter(on: &frame, lines.lowerBound + 1, scene)
    drawSigner(on: &frame, lines.lowerBound + 2, scene)
    let list = listLines(lines, scene)
    let width = scene.size.hasPane ? 80 : scene.size.columns
    if table.rows.isEmpty {
      drawEmpty(on: &frame, list.lowerBound + 1, scene)
    } else {
      table.draw(on: &frame, lines: list, width: width, columns: columns(scene), scene)
      drawPosition(on: &frame, lines.upperBound - 1, width, list.count - 1, scene)
      drawPane(on: &frame, lines, width, scene)
    }
    if isFiltering { pointAtFilter(on: &frame, lines.lowerBound + 1, scene) }
  }

  private func columns(_ scene: Scene) -> [CaseTable.Column] {
    if tab == .repair { return [.number, .name, .village, .reason, .days, .remark] }
    let isPaper = hasSignerLine(scene)
    return [.number, .name, .age, isPaper ? .address : .village, .occupation, .days, .remark]
  }

  /// The tabs with their counts; names give way to their short forms where they do not all fit.
  private func drawTabs(on frame: inout Frame, _ row: Int, _ scene: Scene) {
    var names = tabs(scene).map { title($0, scene, isShort: false) }
    if names.reduce(0, { $0 + DisplayWidth.of($1) + 2 }) > scene.size.columns {
      names = tabs(scene).map { title($0, scene, isShort: true) }
    }
    var column = 0
    for (tab, name) in zip(tabs(scene), names) {
      // The brackets of the open tab take a space on each side.
      let isShown = tab == self.tab
      if column > 0 { column += isShown ? 1 : 2 }
      column = frame.put(isShown ? "[\(name)]" : name, row, column) - (isShown ? 1 : 0)
    }
  }

  private func title(_ tab: QueueTab, _ scene: Scene, isShort: Bool) -> String {
    var name = title(tab, scene)
    if isShort {
      switch tab {
      case .level(let level): name = scene.wording.shortLevel(level)
      case .qualified where scene.size.columns < Size.standard.columns: name = "MS"
      case .qualified, .repair: break
      }
    }
    return "\(name) \(scene.wording.number(counts[tab] ?? 0))"
  }

  private func drawFilter(on frame: inout Frame, _ row: Int, _ scene: Scene) {
    let wording = scene.wording
    let columns = scene.size.columns
    let label = scene.say("Saring: ", "Filter: ")
    if isFiltering || !filter.isEmpty {
      let end = frame.put(label, row, 0)
      filter.draw(on: &frame, row, end, width: min(24, columns - end), isActive: false)
      let (shown, all) = (wording.number(table.rows.count), wording.number(table.unfiltered))
      frame.put(scene.say("\(shown) dari \(all)", "\(shown) of \(all)"), row, columns * 26 / 80)
    } else {
      let all = wording.number(table.unfiltered)
      frame.put(
        scene.say("\(all) berkas, tanpa saringan", "\(all) cases, no filter"), row, 0)
    }
    if !table.marked.isEmpty {
      let count = wording.number(table.marked.count)
      frame.put(scene.say("ditandai \(count)", "marked \(count)"), row, columns * 45 / 80)
    }
    frame.put(
      "\(scene.say("urut", "by")): \(order.name(scene))", row, columns * 63 / 80)
  }

  private func pointAtFilter(on frame: inout Frame, _ row: Int, _ scene: Scene) {
    let column = DisplayWidth.of(scene.say("Saring: ", "Filter: "))
    filter.draw(
      on: &frame, row, column, width: min(24, scene.size.columns - column), isActive: true)
  }

  private func drawSigner(on frame: inout Frame, _ row: Int, _ scene: Scene) {
    guard let level, let signedBy = scene.programme?.level(level)?.signedBy else { return }
    guard let signature = signatures[level] else {
      frame.put(
        scene.say(
          "Penandatangan (\(signedBy)) belum diisi; g mengisi, c mencetak lembar.",
          "No signer (\(signedBy)) yet; g sets one, c prints the sheet."), row, 0)
      return
    }
    let day = scene.wording.shortDay(signature.on)
    frame.put(
      scene.say(
        "Penandatangan \(signature.by), \(day), lembar \(signature.document)  g ganti",
        "Signed by \(signature.by), \(day), sheet \(signature.document)  g change"), row, 0)
  }

  private func drawEmpty(on frame: inout Frame, _ row: Int, _ scene: Scene) {
    let sentence: String
    if !filter.isEmpty {
      sentence = scene.say(
        "Tidak ada yang cocok dengan saringan. Esc menghapusnya.",
        "Nothing fits the filter. Esc clears it.")
    } else if scene.caseload.nextID == 1 {
      sentence = scene.say(
        "Belum ada usulan. 2 mulai mendata.", "Nothing put forward yet. 2 starts registering.")
    } else {
      switch tab {
      case .level(let level):
        let name = scene.wording.level(level)
        sentence = scene.say(
          "Antrean selesai: tidak ada berkas menunggu \(name).",
          "Queue done: no case awaits \(name).")
      case .qualified:
        sentence = scene.say(
          "Tidak ada berkas yang memenuhi syarat dan belum didaftarkan.",
          "No case is qualified and still to be enrolled.")
      case .repair, nil:
        sentence = scene.say("Tidak ada berkas yang perlu diperbaiki.", "No case needs repair.")
      }
    }
    frame.put(sentence, row, 2)
    frame.point(row, 0)
  }

  private func drawPosition(
    on frame: inout Frame, _ row: Int, _ width: Int, _ shown: Int, _ scene: Scene
  ) {
    guard let (first, last) = table.shownRows(shown) else { return }
    let all = scene.wording.number(table.rows.count)
    frame.put(
      scene.say("\(first)–\(last) dari \(all)", "\(first)–\(last) of \(all)"), row, endingAt: width)
  }

  private func drawPane(on frame: inout Frame, _ lines: Range<Int>, _ width: Int, _ scene: Scene) {
    guard scene.size.hasPane, let id = table.current?.id, let file = scene.caseload.file(id) else {
      return
    }
    CaseView(file, scene).draw(
      on: &frame, rows: lines.lowerBound + 2..<lines.upperBound,
      columns: width + 2..<scene.size.columns, scroll: 0)
  }
}
