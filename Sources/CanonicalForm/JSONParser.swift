/// Turns text into nodes; the only code that looks at JSON's punctuation.
///
/// The text goes from function to function as a `Span`: checked at every step, never counted or copied.
struct JSONParser {
  private let text: [UInt8]
  private(set) var nodes: [JSONNode] = []
  private var at = 0

  init(bytes: [UInt8]) {
    text = bytes
    // A value and its key take about this much: the list seldom has to grow.
    nodes.reserveCapacity(bytes.count / 8 + 8)
  }

  mutating func parseText() throws(JSONFailure) {
    let text = text
    let bytes = text.span
    skipSpace(bytes)
    try parseValue(bytes, depth: 0)
    skipSpace(bytes)
    guard at == bytes.count else { throw JSONFailure(.syntax(expected: "the end"), at: at) }
  }

  private mutating func parseValue(_ bytes: Span<UInt8>, depth: Int) throws(JSONFailure) {
    guard at < bytes.count else { throw JSONFailure(.syntax(expected: "a value"), at: at) }
    switch bytes[at] {
    case UInt8(ascii: "{"): try parseObject(bytes, depth: depth)
    case UInt8(ascii: "["): try parseArray(bytes, depth: depth)
    case UInt8(ascii: "\""): nodes.append(try string(bytes))
    case UInt8(ascii: "-"), 0x30...0x39: try parseNumber(bytes)
    case UInt8(ascii: "t"): try parseWord("true", .true, bytes)
    case UInt8(ascii: "f"): try parseWord("false", .false, bytes)
    case UInt8(ascii: "n"): throw JSONFailure(.null, at: at)
    default: throw JSONFailure(.syntax(expected: "a value"), at: at)
    }
  }

  private mutating func parseObject(_ bytes: Span<UInt8>, depth: Int) throws(JSONFailure) {
    let node = try open(.object, bytes, depth: depth)
    var marks = JSONMark.none
    // One by one for the few plain keys that objects have; a set beyond, so that many keys cost no more each, and
    // one with escapes, which may be as long as the line, is decoded once.
    var count = 0
    var manyKeys: Set<String> = []
    if !take(UInt8(ascii: "}"), bytes) {
      repeat {
        skipSpace(bytes)
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
          throw JSONFailure(.syntax(expected: "a key"), at: at)
        }
        var key = try string(bytes)
        key.mark = key.isPlain ? JSONMark(bytes.extracting(key.content)) : .any
        if count < 32, manyKeys.isEmpty, key.isPlain {
          if marks.mayCover(key.mark) { try refuseDuplicate(key, in: node, bytes) }
        } else {
          if manyKeys.isEmpty {
            forEachKey(of: node) { manyKeys.insert($0.decodedString(in: text)) }
          }
          guard manyKeys.insert(key.decodedString(in: text)).inserted else { throw duplicate(key) }
        }
        let place = nodes.count
        nodes.append(key)
        count += 1
        marks.cover(key.mark)
        skipSpace(bytes)
        guard take(UInt8(ascii: ":"), bytes) else {
          throw JSONFailure(.syntax(expected: "':'"), at: at)
        }
        skipSpace(bytes)
        try parseValue(bytes, depth: depth + 1)
        nodes[place].next = nodes.count
        skipSpace(bytes)
      } while take(UInt8(ascii: ","), bytes)
      guard take(UInt8(ascii: "}"), bytes) else {
        throw JSONFailure(.syntax(expected: "'}'"), at: at)
      }
    }
    nodes[node].mark = marks
    close(node)
  }

  private mutating func parseArray(_ bytes: Span<UInt8>, depth: Int) throws(JSONFailure) {
    let node = try open(.array, bytes, depth: depth)
    if !take(UInt8(ascii: "]"), bytes) {
      repeat {
        skipSpace(bytes)
        try parseValue(bytes, depth: depth + 1)
        skipSpace(bytes)
      } while take(UInt8(ascii: ","), bytes)
      guard take(UInt8(ascii: "]"), bytes) else {
        throw JSONFailure(.syntax(expected: "']'"), at: at)
      }
    }
    close(node)
  }

  private mutating func open(
    _ kind: JSONNode.Kind, _ bytes: Span<UInt8>, depth: Int
  ) throws(JSONFailure) -> Int {
    guard depth < JSONValue.depthLimit else {
      throw JSONFailure(.tooDeep(limit: JSONValue.depthLimit), at: at)
    }
    nodes.append(JSONNode(kind: kind, start: at, end: at, next: 0))
    at += 1
    skipSpace(bytes)
    return nodes.count - 1
  }

  private mutating func close(_ node: Int) {
    nodes[node].end = at
    nodes[node].next = nodes.count
  }

  /// Hands over the keys that an object has so far; their values are complete.
  private func forEachKey(of object: Int, _ body: (_ key: JSONNode) -> Void) {
    var key = object + 1
    while key < nodes.count {
      body(nodes[key])
      key = nodes[key].next
    }
  }

  private func refuseDuplicate(
    _ new: JSONNode, in object: Int, _ bytes: Span<UInt8>
  ) throws(JSONFailure) {
    var isDuplicate = false
    forEachKey(of: object) { old in
      guard new.mark.mayEqual(old.mark) else { return }
      if bytes.extracting(new.content).isEqual(to: bytes.extracting(old.content)) {
        isDuplicate = true
      }
    }
    if isDuplicate { throw duplicate(new) }
  }

  private func duplicate(_ key: JSONNode) -> JSONFailure {
    JSONFailure(.duplicateKey(key.decodedString(in: text)), at: key.start)
  }

  /// Passes a string, of which the node is yet to be appended.
  private mutating func string(_ bytes: Span<UInt8>) throws(JSONFailure) -> JSONNode {
    let start = at
    at = bytes.endOfPlainText(from: start + 1)
    if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
      at += 1
      return JSONNode(
        kind: .string, isPlain: true, start: start, end: at, next: nodes.count + 1)
    }
    return try otherString(bytes, from: start)
  }

  /// Passes the rest of a string that begins at `start`, something of which is not plain.
  private mutating func otherString(
    _ bytes: Span<UInt8>, from start: Int
  ) throws(JSONFailure) -> JSONNode {
    var escaped = false
    var ascii = true
    while true {
      at = bytes.endOfPlainText(from: at)
      guard at < bytes.count else { throw JSONFailure(.syntax(expected: "'\"'"), at: at) }
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") { break }
      if byte < 0x20 { throw JSONFailure(.badString, at: at) }
      if byte == UInt8(ascii: "\\") {
        escaped = true
        try parseEscape(bytes)
      } else {
        ascii = false
        at += 1
      }
    }
    at += 1
    if !ascii, String(validating: text[start..<at], as: UTF8.self) == nil {
      throw JSONFailure(.invalidUTF8, at: start)
    }
    return JSONNode(
      kind: .string, escaped: escaped, isPlain: ascii && !escaped, start: start, end: at,
      next: nodes.count + 1)
  }

  private mutating func parseEscape(_ bytes: Span<UInt8>) throws(JSONFailure) {
    let start = at
    guard at + 1 < bytes.count else { throw JSONFailure(.badString, at: start) }
    guard bytes[at + 1] == UInt8(ascii: "u") else {
      guard "\"\\/bfnrt".utf8.contains(bytes[at + 1]) else {
        throw JSONFailure(.badString, at: start)
      }
      at += 2
      return
    }
    let unit = try escapedUnit(bytes)
    if UTF16.isTrailSurrogate(unit) { throw JSONFailure(.badString, at: start) }
    if UTF16.isLeadSurrogate(unit) {
      guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
        bytes[at + 1] == UInt8(ascii: "u"),
        UTF16.isTrailSurrogate(try escapedUnit(bytes))
      else { throw JSONFailure(.badString, at: start) }
    }
  }

  private mutating func escapedUnit(_ bytes: Span<UInt8>) throws(JSONFailure) -> UInt16 {
    guard at + 6 <= bytes.count, let unit = JSONParser.hexadecimal(text[(at + 2)..<(at + 6)])
    else { throw JSONFailure(.badString, at: at) }
    at += 6
    return unit
  }

  /// The number that four hexadecimal digits of either case write.
  static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt16? {
    var value: UInt16 = 0
    for digit in digits {
      switch digit {
      case 0x30...0x39: value = value << 4 | UInt16(digit - 0x30)
      case 0x61...0x66: value = value << 4 | UInt16(digit - 0x61 + 10)
      case 0x41...0x46: value = value << 4 | UInt16(digit - 0x41 + 10)
      default: return nil
      }
    }
    return value
  }

  private mutating func parseNumber(_ bytes: Span<UInt8>) throws(JSONFailure) {
    let start = at
    let isNegative = bytes[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    let digits = at
    // Counted downwards, because there is one more number below zero than above.
    var value = 0
    var fits = true
    while at < bytes.count, (0x30...0x39).contains(bytes[at]) {
      let (tens, isFull) = value.multipliedReportingOverflow(by: 10)
      let (sum, isOver) = tens.subtractingReportingOverflow(Int(bytes[at] - 0x30))
      if isFull || isOver { fits = false }
      value = sum
      at += 1
    }
    guard at > digits, at == digits + 1 || bytes[digits] != 0x30 else {
      throw JSONFailure(.syntax(expected: "a number"), at: start)
    }
    if at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        throw JSONFailure(.notWhole, at: start)
      default: break
      }
    }
    guard fits, isNegative || value > Int.min else { throw JSONFailure(.notWhole, at: start) }
    nodes.append(JSONNode(kind: .number, start: start, end: at, next: nodes.count + 1))
  }

  private mutating func parseWord(
    _ word: StaticString, _ kind: JSONNode.Kind, _ bytes: Span<UInt8>
  ) throws(JSONFailure) {
    let end = at + word.utf8CodeUnitCount
    guard end <= bytes.count, text[at..<end].elementsEqual("\(word)".utf8) else {
      throw JSONFailure(.syntax(expected: "a value"), at: at)
    }
    nodes.append(JSONNode(kind: kind, start: at, end: end, next: nodes.count + 1))
    at = end
  }

  @inline(__always)
  private mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  @inline(__always)
  private mutating func skipSpace(_ bytes: Span<UInt8>) {
    while at < bytes.count, bytes[at] <= 0x20 {
      switch bytes[at] {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      default: return
      }
    }
  }
}
