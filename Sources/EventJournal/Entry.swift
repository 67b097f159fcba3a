public import CanonicalForm

/// One transaction as it stands in the journal: all of its events, or none of it.
public struct Entry<Event: JournalEvent>: Sendable {
  /// From 1, without gaps.
  public var number: Int
  /// Never before the entry above.
  public var at: Instant
  /// What makes a command idempotent: chosen by the sender.
  public var id: String
  public var by: String
  /// The shared desk or key, where there was one.
  public var via: String?
  /// Where a segment begins with this entry, how far the one before it is good.
  public var segmentStart: SegmentStart?
  /// The events of known kinds, in order.
  public var events: [Event]
  /// Where each of them stands; empty where some are unknown.
  public var places: [EventPlace] = []
  /// The kinds of the others.
  public var unknownKinds: [String]
  /// SHA-256 over the entry before and this one, 64 lower-case hexadecimal digits.
  public var hash: String
  /// The line of its segment, from 1, sealed lines counted.
  public var line: Int
  /// Where that line starts in its segment, in bytes.
  public var offset: Int
  /// Where the line ends in its segment, newline included, in bytes.
  public var end: Int
  /// The segment, from 1.
  public var segment = 1
}

/// An entry that is yet to be written.
public struct EntryDraft<Event: JournalEvent>: Sendable {
  /// Not before the journal's ``Head/at``.
  public var at: Instant
  public var id: String
  public var by: String
  public var via: String?
  /// At least one.
  public var events: [Event]

  public init(at: Instant, id: String, by: String, via: String? = nil, events: [Event]) {
    self.at = at
    self.id = id
    self.by = by
    self.via = via
    self.events = events
  }
}

/// Where a journal stands: its last entry and where the next one begins.
public struct Head: Hashable, Sendable {
  /// The number of the last entry, 0 before the first.
  public var number: Int
  /// The last entry's hash, 64 zeros before the first.
  public var hash: String
  /// When the last entry was made.
  public var at: Instant?
  /// The segment that the next entry goes to, from 1.
  public var segment = 1
  /// The end of the last good line of that segment, in bytes.
  public var end: Int

  static let start = Head(number: 0, hash: String(repeating: "0", count: 64), at: nil, end: 0)
}
