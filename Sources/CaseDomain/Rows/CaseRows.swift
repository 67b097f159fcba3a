internal import CanonicalForm

/// The rows of cases by number, packed.
struct CaseRows: Sendable {
  /// The number of the first case: 1, but for some of the cases alone.
  private let first: Int
  private var cases: [PackedCase] = []
  private var texts = CaseTexts()

  init(from first: Int = 1) { self.first = first }

  var count: Int { cases.count }

  var numbers: Range<Int> { first..<first + cases.count }

  /// The packed row of a case, which must be there.
  subscript(number: Int) -> PackedCase { cases[number - first] }

  func row(_ number: Int) -> CaseRow {
    CaseRow(CaseID(number), cases[number - first], texts)
  }

  /// Hands over every row.
  func forEach(_ body: (CaseRow) -> Void) {
    for place in cases.indices {
      body(CaseRow(CaseID(first + place), cases[place], texts))
    }
  }

  func has(_ id: CaseID) -> Bool { numbers.contains(id.number) }

  func standing(_ packed: PackedCase) -> Standing { packed.standing(texts) }

  /// The numbers of those that are meant.
  func numbers(where isMeant: (PackedCase) -> Bool) -> [Int] {
    cases.indices.filter { isMeant(cases[$0]) }.map { first + $0 }
  }

  /// Adds the row of the next case.
  mutating func append(_ file: CaseFile) {
    cases.append(PackedCase())
    pack(file)
  }

  /// Says of a case what its file says.
  mutating func pack(_ file: CaseFile) {
    var packed = self[file.id.number]
    packed.set(file.standing, &texts)
    packed.area = texts.number(of: file.area.rawValue)
    packed.occupation = texts.number(of: file.occupation.rawValue)
    (packed.sex, packed.age) = (file.sex, Int16(clamping: file.age))
    if let first = file.history.first?.stamp, let last = file.history.last?.stamp {
      packed.registered = first.at.milliseconds
      packed.registeredBy = texts.number(of: first.by.rawValue)
      packed.changed = last.at.milliseconds
      packed.changedIn = UInt32(clamping: last.entry)
      packed.changedBy = texts.number(of: last.by.rawValue)
    }
    let person = file.person.value
    packed.nik = person?.nik.packed ?? 0
    packed.birthDay = Int32(clamping: person?.birthDate.number ?? 0)
    packed.name = texts.replace(packed.name, by: person?.name)
    packed.address = texts.replace(packed.address, by: person?.address)
    packed.rt = texts.number(of: person?.rt)
    packed.rw = texts.number(of: person?.rw)
    packed.filled = 0
    if let application = file.record.application {
      for field in Field.allCases where application[field] != nil { packed.filled |= field.bit }
    }
    packed.approvals = 0
    for item in file.standingHistory {
      if case .approved(let event) = item.event {
        packed.approvals |= texts.bit(ofLevel: texts.number(of: event.level.rawValue))
      }
    }
    packed.isBackFromRepair = file.isBackFromRepair
    packed.isUntouched = file.history.count == 1
    cases[file.id.number - first] = packed
  }

  /// Puts a row in its place, which is a new one for the next number.
  mutating func set(_ packed: PackedCase, _ number: Int) {
    if number == numbers.upperBound {
      cases.append(packed)
    } else {
      cases[number - first] = packed
    }
  }

  /// Makes room for so many cases with their texts.
  mutating func reserve(_ count: Int) {
    cases.reserveCapacity(count)
    texts.reserve(48 * count)
  }

  /// Adds rows that were read apart, behind the last.
  mutating func append(_ other: CaseRows) {
    guard count > 0 else { return self = other }
    let move = texts.append(other.texts)
    for packed in other.cases { cases.append(packed.moved(move)) }
  }

  mutating func setPlace(_ place: Int, of number: Int) { cases[number - first].place = place }
}

// MARK: - Texts

extension CaseRows {
  mutating func set(_ standing: Standing, _ packed: inout PackedCase) {
    packed.set(standing, &texts)
  }

  mutating func number(of word: String) -> CaseTexts.WordNumber { texts.number(of: word) }

  /// The number of a word whose bytes are ASCII.
  mutating func number(of word: Span<UInt8>) -> CaseTexts.WordNumber { texts.number(ofASCII: word) }

  /// The bit of the level whose word has these bytes, which are ASCII.
  mutating func bit(ofLevel word: Span<UInt8>) -> UInt64 {
    texts.bit(ofLevel: texts.number(ofASCII: word))
  }

  mutating func add(_ text: String) -> CaseTexts.Stretch { texts.add(text) }
  mutating func add(_ text: Span<UInt8>) -> CaseTexts.Stretch { texts.add(text) }
}

extension PackedCase {
  func standing(_ texts: CaseTexts) -> Standing {
    var standing = Standing(
      stage: stage, level: texts.word(level).map { LevelID($0) },
      since: Instant(milliseconds: since))
    standing.reason = texts.word(reason).map { ReasonCode($0) }
    if qualifiedIn > 0 {
      standing.qualification = Qualification(
        at: Instant(milliseconds: qualified), entry: Int(qualifiedIn), index: Int(qualifiedIndex))
    }
    standing.cover = cover?.cover
    return standing
  }

  mutating func set(_ standing: Standing, _ texts: inout CaseTexts) {
    stage = standing.stage
    level = texts.number(of: standing.level?.rawValue)
    since = standing.since.milliseconds
    reason = texts.number(of: standing.reason?.rawValue)
    qualified = standing.qualification?.at.milliseconds ?? 0
    qualifiedIn = UInt32(clamping: standing.qualification?.entry ?? 0)
    qualifiedIndex = UInt32(clamping: standing.qualification?.index ?? 0)
    from = standing.cover?.from.packed ?? 0
    until = standing.cover?.until?.packed ?? 0
  }
}
