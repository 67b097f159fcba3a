internal import CanonicalForm
public import CaseDomain

extension Form {
  /// The form of a synthetic person: a valid NIK with a serial of 9000 and up, one of its own for every
  /// `number` below 14,000, and every field that a registration needs, with the papers a level asks for.
  ///
  /// The NIK agrees with `born` and `sex`; further fields and changes go into `changes`.
  public static func person(
    _ number: Int, born: String = "1984-02-16", sex: Sex = .male, _ changes: [Field: String] = [:]
  ) -> Form {
    let texts: [Field: String] = [
      .nik: nik(number, born: born, sex: sex), .name: "Warga Contoh \(letters(number))",
      .birthDate: born, .sex: sex.rawValue, .area: "21.02.03.1001", .occupation: "01", .rt: "003",
      .rw: "002", .papers: "ktp,statement",
    ]
    return Form(texts.merging(changes) { $1 })
  }

  /// The NIK of ``person(_:born:sex:_:)``.
  public static func nik(_ number: Int, born: String = "1984-02-16", sex: Sex = .male) -> String {
    let (year, month, day) = (Day(born) ?? .epoch).date
    let date = [sex == .female ? day + 40 : day, month, year % 100].map { Digits.text($0, 2) }
    return "2102" + Digits.text(number / 1_000 + 1, 2) + date.joined()
      + Digits.text(9_000 + number % 1_000, 4)
  }

  /// A name has no digits: the number in letters.
  private static func letters(_ number: Int) -> String {
    let letters = Array("ABCDEFGHIJ")
    return String(String(number).compactMap { $0.wholeNumberValue.map { letters[$0] } })
  }
}

extension Officer {
  /// One officer for every role, and `wati` with all of them.
  ///
  /// `adi` administrator · `siti` registrar · `budi` RT/RW · `lina` kelurahan · `rina` Dinas Sosial ·
  /// `dewi` enroller · `joko` auditor; all over 21.02.
  public static let sample: [Officer] = [
    .sample("adi", "administrator:21.02"), .sample("siti", "registrar:21.02"),
    .sample("budi", "verifier:rt-rw:21.02"), .sample("lina", "verifier:kelurahan:21.02"),
    .sample("rina", "verifier:dinas-sosial:21.02"), .sample("dewi", "enroller:21.02"),
    .sample("joko", "auditor:21.02"),
    .sample(
      "wati", "administrator:21.02", "registrar:21.02", "verifier:rt-rw:21.02",
      "verifier:kelurahan:21.02", "verifier:dinas-sosial:21.02", "enroller:21.02"),
  ]

  /// An officer with these grants; what is no grant is left out.
  public static func sample(_ id: OfficerID, _ grants: String...) -> Officer {
    Officer(
      id: id, name: id.rawValue.uppercased(), office: "Kantor Contoh",
      grants: grants.compactMap { Grant($0) })
  }
}

extension Signature {
  /// What the head of an RT signed on the first day of the scenario.
  public static let sample = Signature(
    by: "Ketua Contoh", on: CaseloadScenario.firstDay, document: "003/RT/2025")
}
