internal import CanonicalForm
internal import CaseDomain

/// Saving: what is wrong first, then what a rule would do, then the store.
extension FormScreen {
  mutating func save(_ scene: Scene) -> [Move] {
    accept(scene)
    examine(scene)
    left = nil
    if let wrong = firstWrong { return refuse(at: wrong, scene) }
    do throws(Refusal) {
      let stamp = Stamp(entry: scene.entry + 1, at: scene.now, by: scene.officer)
      let events = try scene.caseload.decide(command, at: stamp)
      if let question = events.first.flatMap({ question($0, scene) }) { return [.ask(question)] }
    } catch {
      // What is no fault of the form the store says itself; it also knows what a colleague did
      // meanwhile.
      if let wrong = input(toRepair: error) { return refuse(at: wrong, scene) }
    }
    return [.perform(order)]
  }

  mutating func answer(
    _ purpose: Question.Purpose, _ answer: Question.Answer, _ scene: Scene
  ) -> [Move] {
    guard purpose == .saveRejected else { return [] }
    if answer == .yes { return [.perform(order)] }
    // Most often a digit was mistyped: of the year, or of the NIK that stands on a list.
    let compared = examined?.result.compared
    let isByAge = compared.map { !($0.minimumAge...$0.maximumAge ~= $0.age) } ?? false
    go(to: isByAge ? .birthDate : .nik, scene)
    return [.tell(scene.say("Belum tersimpan.", "Not saved."))]
  }

  mutating func receive(_ answer: Answer, _ scene: Scene) -> [Move] {
    guard case .performed(let order, let performance) = answer, order.purpose == purpose,
      let result = performance.results.first
    else { return [] }
    switch result {
    case .success(let events): return finish(events, performance.at, scene)
    case .failure(let refusal): return refuse(refusal, scene)
    }
  }

  private var purpose: Order.Purpose { repair.map { .correct($0.id) } ?? .register }

  private var order: Order { Order([command], purpose, seen: repair?.seen) }

  private var command: Command {
    guard let repair else { return .register(Register(form: sheet.form, note: sheet.note)) }
    return .correct(Correct(repair.id, changes: Form(changes), note: sheet.note))
  }

  /// The fields that a correction changes, with what they shall hold.
  var changes: [Field: String] {
    guard let repair else { return [:] }
    let (old, new) = (repair.saved.form.texts, sheet.form.texts)
    var changes: [Field: String] = [:]
    for field in Field.allCases where old[field] != new[field] { changes[field] = new[field] ?? "" }
    return changes
  }

  /// The question before somebody is saved whom a rule rejects at once.
  private func question(_ event: Event, _ scene: Scene) -> Question? {
    let (judgement, reason, nik): (Judgement, ReasonCode?, NIK?)
    switch event {
    case .registered(let event):
      (judgement, reason, nik) = (event.judgement, event.reason, event.record.person.value?.nik)
    case .corrected(let event):
      (judgement, reason, nik) = (event.judgement, event.reason, event.record.person.value?.nik)
    default: return nil
    }
    guard let rule = judgement.rule, let reason else { return nil }
    let exclusion = Exclusion(rule: rule, reason: reason, listed: judgement.listed)
    let compared = judgement.compared
    let why = FormWords(scene).exclusion(rule, compared)
    return Question(
      .saveRejected,
      [
        scene.wording.exclusion(exclusion, compared, nik: nik, scene.caseload),
        scene.say(
          "Simpan sebagai DITOLAK OTOMATIS (\(why))?", "Save as REJECTED BY RULE (\(why))?"),
      ], no: scene.say("perbaiki", "correct it"))
  }

  private mutating func finish(_ events: [Event], _ at: Instant, _ scene: Scene) -> [Move] {
    var moves: [Move] = []
    if let event = events.first {
      var style = Style.plain
      if let id = event.caseID, scene.caseload.file(id)?.standing.stage == .rejected {
        style = .attention
      }
      moves.append(.tell(scene.wording.notice(event, scene.caseload, at: at), style))
    }
    if let draftID {
      doneDrafts.insert(draftID)
      moves.append(.effect(.removeDraft(draftID)))
    }
    (draftID, changedAt) = (nil, nil)
    guard repair == nil else { return moves + [.pop] }
    var memory = scene.memory
    memory.rt = sheet.isEmpty(.rt) ? nil : sheet.text(.rt)
    memory.rw = sheet.isEmpty(.rw) ? nil : sheet.text(.rw)
    memory.area = AreaCode(sheet.text(.area))
    if memory != scene.memory { moves.append(.effect(.remember(memory))) }
    previous = sheet
    return moves + begin(scene)
  }
}

// MARK: - What is wrong

extension FormScreen {
  /// The first input that has to be filled or put right.
  private var firstWrong: Input? {
    guard let result = examined?.result else { return nil }
    var wrong = result.faults.map { Input($0.field) } + result.missing.map { Input($0) }
    if result.duplicate != nil { wrong.append(.nik) }
    if result.noteProblem != nil { wrong.append(.reason) }
    return wrong.min()
  }

  private mutating func refuse(at wrong: Input, _ scene: Scene) -> [Move] {
    go(to: wrong, scene)
    left = wrong
    isEditing = true
    // A notice of what was saved before must not stand as if this were saved too.
    let notice = scene.say(
      "Belum tersimpan: perbaiki isian di ►.", "Not saved yet: put right what stands at ►.")
    return saveDraft(scene) + [.tell(notice, .attention)]
  }

  private mutating func refuse(_ refusal: Refusal, _ scene: Scene) -> [Move] {
    if let wrong = input(toRepair: refusal) { return refuse(at: wrong, scene) }
    return saveDraft(scene) + [.tell(scene.wording.refusal(refusal), .urgent)]
  }

  /// Where a refusal is put right; nil where no line of the form can do it.
  private func input(toRepair refusal: Refusal) -> Input? {
    switch refusal {
    case .form(let faults): faults.map { Input($0.field) }.min()
    case .duplicate: .nik
    case .warningsNeedNote, .badNote: .reason
    default: nil
    }
  }

  /// What is wrong with the line of an input, as far as it was typed; nil where nothing is.
  func fault(_ input: Input) -> FieldFault? {
    examined?.result.faults.first { Input($0.field).line == input.line }
  }

  /// The sentence in the one line for help and errors, and how it looks.
  func message(_ scene: Scene) -> (text: String, style: Style) {
    let words = FormWords(scene)
    let wording = scene.wording
    let result = examined?.result
    if sheet[input].isCut {
      let limit = wording.number(sheet[input].limit)
      return (
        scene.say(
          "Terlalu panjang: paling banyak \(limit) karakter; sisanya tidak masuk.",
          "Too long: at most \(limit) characters; the rest was left out."), .urgent
      )
    }
    // Who comes back to a line wants to know what is wrong there; who goes on, what was wrong
    // before.
    if let fault = fault(input), isFresh { return (wording.fault(fault), .urgent) }
    if let left, left.line != input.line || isFresh && left == input {
      if let fault = fault(left) { return (wording.fault(fault), .urgent) }
      if let missing = result?.missing.first(where: { Input($0).line == left.line }) {
        return (wording.fault(FieldFault(missing, .missing)), .urgent)
      }
    }
    if let other = result?.duplicate { return (wording.refusal(.duplicate(other)), .urgent) }
    if input == .reason, let problem = result?.noteProblem {
      return (wording.refusal(.badNote(problem)), .urgent)
    }
    let saves = input == inputs(scene).last ? scene.say(" Enter menyimpan.", " Enter saves.") : ""
    if input == .reason, let warnings = result?.warnings, !warnings.isEmpty {
      let found = warnings.map(wording.warning).joined(separator: " ")
      return sheet.isEmpty(.reason)
        ? (
          scene.say("Pilih angka, atau ketik sebabnya. ", "Choose a digit or say why. ") + found,
          .attention
        ) : (found + saves, .attention)
    }
    if let repair, input.line == input, sheet.text(input) != repair.saved.text(input) {
      let old = shown(input, of: repair.saved, scene)
      if !old.isEmpty { return (scene.say("Semula: \(old)", "Before: \(old)"), .plain) }
    }
    if input == .rt, isFresh, repair == nil, !sheet.isEmpty(.rt), !sheet.isEmpty(.area) {
      let place = "\(sheet.text(.rt))/\(sheet.text(.rw)) \(placeName(scene))"
      return (
        scene.say(
          "Enter menerima \(place); angka menggantinya.",
          "Enter accepts \(place); a digit replaces it."), .plain
      )
    }
    if isFresh, isReplaced, input != .sex, input != .statement, input != .papers {
      return (
        scene.say(
          "Enter mempertahankan isian ini; ketikan menggantinya, ←→ mengubahnya.",
          "Enter keeps what stands here; typing replaces it, ←→ edit it.") + saves, .plain
      )
    }
    return (words.help(input) + saves, .plain)
  }

  /// The village in full, with its district.
  private func placeName(_ scene: Scene) -> String {
    let code = AreaCode(sheet.text(.area))
    let district = scene.programme?.area(code)?.district
    return scene.wording.place(code) + (district.map { ", Kec. \($0)" } ?? "")
  }
}
