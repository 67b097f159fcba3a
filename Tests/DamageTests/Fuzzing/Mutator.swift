import TestSupport

/// Changes bytes in ways that break programs; the same seed gives the same bytes.
struct Mutator {
  var random: SeededRandom
  /// Words of the formats, spliced in and put in the place of texts.
  let words: [[UInt8]]

  init(seed: UInt64, words: [[UInt8]]) {
    random = SeededRandom(seed: seed)
    self.words = words
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.randomElement(using: &random)
  }

  /// One of the seeds after a few changes; another of the seeds may be spliced in.
  ///
  /// Every second time only values change, so that what is read gets further than the parser.
  mutating func mutated(_ seeds: [[UInt8]]) -> [UInt8] {
    var bytes = pick(seeds) ?? []
    let onlyValues = number(0...1) == 0
    for _ in 0..<number(1...4) {
      if onlyValues { changeValue(&bytes) } else { change(&bytes, seeds) }
    }
    return bytes
  }

  /// The bytes of one line after a few changes that leave it one line.
  ///
  /// Mostly values change and not punctuation, so that the line gets further than the parser.
  mutating func mutatedLine(_ line: [UInt8], _ others: [[UInt8]]) -> [UInt8] {
    var bytes = line
    for _ in 0..<number(1...3) {
      if number(0...9) < 8 { changeValue(&bytes) } else { change(&bytes, others) }
    }
    return bytes.filter { $0 != 0x0A }
  }

  private mutating func change(_ bytes: inout [UInt8], _ others: [[UInt8]]) {
    let place = number(0...bytes.count)
    let end = min(bytes.count, place + number(0...64))
    switch number(0...13) {
    case 0: if place < bytes.count { bytes[place] ^= 1 << UInt8(number(0...7)) }
    case 1: if place < bytes.count { bytes[place] = UInt8(number(0...255)) }
    case 2:
      bytes.insert(contentsOf: (0...number(0...8)).map { _ in UInt8(number(0...255)) }, at: place)
    case 3: bytes.removeSubrange(place..<end)
    case 4: bytes.insert(contentsOf: bytes[place..<end], at: number(0...bytes.count))
    case 5: bytes.insert(contentsOf: pick(words) ?? [], at: place)
    case 6: bytes.insert(contentsOf: part(of: others), at: place)
    case 7: bytes.insert(contentsOf: bomb(Array(bytes[place..<end])), at: place)
    case 8: bytes.insert(contentsOf: nest(), at: place)
    case 9: bytes.insert(contentsOf: pick(Mutator.notUTF8) ?? [], at: place)
    case 10: bytes.removeSubrange(place...)
    case 11: moveLine(&bytes)
    default: changeValue(&bytes)
    }
  }

  /// Puts another value in the place of a number or a text, or takes a field away or doubles it.
  private mutating func changeValue(_ bytes: inout [UInt8]) {
    guard let value = value(in: bytes) else { return }
    switch number(0...9) {
    case 0...5:
      let isText = bytes[value.lowerBound] == UInt8(ascii: "\"")
      bytes.replaceSubrange(value, with: isText ? newText() : pick(Mutator.numbers) ?? [])
    case 6: bytes.replaceSubrange(value, with: pick(Mutator.values) ?? [])
    case 7:
      guard let other = self.value(in: bytes) else { return }
      bytes.replaceSubrange(value, with: Array(bytes[other]))
    default:
      // From one comma to the next is mostly one field.
      let comma = UInt8(ascii: ",")
      guard let start = bytes[..<value.lowerBound].lastIndex(of: comma),
        let end = bytes[value.upperBound...].firstIndex(of: comma)
      else { return }
      if number(0...1) == 0 {
        bytes.removeSubrange(start..<end)
      } else {
        bytes.insert(contentsOf: bytes[start..<end], at: start)
      }
    }
  }

  /// A number or a quoted text at a random place, behind what begins a value, a key or a cell.
  private mutating func value(in bytes: [UInt8]) -> Range<Int>? {
    guard !bytes.isEmpty else { return nil }
    let begins = Array(":,[{;\n".utf8)
    var start = number(0...(bytes.count - 1))
    while start + 1 < bytes.count {
      defer { start += 1 }
      guard begins.contains(bytes[start]) else { continue }
      let value = bytes[(start + 1)...].drop { $0 == 0x20 }
      if value.first == UInt8(ascii: "\"") {
        let end = value.dropFirst().firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count - 1
        return value.startIndex..<(end + 1)
      }
      let end = value.firstIndex { !(0x30...0x39).contains($0) } ?? bytes.count
      if end > value.startIndex { return value.startIndex..<end }
    }
    return nil
  }

  private mutating func newText() -> [UInt8] {
    let quote = [UInt8(ascii: "\"")]
    switch number(0...5) {
    case 0: return quote + bomb([UInt8(number(0x20...0x7E))]) + quote
    case 1: return quote + (pick(Mutator.notUTF8) ?? []) + quote
    case 2: return quote + (pick(Mutator.escapes) ?? []) + quote
    default: return quote + (pick(words) ?? []) + quote
    }
  }

  /// Up to 64 KiB of the same; now and then up to 2 MiB.
  private mutating func bomb(_ block: [UInt8]) -> [UInt8] {
    guard !block.isEmpty else { return [] }
    let most = number(0...99) == 0 ? 2 << 20 : 1 << number(4...16)
    return Array(repeatElement(block, count: max(1, most / block.count)).joined())
  }

  private mutating func nest() -> [UInt8] {
    let open = Array((pick(["[", "{\"a\":", "[{\"a\":"]) ?? "[").utf8)
    let close = Array((pick(["", "]", "}", "}]"]) ?? "").utf8)
    let depth = number(0...9) == 0 ? 100_000 : number(1...20)
    return Array(repeatElement(open, count: depth).joined())
      + Array(repeatElement(close, count: depth).joined())
  }

  private mutating func part(of others: [[UInt8]]) -> ArraySlice<UInt8> {
    let other = pick(others) ?? []
    let start = number(0...other.count)
    return other[start...].prefix(number(0...2_000))
  }

  private mutating func moveLine(_ bytes: inout [UInt8]) {
    var lines = LineTampering.lines(of: bytes)
    guard !lines.isEmpty else { return }
    let line = lines.remove(at: number(0...(lines.count - 1)))
    if number(0...2) > 0 { lines.insert(line, at: number(0...lines.count)) }
    bytes = Array(lines.joined())
  }
}

extension Mutator {
  private static let numbers = [
    "0", "-0", "1", "-1", "2", "16", "17", "99", "100", "255", "1000000", "-1000000", "2147483647",
    "-2147483648", "4294967296", "9007199254740993", "999999999999999999", "1000000000000000000",
    "9223372036854775806", "9223372036854775807", "-9223372036854775807", "-9223372036854775808",
    "9223372036854775808", "18446744073709551615", "99999999999999999999999999999999", "1e999",
    "0.5",
    "-", "007",
  ].map { Array($0.utf8) }

  private static let values = [
    "null", "true", "false", "[]", "{}", "\"\"", "[[]]", "{\"\":0}", "[1,\"a\"]", "{\"kind\":1}",
    "NaN",
  ].map { Array($0.utf8) }

  private static let notUTF8: [[UInt8]] = [
    [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xFE],
    [0x80], [0xC3], [0xF0, 0x9F, 0x98], [0xEF, 0xBB, 0xBF], [0x00], [0x1B, 0x5B, 0x32, 0x4A],
  ]

  private static let escapes = [
    #"\u0000"#, #"\ud800"#, #"\ud83d\ude00"#, #"\udc00\ud800"#, #"\uffff"#, #"\u202e"#,
    #"\u001b[2J"#,
    #"\n"#, #"\x"#, #"\u00"#, #"\"#, "e\u{301}\u{301}\u{301}", "\u{1F468}\u{200D}\u{1F469}", "李",
  ].map { Array($0.utf8) }
}
