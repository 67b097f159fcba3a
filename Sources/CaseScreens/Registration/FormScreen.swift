internal import CanonicalForm
internal import CaseDomain

/// The registration form: one person after the other, or the repair of one case.
///
/// Keys are in FormScreen+Typing.swift, what saving asks and answers in FormScreen+Saving.swift,
/// drafts in FormScreen+Drafts.swift, the looks in FormScreen+Drawing.swift.
struct FormScreen: Screen {
  var sheet = FormSheet()
  /// Where the cursor is.
  var input = Input.nik
  /// Whether nothing was typed since the cursor came there.
  var isFresh = true
  /// Whether the fields have the keys; else letters are actions.
  var isEditing = true
  /// The input that was left last: what is wrong with it is said while the next one is filled.
  var left: Input?
  /// What fits the letters typed so far.
  var picks = PickList()
  /// The case that is corrected; nil for a new registration.
  let repair: Repair?
  /// The registration before, for `^D` and the papers that are usual.
  var previous: FormSheet?

  /// The draft in which what is typed is kept; nil while nothing was typed.
  var draftID: DraftID?
  /// When something was last typed that the draft on the disk does not hold; nil where it holds
  /// all.
  var changedAt: Instant?
  /// Drafts that were finished or discarded here, whatever the scene still lists.
  var doneDrafts: Set<DraftID> = []
  let officer: OfficerID

  // Taken when no key is waiting.
  var examined: Examined?
  var earlier = EarlierRecords()
  var tally = Tally()

  /// A form, and what the rules said of it.
  struct Examined: Sendable {
    var form: Form
    var note: String?
    var entry: Int
    var day: Day
    var result: Examination
  }

  /// What is corrected, as it was when the form was opened.
  struct Repair: Sendable {
    var id: CaseID
    var name: String
    var saved: FormSheet
    /// The last entry that the officer had seen then.
    var seen: Int
    /// Why the case came back and what must be repaired, in sentences.
    var cause: [String]
  }

  /// A form for new registrations.
  init(_ scene: Scene) {
    (repair, officer) = (nil, scene.officer)
    carry(scene.memory.rt, scene.memory.rw, scene.memory.area, scene)
    isEditing = barrier(scene) == nil
  }

  /// The form of a case, to be corrected or completed.
  init(correcting file: CaseFile, _ scene: Scene) {
    self.init(correcting: file, resuming: nil, scene)
  }

  init(correcting file: CaseFile, resuming draft: Draft?, _ scene: Scene) {
    let form = file.record.application.map { Form($0) } ?? Form()
    let needsNote = file.record.application.flatMap { application in
      scene.programme.map { !application.warnings($0).isEmpty }
    }
    // The reason that answered the warnings of this very person answers them again.
    let saved = FormSheet(form, note: needsNote == true ? file.reasonGiven : nil, .saved)
    repair = Repair(
      id: file.id, name: file.person.value?.name ?? "", saved: saved, seen: scene.entry,
      cause: FormScreen.cause(of: file, scene))
    (sheet, officer) = (saved, scene.officer)
    isEditing = barrier(scene) == nil
    if let draft { resume(draft, scene) }
    if draft == nil, !file.isRepairable(scene.programme) {
      // What holds a value can no longer change there: the first empty line is what is wanted.
      go(to: inputs(scene).first { sheet.isEmpty($0) && $0 != .rt } ?? .nik, scene)
    }
  }
}

// MARK: - What is asked

extension FormScreen {
  var casePlace: CasePlace? { repair.map { CasePlace(id: $0.id, isForm: true) } }

  /// A form shows what it holds, so that it is recorded before, or closed.
  func showsNIK(_ scene: Scene) -> Bool { repair != nil && barrier(scene) == nil }

  /// Why nobody can type here; nil where the officer can.
  func barrier(_ scene: Scene) -> String? {
    guard scene.programme != nil else { return scene.wording.refusal(.noProgramme) }
    guard scene.officer != .owner else {
      return scene.wording.refusal(.ownerDoesNotDecide(repair == nil ? .register : .correct))
    }
    guard let repair else {
      if scene.holds(.registrar) { return nil }
      let role = scene.wording.role(.registrar)
      return scene.say(
        "Mendata usulan memerlukan wewenang \(role). Administrator memberikannya.",
        "Registering needs the grant of a \(role). An administrator gives it.")
    }
    guard let file = scene.caseload.file(repair.id) else {
      return scene.wording.refusal(.unknownCase(repair.id))
    }
    guard file.person.value != nil else { return scene.wording.refusal(.erased(repair.id)) }
    if scene.holds(.registrar, area: file.area) || scene.holds(.enroller, area: file.area) {
      return nil
    }
    let place = scene.wording.place(file.area)
    return scene.say(
      "Memperbaiki berkas \(repair.id) memerlukan wewenang petugas pendataan di \(place).",
      "Correcting case \(repair.id) needs the grant of a registrar in \(place).")
  }

  /// What the cursor goes through, in order.
  func inputs(_ scene: Scene) -> [Input] {
    let papers = scene.programme?.papers.map(\.code) ?? []
    return Input.allCases.filter {
      switch $0 {
      case .occupationOther: sheet.namesOccupation
      case .statement: papers.contains(FormSheet.statement)
      case .papers: papers.contains { $0 != FormSheet.statement }
      case .reason:
        repair != nil || !sheet.isEmpty(.reason) || !(examined?.result.warnings ?? []).isEmpty
      default: true
      }
    }
  }

  /// The villages in which the officer may register.
  func villages(_ scene: Scene) -> [Area] {
    let covered = scene.grants.filter { $0.role == .registrar }.map(\.area)
    let all = scene.programme?.areas ?? []
    let own = all.filter { area in covered.contains { $0.covers(area.code) } }
    // Who only completes cases moves nobody, and finds the village that is there.
    return own.isEmpty && repair != nil ? all : own
  }

  /// Takes over the neighbourhood of the registration before, and the only village where there is
  /// one.
  mutating func carry(_ rt: String?, _ rw: String?, _ area: AreaCode?, _ scene: Scene) {
    let villages = villages(scene)
    if let area, villages.contains(where: { $0.code == area }) {
      sheet.set(.rt, rt ?? "", .carried)
      sheet.set(.rw, rw ?? "", .carried)
      sheet.set(.area, area.rawValue, .carried)
    } else if villages.count == 1, let only = villages.first {
      sheet.set(.area, only.code.rawValue, .carried)
    }
  }

  /// Has the rules look at the form, if it or the store changed since they last did.
  mutating func examine(_ scene: Scene) {
    let (form, note) = (sheet.form, sheet.note)
    if let examined, examined.form == form, examined.note == note, examined.entry == scene.entry,
      examined.day == scene.today
    {
      return
    }
    examined = Examined(
      form: form, note: note, entry: scene.entry, day: scene.today,
      result: scene.caseload.examine(form, note: note, replacing: repair?.id, at: scene.now))
  }
}

// MARK: - Screen

extension FormScreen {
  var isTyping: Bool { isEditing }

  var openCase: CaseID? { repair?.id }

  func offers(_ scene: Scene) -> [Offer] {
    guard barrier(scene) == nil else { return repair == nil ? [] : [Offer(.close)] }
    guard isEditing else {
      let isEmpty = !sheet.isTyped
      let why = scene.say("Belum ada yang diisi.", "Nothing was filled yet.")
      return [
        Offer(.open, scene.say("lanjut mengisi", "on with the form")),
        Offer(.save, off: isEmpty ? why : nil), Offer(.register, off: isEmpty ? why : nil),
      ]
    }
    let close = Offer(.close, scene.say("tutup, draf disimpan", "close, draft kept"))
    if offeredDraft(scene) != nil {
      return [Offer(.accept, scene.say("lanjutkan draf", "resume")), Offer(.discard), close]
    }
    let inputs = inputs(scene)
    var offers: [Offer] = []
    // On the last line Enter saves and the other keys that go on do nothing: it is typed, not
    // accepted.
    if input != inputs.last { offers.append(Offer(.accept)) }
    offers.append(Offer(.back, isHinted: input != inputs.first))
    if repair == nil { offers.append(Offer(.copyLast, off: whyNotCopied(scene))) }
    if duplicate(scene) != nil { offers.append(Offer(.openDuplicate)) }
    return offers + [Offer(.save), close]
  }

  mutating func act(_ action: Action, _ scene: Scene) -> [Move] {
    switch action {
    case .accept:
      if let draft = offeredDraft(scene) { return takeUp(draft, scene) }
      return forward(scene)
    case .back: return backward(scene)
    case .save: return save(scene)
    case .copyLast: return copyLast(scene)
    case .openDuplicate: return openDuplicate(scene)
    case .discard: return discard(scene)
    case .register: return saveDraft(scene) + begin(scene)
    case .open:
      isEditing = true
      return []
    case .close: return close(scene)
    default: return []
    }
  }

  mutating func enter(_ scene: Scene) -> [Move] {
    // Who comes to the form wants to type: letters as actions would lead elsewhere.
    isEditing = barrier(scene) == nil
    return []
  }

  mutating func settle(_ scene: Scene) {
    guard barrier(scene) == nil else {
      isEditing = false
      return
    }
    examine(scene)
    if repair == nil { tally.count(scene) }
    // Until the village is known, the district tells something too.
    let whole = scene.grants.first { $0.role == .registrar }?.area
    guard let area = sheet.isEmpty(.area) ? whole : AreaCode(sheet.text(.area)) else { return }
    let source = EarlierRecords.Source(
      entry: scene.entry, area: area, rt: sheet.text(.rt), rw: sheet.text(.rw))
    if earlier.source != source { earlier = EarlierRecords(source, scene.caseload) }
  }

  /// Leaves the fields of a new registration, or the whole form of a correction.
  private mutating func close(_ scene: Scene) -> [Move] {
    let isKept = sheet.isTyped
    let moves = saveDraft(scene)
    guard repair == nil else {
      let kept = scene.say("Draf perbaikan disimpan.", "The draft of the correction is kept.")
      return moves + (isKept ? [.tell(kept)] : []) + [.pop]
    }
    isEditing = false
    return moves
  }

  /// The case that has this NIK, or else the one that looks most like this person.
  private func duplicate(_ scene: Scene) -> (id: CaseID, area: AreaCode)? {
    if let other = examined?.result.duplicate { return (other.id, other.area) }
    let alike = examined?.result.lookAlikes.first.flatMap { scene.caseload.file($0.id) }
    return alike.map { ($0.id, $0.area) }
  }

  private func openDuplicate(_ scene: Scene) -> [Move] {
    guard let other = duplicate(scene) else { return [] }
    guard scene.mayRead(other.area) else {
      return [
        .tell(
          scene.say(
            "Berkas \(other.id) di luar wilayah kerja petugas ini.",
            "Case \(other.id) is outside the area of this officer."), .attention)
      ]
    }
    return [.push(CasePage(other.id))]
  }
}

// MARK: - What came back

extension CaseFile {
  /// The note with the last registration or correction.
  fileprivate var reasonGiven: String? {
    for item in history.reversed() where !item.isUndone {
      switch item.event {
      case .registered(let event): return event.signing.remark?.value?.note
      case .corrected(let event): return event.signing.remark?.value?.note
      default: continue
      }
    }
    return nil
  }

  /// Whether fields that hold a value may change; elsewhere only empty ones are filled.
  fileprivate func isRepairable(_ programme: Programme?) -> Bool {
    switch standing.stage {
    case .returned: true
    case .waiting: standing.level == programme?.levels.first?.id
    case .rejected: standing.level == nil
    default: false
    }
  }
}

extension FormScreen {
  fileprivate static func cause(of file: CaseFile, _ scene: Scene) -> [String] {
    let wording = scene.wording
    let standing = file.standing
    let reason = standing.reason.map(wording.reason) ?? ""
    switch standing.stage {
    case .returned:
      let level = standing.level.map(wording.level) ?? ""
      var cause = [
        scene.say("Dikembalikan \(level): \(reason).", "Returned by \(level): \(reason).")
      ]
      let returned = file.history.last { item in
        if case .returned = item.event { return !item.isUndone }
        return false
      }
      if case .returned(let event)? = returned?.event, let note = event.signing.remark?.value?.note
      {
        cause.append(scene.say("Perbaiki: \(note)", "To be repaired: \(note)"))
      }
      return cause
    case .rejected where standing.level == nil:
      return [
        scene.say("Ditolak otomatis: \(reason).", "Rejected by rule: \(reason)."),
        scene.say(
          "Aturan menilai lagi setelah isian diperbaiki, atau setelah sebabnya dicatat.",
          "The rules decide again once a field is corrected, or the cause is noted."),
      ]
    default:
      let stage = wording.stage(standing.stage, standing.level)
      guard file.isRepairable(scene.programme) else {
        return [
          scene.say(
            "\(stage): hanya isian yang kosong dapat dilengkapi.",
            "\(stage): only what is empty can be filled.")
        ]
      }
      return ["\(stage)."]
    }
  }
}
