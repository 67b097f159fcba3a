internal import CaseDomain
internal import CaseStore
internal import SystemFiles

/// What this program does as another process of the same measurement: `child TASK …`.
enum Child {
  static let word = "child"

  static func words(_ arguments: String...) -> [String] { ["/proc/self/exe", word] + arguments }

  static func run(_ words: [String]) throws(Failure) {
    switch (words.first, words.count) {
    case ("register", 5):
      try register(words[1], seed: words[2], count: words[3], at: words[4])
    case ("announce", 4): try announce(words[1], seed: words[2], count: words[3])
    default: try Tasks.run(words)
    }
  }

  /// Registers people one by one from a moment on; prints the median, the 99th percentile and the longest
  /// of the times, and how long all took, as the C peer does.
  private static func register(_ folder: String, seed: String, count: String, at: String)
    throws(Failure)
  {
    var newcomers = try Newcomers(folder, seed: UInt64(seed) ?? 0)
    let forms = newcomers.forms(Int(count) ?? 0)
    Clock.wait(until: Int(at) ?? 0)
    let start = Clock.now
    var times: [Int] = []
    for form in forms { times.append(try newcomers.register([form])) }
    let all = Clock.now - start
    Console.print(
      "\(times.percentile(50)) \(times.percentile(99)) \(times.max() ?? 0) \(all)")
  }

  /// Registers people one by one with pauses between; prints when each was begun.
  private static func announce(_ folder: String, seed: String, count: String) throws(Failure) {
    var newcomers = try Newcomers(folder, seed: UInt64(seed) ?? 0)
    for form in newcomers.forms(Int(count) ?? 0) {
      HostClock.sleep(.milliseconds(20))
      let start = Clock.now
      _ = try newcomers.register([form])
      Console.print(String(start))
    }
  }
}

/// An open store, and people who are not in it yet.
struct Newcomers {
  let store: CaseStore
  private var people: People
  private let districts: [String]

  init(_ folder: String, seed: UInt64) throws(Failure) {
    let store = try attempt(folder) { try CaseStore(opening: folder, Surroundings()) }
    guard let programme = store.caseload.rules?.programme else { throw Failure("no programme") }
    self.store = store
    people = People(seed: seed, programme, serials: 9_500..<10_000)
    districts = Set(programme.areas.map(\.code.district.rawValue)).sorted()
  }

  mutating func forms(_ count: Int) -> [Form] {
    (0..<count).map { people.next(in: districts[$0 % districts.count]).0.form }
  }

  /// Registers people as one entry; answers how long that took, in nanoseconds.
  func register(_ forms: [Form]) throws(Failure) -> Int {
    try perform(forms.map { .register(Register(form: $0)) }, by: Staff.everywhere).time
  }

  /// Sends commands, none of which may be refused.
  func perform(_ commands: [Command], by officer: OfficerID) throws(Failure) -> (
    events: [Event], time: Int
  ) {
    let (outcome, time) = try attempt("writing the store") {
      try Clock.time { try store.perform(commands, by: officer) }
    }
    for result in outcome.results {
      if case .failure(let refusal) = result { throw Failure("refused: \(refusal)") }
    }
    return (outcome.events, time)
  }
}
