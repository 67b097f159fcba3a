internal import CanonicalForm

/// Folded texts one behind the other, which are looked through as one.
struct SearchArena: Sendable {
  /// Behind every text stands a zero, which is in no word.
  private var bytes: [UInt8] = []
  /// Where each text ends.
  private var ends: [UInt32] = []

  var count: Int { ends.count }

  /// Adds the text that `write` appends to what is there.
  mutating func append(_ write: (inout [UInt8]) -> Void) {
    write(&bytes)
    ends.append(UInt32(clamping: bytes.count))
    bytes.append(0)
  }

  /// Makes ready to be looked through; nothing is added behind.
  mutating func finish() { bytes += SearchedWord.padding }

  /// Hands over the place of every text that has a word, from 0.
  func forEachText(with word: SearchedWord, _ body: (Int) -> Void) {
    let ends = ends.span
    var (text, last) = (0, -1)
    word.forEachPlace(in: bytes, 0..<bytes.count - SearchedWord.padding.count) { place in
      while Int(ends[text]) < place { text += 1 }
      if text != last, place + word.count <= Int(ends[text]) {
        last = text
        body(text)
      }
      return true
    }
  }

  /// Whether the text at a place has a word.
  func hasWord(_ word: SearchedWord, at text: Int) -> Bool {
    let start = text > 0 ? Int(ends[text - 1]) + 1 : 0
    return word.isIn(bytes, start..<Int(ends[text]))
  }
}
