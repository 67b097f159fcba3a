public import CanonicalForm
public import CaseDomain

/// The state of a store at one moment, with what identifies that moment on paper.
public struct StoreView: Sendable {
  public var caseload: Caseload
  /// The number of the last entry in it.
  public var entry: Int
  /// The hash of that entry.
  public var hash: String
  /// What "now" is for days waiting and months.
  public var now: Instant
  /// Whether it is a moment of the past.
  public var isPast: Bool
}
