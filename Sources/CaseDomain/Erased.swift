internal import CanonicalForm

/// The sealed lines of a person were overwritten on a legal ground; totals stay right.
public struct Erased: CaseEvent {
  static let kind = "erased"
  public var id: CaseID
  /// The ground, in words that name nobody.
  public var ground: String
  /// The hashes of the lines.
  public var lines: [String]
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.field("case", id.number)
    writer.fields.field("ground", ground)
    writer.fields.field("lines", ifAny: lines)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    id = try fields.object.caseID()
    ground = try fields.object.string("ground")
    lines = try fields.object.strings("lines")
    grant = try fields.object.string("grant")
  }

  func apply(to file: inout CaseFile, at stamp: Stamp) {
    let hash = lines.first ?? ""
    file.record.person = file.record.person.forgotten(hash)
    file.membership = file.membership?.forgotten(hash)
    for index in file.history.indices { file.history[index].event.forget(hash) }
  }
}

extension Event {
  /// Lets go of what identifies a person; what the journal's entry itself says stays.
  fileprivate mutating func forget(_ hash: String) {
    switch self {
    case .registered(var event):
      event.record.person = event.record.person.forgotten(hash)
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .registered(event)
    case .corrected(var event):
      event.record.person = event.record.person.forgotten(hash)
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .corrected(event)
    case .filled(var event):
      event.record.person = event.record.person.forgotten(hash)
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .filled(event)
    case .approved(var event):
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .approved(event)
    case .rejected(var event):
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .rejected(event)
    case .returned(var event):
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .returned(event)
    case .undone(var event):
      if let person = event.record?.person { event.record?.person = person.forgotten(hash) }
      event.membership = event.membership?.forgotten(hash)
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .undone(event)
    case .withdrawn(var event):
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .withdrawn(event)
    case .enrolled(var event):
      event.membership = event.membership?.forgotten(hash)
      self = .enrolled(event)
    case .ended(var event):
      event.signing.remark = event.signing.remark?.forgotten(hash)
      self = .ended(event)
    case .created, .programmeSet, .officerSet, .participantsAdded, .erased: return
    }
  }
}
