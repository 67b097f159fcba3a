public import CanonicalForm

extension Wording {
  /// Why a rule keeps somebody out, with the values that it compared; `list` and `row` say where the
  /// NIK stands among the participants, as far as that is known.
  public func exclusion(
    _ rule: Exclusion.Rule, _ compared: Compared, list: Day? = nil, row: Int? = nil
  ) -> String {
    "\(exclusionClause(rule, compared, list: list, row: row))."
  }

  /// As ``exclusion(_:_:list:row:)`` with the list and row of this very NIK.
  public func exclusion(
    _ exclusion: Exclusion, _ compared: Compared, nik: NIK?, _ caseload: Caseload
  ) -> String {
    let (list, row) = listing(of: nik, upTo: compared.participants, caseload)
    return self.exclusion(exclusion.rule, compared, list: list, row: row)
  }

  func exclusionClause(_ rule: Exclusion.Rule, _ compared: Compared, list: Day?, row: Int?)
    -> String
  {
    switch rule {
    case .tooYoung, .tooOld:
      let (age, day) = (compared.age, self.day(compared.referenceDay))
      let ages = "\(compared.minimumAge)–\(compared.maximumAge)"
      return language(
        "Usia \(age) tahun pada \(day); program untuk usia \(ages) tahun",
        "Aged \(age) on \(day); the programme is for ages \(ages)")
    case .employed, .selfPaid, .inactive:
      let day = list.map(shortDay)
      return language(
        "NIK tercatat dalam daftar peserta BPJS TK\(day.map { " \($0)" } ?? "")",
        "NIK is in the BPJS participants list\(day.map { " of \($0)" } ?? "")")
        + (row.map { language(", baris \($0)", ", row \($0)") } ?? "")
    }
  }

  /// The day and row of a NIK on the lists that a decision could have searched: those up to `entry`.
  ///
  /// A list that replaced the others has taken their rows with it; then the searched list alone is named.
  func listing(of nik: NIK?, upTo entry: Int?, _ caseload: Caseload) -> (list: Day?, row: Int?) {
    guard let entry else { return (nil, nil) }
    if let nik, let record = caseload.participants[nik], record.entry <= entry {
      return (caseload.participants.day(ofList: record.entry), record.row)
    }
    return (caseload.participants.day(ofList: entry), nil)
  }
}
