internal import FoundationEssentials

/// The totals by stage and area, by a program that starts for them and reads everything.
enum OpenRow {
  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    guard let snapshot = data.snapshot.max(by: { Files.size($0) < Files.size($1) }) else {
      throw Failure("the store has no snapshot")
    }
    try data.makeDatabase(bench)
    let isLarge = data.size >= 1_000_000
    let (sqlite, duckdb) = (sqlite(bench, data), duckdb(bench, data))
    var contestants = [
      Contestant(
        .ours, "payung", bench.payung("totals", "--by", "area", "--json", store: data.store),
        answer: TotalsAnswer.ours),
      Contestant(.limit, "map + hash", bench.peer("hash", snapshot)),
      isLarge ? sqlite.further : sqlite, isLarge ? duckdb : duckdb.further,
    ]
    // Two seconds at 53,000, and recsel eight.
    if data.size <= 100_000 { contestants.append(jq(data).further) }
    if data.size <= 10_000 {
      let file = bench.path("cases.rec")
      try data.writeRecords(to: file)
      contestants.append(recsel(file).further)
    }
    let contest = try Contest(contestants, pairs: bench.options.pairs)
    let goals: [Goal] =
      isLarge
      ? [.atMost(4, of: .limit), .atMost(0.8, of: .peer)]
      : data.size >= 50_000 ? [.atMost(3, of: .limit), .atMost(0.7, of: .peer)] : []
    return [
      Result("open \(Size.text(data.size)), totals by stage × area", contest, .milliseconds, goals)
    ]
  }

  private static func sqlite(_ bench: Bench, _ data: DataSet) -> Contestant {
    let statement =
      "select area, \(TotalsAnswer.place), count(*) from cases not indexed group by 1, 2"
    return Contestant(
      .peer, "SQLite",
      { () throws(Failure) in try bench.sqlite("-separator", " ", data.database, statement) },
      answer: TotalsAnswer.lines)
  }

  private static func duckdb(_ bench: Bench, _ data: DataSet) -> Contestant {
    let statement =
      "select area, \(TotalsAnswer.place), count(*) from read_json('\(data.lines)') group by 1, 2"
    return Contestant(
      .peer, "DuckDB", { () throws(Failure) in try bench.duckdb(statement) },
      answer: TotalsAnswer.lines)
  }

  private static func jq(_ data: DataSet) -> Contestant {
    let program = """
      reduce inputs as $c ({};
        .["\\($c.area) \\(if $c.stage == "waiting" then $c.level else $c.stage end)"] += 1)
      | to_entries[] | "\\(.key) \\(.value)"
      """
    return Contestant(
      .peer, "jq",
      { () throws(Failure) in [try Bench.require("jq"), "-rn", program, data.lines] },
      answer: TotalsAnswer.lines)
  }

  private static func recsel(_ file: String) -> Contestant {
    Contestant(
      .peer, "recsel",
      { () throws(Failure) in
        [
          try Bench.require("recsel"), "-G", "Area,Place", "-R", "Area,Place,Count(Case)", file,
        ]
      }, answer: TotalsAnswer.lines)
  }
}

/// The totals as all programs can say them: a line `AREA PLACE COUNT` each, sorted.
enum TotalsAnswer {
  /// Where a case stands, for SQL: the level where it waits, else its stage.
  static let place = "case stage when 'waiting' then level else stage end"

  static func lines(_ ended: Program.Ended) throws(Failure) -> String? {
    ended.text.split(separator: "\n").filter { !$0.isEmpty }.sorted().joined(separator: "\n")
  }

  static func ours(_ ended: Program.Ended) throws(Failure) -> String? {
    var lines: [String] = []
    for group in try TotalsFile(ended).groups ?? [] {
      var counts = group.waiting
      counts["returned"] = group.returned
      counts["rejected"] = group.rejected.values.reduce(0, +)
      counts["qualified"] = group.qualified + group.waitlisted
      counts["enrolled"] = group.enrolled
      counts["ended"] = group.ended
      counts["withdrawn"] = group.withdrawn
      for (place, count) in counts where count > 0 {
        lines.append("\(group.key) \(place) \(count)")
      }
    }
    return lines.sorted().joined(separator: "\n")
  }
}

/// What `payung totals --json` prints, as far as it is compared.
struct TotalsFile: Decodable {
  struct Group: Decodable {
    var key: String
    var waiting: [String: Int]
    var rejected: [String: Int]
    var returned, qualified, waitlisted, enrolled, ended, withdrawn: Int
  }

  var entry: Int
  var groups: [Group]?

  init(_ ended: Program.Ended) throws(Failure) {
    self = try attempt("totals --json") {
      try JSONDecoder().decode(TotalsFile.self, from: Data(ended.output))
    }
  }
}

/// The whole journal read without a snapshot, every entry's hash checked.
enum ReplayRow {
  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    let folder = bench.path("replay")
    try data.linkStore(to: folder, withSnapshot: false)
    defer { Files.remove(folder) }
    let contest = try Contest(
      [
        Contestant(.ours, "payung", bench.payung("totals", "--json", store: folder)) {
          ended throws(Failure) in
          String(try TotalsFile(ended).entry)
        },
        Contestant(
          .limit, "SHA-256", [bench.options.peer, "sha256", "\(Machine.cores)"] + data.journal
        ) { ended throws(Failure) in ended.words.first.map { String($0) } },
      ], pairs: bench.options.pairs)
    let goals: [Goal] = data.size == 53_000 ? [.atMost(1.6, of: .limit)] : []
    return [
      Result("replay \(Size.text(data.size)) without a snapshot", contest, .milliseconds, goals)
    ]
  }
}
