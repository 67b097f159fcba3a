import CanonicalForm
import SystemFiles

/// A sum over lines that finds what a disk, a torn write or a careless hand changes.
///
/// Each line counts by its bytes and its place in the file, so that parts of a file are summed up apart and added. It
/// is fast, and no secret: the snapshot is a cache, and what somebody changes on purpose `check` finds by the journal.
struct LineSum: Equatable, Sendable {
  private var value: UInt64

  /// The sum over no line.
  init() { value = 0 }

  mutating func add(_ other: LineSum) { value &+= other.value }

  mutating func add(_ line: Span<UInt8>, at offset: Int) { add(LineSum(of: line, at: offset)) }

  /// The sum over one line, which starts at `offset`, in bytes.
  init(of line: Span<UInt8>, at offset: Int) {
    let start = LineSum.mixed(0x243F_6A88_85A3_08D3, UInt64(truncatingIfNeeded: offset))
    var lanes = (start, start &+ LineSum.odd, start ^ UInt64(line.count), ~start)
    var at = 0
    while at + 32 <= line.count {
      lanes.0 = LineSum.mixed(lanes.0, line.word(at))
      lanes.1 = LineSum.mixed(lanes.1, line.word(at + 8))
      lanes.2 = LineSum.mixed(lanes.2, line.word(at + 16))
      lanes.3 = LineSum.mixed(lanes.3, line.word(at + 24))
      at += 32
    }
    while at + 8 <= line.count {
      lanes.0 = LineSum.mixed(lanes.0, line.word(at))
      at += 8
    }
    while at < line.count {
      lanes.1 = LineSum.mixed(lanes.1, UInt64(line[at]))
      at += 1
    }
    value = LineSum.mixed(LineSum.mixed(LineSum.mixed(lanes.0, lanes.1), lanes.2), lanes.3)
  }

  var hexadecimal: String {
    Hexadecimal.text(withUnsafeBytes(of: value.bigEndian) { Array($0) })
  }

  /// Every bit of either number changes about half of the answer's.
  @inline(__always)
  private static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = (left ^ UInt64(littleEndian: right) ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
      by: odd)
    return product.high ^ product.low
  }

  private static let odd: UInt64 = 0xD6E8_FEB8_6659_FD93
}
