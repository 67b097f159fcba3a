internal import CaseDomain
internal import CaseStore

/// One registration and one decision, each on the disk before it is acknowledged, in one process.
enum DurableRows {
  private static let count = 100

  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    let folder = bench.path("durable")
    try data.copyStore(to: folder)
    defer { Files.remove(folder) }
    let office = try Office(folder)
    return [
      try contest(bench, "durable registration", office) { () throws(Failure) in
        try office.register(count)
      },
      try contest(bench, "durable decision", office) { () throws(Failure) in
        try office.decide(count)
      },
    ]
  }

  private static func contest(
    _ bench: Bench, _ what: String, _ office: Office, _ round: @escaping () throws(Failure) -> [Int]
  ) throws(Failure) -> Result {
    let before = office.bytes
    _ = try round()
    // The loop writes lines of the same length.
    let size = String((office.bytes - before) / count)
    let contest = try Contest(
      [
        Contestant(.ours, "payung") { () throws(Failure) in
          let times = try round()
          return Sample(value: Double(times.percentile(50)) / 1e3, answer: String(times.count))
        },
        peer(
          .limit, "append + fdatasync", bench.peer("append", bench.path("append"), size, "\(count)")
        ),
        peer(.peer, "SQLite WAL", sqlite(bench, "wal")),
        peer(.peer, "SQLite rollback", sqlite(bench, "delete")).further,
      ], pairs: bench.options.pairs)
    return Result(
      "\(what), median", contest, .microseconds,
      [.atMost(1.15, of: .limit), .atMost(0.8, of: .peer)])
  }

  private static func sqlite(_ bench: Bench, _ mode: String) -> [String] {
    bench.peer("sqlite", mode, bench.path("durable-\(mode).db"), "\(count)", "0")
  }

  private static func peer(_ side: Side, _ name: String, _ words: [String]) -> Contestant {
    Contestant(side, name) { () throws(Failure) in
      let numbers = try Program.require(words).numbers
      guard let median = numbers.first else { throw Failure("\(name) printed nothing") }
      return Sample(value: Double(median) / 1e3, answer: String(count))
    }
  }
}

/// A store in which new people are registered and decided, one after the other.
final class Office {
  private var newcomers: Newcomers

  init(_ folder: String) throws(Failure) { newcomers = try Newcomers(folder, seed: 77) }

  /// How long the journal is.
  var bytes: Int {
    Files.paths(in: "\(newcomers.store.folder)/journal").reduce(0) { $0 + Files.size($1) }
  }

  /// Registers people one by one; answers how long each took.
  func register(_ count: Int) throws(Failure) -> [Int] {
    var times: [Int] = []
    for form in newcomers.forms(count) { times.append(try newcomers.register([form])) }
    return times
  }

  /// Registers people at once; answers how long that took.
  func registerAtOnce(_ count: Int) throws(Failure) -> Int {
    try newcomers.register(newcomers.forms(count))
  }

  /// Registers people at once and approves them one by one; answers how long each approval took.
  func decide(_ count: Int) throws(Failure) -> [Int] {
    let commands = try approvals(count)
    var times: [Int] = []
    for command in commands { times.append(try newcomers.perform([command], by: "dewi").time) }
    return times
  }

  /// Registers people at once and approves them at once; answers how long the approvals took.
  func decideAtOnce(_ count: Int) throws(Failure) -> Int {
    try newcomers.perform(approvals(count), by: "dewi").time
  }

  /// Approvals at the first level of people who are registered for that.
  private func approvals(_ count: Int) throws(Failure) -> [Command] {
    let commands = newcomers.forms(count * 2).map { Command.register(Register(form: $0)) }
    var waiting: [CaseID] = []
    for event in try newcomers.perform(commands, by: Staff.everywhere).events {
      if case .registered(let event) = event, event.to.stage == .waiting {
        waiting.append(event.id)
      }
    }
    let signature = Signature(
      by: "Ketua RT Contoh", on: newcomers.store.now.day, document: "003/RT")
    return waiting.prefix(count).map {
      .approve(Approve(DecisionInput($0, level: "rt-rw", signature: signature)))
    }
  }
}

/// A hundred decisions in one entry, against one.
enum BatchRow {
  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    let folder = bench.path("batch")
    try data.copyStore(to: folder)
    defer { Files.remove(folder) }
    let office = try Office(folder)
    let contest = try Contest(
      [
        Contestant(.ours, "100 decisions") { () throws(Failure) in
          Sample(value: Double(try office.decideAtOnce(100)) / 1e3)
        },
        Contestant(.peer, "one decision") { () throws(Failure) in
          Sample(value: Double(try office.decide(10).percentile(50)) / 1e3)
        },
      ], pairs: bench.options.pairs)
    return [Result("100 decisions in one entry", contest, .microseconds, [.atMost(2, of: .peer)])]
  }
}
