/// Numbers of cases, written short where they follow each other: `1-40,42`.
public struct CaseNumbers: Hashable, Sendable {
  /// Ascending, none touching the next.
  private var ranges: [ClosedRange<Int>] = []

  public init(_ ids: some Sequence<CaseID>) {
    for number in Set(ids.map(\.number)).sorted() { append(number...number) }
  }

  /// The numbers that ``description`` writes; nil for any other text.
  public init?(_ text: String) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first > 0,
        first <= last, ranges.last.map({ $0.upperBound + 1 < first }) ?? true
      else { return nil }
      append(first...last)
    }
    guard description == text else { return nil }
  }

  public var isEmpty: Bool { ranges.isEmpty }
  public var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// The one case, where there is just one.
  public var only: CaseID? { count == 1 ? ranges.first.map { CaseID($0.lowerBound) } : nil }

  public func contains(_ id: CaseID) -> Bool { ranges.contains { $0.contains(id.number) } }

  private mutating func append(_ range: ClosedRange<Int>) {
    if let last = ranges.last, last.upperBound + 1 == range.lowerBound {
      ranges[ranges.count - 1] = last.lowerBound...range.upperBound
    } else {
      ranges.append(range)
    }
  }
}

extension CaseNumbers: CustomStringConvertible {
  public var description: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}
