internal import CanonicalForm

extension Wording {
  /// What happened to a case, in lines: when, what and who, then the sheet, the reason, the note, the
  /// fields that changed.
  ///
  ///     05/11 09.12  disetujui RT/RW          H. Bustami, Ketua RT 002/RW 005
  ///                                           lembar 0031, diketik Nurul
  ///
  /// On fewer columns who did it stands below. NIK, family card and telephone are masked. After an erasure
  /// no value is shown, nor what was typed.
  public func history(
    _ item: HistoryItem, of file: CaseFile, _ caseload: Caseload, width: Int = 79
  ) -> [String] {
    let event = item.event
    let words = asOf(event.judgement, caseload)
    let signing = event.signing
    let remark = file.person.value == nil ? nil : signing?.remark?.value
    let keyed = "\(officer(item.stamp.by)) (\(office(item.stamp.by)))"
    let when = historyMoment(item.stamp.at, caseload)
    let what = words.happened(event)
    let who = remark?.signedBy.map { harmless($0) } ?? keyed

    var more: [String] = []
    if let day = signing?.signedOn {
      let document = signing?.document.map { harmless($0) } ?? "–"
      more.append(
        language(
          "lembar \(document), \(shortDay(day)), diketik \(officer(item.stamp.by))",
          "sheet \(document), \(shortDay(day)), keyed by \(officer(item.stamp.by))"))
    }
    if let via = item.stamp.via {
      more.append(language("melalui \(harmless(via))", "via \(harmless(via))"))
    }
    more += words.details(event, item, file, caseload)
    more += words.changes(item, file)
    if let note = remark?.note { more.append(language("catatan: ", "note: ") + harmless(note)) }
    if item.isUndone { more.append(language("(diurungkan)", "(undone)")) }
    return Wording.laidOut("\(when)  \(what)", who, more, width)
  }

  /// What happened and who did it beside each other, or below each other where that is too narrow.
  private static func laidOut(_ what: String, _ who: String, _ more: [String], _ width: Int)
    -> [String]
  {
    let isNarrow = width < whoColumn + 24
    let column = isNarrow ? whatColumn : whoColumn
    let indent = String(repeating: " ", count: column)
    let texts = ([who] + more).flatMap { WrappedText.lines($0, width - column) }
    if isNarrow {
      let first = DisplayWidth.of(what) <= width ? [what] : WrappedText.lines(what, width)
      return first + texts.map { indent + $0 }
    }
    let gap = String(repeating: " ", count: max(2, whoColumn - DisplayWidth.of(what)))
    return [what + gap + (texts.first ?? "")] + texts.dropFirst().map { indent + $0 }
  }

  /// An event in one line, without when and who: for the history of the whole store.
  public func event(_ event: Event) -> String {
    switch event {
    case .created(let created):
      return language("penyimpanan dibuat", "store created")
        + (created.simulated ? language(" (simulasi)", " (simulated)") : "")
    case .programmeSet: return language("ketentuan program ditetapkan", "programme set")
    case .officerSet(let event):
      let officer = event.officer
      let grants = officer.grants.map(grant)
      let held =
        grants.isEmpty ? language("tanpa wewenang", "no grants") : grants.joined(separator: "; ")
      return language("petugas", "officer")
        + " \(officer.id): \(officer.name), \(officer.office); \(held)"
    case .keySet, .keyRemoved, .deskSet, .pinSet: return door(event)
    case .participantsAdded(let event):
      let count = number(event.count)
      let list = language(
        "daftar peserta \(shortDay(event.asOf)), \(count) orang",
        "participants list of \(shortDay(event.asOf)), \(count) people")
      guard event.replacing else { return list }
      let dropped = number(event.dropped)
      return list
        + language(
          ", menggantikan daftar yang lalu (\(dropped) orang tidak lagi tercatat)",
          ", replacing the lists before (\(dropped) people dropped out)")
    case .restored(let event):
      let entry = number(event.entry)
      return language(
        "dipulihkan dari salinan sampai entri \(entry)", "restored from a copy to entry \(entry)")
    case .registered, .corrected, .filled, .approved, .rejected, .returned, .distinguished, .undone,
      .withdrawn, .enrolled, .ended, .erased:
      let told = "\(self.case(event.caseID)) \(happened(event))"
      guard case .distinguished(let distinguished) = event else { return told }
      return told + " " + with(distinguished.other)
    }
  }

  /// The words with the names as they were under the rules that judged.
  func asOf(_ judgement: Judgement?, _ caseload: Caseload) -> Wording {
    guard let rules = judgement.flatMap({ caseload.rules(version: $0.rules) }) else { return self }
    return Wording(language, rules.programme, officers: officers, newestList: newestList)
  }

  /// Where in a line stands what happened, and behind the longest ("dikembalikan Kelurahan/Desa") who did it.
  ///
  /// The lines behind the first begin there too.
  private static let whatColumn = 13
  private static let whoColumn = 42

  /// `05/11 09.12`, with the year where it is not that in which the programme begins.
  private func historyMoment(_ at: Instant, _ caseload: Caseload) -> String {
    let day = at.day
    let begins = caseload.rules?.programme.months.first?.year ?? day.date.year
    let text = shortDay(day)
    return "\(day.date.year == begins ? String(text.prefix(5)) : text) \(clock(at))"
  }

  /// What happened to the case: `disetujui RT/RW`.
  private func happened(_ event: Event) -> String {
    switch event {
    case .registered(let event):
      language("didata", "registered") + (event.reason == nil ? "" : byRule)
    case .corrected(let event):
      language("diperbaiki", "corrected") + (event.reason == nil ? "" : byRule)
    case .filled: language("dilengkapi", "completed")
    case .approved(let event):
      language("disetujui ", "approved by ") + level(event.level)
    case .rejected(let event):
      event.level.map { language("ditolak ", "rejected by ") + level($0) }
        ?? language("ditolak otomatis", "rejected by rule")
    case .returned(let event): language("dikembalikan ", "returned by ") + level(event.level)
    case .distinguished: language("bukan orang yang sama", "not the same person")
    case .undone(let event):
      event.standing.stage == .cancelled
        ? language("pendataan dibatalkan", "registration cancelled")
        : language("diurungkan", "undone")
    case .withdrawn: language("usulan dicabut", "withdrawn")
    case .enrolled: language("didaftarkan", "enrolled")
    case .ended: language("berhenti", "ended")
    case .erased: language("data orang dihapus", "personal data erased")
    case .created, .programmeSet, .officerSet, .keySet, .keyRemoved, .deskSet, .pinSet,
      .participantsAdded, .restored:
      self.event(event)
    }
  }

  /// What was done to the case and who did it: `disetujui Yanti`, `ditolak otomatis`.
  func done(_ event: Event, by officer: OfficerID) -> String {
    if case .rejected(let rejected) = event, rejected.isAutomatic { return happened(event) }
    let verb =
      switch event {
      case .registered: passive(.register)
      case .corrected: passive(.correct)
      case .approved: passive(.approve)
      case .rejected: passive(.reject)
      case .returned: passive(.return)
      case .distinguished: passive(.distinguish)
      case .undone(let event):
        event.standing.stage == .cancelled ? language("dibatalkan", "cancelled") : passive(.undo)
      case .withdrawn: passive(.withdraw)
      case .enrolled: passive(.enrol)
      case .ended: passive(.end)
      case .erased: language("dihapus", "erased")
      case .filled, .created, .programmeSet, .officerSet, .keySet, .keyRemoved, .deskSet, .pinSet,
        .participantsAdded, .restored:
        happened(event)
      }
    return verb + language(" ", " by ") + self.officer(officer)
  }

  /// From whom somebody was told apart, as it follows "not the same person".
  private func with(_ other: CaseID) -> String {
    language("dengan berkas \(other)", "as case \(other)")
  }

  private var byRule: String { language(", ditolak otomatis", ", rejected by rule") }

  /// Reasons, months, and what an undo took back.
  private func details(
    _ event: Event, _ item: HistoryItem, _ file: CaseFile, _ caseload: Caseload
  ) -> [String] {
    switch event {
    case .registered(let event):
      return event.warnings.map(warning) + excluded(item.event, file, caseload)
    case .corrected(let event):
      return event.warnings.map(warning) + excluded(item.event, file, caseload)
    case .rejected(let event):
      return event.isAutomatic ? excluded(item.event, file, caseload) : [given(event.reason)]
    case .returned(let event): return [given(event.reason)]
    case .distinguished(let event):
      return [with(event.other)]
    case .undone(let event):
      let undone = file.history.first {
        $0.stamp.entry == event.entry && $0.stamp.index == event.index
      }
      guard let undone else { return [] }
      return [
        "\(asOf(undone.event.judgement, caseload).happened(undone.event)), "
          + historyMoment(undone.stamp.at, caseload)
      ]
    case .withdrawn(let event): return [given(event.reason)]
    case .enrolled(let event): return [language("mulai ", "from ") + month(event.from)]
    case .ended(let event):
      let last =
        event.until.map { language("bulan terakhir \(month($0))", "last month \(month($0))") }
        ?? language("tanpa bulan iuran", "no month covered")
      return [given(event.reason), "\(shortDay(event.on)), \(last)"]
    case .erased(let event): return [language("dasar: ", "ground: ") + harmless(event.ground)]
    case .approved, .filled, .created, .programmeSet, .officerSet, .keySet, .keyRemoved, .deskSet,
      .pinSet, .participantsAdded, .restored:
      return []
    }
  }

  private func given(_ code: ReasonCode) -> String {
    language("alasan: ", "reason: ") + reason(code)
  }

  /// The sentence of the rule that rejected, where one did.
  private func excluded(_ event: Event, _ file: CaseFile, _ caseload: Caseload) -> [String] {
    ruleSentence(event, file, caseload).map { ["\($0)."] } ?? []
  }

  /// A line for each field that an event changed, old → new.
  private func changes(_ item: HistoryItem, _ file: CaseFile) -> [String] {
    guard let fields = item.event.changedFields, !fields.isEmpty else { return [] }
    let changes = file.changes(by: item)
    guard !changes.isEmpty else {
      let names = fields.map(field).joined(separator: ", ")
      return [names + language(": isinya sudah dihapus", ": erased")]
    }
    return changes.map {
      "\(field($0.field)): \(value($0.field, $0.old)) → \(value($0.field, $0.new))"
    }
  }

  /// What a field of a form holds, for people who need not see the whole of it: NIK, family card and
  /// telephone masked but for four digits, codes by their names.
  public func value(_ field: Field, _ application: Application) -> String {
    guard let text = application[field] else { return language("(kosong)", "(empty)") }
    switch field {
    case .nik: return application.person.nik.masked
    case .kk, .phone: return masked(text)
    case .birthDate: return maskedDay
    case .area: return area(application.area)
    case .occupation: return occupation(application.occupation)
    case .papers: return application.papers.map(paper).joined(separator: ", ")
    case .name, .birthPlace, .sex, .address, .rt, .rw, .occupationOther, .motherName:
      return harmless(text)
    }
  }
}

extension Event {
  /// What was typed and signed with it.
  var signing: Signing? {
    switch self {
    case .registered(let event): event.signing
    case .corrected(let event): event.signing
    case .filled(let event): event.signing
    case .approved(let event): event.signing
    case .rejected(let event): event.signing
    case .returned(let event): event.signing
    case .distinguished(let event): event.signing
    case .undone(let event): event.signing
    case .withdrawn(let event): event.signing
    case .ended(let event): event.signing
    case .created, .programmeSet, .officerSet, .keySet, .keyRemoved, .deskSet, .pinSet,
      .participantsAdded, .enrolled, .erased, .restored:
      nil
    }
  }

  /// By which rules it was decided.
  var judgement: Judgement? {
    switch self {
    case .registered(let event): event.judgement
    case .corrected(let event): event.judgement
    case .approved(let event): event.judgement
    case .rejected(let event): event.judgement
    case .returned(let event): event.judgement
    case .enrolled(let event): event.judgement
    case .created, .programmeSet, .officerSet, .keySet, .keyRemoved, .deskSet, .pinSet,
      .participantsAdded, .filled, .distinguished, .undone,
      .withdrawn, .ended, .erased, .restored:
      nil
    }
  }
}
