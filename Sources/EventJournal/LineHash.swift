/// The hash of a line: of the body of an entry behind the hash of the entry before, of all bytes of a sealed line.
struct LineHash: Sendable {
  private let words: Digest.Words
  /// The text of the hash before; empty for a sealed line.
  private let previous: [UInt8]

  init(ofSealed bytes: [UInt8]) {
    var digest = Digest()
    digest.update(bytes[...])
    (words, previous) = (digest.words, [])
  }

  /// 64 lower-case hexadecimal digits.
  var text: String { Digest.text(words) }

  init(ofBody body: ArraySlice<UInt8>, behind previous: [UInt8]) {
    var digest = Digest()
    digest.update(previous[...])
    digest.update(body)
    (words, self.previous) = (digest.words, previous)
  }

  fileprivate func isWritten(_ digits: Span<UInt8>, behind previous: [UInt8]) -> Bool {
    previous == self.previous && Digest.isWritten(digits, words)
  }
}

extension Line {
  /// Whether these 64 hexadecimal digits are the hash of all its bytes.
  func hasHash(_ digits: Span<UInt8>) -> Bool {
    (hash ?? LineHash(ofSealed: bytes)).isWritten(digits, behind: [])
  }

  /// Whether these 64 hexadecimal digits are the hash of its body behind the text of the hash before.
  func hasHash(_ digits: Span<UInt8>, behind previous: String) -> Bool {
    let previous = Array(previous.utf8)
    if let hash, hash.isWritten(digits, behind: previous) { return true }
    // What was computed ahead took another line for the entry before.
    return LineHash(ofBody: body, behind: previous).isWritten(digits, behind: previous)
  }

  /// Computes the hash, as far as the line says what it is; `previous` is the text of the hash of the last
  /// entry, and of this one afterwards.
  mutating func computeHash(behind previous: inout [UInt8]) {
    if hasEntryEnd {
      hash = LineHash(ofBody: body, behind: previous)
      previous = Array(bytes[writtenHashRange])
    } else if isSealed {
      hash = LineHash(ofSealed: bytes)
    }
  }
}
