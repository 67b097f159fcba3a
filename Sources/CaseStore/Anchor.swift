public import CanonicalForm
public import EventJournal

/// A number and a hash that were written down elsewhere: whoever rewrites the history behind them is found out,
/// however consistent the new one is.
public struct Anchor: Hashable, Sendable {
  /// The store, a UUID, where the anchor says it.
  public var store: String?
  public var entry: Int
  /// The first digits of the hash, at least 16 of its 64.
  public var hash: String
  /// The last line of the access record then, where a seal says it; seals older than that say nothing.
  public var access: AccessMark?

  public init(store: String?, entry: Int, hash: String, access: AccessMark? = nil) {
    (self.store, self.entry, self.hash, self.access) = (store, entry, hash, access)
  }

  /// The anchors in a text, as `payung seal` prints them, or as lists, sheets and exports carry them:
  /// `Jurnal 101, 324c 2f70 2fd3 2133`, or the whole hash.
  public static func all(in text: String) -> [Anchor] {
    text.split(whereSeparator: \.isNewline).flatMap { line -> [Anchor] in
      if let seal = Anchor(seal: String(line)) { return [seal] }
      return line.matches(
        of:
          /(?:Jurnal|Journal|jurnal|journal) ([0-9][0-9.,]{0,20}), (?<hash>[0-9a-f]{64}|[0-9a-f]{4}(?: [0-9a-f]{4}){3})/
      )
      .compactMap { match in
        guard let number = Int(match.output.1.filter(\.isNumber)) else { return nil }
        return Anchor(
          store: nil, entry: number, hash: match.output.hash.filter { $0 != " " })
      }
    }
  }

  /// A line that `payung seal` has printed.
  private init?(seal line: String) {
    guard let fields = try? JSONObject(parsing: Array(line.utf8)),
      fields["kind"]?.string == "seal", let entry = fields["entry"]?.int,
      let hash = fields["hash"]?.string, hash.utf8.count == 64
    else { return nil }
    var access: AccessMark?
    if let number = fields["access"]?.int, let hash = fields["accessHash"]?.string,
      hash.utf8.count == 64
    {
      access = AccessMark(number: number, hash: hash)
    }
    self.init(store: fields["store"]?.string, entry: entry, hash: hash, access: access)
  }
}

/// The number and the hash of a line of the access record.
public struct AccessMark: Hashable, Sendable {
  public var number: Int
  public var hash: String

  public init(number: Int, hash: String) { (self.number, self.hash) = (number, hash) }
}

/// What became of an anchor.
public enum AnchorFinding: Hashable, Sendable {
  case holds(Anchor)
  /// The entry has another hash: the history up to it was rewritten.
  case rewritten(Anchor, found: String)
  /// The journal ends before: it was cut, or this is an older copy.
  case beyond(Anchor, last: Int)
  /// The line of the access record has another hash: that record was rewritten.
  case accessRewritten(Anchor)
  /// The access record ends before, in a line of this number: it was cut, or this is an older copy.
  case accessBeyond(Anchor, last: Int)
  /// The anchor is of another store.
  case otherStore(Anchor)

  public var anchor: Anchor {
    switch self {
    case .holds(let anchor), .rewritten(let anchor, _), .beyond(let anchor, _),
      .accessRewritten(let anchor), .accessBeyond(let anchor, _), .otherStore(let anchor):
      anchor
    }
  }

  public var severity: Severity {
    switch self {
    case .holds: .clean
    case .rewritten, .beyond, .accessRewritten, .accessBeyond: .tampered
    case .otherStore: .needsPerson
    }
  }
}

/// The state of a store as a line to be signed and kept elsewhere.
public struct StoreSeal: Hashable, Sendable {
  public var store: String
  public var entry: Int
  public var hash: String
  public var at: Instant
  /// The last line of the access record; nil where nobody has looked yet.
  public var access: AccessMark?

  /// The line `{"kind":"seal","store":…,"entry":…,"hash":…,"at":…,"access":…,"accessHash":…}`.
  public var line: String {
    var writer = JSONWriter()
    writer.object { fields in
      fields.field("kind", "seal")
      fields.field("store", store)
      fields.field("entry", entry)
      fields.field("hash", hash)
      fields.field("at", at.description)
      fields.field("access", ifPresent: access?.number)
      fields.field("accessHash", ifPresent: access?.hash)
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
