public import CanonicalForm

/// Says things of the domain to a person, in one language and with the programme's own names.
public struct Wording: Sendable {
  public let language: Language
  /// Where names of levels, reasons and areas come from; codes stand for them where there is none.
  public let programme: Programme?
  /// Where names and offices of officers come from; their short names stand for them elsewhere.
  public let officers: [OfficerID: Officer]
  /// The day of the newest list of participants, which a refusal names.
  let newestList: Day?

  public init(
    _ language: Language, _ programme: Programme? = nil, officers: [OfficerID: Officer] = [:]
  ) {
    self.init(language, programme, officers: officers, newestList: nil)
  }

  /// The words of a store as it stands: its rules in force and its officers.
  public init(_ language: Language, _ caseload: Caseload) {
    self.init(
      language, caseload.rules?.programme, officers: caseload.officers,
      newestList: caseload.participants.newestDay)
  }

  init(
    _ language: Language, _ programme: Programme?, officers: [OfficerID: Officer], newestList: Day?
  ) {
    (self.language, self.programme) = (language, programme)
    (self.officers, self.newestList) = (officers, newestList)
  }

  /// The name of an officer.
  public func officer(_ id: OfficerID) -> String {
    id == .owner
      ? language("pemilik penyimpanan", "the owner of the store")
      : officers[id]?.name ?? id.rawValue
  }

  /// The office of an officer; the short name where the officer is not known.
  public func office(_ id: OfficerID) -> String {
    id == .owner ? officer(id) : officers[id]?.office ?? id.rawValue
  }

  public func level(_ id: LevelID) -> String {
    id == .bpjs ? "BPJS" : programme?.level(id)?.name ?? id.rawValue
  }

  public func area(_ code: AreaCode) -> String { programme?.areaName(code) ?? code.rawValue }

  public func occupation(_ code: OccupationCode) -> String {
    programme?.occupation(code)?.name ?? code.rawValue
  }

  public func reason(_ code: ReasonCode) -> String {
    programme?.reason(code)?.name ?? code.rawValue
  }

  public func paper(_ code: PaperCode) -> String {
    programme?.papers.first { $0.code == code }?.name ?? code.rawValue
  }

  /// `1.000` in Indonesian, `1,000` in English.
  public func number(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += language(".", ",") }
      grouped.append(digit)
    }
    return (value < 0 ? "-" : "") + grouped
  }

  /// Whole rupiah: `Rp 16.800`.
  public func rupiah(_ value: Int) -> String { "Rp \(number(value))" }

  /// A share in per cent with one decimal, from tenths of a per cent: 953 is `95,3 %`.
  public func percent(tenths: Int) -> String {
    "\(number(tenths / 10))\(language(",", "."))\(tenths % 10) %"
  }

  /// `13 November 2025`.
  public func day(_ day: Day) -> String {
    let (year, month, dayOfMonth) = day.date
    return "\(dayOfMonth) \(monthName(month)) \(year)"
  }

  /// `13/11/2025`.
  public func shortDay(_ day: Day) -> String {
    let (year, month, dayOfMonth) = day.date
    return "\(Digits.text(dayOfMonth, 2))/\(Digits.text(month, 2))/\(year)"
  }

  /// `November 2025`.
  public func month(_ month: Month) -> String { "\(monthName(month.month)) \(month.year)" }

  /// `14.06` in Western Indonesia Time, `14:06` in English.
  public func clock(_ instant: Instant) -> String {
    let (hour, minute) = instant.clock
    return "\(Digits.text(hour, 2))\(language(".", ":"))\(Digits.text(minute, 2))"
  }

  /// `13/11/2025 14.06`.
  public func moment(_ instant: Instant) -> String {
    "\(shortDay(instant.day)) \(clock(instant))"
  }

  func monthName(_ month: Int) -> String {
    let names =
      language == .indonesian
      ? [
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
        "Oktober", "November", "Desember",
      ]
      : [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
      ]
    return names[month - 1]
  }
}
