import CanonicalForm
import EventJournal

/// Events of a small register, one of them with a value that can be erased.
enum RegisterEvent: JournalEvent, Hashable {
  case created
  /// The name is nil after its erasure.
  case registered(case: Int, name: String?)
  case noted(String)

  static func knows(kind: String) -> Bool { ["created", "registered", "noted"].contains(kind) }

  func write(to fields: inout JSONWriter, seal: (SealedDraft) -> String) {
    switch self {
    case .created:
      fields.field("kind", "created")
      fields.field("format", 1)
      fields.field("program", "payung 1.0")
    case .registered(let number, let name):
      fields.field("kind", "registered")
      fields.field("case", number)
      var person = JSONWriter()
      person.field("name", ifPresent: name)
      fields.field("person", seal(SealedDraft(case: number, kind: "person", fields: person)))
    case .noted(let text):
      fields.field("kind", "noted")
      fields.field("text", text)
    }
  }

  init(from fields: JSONObject, open: (String) -> JSONObject?) throws(JSONFailure) {
    switch try fields.string("kind") {
    case "created": self = .created
    case "registered":
      let person = open(try fields.string("person"))
      self = .registered(case: try fields.int("case"), name: try person?.string("name"))
    default: self = .noted(try fields.string("text"))
    }
  }
}
