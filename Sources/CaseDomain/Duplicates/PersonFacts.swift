public import CanonicalForm

/// What tells whether two cases may be of one person; the NIK is not part of it, for two have two of them.
public struct PersonFacts: Hashable, Sendable {
  public var name: String
  public var birthDate: Day
  public var sex: Sex?
  public var area: AreaCode?
  public var rt: String?
  public var rw: String?
  public var motherName: String?
  public var phone: String?
  public var kk: FamilyCardNumber?

  public init(name: String, birthDate: Day, sex: Sex? = nil, area: AreaCode? = nil) {
    (self.name, self.birthDate, self.sex, self.area) = (name, birthDate, sex, area)
  }

  /// What a form says so far; nil until it has a name and a birth date.
  init?(_ values: FormValues) {
    guard let name = values.name, let birthDate = values.birthDate else { return nil }
    self.init(name: name, birthDate: birthDate, sex: values.sex, area: values.area)
    (rt, rw, motherName) = (values.rt, values.rw, values.motherName)
    (phone, kk) = (values.phone, values.kk)
  }

  /// What a case says at a glance, which is all but the mother's name and the numbers of telephone and family card;
  /// nil for a cancelled one and after erasure.
  init?(_ row: some CaseSummary) {
    guard row.standing.stage != .cancelled, let name = row.name, let birthDate = row.birthDate
    else { return nil }
    self.init(name: name, birthDate: birthDate, sex: row.sex, area: row.area)
    (rt, rw) = (row.rt, row.rw)
  }

  /// All that a case says; nil for a cancelled one and after erasure.
  init?(whole file: CaseFile) {
    self.init(file)
    guard let person = file.person.value else { return nil }
    (motherName, phone, kk) = (person.motherName, person.phone, person.kk)
  }
}
