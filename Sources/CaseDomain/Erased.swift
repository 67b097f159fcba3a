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
    file.record.person = .erased(hash: lines.first ?? "")
    if file.membership != nil { file.membership = .erased(hash: lines.first ?? "") }
  }
}
