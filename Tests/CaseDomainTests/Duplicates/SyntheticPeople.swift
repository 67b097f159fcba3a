import CanonicalForm
import CaseDomain
import TestSupport

/// Invented people with Indonesian names, some of them registered twice as offices do it; the same for the
/// same seed.
struct SyntheticPeople {
  private(set) var people: [PersonFacts] = []
  /// The pairs of cases that are of one person; a case has the number of its place, from 1.
  private(set) var twice: Set<CasePair> = []
  private var random: SeededRandom

  /// So many people, of whom `repeated` are registered once more, and so many pairs of twins among them.
  init(_ count: Int, repeated: Int, twins: Int, seed: UInt64) {
    random = SeededRandom(seed: seed)
    for _ in 0..<count { people.append(person()) }
    for _ in 0..<twins {
      guard let one = people.randomElement(using: &random) else { continue }
      people.append(twin(of: one))
    }
    for _ in 0..<repeated {
      let first = Int.random(in: 0..<count, using: &random)
      people.append(again(people[first]))
      twice.insert(CasePair(CaseID(first + 1), CaseID(people.count)))
    }
  }

  var index: DuplicateIndex {
    var index = DuplicateIndex()
    for (place, person) in people.enumerated() { index.set(CaseID(place + 1), person) }
    return index
  }

  private static let male = [
    "AGUS", "ANDI", "ARIF", "BAMBANG", "BUDI", "DEDI", "EDI", "FAISAL", "FIRMAN", "HASAN", "HENDRA",
    "HERMAN", "IBRAHIM", "ISMAIL", "JAMAL", "JUFRI", "KAMARUDDIN", "LUKMAN", "MAHMUD", "NASIR",
    "RAHMAT", "RIDWAN", "RIZKI", "RUSDI", "SAHRUL", "SUPARMAN", "SURYADI", "SYAFRI", "TAUFIK",
    "USMAN", "WAHYUDI", "YUSUF", "ZAINAL", "ZULKIFLI", "SLAMET", "JUNAIDI", "ROSLI", "AZMAN",
  ]
  private static let female = [
    "AISYAH", "AMINAH", "ANI", "ASMAH", "DEWI", "ERNAWATI", "FATIMAH", "FITRI", "HALIMAH", "HASNAH",
    "INDAH", "JAMILAH", "KARTINI", "KHADIJAH", "LENI", "MARDIANA", "MARIANI", "NURAINI",
    "NURHAYATI", "RAHMAWATI", "RATNA", "ROHANI", "ROSMAWATI", "SALMAH", "SARI", "SULASTRI",
    "SURYANI", "SUSANTI", "SYARIFAH", "WATI", "YANTI", "YULIANA", "ZUBAIDAH", "ZAHARA",
  ]
  private static let last = [
    "EFENDI", "HIDAYAT", "KURNIAWAN", "LUBIS", "NASUTION", "PUTRA", "RAMADHAN", "SAPUTRA",
    "SETIAWAN", "SIREGAR", "SUSANTO", "SYAHPUTRA", "WIBOWO", "WIJAYA", "HARAHAP", "GUNAWAN",
    "PRATAMA", "HARTONO", "SIMANJUNTAK", "SUTRISNO", "MAULANA", "HAKIM", "FIRDAUS", "ANWAR",
  ]

  private mutating func word(_ words: [String]) -> String {
    words.randomElement(using: &random) ?? ""
  }

  private mutating func happens(_ perCent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < perCent
  }

  private mutating func name(_ sex: Sex) -> String {
    var words: [String] = []
    if sex == .male {
      if happens(30) { words.append("MUHAMMAD") }
      if happens(8) { words.append("ABDUL") }
      words.append(word(Self.male))
    } else {
      if happens(25) { words.append("SITI") }
      if happens(15) { words.append("NUR") }
      words.append(word(Self.female))
    }
    if happens(55) { words.append(word(Self.last)) }
    if happens(25) { words += [sex == .male ? "BIN" : "BINTI", word(Self.male)] }
    return words.joined(separator: " ")
  }

  private mutating func person() -> PersonFacts {
    let sex: Sex = happens(50) ? .male : .female
    let day = Day.epoch.adding(days: Int.random(in: -3_650..<13_500, using: &random))
    var person = PersonFacts(name: name(sex), birthDate: day, sex: sex, area: area())
    person.rt = Digits.text(Int.random(in: 1...6, using: &random), 3)
    person.rw = Digits.text(Int.random(in: 1...5, using: &random), 3)
    if happens(40) { person.motherName = name(.female) }
    return person
  }

  private mutating func area() -> AreaCode {
    let district = Digits.text(Int.random(in: 1...14, using: &random), 2)
    return AreaCode("21.02.\(district).100\(Int.random(in: 1...5, using: &random))")
  }

  /// Somebody of the same birth, house and mother, who is not the same.
  private mutating func twin(of one: PersonFacts) -> PersonFacts {
    var twin = one
    twin.sex = happens(50) ? .male : .female
    let other = name(twin.sex ?? .male)
    // Twins are not called alike.
    twin.name = other == one.name ? other + " KEDUA" : other
    return twin
  }

  /// The same person as another desk keyed them: by another spelling, a slip, or less of the form.
  private mutating func again(_ one: PersonFacts) -> PersonFacts {
    var again = one
    if happens(75) { again.name = spelled(one.name) }
    if happens(20) { again.name = slipped(again.name) }
    if happens(30) { again.birthDate = slipped(one.birthDate) }
    if happens(2) { again.sex = one.sex == .male ? .female : .male }
    if happens(15) { again.area = area() }
    if happens(25) { (again.rt, again.rw) = ("009", "009") }
    if happens(50) { again.motherName = nil }
    return again
  }

  private mutating func spelled(_ name: String) -> String {
    let habits: [(String, String)] = [
      ("MUHAMMAD ", "M. "), ("MUHAMMAD ", "MOH. "), ("MUHAMMAD ", "MUHAMAD "), ("MUHAMMAD ", ""),
      ("NUR ", "NOOR "), ("NUR ", "NUR"), ("SITI ", "ST. "), ("ABDUL ", "ABD. "), ("U", "OE"),
      ("J", "DJ"), ("Y", "J"), ("SY", "S"), ("KH", "CH"), ("F", "P"), ("DD", "D"), ("TH", "T"),
      ("ZAI", "ZAE"), ("AISYAH", "AISAH"), ("FIK", "FIQ"), ("YUSUF", "JUSUP"),
    ]
    var name = name
    let fitting = habits.filter { name.contains($0.0) }
    if let (old, new) = fitting.randomElement(using: &random) {
      name = name.replacing(old, with: new, maxReplacements: 1)
    }
    if happens(30) { name = (happens(50) ? "H. " : "HJ. ") + name }
    if happens(40), let father = name.firstRange(of: " BIN") {
      name = String(name[..<father.lowerBound])
    }
    return name
  }

  /// One letter left out, doubled, changed, or changed places.
  private mutating func slipped(_ name: String) -> String {
    var letters = Array(name)
    let place = Int.random(in: 1..<max(2, letters.count - 1), using: &random)
    guard letters.indices.contains(place), letters[place].isLetter else { return name }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: letters.remove(at: place)
    case 1: letters.insert(letters[place], at: place)
    case 2: letters[place] = "AEIOUNRST".randomElement(using: &random) ?? "A"
    default: letters.swapAt(place, place - 1)
    }
    return String(letters)
  }

  private mutating func slipped(_ day: Day) -> Day {
    let (year, month, dayOfMonth) = day.date
    let slips = [
      Day(year: year, month: dayOfMonth, day: month),
      Day(year: year, month: month, day: dayOfMonth % 10 * 10 + dayOfMonth / 10),
      Day(year: year + (year % 10 == 9 ? -1 : 1), month: month, day: dayOfMonth),
      Day(year: year, month: month, day: dayOfMonth + 10),
      Day(year: year / 10 * 10 + (year + 5) % 10, month: month, day: dayOfMonth),
    ]
    return slips.compactMap(\.self).randomElement(using: &random) ?? day
  }
}
