public import CanonicalForm

/// The words that the rows of a snapshot name by number: areas, occupations, officers, levels, reasons, RT and RW.
///
/// Just those that some row uses, each once and sorted, so that the same state gives the same numbers.
public struct RowWords: Hashable, Sendable {
  /// The word with the number 1 first; 0 is no word.
  let words: [String]
  /// The number of the level that each bit of approvals stands for.
  let levels: [Int]

  /// The kind of the line that holds them.
  public static let kind = "words"

  fileprivate init(words: [String], levels: [Int]) {
    (self.words, self.levels) = (words, levels)
  }

  /// Reads what ``write(to:)`` writes; nil where it is not as that makes it.
  public init?(_ line: JSONObject) {
    guard line["kind"]?.string == RowWords.kind, let words = line["words"]?.elements,
      let levels = line["levels"]?.elements
    else { return nil }
    self.words = words.compactMap(\.string)
    self.levels = levels.compactMap(\.int)
    guard self.words.count == words.count, self.levels.count == levels.count,
      levels.count <= UInt64.bitWidth, RowWords.isRising(self.words),
      RowWords.isRising(self.levels),
      self.levels.allSatisfy({ $0 > 0 && $0 <= words.count })
    else { return nil }
  }

  private static func isRising(_ values: [some Comparable]) -> Bool {
    zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// Writes the fields of the line.
  public func write(to fields: inout JSONWriter) {
    fields.field("kind", RowWords.kind)
    fields.array("words", words) { $0.string($1) }
    fields.array("levels", levels) { $0.number($1) }
  }
}

/// The words that rows use, and what becomes of the numbers and bits of their pool.
struct RowWordsUse {
  let words: RowWords
  /// By the number that the pool has for a word.
  let numbers: [Int]
  /// By the bit that the pool has for a level.
  private(set) var levels = [UInt64](repeating: 0, count: UInt64.bitWidth)

  init(_ rows: CaseRows) {
    let pool = rows.pool
    var isUsed = [Bool](repeating: false, count: pool.wordCount)
    var approvals: UInt64 = 0
    rows.forEachPacked { _, packed in
      let (standing, home) = (pool.standing(packed), pool.home(packed))
      approvals |= standing.approvals
      isUsed[Int(standing.level)] = true
      isUsed[Int(standing.reason)] = true
      isUsed[Int(standing.changedBy)] = true
      isUsed[Int(home.area)] = true
      isUsed[Int(home.rt)] = true
      isUsed[Int(home.rw)] = true
      isUsed[Int(home.registeredBy)] = true
      isUsed[Int(pool.work(packed).occupation)] = true
    }
    let bits = pool.levelNumbers.indices.filter { approvals & 1 << UInt64($0) != 0 }
    for bit in bits { isUsed[Int(pool.levelNumbers[bit])] = true }
    let used = isUsed.indices.dropFirst().filter { isUsed[$0] }
      .map { (number: $0, word: pool.word(CasePool.WordNumber($0)) ?? "") }
      .sorted { $0.word < $1.word }
    var numbers = [Int](repeating: 0, count: isUsed.count)
    for (place, each) in used.enumerated() { numbers[each.number] = place + 1 }
    self.numbers = numbers
    let approving = bits.map { (bit: $0, number: numbers[Int(pool.levelNumbers[$0])]) }
      .sorted { $0.number < $1.number }
    for (place, each) in approving.enumerated() { levels[each.bit] = 1 << UInt64(place) }
    words = RowWords(words: used.map(\.word), levels: approving.map(\.number))
  }
}
