internal import CanonicalForm
internal import CaseDomain
internal import CaseStore

/// What becomes of a case, drawn when it is put forward.
private enum Course {
  /// Approved three times and enrolled.
  case enrolled
  /// Returned by the second level, repaired, then enrolled.
  case repaired
  /// Rejected at the level of this place.
  case rejected(Int)
  /// Still waits at the level of this place.
  case waiting(Int)
}

/// Fills a store as a programme would: officers of fourteen districts register and decide, mostly in
/// batches, some one by one; five events a case.
struct Season {
  private let store: CaseStore
  private let programme: Programme
  private let officers: Staff
  private var people: People
  private var random: SeededRandom
  private let size: Int
  /// Of a thousand batches, so many are taken apart into commands sent one by one.
  private let singles: Int
  private let step: Int
  private var now: Instant
  /// Told of every person who was put forward, in the order of the numbers.
  var registered: (Int, Subject, Likeness?) -> Void = { _, _, _ in }

  init(_ store: CaseStore, size: Int, seed: UInt64) throws(Failure) {
    guard let programme = store.caseload.rules?.programme else { throw Failure("no programme") }
    (self.store, self.programme, self.size) = (store, programme, size)
    officers = try Staff(store.caseload.officers.values.sorted { $0.id < $1.id })
    people = People(seed: seed, programme)
    random = SeededRandom(seed: seed &+ 1)
    // A million times five commands one by one, each with its fdatasync, would take an hour.
    singles = size > 100_000 ? 40 : 700
    step = 25 * 86_400_000 / (size * 5)
    now = Instant(Day(year: 2025, month: 11, day: 3) ?? .epoch)
  }

  /// Puts everybody forward and has them decided, one wave behind the other.
  mutating func run() throws(Failure) {
    let wave = min(max(size / 10, 500), 10_000)
    while people.count < size {
      try play(wave: min(wave, size - people.count))
    }
  }

  private mutating func play(wave: Int) throws(Failure) {
    var cases: [(id: CaseID, district: String, course: Course)] = []
    let end = people.count + wave
    while people.count < end {
      let district = random.pick(officers.districts)
      let officer = try officers.registrar(of: district)
      var commands: [Command] = []
      for _ in 0..<min(random.number(50..<200), end - people.count) {
        let (subject, likeness) = people.next(in: district)
        registered(people.count, subject, likeness)
        commands.append(.register(Register(form: subject.form)))
      }
      for event in try send(commands, by: officer) {
        guard case .registered(let event) = event else { continue }
        // A rule has rejected whoever does not wait.
        if event.to.stage == .waiting { cases.append((event.id, district, course())) }
      }
    }
    for (place, level) in programme.levels.enumerated() {
      for district in officers.districts {
        try decide(cases.filter { $0.district == district }, place, level, district)
      }
    }
    try enrol()
  }

  private mutating func course() -> Course {
    switch random.number(0..<100) {
    case 0..<3: .waiting(random.number(0..<3))
    case 3..<6: .rejected(random.number(0..<3))
    case 6..<11: .repaired
    default: .enrolled
    }
  }

  private mutating func decide(
    _ cases: [(id: CaseID, district: String, course: Course)], _ place: Int, _ level: Level,
    _ district: String
  ) throws(Failure) {
    let officer = try officers.verifier(level.id, of: district)
    let signature = level.signedBy.map {
      Signature(by: "\($0) Contoh", on: now.day, document: "003/RT/2025")
    }
    var commands: [Command] = []
    var returned: [CaseID] = []
    for (id, _, course) in cases {
      var input = DecisionInput(id, level: level.id, signature: signature)
      switch course {
      case .waiting(let last) where last <= place, .rejected(let last) where last < place: continue
      case .rejected(let last) where last == place:
        commands.append(.reject(Reject(input, reason: try reason(.reject, at: level.id))))
      case .repaired where place == 1:
        input.note = "KTP tidak terbaca"
        commands.append(.return(Return(input, reason: try reason(.return, at: level.id))))
        returned.append(id)
      default: commands.append(.approve(Approve(input)))
      }
    }
    _ = try send(commands, by: officer)
    guard !returned.isEmpty else { return }
    _ = try send(
      returned.map {
        .correct(Correct($0, changes: Form([.phone: "081299990000"]), note: "dilengkapi"))
      },
      by: try officers.registrar(of: district))
    _ = try send(
      returned.map { .approve(Approve(DecisionInput($0, level: level.id, signature: signature))) },
      by: officer)
  }

  private func reason(_ kind: Reason.Kind, at level: LevelID) throws(Failure) -> ReasonCode {
    guard let reason = programme.reasons(kind, at: level).first else {
      throw Failure("the programme has no reason to \(kind) at \(level)")
    }
    return reason.code
  }

  private mutating func enrol() throws(Failure) {
    while !store.caseload.qualified.isEmpty {
      _ = try send([.enrolNext(EnrolNext(random.number(100..<300)))], by: officers.enroller)
    }
  }

  /// Sends commands as people would: in batches, or one after the other; none may be refused.
  private mutating func send(_ commands: [Command], by officer: OfficerID) throws(Failure)
    -> [Event]
  {
    var events: [Event] = []
    var rest = commands[...]
    while !rest.isEmpty {
      let isOneByOne = random.chance(singles)
      let batch = rest.prefix(isOneByOne ? random.number(1..<10) : random.number(50..<200))
      rest = rest.dropFirst(batch.count)
      for part in isOneByOne ? batch.map({ [$0] }) : [Array(batch)] {
        now = Instant(milliseconds: now.milliseconds + step * part.count)
        store.simulatedNow = now
        events += try perform(part, by: officer)
      }
    }
    return events
  }

  private func perform(_ commands: [Command], by officer: OfficerID) throws(Failure) -> [Event] {
    let outcome = try attempt("writing the store") { try store.perform(commands, by: officer) }
    for result in outcome.results {
      if case .failure(let refusal) = result { throw Failure("the data is wrong: \(refusal)") }
    }
    return outcome.events
  }
}

/// Who may do what in the programme of the fixtures.
struct Staff {
  private var registrars: [String: OfficerID] = [:]
  private var verifiers: [LevelID: [String: OfficerID]] = [:]
  let enroller: OfficerID
  var districts: [String] { registrars.keys.sorted() }

  init(_ officers: [Officer]) throws(Failure) {
    guard let enroller = officers.first(where: { $0.grants.contains { $0.role == .enroller } })
    else {
      throw Failure("nobody may enrol")
    }
    self.enroller = enroller.id
    for officer in officers where officer.id != enroller.id && officer.id != Staff.everywhere {
      for grant in officer.grants {
        switch grant.role {
        case .registrar: registrars[grant.area.rawValue] = officer.id
        case .verifier: verifiers[grant.level ?? "", default: [:]][grant.area.rawValue] = officer.id
        default: continue
        }
      }
    }
  }

  /// The officer whom the benchmarks add to the programme, who may register in every district.
  static let everywhere: OfficerID = "everywhere"

  func registrar(of district: String) throws(Failure) -> OfficerID {
    guard let officer = registrars[district] else { throw Failure("no registrar of \(district)") }
    return officer
  }

  /// Who decides at a level, for the district or the whole regency.
  func verifier(_ level: LevelID, of district: String) throws(Failure) -> OfficerID {
    let own = verifiers[level] ?? [:]
    guard let officer = own[district] ?? own[String(district.prefix(5))] else {
      throw Failure("nobody decides at \(level) in \(district)")
    }
    return officer
  }
}
