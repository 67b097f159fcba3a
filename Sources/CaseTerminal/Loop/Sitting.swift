internal import CanonicalForm
internal import CaseDomain
internal import CaseExchange
internal import CaseScreens
internal import CaseStore
internal import EventJournal
internal import SystemFiles

/// One officer's sitting at the desk: carries out what the screens ask for, on the store and its files.
///
/// It knows no terminal: keys come in, frames go out, and wishes about the terminal are left in ``wishes``.
final class Sitting {
  /// What only the terminal can do.
  enum Wish: Hashable {
    case repaint, suspend, quit
    /// The PIN was wrong too often.
    case lockOut
    /// Another officer of the shared desk sits there now.
    case change(Admission)
  }

  let store: CaseStore
  var size: Size
  private(set) var wishes: [Wish] = []

  private let admission: Admission
  private let fetching: ((String) -> String)?
  private let language: Language
  private let files: DeskFiles
  private var desk: Desk
  private var memory: DeskMemory
  /// Whether the disk does not have it yet.
  private var isMemoryNew = false
  private var drafts: [Draft]
  private var openElsewhere: [CaseID: String] = [:]
  /// The last commands that failed and the id under which they were sent: sent again, they are the same.
  private var unsure: (commands: [Command], id: String)?
  /// What reading the store last failed with, so that it is said once.
  private var trouble: StoreError?
  /// The draft as it is on the disk.
  private var saved: Draft?
  /// The name of the next draft: another once something is typed under it, so that ids follow from what the
  /// officer does and not from how often a frame was made.
  private var freshID: DraftID
  /// When something was revealed that is to be masked again.
  private var revealedAt: ContinuousClock.Instant?
  /// What bars the desk; nil where nothing does.
  private var lockScreen: LockScreen?
  /// Whether the officer was told that the clock is behind the last entry.
  private var knowsOfClock = false

  init(
    _ store: CaseStore, _ files: DeskFiles, _ admission: Admission, language: Language, size: Size,
    fetching: ((_ path: String) -> String)? = nil
  ) {
    (self.store, self.files, self.admission) = (store, files, admission)
    (self.language, self.size, self.fetching) = (language, size, fetching)
    memory = files.memory
    drafts = (try? files.drafts(store.caseload.officers)) ?? []
    freshID = DraftID(store.newID())
    desk = Desk(
      Sitting.scene(
        store, admission.officer, language, size, memory: memory, drafts: drafts, freshID: freshID))
    takeInClaims()
  }
}

// MARK: - Keys and frames

extension Sitting {
  /// Handles one key and everything that it causes.
  func handle(_ key: Key) {
    guard lockScreen == nil else { return unlock(key) }
    carryOut(desk.handle(key, scene))
    if desk.unsavedDraft?.id == freshID { freshID = DraftID(store.newID()) }
  }

  /// Takes the state as it is, once no key is waiting.
  func settle() { carryOut(desk.settle(scene)) }

  var frame: Frame {
    lockScreen?.frame(size, language, isSimulated: store.isSimulated) ?? desk.frame(scene)
  }

  func takeWishes() -> [Wish] {
    defer { wishes = [] }
    return wishes
  }

  func tell(_ text: String, isUrgent: Bool) { desk.tell(text, isUrgent: isUrgent) }

  func say(_ indonesian: String, _ english: String) -> String { language(indonesian, english) }

  /// What the screens see now.
  ///
  /// Made anew for each key and let go before anything is written: a caseload that somebody else holds would
  /// be copied by the next event.
  private var scene: Scene {
    Sitting.scene(
      store, officer, language, size, memory: memory, drafts: drafts, openElsewhere: openElsewhere,
      freshID: freshID)
  }

  private static func scene(
    _ store: CaseStore, _ officer: OfficerID, _ language: Language, _ size: Size,
    memory: DeskMemory, drafts: [Draft], openElsewhere: [CaseID: String] = [:], freshID: DraftID
  ) -> Scene {
    let head = store.head
    return Scene(
      caseload: store.caseload, now: store.now, entry: head.number, hash: head.hash,
      isSimulated: store.isSimulated, officer: officer, language: language, size: size,
      openElsewhere: openElsewhere, memory: memory, drafts: drafts, freshID: freshID)
  }
}

// MARK: - The lock

extension Sitting {
  var isLocked: Bool { lockScreen != nil }

  /// Whether a PIN bars the desk after a while without a key.
  var hasPIN: Bool { admission.desk != nil || store.caseload.pins[officer] != nil }

  /// Bars the desk: what was typed is on the disk, and nothing of any case on the screen.
  func lock() {
    saveDraft()
    revealedAt = nil
    desk.conceal()
    let seats: [Officer] =
      if let desk = admission.desk {
        store.caseload.seats(at: desk, on: store.now.day)
      } else if store.caseload.pins[officer] != nil {
        [store.caseload.officers[officer]].compactMap(\.self)
      } else {
        []
      }
    lockScreen = LockScreen(seats)
  }

  private func unlock(_ key: Key) {
    switch lockScreen?.handle(key) {
    case nil: break
    case .leave: wishes.append(.quit)
    case .unlock(let id, let pin):
      switch store.tryPIN(pin, of: id, via: via) {
      case .right: break
      case .wrong:
        if lockScreen?.refuse() ?? true { wishes.append(.lockOut) }
        return
      case .barred: return wishes.append(.lockOut)
      }
      if id == officer {
        lockScreen = nil
      } else {
        wishes.append(.change(Admission(id, desk: admission.desk, key: admission.key)))
      }
    }
  }
}

// MARK: - What is seen for a while

extension Sitting {
  /// How long, in milliseconds, what was revealed may still be seen; nil where nothing is.
  var millisecondsToConceal: Int32? {
    revealedAt.map { $0.milliseconds(leftOf: Desk.timeRevealed) }
  }

  /// Masks again what was revealed, where its time is over.
  func concealWhereDue() {
    guard millisecondsToConceal == 0 else { return }
    revealedAt = nil
    desk.conceal()
  }
}

// MARK: - What others do

extension Sitting {
  private var officer: OfficerID { admission.officer }
  private var via: String? { admission.desk?.rawValue }

  /// Why the officer may not stay, by what was read last; nil where they may.
  var dismissal: Dismissal? {
    do throws(Dismissal) {
      try store.caseload.requireAdmitted(admission, on: store.now.day)
      return nil
    } catch {
      return error
    }
  }

  /// The milliseconds until the next day begins, with which a key or a grant may end; nil for the owner, who stays.
  var untilTomorrow: Int32? {
    guard officer != .owner else { return nil }
    let now = store.now
    return Int32(clamping: Instant(endOf: now.day).milliseconds - now.milliseconds + 1)
  }

  /// Takes in what others have written since, and which cases and drafts they have open.
  func refresh() {
    do throws(StoreError) {
      try store.refresh()
      trouble = nil
    } catch {
      if trouble != error { desk.tell(wording.storeError(error), isUrgent: true) }
      trouble = error
    }
    takeInClaims()
    takeInDrafts()
  }

  private func takeInClaims() {
    let wording = wording
    openElsewhere = ((try? files.claims()) ?? [:]).mapValues(wording.officer)
  }

  private func takeInDrafts() {
    drafts = (try? files.drafts(store.caseload.officers)) ?? drafts
  }

  private var wording: Wording { Wording(language, store.caseload) }
}

// MARK: - Drafts

extension Sitting {
  /// Whether something was typed that the disk does not hold.
  var hasUnsavedDraft: Bool { desk.unsavedDraft.map { $0 != saved } ?? false }

  /// Puts what was typed on the disk.
  func saveDraft() {
    guard let draft = desk.unsavedDraft, draft != saved else { return }
    save(draft)
  }

  /// Puts on the disk what the desk remembers for the officer; behind the frame, for nobody waits for it.
  func saveMemory() {
    guard isMemoryNew else { return }
    isMemoryNew = false
    // A convenience: a store that cannot be written says so when something matters.
    try? files.remember(memory)
  }

  private func save(_ draft: Draft) {
    do throws(SystemFailure) {
      try files.save(draft)
      saved = draft
      if draft.id == freshID { freshID = DraftID(store.newID()) }
      drafts.removeAll { $0.id == draft.id }
      drafts.insert(draft, at: 0)
    } catch {
      desk.tell(
        say("Draf belum tersimpan: ", "The draft is not saved: ") + wording.cause(error),
        isUrgent: true)
    }
  }

  private func remove(_ id: DraftID) {
    // What cannot be removed is offered again, which loses nothing.
    try? files.removeDraft(id)
    drafts.removeAll { $0.id == id }
    if saved?.id == id { saved = nil }
  }
}

// MARK: - Effects

extension Sitting {
  private func carryOut(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .perform(let order):
        let (answer, clockBehind) = perform(order)
        self.answer(answer)
        if let clockBehind, !knowsOfClock {
          knowsOfClock = true
          desk.tell(wording.clockBehind(clockBehind), isUrgent: true)
        }
      case .saveDraft(let draft): save(draft)
      case .removeDraft(let id): remove(id)
      case .remember(let memory):
        self.memory = memory
        isMemoryNew = true
      case .claim(let id): try? files.claim(id)
      case .view(let moment): answer(view(moment))
      case .export(let export): answer(write(export))
      case .printSheet(let place): answer(printSheet(place))
      case .record(let deed):
        let answer = record(deed)
        if case .recorded(.revealed) = answer { revealedAt = .now }
        self.answer(answer)
      case .repaint: wishes.append(.repaint)
      case .suspend: wishes.append(.suspend)
      // At a shared desk the next one sits down; Esc on the question ends the program.
      case .quit: if admission.desk == nil { wishes.append(.quit) } else { lock() }
      }
    }
  }

  private func answer(_ answer: Answer) { carryOut(desk.receive(answer, scene)) }

  /// Sends commands to the one writer; says too how far the clock is behind the last entry.
  private func perform(_ order: Order) -> (Answer, clockBehind: Int?) {
    let id = unsure.flatMap { $0.commands == order.commands ? $0.id : nil } ?? store.newID()
    do throws(StoreError) {
      let outcome = try store.perform(
        order.commands, by: officer, via: via, id: id, seen: order.seen)
      unsure = nil
      let performance = Performance(
        entry: outcome.entry, at: outcome.at, results: outcome.results,
        isRepeated: outcome.isRepeated)
      return (.performed(order, performance), outcome.clockBehind)
    } catch {
      unsure = (order.commands, id)
      return (.failed(order, unsaved(error)), nil)
    }
  }

  /// Why nothing was saved, and that what was typed is safe.
  private func unsaved(_ error: StoreError) -> String {
    say("Belum tersimpan: ", "Not saved: ") + wording.storeError(error)
  }

  private func view(_ moment: ViewMoment) -> Answer {
    let wanted: Moment =
      switch moment {
      case .entry(let number): .entry(number)
      case .instant(let instant): .instant(instant)
      }
    do throws(StoreError) {
      let view = try store.view(at: wanted)
      return .viewed(
        PastView(caseload: view.caseload, now: view.now, entry: view.entry, hash: view.hash))
    } catch {
      return .refused(wording.storeError(error))
    }
  }

  private func record(_ deed: Access.Deed) -> Answer {
    do throws(StoreError) {
      try store.record([deed], by: officer, via: via)
      return .recorded(deed)
    } catch {
      return .unrecorded(deed, unrecorded(error))
    }
  }

  /// Why something stays hidden.
  private func unrecorded(_ error: StoreError) -> String {
    say("Tetap tertutup, karena tidak dapat dicatat. ", "Not shown, for it cannot be recorded. ")
      + wording.storeError(error)
  }

  private func write(_ export: Export) -> Answer {
    do throws(StoreError) {
      try store.record(
        [.exported(export.name, export.cases, reason: export.reason)], by: officer, via: via,
        at: (export.entry, export.hash))
    } catch {
      return .refused(unrecorded(error))
    }
    return write(CSVWriter.bytes(export.rows), named: export.name, suffix: "csv")
  }

  private func printSheet(_ place: Neighbourhood) -> Answer {
    let view = store.view
    let readable: [AreaCode]?
    do throws(Refusal) {
      try store.caseload.require(.print, area: place.area, by: officer, on: view.now.day)
      readable = try store.caseload.readableAreas(officer, for: .print, on: view.now.day)
    } catch {
      return .refused(wording.refusal(error))
    }
    guard
      let sheet = NeighbourhoodSheet(
        waitingIn: place.area, rt: place.rt, rw: place.rw, view.caseload, within: readable,
        number: nil, officer: wording.officer(officer), at: view.now, entry: view.entry,
        hash: view.hash)
    else {
      return .refused(
        say(
          "Tidak ada berkas yang menunggu di RT \(place.rt)/RW \(place.rw).",
          "No case waits in RT \(place.rt)/RW \(place.rw)."))
    }
    do throws(StoreError) {
      try store.record([.printed(CaseNumbers(sheet.rows.map(\.id)))], by: officer, via: via)
    } catch {
      return .refused(unrecorded(error))
    }
    let text = sheet.text(language).map { $0 + "\n" }.joined()
    return write(
      Array(text.utf8), named: "\(say("lembar", "sheet"))-\(sheet.number)", suffix: "txt")
  }

  private func write(_ bytes: [UInt8], named name: String, suffix: String) -> Answer {
    do throws(SystemFailure) {
      let path = try files.export(bytes, named: name, suffix: suffix)
      return .written(fetching?(path) ?? path)
    } catch {
      return .refused(wording.cause(error))
    }
  }
}
