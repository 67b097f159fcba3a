import CanonicalForm
import EventJournal

/// Events of a small register, one of them with a value that can be erased.
enum TestEvent: JournalEvent, Hashable {
  case created(program: String)
  /// The name is nil after its erasure.
  case registered(case: Int, name: String?, hash: String?)
  case noted(String)
  /// The hashes of lines that are to be overwritten.
  case erased([String])

  static func knows(kind: String) -> Bool {
    ["created", "registered", "noted", "erased"].contains(kind)
  }

  static func registered(_ number: Int, _ name: String) -> TestEvent {
    .registered(case: number, name: name, hash: nil)
  }

  func write(to fields: inout JSONWriter, seal: (SealedDraft) -> String) {
    switch self {
    case .created(let program):
      fields.field("kind", "created")
      fields.field("format", 1)
      fields.field("program", program)
    case .registered(let number, let name, _):
      fields.field("kind", "registered")
      fields.field("case", number)
      var person = JSONWriter()
      person.field("name", ifPresent: name)
      fields.field("person", seal(SealedDraft(case: number, kind: "person", fields: person)))
    case .noted(let text):
      fields.field("kind", "noted")
      fields.field("text", text)
    case .erased(let lines):
      fields.field("kind", "erased")
      fields.field("lines", ifAny: lines)
    }
  }

  var erasure: Erasure? {
    if case .erased(let lines) = self { .lines(lines) } else { nil }
  }

  init(from fields: JSONObject, open: (String) -> JSONObject?) throws(JSONFailure) {
    switch try fields.string("kind") {
    case "created": self = .created(program: try fields.string("program"))
    case "registered":
      let hash = try fields.string("person")
      let person = open(hash)
      self = .registered(
        case: try fields.int("case"), name: try person?.string("name"), hash: hash)
    case "erased": self = .erased(try fields.strings("lines"))
    default: self = .noted(try fields.string("text"))
    }
  }
}

/// Salts that are the same in every run: 32 digits that count up.
final class Salts {
  private var last = 0

  func next() -> String {
    last += 1
    return Digits.text(last, 32)
  }
}
