extension Wording {
  /// A part of a score in words, and what it brings: `tgl lahir sama`, 30; nil where it says nothing.
  public func part(_ part: DuplicateScore.Part, of score: DuplicateScore) -> (
    text: String, points: Int
  )? {
    score.points(part).map { (said(part, score), $0) }
  }

  /// The sum of a score: `nama 45, tgl lahir 30, L/P 5, alamat 8`.
  public func sum(_ score: DuplicateScore) -> String {
    DuplicateScore.Part.allCases.compactMap { part in
      score.points(part).map { "\(name(of: part)) \(points($0))" }
    }.joined(separator: ", ")
  }

  /// The parts of a score with what was found: `nama 97 % (41), tgl lahir sama (30)`.
  public func parts(_ score: DuplicateScore) -> String {
    DuplicateScore.Part.allCases.compactMap { part in
      self.part(part, of: score).map { "\($0.text) (\(points($0.points)))" }
    }.joined(separator: ", ")
  }

  private func points(_ points: Int) -> String { points < 0 ? "–\(-points)" : "\(points)" }

  private func name(of part: DuplicateScore.Part) -> String {
    switch part {
    case .name: language("nama", "name")
    case .birthDate: language("tgl lahir", "birth date")
    case .sex: language("L/P", "sex")
    case .place: language("alamat", "address")
    case .motherName: language("ibu", "mother")
    case .phone: language("HP", "phone")
    case .kk: "KK"
    }
  }

  private func said(_ part: DuplicateScore.Part, _ score: DuplicateScore) -> String {
    switch part {
    case .name: "\(name(of: part)) \(score.nameLikeness) %"
    case .birthDate: birthDate(score.birthDate)
    case .sex:
      score.isSameSex == true
        ? language("L/P sama", "same sex") : language("L/P berbeda", "other sex")
    case .place: place(score.place)
    case .motherName:
      language("nama ibu \(score.motherLikeness ?? 0) %", "mother \(score.motherLikeness ?? 0) %")
    case .phone: language("No. HP sama", "same phone")
    case .kk: language("No. KK sama", "same family card")
    }
  }

  private func birthDate(_ likeness: BirthDateLikeness) -> String {
    switch likeness {
    case .same: language("tgl lahir sama", "same birth date")
    case .dayAndMonthSwapped: language("hari/bulan tertukar", "day/month swapped")
    case .oneDigit: language("tgl lahir beda satu angka", "birth date one digit off")
    case .digitsSwapped: language("angka tgl lahir tertukar", "birth date digits swapped")
    case .sameDayAndMonth: language("hari dan bulan lahir sama", "same day and month")
    case .sameYear: language("tahun lahir sama", "same year of birth")
    case .other: language("tgl lahir berbeda", "other birth date")
    }
  }

  private func place(_ place: DuplicateScore.Place) -> String {
    switch place {
    case .sameNeighbourhood: language("RT/RW sama", "same RT/RW")
    case .sameVillage: language("Kel/Desa sama", "same village")
    case .sameDistrict: language("kecamatan sama", "same district")
    case .other: language("kecamatan lain", "other district")
    }
  }
}
