internal import CanonicalForm
internal import CaseDomain

/// What fits the letters typed so far, the best first: occupations or villages.
struct PickList: Hashable, Sendable {
  struct Item: Hashable, Sendable {
    /// What the form keeps.
    var code: String
    /// What is typed instead of the name.
    var key: String
    var name: String
    /// What tells namesakes apart.
    var detail: String?
  }

  private(set) var items: [Item] = []
  private(set) var selected = 0
  /// Whether somebody moved the choice, which then holds where nothing is typed too.
  private(set) var isMoved = false

  init() {}

  /// The occupations that a code or the start of a word names; all of them, the usual ones first,
  /// where nothing is typed.
  init(_ text: String, occupations: [Occupation], usual: [OccupationCode]) {
    let ranked: [(rank: Int, item: Item)] = occupations.compactMap { occupation in
      let code = occupation.code.rawValue
      let names = [occupation.name, occupation.short].compactMap(\.self)
      let place = usual.firstIndex(of: occupation.code) ?? usual.count
      guard let rank = PickList.rank(text, names: names, keys: [code]) else { return nil }
      return (text.isEmpty ? place : rank, Item(code: code, key: code, name: occupation.name))
    }
    items = PickList.sorted(ranked)
  }

  /// The villages that a code or the start of a word names.
  init(_ text: String, villages: [Area]) {
    let ranked: [(rank: Int, item: Item)] = villages.compactMap { area in
      let code = area.code.rawValue
      let parts = code.split(separator: ".")
      let keys = parts.indices.map { parts[$0...].joined() }
      guard let rank = PickList.rank(text, names: [area.name] + area.aliases, keys: keys) else {
        return nil
      }
      let item = Item(
        code: code, key: String(parts.last ?? ""), name: area.name, detail: area.district)
      return (rank, item)
    }
    items = PickList.sorted(ranked)
  }

  /// The item that Enter takes.
  var best: Item? { items.indices.contains(selected) ? items[selected] : nil }

  mutating func move(by rows: Int) {
    selected = max(0, min(items.count - 1, selected + rows))
    isMoved = true
  }

  /// How well a text fits: 0 the whole name, 1 its start, 2 the start of a later word; nil not at
  /// all.
  private static func rank(_ text: String, names: [String], keys: [String]) -> Int? {
    let text = text.trimmed
    if text.isEmpty { return 0 }
    let digits = text.filter { $0 != "." }
    if digits.allSatisfy({ $0.isASCII && $0.isWholeNumber }) {
      return keys.contains { $0.hasPrefix(digits) } ? 0 : nil
    }
    let wanted = Text.folded(text)
    guard !wanted.isEmpty else { return nil }
    var best: Int?
    for name in names {
      let words = name.split { !$0.isLetter && !$0.isNumber }
      for start in words.indices {
        let folded = words[start...].map { Text.folded($0) }.joined()
        guard folded.hasPrefix(wanted) else { continue }
        let rank = start > 0 ? 2 : folded == wanted ? 0 : 1
        best = min(best ?? rank, rank)
      }
    }
    return best
  }

  private static func sorted(_ ranked: [(rank: Int, item: Item)]) -> [Item] {
    ranked.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .map(\.element.item)
  }
}
