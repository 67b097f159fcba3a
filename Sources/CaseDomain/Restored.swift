internal import CanonicalForm

/// The store was made from a copy of another: where its history comes from, and which lines were gone.
public struct Restored: EventBody {
  static let kind = "restored"
  /// The name of the store that was copied.
  public var store: String
  /// The last entry that was taken over, and its hash.
  public var entry: Int
  public var hash: String
  /// The hashes of the sealed lines that were found erased already.
  public var lines: [String]
  /// Always `owner`: whoever owns the new folder made it.
  public var grant: String

  public init(store: String, entry: Int, hash: String, lines: [String]) {
    (self.store, self.entry, self.hash, self.lines) = (store, entry, hash, lines)
    grant = OfficerID.owner.rawValue
  }

  func write(to writer: inout EventWriter) {
    writer.fields.field("store", store)
    writer.fields.field("entry", entry)
    // No event has a key `hash`: that word ends an entry.
    writer.fields.field("head", hash)
    writer.fields.field("lines", ifAny: lines)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    store = try fields.object.string("store")
    entry = try fields.object.int("entry")
    hash = try fields.object.string("head")
    lines = try fields.object.strings("lines")
    grant = try fields.object.string("grant")
  }
}
