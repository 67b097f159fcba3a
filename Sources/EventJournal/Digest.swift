import Crypto
import SystemFiles

/// SHA-256, the one place that knows it of the cryptography library.
public struct Digest {
  private var hasher = SHA256()

  mutating func update(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) { hasher.update(bufferPointer: bytes) }

  /// The hash in words, the first one first, each as its digits are read.
  var words: Words {
    hasher.finalize().withUnsafeBytes { hash in
      Words { UInt32(bigEndian: hash.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)) }
    }
  }

  typealias Words = InlineArray<8, UInt32>

  /// Whether 64 lower-case hexadecimal digits are those of the hash.
  static func isWritten(_ digits: Span<UInt8>, _ words: Words) -> Bool {
    guard digits.count == 64 else { return false }
    return digits.withUnsafeBytes { digits in
      // Eight digits at once: a hash stands behind every line.
      (0..<8).allSatisfy { place in
        digits.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self)
          == Digest.digits(words[place])
      }
    }
  }

  /// 64 lower-case hexadecimal digits of a hash.
  static func text(_ words: Words) -> String {
    String(unsafeUninitializedCapacity: 64) { text in
      for place in 0..<8 {
        // Eight bytes of the 64 at each of the eight places.
        UnsafeMutableRawBufferPointer(text).storeBytes(
          of: digits(words[place]), toByteOffset: place * 8, as: UInt64.self)
      }
      return 64
    }
  }

  /// Eight lower-case hexadecimal digits as they lie in memory.
  private static func digits(_ value: UInt32) -> UInt64 {
    // Each half byte in a byte of its own, the highest first in memory.
    var halves = UInt64(value)
    halves = (halves | halves << 16) & 0x0000_FFFF_0000_FFFF
    halves = (halves | halves << 8) & 0x00FF_00FF_00FF_00FF
    halves = (halves | halves << 4) & 0x0F0F_0F0F_0F0F_0F0F
    // From ten on, 39 more bring "0" + 10 to "a".
    let letters = (halves &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return UInt64(bigEndian: halves &+ 0x3030_3030_3030_3030 &+ letters &* 39)
  }

  /// 64 lower-case hexadecimal digits.
  func hexadecimal() -> String { Digest.text(words) }

  /// The 32 bytes of the hash.
  public static func bytes(of bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

  static func hexadecimal(of bytes: ArraySlice<UInt8>) -> String {
    var digest = Digest()
    digest.update(bytes)
    return digest.hexadecimal()
  }

  /// An entry's hash: over the hash text of the entry before and this entry's bytes before its own.
  static func chained(_ previous: String, _ body: ArraySlice<UInt8>) -> String {
    var digest = Digest()
    digest.update(Array(previous.utf8)[...])
    digest.update(body)
    return digest.hexadecimal()
  }
}
