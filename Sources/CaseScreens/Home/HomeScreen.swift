internal import CanonicalForm
internal import CaseDomain

/// The home screen: the target, the levels, what my office has to act on, what is new.
struct HomeScreen: Screen {
  private var report: HomeReport?
  private var selected = 0
  /// What the last sitting left; what is new is told from there all the time.
  private var before: DeskMemory?
  /// The last entry that was remembered as seen.
  private var remembered: Int?
  /// What the report was made of; while it holds, the report holds.
  private var basis: Basis?

  private struct Basis: Hashable {
    var entry: Int
    var day: Day
    var drafts: [Draft]
    var officer: OfficerID
  }

  private var tasks: [HomeReport.Task] { report?.tasks ?? [] }
}

// MARK: - Keys

extension HomeScreen {
  mutating func settle(_ scene: Scene) {
    let before = self.before ?? scene.memory
    self.before = before
    let basis = Basis(
      entry: scene.entry, day: scene.today, drafts: scene.drafts, officer: scene.officer)
    guard basis != self.basis else { return }
    report = HomeReport(scene, since: before)
    self.basis = basis
    selected = max(0, min(selected, tasks.count - 1))
  }

  mutating func leave(_ scene: Scene) -> [Move] { remember(scene) }

  func offers(_ scene: Scene) -> [Offer] {
    let isIdle = tasks.isEmpty ? report?.note : nil
    return [
      Offer(.open, off: isIdle),
      Offer(.down, scene.say("pilih", "choose"), off: isIdle, keys: "↑↓"),
      Offer(.filter, scene.say("cari", "find")),
    ] + Offer.hidden(.up, .first, .last, .pageUp, .pageDown)
  }

  mutating func act(_ action: Action, _ scene: Scene) -> [Move] {
    switch action {
    case .up: selected = max(0, selected - 1)
    case .down: selected = max(0, min(selected + 1, tasks.count - 1))
    case .first, .pageUp: selected = 0
    case .last, .pageDown: selected = max(0, tasks.count - 1)
    case .filter: return [.find]
    case .open: return open(scene)
    default: break
    }
    return []
  }

  private mutating func open(_ scene: Scene) -> [Move] {
    guard tasks.indices.contains(selected) else { return [] }
    switch tasks[selected].target {
    case .queue(let tab): return [.goQueue(tab)]
    case .screen(let id): return [.go(id)]
    case .cases(let selection, let title):
      return remember(scene) + [.push(CasesScreen(selection: selection, title: title, past: nil))]
    }
  }

  /// Keeps that everything up to now was shown.
  private mutating func remember(_ scene: Scene) -> [Move] {
    guard remembered != scene.entry else { return [] }
    remembered = scene.entry
    var memory = scene.memory
    (memory.seen, memory.seenAt) = (scene.entry, scene.now)
    return [.effect(.remember(memory))]
  }
}

// MARK: - Drawing

extension HomeScreen {
  private enum Line {
    case blank
    case heading
    case figure(HomeReport.Figure)
    case columns
    case row(HomeReport.Row)
    case tasksTitle
    case task(Int)
    case note(String)
    case text(String, indent: Int)
  }

  /// Lines that are shown together or not at all; those of a low rank first.
  private struct Block {
    var rank: Int
    var lines: [Line]
  }

  func draw(on frame: inout Frame, lines: Range<Int>, _ scene: Scene) {
    guard let report else { return }
    let names = report.figures.map { DisplayWidth.of($0.label) }.max() ?? 0
    let shown = fitting(lines.count, report, scene.size.columns)
    for (row, line) in zip(lines, shown) {
      switch line {
      case .blank: break
      case .heading:
        let columns = scene.size.columns
        // The year stands at the end of the name; the day of the week can be missed.
        let room = columns - DisplayWidth.of(report.name) - 2
        let isFitting = DisplayWidth.of(report.date) <= room
        let date = isFitting ? report.date : scene.wording.day(scene.today)
        frame.put(report.name, row, 0, width: columns - DisplayWidth.of(date) - 2)
        frame.put(date, row, endingAt: columns)
      case .figure(let figure): draw(figure, on: &frame, row, labels: names)
      case .columns: drawCells(HomeReport.columns(scene), levelTitle(scene), on: &frame, row, scene)
      case .row(let own): drawCells(own.cells, own.name, on: &frame, row, scene, own.isOverdue)
      case .tasksTitle: drawTasksTitle(shown, on: &frame, row, scene)
      case .task(let place): drawTask(place, on: &frame, row, scene)
      case .note(let text):
        frame.put(text, row, 2)
        if frame.cursor == nil { frame.point(row, 0) }
      case .text(let text, let indent): frame.put(text, row, indent)
      }
    }
  }

  /// The lines that there is room for.
  private func fitting(_ count: Int, _ report: HomeReport, _ columns: Int) -> [Line] {
    let few = tasks.indices.prefix(3).count
    var blocks = blocks(report, columns, isTall: count > 24, tasks: visibleTasks(few))
    var taken = Set<Int>()
    var used = 0
    func take(_ ranks: ClosedRange<Int>) {
      for place in blocks.indices.sorted(by: { blocks[$0].rank < blocks[$1].rank })
      where ranks.contains(blocks[place].rank) && used + blocks[place].lines.count <= count {
        if taken.insert(place).inserted { used += blocks[place].lines.count }
      }
    }
    take(0...4)
    // What is left goes first to tasks that are still out of sight.
    let more = min(tasks.count - few, max(0, count - used))
    if more > 0 {
      blocks = self.blocks(
        report, columns, isTall: count > 24, tasks: visibleTasks(few + more))
      used += more
    }
    take(5...99)
    return blocks.indices.filter(taken.contains).flatMap { blocks[$0].lines }
  }

  /// As many tasks as fit, the selected among them.
  private func visibleTasks(_ count: Int) -> Range<Int> {
    let top = max(0, min(selected - count + 1, tasks.count - count))
    return top..<min(tasks.count, top + count)
  }

  private func blocks(
    _ report: HomeReport, _ columns: Int, isTall: Bool, tasks: Range<Int>
  ) -> [Block] {
    var blocks = [Block(rank: 0, lines: [.heading]), Block(rank: 12, lines: [.blank])]
    for (place, figure) in report.figures.enumerated() {
      blocks.append(Block(rank: [0, 1, 10][min(place, 2)], lines: [.figure(figure)]))
    }
    // A screen that is taller than others has room for what this programme counts towards.
    for segment in isTall ? report.segments : [] {
      blocks.append(Block(rank: 14, lines: [.text(segment, indent: 2)]))
    }
    if !report.rows.isEmpty {
      blocks.append(Block(rank: 11, lines: [.blank]))
      let levels = report.rows.filter { $0.kind == .level }.map(Line.row)
      blocks.append(Block(rank: 2, lines: [.columns]))
      // What the rules did stands in columns that a narrow screen has not.
      if columns > HomeScreen.leastForAll {
        let automatic = report.rows.filter { $0.kind == .automatic }.map(Line.row)
        blocks.append(Block(rank: 9, lines: automatic))
      }
      blocks.append(Block(rank: 2, lines: levels))
      for row in report.rows where row.kind == .returned || row.kind == .qualified {
        blocks.append(Block(rank: row.kind == .returned ? 7 : 8, lines: [.row(row)]))
      }
    }
    blocks.append(Block(rank: 4, lines: [.blank]))
    if tasks.isEmpty {
      let note = WrappedText.lines(report.note, columns - 3)
      blocks.append(Block(rank: 3, lines: note.map(Line.note)))
    } else {
      blocks.append(Block(rank: 3, lines: [.tasksTitle] + tasks.map(Line.task)))
    }
    if let changes = report.changes {
      blocks.append(Block(rank: 13, lines: [.blank]))
      let told = WrappedText.lines(changes.parts, columns - 5, limit: 2)
      blocks.append(
        Block(
          rank: 6,
          lines: [.text(changes.title, indent: 2)] + told.map { .text($0, indent: 4) }))
    }
    return blocks
  }

  private func draw(
    _ figure: HomeReport.Figure, on frame: inout Frame, _ row: Int, labels: Int
  ) {
    let columns = frame.size.columns
    frame.put(figure.label, row, 2)
    var end = frame.put(figure.text, row, 4 + labels)
    guard let tenths = figure.tenths else { return }
    let room = columns - end - 4 - DisplayWidth.of(figure.behind) - 1
    let width = min(room, columns * 3 / 8)
    if width > 4 {
      end = frame.put(Wording.bar(tenths: tenths, width), row, end + 2)
    }
    frame.put(figure.behind, row, end + 2)
  }

  private func levelTitle(_ scene: Scene) -> String { scene.say("Tingkat", "Level") }

  /// From one column more on, what the levels have done stands beside what they have to do.
  private static let leastForAll = 79

  /// A line of the table: the name, then numbers under the ends of their titles.
  private func drawCells(
    _ cells: [String], _ name: String, on frame: inout Frame, _ row: Int, _ scene: Scene,
    _ isOverdue: Bool = false
  ) {
    let columns = frame.size.columns
    // Two columns apart; days have a word behind them and one column more.
    let widths = zip(HomeReport.columns(scene), [7, 8, 5, 7, 7, 7]).map { title, least in
      max(least, DisplayWidth.of(title)) + 2
    }
    let shown = columns > HomeScreen.leastForAll ? widths.count : 3
    let longest = (report?.rows ?? []).map { DisplayWidth.of($0.name) }.max() ?? 0
    let room = columns - widths.prefix(shown).reduce(0, +) - 1
    var end = max(18, min(2 + longest, room))
    frame.put(name, row, 2, width: end - 2)
    for place in 0..<shown where cells.indices.contains(place) {
      end += widths[place]
      let isLate = place == 2 && isOverdue
      frame.put(cells[place], row, endingAt: end, isLate ? .attention : .plain)
    }
  }

  private func drawTasksTitle(
    _ shown: [Line], on frame: inout Frame, _ row: Int, _ scene: Scene
  ) {
    frame.put(report?.tasksTitle ?? "", row, 2, width: frame.size.columns - 20)
    let places = shown.compactMap { line -> Int? in
      if case .task(let place) = line { place } else { nil }
    }
    var hint = scene.say("Enter membuka", "Enter opens")
    if let first = places.first, let last = places.last, places.count < tasks.count {
      hint = scene.say(
        "\(first + 1)–\(last + 1) dari \(tasks.count)", "\(first + 1)–\(last + 1) of \(tasks.count)"
      )
    }
    frame.put(hint, row, endingAt: min(78, frame.size.columns - 2))
  }

  private func drawTask(_ place: Int, on frame: inout Frame, _ row: Int, _ scene: Scene) {
    let task = tasks[place]
    if place == selected {
      frame.put("►", row, 0)
      frame.point(row, 0)
    }
    if let count = task.count { frame.put(scene.wording.number(count), row, endingAt: 6) }
    frame.put(task.text, row, task.count == nil ? 2 : 7)
  }
}
