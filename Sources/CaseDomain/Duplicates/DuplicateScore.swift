/// How much two cases look like one person, part by part; the parts add up.
///
/// Name 45 (38 where one is of one word; nothing below a likeness of 60 %), birth date 30, sex 5, place 8,
/// mother's name 6, telephone 3, family card 3: 100 in all. What one of the two does not say brings nothing;
/// another sex and another mother speak against it.
public struct DuplicateScore: Hashable, Sendable {
  /// From here on a pair is shown.
  public static let shown = 60
  /// From here on somebody has to look: the same name and the same birth date reach it.
  public static let likely = 75

  /// Where two people live.
  public enum Place: String, Hashable, Sendable, CaseIterable {
    case sameNeighbourhood = "same-neighbourhood"
    case sameVillage = "same-village"
    case sameDistrict = "same-district"
    case other

    public var points: Int {
      switch self {
      case .sameNeighbourhood: 8
      case .sameVillage: 5
      case .sameDistrict: 2
      case .other: 0
      }
    }
  }

  /// What a score is made of, in the order in which it is shown.
  public enum Part: String, Hashable, Sendable, CaseIterable {
    case name, birthDate, sex, place, motherName, phone, kk

    /// The most that it brings.
    public var most: Int {
      switch self {
      case .name: 45
      case .birthDate: 30
      case .sex: 5
      case .place: 8
      case .motherName: 6
      case .phone, .kk: 3
      }
    }
  }

  /// How like the names are, in per cent.
  public var nameLikeness: Int
  /// Whether one of the names is of one word, which more people share.
  public var isOneWord = false
  public var birthDate: BirthDateLikeness
  /// Whether the sex is the same; nil where one is not known.
  public var isSameSex: Bool?
  public var place: Place
  /// How like the names of the mothers are, in per cent; nil where one is not known.
  public var motherLikeness: Int?
  public var isSamePhone = false
  public var isSameFamilyCard = false

  /// The sum of the parts.
  public var total: Int { Part.allCases.reduce(0) { $0 + (points($1) ?? 0) } }

  /// Whether somebody has to look before it is taken for two people.
  public var isLikely: Bool { total >= DuplicateScore.likely }

  /// What a part brings; nil where it says nothing.
  public func points(_ part: Part) -> Int? {
    switch part {
    case .name: max(0, nameLikeness - 60) * (isOneWord ? 38 : part.most) / 40
    case .birthDate: birthDate.points
    case .sex: isSameSex.map { $0 ? part.most : -part.most }
    case .place: place.points
    case .motherName: motherLikeness.map(DuplicateScore.motherPoints)
    case .phone: isSamePhone ? part.most : nil
    case .kk: isSameFamilyCard ? part.most : nil
    }
  }

  private static func motherPoints(_ likeness: Int) -> Int {
    switch likeness {
    case 90...: Part.motherName.most
    case 75...: Part.motherName.most / 2
    default: -8
    }
  }
}

extension DuplicateScore {
  /// How much two people look like one.
  init(of one: PersonFacts, _ other: PersonFacts) {
    var (letters, otherLetters): ([UInt8], [UInt8]) = ([], [])
    let entry = DuplicateIndex.Entry(one, letters: &letters)
    let otherEntry = DuplicateIndex.Entry(other, letters: &otherLetters)
    self = DuplicateIndex.Entry.score(entry, letters.span, otherEntry, otherLetters.span)
  }
}

/// A case that may be of the same person, and why.
public struct LookAlike: Hashable, Comparable, Sendable {
  public var id: CaseID
  public var score: DuplicateScore

  /// How many a form and a case show.
  public static let limit = 5

  /// The likelier before the less likely.
  public static func < (left: LookAlike, right: LookAlike) -> Bool {
    (right.score.total, left.id) < (left.score.total, right.id)
  }
}

/// Two cases, the earlier one first.
public struct CasePair: Hashable, Comparable, Sendable {
  public let first: CaseID
  public let second: CaseID

  public init(_ one: CaseID, _ other: CaseID) {
    (first, second) = one < other ? (one, other) : (other, one)
  }

  public static func < (left: CasePair, right: CasePair) -> Bool {
    (left.first, left.second) < (right.first, right.second)
  }
}

/// Two cases that may be of one person, and why.
public struct LookAlikePair: Hashable, Comparable, Sendable {
  public var pair: CasePair
  public var score: DuplicateScore

  public init(pair: CasePair, score: DuplicateScore) { (self.pair, self.score) = (pair, score) }

  /// The likelier before the less likely.
  public static func < (left: LookAlikePair, right: LookAlikePair) -> Bool {
    (right.score.total, left.pair) < (left.score.total, right.pair)
  }
}
