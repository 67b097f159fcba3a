internal import CanonicalForm
internal import CaseDomain

/// What a list is searched through with every letter typed: of each case its name, and the words that stand beside
/// it, folded.
///
/// The words beside the names are kept once each, and looked through once for all who have them.
struct SearchTexts: Sendable {
  private var names = SearchArena()
  private var shared: SharedWords.Found

  /// The texts of these cases, in their order.
  init(_ ids: some Collection<CaseID>, _ lines: CaseLines) {
    var words = SharedWords(lines)
    for id in ids {
      guard let row = lines.caseload.row(id) else {
        names.append { _ in }
        continue
      }
      words.add(row, at: Int32(names.count))
      names.append { $0 += Text.folded(lines.name(row)).utf8 }
    }
    names.finish()
    shared = words.finished()
  }

  /// The places of the list, from 0, whose cases have a word: anywhere in the name, or at the start of a word beside
  /// it; and `numbered`, the place of the case whose number it is.
  ///
  /// Only those of `candidates`, where there are some.
  func places(
    of folded: String, numbered: Int?, among candidates: [Int32]?
  ) -> [Int32] {
    let part = SearchedWord(folded)
    // At the start of a word: every word beside a name has a space before it.
    let start = SearchedWord(" " + folded)
    var has = [Bool](repeating: false, count: names.count)
    if let numbered { has[numbered] = true }
    shared.forEachPlace(of: start) { has[Int($0)] = true }
    if let candidates, candidates.count < names.count / SearchTexts.few {
      return candidates.filter { place in
        has[Int(place)] || names.hasWord(part, at: Int(place))
      }
    }
    names.mark(part, in: &has)
    guard let candidates else { return SearchTexts.those(of: 0..<Int32(names.count), in: has) }
    return SearchTexts.those(of: candidates, in: has)
  }

  /// Those of some places that are marked.
  private static func those(of places: some Collection<Int32>, in has: [Bool]) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: places.count) { found, count in
      // Each is written, and the next one over it where it is not marked: without a branch that nobody can foresee.
      for place in places {
        found.initializeElement(at: count, to: place)
        count += has[Int(place)] ? 1 : 0
      }
    }
  }

  /// Of how many cases one is looked at by itself in the time in which it is passed over with all others.
  private static let few = 8
}
