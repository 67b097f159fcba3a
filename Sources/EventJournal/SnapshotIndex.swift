internal import CanonicalForm

/// By what a line of a snapshot is found beside its number.
public struct SnapshotKey: Hashable, Comparable, Sendable {
  /// At most 18 digits, not below zero; several lines may have the same one.
  public var key: Int
  /// The number by which the lines are sorted.
  public var number: Int

  public init(_ key: Int, of number: Int) {
    (self.key, self.number) = (key, number)
  }

  public static func < (left: SnapshotKey, right: SnapshotKey) -> Bool {
    (left.key, left.number) < (right.key, right.number)
  }
}

/// The lines that stand behind all others of a snapshot and say, sorted by key, which line has which.
///
/// The keys are written in full, so that whoever looks for what was erased finds it here too, were it left.
struct SnapshotIndex {
  /// How many keys a line has: about as many bytes as are read at once where lines are halved.
  private static let keysInLine = 64
  private static let header: StaticString = #"{"kind":"index"}"#
  private static let start: StaticString = #"{"kind":"keys","keys":["#

  private let keys: [SnapshotKey]

  init(_ keys: consuming [SnapshotKey]) {
    keys.sort()
    self.keys = keys
  }

  /// Hands over its lines, of which the first one has no key.
  func forEachLine(_ body: ([UInt8]) -> Void) {
    var header = JSONWriter()
    header.object { $0.field("kind", "index") }
    body(header.bytes)
    for first in stride(from: 0, to: keys.count, by: SnapshotIndex.keysInLine) {
      var line = JSONWriter()
      line.object { fields in
        fields.field("kind", "keys")
        fields.array("keys", keys[first...].prefix(SnapshotIndex.keysInLine)) { list, each in
          list.number(each.key)
          list.number(each.number)
        }
      }
      body(line.bytes)
    }
  }

  /// Whether a line is the first one of an index.
  static func isHeader(_ line: Span<UInt8>) -> Bool {
    var cursor = JSONCursor(at: 0)
    return cursor.pass(header, in: line) && cursor.at == line.count
  }

  /// The first key of a line, below all of them for the first line; nil where the line is none of an index.
  static func firstKey(ofLine line: Span<UInt8>) -> Int? {
    var cursor = JSONCursor(at: 0)
    guard cursor.pass(start, in: line) else { return isHeader(line) ? -1 : nil }
    return cursor.number(in: line)
  }

  /// The keys of a line, none for the first one; nil where the line is none of an index.
  static func keys(ofLine line: Span<UInt8>) -> [SnapshotKey]? {
    if isHeader(line) { return [] }
    var cursor = JSONCursor(at: 0)
    guard cursor.pass(start, in: line) else { return nil }
    var keys: [SnapshotKey] = []
    repeat {
      guard let key = cursor.longNumber(in: line), cursor.pass(UInt8(ascii: ","), in: line),
        let number = cursor.number(in: line)
      else { return nil }
      keys.append(SnapshotKey(key, of: number))
    } while cursor.pass(UInt8(ascii: ","), in: line)
    return cursor.pass("]}", in: line) && cursor.at == line.count ? keys : nil
  }
}
