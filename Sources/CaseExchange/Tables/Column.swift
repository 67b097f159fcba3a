public import CaseDomain

/// What a column of a register, a decision file or a list of participants holds.
public enum Column: Hashable, Sendable {
  case field(Field)
  /// "Batam, 16-02-1984".
  case birthPlaceAndDate
  /// "003/002".
  case neighbourhood
  case district
  case note
  case caseNumber
  case level
  case verdict
  case reason
  case signedBy
  case signedOn
  case document
  case participantKind
}

/// Where a column stands in a file: as Excel letters it, and as its header names it.
public struct ColumnPlace: Hashable, Sendable {
  /// From 0.
  public var index: Int
  /// The header as written, on one line; empty where the column has none.
  public var title: String

  public init(index: Int, title: String) { (self.index, self.title) = (index, title) }

  /// `A` to `Z`, `AA` and so on.
  public var letter: String {
    var letters = ""
    var rest = index + 1
    while rest > 0 {
      rest -= 1
      letters = String(UnicodeScalar(UInt8(0x41 + rest % 26))) + letters
      rest /= 26
    }
    return letters
  }
}
