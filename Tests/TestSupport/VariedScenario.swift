internal import CanonicalForm
internal import CaseDomain

extension CaseloadScenario {
  /// Some 40 cases that stand everywhere a case can stand, from 13 November to 3 December 2025.
  ///
  /// They are of seven villages, several ages, both sexes and four occupations; more have qualified
  /// than there are places. Some were rejected by rules or by BPJS, one moved to another village, one
  /// was cancelled, some members stand on a list of participants, some lack what BPJS asks for.
  public static func varied() throws -> CaseloadScenario {
    var programme = try Programme.sample(target: 14)
    programme.name = "Pekerja Rentan Contoh 2025"
    for (place, short) in ["RT/RW", "Kel", "Dinsos"].enumerated() {
      programme.levels[place].short = short
    }
    var scenario = try CaseloadScenario(programme)
    func form(_ number: Int) -> Form { .varied(number, programme) }

    for number in 1...4 { try scenario.registered(form(number)) }
    scenario.advance(to: "2025-11-14")
    for number in 5...14 { try scenario.enrolled(form(number)) }
    try scenario.registered(.person(40, born: "1950-01-01"))
    try scenario.registered(.person(41, born: "2010-01-01"))
    let cancelled = try scenario.registered(.person(42))
    scenario.advance(to: "2025-11-18")
    for number in 15...24 { try scenario.verified(form(number), number) }
    try scenario.perform(.undo(Undo(cancelled)), by: "siti")
    let moved = Correct(2, changes: Form([.area: "21.02.14.2004"]), note: "pindah")
    try scenario.perform(.correct(moved), by: "siti")

    scenario.advance(to: "2025-11-26")
    try scenario.perform(.withdraw(Withdraw(1, reason: "L2")), by: "siti")
    try scenario.perform(.end(End(5, reason: "L1", on: scenario.now.day)), by: "dewi")
    let bpjs = { (id: CaseID, note: String?) in DecisionInput(id, level: .bpjs, note: note) }
    try scenario.perform(.reject(Reject(bpjs(6, nil), reason: "C2")), by: "dewi")
    try scenario.perform(.return(Return(bpjs(7, "periksa NIK"), reason: "A4")), by: "dewi")
    let listed = try [8, 9, 99].map { number in
      Participant(nik: try NIK(form(number).texts[.nik] ?? ""), kind: .selfPaid, row: number)
    }
    let list = AddParticipants(people: listed, asOf: scenario.now.day, replacing: false)
    try scenario.perform(.addParticipants(list), by: "dewi")
    try scenario.registered(form(99))

    scenario.advance(to: "2025-12-03")
    for number in 25...33 { try scenario.qualified(form(number)) }
    try scenario.perform(.enrol(Enrol(scenario.caseload.qualified[0])), by: "dewi")
    return scenario
  }

  /// Registers a person and has levels decide, how far and how by the number.
  private mutating func verified(_ form: Form, _ number: Int) throws {
    let id = try registered(form)
    try approve(id)
    if number % 5 == 0 { try approve(id) }
    let input = decision(id, note: "lengkapi")
    switch number % 4 {
    case 0: try perform(.reject(Reject(input, reason: "B1")), by: "wati")
    case 1: try perform(.return(Return(input, reason: "A7")), by: "wati")
    default: break
    }
  }
}

extension Form {
  /// Somebody whose village, occupation, age and sex go by the number.
  fileprivate static func varied(_ number: Int, _ programme: Programme) -> Form {
    let births = ["1984-02-16", "2005-06-01", "1961-01-20", "1993-09-09", "1975-12-31"]
    let areas = programme.areas.map(\.code.rawValue)
    let occupations = programme.occupations.dropLast().map(\.code.rawValue)
    return .person(
      number, born: births[number % births.count], sex: number % 3 == 0 ? .female : .male,
      [
        .area: areas[number % areas.count], .occupation: occupations[number % occupations.count],
        .phone: number % 2 == 0 ? "081234567890" : "",
        .motherName: number % 4 == 0 ? "IBU CONTOH" : "",
      ])
  }
}
