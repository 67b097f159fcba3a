/// A text to look for others in, as bytes: a list is searched anew with every letter that is typed.
struct Haystack: Hashable, Sendable {
  private var bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Whether `other` stands somewhere in it, byte for byte.
  func holds(_ other: Haystack) -> Bool {
    guard let first = other.bytes.first else { return true }
    let (text, wanted) = (bytes.span, other.bytes.span)
    guard wanted.count <= text.count else { return false }
    search: for start in 0...(text.count - wanted.count) where text[start] == first {
      for place in 1..<max(1, wanted.count) where text[start + place] != wanted[place] {
        continue search
      }
      return true
    }
    return false
  }
}
