internal import CanonicalForm
internal import CaseDomain

/// What stands in a form: for every input a line of text and where it came from.
///
/// Sex is `L` or `P`, the statement `y` or `t`, papers and what was picked from a list are codes;
/// what was typed for a pick and fits nothing stays as it was typed.
struct FormSheet: Hashable, Sendable {
  /// Where a text came from.
  enum Origin: Hashable, Sendable {
    /// Nothing was ever typed here.
    case nowhere
    case typed
    /// From the registration before.
    case carried
    /// From the case that is corrected.
    case saved
  }

  private struct Entry: Hashable, Sendable {
    var field: TextField
    var origin: Origin
  }

  private var entries: [Input: Entry] = [:]

  init() {}

  /// The paper that an applicant signs, and that the form asks for by itself.
  static let statement: PaperCode = "statement"
}

extension FormSheet {
  subscript(input: Input) -> TextField { entries[input]?.field ?? input.emptyField }

  func text(_ input: Input) -> String { self[input].text.trimmed }

  func isEmpty(_ input: Input) -> Bool { self[input].text.allSatisfy(\.isWhitespace) }

  func origin(_ input: Input) -> Origin { entries[input]?.origin ?? .nowhere }

  /// Puts a text into a field.
  mutating func set(_ input: Input, _ text: String, _ origin: Origin = .typed) {
    var field = input.emptyField
    field.text = text
    entries[input] = Entry(field: field, origin: origin)
  }

  /// Edits a field; what is edited is typed from then on.
  ///
  /// - Returns: whether its text changed.
  @discardableResult
  mutating func edit(_ input: Input, _ body: (inout TextField) -> Void) -> Bool {
    var entry = entries[input] ?? Entry(field: input.emptyField, origin: .nowhere)
    let before = entry.field.characters
    body(&entry.field)
    let isChanged = entry.field.characters != before
    if isChanged { entry.origin = .typed }
    entries[input] = entry
    return isChanged
  }

  /// Whether somebody typed anything.
  var isTyped: Bool {
    entries.contains { $1.origin == .typed && $1.field.text.contains { !$0.isWhitespace } }
  }

  /// How many lines of the form hold something.
  func filledLines(_ inputs: [Input]) -> Int {
    Set(inputs.filter { !isEmpty($0) }.map(\.line)).count
  }

  /// The papers at hand, the statement apart.
  var papers: [PaperCode] {
    self[.papers].text.split(separator: ",").map { PaperCode(String($0)) }
  }

  /// Whether the list has no name for the occupation, which is then typed.
  var namesOccupation: Bool { text(.occupation) == OccupationCode.other.rawValue }
}

// MARK: - Forms

extension FormSheet {
  /// The registration as it stands in the fields.
  var form: Form {
    var texts: [Field: String] = [:]
    for input in Input.allCases {
      guard let field = input.field, field != .papers else { continue }
      let text = text(input)
      if !text.isEmpty { texts[field] = input == .birthDate ? Input.birthDate.grouped(text) : text }
    }
    if !namesOccupation { texts[.occupationOther] = nil }
    var papers = papers
    if text(.statement) == "y" { papers.append(FormSheet.statement) }
    if !papers.isEmpty { texts[.papers] = papers.map(\.rawValue).joined(separator: ",") }
    return Form(texts)
  }

  /// The noted reason; nil where there is none.
  var note: String? { isEmpty(.reason) ? nil : text(.reason) }

  /// The fields of a form as they were typed or saved.
  init(_ form: Form, note: String?, _ origin: Origin) {
    for input in Input.allCases {
      guard let field = input.field, let text = form.texts[field] else { continue }
      let shown = FormSheet.shown(text, input)
      if !shown.isEmpty { set(input, shown, origin) }
    }
    if let note, !note.isEmpty { set(.reason, note, origin) }
  }

  /// The text of a form as it stands in an input.
  private static func shown(_ text: String, _ input: Input) -> String {
    switch input {
    case .birthDate:
      do throws(FieldFault.Problem) {
        let (year, month, day) = try DayReading.day(text.prefix(100)).date
        return Digits.text(day, 2) + Digits.text(month, 2) + Digits.text(year, 4)
      } catch {
        return String(text.filter { $0.isASCII && $0.isWholeNumber }.prefix(8))
      }
    case .statement: return codes(text).contains(statement.rawValue) ? "y" : ""
    case .papers: return codes(text).filter { $0 != statement.rawValue }.joined(separator: ",")
    default: return text
    }
  }

  private static func codes(_ text: String) -> [String] {
    text.prefix(1_000).split(separator: ",").map { String($0.trimmed) }
  }
}
