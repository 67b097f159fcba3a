internal import CanonicalForm
internal import CaseDomain

/// What a list is searched through with every letter typed: of each case its name, and the words that stand beside
/// it, folded, as bytes in one long row.
struct SearchTexts: Sendable {
  /// A word that is looked for.
  struct Wanted {
    /// The number that it is, for that of a case.
    let number: Int?
    fileprivate let part: [UInt8]
    /// At the start of a word: every word beside a name has a space before it.
    fileprivate let start: [UInt8]
    /// What a name and words must have that hold it.
    fileprivate let inName: LetterPairs
    fileprivate let startsWord: LetterPairs

    init(_ folded: String) {
      number = Int(folded).flatMap { String($0) == folded ? $0 : nil }
      let part = Array(folded.utf8)
      let start = [0x20] + part
      (self.part, self.start) = (part, start)
      inName = LetterPairs(allOf: part.span, 0..<part.count)
      startsWord = LetterPairs(startingWordsOf: start.span, 0..<start.count)
    }
  }

  private struct Place: Sendable {
    /// Where the name of the case begins, and behind it the words beside it.
    var name: Int
    var words: Int
    var inName = LetterPairs()
    var startingWords = LetterPairs()
  }

  private var bytes: [UInt8] = []
  private var places: [Place] = []

  init(_ ids: [CaseID], _ lines: CaseLines) {
    var words = WordsBeside(lines)
    places.reserveCapacity(ids.count + 1)
    for id in ids {
      var place = Place(name: bytes.count, words: bytes.count)
      if let row = lines.caseload.row(id) {
        bytes += Text.folded(lines.name(row)).utf8
        place.words = bytes.count
        words.add(row, to: &bytes)
        place.inName = LetterPairs(allOf: bytes.span, place.name..<place.words)
        place.startingWords = LetterPairs(
          startingWordsOf: bytes.span, place.words..<bytes.count)
      }
      places.append(place)
    }
    places.append(Place(name: bytes.count, words: bytes.count))
  }

  /// Whether a word stands anywhere in the name of the case at a place of the list, or starts a word beside it.
  func have(_ wanted: Wanted, at place: Int) -> Bool {
    let own = places[place]
    return own.inName.hasAll(of: wanted.inName) && holds(wanted.part, in: own.name..<own.words)
      || own.startingWords.hasAll(of: wanted.startsWord)
        && holds(wanted.start, in: own.words..<places[place + 1].name)
  }

  private func holds(_ wanted: [UInt8], in range: Range<Int>) -> Bool {
    let (text, wanted) = (bytes.span, wanted.span)
    let last = range.upperBound - wanted.count
    var start = range.lowerBound
    while start <= last {
      var count = 0
      while count < wanted.count, text[start + count] == wanted[count] { count += 1 }
      if count == wanted.count { return true }
      start += 1
    }
    return false
  }
}

/// Which pairs of neighbouring letters a text has, roughly: two pairs may share a bit.
///
/// Of nine texts in ten it tells, without a look at their bytes, that they do not hold a word.
private struct LetterPairs: Sendable {
  private var bits: UInt64 = 0

  init() {}

  init(allOf text: Span<UInt8>, _ range: Range<Int>) {
    for place in range.dropLast() { insert(text[place], text[place + 1]) }
  }

  /// The first pair of each word; every word has a space before it.
  init(startingWordsOf text: Span<UInt8>, _ range: Range<Int>) {
    for place in range.dropLast(2) where text[place] == 0x20 {
      insert(text[place + 1], text[place + 2])
    }
  }

  func hasAll(of other: LetterPairs) -> Bool { bits & other.bits == other.bits }

  private mutating func insert(_ one: UInt8, _ other: UInt8) {
    let pair = UInt32(one) &* 31 &+ UInt32(other)
    bits |= 1 << UInt64(pair &* 0x9E37_79B1 >> 26)
  }
}

/// Makes the words that stand beside a name; most are of few kinds, and folded once.
private struct WordsBeside {
  private let lines: CaseLines
  private var folded: [String: String] = [:]
  private var areas: [AreaCode: String] = [:]

  init(_ lines: CaseLines) { self.lines = lines }

  mutating func add(_ row: CaseRow, to bytes: inout [UInt8]) {
    let wording = lines.scene.wording
    bytes += place(row.area).utf8
    bytes += words(wording.shortOccupation(row.occupation)).utf8
    bytes += words(lines.remark(row)).utf8
    if lines.hasStanding {
      bytes += words(wording.standing(of: row, lines.caseload, at: lines.now)).utf8
    }
    if let reason = row.standing.reason { bytes += words(wording.reason(reason)).utf8 }
    // An address is nobody else's.
    Text.appendFoldedWords(row.address ?? "", to: &bytes)
    let neighbourhood = lines.neighbourhood(row)
    bytes += words("RT \(neighbourhood)").utf8
    bytes += words(whole: neighbourhood).utf8
  }

  private mutating func place(_ area: AreaCode) -> String {
    if let known = areas[area] { return known }
    let wording = lines.scene.wording
    let words = words(wording.area(area)) + words(wording.area(area.district))
    areas[area] = words
    return words
  }

  private mutating func words(_ text: String) -> String {
    if let known = folded[text] { return known }
    let words = WordsBeside.folded(text)
    folded[text] = words
    return words
  }

  /// `003/002` and `3/2` are looked for as they are written.
  private mutating func words(whole neighbourhood: String) -> String {
    if let known = folded[neighbourhood] { return known }
    let words = [neighbourhood, CaseTable.Line.inShort(neighbourhood)].map { " \(Text.folded($0))" }
      .joined()
    folded[neighbourhood] = words
    return words
  }

  /// The words of a text, folded, a space before each.
  private static func folded(_ text: String) -> String {
    var bytes: [UInt8] = []
    Text.appendFoldedWords(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
