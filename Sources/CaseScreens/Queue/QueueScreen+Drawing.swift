internal import CanonicalForm
internal import CaseDomain

// MARK: - Where things stand

extension QueueScreen {
  /// The lines of the list and its header, between the lines above and the position below.
  private func listLines(_ lines: Range<Int>, _ scene: Scene) -> Range<Int> {
    let head = signedBy(scene) != nil || scene.size.rows >= 20 ? 3 : 2
    return lines.lowerBound + head..<max(lines.lowerBound + head, lines.upperBound - 1)
  }

  func listRows(_ scene: Scene) -> Int {
    listLines(1..<max(1, scene.size.rows - 2), scene).count - 1
  }

  func pageSize(_ scene: Scene) -> Size {
    Size(rows: max(1, scene.size.rows - 5), columns: scene.size.columns)
  }

  /// The columns that the list and the lines above it have.
  private func width(_ scene: Scene) -> Int {
    scene.size.hasPane ? Size.standard.columns : scene.size.columns
  }
}

// MARK: - Drawing

extension QueueScreen {
  func draw(on frame: inout Frame, lines: Range<Int>, _ scene: Scene) {
    if isOpen, let row = table.current, let file = scene.caseload.file(row.id) {
      drawPage(file, on: &frame, lines, scene)
      return
    }
    drawTabs(on: &frame, lines.lowerBound, scene)
    drawFilter(on: &frame, lines.lowerBound + 1, scene)
    drawSigner(on: &frame, lines.lowerBound + 2, scene)
    let list = listLines(lines, scene)
    let width = width(scene)
    if table.rows.isEmpty {
      drawEmpty(on: &frame, list.lowerBound + 1, scene)
    } else {
      table.draw(on: &frame, lines: list, width: width, columns: columns(scene), words(scene))
      drawPosition(on: &frame, lines.upperBound - 1, width, list.count - 1, scene)
      CaseView.drawPane(table.current?.id, on: &frame, lines: lines, beside: width, scene)
    }
    if isFiltering { drawTyped(on: &frame, lines.lowerBound + 1, isActive: true, scene) }
  }

  private func drawPage(
    _ file: CaseFile, on frame: inout Frame, _ lines: Range<Int>, _ scene: Scene
  ) {
    let (place, all) = (scene.wording.number(table.selected + 1), table.rows.count)
    let view = CaseView(file, scene)
    view.drawHeading(
      on: &frame, lines.lowerBound,
      position: scene.say(
        "\(place) dari \(scene.wording.number(all))", "\(place) of \(scene.wording.number(all))"))
    view.draw(
      on: &frame, rows: lines.lowerBound + 2..<max(lines.lowerBound + 2, lines.upperBound),
      columns: 0..<scene.size.columns, scroll: scroll)
  }

  private func columns(_ scene: Scene) -> [CaseTable.Column] {
    if tab == .repair { return [.number, .name, .village, .reason, .days, .remark] }
    // On the sheet stand the people of one neighbourhood: there the address tells them apart.
    let place = signedBy(scene) == nil ? CaseTable.Column.village : .address
    return [.number, .name, .age, place, .occupation, .days, .remark]
  }

  private func drawPosition(
    on frame: inout Frame, _ row: Int, _ width: Int, _ shown: Int, _ scene: Scene
  ) {
    guard let (first, last) = table.shownRows(shown) else { return }
    let wording = scene.wording
    let (part, all) = (
      "\(wording.number(first))–\(wording.number(last))", wording.number(table.rows.count)
    )
    frame.put(scene.say("\(part) dari \(all)", "\(part) of \(all)"), row, endingAt: width)
  }

  private func drawEmpty(on frame: inout Frame, _ row: Int, _ scene: Scene) {
    for (line, text) in WrappedText.lines(emptySentence(scene), width(scene) - 4).enumerated() {
      frame.put(text, row + line, 2)
    }
    frame.point(row, 0)
  }

  private func emptySentence(_ scene: Scene) -> String {
    if scene.readableAreas?.isEmpty ?? false {
      return scene.say(
        "Petugas ini tidak berwenang membaca berkas; administrator mengatur wewenang.",
        "This officer may read no case; an administrator gives grants.")
    }
    if !filter.isEmpty {
      return scene.say(
        "Tidak ada yang cocok dengan saringan. Esc menghapusnya.",
        "Nothing fits the filter. Esc clears it.")
    }
    if scene.caseload.nextID == 1 {
      return scene.holds(.registrar)
        ? scene.say(
          "Belum ada usulan. 2 mulai mendata.", "Nothing put forward yet. 2 starts registering.")
        : scene.say("Belum ada usulan.", "Nothing put forward yet.")
    }
    switch tab {
    case .level(let level):
      let name = scene.wording.level(level)
      return scene.say(
        "Antrean selesai: tidak ada berkas menunggu \(name).",
        "Queue done: no case awaits \(name).")
    case .qualified:
      return scene.say(
        "Tidak ada berkas yang memenuhi syarat dan belum didaftarkan.",
        "No case is qualified and still to be enrolled.")
    case .repair, nil:
      return scene.say("Tidak ada berkas yang perlu diperbaiki.", "No case needs repair.")
    }
  }
}

// MARK: - The lines above the list

extension QueueScreen {
  func title(_ tab: QueueTab, _ scene: Scene) -> String {
    switch tab {
    case .repair: scene.say("Perbaikan", "For repair")
    case .level(let level): scene.wording.level(level)
    case .qualified: scene.say("Memenuhi syarat", "Qualified")
    }
  }

  private func shortTitle(_ tab: QueueTab, _ scene: Scene) -> String {
    switch tab {
    case .repair: scene.say("Perbaikan", "Repair")
    case .level(let level): scene.wording.shortLevel(level)
    case .qualified: scene.say("MS", "Qualified")
    }
  }

  /// The tabs with their counts; where they do not all fit, names give way to their short forms, those of
  /// levels first, and then the first tabs to the one that is open.
  private func drawTabs(on frame: inout Frame, _ row: Int, _ scene: Scene) {
    let tabs = tabs(scene)
    var names = tabs.map { "\(title($0, scene)) \(number($0, scene))" }
    let byLength = tabs.indices.sorted {
      title(tabs[$0], scene).count > title(tabs[$1], scene).count
    }
    // The levels' short names are the office's own.
    let levels = byLength.filter { if case .level = tabs[$0] { true } else { false } }
    for place in levels + byLength.filter({ !levels.contains($0) })
    where width(of: names) > scene.size.columns {
      names[place] = "\(shortTitle(tabs[place], scene)) \(number(tabs[place], scene))"
    }
    var first = 0
    let open = self.tab.flatMap(tabs.firstIndex) ?? 0
    while first < open, width(of: Array(names[first...open])) > scene.size.columns { first += 1 }
    var column = 0
    for place in tabs.indices.dropFirst(first) {
      // The brackets of the open tab take a space on each side.
      let isShown = place == open
      if column > 0 { column += isShown ? 1 : 2 }
      let text = isShown ? "[\(names[place])]" : names[place]
      column = frame.put(text, row, column) - (isShown ? 1 : 0)
    }
  }

  private func number(_ tab: QueueTab, _ scene: Scene) -> String {
    scene.wording.number(counts[tab] ?? 0)
  }

  private func width(of names: [String]) -> Int {
    names.reduce(0) { $0 + DisplayWidth.of($1) + 2 }
  }

  private func drawFilter(on frame: inout Frame, _ row: Int, _ scene: Scene) {
    let wording = scene.wording
    let width = width(scene)
    if isFiltering || !filter.isEmpty {
      // While it is typed in it is drawn last, for it has the cursor.
      if !isFiltering { drawTyped(on: &frame, row, isActive: false, scene) }
      let (shown, all) = (wording.number(table.rows.count), wording.number(table.unfiltered))
      frame.put(scene.say("\(shown) dari \(all)", "\(shown) of \(all)"), row, width * 26 / 80)
    } else {
      let all = scene.cases(table.unfiltered)
      frame.put(scene.say("\(all), tanpa saringan", "\(all), no filter"), row, 0)
    }
    if !table.marked.isEmpty {
      let count = wording.number(table.marked.count)
      frame.put(scene.say("ditandai \(count)", "marked \(count)"), row, width * 45 / 80)
    }
    let name = order.name(scene)
    let isFew = width < Size.standard.columns
    frame.put(isFew ? name : "\(scene.say("urut", "by")): \(name)", row, endingAt: width)
  }

  private func drawTyped(on frame: inout Frame, _ row: Int, isActive: Bool, _ scene: Scene) {
    let end = frame.put(scene.say("Saring: ", "Filter: "), row, 0)
    filter.draw(
      on: &frame, row, end, width: width(scene) * 26 / 80 - end - 1, isActive: isActive)
  }

  /// Who signed the sheet that is being keyed, or how to say so; only the name gives way.
  private func drawSigner(on frame: inout Frame, _ row: Int, _ scene: Scene) {
    guard let level, signedBy(scene) != nil else { return }
    guard let signature = signatures[level] else {
      guard mayDecide(scene) || !table.rows.isEmpty else { return }
      let text =
        mayDecide(scene)
        ? scene.say(
          "Penandatangan belum diisi: g mengisi, c mencetak lembar.",
          "No signer yet: g sets one, c prints the sheet.")
        : scene.say("c mencetak lembar.", "c prints the sheet.")
      frame.put(text, row, 0)
      return
    }
    let width = width(scene)
    let day = scene.wording.shortDay(signature.on)
    let rest = scene.say(
      ", \(day), lembar \(signature.document)  g ganti",
      ", \(day), sheet \(signature.document)  g change")
    let label = scene.say("Penandatangan ", "Signed by ")
    let whole = DisplayWidth.of(DisplayWidth.visible(label + signature.by + rest))
    let end = whole <= width ? frame.put(label, row, 0) : 0
    let room = max(8, width - end - DisplayWidth.of(DisplayWidth.visible(rest)))
    frame.put(rest, row, frame.put(signature.by, row, end, width: room))
  }
}
