/// One value of a parsed JSON text: strict RFC 8259, whole numbers only, no duplicate keys, no null.
///
/// Values share the text and a flat list of nodes; a string is decoded when it is asked for.
public struct JSONValue: Sendable {
  /// How deep values may nest; deeper text is refused, so that no input can exhaust the stack.
  public static let depthLimit = 16

  let text: JSONText
  let node: Int

  /// Parses a whole text: one value, white space around it, nothing else.
  ///
  /// - Throws: ``JSONFailure`` with the byte where the text stops being JSON of this kind.
  public init(parsing bytes: [UInt8]) throws(JSONFailure) {
    var parser = JSONParser(bytes: bytes)
    try parser.parseText()
    text = JSONText(bytes: bytes, nodes: parser.nodes)
    node = 0
  }

  init(text: JSONText, node: Int) {
    self.text = text
    self.node = node
  }

  /// Where this value starts, in bytes from the start of the text.
  public var offset: Int { text.nodes[node].start }

  /// The bytes of this value as they stand in the text.
  public var bytes: ArraySlice<UInt8> { text.bytes[text.nodes[node].start..<text.nodes[node].end] }

  public var string: String? { text.string(node) }

  public var int: Int? { text.int(node) }

  public var bool: Bool? {
    switch text.nodes[node].kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// The elements, if this is an array.
  public var elements: [JSONValue]? {
    guard text.nodes[node].kind == .array else { return nil }
    var elements: [JSONValue] = []
    text.forEachElement(of: node) { elements.append(JSONValue(text: text, node: $0)) }
    return elements
  }

  public var object: JSONObject? {
    guard text.nodes[node].kind == .object else { return nil }
    return JSONObject(text: text, node: node)
  }
}

/// A parsed text; an object, so that all of its values hold it by one reference.
final class JSONText: Sendable {
  let bytes: [UInt8]
  let nodes: [JSONNode]

  init(bytes: [UInt8], nodes: [JSONNode]) {
    self.bytes = bytes
    self.nodes = nodes
  }

  func decodedString(_ node: JSONNode) -> String { node.decodedString(in: bytes) }

  /// What the node at a place says; nil where it is no string.
  func string(_ place: Int) -> String? {
    let node = nodes[place]
    return node.kind == .string ? node.decodedString(in: bytes) : nil
  }

  /// The number at a place; nil where none stands there.
  func int(_ place: Int) -> Int? {
    let node = nodes[place]
    guard node.kind == .number else { return nil }
    var digits = node.start
    let negative = bytes[digits] == UInt8(ascii: "-")
    if negative { digits += 1 }
    var value = 0
    while digits < node.end {
      // The parser has refused what does not fit.
      value = value &* 10 &- Int(bytes[digits] &- 0x30)
      digits += 1
    }
    return negative ? value : 0 &- value
  }

  /// Hands over the places of the elements of an array.
  func forEachElement<Failure: Error>(
    of array: Int, _ body: (Int) throws(Failure) -> Void
  ) throws(Failure) {
    var next = array + 1
    while next < nodes[array].next {
      try body(next)
      next = nodes[next].next
    }
  }
}

/// One value or key of a text, in the order of the text.
struct JSONNode: Sendable {
  enum Kind: UInt8, Sendable { case object, array, string, number, `true`, `false` }

  var kind: Kind
  var escaped = false
  /// Whether this is a string of ASCII without escapes: only its own bytes write it.
  var isPlain = false
  /// A key's mark, or of an object the marks of its keys together.
  var mark = JSONMark.none
  var start: Int
  var end: Int
  /// The node behind this value and all that is inside it; of a key, behind its value.
  var next: Int

  /// Where a string stands, without its quotes.
  var content: Range<Int> { (start + 1)..<(end - 1) }

  /// What a string of `bytes` says.
  func decodedString(in bytes: [UInt8]) -> String {
    guard escaped else {
      let content = bytes.span.extracting(content)
      // The parser has found it to be UTF-8.
      return String(copying: UTF8Span(unchecked: content, isKnownASCII: isPlain))
    }
    let inside = bytes[content]
    var decoded: [UInt16] = []
    var plain: [UInt8] = []
    func flush() {
      decoded.append(contentsOf: String(decoding: plain, as: UTF8.self).utf16)
      plain.removeAll(keepingCapacity: true)
    }
    var at = inside.startIndex
    while at < inside.endIndex {
      guard inside[at] == UInt8(ascii: "\\") else {
        plain.append(inside[at])
        at += 1
        continue
      }
      switch inside[at + 1] {
      case UInt8(ascii: "u"):
        flush()
        decoded.append(JSONParser.hexadecimal(inside[(at + 2)..<(at + 6)]) ?? 0xFFFD)
        at += 6
        continue
      case UInt8(ascii: "b"): plain.append(0x08)
      case UInt8(ascii: "f"): plain.append(0x0C)
      case UInt8(ascii: "n"): plain.append(0x0A)
      case UInt8(ascii: "r"): plain.append(0x0D)
      case UInt8(ascii: "t"): plain.append(0x09)
      case let byte: plain.append(byte)
      }
      at += 2
    }
    flush()
    return String(decoding: decoded, as: UTF16.self)
  }
}

/// What can be compared of a key before its bytes: keys with different marks are different.
struct JSONMark: Sendable {
  /// Length, first, middle and last byte of one key, all mixed; of an object one bit for every key.
  private var value: UInt32

  private init(value: UInt32) { self.value = value }

  /// The mark of a key that these bytes write.
  @inline(__always)
  init(_ bytes: Span<UInt8>) {
    guard !bytes.isEmpty else {
      value = 1
      return
    }
    let word =
      UInt32(truncatingIfNeeded: bytes.count) << 24 | UInt32(bytes[0]) << 16
      | UInt32(bytes[bytes.count / 2]) << 8 | UInt32(bytes[bytes.count - 1])
    // An odd factor keeps different words different and 0 the only 0.
    value = word &* 0x9E37_79B1
  }

  /// No key at all.
  static let none = JSONMark(value: 0)
  /// The mark of a key that other bytes may write as well, because it has escapes or is not ASCII.
  static let any = JSONMark(value: 0)

  /// Whether two keys may be the same.
  @inline(__always)
  func mayEqual(_ other: JSONMark) -> Bool {
    value == other.value || value == 0 || other.value == 0
  }

  /// Whether a key may be among those that this covers.
  @inline(__always)
  func mayCover(_ key: JSONMark) -> Bool {
    key.value == 0 || value & key.bit != 0
  }

  /// Adds a key to those that this covers.
  @inline(__always)
  mutating func cover(_ key: JSONMark) {
    value |= key.value == 0 ? .max : key.bit
  }

  private var bit: UInt32 { 1 << (value >> 27) }
}
