public import CanonicalForm

/// A signature on paper, keyed by an officer.
public struct Signature: Hashable, Sendable {
  /// Who signed, in words: name and office.
  public var by: String
  public var on: Day
  /// The number of the sheet.
  public var document: String

  public init(by: String, on: Day, document: String) {
    (self.by, self.on, self.document) = (by, on, document)
  }
}

/// What was typed freely with a decision; sealed.
public struct Remark: SealedContent {
  static let kind = "remark"
  public var note: String?
  public var signedBy: String?
  /// The number of the sheet, which people write as they like.
  public var document: String?

  func write(to fields: inout JSONWriter) {
    fields.field("note", ifPresent: note)
    fields.field("signedBy", ifPresent: signedBy)
    fields.field("document", ifPresent: document)
  }

  init(from fields: JSONObject) throws(JSONFailure) {
    note = try fields.optionalString("note")
    signedBy = try fields.optionalString("signedBy")
    document = try fields.optionalString("document")
  }

  init(note: String?, signedBy: String? = nil, document: String? = nil) {
    (self.note, self.signedBy, self.document) = (note, signedBy, document)
  }
}

/// The words and the paper behind a decision, as its event keeps them.
public struct Signing: Hashable, Sendable {
  public var remark: Sealed<Remark>?
  /// The day of the signature; present where the decision was signed on paper.
  public var signedOn: Day?

  /// The number of the sheet; nil after erasure too.
  public var document: String? { remark?.value?.document }

  /// Whether somebody else decided on paper and the officer only keyed it.
  public var isOnPaper: Bool { signedOn != nil }

  init() {}

  init(note: String?, signature: Signature? = nil) {
    if note != nil || signature != nil {
      remark = .value(
        Remark(note: note, signedBy: signature?.by, document: signature?.document))
    }
    signedOn = signature?.on
  }

  init(from fields: EventFields) throws(JSONFailure) {
    signedOn = try fields.object.optionalDay("signedOn")
    remark = try fields.sealed("remark")
  }

  func write(to writer: inout EventWriter, case id: CaseID) {
    writer.fields.field("signedOn", ifPresent: signedOn?.description)
    writer.sealed("remark", remark, case: id)
  }
}
