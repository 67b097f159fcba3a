/// How one word of an Indonesian name is spelt, so that the spellings of one word become one.
///
/// Old and new spelling (Soerjadi, Suryadi), Arabic sounds (Khairul, Chairul; Aisyah, Aisah), letters that
/// sound alike (Latif, Latip; Taufiq, Taufik), doubled letters. What is lost so distinguishes few people; the
/// birth date has to agree beside it.
enum NameSpelling {
  /// Appends a word of small ASCII letters in its folded spelling; what else it holds stays.
  static func append(_ word: [UInt8], to folded: inout [UInt8]) {
    let start = folded.count
    var place = 0
    while place < word.count {
      let letter = word[place]
      let next = place + 1 < word.count ? word[place + 1] : 0
      if let one = pair(letter, next, isFirst: place == 0) {
        append(one, to: &folded, from: start)
        place += 2
      } else {
        append(single(letter), to: &folded, from: start)
        if letter == UInt8(ascii: "x") { append(UInt8(ascii: "s"), to: &folded, from: start) }
        place += 1
      }
    }
    foldEnds(&folded, from: start)
  }

  /// Two letters that write one sound.
  private static func pair(_ first: UInt8, _ second: UInt8, isFirst: Bool) -> UInt8? {
    switch (first, second) {
    case (UInt8(ascii: "o"), UInt8(ascii: "e")): UInt8(ascii: "u")
    case (UInt8(ascii: "i"), UInt8(ascii: "e")): UInt8(ascii: "i")
    case (UInt8(ascii: "d"), UInt8(ascii: "j")): UInt8(ascii: "y")
    case (UInt8(ascii: "t"), UInt8(ascii: "j")): UInt8(ascii: "c")
    case (UInt8(ascii: "s"), UInt8(ascii: "j")), (UInt8(ascii: "s"), UInt8(ascii: "y")),
      (UInt8(ascii: "s"), UInt8(ascii: "h")):
      UInt8(ascii: "s")
    case (UInt8(ascii: "k"), UInt8(ascii: "h")): UInt8(ascii: "h")
    // Achmad is Ahmad, but Chandra is Candra.
    case (UInt8(ascii: "c"), UInt8(ascii: "h")): isFirst ? UInt8(ascii: "c") : UInt8(ascii: "h")
    case (UInt8(ascii: "d"), UInt8(ascii: "h")): UInt8(ascii: "d")
    case (UInt8(ascii: "t"), UInt8(ascii: "h")): UInt8(ascii: "t")
    case (UInt8(ascii: "p"), UInt8(ascii: "h")): UInt8(ascii: "p")
    case (UInt8(ascii: "d"), UInt8(ascii: "z")), (UInt8(ascii: "z"), UInt8(ascii: "h")):
      UInt8(ascii: "z")
    case (UInt8(ascii: "u"), UInt8(ascii: "w")): UInt8(ascii: "u")
    default: nil
    }
  }

  /// Letters that are written for each other; j is y in the old spelling, and dj is j.
  private static func single(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "j"): UInt8(ascii: "y")
    case UInt8(ascii: "f"), UInt8(ascii: "v"): UInt8(ascii: "p")
    case UInt8(ascii: "q"), UInt8(ascii: "x"): UInt8(ascii: "k")
    default: letter
    }
  }

  /// Appends a letter unless it only doubles the one before, or is the e of "ae" (Zaenal, Zainal).
  private static func append(_ letter: UInt8, to folded: inout [UInt8], from start: Int) {
    guard folded.count > start else { return folded.append(letter) }
    let last = folded[folded.count - 1]
    if last == letter { return }
    let isDiphthong = last == UInt8(ascii: "a") && letter == UInt8(ascii: "e")
    folded.append(isDiphthong ? UInt8(ascii: "i") : letter)
  }

  /// What is heard alike at the end (Ahmat, Najip, Dewy, Saripa) or at the start (Norhayati).
  private static func foldEnds(_ folded: inout [UInt8], from start: Int) {
    guard folded.count - start >= 3 else { return }
    if folded.count - start > 3, folded.last == UInt8(ascii: "h") { folded.removeLast() }
    let last = folded.count - 1
    switch folded[last] {
    case UInt8(ascii: "d"): folded[last] = UInt8(ascii: "t")
    case UInt8(ascii: "b"): folded[last] = UInt8(ascii: "p")
    case UInt8(ascii: "y"): folded[last] = UInt8(ascii: "i")
    default: break
    }
    let isNor =
      folded[start] == UInt8(ascii: "n") && folded[start + 1] == UInt8(ascii: "o")
      && folded[start + 2] == UInt8(ascii: "r")
    if isNor { folded[start + 1] = UInt8(ascii: "u") }
  }
}
