internal import CanonicalForm

/// What is unusual about a NIK without being wrong; it needs a noted reason to pass.
///
/// A NIK keeps its region after a move and its date after a corrected birth date, so none of these can
/// reject anybody. Source: domain notes 2.1.
public enum Warning: String, Hashable, Sendable, CaseIterable {
  /// The NIK was issued outside the programme's regency.
  case otherRegion = "other-region"
  /// The date in the NIK is not the birth date on the card.
  case otherBirthDate = "other-birth-date"
  /// The NIK is that of the other sex.
  case otherSex = "other-sex"
}

extension Application {
  /// The warnings that a noted reason has to answer.
  public func warnings(_ programme: Programme) -> [Warning] {
    programme.warnings(person.nik, birthDate: person.birthDate, sex: sex)
  }
}

extension Programme {
  /// What is unusual about a NIK, as far as it can be compared.
  func warnings(_ nik: NIK, birthDate: Day?, sex: Sex?) -> [Warning] {
    var warnings: [Warning] = []
    let regency = nik.regency
    if !areas.contains(where: { regency.covers($0.code) }) { warnings.append(.otherRegion) }
    if let birthDate, !nik.agrees(with: birthDate) { warnings.append(.otherBirthDate) }
    if let sex, nik.sex != sex { warnings.append(.otherSex) }
    return warnings
  }
}
