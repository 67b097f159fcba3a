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

    init(_ folded: String) {
      number = Int(folded).flatMap { String($0) == folded ? $0 : nil }
      part = Array(folded.utf8)
      start = [0x20] + part
    }
  }

  private var bytes: [UInt8] = []
  /// Where the name of each case begins, and behind it the words beside it.
  private var starts: [(name: Int, words: Int)] = []

  init(_ ids: [CaseID], _ lines: CaseLines) {
    var words = WordsBeside(lines)
    starts.reserveCapacity(ids.count + 1)
    for id in ids {
      let name = bytes.count
      guard let row = lines.caseload.row(id) else {
        starts.append((name, name))
        continue
      }
      bytes += Text.folded(lines.name(row)).utf8
      starts.append((name, bytes.count))
      words.add(row, to: &bytes)
    }
    starts.append((bytes.count, bytes.count))
  }

  /// Whether a word stands anywhere in the name of the case at a place of the list, or starts a word beside it.
  func have(_ wanted: Wanted, at place: Int) -> Bool {
    let (name, words) = starts[place]
    return holds(wanted.part, in: name..<words)
      || holds(wanted.start, in: words..<starts[place + 1].name)
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
    bytes += WordsBeside.folded(row.address ?? "").utf8
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
    text.split { !$0.isLetter && !$0.isNumber }.map { " \(Text.folded($0))" }.joined()
  }
}
