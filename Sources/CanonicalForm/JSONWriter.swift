/// Writes canonical JSON: keys in the order given, no spaces, the same values give the same bytes.
///
/// Strings are written in normalisation form C; `"`, `\` and every unprintable scalar
/// (``Swift/Unicode/Scalar/isUnprintable``) are escaped, the latter as lower-case `\uXXXX`.
public struct JSONWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// Writes one object whose fields `body` writes.
  public mutating func object(_ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "{"))
    body(&self)
    bytes.append(UInt8(ascii: "}"))
  }

  public mutating func object(_ key: String, _ body: (inout JSONWriter) -> Void) {
    self.key(key)
    object(body)
  }

  /// Writes one array, an element for every element of `elements`.
  public mutating func array<Element>(
    _ key: String, _ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    self.key(key)
    array(elements, body)
  }

  public mutating func array<Element>(
    _ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    separate()
    bytes.append(UInt8(ascii: "["))
    for element in elements { body(&self, element) }
    bytes.append(UInt8(ascii: "]"))
  }

  public mutating func field(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  public mutating func field(_ key: String, _ value: Int) {
    self.key(key)
    number(value)
  }

  public mutating func field(_ key: String, _ value: Bool) {
    self.key(key)
    bool(value)
  }

  /// Writes the field only where there is a value: absent, never null.
  public mutating func field(_ key: String, ifPresent value: String?) {
    if let value { field(key, value) }
  }

  public mutating func field(_ key: String, ifPresent value: Int?) {
    if let value { field(key, value) }
  }

  /// Writes the field only where it is true.
  public mutating func field(_ key: String, ifTrue value: Bool) {
    if value { field(key, true) }
  }

  /// Writes the field only where the list has elements.
  public mutating func field(_ key: String, ifAny values: [String]) {
    if !values.isEmpty { array(key, values) { $0.string($1) } }
  }

  public mutating func string(_ value: String) {
    separate()
    quote(value)
  }

  public mutating func number(_ value: Int) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  public mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Appends bytes that are canonical JSON already.
  public mutating func raw(_ json: some Sequence<UInt8>) {
    bytes.append(contentsOf: json)
  }

  /// Appends the fields of another object, written by a writer of their own.
  public mutating func fields(of other: JSONWriter) {
    guard !other.bytes.isEmpty else { return }
    separate()
    bytes.append(contentsOf: other.bytes)
  }

  private mutating func key(_ key: String) {
    separate()
    quote(key)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func separate() {
    switch bytes.last {
    case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): return
    default: bytes.append(UInt8(ascii: ","))
    }
  }

  private mutating func quote(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    if !appendPlain(value.utf8.span) {
      for scalar in value.normalized.unicodeScalars { escape(scalar) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a text of printable ASCII, as nearly all are, byte by byte; false, and nothing is appended, where it is
  /// none or something of it is to be escaped.
  private mutating func appendPlain(_ text: Span<UInt8>) -> Bool {
    for index in text.indices {
      let byte = text[index]
      guard byte >= 0x20, byte < 0x7F, byte != 0x22, byte != 0x5C else { return false }
    }
    text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    return true
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    if scalar == "\"" || scalar == "\\" {
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(UInt8(scalar.value))
    } else if scalar.isUnprintable {
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        bytes.append(contentsOf: "\\u".utf8)
        let digits = String(unit, radix: 16)
        bytes.append(contentsOf: String(repeating: "0", count: 4 - digits.count).utf8)
        bytes.append(contentsOf: digits.utf8)
      }
    } else {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}
