public import CanonicalForm

/// One line of the access record: what somebody saw, took away, asked about or was refused, and what the journal then
/// held.
///
/// It names no citizen: numbers of cases stand for people, so that an erasure has nothing to do here.
public struct Access: Hashable, Sendable {
  public var deed: Deed
  /// The last entry of the journal then, and its hash.
  public var entry: Int
  public var head: String

  public enum Deed: Hashable, Sendable {
    /// A page or form that shows the NIK in full was opened, where comparing it with the card is the work.
    case opened(CaseID)
    /// NIK, family card, telephone and birth date of one person were shown elsewhere.
    case revealed(CaseID, reason: String)
    /// A table was written for Excel: its name, and which cases stand in it.
    case exported(String, CaseNumbers, reason: String?)
    /// A sheet for signatures was written.
    case printed(CaseNumbers)
    /// Somebody tried what is not theirs: the verb, and the word of the refusal.
    case refused(String, CaseNumbers, why: String)
    /// Somebody asked who saw what, of a person or of an officer.
    case asked(CaseID?, OfficerID?)
  }

  public init(_ deed: Deed, entry: Int, head: String) {
    (self.deed, self.entry, self.head) = (deed, entry, head)
  }
}

extension Access.Deed {
  /// The attempt at a command that was refused.
  public init(refused command: Command, _ refusal: Refusal) {
    self = .refused(
      command.verb.rawValue, CaseNumbers(command.caseID.map { [$0] } ?? []), why: refusal.word)
  }

  /// The attempt to look that was refused.
  public init(refused reading: Reading, case id: CaseID?, _ refusal: Refusal) {
    self = .refused(reading.rawValue, CaseNumbers(id.map { [$0] } ?? []), why: refusal.word)
  }

  /// The word under `kind`.
  public var kind: String {
    switch self {
    case .opened: "opened"
    case .revealed: "revealed"
    case .exported: "exported"
    case .printed: "printed"
    case .refused: "refused"
    case .asked: "asked"
    }
  }

  /// The cases that it is about.
  public var cases: CaseNumbers {
    switch self {
    case .opened(let id), .revealed(let id, _): CaseNumbers([id])
    case .exported(_, let cases, _), .printed(let cases), .refused(_, let cases, _): cases
    case .asked(let id, _): CaseNumbers(id.map { [$0] } ?? [])
    }
  }

  /// The name of the table, or the verb that was refused.
  public var what: String? {
    switch self {
    case .exported(let what, _, _), .refused(let what, _, _): what
    default: nil
    }
  }

  /// What was given as the reason, or the word of a refusal.
  public var reason: String? {
    switch self {
    case .revealed(_, let reason): reason
    case .exported(_, _, let reason): reason
    case .refused(_, _, let why): why
    default: nil
    }
  }

  /// The officer who was asked about.
  public var about: OfficerID? {
    if case .asked(_, let officer) = self { officer } else { nil }
  }
}

// MARK: - The line

extension Access {
  /// The words under `kind` that this program knows.
  public static let kinds: Set<String> = [
    "opened", "revealed", "exported", "printed", "refused", "asked",
  ]

  /// Writes `kind` and the fields.
  public func write(to fields: inout JSONWriter) {
    fields.field("kind", deed.kind)
    fields.field("what", ifPresent: deed.what)
    if let only = deed.cases.only {
      fields.field("case", only.number)
    } else if !deed.cases.isEmpty {
      fields.field("cases", deed.cases.description)
    }
    fields.field("officer", ifPresent: deed.about?.rawValue)
    fields.field("reason", ifPresent: deed.reason)
    fields.field("entry", entry)
    // No event has a key `hash`: that word ends an entry.
    fields.field("head", head)
  }

  /// Reads what ``write(to:)`` wrote.
  ///
  /// - Throws: ``CanonicalForm/JSONFailure`` for an unknown kind or a field that is missing or of the wrong type.
  public init(from fields: JSONObject) throws(JSONFailure) {
    let id = try fields.optionalInt("case").map { CaseID($0) }
    let many = try fields.optional("cases", "numbers of cases such as 1-4,7") { CaseNumbers($0) }
    let cases = many ?? CaseNumbers(id.map { [$0] } ?? [])
    switch try fields.string("kind") {
    case "opened": deed = .opened(try fields.caseID())
    case "revealed": deed = .revealed(try fields.caseID(), reason: try fields.string("reason"))
    case "exported":
      deed = .exported(
        try fields.string("what"), cases, reason: try fields.optionalString("reason"))
    case "printed": deed = .printed(cases)
    case "refused":
      deed = .refused(try fields.string("what"), cases, why: try fields.string("reason"))
    case "asked": deed = .asked(id, try fields.optionalCode("officer"))
    default: throw fields.unexpected("kind", "a kind of access that this program knows")
    }
    entry = try fields.int("entry")
    head = try fields.string("head")
  }
}
