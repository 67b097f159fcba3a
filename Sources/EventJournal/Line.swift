import CanonicalForm
import SystemFiles

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
  /// Its hash where somebody has computed it.
  var hash: LineHash? = nil

  var range: Range<Int> { offset..<(offset + length) }
  /// Behind the line and its newline.
  var end: Int { offset + length + (isTerminated ? 1 : 0) }
  var isTooLong: Bool { length > Limits.bytes }

  var isEntry: Bool { starts(with: Line.entryStart) }
  /// No sealed line can end like an entry, but two lines whose newline was changed do.
  var isSealed: Bool { starts(with: Line.sealedStart) && !hasEntryEnd }
  /// A sealed line that was erased: its first byte is a space.
  ///
  /// The others follow, and a crash between the two
  /// leaves the rest of them readable, see ``isBlank``.
  var isErased: Bool { bytes.first == 0x20 && !hasEntryEnd }
  /// Whether nothing but spaces is left.
  var isBlank: Bool { !bytes.isEmpty && bytes.allSatisfy { $0 == 0x20 } }
  var isVoid: Bool { starts(with: Line.voidStart) }

  /// Whether a sealed line belongs to a case: its number stands behind the salt.
  func isOf(case number: Int) -> Bool {
    // A quote and 32 digits.
    bytes.dropFirst(Line.sealedStart.count + 33).starts(with: #"","case":\#(number),"#.utf8)
  }

  /// The kind of a sealed line; nil after its erasure.
  var sealedKind: String? { (try? JSONObject(parsing: bytes))?["kind"]?.string }

  /// Whether the line ends as only an entry ends: `,"hash":"<64 hex>"}`.
  ///
  /// A write that was cut short never leaves such a line that is not a good entry, because these are
  /// the last bytes of a write; whoever finds one knows that bytes were changed.
  var hasEntryEnd: Bool {
    bytes.count >= Line.entryEndLength
      && bytes[body.endIndex...].starts(with: Line.hashKey)
      && bytes[(bytes.count - 2)...].elementsEqual(Line.close)
      && Hexadecimal.isLowerCase(bytes.span.extracting(writtenHashRange))
  }

  /// Whether the line has a hole as a power cut leaves one where the disk had written the length of a file and not
  /// all of its sectors: zeros from the start of a sector, or of the tail, to the end of one, or of the file.
  ///
  /// No line that a program of ours writes has a zero in it.
  func hasHole(tail: Range<Int>) -> Bool {
    var place = 0
    while let start = ByteSearch.first(0, in: bytes, place..<bytes.count) {
      place = bytes[start...].firstIndex { $0 != 0 } ?? bytes.count
      let (from, to) = (offset + start, offset + place)
      let begins = from == tail.lowerBound || from % Line.sector == 0
      if begins, to == tail.upperBound || to % Line.sector == 0 { return true }
    }
    return false
  }

  /// What a disk writes whole or not at all, in bytes.
  private static let sector = 512

  /// What an entry's hash covers: everything before `,"hash":"`.
  var body: ArraySlice<UInt8> { bytes[..<(bytes.count - Line.entryEndLength)] }

  /// The hash that an entry says.
  var writtenHash: String {
    String(decoding: bytes[writtenHashRange], as: UTF8.self)
  }

  /// Where that stands.
  var writtenHashRange: Range<Int> { (bytes.count - 66)..<(bytes.count - 2) }

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
