internal import CanonicalForm

extension Wording {
  /// A verdict in one word of at most 8 letters: `sesuai`, `periksa`, `belum`, `ditolak`.
  public func verdict(_ verdict: Check.Verdict) -> String {
    switch verdict {
    case .passes: language("sesuai", "passes")
    case .check: language("periksa", "check")
    case .missing: language("belum", "missing")
    case .fails: language("ditolak", "fails")
    }
  }

  /// A check in words: its verdict, what was found in at most 29 columns, and where there is more to say
  /// a line below that.
  ///
  ///     sesuai   Bukan peserta BPJS TK
  ///              daftar 20/11/2025
  public func check(_ check: Check) -> (verdict: String, text: String, detail: String?) {
    let list = check.verdict == .missing ? nil : check.list.map(shortDay)
    return (
      verdict(check.verdict),
      check.verdict == .missing ? subject(check.kind) : found(check),
      list.map { language("daftar \($0)", "list of \($0)") }
    )
  }

  /// What is still to be compared, as it follows "belum".
  private func subject(_ kind: Check.Kind) -> String {
    switch kind {
    case .nikNew: "NIK"
    case .issuedHere: language("Wilayah terbit NIK", "Where the NIK was issued")
    case .birthDateAgrees: language("Tgl lahir dan NIK", "Birth date and NIK")
    case .sexAgrees: language("L/P dan NIK", "Sex and NIK")
    case .latinLetters: language("Huruf pada nama", "Letters of the name")
    case .age: language("Usia", "Age")
    case .resident: language("Kel/Desa", "Village")
    case .occupation: language("Pekerjaan", "Occupation")
    case .notParticipant: language("Daftar peserta BPJS TK", "BPJS participants list")
    case .noLookAlike: language("Nama mirip", "Similar names")
    }
  }

  private func found(_ check: Check) -> String {
    let passes = check.verdict == .passes
    switch check.kind {
    case .nikNew:
      guard let id = check.case else {
        return language("NIK belum diusulkan", "NIK not yet put forward")
      }
      return passes
        ? language("NIK hanya pada berkas ini", "NIK in this case alone")
        : language("NIK sudah di berkas \(id)", "NIK already in case \(id)")
    case .issuedHere:
      return passes
        ? language("NIK terbit di wilayah ini", "NIK issued in this area")
        : language("NIK terbit di luar wilayah", "NIK issued in another area")
    case .birthDateAgrees:
      return passes
        ? language("Tgl lahir cocok NIK", "Birth date fits the NIK")
        : language("Tgl lahir beda dengan NIK", "Birth date is not the NIK's")
    case .sexAgrees:
      return passes
        ? language("L/P cocok NIK", "Sex fits the NIK")
        : language("L/P beda dengan NIK", "Sex is not the NIK's")
    case .latinLetters: return check.foreign.map(found) ?? ""
    case .age: return check.compared.map { age($0, passes) } ?? ""
    case .resident:
      return passes
        ? language("Kel/Desa dalam program", "Village in the programme")
        : language("Kel/Desa di luar program", "Village not in the programme")
    case .occupation: return language("Pekerjaan masuk program", "Occupation in the programme")
    case .notParticipant: return participant(check.participant)
    case .noLookAlike:
      guard let id = check.case else { return language("Tidak ada nama mirip", "No similar name") }
      return language("Nama mirip berkas \(id)", "Much like case \(id)")
    }
  }

  private func found(_ foreign: ForeignLetter) -> String {
    let whose =
      foreign.field == .name ? language("Nama", "Name") : language("Ibu", "Mother")
    let letter = shown(foreign.letter)
    return language("\(whose): \(letter) bukan Latin", "\(whose): \(letter) not Latin")
  }

  /// `В U+0412`: who sees the letter alone takes it for another.
  private func shown(_ letter: Unicode.Scalar) -> String {
    let digits = String(letter.value, radix: 16, uppercase: true)
    return "\(letter) U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  /// What whoever registered a name with such a letter is told, in one sentence.
  public func foreignLetter(_ foreign: ForeignLetter) -> String {
    let name = field(foreign.field)
    let letter = shown(foreign.letter)
    return language(
      "\(name): huruf \(letter) bukan huruf Latin; cocokkan dengan KTP.",
      "\(name): the letter \(letter) is not Latin; compare it with the card.")
  }

  private func age(_ compared: Compared, _ passes: Bool) -> String {
    let age = compared.age
    guard passes else {
      let ages = "(\(compared.minimumAge)–\(compared.maximumAge))"
      return language("Usia \(age) tahun \(ages)", "Aged \(age) \(ages)")
    }
    let (year, month, day) = compared.referenceDay.date
    let on = "\(day)/\(month)/\(year)"
    return language("Usia \(age) per \(on)", "Aged \(age) on \(on)")
  }

  private func participant(_ kind: ParticipantKind?) -> String {
    switch kind {
    case nil: language("Bukan peserta BPJS TK", "Not in BPJS")
    case .programme: language("Peserta program ini dahulu", "In this programme before")
    case .employed: language("Peserta BPJS TK (upah)", "In BPJS (employed)")
    case .selfPaid: language("Peserta BPJS TK (mandiri)", "In BPJS (self-paid)")
    case .inactive: language("Pernah peserta BPJS TK", "In BPJS before")
    case .unstated: language("Peserta BPJS TK", "In BPJS")
    }
  }
}
