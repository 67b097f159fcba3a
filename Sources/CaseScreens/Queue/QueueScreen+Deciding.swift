internal import CanonicalForm
internal import CaseDomain

// MARK: - Verbs

extension QueueScreen {
  /// The cases that a verb is for: the marks, shown or hidden by the filter, else the row; in a page the
  /// case that is open.
  private var targets: [CaseID] {
    let marked = isOpen ? [] : all.rows.map(\.id).filter(table.marked.contains)
    return marked.isEmpty ? table.current.map { [$0.id] } ?? [] : marked
  }

  mutating func decide(_ action: Action, _ scene: Scene) -> [Move] {
    let targets = targets
    guard let row = table.current?.id else { return [] }
    if targets == [row], table.isDone(row) {
      // The list has ended; keys that were typed for rows beyond it have nothing to meet.
      return action == .approve ? [] : [.swallow]
    }
    let verbs = Verbs(scene)
    switch action {
    case .enrol:
      return verbs.enrolQuestion(targets).map { [.ask($0)] } ?? []
    // One person's own affairs: the row, whatever is marked.
    case .correct:
      guard let file = scene.caseload.file(row) else { return [] }
      return [.push(FormScreen(correcting: file, scene))]
    case .leave:
      guard let file = scene.caseload.file(row) else { return [] }
      return [.ask(Leaving.question(file, scene))]
    default: break
    }
    guard let level else { return [] }
    if signedBy(scene) != nil, signatures[level] == nil {
      // The keys of reason and note that were typed ahead belong to the verb that is refused here.
      return [
        .tell(
          scene.say(
            "Isi dahulu penandatangan dan tanggal lembar (g).",
            "First set the signer and the day of the sheet (g)."), .attention)
      ] + (action == .approve ? [] : [.swallow])
    }
    switch action {
    case .approve:
      let hidden = hiddenCount(targets)
      if targets.count > 1 || hidden > 0 {
        return [.ask(verbs.approveQuestion(targets, hidden: hidden))]
      }
      return perform(targets) { .approve(Approve($0)) }
    case .reject: return [.ask(verbs.rejectQuestion(targets, at: level))]
    case .return: return [.ask(verbs.returnQuestion(targets, at: level))]
    default: return []
    }
  }

  /// How many of these cases the filter hides.
  private func hiddenCount(_ ids: [CaseID]) -> Int {
    let shown = Set(table.rows.map(\.id))
    return ids.count { !shown.contains($0) }
  }

  private func perform(
    _ ids: [CaseID], note: String? = nil, _ command: (DecisionInput) -> Command
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
    begin()
    switch (purpose, answer) {
    case (.approve(let ids), .yes): return perform(ids) { .approve(Approve($0)) }
    case (.reject(let ids), .filled(let choice, let texts)):
      guard let level, let reason = Verbs(scene).reason(choice, .reject, at: level) else {
        return []
      }
      return perform(ids, note: texts.first) { .reject(Reject($0, reason: reason)) }
    case (.return(let ids), .filled(let choice, let texts)):
      guard let level, let reason = Verbs(scene).reason(choice, .return, at: level) else {
        return []
      }
      return perform(ids, note: texts.first) { .return(Return($0, reason: reason)) }
    case (.enrol(let ids, let month), .yes):
      let commands = ids.map { Command.enrol(Enrol($0, from: month)) }
      return [.perform(Order(commands, .cases(ids), seen: seenEntry(ids)))]
    case (.withdraw(let id), .filled), (.end(let id), .filled):
      return Leaving.moves(purpose, answer, seen: seenEntry([id]), scene)
    case (.signer(let level), .filled(_, let texts)): return sign(level, texts, scene)
    case (.reveal(let id), .filled(_, let texts)): return Revealing.moves(id, texts, scene)
    case (.export, .filled(_, let texts)): return Exporting.moves(export(scene), texts, scene)
    case (.sort, .filled(let choice?, _)):
      guard QueueScreen.orders.indices.contains(choice - 1) else { return [] }
      order = QueueScreen.orders[choice - 1]
      take(scene)
      var memory = scene.memory
      memory.sort = order.rawValue
      return [.effect(.remember(memory))]
    default: return []
    }
  }
}

// MARK: - What became of it

extension QueueScreen {
  mutating func receive(_ answer: Answer, _ scene: Scene) -> [Move] {
    guard case .performed(let order, let performance) = answer else { return [] }
    if case .undo = order.purpose {
      takeBack(performance, scene)
      return []
    }
    guard case .cases(let ids) = order.purpose else { return [] }
    for (id, result) in zip(ids, performance.results) {
      switch result {
      case .success(let events):
        for event in events where event.caseID == id {
          table.note(id, .done)
          burst.events.append(event)
          if event.isVerdict { decidedToday += 1 }
        }
        table.unmark(id)
      case .failure(let refusal):
        table.note(id, .refused(scene.wording.shortRefusal(refusal)))
        burst.refusals.append((id, scene.wording.refusal(refusal)))
      }
      seen[id] = scene.entry
    }
    isStale = true
    let wasOnRow = table.current.map { ids.contains($0.id) } ?? false
    let isLast = wasOnRow && !advance(scene)
    if isLast { isOpen = false }
    return [summary(performance, isLast: isLast, scene)]
  }

  /// Has the cases that an undo brought back undecided again, the first of them selected.
  private mutating func takeBack(_ performance: Performance, _ scene: Scene) {
    let ids = performance.results.flatMap { (try? $0.get()) ?? [] }.compactMap(\.caseID)
    for id in ids where table.isDone(id) { table.note(id, nil) }
    guard let first = ids.first else { return }
    isStale = true
    if !table.rows.contains(where: { $0.id == first }) { take(scene) }
    table.select(first)
    wanted = first
  }

  private func summary(_ performance: Performance, isLast: Bool, _ scene: Scene) -> Move {
    let wording = scene.wording
    let (events, refusals) = (burst.events, burst.refusals)
    if !refusals.isEmpty, events.count + refusals.count > 1 {
      let (done, refused) = (scene.cases(events.count), wording.number(refusals.count))
      return .tell(
        scene.say(
          "\(done) \(verb(events, scene)), \(refused) tidak. Enter melihat sebabnya.",
          "\(done) \(verb(events, scene)), \(refused) refused. Enter shows why."), .attention)
    }
    if let refusal = refusals.first { return .tell(refusal.sentence, .urgent) }
    let own = performance.results.flatMap { (try? $0.get()) ?? [] }
    guard let event = own.first else { return .tell("") }
    var notice = "\(scene.cases(own.count)) \(verb(own, scene))."
    if own.count == 1 { notice = wording.notice(event, scene.caseload, at: performance.at) }
    // As much of what follows as the line holds.
    let more = isLast && isFinished(scene) ? finished(scene) : progress(event, scene)
    let longer = more.map { "\(notice) \($0)" }
    return .tell(longer.first { DisplayWidth.of($0) <= scene.size.columns } ?? notice)
  }

  /// How many the officer has decided today, at length and in short; nothing behind other verbs.
  private func progress(_ event: Event, _ scene: Scene) -> [String] {
    guard event.isVerdict else { return [] }
    let count = scene.wording.number(decidedToday)
    return [
      scene.say("Keputusan hari ini \(count).", "Decisions today \(count)."),
      scene.say("Hari ini \(count).", "Today \(count)."),
    ]
  }

  private func finished(_ scene: Scene) -> [String] {
    let place = tab.map { title($0, scene) } ?? ""
    return [
      scene.say("Antrean selesai: \(place).", "Queue done: \(place)."),
      scene.say("Antrean selesai.", "Queue done."),
    ]
  }

  /// What was done: the word for it, or the one for several things.
  private func verb(_ events: [Event], _ scene: Scene) -> String {
    let kinds = Set(events.map(\.kind))
    guard kinds.count == 1, let kind = kinds.first else {
      return kinds.isEmpty
        ? scene.say("tersimpan", "saved") : scene.say("diputuskan", "decided")
    }
    return scene.wording.kind(kind)
  }
}

// MARK: - Signer, sheet and export

extension QueueScreen {
  func askSigner(_ scene: Scene) -> [Move] {
    guard let level, let known = scene.programme?.level(level) else { return [] }
    let texts = signatures[level].map { [$0.by, scene.wording.shortDay($0.on), $0.document] }
    return [.ask(Verbs(scene).signerQuestion(known, texts))]
  }

  private mutating func sign(_ level: LevelID, _ texts: [String], _ scene: Scene) -> [Move] {
    guard texts.count == 3, let known = scene.programme?.level(level) else { return [] }
    let complaint: String
    do throws(FieldFault.Problem) {
      let day = try DayReading.day(texts[1])
      if day <= scene.today {
        signatures[level] = Signature(by: texts[0], on: day, document: texts[2])
        return [
          .tell(
            scene.say(
              "Penandatangan lembar \(texts[2]) berlaku sampai diganti (g).",
              "The signer of sheet \(texts[2]) holds until it is changed (g)."))
        ]
      }
      complaint = scene.wording.refusal(.dayInFuture(day))
    } catch {
      complaint = scene.wording.problem(error)
    }
    return [.ask(Verbs(scene).signerQuestion(known, texts, complaint: complaint))]
  }

  func printSheet(_ scene: Scene) -> [Move] {
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

  func export(_ scene: Scene) -> Export {
    Export.list(
      name: "antrean", title: tab.map { title($0, scene) } ?? "",
      table.rows.compactMap { scene.caseload.row($0.id) }, scene, scene.caseload, at: scene.now,
      entry: scene.entry, hash: scene.hash)
  }
}
