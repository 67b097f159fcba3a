import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("The programme file")
struct ProgrammeFileTests {
  /// The sample file with one text replaced by another, each once.
  private func read(_ text: String, _ replacement: String) throws -> Programme {
    let parts = Programme.sampleText.split(separator: text, maxSplits: 1)
    try #require(parts.count == 2, "\(text) is not in the sample")
    let changed = parts[0] + replacement + parts[1]
    return try Programme(from: JSONObject(parsing: Array(changed.utf8)))
  }

  private func failure(_ text: String, _ replacement: String) throws -> JSONFailure.Problem? {
    do {
      _ = try read(text, replacement)
      return nil
    } catch let failure as JSONFailure {
      return failure.problem
    }
  }

  @Test("the sample has no faults, nor has the real one of Karimun")
  func fine() throws {
    #expect(try Programme.sample().faults().isEmpty)
    for name in ["programme", "programme-first-tranche"] {
      let file = try JSONObject(parsing: fixture("karimun-2025/\(name).json"))
      #expect(try Programme(from: file).faults().isEmpty)
      #expect(try Officer.list(from: file).count > 3)
    }
  }

  @Test(
    "unknown keys are refused by name, at every place of the file",
    arguments: [
      (#""office":"#, #""ofice":"#, "ofice"), (#""max": 65"#, #""maks": 65"#, "maks"),
      (#""jkk":"#, #""jhk":"#, "jhk"), (#""showsNIK": true"#, #""showNIK": true"#, "showNIK"),
      (#""digit": 2"#, #""digits": 2"#, "digits"), (#""short":"#, #""abbr":"#, "abbr"),
      (#""aliases":"#, #""alias":"#, "alias"), (#""covered":"#, #""done":"#, "done"),
      (#"{"code": "ktp", "name": "KTP"}"#, #"{"code": "ktp", "name": "KTP", "x": 1}"#, "x"),
    ])
  func unknownKeys(_ text: String, _ replacement: String, _ key: String) throws {
    #expect(try failure(text, replacement) == .unknownKey(key))
  }

  @Test(
    "missing keys are named",
    arguments: [
      (#""target": 1000, "#, "target"), (#""ceiling": 33600000,"#, "ceiling"),
      (#""min": 18, "#, "min"),
      (#""office": "Dinas Tenaga Kerja", "#, "office"), (#""days": 7, "signedBy""#, "days"),
      (#""kind": "reject", "automatic": ["too-young"]"#, "kind"),
    ])
  func missingKeys(_ text: String, _ key: String) throws {
    let replacement =
      key == "days" ? #""signedBy""# : key == "kind" ? #""automatic": ["too-young"]"# : ""
    #expect(try failure(text, replacement) == .missingKey(key))
  }

  @Test("a file without levels is refused by the missing key")
  func missingLevels() throws {
    #expect(try failure(#""levels": ["#, #""segments2": ["#) == .unknownKey("segments2"))
    let text = Programme.sampleText
    let start = try #require(text.firstRange(of: #""levels": ["#)).lowerBound
    let end = try #require(text.firstRange(of: #""reasons": ["#)).lowerBound
    let without = String(text[..<start] + text[end...])
    #expect(throws: JSONFailure.self) {
      try Programme(from: JSONObject(parsing: Array(without.utf8)))
    }
    #expect(try failure(#""levels": ["#, #""levels": 7, "reasons2": ["#) != nil)
  }

  @Test(
    "words that stand for nothing are refused where they stand",
    arguments: [
      (#""too-young""#, #""too-small""#, "automatic"),
      (#""kind": "death""#, #""kind": "dead""#, "kind"),
      (#""2025-12""#, #""2025-13""#, "months"),
      (#""motherName", "#, #""mother", "#, "requiredForBPJS"),
      (#""referenceDay": "2025-11-01""#, #""referenceDay": "2025-11-31""#, "referenceDay"),
      (#""kind": "desa""#, #""kind": "kota""#, "kind"),
      (#""from": "2025-01""#, #""from": "2025""#, "from"),
      (#""fourEyes": true"#, #""fourEyes": "ya""#, "fourEyes"),
      (#""target": 1000"#, #""target": "1000""#, "target"),
    ])
  func badWords(_ text: String, _ replacement: String, _ key: String) throws {
    guard case .unexpected(key, _)? = try failure(text, replacement) else {
      Issue.record("\(String(describing: try failure(text, replacement)))")
      return
    }
  }

  @Test("ages are measured on the first day of cover where the file names no day")
  func referenceDay() throws {
    let programme = try read(#""referenceDay": "2025-11-01", "#, "")
    #expect(programme.referenceDay.description == "2025-11-01")
  }

  @Test("the file comes back from what is written")
  func roundTrip() throws {
    let programme = try Programme.sample()
    var writer = JSONWriter()
    writer.object { programme.write(to: &$0) }
    #expect(try Programme(from: JSONObject(parsing: writer.bytes)) == programme)
  }

  @Test("officers of the file have their grants, with and without days")
  func officers() throws {
    let text = #"""
      {"officers":[{"id":"adi","name":"Adi","office":"Dinas","grants":["administrator:21.02",
       {"grant":"registrar:21.02.03","from":"2025-11-01","until":"2025-11-30","for":"Siti"}]}]}
      """#
    let officers = try Officer.list(from: JSONObject(parsing: Array(text.utf8)))
    #expect(
      officers.first?.grants.map(\.description) == ["administrator:21.02", "registrar:21.02.03"])
    #expect(officers.first?.grants.last?.until?.description == "2025-11-30")
    #expect(officers.first?.grants.last?.standsInFor == "Siti")
    #expect(try Officer.list(from: JSONObject(parsing: Array("{}".utf8))).isEmpty)
    for bad in [
      #"[{"id":"a","name":"A","office":"O","grants":["king:21.02"]}]"#,
      #"[{"id":"a","name":"A","office":"O","grants":[{"grant":"auditor:21","untl":"2025-01-01"}]}]"#,
      #"[{"id":"a","name":"A","office":"O","grants":[],"pin":1}]"#,
      #"[{"id":"a","name":"A","office":"O"}]"#,
    ] {
      #expect(throws: JSONFailure.self) {
        try Officer.list(from: JSONObject(parsing: Array(#"{"officers":\#(bad)}"#.utf8)))
      }
    }
  }
}

@Suite("Faults of a programme")
struct ProgrammeFaultTests {
  private func faults(_ change: (inout Programme) -> Void) throws -> [ProgrammeFault] {
    var programme = try Programme.sample()
    change(&programme)
    return programme.faults()
  }

  @Test("what must not be empty is named")
  func empty() throws {
    #expect(try faults { $0.name = "" } == [.empty(key: "name")])
    #expect(try faults { $0.office = "" } == [.empty(key: "office")])
    #expect(try faults { $0.months = [] } == [.empty(key: "months")])
    #expect(try faults { $0.rates = [] } == [.empty(key: "rates")])
    #expect(try faults { $0.levels = [] }.contains(.empty(key: "levels")))
    #expect(try faults { $0.occupations = [] } == [.empty(key: "occupations")])
    #expect(try faults { $0.areas = [] } == [.empty(key: "areas")])
  }

  @Test("numbers out of their range are named with the range")
  func ranges() throws {
    func range(_ change: (inout Programme) -> Void) throws -> (String, Int)? {
      let faults = try faults(change)
      guard faults.count == 1, case .range(let key, let value, _)? = faults.first else {
        return nil
      }
      return (key, value)
    }
    #expect(try #require(try range { $0.target = 0 }) == ("target", 0))
    #expect(try #require(try range { $0.target = -5 }) == ("target", -5))
    #expect(try #require(try range { $0.ceiling = -1 }) == ("ceiling", -1))
    #expect(try #require(try range { $0.rates[0].jkk = -10_000 }) == ("rates.2025-01.jkk", -10_000))
    #expect(try #require(try range { $0.rates[0].jkm = -1 }) == ("rates.2025-01.jkm", -1))
    #expect(try #require(try range { $0.levels[1].days = -1 }) == ("levels.kelurahan.days", -1))
    #expect(try #require(try range { $0.maximumAge = 17 }) == ("age.max", 17))
    #expect(try #require(try range { $0.minimumAge = -1 }) == ("age.min", -1))
    #expect(try #require(try range { $0.reasons[2].digit = 10 }) == ("reasons.B1.digit", 10))
    #expect(try #require(try range { $0.reasons[2].digit = -1 }) == ("reasons.B1.digit", -1))
    let months = (2025...2035).flatMap { year in
      (1...12).compactMap { Month("\(year)-\(Digits.text($0, 2))") }
    }
    #expect(try #require(try range { $0.months = months }) == ("months", 132))
    #expect(try range { $0.months = Array(months.prefix(120)) } == nil)
  }

  @Test("a minimum age beyond every range is a fault and no crash")
  func hugeAge() async {
    await #expect(processExitsWith: .success) {
      var programme = try Programme.sample()
      programme.minimumAge = 200
      try #require(!programme.faults().isEmpty)
    }
  }

  @Test("months are in order, each once, and have a rate")
  func months() throws {
    let november = try #require(Month("2025-11"))
    let october = try #require(Month("2024-10"))
    #expect(try faults { $0.months.reverse() } == [.monthsNotInOrder])
    #expect(try faults { $0.months = [november, november] } == [.monthsNotInOrder])
    #expect(try faults { $0.months.insert(october, at: 0) } == [.noRate(october)])
  }

  @Test("what must be there once is not there twice")
  func repeated() throws {
    #expect(
      try faults { $0.levels.append($0.levels[0]) }.contains(
        .repeated(key: "levels", value: "rt-rw")))
    #expect(
      try faults { $0.reasons.append($0.reasons[2]) }.contains(
        .repeated(key: "reasons", value: "B1")))
    #expect(
      try faults { $0.papers.append($0.papers[0]) } == [.repeated(key: "papers", value: "ktp")])
    #expect(
      try faults { $0.occupations.append($0.occupations[0]) }
        == [.repeated(key: "occupations", value: "01")])
    #expect(
      try faults { $0.areas.append($0.areas[0]) } == [
        .repeated(key: "areas", value: "21.02.03.1001")
      ])
  }

  @Test("a digit means one reason among rejects and one among returns")
  func digits() throws {
    #expect(try faults { $0.reasons[3].digit = 2 } == [.digitTaken(2, "B1", "C1")])
    #expect(try faults { $0.reasons[7].digit = 1 } == [.digitTaken(1, "A4", "A7")])
    // 1 is a return, a death and a leave at once in the sample.
    #expect(try faults { $0.reasons[9].digit = 1 }.isEmpty)
  }

  @Test("every rule has exactly one reason that rejects", arguments: Exclusion.Rule.allCases)
  func rules(_ rule: Exclusion.Rule) throws {
    let remove = { (programme: inout Programme) in
      for index in programme.reasons.indices {
        programme.reasons[index].automatic.removeAll { $0 == rule }
      }
    }
    #expect(try faults(remove) == [.ruleWithoutReason(rule)])
    #expect(
      try faults { programme in
        remove(&programme)
        // A return rejects nobody.
        programme.reasons[6].automatic = [rule]
      } == [.ruleWithoutReason(rule)])
    #expect(try faults { $0.reasons[2].automatic.append(rule) } == [.ruleWithoutReason(rule)])
  }

  @Test("words that name nothing, and reserved ones, are named")
  func words() throws {
    #expect(
      try faults { $0.reasons[2].levels.append("camat") }
        == [.unknown(key: "reasons.B1.levels", value: "camat")])
    #expect(
      try faults { $0.levels[0].requires = ["paspor"] }
        == [.unknown(key: "levels.rt-rw.requires", value: "paspor")])
    #expect(
      try faults { $0.levels[2].id = .bpjs }.contains(.badWord(key: "levels", value: "bpjs")))
    for code: AreaCode in ["21.02.03", "2102031001", "21.02.03.101", "21.02.03.100a", ""] {
      #expect(
        try faults { $0.areas[0].code = code } == [.badWord(key: "areas", value: code.rawValue)])
    }
  }

  @Test(
    "a level is named with small letters, digits and dashes, for it stands between colons in grants",
    arguments: [
      ("rt-rw", true), ("level2", true), ("2", true), ("", false), ("RT", false), ("rt/rw", false),
      ("rt:rw", false), ("rt rw", false), ("rt_rw", false), ("désa", false), ("bpjs", false),
    ])
  func levelNames(_ name: String, _ isFine: Bool) throws {
    // The last level, of which no reason speaks then.
    let faults = try faults { programme in
      programme.levels[2].id = LevelID(rawValue: name)
      for index in programme.reasons.indices {
        programme.reasons[index].levels.removeAll { $0 == "dinas-sosial" }
      }
    }
    guard name != "rt-rw" else {
      #expect(faults == [.repeated(key: "levels", value: name)])
      return
    }
    #expect(faults == (isFine ? [] : [.badWord(key: "levels", value: name)]))
  }

  @Test("all faults come at once")
  func all() throws {
    let faults = try faults {
      $0.name = ""
      $0.target = 0
      $0.months = []
    }
    #expect(faults.count == 3)
  }

  @Test(
    "nothing that an open case uses may go",
    arguments: ["levels", "areas", "occupations", "reasons"])
  func inUse(_ key: String) throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1, [.occupation: "05"]))
    try scenario.approve(id)
    try scenario.registered(.person(2, [.occupation: "05", .area: "21.02.03.1002"]))
    try scenario.perform(
      .return(Return(scenario.decision(id, note: "x"), reason: "A7")), by: "lina")
    var programme = try Programme.sample()
    let fault: ProgrammeFault
    switch key {
    case "levels":
      programme.levels.removeAll { $0.id == "kelurahan" }
      for index in programme.reasons.indices {
        programme.reasons[index].levels.removeAll { $0 == "kelurahan" }
      }
      fault = .inUse(key: key, value: "kelurahan", cases: 1)
    case "areas":
      programme.areas.removeAll { $0.code == "21.02.03.1001" }
      fault = .inUse(key: key, value: "21.02.03.1001", cases: 1)
    case "occupations":
      programme.occupations.removeAll { $0.code == "05" }
      fault = .inUse(key: key, value: "05", cases: 2)
    default:
      programme.reasons.removeAll { $0.code == "A7" }
      fault = .inUse(key: key, value: "A7", cases: 1)
    }
    let command = Command.setProgramme(SetProgramme(programme))
    #expect(scenario.refusal(of: command, by: "adi") == .programme([fault]))
    for case1: CaseID in [1, 2] {
      try scenario.perform(.withdraw(Withdraw(case1, reason: "L2")), by: "siti")
    }
    #expect(scenario.refusal(of: command, by: "adi") == nil)
  }

  @Test("a month for which somebody is covered cannot be dropped, one without can")
  func monthInUse() throws {
    var scenario = try CaseloadScenario()
    for number in 1...2 { try scenario.enrolled(.person(number), from: Month("2025-12")) }
    let months = try Programme.sample().months
    let january = try #require(Month("2026-01"))
    func command(_ months: [Month]) throws -> Command {
      var programme = try Programme.sample()
      programme.months = months
      return .setProgramme(SetProgramme(programme))
    }
    #expect(
      scenario.refusal(of: try command([months[0], january]), by: "adi")
        == .programme([.inUse(key: "months", value: "2025-12", cases: 2)]))
    #expect(scenario.refusal(of: try command([months[1], january]), by: "adi") == nil)
    for id: CaseID in [1, 2] { try scenario.perform(.undo(Undo(id)), by: "dewi") }
    #expect(scenario.refusal(of: try command([months[0], january]), by: "adi") == nil)
  }

  @Test("amounts beyond every range are faults and no crash, also where places are given away")
  func endlessAmounts() throws {
    var scenario = try CaseloadScenario()
    try scenario.enrolled(.person(1))
    var programme = try Programme.sample()
    programme.rates[0].jkk = .max
    programme.rates[0].jkm = .max
    let refusal = scenario.refusal(of: .setProgramme(SetProgramme(programme)), by: "adi")
    #expect(
      refusal
        == .programme(
          ["jkk", "jkm"].map {
            .range(key: "rates.2025-01.\($0)", value: .max, allowed: 0...100_000_000)
          }))
  }

  @Test("neither target nor ceiling goes below what is given away")
  func belowUse() throws {
    var scenario = try CaseloadScenario()
    for number in 1...3 { try scenario.enrolled(.person(number)) }
    // Three people, two months, 16,800 each.
    let (places, cost) = (3, 100_800)
    func refusal(target: Int, ceiling: Int, jkk: Int = 10_000) throws -> Refusal? {
      var programme = try Programme.sample(target: target, ceiling: ceiling)
      programme.rates[0].jkk = jkk
      return scenario.refusal(of: .setProgramme(SetProgramme(programme)), by: "adi")
    }
    #expect(try refusal(target: places, ceiling: cost) == nil)
    #expect(
      try refusal(target: 2, ceiling: cost)
        == .programme([.belowUse(key: "target", value: 2, used: places)]))
    #expect(
      try refusal(target: places, ceiling: cost - 1)
        == .programme([.belowUse(key: "ceiling", value: cost - 1, used: cost)]))
    #expect(
      try refusal(target: places, ceiling: cost, jkk: 20_000)
        == .programme([.belowUse(key: "ceiling", value: cost, used: 160_800)]))
    guard case .programme(let faults)? = try refusal(target: 1, ceiling: 0) else {
      Issue.record("less than is given away")
      return
    }
    #expect(faults.count == 2)
    try scenario.perform(.undo(Undo(3)), by: "dewi")
    #expect(try refusal(target: 2, ceiling: 67_200) == nil)
  }

  @Test("before anybody is enrolled any target and ceiling will do")
  func nothingInUse() throws {
    var scenario = try CaseloadScenario()
    try scenario.qualified(.person(1))
    let command = Command.setProgramme(SetProgramme(try .sample(target: 1, ceiling: 0)))
    #expect(scenario.refusal(of: command, by: "adi") == nil)
  }

  @Test("the very same programme is refused, whoever sets it; a changed one is not")
  func same() throws {
    var scenario = try CaseloadScenario()
    let same = Command.setProgramme(SetProgramme(try .sample()))
    for by: OfficerID in ["adi", .owner] {
      #expect(scenario.refusal(of: same, by: by) == .sameProgramme)
    }
    guard case .notAllowed? = scenario.refusal(of: same, by: "siti") else {
      Issue.record("the right comes first")
      return
    }
    let other = Command.setProgramme(SetProgramme(try .sample(target: 900)))
    try scenario.perform(other, by: "adi")
    #expect(scenario.refusal(of: other, by: "adi") == .sameProgramme)
    try scenario.perform(same, by: "adi")
    #expect(scenario.caseload.rulesets.map(\.programme.target) == [1_000, 900, 1_000])
  }

  @Test("a programme with faults is refused with all of them")
  func refused() throws {
    let scenario = try CaseloadScenario()
    var programme = try Programme.sample()
    (programme.name, programme.target) = ("", -1)
    guard
      case .programme(let faults)? = scenario.refusal(
        of: .setProgramme(SetProgramme(programme)), by: "adi")
    else {
      Issue.record("taken with faults")
      return
    }
    #expect(faults == programme.faults() && faults.count == 2)
  }

  @Test("the whole area is what the villages' codes have in common")
  func wholeArea() throws {
    var programme = try Programme.sample()
    #expect(programme.wholeArea == "21.02")
    programme.areas.removeLast(5)
    #expect(programme.wholeArea == "21.02.03")
    programme.areas.removeLast()
    #expect(programme.wholeArea == "21.02.03.1001")
    programme.areas = []
    #expect(programme.wholeArea == nil)
    programme = try .sample()
    programme.areas[0].code = "..."
    #expect(programme.wholeArea == nil)
  }

  @Test("the rate of a month is the last that began by then")
  func rates() throws {
    var programme = try Programme.sample()
    var later = programme.rates[0]
    (later.from, later.jkk) = (try #require(Month("2025-12")), 20_000)
    programme.rates.insert(later, at: 0)
    #expect(programme.rate(in: try #require(Month("2025-11")))?.total == 16_800)
    #expect(programme.rate(in: try #require(Month("2025-12")))?.total == 26_800)
    #expect(programme.rate(in: try #require(Month("2026-05")))?.total == 26_800)
    #expect(programme.rate(in: try #require(Month("2024-12"))) == nil)
  }
}
