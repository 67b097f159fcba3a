public import CaseDomain

/// One person on the sheet of a neighbourhood: what its head must recognise, and no NIK.
public struct SheetRow: Hashable, Sendable {
  public var id: CaseID
  public var name: String
  public var sex: Sex
  public var age: Int
  public var address: String
  public var occupation: String

  public init(
    id: CaseID, name: String, sex: Sex, age: Int, address: String, occupation: String
  ) {
    (self.id, self.name, self.sex, self.age) = (id, name, sex, age)
    (self.address, self.occupation) = (address, occupation)
  }

  /// The row of a case; nil after the erasure of the person.
  public init?(_ file: CaseFile, _ programme: Programme) {
    guard let person = file.person.value else { return nil }
    let occupation = programme.occupation(file.occupation)
    self.init(
      id: file.id, name: person.name, sex: file.sex, age: file.age,
      address: person.address ?? "",
      occupation: person.occupationOther ?? occupation?.short ?? occupation?.name
        ?? file.occupation.rawValue)
  }
}
