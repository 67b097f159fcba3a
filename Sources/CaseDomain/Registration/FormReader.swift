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
    let reader = FormReader(form: self, today: today)
    var values = FormValues()
    var faults: [FieldFault] = []
    values.nik = reader.nik(&faults)
    values.name = reader.name(&faults)
    values.birthPlace = reader.line(.birthPlace, limit: 60, &faults)?.uppercased()
    values.birthDate = reader.birthDate(&faults)
    values.sex = reader.sex(&faults)
    values.address = reader.line(.address, limit: 200, &faults)?.uppercased()
    values.rt = reader.neighbourhood(.rt, &faults)
    values.rw = reader.neighbourhood(.rw, &faults)
    values.area = reader.area(programme, &faults)
    let occupation = reader.occupation(programme, &faults)
    (values.occupation, values.occupationOther) = (occupation?.code, occupation?.other)
    values.phone = reader.phone(&faults)
    values.kk = reader.familyCard(values.nik, &faults)
    values.motherName = reader.motherName(&faults)
    values.papers = reader.papers(programme, &faults)
    return (values, faults)
  }
}

/// Reads one form, field by field; what is wrong is appended to `faults`.
struct FormReader {
  let form: Form
  let today: Day

  /// The text of a field without space around it; nil and a fault where a required one is empty.
  private func text(_ field: Field, _ faults: inout [FieldFault]) -> String? {
    if let text = form.texts[field]?.trimmed, !text.isEmpty { return text }
    if field.isRequired { faults.append(FieldFault(field, .missing)) }
    return nil
  }

  private func read<Value>(
    _ field: Field, _ faults: inout [FieldFault], _ body: (String) throws(FieldFault) -> Value?
  ) -> Value? {
    guard let text = text(field, &faults) else { return nil }
    do {
      return try body(text)
    } catch {
      faults.append(error)
      return nil
    }
  }

  func line(_ field: Field, limit: Int, _ faults: inout [FieldFault]) -> String? {
    read(field, &faults) { (text) throws(FieldFault) in
      let line = try Text.line(text, field, limit: limit)
      return line.isNothing ? nil : line
    }
  }

  func nik(_ faults: inout [FieldFault]) -> NIK? {
    read(.nik, &faults) { (text) throws(FieldFault) in
      do throws(NIK.Fault) { return try NIK(text.excerpt) } catch {
        throw FieldFault(.nik, .nik(error))
      }
    }
  }

  func name(_ faults: inout [FieldFault]) -> String? {
    read(.name, &faults) { (text) throws(FieldFault) in try Text.name(text, .name) }
  }

  func birthDate(_ faults: inout [FieldFault]) -> Day? {
    read(.birthDate, &faults) { (text) throws(FieldFault) in
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

  func sex(_ faults: inout [FieldFault]) -> Sex? {
    read(.sex, &faults) { (text) throws(FieldFault) in
      if let sex = Sex(rawValue: text) { return sex }
      switch Text.folded(text.excerpt) {
      case "l", "lk", "laki", "lakilaki", "pria": return .male
      case "p", "pr", "perempuan", "wanita": return .female
      default: throw FieldFault(.sex, .notSex(text.excerpt))
      }
    }
  }

  func neighbourhood(_ field: Field, _ faults: inout [FieldFault]) -> String? {
    read(field, &faults) { (text) throws(FieldFault) in
      if text.isNothing { return nil }
      // As the store writes it, and most files.
      if text.utf8.count == 3, let number = Digits.number(text.utf8.span, 0..<3), number > 0 {
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

  func area(_ programme: Programme, _ faults: inout [FieldFault]) -> AreaCode? {
    read(.area, &faults) { (text) throws(FieldFault) in
      let typed = try Text.line(text, .area, limit: 100)
      if form.district == nil, let area = programme.area(AreaCode(typed)) { return area.code }
      let found = programme.areas(named: typed)
      let district = form.district.map { Text.folded($0.excerpt) } ?? ""
      let inDistrict =
        district.isEmpty
        ? found
        : found.filter {
          Text.folded($0.district) == district || $0.code.district.rawValue == form.district
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

  func occupation(
    _ programme: Programme, _ faults: inout [FieldFault]
  ) -> (code: OccupationCode, other: String?)? {
    let typedOther = line(.occupationOther, limit: 60, &faults)
    return read(.occupation, &faults) { (text) throws(FieldFault) in
      let line = try Text.line(text, .occupation, limit: 160)
      var (typed, inName) = (line, String?.none)
      if line.utf8.contains(UInt8(ascii: ":")) {
        let parts = line.split(separator: ":", maxSplits: 1)
        typed = String(parts.first ?? "")
        if parts.count > 1 { inName = String(parts[1].trimmed) }
      }
      let found = programme.occupations(named: typed)
      guard let occupation = found.first else {
        throw FieldFault(.occupation, .unknownOccupation(line))
      }
      guard found.count == 1 else {
        throw FieldFault(
          .occupation, .ambiguousOccupation(line, candidates: found.map(\.code)))
      }
      let other = typedOther ?? inName
      if occupation.code == .other, (other ?? "").isEmpty {
        throw FieldFault(.occupationOther, .occupationInWords)
      }
      return (occupation.code, occupation.code == .other ? other : nil)
    }
  }

  func phone(_ faults: inout [FieldFault]) -> String? {
    read(.phone, &faults) { (text) throws(FieldFault) in
      if text.isNothing { return nil }
      // As files and most people write it: nothing but the digits.
      if FormReader.isPhone(text.utf8.span) { return text }
      let typed = text.excerpt.filter { character in
        switch character {
        case " ", ".", "-", "(", ")", "'", "\u{A0}": false
        default: true
        }
      }
      var digits = typed.hasPrefix("+") ? String(typed.dropFirst()) : typed
      if digits.hasPrefix("62") { digits = "0" + digits.dropFirst(2) }
      guard FormReader.isPhone(digits.utf8.span) else {
        throw FieldFault(.phone, .notPhone(text.excerpt))
      }
      return digits
    }
  }

  /// Whether these are 10 to 13 digits from 08.
  private static func isPhone(_ text: Span<UInt8>) -> Bool {
    (10...13).contains(text.count) && text[0] == UInt8(ascii: "0") && text[1] == UInt8(ascii: "8")
      && Digits.number(text, 0..<text.count) != nil
  }

  func familyCard(_ nik: NIK?, _ faults: inout [FieldFault]) -> FamilyCardNumber? {
    read(.kk, &faults) { (text) throws(FieldFault) -> FamilyCardNumber? in
      if text.isNothing { return nil }
      let number: FamilyCardNumber
      do throws(NIK.Fault) {
        number = try FamilyCardNumber(text.excerpt)
      } catch {
        throw FieldFault(.kk, .nik(error))
      }
      guard number.packed != nik?.packed else { throw FieldFault(.kk, .sameAsNIK) }
      return number
    }
  }

  func motherName(_ faults: inout [FieldFault]) -> String? {
    read(.motherName, &faults) { (text) throws(FieldFault) in
      text.isNothing ? nil : try Text.name(text, .motherName)
    }
  }

  func papers(_ programme: Programme, _ faults: inout [FieldFault]) -> [PaperCode] {
    let found = read(.papers, &faults) { (text) throws(FieldFault) -> [PaperCode] in
      var codes: [PaperCode] = []
      codes.reserveCapacity(programme.papers.count)
      let list = text.excerpt
      let bytes = list.utf8.span
      var start = 0
      for place in bytes.indices where FormReader.isBetweenPapers(bytes[place]) {
        if let code = try programme.paper(start..<place, of: list) { codes.append(code) }
        start = place + 1
      }
      if let code = try programme.paper(start..<bytes.count, of: list) { codes.append(code) }
      return codes
    }
    guard let found else { return [] }
    var codes: [PaperCode] = []
    codes.reserveCapacity(found.count)
    for paper in programme.papers where found.contains(paper.code) { codes.append(paper.code) }
    return codes
  }

  private static func isBetweenPapers(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "+"), UInt8(ascii: "/"): true
    default: false
    }
  }

}

extension Programme {
  /// The paper that a part of a list names, where that stands in bytes; nil where it says nothing.
  fileprivate func paper(_ range: Range<Int>, of list: String) throws(FieldFault) -> PaperCode? {
    let bytes = list.utf8.span.extracting(range)
    // The code as the programme writes it, as nearly always; spellings of codes and names beyond.
    for paper in papers where paper.code.rawValue.utf8.span.isEqual(to: bytes) {
      return paper.code
    }
    let start = list.utf8.index(list.startIndex, offsetBy: range.lowerBound)
    let part = list[start..<list.utf8.index(start, offsetBy: range.count)]
    let typed = part.trimmed
    if let exact = papers.first(where: { $0.code.rawValue == typed }) { return exact.code }
    let folded = Text.folded(part)
    if folded.isEmpty { return nil }
    let paper = papers.first {
      Text.folded($0.code.rawValue) == folded || Text.folded($0.name) == folded
    }
    guard let paper else { throw FieldFault(.papers, .unknownPaper(String(typed))) }
    return paper.code
  }
}
