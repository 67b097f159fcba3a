/// How good a search for pairs is, against pairs that are known to be of one person.
///
///     let found = index.sweep(from: DuplicateScore.likely)
///     print(DuplicateQuality(of: found.map(\.pair), against: labelled))
public struct DuplicateQuality: Hashable, Sendable {
  /// The pairs that were found.
  public var found: Int
  /// The pairs that should have been found.
  public var labelled: Int
  /// The pairs that were found and should have been.
  public var right: Int

  public init(of found: [CasePair], against labelled: Set<CasePair>) {
    let found = Set(found)
    (self.found, self.labelled) = (found.count, labelled.count)
    right = found.intersection(labelled).count
  }

  /// How many of those found are right, from 0 to 1; 1 where none was found.
  public var precision: Double { found == 0 ? 1 : Double(right) / Double(found) }

  /// How many of those that should be are found, from 0 to 1; 1 where there are none.
  public var recall: Double { labelled == 0 ? 1 : Double(right) / Double(labelled) }
}

extension DuplicateQuality: CustomStringConvertible {
  /// `precision 98.2 %, recall 96.5 % (965 of 1000 pairs, 983 found)`.
  public var description: String {
    func percent(_ share: Double) -> String {
      let tenths = Int(share * 1_000 + 0.5)
      return "\(tenths / 10).\(tenths % 10) %"
    }
    return "precision \(percent(precision)), recall \(percent(recall)) "
      + "(\(right) of \(labelled) pairs, \(found) found)"
  }
}
