import Crypto

/// A segment taken apart into its entries, so that one can be changed and all hashes computed anew, as
/// somebody does who knows the format and means to harm.
struct JournalText {
  struct Part {
    /// The sealed lines above the entry, without their newlines; erased ones too.
    var sealed: [[UInt8]] = []
    /// The entry's bytes before `,"hash":"`.
    var body: [UInt8] = []
  }

  var parts: [Part] = []

  /// Takes the lines of a sound segment; void lines and what they cover are left out.
  init(_ bytes: [UInt8]) {
    var part = Part()
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if JournalText.endsAsEntry(line), line.starts(with: JournalText.entryStart) {
        part.body = Array(line.dropLast(JournalText.endLength))
        parts.append(part)
        part = Part()
      } else if line.starts(with: JournalText.sealedStart) || line.first == 0x20 {
        part.sealed.append(Array(line))
      } else {
        part = Part()
      }
    }
  }

  /// Changes a sealed line, and the hash by which its entry names it.
  mutating func replaceSealed(_ index: Int, of part: Int, by line: [UInt8]) {
    let old = JournalText.hash(parts[part].sealed[index])
    parts[part].sealed[index] = line
    if let range = parts[part].body.firstRange(of: old) {
      parts[part].body.replaceSubrange(range, with: JournalText.hash(line))
    }
  }

  /// The segment, each entry chained to the one before.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    var hash = [UInt8](repeating: UInt8(ascii: "0"), count: 64)
    for part in parts {
      for line in part.sealed { bytes += line + [0x0A] }
      hash = JournalText.hash(hash + part.body)
      bytes += part.body + JournalText.hashKey + hash + Array("\"}\n".utf8)
    }
    return bytes
  }

  /// SHA-256 in 64 lower-case hexadecimal digits.
  static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var hasher = SHA256()
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    let digits = Array("0123456789abcdef".utf8)
    return hasher.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }

  /// Whether a line ends as only entries end.
  static func endsAsEntry(_ line: ArraySlice<UInt8>) -> Bool {
    let end = line.suffix(endLength)
    return end.count == endLength && end.starts(with: hashKey)
      && end.suffix(2) == Array("\"}".utf8)[...]
      && end.dropFirst(hashKey.count).prefix(64).allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
      }
  }

  private static let hashKey = Array(#","hash":""#.utf8)
  private static let entryStart = Array(#"{"n":"#.utf8)
  private static let sealedStart = Array(#"{"salt":"#.utf8)
  private static let endLength = hashKey.count + 66
}
