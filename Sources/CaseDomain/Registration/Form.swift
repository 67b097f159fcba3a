public import CanonicalForm

/// A registration as it was typed: a text for each field, and the district beside the village.
public struct Form: Hashable, Sendable {
  public var texts: [Field: String]
  /// The name of the district, which tells villages of one name apart.
  public var district: String?

  public init(_ texts: [Field: String] = [:], district: String? = nil) {
    self.texts = texts
    self.district = district
  }

  /// The form of an application, as it would be typed again.
  public init(_ application: Application) {
    texts = [:]
    for field in Field.allCases { texts[field] = application[field] }
  }
}

extension Form {
  /// Reads every field with the lists of `programme`; `today` is the last day that a birth may have.
  ///
  /// - Throws: ``Refusal/form(_:)`` with all the faults, in the order of the fields.
  public func application(_ programme: Programme, today: Day) throws(Refusal) -> Application {
    var reader = FormReader(form: self, programme: programme, today: today)
    let nik = reader.nik()
    let name = reader.read(.name) { (text) throws(FieldFault) in try Text.name(text, .name) }
    let birthPlace = reader.line(.birthPlace, limit: 60)?.uppercased()
    let birthDate = reader.birthDate()
    let sex = reader.sex()
    let address = reader.line(.address, limit: 200)?.uppercased()
    let rt = reader.neighbourhood(.rt)
    let rw = reader.neighbourhood(.rw)
    let area = reader.area()
    let occupation = reader.occupation()
    let phone = reader.phone()
    let kk = reader.familyCard(nik)
    let motherName = reader.motherName()
    let papers = reader.papers()
    guard reader.faults.isEmpty, let nik, let name, let birthDate, let sex, let area,
      let occupation
    else { throw .form(reader.faults) }
    return Application(
      person: Person(
        nik: nik, name: name, birthPlace: birthPlace, birthDate: birthDate, address: address,
        rt: rt, rw: rw, occupationOther: occupation.other, phone: phone, kk: kk,
        motherName: motherName),
      sex: sex, area: area, occupation: occupation.code, papers: papers)
  }
}

/// Reads one form, field by field, and keeps what is wrong.
private struct FormReader {
  let form: Form
  let programme: Programme
  let today: Day
  var faults: [FieldFault] = []

  /// The text of a field without space around it; nil and a fault where a required one is empty.
  mutating func text(_ field: Field) -> String? {
    let text = form.texts[field].map { String($0.trimmed) } ?? ""
    guard text.isEmpty else { return text }
    if field.isRequired { faults.append(FieldFault(field, .missing)) }
    return nil
  }

  mutating func read<Value>(
    _ field: Field, _ body: (String) throws(FieldFault) -> Value?
  ) -> Value? {
    guard let text = text(field) else { return nil }
    do {
      return try body(text)
    } catch {
      faults.append(error)
      return nil
    }
  }

  mutating func line(_ field: Field, limit: Int) -> String? {
    read(field) { (text) throws(FieldFault) in
      let line = try Text.line(text, field, limit: limit)
      return line.isNothing ? nil : line
    }
  }

  mutating func nik() -> NIK? {
    read(.nik) { (text) throws(FieldFault) in
      do throws(NIK.Fault) { return try NIK(text.excerpt) } catch {
        throw FieldFault(.nik, .nik(error))
      }
    }
  }

  mutating func birthDate() -> Day? {
    read(.birthDate) { [today] (text) throws(FieldFault) in
      let day: Day
      do throws(FieldFault.Problem) {
        day = try DayReading.day(text.excerpt)
      } catch {
        throw FieldFault(.birthDate, error)
      }
      guard day.age(on: today) <= 120 else { throw FieldFault(.birthDate, .birthTooEarly(day)) }
      guard day <= today else { throw FieldFault(.birthDate, .dayInFuture) }
      return day
    }
  }

  mutating func sex() -> Sex? {
    read(.sex) { (text) throws(FieldFault) in
      switch Text.folded(text.excerpt) {
      case "l", "lk", "laki", "lakilaki", "pria": return .male
      case "p", "pr", "perempuan", "wanita": return .female
      default: throw FieldFault(.sex, .notSex(text.excerpt))
      }
    }
  }

  mutating func neighbourhood(_ field: Field) -> String? {
    read(field) { (text) throws(FieldFault) in
      if text.isNothing { return nil }
      let lower = text.excerpt.lowercased()
      let behindWord = lower.hasPrefix(field.rawValue) ? lower.dropFirst(2) : lower[...]
      let digits = behindWord.drop { " .:".contains($0) }
      guard let number = Digits.number(Array(digits.utf8)), (1...999).contains(number),
        digits.utf8.count <= 3
      else { throw FieldFault(field, .notNeighbourhood(text.excerpt)) }
      return Digits.text(number, 3)
    }
  }

  mutating func area() -> AreaCode? {
    read(.area) { [form, programme] (text) throws(FieldFault) in
      let typed = try Text.line(text, .area, limit: 100)
      let found = programme.areas(named: typed)
      let district = form.district.map { Text.folded($0.excerpt) } ?? ""
      let inDistrict = found.filter {
        district.isEmpty || Text.folded($0.district) == district
          || $0.code.district.rawValue == form.district
      }
      if inDistrict.count == 1, let area = inDistrict.first { return area.code }
      if let area = found.first, found.count == 1 || inDistrict.isEmpty && !district.isEmpty {
        throw FieldFault(.area, .otherDistrict(area.code, given: form.district ?? ""))
      }
      guard found.isEmpty else {
        throw FieldFault(.area, .ambiguousArea(typed, candidates: found.map(\.code)))
      }
      throw FieldFault(.area, .unknownArea(typed))
    }
  }

  mutating func occupation() -> (code: OccupationCode, other: String?)? {
    let typedOther = line(.occupationOther, limit: 60)
    return read(.occupation) { [programme] (text) throws(FieldFault) in
      let line = try Text.line(text, .occupation, limit: 160)
      let parts = line.split(separator: ":", maxSplits: 1)
      let found = programme.occupations(named: String(parts.first ?? ""))
      guard let occupation = found.first else {
        throw FieldFault(.occupation, .unknownOccupation(line))
      }
      guard found.count == 1 else {
        throw FieldFault(
          .occupation, .ambiguousOccupation(line, candidates: found.map(\.code)))
      }
      let inName = parts.count > 1 ? String(parts[1].trimmed) : nil
      let other = typedOther ?? inName
      if occupation.code == .other, (other ?? "").isEmpty {
        throw FieldFault(.occupationOther, .occupationInWords)
      }
      return (occupation.code, occupation.code == .other ? other : nil)
    }
  }

  mutating func phone() -> String? {
    read(.phone) { (text) throws(FieldFault) in
      if text.isNothing { return nil }
      let typed = text.excerpt.filter { !" .-()'\u{A0}".contains($0) }
      var digits = typed.hasPrefix("+") ? typed.dropFirst() : typed[...]
      if digits.hasPrefix("62") { digits = "0" + digits.dropFirst(2) }
      guard digits.hasPrefix("08"), (10...13).contains(digits.utf8.count),
        Digits.number(Array(digits.utf8)) != nil
      else { throw FieldFault(.phone, .notPhone(text.excerpt)) }
      return String(digits)
    }
  }

  mutating func familyCard(_ nik: NIK?) -> FamilyCardNumber? {
    read(.kk) { (text) throws(FieldFault) -> FamilyCardNumber? in
      if text.isNothing { return nil }
      let number: FamilyCardNumber
      do throws(NIK.Fault) {
        number = try FamilyCardNumber(text.excerpt)
      } catch {
        throw FieldFault(.kk, .nik(error))
      }
      guard number.digits != nik?.digits else { throw FieldFault(.kk, .sameAsNIK) }
      return number
    }
  }

  mutating func motherName() -> String? {
    read(.motherName) { (text) throws(FieldFault) in
      text.isNothing ? nil : try Text.name(text, .motherName)
    }
  }

  mutating func papers() -> [PaperCode] {
    let found = read(.papers) { [programme] (text) throws(FieldFault) in
      var codes: Set<PaperCode> = []
      for part in text.excerpt.split(whereSeparator: { ",;+/".contains($0) }) {
        let folded = Text.folded(part)
        if folded.isEmpty { continue }
        let paper = programme.papers.first {
          Text.folded($0.code.rawValue) == folded || Text.folded($0.name) == folded
        }
        guard let paper else { throw FieldFault(.papers, .unknownPaper(String(part.trimmed))) }
        codes.insert(paper.code)
      }
      return codes
    }
    return programme.papers.map(\.code).filter { found?.contains($0) ?? false }
  }
}

extension Programme {
  /// The villages that a code, a name or another spelling names, with or without "Kelurahan" or "Desa".
  public func areas(named text: String) -> [Area] {
    let typed = String(text.trimmed)
    if let exact = area(AreaCode(typed)) { return [exact] }
    var folded = Text.folded(typed)
    let matches = { (name: String) in
      self.areas.filter { area in
        Text.folded(area.name) == name || area.aliases.contains { Text.folded($0) == name }
      }
    }
    let direct = matches(folded)
    if !direct.isEmpty { return direct }
    for kind in ["kelurahan", "kel", "desa", "ds"] where folded.hasPrefix(kind) {
      folded.removeFirst(kind.count)
      return matches(folded)
    }
    return []
  }

  /// The occupations that a code, a name, its short form, or the start of any of its words names.
  public func occupations(named text: String) -> [Occupation] {
    let typed = String(text.trimmed)
    if let number = Digits.number(Array(typed.utf8)), typed.utf8.count <= 2 {
      return occupation(OccupationCode(Digits.text(number, 2))).map { [$0] } ?? []
    }
    let folded = Text.folded(typed)
    guard !folded.isEmpty else { return [] }
    let exact = occupations.filter {
      Text.folded($0.name) == folded || $0.short.map(Text.folded) == folded
    }
    if !exact.isEmpty { return exact }
    return occupations.filter { occupation in
      Text.folded(occupation.name).hasPrefix(folded)
        || occupation.name.split(whereSeparator: { !$0.isLetter }).contains {
          Text.folded($0).hasPrefix(folded)
        }
    }
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  public var trimmed: SubSequence {
    let space: (Character) -> Bool = { $0.isWhitespace }
    guard let start = firstIndex(where: { !space($0) }), let end = lastIndex(where: { !space($0) })
    else { return self[startIndex..<startIndex] }
    return self[start...end]
  }

  /// The first 120 scalars: what a fault quotes and what a number or a day is read from.
  ///
  /// A character may be a megabyte of marks, so characters are not counted.
  var excerpt: String { String(String.UnicodeScalarView(unicodeScalars.prefix(120))) }

  /// Whether this is how offices write "none": `-`, `0`, or nothing.
  fileprivate var isNothing: Bool { isEmpty || self == "-" || self == "0" }
}
