public import CanonicalForm

/// Writes the fields of one event, and puts what is sealed on lines of their own.
public struct EventWriter {
  /// The fields that stand in the event itself.
  public var fields = JSONWriter()
  private let seal: (_ kind: String, _ case: CaseID?, _ fields: JSONWriter) -> String
  private let keepsErased: Bool

  /// A writer that hands sealed values to `seal`, which answers with the hash that names their line.
  ///
  /// `keepingErased` is for copies of events: what was erased then stands there as erased.
  public init(
    keepingErased: Bool = false,
    seal: @escaping (_ kind: String, _ case: CaseID?, _ fields: JSONWriter) -> String
  ) {
    (self.seal, keepsErased) = (seal, keepingErased)
  }

  mutating func sealed<Value: SealedContent>(
    _ key: String, _ value: Sealed<Value>?, case id: CaseID?
  ) {
    switch value {
    case nil: return
    // What was erased has no line any more that a new event could name.
    case .erased?: if keepsErased { fields.field(key, "erased") }
    case .value(let value)?:
      // What a person's line takes, about.
      var inner = JSONWriter(capacity: 400)
      value.write(to: &inner)
      fields.field(key, seal(Value.kind, id, inner))
    }
  }
}

/// The fields of one event as they were read, with the sealed lines that stand before its entry.
public struct EventFields {
  public let object: JSONObject
  private let open: (_ hash: String) -> JSONObject?

  /// Fields whose sealed lines `open` finds by hash; nil means that the line was erased.
  public init(_ object: JSONObject, open: @escaping (_ hash: String) -> JSONObject?) {
    self.object = object
    self.open = open
  }

  func sealed<Value: SealedContent>(_ key: String) throws(JSONFailure) -> Sealed<Value>? {
    guard let hash = try object.optionalString(key) else { return nil }
    guard let line = open(hash) else { return .erased(hash: hash) }
    return .value(try Value(from: line))
  }

  func required<Value: SealedContent>(_ key: String) throws(JSONFailure) -> Sealed<Value> {
    guard let value: Sealed<Value> = try sealed(key) else {
      throw JSONFailure(.missingKey(key), at: object.offset)
    }
    return value
  }
}

/// What one kind of event holds, and how its line in the journal is written and read.
protocol EventBody: Hashable, Sendable {
  /// The word under `kind`.
  static var kind: String { get }
  func write(to writer: inout EventWriter)
  init(from fields: EventFields) throws(JSONFailure)
}

/// An event of one case.
protocol CaseEvent: EventBody {
  var id: CaseID { get }
  /// Copies what the event says into the case; total, for only `decide` knows rules.
  func apply(to file: inout CaseFile, at stamp: Stamp)
}

/// What stands on a sealed line.
protocol SealedContent: Hashable, Sendable {
  /// The word under `kind` of the sealed line.
  static var kind: String { get }
  func write(to fields: inout JSONWriter)
  init(from fields: JSONObject) throws(JSONFailure)
}

extension JSONObject {
  func code<C: Code>(_ key: String) throws(JSONFailure) -> C { C(try string(key)) }

  func optionalCode<C: Code>(_ key: String) throws(JSONFailure) -> C? {
    try optionalString(key).map { C($0) }
  }

  func codes<C: Code>(_ key: String) throws(JSONFailure) -> [C] { try strings(key).map { C($0) } }

  func caseID() throws(JSONFailure) -> CaseID { CaseID(try int("case")) }

  /// The value that the text under the key writes, or nil where the key is absent.
  func optional<Value>(_ key: String, _ expected: String, _ read: (String) -> Value?)
    throws(JSONFailure) -> Value?
  {
    guard let text = try optionalString(key) else { return nil }
    guard let value = read(text) else { throw unexpected(key, expected) }
    return value
  }

  func value<Value>(_ key: String, _ expected: String, _ read: (String) -> Value?)
    throws(JSONFailure) -> Value
  {
    guard let value = try optional(key, expected, read) else {
      throw JSONFailure(.missingKey(key), at: offset)
    }
    return value
  }

  func day(_ key: String) throws(JSONFailure) -> Day {
    try value(key, "a day 2025-11-13") { Day($0) }
  }

  func optionalDay(_ key: String) throws(JSONFailure) -> Day? {
    try optional(key, "a day 2025-11-13") { Day($0) }
  }

  func optionalMonth(_ key: String) throws(JSONFailure) -> Month? {
    try optional(key, "a month 2025-11") { Month($0) }
  }

  func optionalInstant(_ key: String) throws(JSONFailure) -> Instant? {
    try optional(key, "a moment 2025-11-13T02:12:33.123Z") { Instant($0) }
  }
}
