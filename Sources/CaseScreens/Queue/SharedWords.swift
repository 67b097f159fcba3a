internal import CanonicalForm
internal import CaseDomain

/// The words beside the names of a list that several cases have, each kept once under a number: most are of few kinds.
struct SharedWords {
  /// Folded words with a space before each.
  struct Entry: Sendable {
    /// With ``SearchedWord/padding`` behind the words.
    let text: [UInt8]
    let count: Int
    let startingWords: LetterPairs

    fileprivate init(_ words: [UInt8]) {
      (text, count) = (words + SearchedWord.padding, words.count)
      startingWords = LetterPairs(startingWordsOf: words.span, 0..<words.count)
    }
  }

  /// The numbers of what one case has: where it is, its occupation, remark, standing, reason and neighbourhood.
  typealias Numbers = InlineArray<6, Int32>

  /// The numbers of a case that has none of them.
  static func ofOne() -> Numbers { Numbers(repeating: 0) }

  /// By number; the first is of no words.
  private(set) var entries = [Entry([])]
  private let lines: CaseLines
  private var numbers: [String: Int32] = ["": 0]
  private var areas: [AreaCode: Int32] = [:]

  init(_ lines: CaseLines) { self.lines = lines }

  mutating func numbers(of row: CaseRow) -> Numbers {
    let wording = lines.scene.wording
    var numbers = SharedWords.ofOne()
    numbers[0] = number(ofArea: row.area)
    numbers[1] = number(of: wording.shortOccupation(row.occupation))
    numbers[2] = number(of: lines.remark(row))
    if lines.hasStanding {
      numbers[3] = number(of: wording.standing(of: row, lines.caseload, at: lines.now))
    }
    if let reason = row.standing.reason { numbers[4] = number(of: wording.reason(reason)) }
    numbers[5] = number(ofNeighbourhood: lines.neighbourhood(row))
    return numbers
  }

  private mutating func number(ofArea area: AreaCode) -> Int32 {
    if let known = areas[area] { return known }
    let wording = lines.scene.wording
    let number = number(of: "\(wording.area(area)) \(wording.area(area.district))")
    areas[area] = number
    return number
  }

  private mutating func number(of text: String) -> Int32 {
    if let known = numbers[text] { return known }
    var words: [UInt8] = []
    Text.appendFoldedWords(text, to: &words)
    return add(words, text)
  }

  /// `003/002` and `3/2` are looked for as they are written, and each number behind `RT`.
  private mutating func number(ofNeighbourhood neighbourhood: String) -> Int32 {
    if let known = numbers[neighbourhood] { return known }
    var words: [UInt8] = []
    Text.appendFoldedWords("RT \(neighbourhood)", to: &words)
    for written in [neighbourhood, CaseTable.Line.inShort(neighbourhood)] {
      words.append(0x20)
      words += Text.folded(written).utf8
    }
    return add(words, neighbourhood)
  }

  private mutating func add(_ words: [UInt8], _ text: String) -> Int32 {
    let number = Int32(entries.count)
    entries.append(Entry(words))
    numbers[text] = number
    return number
  }
}
