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

/// A name typed letter by letter into the filter of the desk's list of all cases.
enum FilterRow {
  private static let typed = "rahayu"

  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    try data.makeDatabase(bench)
    let folder = bench.path("filter")
    try data.linkStore(to: folder)
    defer { Files.remove(folder) }
    let desk = try Terminal(bench.payung("desk", "--officer", "dewi", store: folder))
    _ = try desk.firstFrame()
    desk.settle()
    _ = try desk.answer(to: "4", quiet: 400)
    _ = try desk.answer(to: "/")
    // Design says both for two sizes; between them it grows with the size.
    let goal = data.size <= 53_000 ? 2 : 2 + 14 * Double(data.size - 53_000) / 947_000
    let contest = try Contest(
      [
        Contestant(.ours, "payung") { () throws(Failure) in
          // The first letter is looked for among all.
          let first = try desk.answer(to: String(typed.prefix(1)), quiet: 400)
          var slowest = 0
          for letter in typed.dropFirst() {
            slowest = max(slowest, try desk.answer(to: String(letter)).time)
          }
          for _ in typed { _ = try desk.answer(to: "\u{7F}") }
          return Sample(value: Double(slowest) / 1e6, second: Double(first.time) / 1e6)
        },
        Contestant(.peer, "SQLite LIKE") { () throws(Failure) in
          var slowest = 0
          for length in 2...typed.count {
            // A name is searched without its spaces.
            let condition = "replace(name, ' ', '') like '%\(typed.prefix(length))%'"
            let ended = try Program.require(
              try bench.sqlite(data.database, "select count(*) from cases where \(condition)"))
            slowest = max(slowest, ended.time)
          }
          return Sample(value: Double(slowest) / 1e6)
        },
      ], pairs: bench.options.pairs)
    let first = Decimal.text(contest.second.median(.ours) ?? .nan)
    var result = Result(
      "filter \(Size.text(data.size)) while typing, letter to frame", contest, .milliseconds,
      [.below(goal)])
    result.remarks.append("the first letter \(first) ms")
    return [result]
  }
}
