internal import CanonicalForm

/// The names and addresses of cases in one long string of bytes, which grows by chunks: nothing that is there moves
/// when something is added, and a copy shares all chunks but those that are changed.
///
/// The two texts of a case stand one behind the other, each behind its length and one more as LEB128; 0 stands for no
/// text.
struct TextArena: Sendable {
  /// Where the texts of a case begin, the chunk in the upper half; 0 where there are none.
  ///
  /// So many chunks as 16 bits count hold the texts of a hundred million cases.
  typealias Start = UInt32

  /// The texts of a case in their order.
  enum Part: Int { case name, address }

  /// How far into a chunk texts may begin, in bytes; the last ones reach beyond.
  private static let chunk = 1 << 16
  private static let chunkLimit = 1 << 16

  /// The first byte of the first chunk is nobody's, so that nothing begins at 0.
  private var chunks: [[UInt8]] = [[0]]

  /// Adds the texts of a case, plain ones from where they stand in `bytes`.
  ///
  /// Beyond the last chunk they are left out.
  mutating func add(_ name: JSONPiece?, _ address: JSONPiece?, in bytes: Span<UInt8>) -> Start {
    add { chunk in
      TextArena.append(name, in: bytes, to: &chunk)
      TextArena.append(address, in: bytes, to: &chunk)
    }
  }

  /// The same of two texts that are there.
  mutating func add(_ name: Span<UInt8>, _ address: Span<UInt8>) -> Start {
    add { chunk in
      chunk.append(addingCapacity: TextArena.room(name) + TextArena.room(address)) { room in
        TextArena.append(name, to: &room)
        TextArena.append(address, to: &room)
      }
    }
  }

  @inline(__always)
  private mutating func add(_ append: (inout [UInt8]) -> Void) -> Start {
    if chunks[chunks.count - 1].count >= TextArena.chunk {
      guard chunks.count < TextArena.chunkLimit else { return 0 }
      var next: [UInt8] = []
      next.reserveCapacity(TextArena.chunk + 256)
      chunks.append(next)
    }
    let last = chunks.count - 1
    let start = last << 16 | chunks[last].count
    append(&chunks[last])
    return Start(start)
  }

  private static func append(
    _ text: JSONPiece?, in bytes: Span<UInt8>, to chunk: inout [UInt8]
  ) {
    switch text {
    case .plain(let range): append(bytes.extracting(range), to: &chunk)
    case .decoded(let text): append(text.utf8.span, to: &chunk)
    case nil: chunk.append(0)
    }
  }

  private static func append(_ text: Span<UInt8>, to chunk: inout [UInt8]) {
    chunk.append(addingCapacity: room(text)) { append(text, to: &$0) }
  }

  /// How many bytes a text takes, at most: an Int in LEB128 has up to ten.
  private static func room(_ text: Span<UInt8>) -> Int { text.count + 10 }

  @inline(__always)
  private static func append(_ text: Span<UInt8>, to room: inout OutputSpan<UInt8>) {
    var length = text.count + 1
    while length >= 0x80 {
      room.append(UInt8(truncatingIfNeeded: length) | 0x80)
      length >>= 7
    }
    room.append(UInt8(length))
    room.append(all: text)
  }

  /// A text of a case; nil where it has none.
  func text(_ start: Start, _ part: Part) -> String? {
    guard let range = range(start, part) else { return nil }
    return String(decoding: chunks[Int(start >> 16)][range], as: UTF8.self)
  }

  /// Whether this is the text of a case, byte by byte; of nil whether it has none.
  func holds(_ text: String?, _ start: Start, _ part: Part) -> Bool {
    let range = range(start, part)
    guard let range, let text else { return range == nil && text == nil }
    let chunk = chunks[Int(start >> 16)]
    return chunk.span.extracting(range).isEqual(to: text.utf8.span)
  }

  /// Overwrites the texts of a case, for they may have been erased.
  mutating func blank(_ start: Start) {
    for part in [Part.name, .address] {
      guard let range = range(start, part) else { continue }
      for place in range { chunks[Int(start >> 16)][place] = 0x20 }
    }
  }

  /// Where a text stands in its chunk.
  private func range(_ start: Start, _ part: Part) -> Range<Int>? {
    guard start != 0 else { return nil }
    let chunk = chunks[Int(start >> 16)]
    var at = Int(start & 0xFFFF)
    var range = TextArena.length(&at, chunk)
    if part == .address {
      at = range?.upperBound ?? at
      range = TextArena.length(&at, chunk)
    }
    return range
  }

  /// Passes a length; answers where its text stands.
  private static func length(_ at: inout Int, _ chunk: [UInt8]) -> Range<Int>? {
    var (length, shift) = (0, 0)
    while chunk[at] >= 0x80 {
      length |= Int(chunk[at] & 0x7F) << shift
      shift += 7
      at += 1
    }
    length |= Int(chunk[at]) << shift
    at += 1
    return length == 0 ? nil : at..<at + length - 1
  }

  /// Adds the chunks of another arena; answers what is to be added to its starts, nil where they have no room.
  mutating func append(_ other: TextArena) -> Start? {
    guard chunks.count + other.chunks.count <= TextArena.chunkLimit else { return nil }
    defer { chunks += other.chunks }
    return Start(chunks.count << 16)
  }
}
