import Glibc
import SystemFiles

extension [UInt8] {
  /// Whether the array begins with these bytes, many times faster than `starts(with:)` in a debug build.
  func hasPrefix(_ bytes: [UInt8]) -> Bool {
    guard count >= bytes.count else { return false }
    return withUnsafeBytes { own in
      bytes.withUnsafeBytes { other in
        guard let start = own.baseAddress, let otherStart = other.baseAddress else { return true }
        return memcmp(start, otherStart, other.count) == 0
      }
    }
  }

  /// Whether the text stands anywhere in the array.
  func contains(text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return true }
    var place = 0
    while let start = ByteSearch.first(first, in: self, place..<count) {
      if self[start...].starts(with: bytes) { return true }
      place = start + 1
    }
    return false
  }
}
