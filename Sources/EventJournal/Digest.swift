import Crypto

/// SHA-256, the one place that knows the cryptography library.
struct Digest {
  private var hasher = SHA256()

  mutating func update(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) { hasher.update(bufferPointer: bytes) }

  /// Whether these are the 64 lower-case hexadecimal digits of the hash.
  func isWritten(_ digits: Span<UInt8>) -> Bool {
    guard digits.count == 64 else { return false }
    var isSame = true
    var at = 0
    hasher.finalize().withUnsafeBytes { bytes in
      for byte in bytes {
        isSame =
          isSame && digits[at] == Digest.digit(byte >> 4)
          && digits[at + 1] == Digest.digit(byte & 0x0F)
        at += 2
      }
    }
    return isSame
  }

  /// 64 lower-case hexadecimal digits.
  func hexadecimal() -> String {
    let digest = hasher.finalize()
    return String(unsafeUninitializedCapacity: 64) { text in
      var at = 0
      digest.withUnsafeBytes { bytes in
        for byte in bytes {
          text.initializeElement(at: at, to: Digest.digit(byte >> 4))
          text.initializeElement(at: at + 1, to: Digest.digit(byte & 0x0F))
          at += 2
        }
      }
      return at
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }

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
