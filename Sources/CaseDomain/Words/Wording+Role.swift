internal import CanonicalForm

extension Wording {
  public func role(_ role: Role) -> String {
    switch role {
    case .registrar: language("petugas pendataan", "registrar")
    case .verifier: language("verifikator", "verifier")
    case .enroller: language("petugas pendaftaran", "enroller")
    case .auditor: language("pemeriksa", "auditor")
    case .administrator: language("administrator", "administrator")
    }
  }

  /// `verifikator RT/RW di Kel. Tanjung Balai, s.d. 30/11/2025, Plh. …`.
  public func grant(_ grant: Grant) -> String {
    var words = right([grant.role], grant.level, grant.area)
    if let from = grant.from { words += language(", mulai ", ", from ") + shortDay(from) }
    if let until = grant.until { words += language(", s.d. ", ", until ") + shortDay(until) }
    if let other = grant.standsInFor {
      words += language(", Plh. ", ", standing in for ") + harmless(other)
    }
    return words
  }

  /// `Kel. Baran Timur`, `Desa Pangke`, `Kec. Meral`, or all of the programme.
  public func place(_ code: AreaCode) -> String {
    guard let programme else { return code.rawValue }
    if let area = programme.area(code) {
      return switch area.kind {
      case .kelurahan: "Kel. \(area.name)"
      case .desa: "Desa \(area.name)"
      }
    }
    if let district = programme.areaName(code) { return "Kec. \(district)" }
    if programme.wholeArea.map(code.covers) ?? false {
      return language("seluruh wilayah program", "the whole programme")
    }
    return code.rawValue
  }

  /// What somebody needs who may not, in a sentence: on a screen beforehand and in a refusal alike.
  public func needed(_ roles: [Role], level: LevelID? = nil, area: AreaCode? = nil) -> String {
    let right = right(roles, level, area)
    return language("Diperlukan wewenang \(right).", "Needed: \(right).")
  }

  /// `verifikator RT/RW di Kel. Tanjung Balai`.
  func right(_ roles: [Role], _ level: LevelID?, _ area: AreaCode?) -> String {
    var words = choice(roles.map(role))
    if let level {
      words = language("\(words) \(self.level(level))", "\(self.level(level)) \(words)")
    }
    if let area { words += language(" di ", " in ") + place(area) }
    return words
  }
}
