public import CanonicalForm
public import CaseDomain

/// What became of commands that were sent together.
public struct Outcome: Sendable {
  /// The entry that holds the events; nil where nothing was recorded.
  public var entry: Int?
  /// When the entry was made, or would have been.
  public var at: Instant
  /// For each command its events, or why it was refused.
  public var results: [Result<[Event], Refusal>]
  /// Whether the same command had been saved before, and this is its first answer.
  public var isRepeated = false
  /// How far the clock stands behind the last entry, in milliseconds, where that is more than two minutes.
  public var clockBehind: Int?

  /// Everything that was recorded, in order.
  public var events: [Event] { results.flatMap { (try? $0.get()) ?? [] } }
}
