internal import CanonicalForm
internal import CaseDomain

// MARK: - Taking the list

extension QueueScreen {
  mutating func settle(_ scene: Scene) {
    take(scene)
    if let wanted { table.select(wanted) }
    wanted = nil
    table.scroll(toFit: listRows(scene))
    shownEntry = scene.entry
    remember()
    burst.isShown = true
    layOutPage(scene)
  }

  /// Finds how far the open page can be scrolled, where that may have changed.
  private mutating func layOutPage(_ scene: Scene) {
    guard isOpen, let id = table.current?.id else { return }
    let basis = Page.Basis(
      id: id, entry: scene.entry, day: scene.today, size: scene.size, unmasked: scene.unmasked)
    guard basis != page.basis, let file = scene.caseload.file(id) else { return }
    let most = CaseView(file, scene).maximumScroll(size: pageSize(scene))
    page = Page(basis: basis, maximumScroll: most)
  }

  /// Takes the list as the state and the officer's choices now make it.
  ///
  /// What only others did moves no row.
  mutating func take(_ scene: Scene) {
    let tabs = tabs(scene)
    let tab = self.tab.flatMap { tabs.contains($0) ? $0 : nil } ?? firstTab(scene)
    self.tab = tab
    let basis = Basis(
      tab: tab, order: order, filter: filter.text, areas: scene.readableAreas, entry: scene.entry,
      day: scene.today, elsewhere: scene.openElsewhere)
    guard basis != self.basis || isStale else { return }
    let old = self.basis
    self.basis = basis
    if old?.entry != basis.entry || old?.day != basis.day || old?.areas != basis.areas {
      count(scene)
    }
    var same = basis
    same.filter = old?.filter ?? ""
    if same != old {
      all = FilteredCases(scene.caseload.tableRows(cases(tab, scene)))
      all.sort(by: order, words(scene))
    }
    list(basis, old, scene)
    isStale = false
  }

  private mutating func list(_ basis: Basis, _ old: Basis?, _ scene: Scene) {
    let rows = all.matching(filter.text, words(scene))
    let isSameChoice =
      old?.tab == basis.tab && old?.order == basis.order && old?.filter == basis.filter
      && old?.areas == basis.areas
    if isSameChoice, !isStale, !hasOwnChange(scene) {
      table.refresh(rows, unfiltered: all.count) { id in
        scene.caseload.file(id)?.history.last.map(scene.wording.shortDeed) ?? ""
      }
      return
    }
    if old?.tab != basis.tab { table = CaseTable() }
    let kept = table.current?.id
    let hasMovedOn = table.list(
      rows, unfiltered: all.count, keepsOrder: old?.order == basis.order)
    table.keepMarks(all.has)
    // Who filters looks for somebody: the first that fits, unless the selected case does.
    if old?.filter != basis.filter, table.current?.id != kept { table.selectFirst() }
    if !hasMovedOn || old?.areas != basis.areas { isOpen = false }
  }

  /// Whether a case left the list by something that this officer did elsewhere, as in its form.
  private func hasOwnChange(_ scene: Scene) -> Bool {
    table.rows.contains { row in
      !all.has(row.id)
        && scene.caseload.row(row.id)?.changedBy == scene.officer
    }
  }

  /// Keeps, for the selected and the marked rows, the entry up to which the officer has seen them.
  private mutating func remember() {
    let kept = table.marked.union(table.current.map { [$0.id] } ?? [])
    seen = seen.filter { kept.contains($0.key) }
    for id in kept where seen[id] == nil { seen[id] = shownEntry }
  }

  /// The entry up to which the officer has seen all of these cases.
  func seenEntry(_ ids: [CaseID]) -> Int? { ids.map { seen[$0] ?? shownEntry }.min() }
}

// MARK: - What is listed

extension QueueScreen {
  /// The tab that is the officer's own: the first level that they decide, else where they register or enrol.
  private func firstTab(_ scene: Scene) -> QueueTab {
    for level in scene.programme?.levels ?? [] where scene.holds(.verifier, level: level.id) {
      return .level(level.id)
    }
    if scene.holds(.enroller) { return .qualified }
    if scene.holds(.registrar) { return .repair }
    return scene.programme?.levels.first.map { .level($0.id) } ?? .repair
  }

  func tabs(_ scene: Scene) -> [QueueTab] {
    [.repair] + (scene.programme?.levels.map { .level($0.id) } ?? []) + [.qualified]
  }

  /// The words of the list as they are now.
  func words(_ scene: Scene) -> CaseLines { CaseLines(scene, hasStanding: false) }

  private func cases(_ tab: QueueTab, _ scene: Scene) -> [CaseID] {
    var selection = Selection()
    selection.within = scene.readableAreas
    switch tab {
    case .repair: selection.count = .returned
    case .level(let level): (selection.count, selection.level) = (.waiting, level)
    // The waiting list stands behind those for whom there is a place.
    case .qualified: selection.counts = [.qualified, .waitlisted]
    }
    return scene.caseload.ids(selection, at: scene.now)
  }

  /// Whether nobody is left in the tab that is shown, whatever the filter hides.
  func isFinished(_ scene: Scene) -> Bool { tab.map { cases($0, scene).isEmpty } ?? true }

  private mutating func count(_ scene: Scene) {
    counts = [:]
    decidedToday = 0
    let areas = scene.readableAreas
    for row in scene.caseload.rows {
      guard areas?.contains(where: { $0.covers(row.area) }) ?? true else { continue }
      switch row.stage {
      case .waiting: if let level = row.level { counts[.level(level), default: 0] += 1 }
      case .returned: counts[.repair, default: 0] += 1
      case .qualified: counts[.qualified, default: 0] += 1
      default: break
      }
      // Nobody has decided who was only registered: after an import that is nearly everybody.
      guard row.changed.day == scene.today, !row.isUntouched,
        let file = scene.caseload.file(row.id)
      else { continue }
      for item in file.history.reversed() {
        guard item.stamp.at.day == scene.today else { break }
        if item.stamp.by == scene.officer, !item.isUndone, item.event.isVerdict {
          decidedToday += 1
        }
      }
    }
  }
}

extension Event {
  /// Whether a level or BPJS decided, or a place was given.
  var isVerdict: Bool {
    if case .enrolled = self { true } else { isDecision }
  }
}
