import CanonicalForm
import CaseDomain
import TestSupport

@testable import CaseScreens

/// The stores behind the golden frames: the programme of Karimun with its officers, and nobody, one
/// person, or some eighty who stand everywhere a case can stand.
enum GoldenStore: Sendable {
  /// Nobody yet; Friday, 28 November 2025, 14.00.
  case empty
  /// One person, who waits for RT/RW.
  case one
  /// Eighty people; the lists are longer than a screen of 24 lines.
  case many
  /// The same where the target is nearly reached: a waiting list has begun.
  case full

  /// A scenario, and its cases as a store that is no simulation, whose first line says `Payung`.
  struct Content: Sendable {
    var scenario: CaseloadScenario
    var real: Caseload

    fileprivate init(_ scenario: CaseloadScenario) {
      (self.scenario, real) = (scenario, Caseload())
      for (event, stamp) in scenario.log {
        guard case .created(var created) = event else {
          real.apply(event, at: stamp)
          continue
        }
        created.simulated = false
        real.apply(.created(created), at: stamp)
      }
    }
  }

  var content: Content {
    get throws {
      switch self {
      case .empty: try GoldenStore.stores.get().empty
      case .one: try GoldenStore.stores.get().one
      case .many: try GoldenStore.stores.get().many
      case .full: try GoldenStore.stores.get().full
      }
    }
  }

  private struct Stores: Sendable {
    var empty: Content
    var one: Content
    var many: Content
    var full: Content
  }

  private static let stores = Result {
    Stores(
      empty: Content(try .karimun().friday()),
      one: Content(try .karimun().registeringOne().friday()),
      many: Content(try .karimun().withEverybody().friday()),
      full: Content(try .karimun(target: 12).withEverybody().friday()))
  }
}

extension CaseloadScenario {
  fileprivate static func karimun(target: Int = 1_000) throws -> CaseloadScenario {
    let file = try JSONObject(parsing: try fixture("karimun-2025/programme.json"))
    var programme = try Programme(from: file)
    programme.ceiling = programme.ceiling / programme.target * target
    programme.target = target
    return try CaseloadScenario(programme, officers: try Officer.list(from: file))
  }

  /// The moment at which all golden frames are looked at.
  fileprivate func friday() -> CaseloadScenario {
    var scenario = self
    scenario.advance(to: "2025-11-28")
    scenario.now = Instant(milliseconds: scenario.now.milliseconds + 5 * 3_600_000)
    return scenario
  }

  fileprivate func registeringOne() throws -> CaseloadScenario {
    var scenario = self
    try scenario.registered(.golden(1), by: "nurul")
    return scenario
  }
}

// MARK: - Eighty people

/// How far a case of the golden store has come.
private enum Fate {
  case atRT, atKelurahan, atDinas
  case returnedByRT, returnedByKelurahan, returnedByDinas
  case rejectedByRT, rejectedByKelurahan, rejectedByDinas
  case tooOld, listed, withdrawn, cancelled
  case qualified, enrolled, ended, returnedByBPJS

  /// Those of 13 November, then those of 17 to 19 November, then the newest; spread, so that no list has
  /// all of a kind together.
  static let all = spread(early, by: 7) + spread(middle, by: 11) + newest

  private static let early =
    run(.atDinas, 12) + run(.atKelurahan, 3) + run(.atRT, 4) + run(.enrolled, 5)
    + run(.qualified, 2)
    + [.ended, .rejectedByRT, .rejectedByKelurahan, .rejectedByDinas, .returnedByDinas, .withdrawn]
  private static let middle =
    run(.atDinas, 12) + run(.atKelurahan, 7) + run(.atRT, 6) + run(.enrolled, 5)
    + run(.qualified, 4)
    + [.returnedByBPJS, .returnedByRT, .returnedByKelurahan, .tooOld, .listed, .cancelled]
  private static let newest = run(.atRT, 8)

  private static func run(_ fate: Fate, _ count: Int) -> [Fate] {
    Array(repeating: fate, count: count)
  }

  private static func spread(_ fates: [Fate], by step: Int) -> [Fate] {
    fates.indices.map { fates[$0 * step % fates.count] }
  }

  /// The levels that decided before it came there, and what the last of them decided.
  var verdicts: [Verdict] {
    switch self {
    case .atRT, .tooOld, .listed, .withdrawn, .cancelled: []
    case .atKelurahan: [.approved]
    case .atDinas: [.approved, .approved]
    case .returnedByRT: [.returned]
    case .returnedByKelurahan: [.approved, .returned]
    case .returnedByDinas: [.approved, .approved, .returned]
    case .rejectedByRT: [.rejected]
    case .rejectedByKelurahan: [.approved, .rejected]
    case .rejectedByDinas: [.approved, .approved, .rejected]
    case .qualified, .enrolled, .ended, .returnedByBPJS: [.approved, .approved, .approved]
    }
  }
}

private enum Verdict { case approved, returned, rejected }

extension CaseloadScenario {
  fileprivate func withEverybody() throws -> CaseloadScenario {
    var scenario = self
    let fates = Fate.all
    try scenario.register(1...32, fates)
    try scenario.decide(1...32, fates, on: ["2025-11-14", "2025-11-17", "2025-11-19"])
    scenario.advance(to: "2025-11-19")
    try scenario.takeInParticipants(fates)
    try scenario.register(33...72, fates)
    try scenario.decide(33...72, fates, on: ["2025-11-20", "2025-11-21", "2025-11-24"])
    try scenario.enrolAndLeave(fates)
    scenario.advance(to: "2025-11-27")
    try scenario.register(73...80, fates)
    return scenario
  }

  private mutating func register(_ numbers: ClosedRange<Int>, _ fates: [Fate]) throws {
    for number in numbers {
      let form =
        fates[number - 1] == .tooOld ? Form.golden(number, born: "1958-04-03") : .golden(number)
      let area = AreaCode(form.texts[.area] ?? "")
      try registered(form, by: officer(.registrar, area))
    }
  }

  private mutating func decide(
    _ numbers: ClosedRange<Int>, _ fates: [Fate], on days: [String]
  ) throws {
    for (place, day) in days.enumerated() {
      advance(to: day)
      for number in numbers where fates[number - 1].verdicts.indices.contains(place) {
        try decide(CaseID(number), fates[number - 1].verdicts[place])
      }
    }
  }

  private mutating func decide(_ id: CaseID, _ verdict: Verdict) throws {
    guard let file = caseload.file(id), let level = file.standing.level else { return }
    let signature =
      level == "rt-rw"
      ? Signature(by: "H. Bustami, Ketua RT 002", on: now.day, document: "0031") : nil
    let officer = officer(.verifier, file.area, level: level)
    let note = verdict == .returned ? "KTP difoto ulang, angka terakhir tidak terbaca" : nil
    let input = DecisionInput(id, level: level, note: note, signature: signature)
    switch verdict {
    case .approved: try perform(.approve(Approve(input)), by: officer)
    case .returned: try perform(.return(Return(input, reason: "A7")), by: officer)
    case .rejected: try perform(.reject(Reject(input, reason: "B1")), by: officer)
    }
  }

  /// The list of BPJS: two who are enrolled, and somebody who is put forward afterwards.
  private mutating func takeInParticipants(_ fates: [Fate]) throws {
    let enrolled = fates.indices.filter { fates[$0] == .enrolled }.suffix(2)
    let listed = fates.indices.filter { fates[$0] == .listed }
    let people = try (enrolled + listed).map { place in
      Participant(
        nik: try NIK(Form.golden(place + 1).texts[.nik] ?? ""),
        kind: fates[place] == .listed ? .employed : .programme, row: place + 2)
    }
    let list = AddParticipants(people: people, asOf: now.day, replacing: false)
    try perform(.addParticipants(list), by: "dewi")
  }

  private mutating func enrolAndLeave(_ fates: [Fate]) throws {
    func ids(_ wanted: Fate...) -> [CaseID] {
      fates.indices.filter { wanted.contains(fates[$0]) }.map { CaseID($0 + 1) }
    }
    advance(to: "2025-11-25")
    for id in ids(.enrolled, .ended, .returnedByBPJS) {
      // Where the target is nearly reached the last of them stay on the waiting list.
      guard refusal(of: .enrol(Enrol(id)), by: "dewi") == nil else { continue }
      try perform(.enrol(Enrol(id)), by: "dewi")
    }
    advance(to: "2025-11-26")
    for id in ids(.ended) {
      try perform(.end(End(id, reason: "L1", on: now.day)), by: "dewi")
    }
    for id in ids(.returnedByBPJS) {
      let input = DecisionInput(id, level: .bpjs, note: "NIK di KTP dan KK berbeda")
      try perform(.return(Return(input, reason: "A4")), by: "dewi")
    }
    for id in ids(.withdrawn) {
      try perform(.withdraw(Withdraw(id, reason: "L2")), by: "dewi")
    }
    for id in ids(.cancelled) {
      let area = caseload.file(id)?.area ?? ""
      try perform(.undo(Undo(id)), by: officer(.registrar, area))
    }
    let known = try ids(.enrolled).suffix(1).map { id in
      Participant(
        nik: try NIK(Form.golden(id.number).texts[.nik] ?? ""), kind: .selfPaid, row: 4_711)
    }
    let list = AddParticipants(people: known, asOf: now.day, replacing: false)
    try perform(.addParticipants(list), by: "dewi")
  }

  /// The first officer who has a role in a village, not those of Disnaker.
  private func officer(_ role: Role, _ area: AreaCode, level: LevelID? = nil) -> OfficerID {
    let found = caseload.officers.values.filter { officer in
      officer.id != "dewi"
        && officer.grants.contains {
          $0.role == role && $0.level == level && $0.area.covers(area)
        }
    }
    return found.map(\.id).min() ?? .owner
  }
}

extension Form {
  /// One of the people of the golden store: three of five live in Kecamatan Meral.
  static func golden(_ number: Int, born: String? = nil, _ changes: [Field: String] = [:]) -> Form {
    let isFemale = number % 5 < 2
    let (name, area) = (goldenName(number, isFemale), goldenArea(number))
    let day = Day(year: 1962 + number * 7 % 43, month: 1 + number % 12, day: 1 + number * 3 % 28)
    let occupations = ["01", "02", "03", "05", "06", "07", "08", "12"]
    var texts: [Field: String] = [
      .name: name, .area: area, .birthPlace: number % 4 == 0 ? "MORO" : "TANJUNG BALAI KARIMUN",
      .address: "\(streets[number % streets.count]) \(number % 30 + 1)",
      .rt: "00\(number % 4 + 1)", .rw: "00\(number % 3 + 1)",
      .occupation: occupations[number % occupations.count], .papers: "ktp,kk,statement",
    ]
    if number % 6 != 0 {
      texts[.phone] = "08127000\(9_000 + number)"
      texts[.motherName] = "SITI AMINAH"
    }
    return .person(
      number, born: born ?? (day ?? .epoch).description, sex: isFemale ? .female : .male,
      texts.merging(changes) { $1 })
  }

  private static func goldenName(_ number: Int, _ isFemale: Bool) -> String {
    switch number {
    // A wide name, one with marks, one of sixty columns.
    case 6: return "王小明 LIE SIAU MING"
    case 16: return "NUR’AINI BTE DJAFAR S\u{323}ALIH\u{323}"
    case 20: return "RADEN MUHAMMAD ABDURRAHMAN SYARIFUDDIN BIN HAJI ABDUL KARIM A"
    default: break
    }
    let first = isFemale ? women[number % women.count] : men[number % men.count]
    let father = men[(number / 3 + 5) % men.count]
    switch number % 3 {
    case 0: return first
    case 1: return "\(first) \(isFemale ? "BINTI" : "BIN") \(father)"
    default: return "\(first) \(isFemale ? "WATI" : "EFENDI")"
    }
  }

  private static func goldenArea(_ number: Int) -> String {
    let meral = ["21.02.04.1006", "21.02.04.1007", "21.02.04.1003", "21.02.04.1001"]
    let others = ["21.02.10.2003", "21.02.03.1001", "21.02.03.1008", "21.02.03.1003"]
    return number % 5 < 3 ? meral[number % meral.count] : others[number % others.count]
  }

  private static let streets = ["JL. POROS", "GG. KENANGA", "JL. PELIPIT", "KP. BUKIT TIUNG"]
  private static let men = [
    "ZULKIFLI", "AZMAN", "RUSLAN", "HERMAN", "EDI", "AMIRUDDIN", "SAPARUDIN", "JAFAR", "RAHMAN",
    "BAKAR", "KAMARUDDIN", "SYAMSUDIN", "TARMIZI",
  ]
  private static let women = [
    "HALIMAH", "ROSNAH", "NORHAYATI", "FATIMAH", "JUMIATI", "SITI RAHMAH", "DARMAWATI",
  ]
}
