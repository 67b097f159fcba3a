public import CaseDomain

extension Wording {
  /// What the header of a column should say; the tables are read with these names in both languages.
  public func column(_ column: Column) -> String {
    switch column {
    case .field(.nik): "NIK"
    case .field(.name): language("Nama", "Name")
    case .field(.birthPlace): language("Tempat Lahir", "Birthplace")
    case .field(.birthDate): language("Tanggal Lahir", "Birth Date")
    case .field(.sex): language("JK (L/P)", "Sex")
    case .field(.address): language("Alamat", "Address")
    case .field(.rt): "RT"
    case .field(.rw): "RW"
    case .field(.area): language("Kelurahan/Desa", "Village")
    case .field(.occupation): language("Pekerjaan", "Occupation")
    case .field(.occupationOther): language("Pekerjaan Lain", "Other Occupation")
    case .field(.phone): language("No HP", "Phone")
    case .field(.kk): language("No KK", "Family Card")
    case .field(.motherName): language("Nama Ibu Kandung", "Mother's Name")
    case .field(.papers): language("Dokumen", "Papers")
    case .birthPlaceAndDate: language("Tempat/Tanggal Lahir", "Birthplace and Birth Date")
    case .neighbourhood: "RT/RW"
    case .district: language("Kecamatan", "District")
    case .note: language("Catatan", "Note")
    case .caseNumber: language("Berkas", "Case")
    case .level: language("Tingkat", "Level")
    case .verdict: language("Hasil", "Verdict")
    case .reason: language("Alasan", "Reason")
    case .signedBy: language("Tanda Tangan", "Signed By")
    case .signedOn: language("Tanggal", "Signed On")
    case .document: language("No Dokumen", "Document")
    case .participantKind: language("Jenis", "Kind")
    }
  }

  /// A column as Excel shows it: `kolom H (Tingkat)`.
  public func columnPlace(_ place: ColumnPlace) -> String {
    let title = place.title.isEmpty ? "" : " (\(Shown.text(place.title)))"
    return language("kolom ", "column ") + place.letter + title
  }

  /// `A, B, dan C`; `or` for a choice.
  func listed(_ words: [String], or isChoice: Bool = false) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    let joint = isChoice ? language("atau", "or") : language("dan", "and")
    let comma = words.count > 2 ? "," : ""
    return words.dropLast().joined(separator: ", ") + "\(comma) \(joint) \(last)"
  }
}
