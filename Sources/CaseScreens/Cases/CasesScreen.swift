internal import CanonicalForm
internal import CaseDomain

/// All cases of every stage, found by any part of a name, a NIK or a number; or those behind a
/// number of the totals.
struct CasesScreen: Screen {
  private var selection = Selection()
  /// What is listed, where it is not everything.
  private var title: String?
  private var past: PastView?
  private var table = CaseTable()
  private var all = FilteredCases()
  private var order = CaseTable.Order.newest
  private var wanted = TextField(limit: 60)
  private var isFinding = false
  private var basis: Basis?
  /// The last entry that the officer had seen when they used a verb.
  private var seen: Int?

  /// What the list was made of; while it holds, the list holds.
  private struct Basis: Hashable {
    var entry: Int
    var day: Day
    var elsewhere: [CaseID: String]
    var order: CaseTable.Order
    var wanted: String
  }

  init() {}

  /// The cases that a selection means, as they are now or were at a moment of the past.
  ///
  /// What the officer may not read is never among them.
  init(selection: Selection, title: String, past: PastView? = nil) {
    (self.selection, self.title, self.past) = (selection, title, past)
  }

  var isTyping: Bool { isFinding }
}

// MARK: - The list

extension CasesScreen {
  mutating func settle(_ scene: Scene) {
    let basis = Basis(
      entry: past?.entry ?? scene.entry, day: scene.today, elsewhere: scene.openElsewhere,
      order: order, wanted: wanted.text)
    if basis != self.basis {
      var before = self.basis
      before?.wanted = basis.wanted
      if before != basis { take(scene) }
      let found = matching(basis.wanted, scene)
      // What was looked for stands at the top; a changed order is read from its beginning.
      if let last = self.basis, last.wanted == basis.wanted, last.order == basis.order {
        table.list(found, unfiltered: all.count)
      } else {
        table.restart(found, unfiltered: all.count)
      }
      self.basis = basis
    }
    table.scroll(toFit: listRows(scene))
  }

  private func caseload(_ scene: Scene) -> Caseload { past?.caseload ?? scene.caseload }

  /// The words of the list as they are now, or were.
  private func words(_ scene: Scene) -> CaseLines { CaseLines(scene, past, hasStanding: true) }

  private mutating func take(_ scene: Scene) {
    var selection = selection
    selection.within = scene.readableAreas
    let (caseload, now) = (caseload(scene), past?.now ?? scene.now)
    // Who waits longest is asked only for the order that shows it.
    let ids =
      order == .waiting
      ? caseload.ids(selection, at: now) : caseload.idsByNumber(selection, at: now)
    all = FilteredCases(caseload.tableRows(ids))
    all.sort(by: order, words(scene))
  }

  /// The cases that what is typed finds: words in names and beside them; digits in numbers and
  /// NIKs.
  private mutating func matching(_ text: String, _ scene: Scene) -> [CaseTable.Row] {
    let digits = text.filter { !" .-".contains($0) }
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isWholeNumber }) else {
      return all.matching(text, words(scene))
    }
    let number = Int(digits).map { CaseID($0) }
    guard let part = NIKPart(digits) else { return number.flatMap(all.row).map { [$0] } ?? [] }
    let caseload = caseload(scene)
    return all.rows.filter { $0.id == number || caseload.hasNIK($0.id, with: part) }
  }
}

// MARK: - Keys

extension CasesScreen {
  func offers(_ scene: Scene) -> [Offer] {
    if isFinding {
      return [
        Offer(.open, scene.say("pakai", "use it")),
        Offer(.close, scene.say("hapus pencarian", "clear")),
      ]
    }
    let isEmpty = table.rows.isEmpty ? scene.say("Daftar ini kosong.", "This list is empty.") : nil
    let canClose = title != nil || !wanted.isEmpty
    return [
      Offer(.open, off: isEmpty), Offer(.filter, scene.say("cari", "find")), Offer(.sort),
      Offer(.undo, off: isEmpty ?? (past == nil ? nil : pastSays(scene)), isHinted: past == nil),
      Exporting.offer(off: isEmpty, scene),
      Offer(
        .close, wanted.isEmpty ? nil : scene.say("hapus pencarian", "clear"), isHinted: canClose),
    ] + CaseTable.moves.map { Offer($0, isHinted: false) }
  }

  private func pastSays(_ scene: Scene) -> String {
    scene.say(
      "Ini keadaan yang lalu; tidak ada yang dapat diubah di sini.",
      "This is the past; nothing can be changed here.")
  }

  mutating func act(_ action: Action, _ scene: Scene) -> [Move] {
    switch action {
    case .filter: isFinding = true
    case .open: return open(scene)
    case .close: return close()
    case .sort: return [.ask(Verbs(scene).sortQuestion(CasesScreen.orders))]
    case .undo: return askToTakeBack(scene)
    case .export: return [.ask(Exporting.question(export(scene), scene))]
    default: _ = table.act(action, pageRows: listRows(scene) - 1)
    }
    return []
  }

  private static let orders: [CaseTable.Order] = [.newest, .number, .name, .village, .waiting]

  mutating func type(_ key: Key, _ scene: Scene) -> [Move] {
    guard isFinding else { return [] }
    switch key {
    case .up, .down, .tab: isFinding = false
    default: _ = wanted.type(key)
    }
    return []
  }

  /// Opens the selected case; from the find box only where it is the one that was found.
  private mutating func open(_ scene: Scene) -> [Move] {
    if isFinding {
      isFinding = false
      guard table.rows.count == 1 else { return [] }
    }
    return table.current.map { [.push(CasePage($0.id, past: past))] } ?? []
  }

  /// Esc closes one thing: what is looked for, then the list.
  private mutating func close() -> [Move] {
    let closesList = !isFinding && wanted.isEmpty
    isFinding = false
    wanted.text = ""
    return closesList ? [.pop] : []
  }

  private mutating func askToTakeBack(_ scene: Scene) -> [Move] {
    guard let file = table.current.flatMap({ scene.caseload.file($0.id) }) else { return [] }
    if let refusal = scene.refusal(of: .undo(Undo(file.id))) {
      // The keys of the note that were typed ahead belong to the verb that is refused here.
      return [.tell(scene.wording.refusal(refusal), .attention), .swallow]
    }
    seen = basis?.entry
    return [.ask(TakingBack.question(file, scene))]
  }

  mutating func answer(
    _ purpose: Question.Purpose, _ answer: Question.Answer, _ scene: Scene
  ) -> [Move] {
    switch (purpose, answer) {
    case (.sort, .filled(let choice?, _)):
      if CasesScreen.orders.indices.contains(choice - 1) { order = CasesScreen.orders[choice - 1] }
      return []
    case (.undo(let id), .filled(_, let texts)):
      return TakingBack.moves(id, texts, seen: seen)
    case (.export, .filled(_, let texts)): return Exporting.moves(export(scene), texts, scene)
    default: return []
    }
  }

  mutating func receive(_ answer: Answer, _ scene: Scene) -> [Move] {
    guard case .performed(let order, let performance) = answer, case .cases = order.purpose
    else { return [] }
    return [Move.told(performance, scene)].compactMap(\.self)
  }

  private func export(_ scene: Scene) -> Export {
    let caseload = caseload(scene)
    return Export.list(
      name: scene.say("berkas", "cases"), title: heading(scene),
      table.rows.compactMap { caseload.row($0.id) }, scene, caseload, at: past?.now ?? scene.now,
      entry: past?.entry ?? scene.entry, hash: past?.hash ?? scene.hash)
  }
}

// MARK: - Drawing

extension CasesScreen {
  /// What is listed: `Semua berkas`, `Berkas di Kel. Baran Timur`, or the title of the selection.
  private func heading(_ scene: Scene) -> String {
    if let title { return title }
    let whole = scene.programme?.wholeArea
    guard let areas = scene.readableAreas,
      !areas.contains(where: { area in whole.map { area.covers($0) } ?? false })
    else { return scene.say("Semua berkas", "All cases") }
    guard !areas.isEmpty else { return scene.say("Berkas", "Cases") }
    let names = areas.reduce(into: [String]()) { names, area in
      let name = scene.wording.place(area)
      if !names.contains(name) { names.append(name) }
    }
    return scene.say("Berkas di ", "Cases in ") + names.joined(separator: ", ")
  }

  private func listLines(_ lines: Range<Int>, _ scene: Scene) -> Range<Int> {
    let head = scene.size.rows < 20 ? 2 : 3
    return lines.lowerBound + head..<max(lines.lowerBound + head, lines.upperBound - 1)
  }

  private func listRows(_ scene: Scene) -> Int {
    listLines(1..<max(1, scene.size.rows - 2), scene).count - 1
  }

  func draw(on frame: inout Frame, lines: Range<Int>, _ scene: Scene) {
    let width = scene.size.hasPane ? Size.standard.columns : scene.size.columns
    drawHeading(on: &frame, lines.lowerBound, scene)
    drawFind(on: &frame, lines.lowerBound + 1, width, scene)
    let list = listLines(lines, scene)
    if table.rows.isEmpty {
      drawEmpty(on: &frame, list.lowerBound + 1, scene)
    } else {
      table.draw(
        on: &frame, lines: list, width: width,
        columns: [.number, .name, .age, .village, .occupation, .standing], words(scene))
      drawPosition(on: &frame, lines.upperBound - 1, width, list.count - 1, scene)
      CaseView.drawPane(
        table.current?.id, on: &frame, lines: lines, beside: width, scene, past: past)
    }
    if isFinding { drawTyped(on: &frame, lines.lowerBound + 1, isActive: true, scene) }
  }

  private func drawHeading(on frame: inout Frame, _ row: Int, _ scene: Scene) {
    let wording = scene.wording
    let columns = scene.size.columns
    let moment = past.map {
      scene.say("keadaan ", "as of ") + wording.moment($0.now)
    }
    let room = columns - (moment.map { DisplayWidth.of($0) + 2 } ?? 0)
    let end = ": \(wording.number(all.count))"
    frame.put(DisplayWidth.fitted(heading(scene), room - DisplayWidth.of(end)) + end, row, 0)
    if let moment { frame.put(moment, row, endingAt: columns) }
  }

  private func drawFind(on frame: inout Frame, _ row: Int, _ width: Int, _ scene: Scene) {
    let wording = scene.wording
    if isFinding || !wanted.isEmpty {
      // While it is typed in it is drawn last, for it has the cursor.
      if !isFinding { drawTyped(on: &frame, row, isActive: false, scene) }
      let (shown, all) = (wording.number(table.rows.count), wording.number(table.unfiltered))
      frame.put(scene.say("\(shown) dari \(all)", "\(shown) of \(all)"), row, width * 26 / 80)
    } else {
      frame.put(
        scene.say(
          "/ mencari nama, NIK, atau nomor berkas", "/ finds a name, a NIK or a case number"), row,
        0)
    }
    let sorting = "\(scene.say("urut", "by")): \(order.name(scene))"
    frame.put(sorting, row, width * 63 / 80)
  }

  private func drawTyped(on frame: inout Frame, _ row: Int, isActive: Bool, _ scene: Scene) {
    let width = scene.size.hasPane ? Size.standard.columns : scene.size.columns
    let end = frame.put(scene.say("Cari: ", "Find: "), row, 0)
    wanted.draw(on: &frame, row, end, width: width * 26 / 80 - end - 1, isActive: isActive)
  }

  private func drawEmpty(on frame: inout Frame, _ row: Int, _ scene: Scene) {
    let sentence: String
    if scene.readableAreas?.isEmpty ?? false {
      sentence = scene.say(
        "Petugas ini tidak berwenang membaca berkas; administrator mengatur wewenang.",
        "This officer may read no case; an administrator gives grants.")
    } else if !wanted.isEmpty {
      sentence = scene.say(
        "Tidak ada berkas yang cocok. Esc menghapus pencarian.", "No case fits. Esc clears.")
    } else if title != nil {
      sentence = scene.say("Tidak ada berkas dalam daftar ini.", "There is no case in this list.")
    } else if scene.holds(.registrar) {
      sentence = scene.say(
        "Belum ada usulan. 2 mulai mendata.", "Nothing put forward yet. 2 starts registering.")
    } else {
      sentence = scene.say("Belum ada usulan.", "Nothing put forward yet.")
    }
    for (line, text) in WrappedText.lines(sentence, frame.size.columns - 4).enumerated() {
      frame.put(text, row + line, 2)
    }
    frame.point(row, 0)
  }

  private func drawPosition(
    on frame: inout Frame, _ row: Int, _ width: Int, _ count: Int, _ scene: Scene
  ) {
    guard let (first, last) = table.shownRows(count) else { return }
    let all = scene.wording.number(table.rows.count)
    frame.put(
      scene.say("\(first)–\(last) dari \(all)", "\(first)–\(last) of \(all)"), row, endingAt: width)
  }

}
