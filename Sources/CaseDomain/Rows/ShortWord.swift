/// A word of at most 16 bytes as three numbers, which no other word gives.
struct ShortWord: Equatable {
  private var first: UInt64 = 0
  private var last: UInt64 = 0
  private var count = 0

  /// No word at all.
  init() { count = -1 }

  init?(_ word: Span<UInt8>) {
    count = word.count
    guard count <= 16 else { return nil }
    if count >= 8 {
      // Both within bounds; what lies in both is said twice.
      first = word.bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
      last = word.bytes.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    } else {
      for place in 0..<count { first = first << 8 | UInt64(word[place]) }
    }
  }

  var slot: Int {
    Int(
      truncatingIfNeeded: ((first ^ last &* 0xD6E8_FEB8_6659_FD93) &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}
