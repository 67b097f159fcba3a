public import CanonicalForm

/// A form that somebody is still filling: nothing of it is put forward, and nothing of it may be lost.
public struct Draft: Hashable, Sendable {
  public var id: DraftID
  public var officer: OfficerID
  /// When it was last changed.
  public var at: Instant
  /// The case that is being corrected; nil for a new registration.
  public var correcting: CaseID?
  public var form: Form
  /// The noted reason.
  public var note: String?

  public init(
    id: DraftID, officer: OfficerID, at: Instant, correcting: CaseID? = nil, form: Form,
    note: String? = nil
  ) {
    (self.id, self.officer, self.at) = (id, officer, at)
    (self.correcting, self.form, self.note) = (correcting, form, note)
  }

  /// The fields that hold something.
  public var filled: Int {
    form.texts.values.count { !$0.trimmed.isEmpty } + ((note ?? "").trimmed.isEmpty ? 0 : 1)
  }
}

/// A draft's own name, a UUID.
public struct DraftID: Code {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}
