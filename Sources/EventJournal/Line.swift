/// One line of a journal and what its first and last bytes say that it is.
struct Line {
  /// From 1.
  var number: Int
  /// Where it starts, in bytes.
  var offset: Int
  /// Without the newline; empty for a line that is too long to keep.
  var bytes: [UInt8]
  /// In bytes, without the newline.
  var length: Int
  /// Whether a newline ends it; only the last line of a file may lack it.
  var isTerminated: Bool

  var range: Range<Int> { offset..<(offset + length) }
  /// Behind the line and its newline.
  var end: Int { offset + length + (isTerminated ? 1 : 0) }
  var isTooLong: Bool { length > Limits.bytes }

  var isEntry: Bool { starts(with: Line.entryStart) }
  /// No sealed line can end like an entry, but two lines whose newline was changed do.
  var isSealed: Bool { starts(with: Line.sealedStart) && !hasEntryEnd }
  /// A sealed line that was erased: spaces only.
  var isErased: Bool { !bytes.isEmpty && bytes.allSatisfy { $0 == 0x20 } }
  var isVoid: Bool { starts(with: Line.voidStart) }

  /// Whether the line ends as only an entry ends: `,"hash":"<64 hex>"}`.
  ///
  /// A write that was cut short never leaves such a line that is not a good entry, because these are
  /// the last bytes of a write; whoever finds one knows that bytes were changed.
  var hasEntryEnd: Bool {
    bytes.count >= Line.entryEndLength
      && bytes[body.endIndex...].starts(with: Line.hashKey)
      && bytes[(bytes.count - 2)...].elementsEqual(Line.close)
      && bytes[(bytes.count - 66)..<(bytes.count - 2)].allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
      }
  }

  /// What an entry's hash covers: everything before `,"hash":"`.
  var body: ArraySlice<UInt8> { bytes[..<(bytes.count - Line.entryEndLength)] }

  /// The hash that an entry says.
  var writtenHash: String {
    String(decoding: bytes[(bytes.count - 66)..<(bytes.count - 2)], as: UTF8.self)
  }

  /// The number with which an entry begins.
  var writtenNumber: Int? {
    let digits = bytes.dropFirst(Line.entryStart.count).prefix { (0x30...0x39).contains($0) }
    return digits.count <= 18 ? Int(String(decoding: digits, as: UTF8.self)) : nil
  }

  private func starts(with start: [UInt8]) -> Bool { bytes.starts(with: start) }

  static let hashKey = Array(#","hash":""#.utf8)
  static let close = Array(#""}"#.utf8)
  static let newline = UInt8(ascii: "\n")
  static let entryEndLength = hashKey.count + 64 + close.count

  private static let entryStart = Array(#"{"n":"#.utf8)
  private static let sealedStart = Array(#"{"salt":"#.utf8)
  private static let voidStart = Array(#"{"kind":"void""#.utf8)
}
