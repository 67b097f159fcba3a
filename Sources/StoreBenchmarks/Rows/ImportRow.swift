internal import CaseDomain
internal import CaseStore

/// A register file taken into an empty store: every row checked, duplicates too, durable.
enum ImportRow {
  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    let folder = bench.path("import")
    let database = bench.path("import.db")
    let script = bench.path("import.sql")
    try Files.write(
      script,
      """
      create table cases(nik text primary key, name text, birthPlace text, birthDate text, sex text,
        address text, rt text, rw text, area text, occupation text, phone text, kk text, motherName text,
        papers text);
      .mode csv
      .separator ;
      .import --skip 1 '\(data.register)' cases
      select count(*) from cases;
      """)
    // What ours has written, for the limit.
    var written = 1
    let sqlite = try? bench.sqlite("-bail", database)
    let contest = try Contest(
      [
        Contestant(.ours, "payung import") { () throws(Failure) in
          Files.remove(folder)
          try DataSet.create(folder, data.programme, simulated: false, Surroundings())
          let words = bench.payung(
            "import", data.register, "--officer", Staff.everywhere.rawValue, store: folder)
          let ended = try Program.require(words)
          written = Files.paths(in: "\(folder)/journal").reduce(0) { $0 + Files.size($1) }
          let store = try attempt(folder) { try CaseStore(opening: folder, Surroundings()) }
          let count = try attempt(folder) {
            try store.caseload.totals(at: store.now).counts.registered
          }
          return Sample(value: Double(ended.time) / 1e6, answer: String(count))
        },
        Contestant(.peer, "sqlite3 .import") { () throws(Failure) in
          guard let sqlite else { throw Failure("sqlite3 is not installed") }
          Files.remove(database)
          let ended = try Program.require(sqlite, input: script)
          return Sample(
            value: Double(ended.time) / 1e6, answer: ended.words.last.map { String($0) })
        },
        Contestant(.limit, "write") { () throws(Failure) in
          let words = bench.peer("write", bench.path("written"), "\(written)")
          return Sample(value: Double(try Program.require(words).time) / 1e6)
        },
      ], pairs: bench.options.pairs)
    let goals: [Goal] = data.size >= 50_000 ? [.atMost(0.35, of: .peer)] : []
    return [Result("import \(Size.text(data.size)) rows of CSV", contest, .milliseconds, goals)]
  }
}
