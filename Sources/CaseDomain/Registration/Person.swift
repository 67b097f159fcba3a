public import CanonicalForm

/// What identifies a citizen; in the journal it stands on a sealed line.
public struct Person: Hashable, Sendable {
  public var nik: NIK
  /// In capitals, as on the card.
  public var name: String
  public var birthPlace: String?
  public var birthDate: Day
  public var address: String?
  /// Three digits.
  public var rt: String?
  /// Three digits.
  public var rw: String?
  /// The occupation in words, where the list has none for it.
  public var occupationOther: String?
  /// Digits from `08`.
  public var phone: String?
  public var kk: FamilyCardNumber?
  public var motherName: String?
}

extension Person: SealedContent {
  static let kind = "person"

  func write(to fields: inout JSONWriter) {
    fields.field("nik", nik.digits)
    fields.field("name", name)
    fields.field("birthPlace", ifPresent: birthPlace)
    fields.field("birthDate", birthDate.description)
    fields.field("address", ifPresent: address)
    fields.field("rt", ifPresent: rt)
    fields.field("rw", ifPresent: rw)
    fields.field("occupationOther", ifPresent: occupationOther)
    fields.field("phone", ifPresent: phone)
    fields.field("kk", ifPresent: kk?.digits)
    fields.field("motherName", ifPresent: motherName)
  }

  init(from fields: JSONObject) throws(JSONFailure) {
    // In one go: a value that is filled field by field, and may fail at each, is copied when it is whole.
    self.init(
      nik: try fields.value("nik", "a NIK") { try? NIK($0) },
      name: try fields.string("name"),
      birthPlace: try fields.optionalString("birthPlace"),
      birthDate: try fields.day("birthDate"),
      address: try fields.optionalString("address"),
      rt: try fields.optionalString("rt"),
      rw: try fields.optionalString("rw"),
      occupationOther: try fields.optionalString("occupationOther"),
      phone: try fields.optionalString("phone"),
      kk: try fields.optional("kk", "a family card number") { try? FamilyCardNumber($0) },
      motherName: try fields.optionalString("motherName"))
  }
}

/// A whole registration form: the person, and what totals need of them.
public struct Application: Hashable, Sendable {
  public var person: Person
  public var sex: Sex
  public var area: AreaCode
  public var occupation: OccupationCode
  /// The papers at hand, in the order of the programme's list.
  public var papers: [PaperCode]
}

extension Application {
  /// What a field holds, in the form in which the store writes it; nil where it is empty.
  public subscript(field: Field) -> String? {
    switch field {
    case .nik: person.nik.digits
    case .name: person.name
    case .birthPlace: person.birthPlace
    case .birthDate: person.birthDate.description
    case .sex: sex.rawValue
    case .address: person.address
    case .rt: person.rt
    case .rw: person.rw
    case .area: area.rawValue
    case .occupation: occupation.rawValue
    case .occupationOther: person.occupationOther
    case .phone: person.phone
    case .kk: person.kk?.digits
    case .motherName: person.motherName
    case .papers: papers.isEmpty ? nil : papers.map(\.rawValue).joined(separator: ",")
    }
  }

  /// The fields in which two forms differ.
  func fields(differingFrom other: Application) -> [Field] {
    Field.allCases.filter { self[$0] != other[$0] }
  }
}
