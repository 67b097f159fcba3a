internal import CanonicalForm
internal import CaseDomain

// Drafts and memories as JSON. Keys that this program does not know are passed over: a newer one may have
// written the file, and an older one shall still find what it can use.

extension Draft {
  /// The canonical bytes, without the officer and the id, which the name of the file says.
  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.object { fields in
      fields.field("at", at.description)
      fields.field("case", ifPresent: correcting?.number)
      fields.object("texts") { texts in
        for field in Field.allCases {
          texts.field(field.rawValue, ifPresent: form.texts[field].map(Draft.cut))
        }
      }
      fields.field("district", ifPresent: form.district.map(Draft.cut))
      fields.field("note", ifPresent: note.map(Draft.cut))
    }
    return writer.bytes + [0x0A]
  }

  init(id: DraftID, officer: OfficerID, from fields: JSONObject) throws(JSONFailure) {
    guard let at = Instant(try fields.string("at")) else {
      throw fields.unexpected("at", "a moment")
    }
    let texts = try fields.object("texts")
    var form = Form(district: try fields.optionalString("district"))
    for field in Field.allCases { form.texts[field] = try texts.optionalString(field.rawValue) }
    self.init(
      id: id, officer: officer, at: at,
      correcting: try fields.optionalInt("case").map { CaseID($0) }, form: form,
      note: try fields.optionalString("note"))
  }

  private static func cut(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(2_000)))
  }
}

extension DeskMemory {
  /// The canonical bytes.
  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.object { fields in
      fields.field("seen", ifPresent: seen)
      fields.field("seenAt", ifPresent: seenAt?.description)
      fields.field("rt", ifPresent: rt)
      fields.field("rw", ifPresent: rw)
      fields.field("area", ifPresent: area?.rawValue)
      fields.field("sort", ifPresent: sort)
    }
    return writer.bytes + [0x0A]
  }

  /// What can be used of it: a convenience is not refused for one wrong value.
  init(from fields: JSONObject) {
    self.init()
    seen = fields["seen"]?.int
    seenAt = fields["seenAt"]?.string.flatMap { Instant($0) }
    (rt, rw) = (fields["rt"]?.string, fields["rw"]?.string)
    area = fields["area"]?.string.map { AreaCode($0) }
    sort = fields["sort"]?.string
  }
}
