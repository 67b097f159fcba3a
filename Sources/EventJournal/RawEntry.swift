public import CanonicalForm

/// An entry of which the hash is verified and the events are still bytes, for whoever needs little of each.
public struct RawEntry {
  public let number: Int
  public let at: Instant
  public let by: String
  public let via: String?
  /// What makes its command idempotent.
  public let id: String
  /// The line, without its newline.
  public let bytes: [UInt8]
  /// Where the events stand in it, between the brackets.
  public let events: Range<Int>
  /// The segment, from 1.
  public let segment: Int
  /// Where the line starts in its segment, in bytes.
  public let offset: Int
  let sealed: [Line]

  /// Its hash, 64 hexadecimal digits.
  public var hash: String {
    String(decoding: bytes[(bytes.count - 66)..<(bytes.count - 2)], as: UTF8.self)
  }

  /// How many sealed lines stand above it.
  public var sealedCount: Int { sealed.count }

  /// Where a sealed line starts in the segment, in bytes; the end of the last one behind them.
  public func offset(ofSealed place: Int) -> Int {
    place < sealed.count ? sealed[place].offset : offset
  }

  func lengthOfSealed(_ place: Int) -> Int { sealed[place].end - sealed[place].offset }

  /// The sealed line at a place if the hash, 64 hexadecimal digits, is its own; nil also after its erasure.
  public func sealed(_ place: Int, named hash: Span<UInt8>) -> [UInt8]? {
    guard place < sealed.count, sealed[place].hasHash(hash) else { return nil }
    return sealed[place].bytes
  }

  /// Reads the frame of the entry on `line` behind `head`; nil where it is not as this program writes it, or not
  /// right, which ``DecodedEntry`` then tells apart.
  init?(_ line: Line, sealed: [Line], after head: Head) {
    guard line.isTerminated, line.hasEntryEnd else { return nil }
    let bytes = line.bytes.span
    let end = bytes.count - Line.entryEndLength
    let hash = bytes.extracting((end + Line.hashKey.count)..<(bytes.count - 2))
    guard line.hasHash(hash, behind: head.hash) else { return nil }
    var cursor = JSONCursor(at: 0)
    guard cursor.pass(#"{"n":"#, in: bytes), let number = cursor.number(in: bytes),
      number == head.number + 1, cursor.pass(#","at":"#, in: bytes),
      let at = cursor.instant(in: bytes),
      head.at.map({ $0 <= at }) ?? true, cursor.pass(#","id":"#, in: bytes),
      let id = cursor.plainString(in: bytes), cursor.pass(#","by":"#, in: bytes),
      let by = cursor.plainString(in: bytes)
    else { return nil }
    var via: Range<Int>?
    if cursor.pass(#","via":"#, in: bytes) {
      via = cursor.plainString(in: bytes)
      if via == nil { return nil }
    }
    guard cursor.pass(#","events":["#, in: bytes), end > cursor.at,
      bytes[end - 1] == UInt8(ascii: "]")
    else { return nil }
    (self.number, self.at, self.sealed) = (number, at, sealed)
    self.id = bytes.extracting(id).text
    self.by = bytes.extracting(by).text
    self.via = via.map { bytes.extracting($0).text }
    (self.bytes, events) = (line.bytes, cursor.at..<(end - 1))
    (segment, offset) = (head.segment, line.offset)
  }
}
