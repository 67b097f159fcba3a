import CanonicalForm
import FoundationEssentials
import Testing

@Suite("Random documents")
struct OracleTests {
  @Test("random values come back from their own bytes, byte for byte")
  func roundTrips() throws {
    var random = Random(state: 1)
    for _ in 0..<2_000 {
      let tree = Tree.random(&random, depth: 0)
      let bytes = tree.canonical
      let read = Tree(try JSONValue(parsing: bytes))
      #expect(read == tree)
      #expect(read.canonical == bytes)
    }
  }

  @Test("Foundation reads the same from what is written, and from loosely written texts")
  func differential() throws {
    var random = Random(state: 2)
    for _ in 0..<2_000 {
      let tree = Tree.object([("k", Tree.random(&random, depth: 1))])
      for bytes in [tree.canonical, tree.loose(&random)] {
        let theirs = try JSONDecoder().decode(Tree.self, from: Data(bytes))
        let ours = Tree(try JSONValue(parsing: bytes))
        if theirs != ours || ours != tree {
          Issue.record("differs: \(String(decoding: bytes, as: UTF8.self))")
        }
      }
    }
  }

  @Test("10,000 random mutations never trap, and what is read is what Foundation reads")
  func mutations() throws {
    var random = Random(state: 3)
    var accepted = 0
    for _ in 0..<10_000 {
      var bytes = Tree.object([("k", Tree.random(&random, depth: 1))]).loose(&random)
      for _ in 0...random.below(3) { mutate(&bytes, &random) }
      guard let ours = try? JSONValue(parsing: bytes) else { continue }
      accepted += 1
      let tree = Tree(ours)
      // Read again, its canonical bytes are the same value.
      #expect(Tree(try JSONValue(parsing: tree.canonical)) == tree)
      // Foundation takes a leading zero byte order guess into account; both must agree where both read.
      if let theirs = try? JSONDecoder().decode(Tree.self, from: Data(bytes)), theirs != tree {
        Issue.record("differs: \(String(decoding: bytes, as: UTF8.self))")
      }
    }
    #expect(accepted > 500)
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout Random) {
    guard !bytes.isEmpty else { return }
    let at = random.below(bytes.count)
    switch random.below(6) {
    case 0: bytes[at] = UInt8(random.below(256))
    case 1: bytes.remove(at: at)
    case 2: bytes.insert(UInt8(random.below(256)), at: at)
    case 3: bytes.removeLast(bytes.count - at)
    case 4:
      let pieces = [
        "\"", "\\", "\\u", "{", "}", "[", "]", ",", ":", "0", "-", "null", "\\ud800", " ",
      ]
      bytes.insert(contentsOf: pieces[random.below(pieces.count)].utf8, at: at)
    default:
      bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 8)], at: random.below(at + 1))
    }
  }
}

/// Numbers that look random and are the same every time (SplitMix64).
private struct Random: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}

/// A JSON value as a plain tree, which both readers can make.
private indirect enum Tree: Decodable {
  case text(String)
  case number(Int)
  case bool(Bool)
  case array([Tree])
  case object([(String, Tree)])

  init(_ value: JSONValue) {
    if let text = value.string {
      self = .text(text)
    } else if let number = value.int {
      self = .number(number)
    } else if let bool = value.bool {
      self = .bool(bool)
    } else if let elements = value.elements {
      self = .array(elements.map { Tree($0) })
    } else {
      let object = value.object
      self = .object(
        (object?.keys ?? []).compactMap { key in object?[key].map { (key, Tree($0)) } })
    }
  }

  init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Key.self) {
      self = .object(
        try container.allKeys.map { ($0.stringValue, try container.decode(Tree.self, forKey: $0)) })
    } else if var container = try? decoder.unkeyedContainer() {
      var elements: [Tree] = []
      while !container.isAtEnd { elements.append(try container.decode(Tree.self)) }
      self = .array(elements)
    } else {
      let container = try decoder.singleValueContainer()
      if let bool = try? container.decode(Bool.self) {
        self = .bool(bool)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .number(try container.decode(Int.self))
      }
    }
  }

  var canonical: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }

  private func write(to writer: inout JSONWriter) {
    switch self {
    case .text(let text): writer.string(text)
    case .number(let number): writer.number(number)
    case .bool(let bool): writer.bool(bool)
    case .array(let elements): writer.array(elements) { $1.write(to: &$0) }
    case .object(let fields):
      writer.object { writer in
        for (key, value) in fields {
          switch value {
          case .text(let text): writer.field(key, text)
          case .number(let number): writer.field(key, number)
          case .bool(let bool): writer.field(key, bool)
          case .array(let elements): writer.array(key, elements) { $1.write(to: &$0) }
          case .object: writer.object(key) { inner in value.writeFields(to: &inner) }
          }
        }
      }
    }
  }

  private func writeFields(to writer: inout JSONWriter) {
    var whole = JSONWriter()
    write(to: &whole)
    var inside = JSONWriter()
    inside.raw(whole.bytes.dropFirst().dropLast())
    writer.fields(of: inside)
  }

  /// The same value with white space and escapes that nobody needs.
  func loose(_ random: inout Random) -> [UInt8] {
    let space = { (random: inout Random) in
      String((0..<random.below(3)).map { _ in [" ", "\n", "\t", "\r"][random.below(4)] }.joined())
    }
    switch self {
    case .text(let text): return Array(Tree.quoted(text, &random).utf8)
    case .number(let number): return Array(String(number).utf8)
    case .bool(let bool): return Array(String(bool).utf8)
    case .array(let elements):
      var bytes = Array("[".utf8)
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes += Array((space(&random) + ",").utf8) }
        bytes += Array(space(&random).utf8) + element.loose(&random)
      }
      return bytes + Array((space(&random) + "]").utf8)
    case .object(let fields):
      var bytes = Array("{".utf8)
      for (index, field) in fields.enumerated() {
        if index > 0 { bytes += Array((space(&random) + ",").utf8) }
        bytes += Array((space(&random) + Tree.quoted(field.0, &random)).utf8)
        bytes += Array((space(&random) + ":" + space(&random)).utf8) + field.1.loose(&random)
      }
      return bytes + Array((space(&random) + "}").utf8)
    }
  }

  private static func quoted(_ text: String, _ random: inout Random) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
      if mustEscape || random.below(5) == 0 {
        for unit in String(Character(scalar)).utf16 {
          let digits = String(unit, radix: 16, uppercase: random.below(2) == 0)
          quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  static func random(_ random: inout Random, depth: Int) -> Tree {
    switch random.below(depth > 4 ? 4 : 6) {
    case 0: return .bool(random.below(2) == 0)
    case 1: return .number(Int(truncatingIfNeeded: random.next()) >> random.below(64))
    case 2, 3: return .text(text(&random))
    case 4:
      return .array((0..<random.below(5)).map { _ in Tree.random(&random, depth: depth + 1) })
    default:
      var keys: Set<String> = []
      var fields: [(String, Tree)] = []
      // Now and then more keys than the parser compares one by one.
      for _ in 0..<(random.below(20) == 0 ? 60 : random.below(5)) {
        let key = text(&random)
        guard keys.insert(key).inserted else { continue }
        fields.append((key, Tree.random(&random, depth: depth + 2)))
      }
      return .object(fields)
    }
  }

  private static func text(_ random: inout Random) -> String {
    let alphabet: [Unicode.Scalar] = [
      "a", "B", "7", " ", "\"", "\\", "/", "\n", "\u{0}", "\u{1B}", "\u{7F}", "é", "\u{E5}", "ß",
      "中",
      "\u{200E}", "\u{2028}", "😀", "\u{E0041}", "\u{FFFD}", "\u{10FFFF}", "-", ".", "{", "[", ":",
    ]
    var text = ""
    for _ in 0..<random.below(12) {
      text.unicodeScalars.append(alphabet[random.below(alphabet.count)])
    }
    return text
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

extension Tree: Equatable {
  /// Foundation does not keep the order of keys.
  static func == (left: Tree, right: Tree) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.bool(let left), .bool(let right)): left == right
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)):
      left.count == right.count
        && left.allSatisfy { key, value in right.contains { $0.0 == key && $0.1 == value } }
    default: false
    }
  }
}
