public import CanonicalForm

extension Wording {
  /// What an officer is told right after an event is saved.
  public func notice(_ event: Event, _ caseload: Caseload, at now: Instant) -> String {
    switch event {
    case .registered(let event):
      let name = event.record.person.value?.name ?? ""
      guard let reason = event.reason else {
        return language(
          "Berkas \(event.id) \(name) tersimpan. Tulis nomor \(event.id) pada fotokopi KTP.",
          "Case \(event.id) \(name) saved. Write \(event.id) on the copy of the card.")
      }
      return language(
        "Berkas \(event.id) \(name) tersimpan, ditolak otomatis: \(self.reason(reason)).",
        "Case \(event.id) \(name) saved, rejected by rule: \(self.reason(reason)).")
    case .corrected(let event):
      let whereTo =
        event.reason.map {
          language("ditolak otomatis: \(reason($0))", "rejected by rule: \(reason($0))")
        }
        ?? inSentence(stage(event.to.stage, event.to.level))
      return language(
        "Berkas \(event.id) diperbaiki, \(whereTo).", "Case \(event.id) corrected, \(whereTo).")
    case .filled(let event):
      let fields = event.fields.map(field).joined(separator: ", ")
      return language(
        "Berkas \(event.id) dilengkapi: \(fields).", "Case \(event.id) completed: \(fields).")
    case .approved(let event):
      guard event.to.stage == .waiting, let next = event.to.level else {
        return language(
          "Berkas \(event.id) disetujui pukul \(clock(now)), memenuhi syarat.",
          "Case \(event.id) approved at \(clock(now)); it has qualified.")
      }
      return language(
        "Berkas \(event.id) disetujui pukul \(clock(now)), diteruskan ke \(level(next)).",
        "Case \(event.id) approved at \(clock(now)), now awaiting \(level(next)).")
    case .rejected(let event):
      return language(
        "Berkas \(event.id) ditolak: \(reason(event.reason)).",
        "Case \(event.id) rejected: \(reason(event.reason)).")
    case .returned(let event):
      let office = caseload.file(event.id)?.registration.map { self.office($0.by) } ?? ""
      return language(
        "Berkas \(event.id) dikembalikan ke \(office): \(reason(event.reason)).",
        "Case \(event.id) returned to \(office): \(reason(event.reason)).")
    case .distinguished(let event):
      return language(
        "Berkas \(event.id) dan berkas \(event.other): bukan orang yang sama.",
        "Case \(event.id) and case \(event.other): not the same person.")
    case .undone(let event):
      let now = inSentence(stage(event.standing.stage, event.standing.level))
      return language(
        "Berkas \(event.id) diurungkan, kini \(now).", "Case \(event.id) undone; it is now \(now).")
    case .withdrawn(let event):
      return language(
        "Berkas \(event.id) dicabut: \(reason(event.reason)).",
        "Case \(event.id) withdrawn: \(reason(event.reason)).")
    case .erased(let event):
      return language(
        "Data orang pada berkas \(event.id) dihapus.",
        "The personal data of case \(event.id) were erased.")
    case .enrolled(let event):
      return language(
        "Berkas \(event.id) terdaftar mulai \(month(event.from)).",
        "Case \(event.id) enrolled from \(month(event.from)).")
    case .ended(let event):
      let until =
        event.until.map { language("terakhir \(month($0))", "last month \(month($0))") }
        ?? language("tanpa bulan iuran", "no month covered")
      return language(
        "Berkas \(event.id) berhenti: \(reason(event.reason)), \(until).",
        "Case \(event.id) ended: \(reason(event.reason)), \(until).")
    case .programmeSet:
      return language(
        "Ketentuan program ditetapkan; berlaku untuk keputusan berikutnya.",
        "The rules are set; they hold for every decision from now on.")
    case .officerSet(let event):
      return language(
        "Petugas \(event.officer.id) tersimpan: \(event.officer.name), \(event.officer.office).",
        "Officer \(event.officer.id) saved: \(event.officer.name), \(event.officer.office).")
    default: return self.event(event)
    }
  }

  /// The name of an occupation for a column: short where the programme has one.
  public func shortOccupation(_ code: OccupationCode) -> String {
    programme?.occupation(code)?.short ?? occupation(code)
  }

  /// The name of a level for a column.
  public func shortLevel(_ id: LevelID) -> String { programme?.level(id)?.short ?? level(id) }

  /// What a number of events of one kind is called.
  public func kind(_ kind: String) -> String {
    switch kind {
    case Created.kind: language("data dibuat", "store made")
    case ProgrammeSet.kind: language("ketentuan", "programme settings")
    case OfficerSet.kind: language("petugas", "officers")
    case KeySet.kind: language("kunci diberikan", "keys given")
    case KeyRemoved.kind: language("kunci dicabut", "keys taken back")
    case DeskSet.kind: language("meja bersama", "shared desks")
    case PINSet.kind: language("PIN diberikan", "PINs given")
    case ParticipantsAdded.kind: language("daftar peserta", "participants list")
    case Registered.kind: language("usulan didata", "registered")
    case Corrected.kind: language("diperbaiki", "corrected")
    case Filled.kind: language("dilengkapi", "completed")
    case Approved.kind: language("disetujui", "approved")
    case Rejected.kind: language("ditolak", "rejected")
    case Returned.kind: language("dikembalikan", "returned")
    case Distinguished.kind: language("dibedakan", "told apart")
    case Undone.kind: language("diurungkan", "undone")
    case Withdrawn.kind: language("dicabut", "withdrawn")
    case Enrolled.kind: language("terdaftar", "enrolled")
    case Ended.kind: language("berhenti", "ended")
    case Erased.kind: language("dihapus", "erased")
    case Restored.kind: language("dipulihkan", "restored")
    default: kind
    }
  }
}
