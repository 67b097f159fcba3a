internal import CanonicalForm
internal import CaseDomain

/// The totals: the arrows move from number to number, and every number opens the cases behind it.
struct TotalsScreen: Screen {
  private var grouping = Grouping.district
  private var row = 0
  private var column = 0
  /// The first row and the first column that are shown.
  private var top = 0
  private var left = 0
  /// The moment that was asked for; nil for now.
  private var past: PastView?
  /// When the officer came here: of this moment the numbers are, where no other was asked for.
  private var arrived: Instant?
  private var facts: TotalsFacts?
  /// The tables that were shown since the state last changed.
  private var views: [Grouping: TotalsView] = [:]
  /// What they were made of; while it holds, they hold.
  private var basis: Basis?

  private struct Basis: Hashable {
    var entry: Int
    var day: Day
    var past: Int?
    var pastNow: Instant?
    var areas: [AreaCode]?
  }

  private var view: TotalsView? { views[grouping] }

  /// Another moment is a layer above now.
  var isNested: Bool { past != nil }
}

// MARK: - The numbers

extension TotalsScreen {
  /// The tables in the order of their tabs.
  static let tabs: [Grouping] = [
    .district, .area, .occupation, .sex, .age, .reason, .level, .month, .cover,
  ]

  mutating func settle(_ scene: Scene) {
    let basis = Basis(
      entry: scene.entry, day: scene.today, past: past?.entry, pastNow: past?.now,
      areas: scene.readableAreas)
    if basis != self.basis || arrived == nil {
      let key = view.flatMap { $0.table.rows.indices.contains(row) ? $0.table.rows[row].key : nil }
      (views, facts, self.basis) = ([:], nil, basis)
      arrived = scene.now
      read(scene)
      // The same row stays selected, whatever comes before it.
      if let key, let place = view?.table.rows.firstIndex(where: { $0.key == key }) { row = place }
    }
    read(scene)
    stay(scene)
  }

  private mutating func read(_ scene: Scene) {
    guard !scene.readsNothing else { return }
    let caseload = past?.caseload ?? scene.caseload
    let now = past?.now ?? scene.now
    if facts == nil {
      facts = TotalsFacts(
        caseload, at: now, entry: past?.entry ?? scene.entry, hash: past?.hash ?? scene.hash, scene)
    }
    if views[grouping] == nil {
      views[grouping] = TotalsView(by: grouping, caseload, at: now, scene)
    }
  }

  mutating func enter(_ scene: Scene) -> [Move] {
    arrived = scene.now
    return []
  }

  /// Keeps the selection on a number, and in sight.
  private mutating func stay(_ scene: Scene) {
    guard let view else { return }
    let columns = view.selectableColumns
    if !columns.contains(column) { column = columns.first ?? 0 }
    let rows = view.rows.indices.filter { view.isSelectable($0, column) }
    if !rows.contains(row) { row = rows.last { $0 <= row } ?? rows.first ?? 0 }
    left = TotalsLayout(view, columns: scene.size.columns, left: left, selected: column).left
    top = firstRow(shownRows(view, scene.size.rows - 3), view)
  }

  /// The first row to be shown of so many, so that the selected one is among them.
  private func firstRow(_ count: Int, _ view: TotalsView) -> Int {
    var top = min(self.top, max(0, view.table.rows.count - count))
    // The sums are always in sight.
    if view.table.rows.indices.contains(row) { top = max(min(top, row), row - count + 1) }
    return max(0, top)
  }

  /// How many rows have room beside the lines around the table.
  private func shownRows(_ view: TotalsView, _ lines: Int) -> Int {
    let above = 3
    let below = (view.table.total == nil ? 0 : 1) + 1 + footer(lines).count
    return max(1, lines - above - below)
  }

  /// The lines below the target; a small screen has none for the week.
  private func footer(_ lines: Int) -> [String] {
    guard let facts else { return [] }
    if let nothing = facts.nothingYet {
      // A table without rows says so itself.
      return view?.table.rows.isEmpty ?? true ? [facts.mark] : [nothing, facts.mark]
    }
    return lines < 16 ? [facts.mark] : [facts.week, facts.mark]
  }
}

// MARK: - Keys

extension TotalsScreen {
  func offers(_ scene: Scene) -> [Offer] {
    let none = view == nil ? note(scene) : nil
    // The arrows come first: left and right would otherwise turn the tabs.
    let arrows = Offer.hidden(.right, .up, .down, .pageUp, .pageDown, .first, .last)
    let back = past == nil ? [] : [Offer(.close, scene.say("sekarang", "back to now"))]
    return arrows + [
      Offer(.left, scene.say("pilih angka", "choose a number"), off: none, keys: "←→↑↓"),
      Offer(.open, scene.say("buka berkasnya", "open its cases"), off: none),
    ] + back + [
      Offer(.nextTab, scene.say("rincian", "table"), off: none), Offer(.asOf, off: none),
      Exporting.offer(off: none, scene), Offer(.previousTab, isHinted: false),
    ]
  }

  mutating func act(_ action: Action, _ scene: Scene) -> [Move] {
    guard let view else { return [] }
    switch action {
    case .left: step(-1, view, scene)
    case .right: step(1, view, scene)
    case .up: climb(-1, view)
    case .down: climb(1, view)
    case .pageUp: climb(-shownRows(view, scene.size.rows - 3), view)
    case .pageDown: climb(shownRows(view, scene.size.rows - 3), view)
    case .first: climb(-view.rows.count, view)
    case .last: climb(view.rows.count, view)
    case .nextTab: turn(1)
    case .previousTab: turn(-1)
    case .open: return open(view, scene)
    case .close: past = nil
    case .asOf: return [.ask(question(scene))]
    case .export: return [.effect(.export(export(view, scene)))]
    default: break
    }
    return []
  }

  private mutating func step(_ by: Int, _ view: TotalsView, _ scene: Scene) {
    let layout = TotalsLayout(view, columns: scene.size.columns, left: left, selected: column)
    let stops = layout.order.filter { view.isSelectable(row, $0) }
    guard let place = stops.firstIndex(of: column) else { return }
    column = stops[max(0, min(place + by, stops.count - 1))]
  }

  private mutating func climb(_ by: Int, _ view: TotalsView) {
    let stops = view.rows.indices.filter { view.isSelectable($0, column) }
    guard let place = stops.firstIndex(of: row) else { return }
    row = stops[max(0, min(place + by, stops.count - 1))]
  }

  private mutating func turn(_ by: Int) {
    let tabs = TotalsScreen.tabs
    let place = tabs.firstIndex(of: grouping) ?? 0
    grouping = tabs[(place + by + tabs.count) % tabs.count]
    (row, column, top, left) = (0, 0, 0, 0)
  }

  private func open(_ view: TotalsView, _ scene: Scene) -> [Move] {
    guard let cell = view.cell(row, column), let selection = cell.selection else { return [] }
    guard cell.number != 0 else {
      return [
        .tell(scene.say("Tidak ada berkas di balik angka ini.", "No case is behind this number."))
      ]
    }
    let title = view.title(row, column, wording(scene))
    return [.push(CasesScreen(selection: selection, title: title, past: past))]
  }

  private func wording(_ scene: Scene) -> Wording {
    past.map { Wording(scene.language, $0.caseload) } ?? scene.wording
  }
}

// MARK: - Another moment

extension TotalsScreen {
  private func question(_ scene: Scene, _ text: String = "", complaint: String? = nil) -> Question {
    Question(
      .asOf,
      [
        scene.say(
          "Keadaan pada hari (7/11/2025) atau entri jurnal (#17); kosong: sekarang.",
          "As of: a day (7/11/2025) or the number of an entry (#17); nothing for now.")
      ],
      entries: [Question.Entry(scene.say("Saat", "Moment"), text, limit: 40)],
      complaint: complaint)
  }

  mutating func answer(
    _ purpose: Question.Purpose, _ answer: Question.Answer, _ scene: Scene
  ) -> [Move] {
    guard purpose == .asOf, case .filled(_, let texts) = answer, let text = texts.first else {
      return []
    }
    do throws(Complaint) {
      guard let moment = try moment(text, scene) else {
        past = nil
        return []
      }
      return [.effect(.view(moment))]
    } catch {
      return [.ask(question(scene, text, complaint: error.sentence))]
    }
  }

  mutating func receive(_ answer: Answer, _ scene: Scene) -> [Move] {
    if case .viewed(let view) = answer { past = view }
    return []
  }

  /// Why what was typed is no moment.
  private struct Complaint: Error {
    var sentence: String
  }

  /// The moment that somebody typed; nil for now.
  private func moment(_ text: String, _ scene: Scene) throws(Complaint) -> ViewMoment? {
    let typed = text.filter { !$0.isWhitespace }
    if typed.isEmpty { return nil }
    if typed.hasPrefix("#") {
      guard let number = Digits.number(Array(typed.utf8.dropFirst())),
        (1...max(1, scene.entry)).contains(number)
      else {
        let last = scene.wording.number(scene.entry)
        throw Complaint(
          sentence: scene.say(
            "Entri jurnal bernomor 1 sampai \(last).", "Entries have the numbers 1 to \(last)."))
      }
      return .entry(number)
    }
    let day: Day
    do throws(FieldFault.Problem) {
      day = try DayReading.day(text)
    } catch {
      throw Complaint(sentence: scene.wording.problem(error))
    }
    // A day that is not over has no other state than now.
    return day < scene.today ? .instant(Instant(endOf: day)) : nil
  }

  private func export(_ view: TotalsView, _ scene: Scene) -> Export {
    let now = past?.now ?? arrived ?? scene.now
    let (entry, hash) = (past?.entry ?? scene.entry, past?.hash ?? scene.hash)
    let name = wording(scene).programme?.name ?? ""
    let simulated = scene.isSimulated ? scene.say("SIMULASI ", "SIMULATED ") : ""
    let mark = Export.mark(scene, at: now, entry: entry, hash: hash)
    var export = view.export(title: [[simulated + heading(scene)], [name], [mark]])
    (export.entry, export.hash) = (entry, hash)
    return export
  }
}

// MARK: - Drawing

extension TotalsScreen {
  /// `Rekapitulasi menurut kecamatan, Kec. Meral`, in fewer words where there is too little room.
  private func heading(_ scene: Scene, room: Int = .max) -> String {
    let name = scene.wording.grouping(grouping)
    let own = scene.ownArea.map { ", \($0)" } ?? ""
    let titles = [
      scene.say("Rekapitulasi menurut \(name)", "Totals by \(name)"),
      scene.say("Rekap menurut \(name)", "Totals by \(name)"),
      scene.say("Rekap \(name)", "By \(name)"),
    ].map { $0 + own }
    return titles.first { DisplayWidth.of($0) <= room } ?? titles[2]
  }

  /// What is said where there are no numbers.
  private func note(_ scene: Scene) -> String {
    if scene.programme == nil { return scene.wording.refusal(.noProgramme) }
    return scene.holds(.administrator)
      ? scene.say(
        "Rekapitulasi tidak terbuka bagi administrator tanpa wewenang lain.",
        "The totals are not open to an administrator without another right.")
      : scene.say(
        "Tidak ada wewenang yang berlaku hari ini.", "No right of yours holds today.")
  }

  func draw(on frame: inout Frame, lines: Range<Int>, _ scene: Scene) {
    drawHeading(on: &frame, lines.lowerBound, scene)
    guard let view else {
      let note = WrappedText.lines(note(scene), scene.size.columns - 3)
      for (row, text) in zip(lines.dropFirst(2), note) { frame.put(text, row, 2) }
      frame.point(lines.lowerBound + 2, 0)
      return
    }
    drawTabs(on: &frame, lines.lowerBound + 1, scene)
    let layout = TotalsLayout(view, columns: scene.size.columns, left: left, selected: column)
    let count = shownRows(view, lines.count)
    let top = firstRow(count, view)
    var line = lines.lowerBound + 2
    drawTitles(view, layout, on: &frame, line)
    for place in view.table.rows.indices.dropFirst(top).prefix(count) {
      line += 1
      frame.put(key(place, view), line, endingAt: layout.keyWidth)
      drawRow(place, view, layout, on: &frame, line)
    }
    if view.table.rows.isEmpty {
      line += 1
      frame.put(empty(scene), line, layout.keyWidth + 1)
    }
    if view.table.total != nil {
      line += 1
      let isMore = (above: top > 0, below: top + count < view.table.rows.count)
      frame.put((isMore.above ? "↑" : "") + (isMore.below ? "↓" : ""), line, 0)
      drawRow(view.table.rows.count, view, layout, on: &frame, line)
    }
    let footer = footer(lines.count)
    // A blank line sets the table apart where there is one to spare.
    line += lines.upperBound - line > footer.count + 2 ? 2 : 1
    drawFooter(footer, view, on: &frame, line, scene)
  }

  private func drawHeading(on frame: inout Frame, _ row: Int, _ scene: Scene) {
    let columns = scene.size.columns
    let now = past?.now ?? arrived ?? scene.now
    let (day, clock) = (scene.wording.day(now.day), scene.wording.clock(now))
    var moment = scene.say("keadaan \(day) pukul \(clock)", "as of \(day) \(clock)")
    var heading = heading(scene)
    if DisplayWidth.of(heading) + DisplayWidth.of(moment) + 2 > columns {
      let short = scene.wording.moment(now)
      moment = scene.say("keadaan \(short)", "as of \(short)")
      heading = self.heading(scene, room: columns - DisplayWidth.of(moment) - 2)
    }
    frame.put(heading, row, 0, width: columns - DisplayWidth.of(moment) - 2)
    frame.put(moment, row, endingAt: columns, past == nil ? .plain : .attention)
  }

  private func drawTabs(on frame: inout Frame, _ row: Int, _ scene: Scene) {
    let tabs = TotalsScreen.tabs
    let chosen = tabs.firstIndex(of: grouping) ?? 0
    let names = tabs.map {
      $0 == grouping ? "[\($0.shortName(scene))]" : " \($0.shortName(scene)) "
    }
    func strip(_ places: Range<Int>) -> String {
      let line = names[places].joined()
      return (places.lowerBound > 0 ? "…" : "")
        + (line.hasPrefix(" ") ? String(line.dropFirst()) : line)
    }
    // The tab behind the chosen one is in sight too, so that one sees where Tab leads.
    let needed = min(chosen + 2, names.count)
    var first = 0
    while first < chosen, DisplayWidth.of(strip(first..<needed)) > scene.size.columns { first += 1 }
    var line = strip(first..<names.count)
    if line.hasSuffix(" ") { line.removeLast() }
    frame.put(line, row, 0)
  }

  private func drawTitles(
    _ view: TotalsView, _ layout: TotalsLayout, on frame: inout Frame, _ row: Int
  ) {
    frame.put(view.table.keyTitle ?? "No", row, 0, width: layout.keyWidth)
    frame.put(view.table.title, row, layout.keyWidth + 1, width: layout.nameWidth)
    for place in layout.places {
      frame.put(view.table.columns[place.column].title, row, endingAt: place.end)
    }
    if layout.left > 0 { frame.put("←", row, layout.keyWidth + layout.nameWidth + 1) }
    if layout.isMore { frame.put("→", row, frame.size.columns - 1) }
    if let bar = layout.bar { frame.put(view.shareTitle, row, bar.start) }
  }

  private func key(_ row: Int, _ view: TotalsView) -> String {
    guard view.table.keyTitle != nil, view.table.rows.indices.contains(row) else {
      return String(row + 1)
    }
    return view.table.rows[row].key
  }

  private func drawRow(
    _ row: Int, _ view: TotalsView, _ layout: TotalsLayout, on frame: inout Frame, _ line: Int
  ) {
    let name = row < view.table.rows.count ? view.table.rows[row].name : view.table.total?.name
    frame.put(name ?? "", line, layout.keyWidth + 1, width: layout.nameWidth)
    for place in layout.places {
      let text = view.text(row, place.column)
      frame.put(text, line, endingAt: place.end)
      guard row == self.row, place.column == column, view.isSelectable(row, column) else {
        continue
      }
      let start = place.end - DisplayWidth.of(text)
      frame.put("►", line, start - 1)
      frame.point(line, start)
    }
    if let bar = layout.bar, view.shares.indices.contains(row), let tenths = view.shares[row] {
      let end = frame.put(Wording.bar(tenths: tenths, bar.width), line, bar.start)
      frame.put(view.percents[row], line, endingAt: end + 8)
    }
  }

  private func empty(_ scene: Scene) -> String {
    let caseload = past?.caseload ?? scene.caseload
    if grouping == .reason, caseload.nextID != 1 {
      return scene.say("Tidak ada yang ditolak.", "Nobody was rejected.")
    }
    return TotalsFacts.nothingYet(scene)
  }

  private func drawFooter(
    _ footer: [String], _ view: TotalsView, on frame: inout Frame, _ row: Int, _ scene: Scene
  ) {
    let columns = scene.size.columns
    if let totals = facts?.totals {
      let rest = DisplayWidth.of(scene.wording.targetLine(totals, bar: 0))
      let width = max(4, min(20, columns - rest))
      frame.put(scene.wording.targetLine(totals, bar: width), row, 0)
    }
    for (place, text) in footer.enumerated() {
      var text = text
      let longer = "\(text). \(view.explanation)"
      if place == footer.count - 1 {
        text = DisplayWidth.of(longer) <= columns ? longer : text + "."
      }
      frame.put(text, row + 1 + place, 0)
    }
  }
}
