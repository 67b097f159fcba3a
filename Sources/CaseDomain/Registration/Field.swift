public import CanonicalForm

/// The fields of a registration, in the order of the identity card.
public enum Field: String, Hashable, Sendable, CaseIterable {
  case nik, name, birthPlace, birthDate, sex, address, rt, rw, area, occupation, occupationOther
  case phone, kk, motherName, papers

  /// Its place in the order of the fields, from 0.
  public var place: Int {
    switch self {
    case .nik: 0
    case .name: 1
    case .birthPlace: 2
    case .birthDate: 3
    case .sex: 4
    case .address: 5
    case .rt: 6
    case .rw: 7
    case .area: 8
    case .occupation: 9
    case .occupationOther: 10
    case .phone: 11
    case .kk: 12
    case .motherName: 13
    case .papers: 14
    }
  }

  /// How many fields there are.
  public static let count = allCases.count

  /// Whether a registration cannot do without it.
  public var isRequired: Bool {
    switch self {
    case .nik, .name, .birthDate, .sex, .area, .occupation: true
    default: false
    }
  }

  /// Whether a change of it must be checked against the identity card again.
  var isIdentity: Bool { self == .nik || self == .name || self == .birthDate }

  /// Whether a change of it puts somebody else's signature on the paper.
  var isNeighbourhood: Bool { self == .area || self == .rt || self == .rw }
}

/// What is wrong with one field, and what it held is in the caller's hands.
public struct FieldFault: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    case missing
    case nik(NIK.Fault)
    /// More characters than the field takes.
    case tooLong(Int, limit: Int)
    /// A control, format or separator character, by its code point, with its place from 1.
    case unprintable(UInt32, place: Int)
    /// More than two combining marks on one letter.
    case tooManyMarks(place: Int)
    /// A digit in a name.
    case digitInName(place: Int)
    /// A name without a letter.
    case noLetter
    /// Something that is no day, or a day that the calendar does not have.
    case notDay(String)
    /// A day whose year has two digits.
    case twoDigitYear(String)
    /// A day after the day of registration.
    case dayInFuture
    /// A birth more than 120 years ago: a slip of the pen, for a NIK knows only two digits of the year.
    case birthTooEarly(Day)
    /// A number of days since 1900, as Excel shows a date whose cell is a number.
    case excelDay
    case notSex(String)
    /// RT and RW are 1 to 3 digits.
    case notNeighbourhood(String)
    case unknownArea(String)
    /// A name that several districts have.
    case ambiguousArea(String, candidates: [AreaCode])
    /// A village that lies in another district than the one given.
    case otherDistrict(AreaCode, given: String)
    case unknownOccupation(String)
    case ambiguousOccupation(String, candidates: [OccupationCode])
    /// "Others" wants the occupation in words.
    case occupationInWords
    case notPhone(String)
    /// A family card number that is the NIK.
    case sameAsNIK
    case unknownPaper(String)
  }

  public var field: Field
  public var problem: Problem

  public init(_ field: Field, _ problem: Problem) {
    self.field = field
    self.problem = problem
  }
}
