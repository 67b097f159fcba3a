/// Writes canonical JSON: keys in the order given, no spaces, the same values give the same bytes.
///
/// Strings are written in normalisation form C; `"`, `\` and every unprintable scalar
/// (``Swift/Unicode/Scalar/isUnprintable``) are escaped, the latter as lower-case `\uXXXX`.
public struct JSONWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  /// A writer with room for `capacity` bytes; beyond that it grows.
  public init(capacity: Int = 0) {
    if capacity > 0 { bytes.reserveCapacity(capacity) }
  }

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
    array { list in
      for element in elements { body(&list, element) }
    }
  }

  /// Writes one array whose elements `body` writes.
  public mutating func array(_ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "["))
    body(&self)
    bytes.append(UInt8(ascii: "]"))
  }

  public mutating func field(_ key: String, _ value: String) {
    let name = key.utf8.span
    let text = value.utf8.span
    guard name.isPlainText, text.isPlainText else {
      self.key(key)
      return write(value)
    }
    // In one piece, as nearly every field.
    let comma = isBehindValue
    bytes.append(addingCapacity: name.count + text.count + 6) { piece in
      if comma { piece.append(UInt8(ascii: ",")) }
      piece.append(quoted: name)
      piece.append(UInt8(ascii: ":"))
      piece.append(quoted: text)
    }
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
    write(value, comma: isBehindValue)
  }

  public mutating func number(_ value: Int) {
    separate()
    digits(of: value)
  }

  /// Writes one array of numbers.
  public mutating func numbers(_ values: [Int]) {
    separate()
    bytes.append(UInt8(ascii: "["))
    for place in values.indices {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      digits(of: values[place])
    }
    bytes.append(UInt8(ascii: "]"))
  }

  public mutating func field(_ key: String, _ values: [Int]) {
    self.key(key)
    numbers(values)
  }

  private mutating func digits(of value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    var (count, beyond) = (1, 10 as UInt)
    // No integer has more than 19 digits, and 10^19 is still one without a sign.
    while count < 19, rest >= beyond {
      count += 1
      beyond *= 10
    }
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: count))
    var place = bytes.count
    // From the last one on: to divide by what is known beforehand is a multiplication.
    while rest > 0 {
      place -= 1
      bytes[place] += UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
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
    write(key, comma: isBehindValue, colon: true)
  }

  private mutating func separate() {
    if isBehindValue { bytes.append(UInt8(ascii: ",")) }
  }

  private var isBehindValue: Bool {
    switch bytes.last {
    case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): false
    default: true
    }
  }

  /// Appends a text in quotes, in one piece where it is of printable ASCII with nothing to escape, as nearly all are.
  private mutating func write(_ text: String, comma: Bool = false, colon: Bool = false) {
    let plain = text.utf8.span
    guard plain.isPlainText else { return writeEscaped(text, comma: comma, colon: colon) }
    bytes.append(addingCapacity: plain.count + 4) { piece in
      if comma { piece.append(UInt8(ascii: ",")) }
      piece.append(quoted: plain)
      if colon { piece.append(UInt8(ascii: ":")) }
    }
  }

  private mutating func writeEscaped(_ text: String, comma: Bool, colon: Bool) {
    if comma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.normalized.unicodeScalars { escape(scalar) }
    bytes.append(UInt8(ascii: "\""))
    if colon { bytes.append(UInt8(ascii: ":")) }
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

extension OutputSpan<UInt8> {
  /// Appends all bytes, for which there must be room.
  @inlinable
  public mutating func append(all bytes: Span<UInt8>) {
    precondition(bytes.count <= freeCapacity)
    withUnsafeMutableBufferPointer { room, filled in
      bytes.withUnsafeBufferPointer { bytes in
        // Within the room by the line above.
        _ = room.extracting(filled...).initialize(fromContentsOf: bytes)
      }
      filled += bytes.count
    }
  }

  /// The same in quotes.
  fileprivate mutating func append(quoted bytes: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    append(all: bytes)
    append(UInt8(ascii: "\""))
  }
}
