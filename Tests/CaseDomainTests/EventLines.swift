import CanonicalForm
import CaseDomain

/// One event as it stands in a journal, with the sealed lines that it names before it.
///
/// A real store names a sealed line by its SHA-256; here the first is `0…01`, the second `0…02`.
struct EventLines {
  var sealed: [String] = []
  var event = ""

  /// The lines of an event, written.
  init(_ event: Event) {
    let pen = Pen()
    var writer = EventWriter { kind, id, fields in pen.seal(kind, id, fields) }
    event.write(to: &writer)
    var line = JSONWriter()
    line.object { $0.fields(of: writer.fields) }
    (sealed, self.event) = (pen.lines, String(decoding: line.bytes, as: UTF8.self))
  }

  /// The lines of a file: sealed lines first, the event last.
  init(file: String) {
    sealed = file.split(separator: "\n").map { String($0) }
    event = sealed.popLast() ?? ""
  }

  /// All lines, each with its newline.
  var text: String { (sealed + [event]).map { $0 + "\n" }.joined() }

  /// The event, read; sealed lines that `isOpen` denies were erased.
  func read(_ isOpen: Bool = true) throws(JSONFailure) -> Event {
    var opened: [String: JSONObject] = [:]
    for (index, line) in sealed.enumerated() where isOpen {
      opened[Self.name(index + 1)] = try JSONObject(parsing: Array(line.utf8))
    }
    let fields = EventFields(try JSONObject(parsing: Array(event.utf8))) { opened[$0] }
    return try Event(from: fields)
  }

  static func name(_ number: Int) -> String { Digits.text(number, 64) }

  private final class Pen {
    var lines: [String] = []

    func seal(_ kind: String, _ id: CaseID?, _ fields: JSONWriter) -> String {
      var line = JSONWriter()
      line.object {
        $0.field("salt", Digits.text(0, 32))
        $0.field("case", ifPresent: id?.number)
        $0.field("kind", kind)
        $0.fields(of: fields)
      }
      lines.append(String(decoding: line.bytes, as: UTF8.self))
      return EventLines.name(lines.count)
    }
  }
}
