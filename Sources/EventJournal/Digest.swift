import Crypto

/// SHA-256, the one place that knows the cryptography library.
struct Digest {
  private var hasher = SHA256()

  mutating func update(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
  }

  /// 64 lower-case hexadecimal digits.
  func hexadecimal() -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in hasher.finalize() {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 0x0F)])
    }
    return String(decoding: text, as: UTF8.self)
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
