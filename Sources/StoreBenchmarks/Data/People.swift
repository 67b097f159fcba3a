internal import CanonicalForm
internal import CaseDomain

/// An invented person, as a register would have them.
struct Subject {
  var nik: String
  var name: String
  var birthPlace: String
  var birthDate: Day
  var sex: Sex
  var address: String
  var rt: String
  var rw: String
  var area: AreaCode
  var occupation: OccupationCode
  var phone: String
  var familyCard: String
  var motherName: String

  var form: Form {
    Form([
      .nik: nik, .name: name, .birthPlace: birthPlace, .birthDate: birthDate.description,
      .sex: sex.rawValue, .address: address, .rt: rt, .rw: rw, .area: area.rawValue,
      .occupation: occupation.rawValue, .phone: phone, .kk: familyCard, .motherName: motherName,
      .papers: "ktp,statement",
    ])
  }
}

/// What two people who look alike are: this is known here, and duplicates are to be found from it.
struct Likeness {
  enum Kind: String { case same, namesake }
  /// The number of the earlier person, from 1.
  var other: Int
  var kind: Kind
}

/// An endless register of people, the same for the same seed.
///
/// The serials of their NIK begin at 9000: nobody has such a number. One in a hundred looks like somebody
/// before: the same person typed again with slips, or a namesake.
struct People {
  private var random: SeededRandom
  private let areas: [String: [AreaCode]]
  private let occupations: [OccupationCode]
  private var taken: Set<String> = []
  /// Some of the people before, of whom somebody else may be a likeness.
  private var earlier: [(number: Int, subject: Subject)] = []
  private(set) var count = 0
  private let serials: Range<Int>

  /// Serials of two halves never meet: the one is for the data, the other for who comes later.
  init(seed: UInt64, _ programme: Programme, serials: Range<Int> = 9_000..<9_500) {
    self.serials = serials
    random = SeededRandom(seed: seed)
    areas = Dictionary(grouping: programme.areas.map(\.code)) { $0.district.rawValue }
    // "Others" wants words of its own.
    occupations = programme.occupations.map(\.code).filter { $0 != .other }
  }

  /// The next person of a district, and whom they look like.
  mutating func next(in district: String) -> (Subject, Likeness?) {
    count += 1
    let new = fresh(in: district)
    if random.chance(10),
      let original = earlier.filter({ $0.subject.area.district.rawValue == district })
        .randomElement(using: &random)
    {
      let kind: Likeness.Kind = random.chance(700) ? .same : .namesake
      let subject =
        kind == .same ? typedAgain(original.subject) : namesake(of: original.subject, new)
      return (subject, Likeness(other: original.number, kind: kind))
    }
    if earlier.count < 2_000 {
      earlier.append((count, new))
    } else if random.chance(100) {
      earlier[random.number(0..<earlier.count)] = (count, new)
    }
    return (new, nil)
  }

  private mutating func fresh(in district: String) -> Subject {
    let sex: Sex = random.chance(550) ? .male : .female
    // One in a hundred is too old, and rejected by that.
    let oldest = Day(year: 1960, month: 1, day: 1) ?? .epoch
    let youngest = Day(year: 2007, month: 10, day: 1) ?? .epoch
    let birthDate = oldest.adding(
      days: random.chance(10)
        ? -random.number(100..<3_000) : random.number(0..<youngest.number - oldest.number))
    let area = random.pick(areas[district] ?? [])
    return Subject(
      nik: nik(district, birthDate, sex),
      name: sex == .male ? Names.male(&random) : Names.female(&random),
      birthPlace: random.pick(Names.places), birthDate: birthDate, sex: sex,
      address: "Jl. \(random.pick(Names.streets)) No. \(random.number(1..<200))",
      rt: Digits.text(random.number(1..<13), 3), rw: Digits.text(random.number(1..<7), 3),
      area: area, occupation: random.pick(occupations),
      phone: "0812" + Digits.text(random.number(0..<100_000_000), 8),
      familyCard: nik(district, birthDate, .male), motherName: Names.female(&random))
  }

  /// A number that nobody has yet.
  private mutating func nik(_ district: String, _ birthDate: Day, _ sex: Sex) -> String {
    let (year, month, day) = birthDate.date
    let date = [sex == .female ? day + 40 : day, month, year % 100].map { Digits.text($0, 2) }
    while true {
      let serial = Digits.text(random.number(serials), 4)
      let nik = district.filter { $0 != "." } + date.joined() + serial
      if taken.insert(nik).inserted { return nik }
    }
  }

  /// The same person from another sheet: a slip in the name, in the number, often in both.
  private mutating func typedAgain(_ subject: Subject) -> Subject {
    var again = subject
    if random.chance(800) { again.name = Slip.name(subject.name, &random) }
    if random.chance(150) {
      again.birthDate = subject.birthDate.adding(days: random.number(1..<10))
    }
    // The old number would be refused at once.
    again.nik = nik(String(subject.area.district.rawValue), again.birthDate, subject.sex)
    if random.chance(300) { again.phone = "" }
    if random.chance(300) { again.motherName = Slip.name(subject.motherName, &random) }
    if random.chance(300) { again.address = subject.address.replacingStreet(with: "Jalan") }
    return again
  }

  /// Somebody else with the same name: of another age, or born on the same day of another mother.
  private mutating func namesake(of subject: Subject, _ other: Subject) -> Subject {
    var namesake = other
    (namesake.name, namesake.sex) = (subject.name, subject.sex)
    if random.chance(500) { namesake.birthDate = subject.birthDate }
    namesake.nik = nik(other.area.district.rawValue, namesake.birthDate, namesake.sex)
    return namesake
  }
}

extension String {
  /// An address with its "Jl." written otherwise.
  fileprivate func replacingStreet(with word: String) -> String { word + dropFirst(3) }
}
