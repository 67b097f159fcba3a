internal import CanonicalForm

extension Frame {
  /// The same frame in ASCII alone, cell for cell, for terminals that show nothing else.
  ///
  /// Letters lose their marks; what has no likeness becomes `?`.
  public var ascii: Frame {
    var plain = self
    plain.replaceCharacters { character in
      if character == Cell.covered.character { return "?" }
      if character.isASCII { return character }
      if let likeness = Frame.likenesses[character] { return likeness }
      let base = character.unicodeScalars.first.map { String($0).decomposedBase } ?? "?"
      return base
    }
    return plain
  }

  private static let likenesses: [Character: Character] = [
    "►": ">", "▓": "#", "░": "-", "–": "-", "…": "~", "←": "<", "→": ">", "↑": "^", "↓": "v",
    "‹": "<", "›": ">", "’": "'", "‘": "'", "“": "\"", "”": "\"",
  ]
}

extension String {
  /// The ASCII letter under the marks of the first character; `?` where there is none.
  fileprivate var decomposedBase: Character {
    let base = decomposed.unicodeScalars.first { $0.isASCII }
    return base.map(Character.init) ?? "?"
  }
}
