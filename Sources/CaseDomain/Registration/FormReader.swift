public import CanonicalForm

/// What could be read of a form; nil where a field is empty or wrong.
public struct FormValues: Hashable, Sendable {
  public internal(set) var nik: NIK?
  public internal(set) var name: String?
  public internal(set) var birthPlace: String?
  public internal(set) var birthDate: Day?
  public internal(set) var sex: Sex?
  public internal(set) var address: String?
  /// Three digits.
  public internal(set) var rt: String?
  /// Three digits.
  public internal(set) var rw: String?
  public internal(set) var area: AreaCode?
  public internal(set) var occupation: OccupationCode?
  public internal(set) var occupationOther: String?
  public internal(set) var phone: String?
  public internal(set) var kk: FamilyCardNumber?
  public internal(set) var motherName: String?
  /// The papers at hand, in the order of the programme's list.
  public internal(set) var papers: [PaperCode] = []

  init() {}

  /// What a whole form says.
  init(_ application: Application) {
    let person = application.person
    (nik, name, birthDate, sex) = (person.nik, person.name, person.birthDate, application.sex)
    (birthPlace, address, rt, rw) = (person.birthPlace, person.address, person.rt, person.rw)
    (area, occupation) = (application.area, application.occupation)
    (occupationOther, phone, kk) = (person.occupationOther, person.phone, person.kk)
    (motherName, papers) = (person.motherName, application.papers)
  }

  /// The whole form; nil while a required field has no value.
  public var application: Application? {
    guard let nik, let name, let birthDate, let sex, let area, let occupation else { return nil }
    return Application(
      person: Person(
        nik: nik, name: name, birthPlace: birthPlace, birthDate: birthDate, address: address,
        rt: rt, rw: rw, occupationOther: occupationOther, phone: phone, kk: kk,
        motherName: motherName),
      sex: sex, area: area, occupation: occupation, papers: papers)
  }
}

extension Form {
  /// Reads every field: what could be read, and what is wrong, in the order of the fields.
  func read(_ programme: Programme, today: Day) -> (values: FormValues, faults: [FieldFault]) {
    var reader = FormReader(form: self, programme: programme, today: today)
    var values = FormValues()
    values.nik = reader.nik()
    values.name = reader.read(.name) { (text) throws(FieldFault) in try Text.name(text, .name) }
    values.birthPlace = reader.line(.birthPlace, limit: 60)?.uppercased()
    values.birthDate = reader.birthDate()
    values.sex = reader.sex()
    values.address = reader.line(.address, limit: 200)?.uppercased()
    values.rt = reader.neighbourhood(.rt)
    values.rw = reader.neighbourhood(.rw)
    values.area = reader.area()
    let occupation = reader.occupation()
    (values.occupation, values.occupationOther) = (occupation?.code, occupation?.other)
    values.phone = reader.phone()
    values.kk = reader.familyCard(values.nik)
    values.motherName = reader.motherName()
    values.papers = reader.papers()
    return (values, reader.faults)
  }
}

/// Reads one form, field by field, and keeps what is wrong.
struct FormReader {
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
      // As the store writes it, and most files.
      if text.utf8.count == 3, let number = Digits.number(Array(text.utf8)), number > 0 {
        return text
      }
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
      // As files and most people write it: nothing but the digits.
      if text.utf8.starts(with: "08".utf8), (10...13).contains(text.utf8.count),
        Digits.number(Array(text.utf8)) != nil
      {
        return text
      }
      let typed = text.excerpt.filter { character in
        switch character {
        case " ", ".", "-", "(", ")", "'", "\u{A0}": false
        default: true
        }
      }
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
      let separators: (UInt8) -> Bool = { byte in
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "+"), UInt8(ascii: "/"): true
        default: false
        }
      }
      for part in text.excerpt.utf8.split(whereSeparator: separators).map(Substring.init) {
        let typed = part.trimmed
        // The code as the programme writes it, as nearly always; spellings of codes and names beyond.
        if let exact = programme.papers.first(where: { $0.code.rawValue == typed }) {
          codes.insert(exact.code)
          continue
        }
        let folded = Text.folded(part)
        if folded.isEmpty { continue }
        let paper = programme.papers.first {
          Text.folded($0.code.rawValue) == folded || Text.folded($0.name) == folded
        }
        guard let paper else { throw FieldFault(.papers, .unknownPaper(String(typed))) }
        codes.insert(paper.code)
      }
      return codes
    }
    return programme.papers.map(\.code).filter { found?.contains($0) ?? false }
  }
}
