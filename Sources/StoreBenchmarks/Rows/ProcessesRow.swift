internal import CaseDomain
internal import CaseStore

/// Eight processes that register in one store at the same time.
enum ProcessesRow {
  private static let processes = 8
  private static let count = 50

  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    let folder = bench.path("processes")
    try data.copyStore(to: folder)
    defer { Files.remove(folder) }
    let before = try registered(folder)
    var rounds = 0
    let contest = try Contest(
      [
        Contestant(.ours, "payung") { () throws(Failure) in
          rounds += 1
          return try round(data.size) { place, at in
            Child.words("register", folder, "\(rounds * 100 + place)", "\(count)", "\(at)")
          }
        },
        peer(.peer, "wal", bench, data), peer(.peer, "delete", bench, data).further,
      ], pairs: bench.options.pairs)
    var speed = Result(
      "\(processes) processes register, in all", contest, .perSecond, [.atLeast(2, of: .peer)])
    let lost = before + rounds * processes * count - (try registered(folder))
    speed.remarks.append("lost: \(lost)")
    return [
      speed,
      Result(
        "\(processes) processes, the longest wait", contest.second, .milliseconds,
        [.atMost(0.1, of: .peer)]),
    ]
  }

  private static func peer(_ side: Side, _ mode: String, _ bench: Bench, _ data: DataSet)
    -> Contestant
  {
    Contestant(side, mode == "wal" ? "SQLite WAL" : "SQLite rollback") { () throws(Failure) in
      try round(data.size) { _, at in
        bench.peer("sqlite", mode, bench.path("processes-\(mode).db"), "\(count)", "\(at)")
      }
    }
  }

  /// Starts all, lets them begin together, and answers how many they did in a second and the longest wait.
  private static func round(
    _ size: Int, _ words: (_ place: Int, _ at: Int) -> [String]
  ) throws(Failure) -> Sample {
    // Each has to open the store before, which all do on the same few cores.
    let at = Clock.now + 2_500_000_000 + size * 12_000
    let all = try Program.runAtOnce((0..<processes).map { words($0, at) })
    var longest = 0
    var time = 1
    for ended in all {
      guard ended.code == 0, ended.numbers.count == 4 else { throw Failure("exit \(ended.code)") }
      longest = max(longest, ended.numbers[2])
      time = max(time, ended.numbers[3])
    }
    return Sample(
      value: Double(processes * count) * 1e9 / Double(time), second: Double(longest) / 1e6)
  }

  private static func registered(_ folder: String) throws(Failure) -> Int {
    try attempt(folder) {
      let store = try CaseStore(opening: folder, Surroundings())
      return try store.caseload.totals(at: store.now).counts.registered
    }
  }
}
