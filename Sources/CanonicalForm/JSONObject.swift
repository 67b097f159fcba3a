/// One parsed object, asked by key; every answer of the wrong type says which key and where.
public struct JSONObject: Sendable {
  let text: JSONText
  let node: Int

  /// Parses a text that is one object.
  public init(parsing bytes: [UInt8]) throws(JSONFailure) {
    let value = try JSONValue(parsing: bytes)
    guard let object = value.object else {
      throw JSONFailure(.syntax(expected: "'{'"), at: value.offset)
    }
    self = object
  }

  init(text: JSONText, node: Int) {
    self.text = text
    self.node = node
  }

  /// Where this object starts, in bytes from the start of the text.
  public var offset: Int { text.nodes[node].start }

  /// Where this object stands, in bytes from the start of the text.
  public var range: Range<Int> { text.nodes[node].start..<text.nodes[node].end }

  /// The keys in the order of the text.
  public var keys: [String] {
    var keys: [String] = []
    forEachField { key, _ in keys.append(text.decodedString(text.nodes[key])) }
    return keys
  }

  /// The key with which the object begins; nil in an empty one.
  public var firstKey: String? {
    let first = node + 1
    return first < text.nodes[node].next ? text.decodedString(text.nodes[first]) : nil
  }

  public subscript(key: String) -> JSONValue? {
    place(under: key).map { JSONValue(text: text, node: $0) }
  }

  public func string(_ key: String) throws(JSONFailure) -> String {
    guard let value = try optionalString(key) else { throw missing(key) }
    return value
  }

  public func optionalString(_ key: String) throws(JSONFailure) -> String? {
    guard let place = place(under: key) else { return nil }
    guard let string = text.string(place) else { throw unexpected(key, "a text") }
    return string
  }

  public func int(_ key: String) throws(JSONFailure) -> Int {
    guard let value = try optionalInt(key) else { throw missing(key) }
    return value
  }

  public func optionalInt(_ key: String) throws(JSONFailure) -> Int? {
    guard let place = place(under: key) else { return nil }
    guard let int = text.int(place) else { throw unexpected(key, "a whole number") }
    return int
  }

  /// The field, or false where it is absent.
  public func bool(_ key: String) throws(JSONFailure) -> Bool {
    guard let value = self[key] else { return false }
    guard let bool = value.bool else { throw unexpected(key, "true or false", value) }
    return bool
  }

  public func object(_ key: String) throws(JSONFailure) -> JSONObject {
    guard let value = self[key] else { throw missing(key) }
    guard let object = value.object else { throw unexpected(key, "an object", value) }
    return object
  }

  public func optionalObject(_ key: String) throws(JSONFailure) -> JSONObject? {
    self[key] == nil ? nil : try object(key)
  }

  public func array(_ key: String) throws(JSONFailure) -> [JSONValue] {
    guard let value = self[key] else { throw missing(key) }
    guard let elements = value.elements else { throw unexpected(key, "a list", value) }
    return elements
  }

  public func objects(_ key: String) throws(JSONFailure) -> [JSONObject] {
    guard let list = place(under: key) else { throw missing(key) }
    guard text.nodes[list].kind == .array else { throw unexpected(key, "a list") }
    var objects: [JSONObject] = []
    try text.forEachElement(of: list) { (element) throws(JSONFailure) in
      guard text.nodes[element].kind == .object else {
        throw unexpected(key, "a list of objects", JSONValue(text: text, node: element))
      }
      objects.append(JSONObject(text: text, node: element))
    }
    return objects
  }

  /// The list of texts under the key, empty where it is absent.
  public func strings(_ key: String) throws(JSONFailure) -> [String] {
    guard let list = place(under: key) else { return [] }
    guard text.nodes[list].kind == .array else { throw unexpected(key, "a list") }
    var strings: [String] = []
    try text.forEachElement(of: list) { (element) throws(JSONFailure) in
      guard let string = text.string(element) else {
        throw unexpected(key, "a list of texts", JSONValue(text: text, node: element))
      }
      strings.append(string)
    }
    return strings
  }

  /// Refuses every key that is not in `known`, by name.
  public func refuseKeys(otherThan known: [String]) throws(JSONFailure) {
    var failure: JSONFailure?
    forEachField { key, _ in
      let name = text.decodedString(text.nodes[key])
      if failure == nil, !known.contains(name) {
        failure = JSONFailure(.unknownKey(name), at: text.nodes[key].start)
      }
    }
    if let failure { throw failure }
  }

  /// The failure of a value that is not what `expected` says, placed at that value.
  public func unexpected(_ key: String, _ expected: String, _ value: JSONValue? = nil)
    -> JSONFailure
  {
    JSONFailure(
      .unexpected(key: key, expected: expected), at: value?.offset ?? self[key]?.offset ?? offset)
  }

  private func missing(_ key: String) -> JSONFailure { JSONFailure(.missingKey(key), at: offset) }

  /// The node of the value under a key; keys are few and looked at in their order.
  private func place(under key: String) -> Int? { place(under: key, text.bytes, text.nodes) }

  private func place(under key: String, _ bytes: [UInt8], _ nodes: [JSONNode]) -> Int? {
    let bytes = bytes.span
    let nodes = nodes.span
    let wanted = key.utf8.span
    let mark = JSONMark(wanted)
    guard nodes[node].mark.mayCover(mark) else { return nil }
    let end = nodes[node].next
    var name = node + 1
    while name < end {
      if nodes[name].mark.mayEqual(mark) {
        let found = nodes[name]
        // An escape takes up to six bytes for one; a name of megabytes is not decoded for every key.
        let isSame =
          found.escaped
          ? found.content.count <= 6 * wanted.count && text.decodedString(found) == key
          : bytes.extracting(found.content).isEqual(to: wanted)
        if isSame { return name + 1 }
      }
      name = nodes[name].next
    }
    return nil
  }

  private func forEachField(_ body: (_ key: Int, _ value: Int) -> Void) {
    var key = node + 1
    while key < text.nodes[node].next {
      body(key, key + 1)
      key = text.nodes[key].next
    }
  }
}
