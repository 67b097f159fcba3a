internal import CanonicalForm

extension Wording {
  /// The standing decision as one sentence to the citizen; nil where nothing was decided yet.
  ///
  /// It names the version of the rules that decided and the values that they compared, as the decision
  /// itself keeps them, so that it stays true after the rules have changed.
  public func explanation(of file: CaseFile, _ caseload: Caseload) -> String? {
    let decision = file.standingHistory.last { item in
      switch item.event {
      case .filled, .distinguished, .erased: false
      default: true
      }
    }
    guard let decision else { return nil }
    let words = asOf(decision.event.judgement, caseload)
    let on = day(decision.stamp.at.day)
    let version = decision.event.judgement.map {
      language(" (ketentuan nomor \($0.rules))", " (rules number \($0.rules))")
    }
    guard let told = words.decision(decision.event, on: on, file, caseload) else { return nil }
    return "\(told)\(version ?? "")."
  }

  private func decision(_ event: Event, on day: String, _ file: CaseFile, _ caseload: Caseload)
    -> String?
  {
    switch event {
    case .registered: return rejected(by: event, on: day, file, caseload)
    case .corrected(let corrected):
      if let told = rejected(by: event, on: day, file, caseload) { return told }
      guard corrected.to.stage == .qualified else { return nil }
      let compared = ages(corrected.judgement.compared)
      return language(
        "Usulan memenuhi syarat setelah diperbaiki pada \(day): \(compared)",
        "The application qualified after its repair on \(day): \(compared)")
    case .approved(let approved):
      let level = self.level(approved.level)
      let compared = ages(approved.judgement.compared)
      return approved.to.stage == .qualified
        ? language(
          "Usulan memenuhi syarat sejak disetujui \(level) pada \(day): \(compared)",
          "The application qualified when \(level) approved it on \(day): \(compared)")
        : language(
          "Usulan disetujui \(level) pada \(day): \(compared)",
          "\(level) approved the application on \(day): \(compared)")
    case .rejected(let rejected):
      guard let level = rejected.level.map(self.level) else {
        return self.rejected(by: event, on: day, file, caseload)
      }
      let reason = inSentence(self.reason(rejected.reason))
      return language(
        "Usulan ditolak \(level) pada \(day) dengan alasan: \(reason)",
        "\(level) rejected the application on \(day) for this reason: \(reason)")
    case .returned(let returned):
      let (level, reason) = (self.level(returned.level), inSentence(self.reason(returned.reason)))
      return language(
        "Usulan dikembalikan \(level) pada \(day) untuk diperbaiki dengan alasan: \(reason)",
        "\(level) returned the application on \(day) for repair for this reason: \(reason)")
    case .withdrawn(let event):
      let reason = inSentence(self.reason(event.reason))
      return language(
        "Usulan dicabut pada \(day) dengan alasan: \(reason)",
        "The application was withdrawn on \(day) for this reason: \(reason)")
    case .enrolled(let event):
      let compared = ages(event.judgement.compared)
      return language(
        "Usulan memenuhi syarat dan terdaftar mulai \(month(event.from)): \(compared)",
        "The application qualified and is enrolled from \(month(event.from)): \(compared)")
    case .ended(let event):
      let reason = inSentence(self.reason(event.reason))
      let last =
        event.until.map { language("bulan terakhir \(month($0))", "last month \(month($0))") }
        ?? language("tanpa bulan iuran", "no month covered")
      return language(
        "Kepesertaan berakhir pada \(self.day(event.on)) dengan alasan: \(reason); \(last)",
        "Cover ended on \(self.day(event.on)) for this reason: \(reason); \(last)")
    case .created, .programmeSet, .officerSet, .keySet, .keyRemoved, .deskSet, .pinSet,
      .participantsAdded, .filled, .distinguished, .undone,
      .erased, .restored:
      return nil
    }
  }

  /// A rejection by a rule, with the values it compared; the coded reason where they are gone.
  private func rejected(by event: Event, on day: String, _ file: CaseFile, _ caseload: Caseload)
    -> String?
  {
    guard let cause = ruleSentence(event, file, caseload) else { return nil }
    return language(
      "Usulan ditolak pada \(day) karena \(inSentence(cause))",
      "The application was rejected on \(day): \(inSentence(cause))")
  }

  private func ages(_ compared: Compared) -> String {
    inSentence(exclusionClause(.tooOld, compared, list: nil, row: nil))
  }

  /// What the rule found that rejected by this event, without a full stop; nil where none did.
  ///
  /// The ages are those that the event compared. Only where they were in order can it have been a list.
  func ruleSentence(_ event: Event, _ file: CaseFile, _ caseload: Caseload) -> String? {
    let reason: ReasonCode?
    let nik: NIK?
    switch event {
    case .registered(let event): (reason, nik) = (event.reason, event.record.person.value?.nik)
    case .corrected(let event): (reason, nik) = (event.reason, event.record.person.value?.nik)
    case .rejected(let event) where event.isAutomatic:
      (reason, nik) = (event.reason, file.person.value?.nik)
    default: return nil
    }
    guard let reason, let compared = event.judgement?.compared else { return nil }
    if compared.age < compared.minimumAge || compared.age > compared.maximumAge {
      return exclusionClause(.tooOld, compared, list: nil, row: nil)
    }
    guard compared.participants != nil else { return self.reason(reason) }
    // After an erasure nothing links the case to a row of a list.
    let known = file.person.value == nil ? nil : nik
    let (list, row) = listing(of: known, upTo: compared.participants, caseload)
    let code = self.reason(reason)
    return exclusionClause(.employed, compared, list: list, row: row) + ": \(code)"
  }
}
