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
    let start = LineSum.mixed(0, UInt64(truncatingIfNeeded: offset), UInt64(line.count))
    // Unlike each other also after they are mixed: what is zero there loses all that was added.
    var lanes = (start, start &+ LineSum.odd, start &* LineSum.odd, ~start)
    var at = 0
    while at + 64 <= line.count {
      lanes.0 = LineSum.mixed(lanes.0, line.word(at), line.word(at + 8))
      lanes.1 = LineSum.mixed(lanes.1, line.word(at + 16), line.word(at + 24))
      lanes.2 = LineSum.mixed(lanes.2, line.word(at + 32), line.word(at + 40))
      lanes.3 = LineSum.mixed(lanes.3, line.word(at + 48), line.word(at + 56))
      at += 64
    }
    while at + 16 <= line.count {
      lanes.0 = LineSum.mixed(lanes.0, line.word(at), line.word(at + 8))
      at += 16
    }
    if at < line.count, line.count >= 16 {
      // The last sixteen bytes, some of them once more.
      lanes.1 = LineSum.mixed(lanes.1, line.word(line.count - 16), line.word(line.count - 8))
    } else {
      while at < line.count {
        lanes.1 = LineSum.mixed(lanes.1, UInt64(line[at]), 0)
        at += 1
      }
    }
    value = LineSum.mixed(LineSum.mixed(lanes.0, lanes.1, lanes.2), lanes.3, LineSum.other)
  }

  var hexadecimal: String {
    Hexadecimal.text(withUnsafeBytes(of: value.bigEndian) { Array($0) })
  }

  /// Every bit of what is added changes about half of the answer's.
  @inline(__always)
  private static func mixed(_ lane: UInt64, _ first: UInt64, _ second: UInt64) -> UInt64 {
    let product = (UInt64(littleEndian: first) ^ odd)
      .multipliedFullWidth(by: UInt64(littleEndian: second) ^ lane ^ other)
    return product.high ^ product.low
  }

  private static let odd: UInt64 = 0xD6E8_FEB8_6659_FD93
  private static let other: UInt64 = 0x9E37_79B9_7F4A_7C15
}
