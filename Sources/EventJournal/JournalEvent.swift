public import CanonicalForm

/// What a journal keeps: something that happened, as one JSON object that begins with its kind.
public protocol JournalEvent: Sendable {
  /// Whether this program knows events of the kind; an entry with another one can be read past, but
  /// nothing may be written behind it.
  static func knows(kind: String) -> Bool

  /// Writes the fields of the event's object, `kind` first, which is never `segment`; no key may be `hash`.
  ///
  /// `seal` puts a draft on a line of its own before the entry and answers the hash by which the event
  /// names it, under a key of the event's choice. ``init(from:open:)`` must open the same lines in the
  /// same order.
  func write(to fields: inout JSONWriter, seal: (SealedDraft) -> String)

  /// Reads the event back.
  ///
  /// `open` answers the sealed line with this hash; nil after its erasure. Every hash that the event
  /// names must be opened once, in the order in which they were sealed.
  /// - Throws: ``CanonicalForm/JSONFailure`` if the fields are not those of such an event.
  init(from fields: JSONObject, open: (String) -> JSONObject?) throws(JSONFailure)

  /// The sealed lines above it that the event does away with; nil for nearly every event.
  var erasure: Erasure? { get }

  /// The kind of the event's sealed line where a later event may do away with all of that kind
  /// (``Erasure/earlier(kind:)``); nil for nearly every event.
  var replaceableKind: String? { get }
}

extension JournalEvent {
  public var erasure: Erasure? { nil }
  public var replaceableKind: String? { nil }
}

/// Which sealed lines an event does away with.
public enum Erasure: Hashable, Sendable {
  /// Those with these hashes.
  case lines([String])
  /// All of a kind that stand above the event's own entry.
  case earlier(kind: String)
}

/// What goes on a sealed line: values that identify somebody, which can be erased later while their
/// hash in the entry stays.
public struct SealedDraft: Sendable {
  /// The number of the case they belong to.
  public var `case`: Int?
  public var kind: String
  /// The values, without braces; no key may be `hash`.
  public var fields: JSONWriter

  public init(case: Int? = nil, kind: String, fields: JSONWriter) {
    self.case = `case`
    self.kind = kind
    self.fields = fields
  }
}
