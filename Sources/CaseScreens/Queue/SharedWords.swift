internal import CanonicalForm
internal import CaseDomain

/// The words beside the names of a list, each kept once with the places of those who have it: most are of few kinds.
struct SharedWords {
  /// The words, and who has them.
  struct Found: Sendable {
    /// Words that stand together, a space before each.
    fileprivate var words = SearchArena()
    /// Where in the list the cases stand that have them.
    fileprivate var places: [[Int32]] = []

    /// Hands over the places of those who have a word that begins with another, which has a space before it; of some
    /// of them more than once.
    func forEachPlace(of start: SearchedWord, _ body: (Int32) -> Void) {
      var has = [Bool](repeating: false, count: words.count)
      words.mark(start, in: &has)
      for entry in has.indices where has[entry] { places[entry].forEach(body) }
    }
  }

  private var found = Found()
  private let lines: CaseLines
  private var numbers: [String: Int] = [:]
  private var areas: [AreaCode: Int] = [:]

  init(_ lines: CaseLines) { self.lines = lines }

  /// Takes in what the case at a place has: where it is, its occupation, remark, standing, reason, address and
  /// neighbourhood.
  mutating func add(_ row: CaseRow, at place: Int32) {
    let wording = lines.scene.wording
    enter(place, number(ofArea: row.area))
    add(wording.shortOccupation(row.occupation), place)
    add(lines.remark(row), place)
    if lines.hasStanding { add(wording.standing(of: row, lines.caseload, at: lines.now), place) }
    if let reason = row.standing.reason { add(wording.reason(reason), place) }
    if let address = row.address { add(wordsOf: address, place) }
    let neighbourhood = lines.neighbourhood(row)
    guard !neighbourhood.isEmpty else { return }
    enter(place, number(ofNeighbourhood: neighbourhood))
  }

  private mutating func add(_ text: String, _ place: Int32) {
    if !text.isEmpty { enter(place, number(of: text)) }
  }

  /// Takes in the words of a text that hardly two cases share, each by itself.
  private mutating func add(wordsOf text: String, _ place: Int32) {
    var words: [UInt8] = []
    Text.appendFoldedWords(text, to: &words)
    for word in words.split(separator: 0x20) { add(String(decoding: word, as: UTF8.self), place) }
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
    let number = add { Text.appendFoldedWords(text, to: &$0) }
    numbers[text] = number
    return number
  }

  /// `003/002` and `3/2` are looked for as they are written, and each number behind `RT`.
  private mutating func number(ofNeighbourhood neighbourhood: String) -> Int {
    if let known = numbers[neighbourhood] { return known }
    let number = add { words in
      Text.appendFoldedWords("RT \(neighbourhood)", to: &words)
      for written in [neighbourhood, CaseTable.Line.inShort(neighbourhood)] {
        words.append(0x20)
        words += Text.folded(written).utf8
      }
    }
    numbers[neighbourhood] = number
    return number
  }

  private mutating func add(_ write: (inout [UInt8]) -> Void) -> Int {
    found.words.append(write)
    found.places.append([])
    return found.places.count - 1
  }

  private mutating func enter(_ place: Int32, _ number: Int) {
    found.places[number].append(place)
  }

  /// All that was taken in.
  consuming func finished() -> Found {
    found.words.finish()
    return found
  }
}
