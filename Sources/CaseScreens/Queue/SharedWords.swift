internal import CanonicalForm
internal import CaseDomain

/// The words beside the names of a list that several cases have, each kept once with the places of those who have it:
/// most are of few kinds.
struct SharedWords {
  /// Folded words with a space before each.
  struct Entry: Sendable {
    /// With ``SearchedWord/padding`` behind the words.
    private let text: [UInt8]
    private let count: Int
    private let startingWords: LetterPairs
    /// Where in the list the cases stand that have them.
    fileprivate(set) var places: [Int32] = []

    fileprivate init(_ words: [UInt8]) {
      (text, count) = (words + SearchedWord.padding, words.count)
      startingWords = LetterPairs(startingWordsOf: words.span, 0..<words.count)
    }

    /// Whether one of the words begins with another, which has a space before it; with that one's pairs.
    func hasWord(from start: SearchedWord, _ pairs: LetterPairs) -> Bool {
      startingWords.hasAll(of: pairs) && start.isIn(text, 0..<count)
    }
  }

  private(set) var entries: [Entry] = []
  private let lines: CaseLines
  private var numbers: [String: Int] = [:]
  private var areas: [AreaCode: Int] = [:]

  init(_ lines: CaseLines) { self.lines = lines }

  /// Takes in what the case at a place has: where it is, its occupation, remark, standing, reason and neighbourhood.
  mutating func add(_ row: CaseRow, at place: Int32) {
    let wording = lines.scene.wording
    entries[number(ofArea: row.area)].places.append(place)
    add(wording.shortOccupation(row.occupation), place)
    add(lines.remark(row), place)
    if lines.hasStanding { add(wording.standing(of: row, lines.caseload, at: lines.now), place) }
    if let reason = row.standing.reason { add(wording.reason(reason), place) }
    let neighbourhood = lines.neighbourhood(row)
    guard !neighbourhood.isEmpty else { return }
    entries[number(ofNeighbourhood: neighbourhood)].places.append(place)
  }

  private mutating func add(_ text: String, _ place: Int32) {
    if !text.isEmpty { entries[number(of: text)].places.append(place) }
  }

  private mutating func number(ofArea area: AreaCode) -> Int {
    if let known = areas[area] { return known }
    let wording = lines.scene.wording
    let number = number(of: "\(wording.area(area)) \(wording.area(area.district))")
    areas[area] = number
    return number
  }

  private mutating func number(of text: String) -> Int {
    if let known = numbers[text] { return known }
    var words: [UInt8] = []
    Text.appendFoldedWords(text, to: &words)
    return enter(words, text)
  }

  /// `003/002` and `3/2` are looked for as they are written, and each number behind `RT`.
  private mutating func number(ofNeighbourhood neighbourhood: String) -> Int {
    if let known = numbers[neighbourhood] { return known }
    var words: [UInt8] = []
    Text.appendFoldedWords("RT \(neighbourhood)", to: &words)
    for written in [neighbourhood, CaseTable.Line.inShort(neighbourhood)] {
      words.append(0x20)
      words += Text.folded(written).utf8
    }
    return enter(words, neighbourhood)
  }

  private mutating func enter(_ words: [UInt8], _ text: String) -> Int {
    let number = entries.count
    entries.append(Entry(words))
    numbers[text] = number
    return number
  }
}
