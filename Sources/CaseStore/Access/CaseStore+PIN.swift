internal import CanonicalForm
public import CaseDomain
internal import EventJournal

extension CaseStore {
  /// What became of a PIN that somebody typed.
  public enum PINAnswer: Hashable, Sendable {
    case right
    case wrong
    /// Nobody looked: too many were wrong lately, or it could not be counted.
    case barred
  }

  /// Compares digits with an officer's PIN; takes a quarter of a second.
  ///
  /// A wrong one is recorded, and counts wherever the next is typed. What cannot be counted is not tried.
  public func tryPIN(_ digits: String, of officer: OfficerID, via: String?) -> PINAnswer {
    guard !isPINBarred(officer) else {
      try? record([.barredPIN], by: officer, via: via)
      return .barred
    }
    if caseload.pins[officer]?.matches(digits) ?? false { return .right }
    do throws(StoreError) {
      try record([.wrongPIN], by: officer, via: via)
    } catch {
      return .barred
    }
    return .wrong
  }

  private func isPINBarred(_ officer: OfficerID) -> Bool {
    let now = now
    let since = Instant(milliseconds: now.milliseconds - PINVerifier.memory)
    do throws(JournalError) {
      let wrong = try Journal<Access>.recent(
        .access, in: folder, since: since, files: source.surroundings.files
      ).flatMap(\.records).filter { $0.by == officer && $0.access.deed == .wrongPIN }
      return PINVerifier.isBarred(wrong: wrong.map(\.at), at: now)
    } catch {
      return true
    }
  }
}
