internal import CanonicalForm
internal import CaseDomain

extension FormScreen {
  func draw(on frame: inout Frame, lines: Range<Int>, _ scene: Scene) {
    drawHeading(on: &frame, lines.lowerBound, scene)
    if let barrier = barrier(scene) {
      let sentences = WrappedText.lines(barrier, frame.size.columns - 4)
      for (row, line) in zip(lines.dropFirst(2), sentences) { frame.put(line, row, 2) }
      frame.point(lines.lowerBound + 2, 0)
      return
    }
    let layout = FormLayout(lines, columns: frame.size.columns)
    drawSecondLine(on: &frame, lines.lowerBound + 1, layout, scene)
    // The reason has its line from the beginning, so that nothing moves when it is asked for.
    let shown = inputs(scene) + (inputs(scene).contains(.reason) ? [] : [.reason])
    var active = layout.rows.lowerBound
    for (row, line) in zip(layout.rows, layout.lines(shown, around: input)) {
      switch line {
      case .blank: break
      case .later:
        let words = scene.say(
          "Boleh menyusul (dari KK atau pemohon)", "May follow (from family card or applicant)")
        frame.put(words, row, 2, width: layout.sideColumn - 3)
      case .input(let input) where input == self.input.line: active = row
      case .input(let input): drawLine(input, on: &frame, row, layout, scene)
      }
    }
    drawSide(on: &frame, layout, scene)
    drawHelp(on: &frame, layout, scene)
    // Last, because it points the cursor.
    drawActive(on: &frame, active, layout, scene)
  }
}

// MARK: - Heading and help

extension FormScreen {
  private func drawHeading(on frame: inout Frame, _ row: Int, _ scene: Scene) {
    let columns = frame.size.columns
    guard let repair else {
      frame.put(scene.say("Usulan baru", "New registration"), row, 0)
      guard barrier(scene) == nil else { return }
      let count = scene.wording.number(tally.count)
      let counted =
        tally.last.map {
          scene.say("Hari ini \(count), berkas terakhir \($0)", "Today \(count), last case \($0)")
        } ?? scene.say("Belum ada usulan hari ini", "None yet today")
      frame.put(counted, row, endingAt: columns)
      return
    }
    let changed = changes.count
    let count = scene.wording.number(changed)
    let right =
      changed == 0
      ? scene.say("belum ada yang berubah", "nothing changed yet")
      : scene.say("\(count) isian berubah", "\(count) changed")
    frame.put(
      scene.say(
        "Perbaikan berkas \(repair.id) \(repair.name)",
        "Correction of case \(repair.id) \(repair.name)"),
      row, 0, width: columns - right.count - 2)
    frame.put(right, row, endingAt: columns)
  }

  /// Between heading and fields, where there is room: the draft that is offered, or why the case
  /// came back.
  private func drawSecondLine(
    on frame: inout Frame, _ row: Int, _ layout: FormLayout, _ scene: Scene
  ) {
    guard !layout.isLow else { return }
    if let draft = offeredDraft(scene) {
      frame.put(offer(draft, width: layout.columns - 3, scene), row, 2, .attention)
    } else if let cause = repair?.cause.first {
      frame.put(cause, row, 0, .attention)
    }
  }

  private func drawHelp(on frame: inout Frame, _ layout: FormLayout, _ scene: Scene) {
    var said = message(scene)
    if layout.isLow, let draft = offeredDraft(scene) {
      said = (offer(draft, width: 2 * layout.helpWidth - 10, scene), .attention)
    }
    if !isEditing {
      said = (
        scene.say(
          "Di luar isian: angka membuka layar, Enter lanjut mengisi.",
          "Outside the fields: digits open screens, Enter goes on with the form."), .plain
      )
    }
    let sentences = WrappedText.lines(said.text, layout.helpWidth, limit: layout.help.count)
    for (row, line) in zip(layout.help, sentences) { frame.put(line, row, 2, said.style) }
  }
}

// MARK: - Fields

extension FormScreen {
  private func drawLabel(
    _ input: Input, on frame: inout Frame, _ row: Int, _ layout: FormLayout, _ scene: Scene
  ) {
    let label = FormWords(scene).label(
      input, isShort: layout.isNarrow, isRepair: repair != nil)
    frame.put(label, row, 2, width: layout.valueColumn - 3)
    guard input == .nik || input == .kk else { return }
    let count = sheet[input].characters.count
    if count > 0 { frame.put("\(count)/16", row, endingAt: layout.countEnd) }
  }

  private func drawLine(
    _ input: Input, on frame: inout Frame, _ row: Int, _ layout: FormLayout, _ scene: Scene
  ) {
    drawLabel(input, on: &frame, row, layout, scene)
    if input == .rt, isCarried { frame.put("=", row, 0) }
    let isWrong =
      fault(input) != nil || input == .nik && examined?.result.duplicate != nil
    frame.put(
      shown(input, of: sheet, width: layout.valueWidth, scene), row, layout.valueColumn,
      width: layout.valueWidth, isWrong ? .urgent : .plain)
  }

  /// Whether the neighbourhood is that of the registration before, and nobody touched it.
  private var isCarried: Bool {
    sheet.origin(.area) == .carried && !sheet.isEmpty(.rt)
      && ![Input.rt, .rw].contains { sheet.origin($0) == .typed }
  }

  /// A line in words, as it stands when the cursor is elsewhere; of a name that is wider than
  /// `width` the short form.
  func shown(_ input: Input, of sheet: FormSheet, width: Int = .max, _ scene: Scene) -> String {
    let words = FormWords(scene)
    let text = sheet.text(input)
    switch input {
    case .nik, .kk, .birthDate: return input.grouped(text)
    case .sex: return words.sex(text)
    case .statement: return words.statement(text)
    case .papers: return papers(sheet.papers, scene)
    case .occupation:
      guard let occupation = scene.programme?.occupation(OccupationCode(text)) else { return text }
      let name = "\(text) \(occupation.name)"
      guard let short = occupation.short, DisplayWidth.of(name) > width else { return name }
      return "\(text) \(short)"
    case .area: return scene.programme?.area(AreaCode(text))?.name ?? text
    case .rt:
      let (rw, area) = (sheet.text(.rw), shown(.area, of: sheet, scene))
      return text.isEmpty && rw.isEmpty ? area : "\(text)/\(rw) \(area)"
    default: return text
    }
  }

  private func papers(_ codes: [PaperCode], _ scene: Scene) -> String {
    codes.map(scene.wording.paper).joined(separator: ", ")
  }

  /// The line in which the cursor is, and the cursor.
  private func drawActive(
    on frame: inout Frame, _ row: Int, _ layout: FormLayout, _ scene: Scene
  ) {
    drawLabel(input.line, on: &frame, row, layout, scene)
    frame.put("►", row, 0)
    let (column, width) = (layout.valueColumn, layout.valueWidth)
    guard isEditing else {
      frame.put(shown(input.line, of: sheet, width: width, scene), row, column, width: width)
      frame.point(row, 0)
      return
    }
    switch input {
    case .nik, .kk, .birthDate: drawDigits(on: &frame, row, column)
    case .sex, .statement:
      frame.put(shown(input, of: sheet, scene), row, column, width: width)
      frame.point(row, column)
    case .papers:
      frame.put(
        papers(shownPapers(scene), scene), row, column, width: width, offersPapers ? .faint : .plain
      )
      frame.point(row, column)
    case .rt, .rw, .area: drawPlace(on: &frame, row, layout, scene)
    case .occupation where isFresh && !sheet.isEmpty(input):
      frame.put(shown(input, of: sheet, width: width, scene), row, column, width: width)
      frame.point(row, column)
    default: drawText(on: &frame, row, column, width, scene)
    }
  }

  /// Digits in their groups; the cursor stands where the next one goes.
  private func drawDigits(on frame: inout Frame, _ row: Int, _ column: Int) {
    let field = sheet[input]
    frame.put(input.grouped(field.characters), row, column)
    let gaps = input.groups?.ends.count { $0 <= field.cursor } ?? 0
    frame.point(row, column + (isFresh && isReplaced ? 0 : field.cursor + gaps))
  }

  private func drawText(
    on frame: inout Frame, _ row: Int, _ column: Int, _ width: Int, _ scene: Scene
  ) {
    let field = sheet[input]
    // Behind the last letter there is a column for the cursor.
    field.draw(on: &frame, row, column, width: width + 1, isActive: true)
    let typed = DisplayWidth.of(field.text)
    if typed < width, !completion.isEmpty {
      // What Enter does not take is told from what was typed without any colour.
      let shown = input.isPicked ? completion : "→\(completion)"
      frame.put(shown, row, column + typed, width: width - typed, .faint)
    }
    if isFresh, isReplaced { frame.point(row, column) }
  }

  private func drawPlace(
    on frame: inout Frame, _ row: Int, _ layout: FormLayout, _ scene: Scene
  ) {
    let column = layout.valueColumn
    // What is still to be typed is shown as a place for it.
    let parts = [Input.rt, .rw].map { part in
      let text = sheet.text(part)
      return text + String(repeating: "_", count: max(0, 3 - text.count))
    }
    frame.put(parts.joined(separator: "/"), row, column)
    let width = layout.valueWidth - 8
    if input == .area, !(isFresh && !sheet.isEmpty(.area)) {
      drawText(on: &frame, row, column + 8, width, scene)
      return
    }
    frame.put(shown(.area, of: sheet, scene), row, column + 8, width: width)
    let start = input == .rt ? 0 : input == .rw ? 4 : 8
    let cursor = input == .area || isFresh && isReplaced ? 0 : sheet[input].cursor
    frame.point(row, column + start + cursor)
  }
}

// MARK: - Beside the fields

extension FormScreen {
  /// A line beside the fields.
  private struct SideLine {
    var text: String
    var style = Style.plain
  }

  private func drawSide(on frame: inout Frame, _ layout: FormLayout, _ scene: Scene) {
    let list = list(layout, scene)
    let rows = layout.side
    let checks = checks(layout, scene)
    // A list stands below the checks, where there is room for both.
    let room =
      layout.isLow ? min(max(list.count, layout.listRoom), rows.count - 2) : layout.listRoom
    let start = list.isEmpty ? rows.upperBound : rows.upperBound - room
    for (row, line) in zip(rows.lowerBound..<start, checks) {
      frame.put(line.text, row, layout.sideColumn, line.style)
    }
    for (row, line) in zip(start..<rows.upperBound, list) {
      frame.put(line.text, row, layout.sideColumn, line.style)
    }
  }

  /// What the rules say so far; where there is little room only what is not in order, the worst
  /// first.
  private func checks(_ layout: FormLayout, _ scene: Scene) -> [SideLine] {
    let version = scene.caseload.rulesets.count
    let checks = examined?.result.checks ?? []
    guard layout.isLow || layout.isNarrow else {
      let title = scene.say("Pemeriksaan (ketentuan v\(version))", "Checks (rules v\(version))")
      return [SideLine(text: title)]
        + checks.flatMap { check in
          let words = scene.wording.check(check)
          let verdict =
            words.verdict + String(repeating: " ", count: max(1, 8 - words.verdict.count))
          let line = SideLine(text: verdict + words.text, style: style(check.verdict))
          guard let detail = words.detail else { return [line] }
          return [line, SideLine(text: "        \(detail)")]
        }
    }
    let order: [Check.Verdict] = [.fails, .check, .missing]
    let shown = order.flatMap { verdict in checks.filter { $0.verdict == verdict } }
    let title = scene.say("Pemeriksaan (v\(version))", "Checks (rules v\(version))")
    if shown.isEmpty { return [SideLine(text: title), SideLine(text: allPass(scene))] }
    return [SideLine(text: title)]
      + shown.flatMap { check in
        let words = scene.wording.check(check)
        return WrappedText.lines(
          "\(words.verdict) \(words.text)".split(separator: " ").map(String.init), layout.sideWidth,
          indent: "  "
        ).map { SideLine(text: $0, style: style(check.verdict)) }
      }
  }

  private func allPass(_ scene: Scene) -> String { scene.say("semua sesuai", "all pass") }

  private func style(_ verdict: Check.Verdict) -> Style {
    switch verdict {
    case .passes, .missing: .plain
    case .check: .attention
    case .fails: .urgent
    }
  }

  /// What can be chosen in the input: occupations, villages, papers, reasons; otherwise what must be
  /// repaired in a correction, and which cases look like this person.
  private func list(_ layout: FormLayout, _ scene: Scene) -> [SideLine] {
    let words = FormWords(scene)
    let title = words.label(input)
    switch input {
    case _ where !isEditing: return found(layout, scene)
    case .occupation, .area:
      guard !(isFresh && !sheet.isEmpty(input)) else { return found(layout, scene) }
      return pickLines(layout, scene)
    case .papers:
      let marked = shownPapers(scene)
      return [SideLine(text: "\(title):")]
        + listedPapers(scene).enumerated().map { index, code in
          let mark = marked.contains(code) ? "*" : " "
          return "\(mark) \(index + 1) \(scene.wording.paper(code))"
        }.flatMap { wrapped($0, layout) }
    case .reason:
      let warnings = examined?.result.warnings ?? []
      guard !warnings.isEmpty else { return found(layout, scene) }
      return [SideLine(text: "\(words.label(.reason)):")]
        + words.reasons(warnings).flatMap { wrapped("  \($0.digit) \($0.text)", layout) }
    default: return found(layout, scene)
    }
  }

  /// An item behind its mark and digit, on as many lines as it needs.
  private func wrapped(_ item: String, _ layout: FormLayout) -> [SideLine] {
    let lines = WrappedText.lines(
      [String(item.prefix(4))] + item.dropFirst(4).split(separator: " ").map(String.init),
      layout.sideWidth, indent: "    ")
    return lines.map { SideLine(text: $0) }
  }

  private func pickLines(_ layout: FormLayout, _ scene: Scene) -> [SideLine] {
    let title =
      input == .area ? scene.wording.field(.area) : scene.wording.field(.occupation)
    let isChosen = !sheet.isEmpty(input) && picks.items.count > 1 && !layout.isNarrow
    let keys = isChosen ? scene.say(", PgDn pilih", ", PgDn chooses") : ""
    let count = "  (\(picks.items.count)\(keys))"
    let room = layout.sideWidth - DisplayWidth.of(title + ": " + count)
    let typed =
      sheet.isEmpty(input) ? "" : " \(DisplayWidth.fitted(sheet.text(input), min(8, room)))"
    let head = SideLine(text: "\(title):\(typed)\(count)")
    guard !picks.items.isEmpty else {
      let none = scene.say("Tidak ada yang cocok.", "Nothing fits.")
      return [head]
        + WrappedText.lines(none, layout.sideWidth - 3).map {
          SideLine(text: "  \($0)", style: .attention)
        }
    }
    let rows = layout.listRoom - 1
    let start = max(0, min(picks.selected - rows + 1, picks.items.count - rows))
    return [head]
      + picks.items.enumerated().dropFirst(start).prefix(rows).map { index, item in
        let mark = index == picks.selected && (picks.isMoved || !sheet.isEmpty(input)) ? "►" : " "
        // Where there is little room the name of a village is worth more than its code.
        let isBare = layout.isNarrow && input == .area
        let detail = isBare ? "" : item.detail.map { " (\($0))" } ?? ""
        return SideLine(text: "\(mark) \(isBare ? "" : item.key + " ")\(item.name)\(detail)")
      }
  }

  private func found(_ layout: FormLayout, _ scene: Scene) -> [SideLine] {
    cause(layout) + lookAlikes(layout, scene)
  }

  /// The cases that look like this person, a line each, with the score and its parts below their names.
  private func lookAlikes(_ layout: FormLayout, _ scene: Scene) -> [SideLine] {
    let alike = examined?.result.lookAlikes ?? []
    guard !alike.isEmpty else { return [] }
    let table = LookAlikeTable(isShort: layout.isNarrow, scene)
    // Where there is little room the checks are worth more than the fourth that looks alike.
    return [SideLine(text: table.head)]
      + alike.prefix(layout.isLow ? 2 : LookAlike.limit).map { other in
        SideLine(text: table.row(other), style: other.score.isLikely ? .attention : .plain)
      }
  }

  /// Why the case came back, for who repairs it.
  private func cause(_ layout: FormLayout) -> [SideLine] {
    guard let repair else { return [] }
    let sentences = layout.isLow ? repair.cause : Array(repair.cause.dropFirst())
    return sentences.flatMap { WrappedText.lines($0, layout.sideWidth - 1) }
      .map { SideLine(text: $0, style: .attention) }
  }
}
