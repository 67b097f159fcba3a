public import CanonicalForm

/// What an officer's sitting leaves for the next one; a convenience, never the truth.
public struct DeskMemory: Hashable, Sendable {
  /// The last entry that the officer has seen on the home screen, and when.
  public var seen: Int?
  public var seenAt: Instant?
  /// The neighbourhood and village of the last registration, carried over to the next.
  public var rt: String?
  public var rw: String?
  public var area: AreaCode?
  /// The order in which the queue was last shown.
  public var sort: String?

  public init() {}
}
