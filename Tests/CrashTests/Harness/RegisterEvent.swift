import CanonicalForm
import EventJournal

/// Events of a small register, some with a text that can be erased.
enum RegisterEvent: JournalEvent, Hashable {
  case created
  /// The name is nil after its erasure.
  case registered(case: Int, name: String?)
  /// A list of names, nil after its erasure; may replace and thereby erase all earlier ones.
  case listed(number: Int, names: String?, replaces: Bool)
  /// The sealed lines of a case, by their hashes, are done away with.
  case erased(case: Int, lines: [String])
  case noted(String)

  static func knows(kind: String) -> Bool {
    ["created", "registered", "listed", "erased", "noted"].contains(kind)
  }

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
    case .listed(let number, let names, let replaces):
      fields.field("kind", "listed")
      fields.field("number", number)
      var list = JSONWriter()
      list.field("names", ifPresent: names)
      fields.field("list", seal(SealedDraft(kind: "list", fields: list)))
      fields.field("replaces", ifTrue: replaces)
    case .erased(let number, let lines):
      fields.field("kind", "erased")
      fields.field("case", number)
      fields.field("lines", ifAny: lines)
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
    case "listed":
      let list = open(try fields.string("list"))
      self = .listed(
        number: try fields.int("number"), names: try list?.string("names"),
        replaces: fields["replaces"] != nil)
    case "erased":
      self = .erased(
        case: try fields.int("case"),
        lines: fields["lines"] == nil ? [] : try fields.strings("lines"))
    default: self = .noted(try fields.string("text"))
    }
  }

  var erasure: Erasure? {
    switch self {
    case .erased(_, let lines): .lines(lines)
    case .listed(_, _, replaces: true): .earlier(kind: "list")
    default: nil
    }
  }

  var replaceableKind: String? {
    if case .listed = self { "list" } else { nil }
  }

  /// The same event after its erasure.
  var blank: RegisterEvent {
    switch self {
    case .registered(let number, _): .registered(case: number, name: nil)
    case .listed(let number, _, let replaces):
      .listed(number: number, names: nil, replaces: replaces)
    default: self
    }
  }

  /// The first words of the text that can be erased, which no other event has.
  var secret: String? {
    switch self {
    case .registered(let number, _): "Ani \(number)."
    case .listed(let number, _, _): "Nur \(number)."
    default: nil
    }
  }

  /// The secrets of earlier events that the event does away with.
  func erasedSecrets(of earlier: [RegisterEvent]) -> [String] {
    earlier.filter { event in
      switch (event, self) {
      case (.registered(let number, _), .erased(let erased, _)): number == erased
      case (.listed, .listed(_, _, let replaces)): replaces
      default: false
      }
    }.compactMap(\.secret)
  }
}
