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

extension Column {
  /// A place of its own for each, from 0 to ``count``.
  var place: Int {
    let fields = Field.papers.place + 1
    return switch self {
    case .field(let field): field.place
    case .birthPlaceAndDate: fields
    case .neighbourhood: fields + 1
    case .district: fields + 2
    case .note: fields + 3
    case .caseNumber: fields + 4
    case .level: fields + 5
    case .verdict: fields + 6
    case .reason: fields + 7
    case .signedBy: fields + 8
    case .signedOn: fields + 9
    case .document: fields + 10
    case .participantKind: fields + 11
    }
  }

  /// How many there are.
  static let count = Column.participantKind.place + 1
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
