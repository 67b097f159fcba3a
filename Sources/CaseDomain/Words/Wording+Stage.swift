public import CanonicalForm

extension Wording {
  /// Where a case stands: `Menunggu RT/RW`, `Ditolak otomatis`.
  ///
  /// The level is the one that waits, returned or rejected; a rejection without a level is that of a rule.
  public func stage(_ stage: Stage, _ level: LevelID?) -> String {
    switch stage {
    case .waiting:
      level.map { language("Menunggu \(self.level($0))", "Awaiting \(self.level($0))") }
        ?? language("Menunggu verifikasi", "Awaiting verification")
    case .returned: language("Perlu perbaikan", "Returned")
    case .rejected:
      level.map { language("Ditolak \(self.level($0))", "Rejected by \(self.level($0))") }
        ?? language("Ditolak otomatis", "Rejected by rule")
    case .qualified: language("Memenuhi syarat", "Qualified")
    case .enrolled: language("Terdaftar", "Enrolled")
    case .ended: language("Berhenti", "Ended")
    case .withdrawn: language("Usulan dicabut", "Withdrawn")
    case .cancelled: language("Pendataan dibatalkan", "Cancelled")
    }
  }

  /// Where a case stands, with its number on the waiting list and its months:
  /// `Daftar tunggu no. 3`, `Terdaftar mulai November 2025`, `Berhenti, terakhir November 2025`.
  public func standing(of file: some CaseSummary, _ caseload: Caseload, at now: Instant) -> String {
    let standing = file.standing
    switch standing.stage {
    case .qualified:
      if let position = caseload.waitingListPosition(of: file.id, on: now.day) {
        return language(
          "Daftar tunggu no. \(number(position))", "Waiting list no. \(number(position))")
      }
    case .enrolled:
      if let from = standing.cover?.from {
        return language("Terdaftar mulai \(month(from))", "Enrolled from \(month(from))")
      }
    case .ended:
      guard let until = standing.cover?.until else {
        return language("Berhenti, tanpa bulan iuran", "Ended, no month covered")
      }
      return language("Berhenti, terakhir \(month(until))", "Ended, last month \(month(until))")
    case .waiting, .returned, .rejected, .withdrawn, .cancelled: break
    }
    return stage(standing.stage, standing.level)
  }

  /// The most urgent word about a case: over its limit, due today, came back repaired, of the last age
  /// that the programme takes (BPJS may refuse); empty where there is nothing to say.
  public func remark(of file: some CaseSummary, at now: Instant) -> String {
    guard let programme else { return "" }
    if let days = file.daysOverdue(at: now, programme) {
      if days == 0 { return language("hari ini", "today") }
      return language("lewat \(number(days))", "\(number(days)) over")
    }
    if file.isBackFromRepair { return language("perbaikan", "repaired") }
    if file.isOpen, file.age == programme.maximumAge {
      return language("usia \(file.age)", "age \(file.age)")
    }
    return ""
  }
}
