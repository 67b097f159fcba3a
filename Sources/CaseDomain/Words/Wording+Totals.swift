internal import CanonicalForm

extension Wording {
  /// What totals are divided by, inside a sentence.
  public func grouping(_ grouping: Grouping) -> String {
    switch grouping {
    case .area: language("kelurahan/desa", "village")
    case .district: language("kecamatan", "district")
    case .occupation: language("pekerjaan", "occupation")
    case .sex: language("jenis kelamin", "sex")
    case .age: language("usia", "age")
    case .reason: language("alasan", "reason")
    case .level: language("tingkat", "level")
    case .month: language("bulan didata", "month of registration")
    case .cover: language("bulan iuran", "month of cover")
    }
  }

  /// The name of one row of a table of totals.
  public func group(_ key: String, _ grouping: Grouping) -> String {
    switch grouping {
    case .area, .district: area(AreaCode(key))
    case .occupation: shortOccupation(OccupationCode(key))
    case .sex: key == "L" ? language("Laki-laki", "Male") : language("Perempuan", "Female")
    case .age: AgeBand(key)?.ages.upperBound == 200 ? "66+" : key
    case .reason: reason(ReasonCode(key))
    case .month, .cover: Month(key).map(month) ?? key
    case .level: level(LevelID(key))
    }
  }

  /// The target in one line, with a bar of so many columns.
  public func targetLine(_ totals: Totals, bar width: Int) -> String {
    let enrolled = number(totals.target - totals.free)
    let (target, left) = (number(totals.target), number(totals.free))
    let bar = Wording.bar(tenths: totals.attainmentTenths, width)
    let share = percent(tenths: totals.attainmentTenths)
    return language(
      "Terdaftar \(enrolled) dari \(target)  \(bar)  \(share)   sisa kuota \(left)",
      "Enrolled \(enrolled) of \(target)  \(bar)  \(share)   places left \(left)")
  }

  /// A share in tenths of a per cent as a bar: `▓▓▓▓░░░░░░`.
  public static func bar(tenths: Int, _ width: Int) -> String {
    let full = max(0, min(tenths, 1_000)) * max(0, width) / 1_000
    return String(repeating: "▓", count: full)
      + String(repeating: "░", count: max(0, width) - full)
  }

  /// The last entry in a table and the start of its hash: `Jurnal 17, 9c2f 41d0 77b8 e05a`.
  public func mark(entry: Int, hash: String) -> String {
    let groups = stride(from: 0, to: 16, by: 4).map { start in
      String(hash.dropFirst(start).prefix(4))
    }
    return "\(language("Jurnal", "Journal")) \(number(entry)), \(groups.joined(separator: " "))"
  }
}
