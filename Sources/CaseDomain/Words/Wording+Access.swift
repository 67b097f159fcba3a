extension Wording {
  /// What somebody did, as it follows their name: `membuka data penuh`, `revealed`.
  public func access(_ deed: Access.Deed) -> String {
    switch deed {
    case .opened: language("membuka halaman dengan NIK", "opened a page with the NIK")
    case .revealed: language("membuka data penuh", "revealed what is masked")
    case .exported(let what, _, _):
      language("mengekspor \(harmless(what))", "exported \(harmless(what))")
    case .printed: language("mencetak lembar", "printed a sheet")
    case .refused where deed.isAtDoor:
      language("ditolak di pintu masuk", "refused at the door")
    case .refused(let what, _, _):
      language("ditolak: \(tried(what))", "refused: \(tried(what))")
    case .asked: language("membaca catatan akses", "read the access record")
    }
  }

  /// Why, as far as it is known: what was typed, or in a word what a refusal said.
  public func reason(_ deed: Access.Deed) -> String {
    guard case .refused(_, _, let why) = deed else { return deed.reason.map { harmless($0) } ?? "" }
    return switch why {
    case "caseOutside", "areaOutside": language("di luar wilayah", "outside the area")
    case "ownRegistration": language("didata sendiri", "own registration")
    case "ownDecision": language("sudah memutuskan tingkat lain", "decided another level")
    case "unknownOfficer": language("petugas tidak dikenal", "unknown officer")
    case "ownerDoesNotDecide": language("pemilik penyimpanan", "owner of the store")
    case "notAllowed", "mayNotRead": language("tanpa wewenang", "no right")
    case "wrongPIN": language("PIN salah", "wrong PIN")
    case "barredPIN": language("PIN tertutup sementara", "PIN barred for a while")
    case "otherKey", "unknownKey": language("bukan kuncinya", "another key")
    case "keyEnded": language("kunci habis masanya", "key past its day")
    case "noGrant": language("tanpa wewenang hari ini", "no grant today")
    case "unknownDesk": language("meja tidak dikenal", "unknown desk")
    case "notAtDesk": language("bukan petugas meja itu", "not of that desk")
    case "restricted": language("perintah tidak diizinkan di sini", "not allowed here")
    default: harmless(why)
    }
  }

  private func tried(_ what: String) -> String {
    if let verb = Verb(rawValue: what) { return self.verb(verb) }
    return Reading(rawValue: what).map(reading) ?? harmless(what)
  }

  /// A birth date that is not shown.
  public var maskedDay: String { "**/**/****" }
}
