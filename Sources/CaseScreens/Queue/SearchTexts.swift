internal import CanonicalForm
internal import CaseDomain

/// What a list is searched through with every letter typed: of each case its name, and the words that stand beside
/// it, folded.
///
/// Words that several cases have are kept once, and looked through once for all of them.
struct SearchTexts: Sendable {
  /// What tells of most cases, without a look at their texts, that they do not have a word.
  private struct Hint: Sendable {
    var name = LetterPairs()
    var words = LetterPairs()
  }

  private struct Place: Sendable {
    var number: Int32
    /// Where the name of the case begins, and behind it the words that are its alone.
    var name: UInt32
    var words: UInt32
  }

  private var bytes: [UInt8] = []
  private var hints: [Hint] = []
  private var places: [Place] = []
  private var shared: [SharedWords.Entry] = []

  /// The texts of these cases, in their order.
  init(_ ids: some Collection<CaseID>, _ lines: CaseLines) {
    var words = SharedWords(lines)
    hints.reserveCapacity(ids.count)
    places.reserveCapacity(ids.count + 1)
    for id in ids {
      var hint = Hint()
      let start = UInt32(clamping: bytes.count)
      var place = Place(number: Int32(clamping: id.number), name: start, words: start)
      if let row = lines.caseload.row(id) {
        bytes += Text.folded(lines.name(row)).utf8
        place.words = UInt32(clamping: bytes.count)
        Text.appendFoldedWords(row.address ?? "", to: &bytes)
        hint.name = LetterPairs(allOf: bytes.span, Int(place.name)..<Int(place.words))
        hint.words = LetterPairs(startingWordsOf: bytes.span, Int(place.words)..<bytes.count)
        words.add(row, at: Int32(hints.count))
      }
      hints.append(hint)
      places.append(place)
    }
    let end = UInt32(clamping: bytes.count)
    places.append(Place(number: 0, name: end, words: end))
    shared = words.entries
    bytes += SearchedWord.padding
  }

  /// The places of the list, from 0, without any condition.
  var all: [Int32] { Array(0..<Int32(hints.count)) }

  /// Those of some places whose cases have a word: anywhere in the name, at the start of a word beside it, or as
  /// their number.
  func places(of folded: String, among candidates: [Int32]) -> [Int32] {
    let number = Int32(folded).flatMap { String($0) == folded ? $0 : nil }
    let part = SearchedWord(folded)
    // At the start of a word: every word beside a name has a space before it.
    let start = SearchedWord(" " + folded)
    let (inName, startsWord) = (part.allPairs, start.startingPairs)
    var has = [Bool](repeating: false, count: hints.count)
    for entry in shared where entry.hasWord(from: start, startsWord) {
      for place in entry.places { has[Int(place)] = true }
    }
    return candidates.filter { candidate in
      if has[Int(candidate)] { return true }
      let hint = hints[Int(candidate)]
      let (mayBeInName, mayStartWord) = (
        hint.name.hasAll(of: inName), hint.words.hasAll(of: startsWord)
      )
      guard mayBeInName || mayStartWord || number != nil else { return false }
      let place = places[Int(candidate)]
      return number == place.number
        || mayBeInName && part.isIn(bytes, Int(place.name)..<Int(place.words))
        || mayStartWord
          && start.isIn(bytes, Int(place.words)..<Int(places[Int(candidate) + 1].name))
    }
  }
}
