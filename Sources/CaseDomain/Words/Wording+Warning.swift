extension Wording {
  public func warning(_ warning: Warning) -> String {
    switch warning {
    case .otherRegion:
      language(
        "NIK terbit di luar wilayah program.",
        "The NIK was issued outside the programme's area.")
    case .otherBirthDate:
      language(
        "Tanggal lahir pada NIK berbeda dari yang tertulis.",
        "The birth date in the NIK differs from the one given.")
    case .otherSex:
      language(
        "Jenis kelamin pada NIK berbeda dari yang tertulis.",
        "The sex in the NIK differs from the one given.")
    }
  }
}
