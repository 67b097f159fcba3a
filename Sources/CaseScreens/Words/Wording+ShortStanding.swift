internal import CanonicalForm
internal import CaseDomain

extension Wording {
  /// Where a case stands in at most 15 columns, for lists: `Menunggu Dinsos`, `Terdaftar 11/25`.
  func shortStanding(of file: some CaseSummary, _ caseload: Caseload, at now: Instant) -> String {
    let standing = file.standing
    let level = standing.level.map(shortLevel)
    switch standing.stage {
    case .waiting:
      return level.map { language("Menunggu \($0)", "Awaiting \($0)") }
        ?? language("Menunggu", "Waiting")
    case .rejected:
      return level.map { language("Ditolak \($0)", "Rejected \($0)") }
        ?? language("Tolak otomatis", "Rule-rejected")
    case .qualified:
      guard let position = caseload.waitingListPosition(of: file.id, on: now.day) else { break }
      return language("Tunggu no. \(number(position))", "Waitlist \(number(position))")
    case .enrolled:
      guard let from = standing.cover?.from else { break }
      return language("Terdaftar \(short(from))", "Enrolled \(short(from))")
    case .ended:
      guard let until = standing.cover?.until else { break }
      return language("Berhenti \(short(until))", "Ended \(short(until))")
    case .returned, .withdrawn: break
    case .cancelled: return language("Dibatalkan", "Cancelled")
    }
    return stage(standing.stage, standing.level)
  }

  /// `11/25`.
  private func short(_ month: Month) -> String {
    "\(Digits.text(month.month, 2))/\(Digits.text(month.year % 100, 2))"
  }
}
