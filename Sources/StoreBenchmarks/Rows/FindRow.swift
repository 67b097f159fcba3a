internal import CaseDomain
internal import CaseStore

/// One case of all, by its number and by its NIK, a whole process.
enum FindRow {
  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    try data.makeDatabase(bench)
    let number = data.size / 2
    let store = try attempt(data.store) { try CaseStore(opening: data.store, Surroundings()) }
    guard let nik = store.caseload.file(CaseID(number))?.person.value?.nik else {
      throw Failure("case \(number) is not there")
    }
    let size = Size.text(data.size)
    return [
      try row(
        bench, data, "find one of \(size) by number",
        bench.payung("show", "\(number)", "--json", store: data.store), "id = \(number)", number),
      try row(
        bench, data, "find one of \(size) by NIK",
        bench.payung("list", "--find", nik.digits, "--json", store: data.store),
        "nik = '\(nik.digits)'", number),
    ]
  }

  private static func row(
    _ bench: Bench, _ data: DataSet, _ what: String, _ words: [String], _ condition: String,
    _ number: Int
  ) throws(Failure) -> Result {
    let contest = try Contest(
      [
        Contestant(.ours, "payung", words) { ended throws(Failure) in
          ended.text.contains("\"case\":\(number),") ? "found" : "not found"
        },
        Contestant(
          .peer, "SQLite",
          { () throws(Failure) in
            try bench.sqlite(data.database, "select * from cases where \(condition)")
          },
          answer: { ended throws(Failure) in
            ended.text.hasPrefix("\(number)|") ? "found" : "not found"
          }),
      ], pairs: bench.options.pairs)
    return Result(what, contest, .milliseconds, [.atMost(1.3, of: .peer)])
  }
}

/// A name typed letter by letter into the filter of a list, inside of the open program.
enum FilterRow {
  private static let typed = "rahayu"

  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    try data.makeDatabase(bench)
    let store = try attempt(data.store) { try CaseStore(opening: data.store, Surroundings()) }
    let size = Size.text(data.size)
    // Design says both for two sizes; between them it grows with the size.
    let goal = data.size <= 53_000 ? 2 : 2 + 14 * Double(data.size - 53_000) / 947_000
    return [
      try row(bench, data, "filter \(size) while typing, the count", goal) { selection in
        store.caseload.count(selection, at: store.now)
      },
      try row(bench, data, "filter \(size) while typing, the list", goal) { selection in
        store.caseload.list(selection, at: store.now).count
      },
    ]
  }

  /// The slowest letter from the second on.
  private static func row(
    _ bench: Bench, _ data: DataSet, _ what: String, _ goal: Double,
    _ filter: @escaping (Selection) -> Int
  ) throws(Failure) -> Result {
    let contest = try Contest(
      [
        Contestant(.ours, "payung") { () throws(Failure) in
          var slowest = 0
          var counts: [String] = []
          for length in 2...typed.count {
            var selection = Selection()
            selection.find = String(typed.prefix(length))
            let (count, time) = Clock.time { filter(selection) }
            slowest = max(slowest, time)
            counts.append(String(count))
          }
          return Sample(value: Double(slowest) / 1e6, answer: counts.joined(separator: " "))
        },
        Contestant(.peer, "SQLite LIKE") { () throws(Failure) in
          var slowest = 0
          var counts: [String] = []
          for length in 2...typed.count {
            // A name is searched without its spaces.
            let condition = "replace(name, ' ', '') like '%\(typed.prefix(length))%'"
            let ended = try Program.require(
              try bench.sqlite(data.database, "select count(*) from cases where \(condition)"))
            slowest = max(slowest, ended.time)
            counts += ended.words.map { String($0) }
          }
          return Sample(value: Double(slowest) / 1e6, answer: counts.joined(separator: " "))
        },
      ], pairs: bench.options.pairs)
    return Result(what, contest, .milliseconds, [.below(goal)])
  }
}
