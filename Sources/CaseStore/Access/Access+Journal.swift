public import CanonicalForm
public import CaseDomain
public import EventJournal

/// Where the lines of the access record meet the form of the journal's lines; none of them has sealed values.
extension Access: JournalEvent {
  public static func knows(kind: String) -> Bool { kinds.contains(kind) }

  public func write(to fields: inout JSONWriter, seal: (SealedDraft) -> String) {
    write(to: &fields)
  }

  public init(from fields: JSONObject, open: (String) -> JSONObject?) throws(JSONFailure) {
    self = try Access(from: fields)
  }
}
