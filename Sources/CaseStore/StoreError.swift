public import CanonicalForm
public import CaseDomain
public import EventJournal

/// Why a store cannot be made, opened, read or written.
public enum StoreError: Error, Hashable, Sendable {
  case journal(JournalError)
  /// A journal whose first event does not make a store of cases.
  case noBeginning(path: String)
  /// Made by a program with a newer format, which names itself.
  case newerFormat(path: String, format: Int, program: String)
  /// The clock is more than 31 days past the last entry, and nobody has said that it is right.
  case clockAhead(last: Instant, now: Instant)
  /// A file of a backup that is not what its manifest says.
  case otherFile(path: String)
  /// The store has no entry by that moment.
  case noSuchMoment(Moment)
  /// Whoever gave the commands turned back before they were saved.
  case cancelled
  /// The settings or officers of a new store are refused.
  case refused(Refusal)
}

/// A moment in a store's history.
public enum Moment: Hashable, Sendable {
  case entry(Int)
  case instant(Instant)

  /// The moment written `#17`, as a day (its end in Western Indonesia Time) or as an instant.
  public init?(_ text: String) {
    if text.hasPrefix("#") {
      guard let number = Int(text.dropFirst()), number > 0 else { return nil }
      self = .entry(number)
    } else if let day = Day(text) {
      self = .instant(Instant(endOf: day))
    } else if let instant = Instant(text) {
      self = .instant(instant)
    } else {
      return nil
    }
  }
}
