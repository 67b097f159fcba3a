internal import CanonicalForm
internal import CaseDomain

/// A form that is not finished: on the disk at every line that is left, offered when the form is
/// empty.
extension FormScreen {
  var unsavedDraft: Draft? {
    guard let draftID, let changedAt, sheet.isTyped else { return nil }
    return Draft(
      id: draftID, officer: officer, at: changedAt, correcting: repair?.id, form: sheet.form,
      note: sheet.note)
  }

  /// Notes that something was typed.
  mutating func touch(_ scene: Scene) {
    changedAt = scene.now
    draftID = draftID ?? scene.freshID
  }

  /// Puts on the disk what it does not hold yet; a draft of which nothing is left goes.
  mutating func saveDraft(_ scene: Scene) -> [Move] {
    guard changedAt != nil, let draftID else { return [] }
    let draft = unsavedDraft
    changedAt = nil
    if let draft { return [.effect(.saveDraft(draft))] }
    return [.effect(.removeDraft(draftID))]
  }

  /// The draft that could be continued now; nil once anything is typed.
  func offeredDraft(_ scene: Scene) -> Draft? {
    guard isEditing, draftID == nil, isFresh, !sheet.isTyped else { return nil }
    return drafts(scene).first
  }

  /// Drafts that fit this form, the newest first.
  func drafts(_ scene: Scene) -> [Draft] {
    scene.drafts.filter { draft in
      guard !doneDrafts.contains(draft.id) else { return false }
      if let repair { return draft.correcting == repair.id }
      guard let id = draft.correcting else { return true }
      return scene.caseload.file(id).map { scene.mayRead($0.area) } ?? false
    }
  }

  /// The line that offers a draft; where it is too long the hints alone name its keys.
  ///
  ///     Ada draf pukul 14.32, 6 dari 14 isian. Enter lanjutkan, h hapus.
  func offer(_ draft: Draft, width: Int, _ scene: Scene) -> String {
    let wording = scene.wording
    let (clock, day) = (wording.clock(draft.at), wording.shortDay(draft.at.day))
    let isToday = draft.at.day == scene.today
    let when = scene.say(
      isToday ? "pukul \(clock)" : "\(day) pukul \(clock)", isToday ? clock : "\(day) \(clock)")
    let sheet = FormSheet(draft.form, note: draft.note, .typed)
    let inputs = inputs(scene) + [.reason]
    let (filled, all) = (sheet.filledLines(inputs), Set(inputs.map(\.line)).count)
    let name = DisplayWidth.fitted(wording.officer(draft.officer), 16)
    let whose = draft.officer == scene.officer ? "" : " \(name)"
    let what =
      draft.correcting.map { scene.say(" perbaikan berkas \($0)", " for case \($0)") } ?? ""
    let offer = scene.say(
      "Ada draf\(whose)\(what) \(when), \(filled) dari \(all) isian.",
      "Draft\(whose)\(what) from \(when), \(filled) of \(all) fields.")
    let keys = scene.say(" Enter lanjutkan, h hapus.", " Enter resumes, h discards.")
    return DisplayWidth.of(offer + keys) <= width ? offer + keys : offer
  }

  /// Goes on with a draft, in a form of its own where it corrects a case.
  mutating func takeUp(_ draft: Draft, _ scene: Scene) -> [Move] {
    var own = draft
    own.officer = officer
    // Written at once, so that no other desk of the office goes on with it too.
    let claim = Move.effect(.saveDraft(own))
    if repair == nil, let id = draft.correcting, let file = scene.caseload.file(id) {
      doneDrafts.insert(draft.id)
      return [claim, .push(FormScreen(correcting: file, resuming: draft, scene))]
    }
    resume(draft, scene)
    return [claim]
  }

  mutating func resume(_ draft: Draft, _ scene: Scene) {
    let typed = FormSheet(draft.form, note: draft.note, .typed)
    for input in Input.allCases where typed.text(input) != sheet.text(input) {
      sheet.set(input, typed.text(input))
    }
    draftID = draft.id
    let inputs = inputs(scene)
    go(to: inputs.first { sheet.isEmpty($0) && $0.line == $0 } ?? .nik, scene)
  }

  mutating func discard(_ scene: Scene) -> [Move] {
    guard let draft = offeredDraft(scene) else { return [] }
    doneDrafts.insert(draft.id)
    return [
      .effect(.removeDraft(draft.id)), .tell(scene.say("Draf dihapus.", "The draft is discarded.")),
    ]
  }

  /// Opens an empty form, with the neighbourhood of this one.
  mutating func begin(_ scene: Scene) -> [Move] {
    let last = sheet
    sheet = FormSheet()
    let area = last.isEmpty(.area) ? nil : AreaCode(last.text(.area))
    carry(last.text(.rt), last.text(.rw), area, scene)
    (draftID, changedAt, left, isEditing) = (nil, nil, nil, true)
    go(to: .nik, scene)
    return []
  }
}
