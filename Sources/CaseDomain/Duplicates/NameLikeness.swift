/// How like two names are, word by word, from 0 (nothing in common) to 1 (the same).
///
/// Each word is matched with the word most like it of the other name (Jaro–Winkler), so that order does not
/// count; words that only one name has count against it by their weight.
enum NameLikeness {
  /// Words less alike than this are different words.
  private static let leastOfWord = 0.82
  /// More words than these are not compared; names on identity cards have fewer.
  private static let mostWords = 8

  /// The likeness of two keys, each a range of bytes in the form of ``NameKey``.
  static func of(
    _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
  ) -> Double {
    if isEqual(left, leftRange, right, rightRange) { return leftRange.isEmpty ? 0 : 1 }
    let leftWords = Words(left, leftRange)
    let rightWords = Words(right, rightRange)
    if leftWords.count == 0 || rightWords.count == 0 { return 0 }
    let byWords = aligned(left, leftWords, right, rightWords)
    guard leftWords.count != rightWords.count else { return byWords }
    return max(byWords, joined(left, leftRange, right, rightRange))
  }

  /// A word of a name: where its bytes are, and what it weighs in quarters.
  private struct Word {
    var start: Int32 = 0
    /// A bit for every letter that is in it.
    var letters: UInt32 = 0
    var count: UInt8 = 0
    var weight: UInt8 = 0
    var isFather = false

    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
  }

  /// The words of a name, without an allocation.
  private struct Words {
    var words = InlineArray<8, Word>(repeating: Word())
    var count = 0
    var hasFather = false

    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
      var start = range.lowerBound
      for place in range where bytes[place] <= NameKey.father {
        add(bytes, start, place)
        start = place + 1
        if bytes[place] == NameKey.father { hasFather = true }
      }
      add(bytes, start, range.upperBound)
    }

    private mutating func add(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
      guard start < end, count < NameLikeness.mostWords else { return }
      var letters: UInt32 = 0
      for place in start..<end { letters |= 1 << UInt32(bytes[place] & 0x1F) }
      words[count] = Word(
        start: Int32(start), letters: letters, count: UInt8(end - start),
        weight: NameLikeness.weight(end - start, isCommon: NameWord.isCommon(bytes[start])),
        isFather: hasFather)
      count += 1
    }
  }

  /// What a word tells of who it is: long ones more, initials and names that many bear little.
  private static func weight(_ count: Int, isCommon: Bool) -> UInt8 {
    if count == 1 { return 3 * 4 }
    return isCommon ? 2 * 4 : UInt8(min(max(count, 3), 7)) * 4
  }

  private static func aligned(
    _ left: Span<UInt8>, _ ours: Words, _ right: Span<UInt8>, _ theirs: Words
  ) -> Double {
    // A bit for every word that has found its match.
    var (ourMatched, theirMatched): (UInt8, UInt8) = (0, 0)
    var (matched, weight) = (0.0, 0.0)
    // The best pair first, then the best of the rest.
    for _ in 0..<min(ours.count, theirs.count) {
      var best = (likeness: 0.0, left: 0, right: 0)
      for i in 0..<ours.count where ourMatched & 1 << UInt8(i) == 0 {
        for j in 0..<theirs.count where best.likeness < 1 && theirMatched & 1 << UInt8(j) == 0 {
          let likeness = likeness(left, ours.words[i], right, theirs.words[j])
          if likeness > best.likeness { best = (likeness, i, j) }
        }
      }
      guard best.likeness >= leastOfWord else { break }
      ourMatched |= 1 << UInt8(best.left)
      theirMatched |= 1 << UInt8(best.right)
      let both = Double(ours.words[best.left].weight) + Double(theirs.words[best.right].weight)
      matched += best.likeness * both
      weight += both
    }
    let ourRest = rest(of: ours, without: ourMatched, besideFather: theirs.hasFather)
    let theirRest = rest(of: theirs, without: theirMatched, besideFather: ours.hasFather)
    // A name that only has more words than the other is less of a contradiction than another word.
    weight += (ourRest + theirRest) * (ourRest == 0 || theirRest == 0 ? 0.5 : 1)
    return weight == 0 ? 0 : matched / weight
  }

  /// The weight of the words that found no match; a father's name counts little where the other has none.
  private static func rest(of words: Words, without matched: UInt8, besideFather isKnown: Bool)
    -> Double
  {
    var rest = 0.0
    for place in 0..<words.count where matched & 1 << UInt8(place) == 0 {
      let word = words.words[place]
      rest += Double(word.weight) / (word.isFather && !isKnown ? 4 : 1)
    }
    return rest
  }

  private static func likeness(
    _ left: Span<UInt8>, _ ours: Word, _ right: Span<UInt8>, _ theirs: Word
  ) -> Double {
    if ours.count == 1 || theirs.count == 1 {
      let isInitial = left[Int(ours.start)] | 0x20 == right[Int(theirs.start)] | 0x20
      if !isInitial { return 0 }
      return ours.count == theirs.count ? 1 : 0.85
    }
    // A letter that the other word has not finds no match; most words are told apart by that alone.
    let common = min(
      Int(ours.count) - (ours.letters & ~theirs.letters).nonzeroBitCount,
      Int(theirs.count) - (theirs.letters & ~ours.letters).nonzeroBitCount)
    let counts = Int(ours.count) * Int(theirs.count)
    let most = common * (Int(ours.count) + Int(theirs.count)) + counts
    if most * 10 < JaroWinkler.leastTenths * 3 * counts { return 0 }
    if isEqual(left, ours.range, right, theirs.range) { return 1 }
    return JaroWinkler.likeness(left, ours.range, right, theirs.range)
  }

  /// The likeness of two names written together: Nuraini, Nur Aini.
  private static func joined(
    _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
  ) -> Double {
    guard abs(leftRange.count - rightRange.count) <= 3 else { return 0 }
    var letters: [UInt8] = []
    letters.reserveCapacity(leftRange.count + rightRange.count)
    for place in leftRange where left[place] != NameKey.space { letters.append(left[place] | 0x20) }
    let middle = letters.count
    for place in rightRange where right[place] != NameKey.space {
      letters.append(right[place] | 0x20)
    }
    let likeness = JaroWinkler.jaro(
      letters.span, 0..<middle, letters.span, middle..<letters.count)
    return likeness >= 0.93 ? likeness : 0
  }

  private static func isEqual(
    _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
  ) -> Bool {
    guard leftRange.count == rightRange.count else { return false }
    for offset in 0..<leftRange.count
    where left[leftRange.lowerBound + offset] != right[rightRange.lowerBound + offset] {
      return false
    }
    return true
  }
}
