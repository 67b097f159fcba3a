/// Turns text into nodes; the only code that looks at JSON's punctuation.
struct JSONParser {
  let bytes: [UInt8]
  var nodes: [JSONNode] = []
  var at = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func parseText() throws(JSONFailure) {
    skipSpace()
    try parseValue(depth: 0)
    skipSpace()
    guard at == bytes.count else { throw JSONFailure(.syntax(expected: "the end"), at: at) }
  }

  private mutating func parseValue(depth: Int) throws(JSONFailure) {
    guard at < bytes.count else { throw JSONFailure(.syntax(expected: "a value"), at: at) }
    switch bytes[at] {
    case UInt8(ascii: "{"): try parseObject(depth: depth)
    case UInt8(ascii: "["): try parseArray(depth: depth)
    case UInt8(ascii: "\""): try parseString()
    case UInt8(ascii: "-"), 0x30...0x39: try parseNumber()
    case UInt8(ascii: "t"): try parseWord("true", .true)
    case UInt8(ascii: "f"): try parseWord("false", .false)
    case UInt8(ascii: "n"): throw JSONFailure(.null, at: at)
    default: throw JSONFailure(.syntax(expected: "a value"), at: at)
    }
  }

  private mutating func parseObject(depth: Int) throws(JSONFailure) {
    let node = try open(.object, depth: depth)
    // A list for the few keys that objects have; a set beyond, so that many keys cost no more each.
    var keys: [JSONNode] = []
    var manyKeys: Set<String> = []
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipSpace()
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
          throw JSONFailure(.syntax(expected: "a key"), at: at)
        }
        let key = nodes.count
        try parseString()
        if keys.count < 32 {
          try refuseDuplicate(nodes[key], among: keys)
          keys.append(nodes[key])
        } else {
          if manyKeys.isEmpty { manyKeys = Set(keys.map(decodedString)) }
          guard manyKeys.insert(decodedString(nodes[key])).inserted else {
            throw JSONFailure(.duplicateKey(decodedString(nodes[key])), at: nodes[key].start)
          }
        }
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw JSONFailure(.syntax(expected: "':'"), at: at) }
        skipSpace()
        try parseValue(depth: depth + 1)
        skipSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "}")) else { throw JSONFailure(.syntax(expected: "'}'"), at: at) }
    }
    close(node)
  }

  private mutating func parseArray(depth: Int) throws(JSONFailure) {
    let node = try open(.array, depth: depth)
    if !take(UInt8(ascii: "]")) {
      repeat {
        skipSpace()
        try parseValue(depth: depth + 1)
        skipSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "]")) else { throw JSONFailure(.syntax(expected: "']'"), at: at) }
    }
    close(node)
  }

  private mutating func open(_ kind: JSONNode.Kind, depth: Int) throws(JSONFailure) -> Int {
    guard depth < JSONValue.depthLimit else {
      throw JSONFailure(.tooDeep(limit: JSONValue.depthLimit), at: at)
    }
    nodes.append(JSONNode(kind: kind, start: at, end: at, next: 0))
    at += 1
    skipSpace()
    return nodes.count - 1
  }

  private mutating func close(_ node: Int) {
    nodes[node].end = at
    nodes[node].next = nodes.count
  }

  private func refuseDuplicate(_ key: JSONNode, among keys: [JSONNode]) throws(JSONFailure) {
    for other in keys {
      let isPlain = { (node: JSONNode) in
        !node.escaped && bytes[node.start..<node.end].allSatisfy { $0 < 0x80 }
      }
      let isSame =
        isPlain(key) && isPlain(other)
        ? bytes[key.start..<key.end] == bytes[other.start..<other.end]
        : decodedString(key) == decodedString(other)
      if isSame { throw JSONFailure(.duplicateKey(decodedString(key)), at: key.start) }
    }
  }

  private func decodedString(_ node: JSONNode) -> String {
    JSONText(bytes: bytes, nodes: []).decodedString(node)
  }

  private mutating func parseString() throws(JSONFailure) {
    let start = at
    var escaped = false
    var ascii = true
    at += 1
    while true {
      guard at < bytes.count else { throw JSONFailure(.syntax(expected: "'\"'"), at: at) }
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") { break }
      if byte < 0x20 { throw JSONFailure(.badString, at: at) }
      if byte >= 0x80 { ascii = false }
      if byte == UInt8(ascii: "\\") {
        escaped = true
        try parseEscape()
      } else {
        at += 1
      }
    }
    at += 1
    if !ascii, String(validating: bytes[start..<at], as: UTF8.self) == nil {
      throw JSONFailure(.invalidUTF8, at: start)
    }
    nodes.append(
      JSONNode(kind: .string, escaped: escaped, start: start, end: at, next: nodes.count + 1))
  }

  private mutating func parseEscape() throws(JSONFailure) {
    let start = at
    guard at + 1 < bytes.count else { throw JSONFailure(.badString, at: start) }
    guard bytes[at + 1] == UInt8(ascii: "u") else {
      guard "\"\\/bfnrt".utf8.contains(bytes[at + 1]) else {
        throw JSONFailure(.badString, at: start)
      }
      at += 2
      return
    }
    let unit = try escapedUnit()
    if UTF16.isTrailSurrogate(unit) { throw JSONFailure(.badString, at: start) }
    if UTF16.isLeadSurrogate(unit) {
      guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
        bytes[at + 1] == UInt8(ascii: "u"),
        UTF16.isTrailSurrogate(try escapedUnit())
      else { throw JSONFailure(.badString, at: start) }
    }
  }

  private mutating func escapedUnit() throws(JSONFailure) -> UInt16 {
    guard at + 6 <= bytes.count, let unit = JSONParser.hexadecimal(bytes[(at + 2)..<(at + 6)])
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

  private mutating func parseNumber() throws(JSONFailure) {
    let start = at
    if bytes[at] == UInt8(ascii: "-") { at += 1 }
    let digits = at
    while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
    guard at > digits, at == digits + 1 || bytes[digits] != 0x30 else {
      throw JSONFailure(.syntax(expected: "a number"), at: start)
    }
    if at < bytes.count, ".eE".utf8.contains(bytes[at]) { throw JSONFailure(.notWhole, at: start) }
    guard Int(String(decoding: bytes[start..<at], as: UTF8.self)) != nil else {
      throw JSONFailure(.notWhole, at: start)
    }
    nodes.append(JSONNode(kind: .number, start: start, end: at, next: nodes.count + 1))
  }

  private mutating func parseWord(_ word: StaticString, _ kind: JSONNode.Kind) throws(JSONFailure) {
    let end = at + word.utf8CodeUnitCount
    guard end <= bytes.count, bytes[at..<end].elementsEqual("\(word)".utf8) else {
      throw JSONFailure(.syntax(expected: "a value"), at: at)
    }
    nodes.append(JSONNode(kind: kind, start: at, end: end, next: nodes.count + 1))
    at = end
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private mutating func skipSpace() {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      default: return
      }
    }
  }
}
