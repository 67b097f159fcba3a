internal import CaseDomain

/// One person put forward by a command of a shell: a process from its start to its end, durable.
enum CommandRow {
  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    let folder = bench.path("command")
    try data.copyStore(to: folder)
    defer { Files.remove(folder) }
    var newcomers = try Newcomers(folder, seed: 78)
    let statement = """
      pragma journal_mode=wal; pragma synchronous=full; create table if not exists cases(nik, name);
      insert into cases values('2102030101019001', 'Warga Contoh');
      """
    var contestants = [
      Contestant(.ours, "payung register") { () throws(Failure) in
        var words = bench.payung("register", "--officer", Staff.everywhere.rawValue, store: folder)
        for form in newcomers.forms(1) {
          for (field, option) in options { words += [option, form.texts[field] ?? ""] }
        }
        return Sample(value: Double(try Program.require(words).time) / 1e6)
      },
      Contestant(
        .peer, "sqlite3",
        { () throws(Failure) in try bench.sqlite(bench.path("command.db"), statement) }),
    ]
    // Both read all they have; at a million recins takes half a minute, and to fill taskwarrior an hour.
    if data.size <= 100_000 {
      contestants.append(try recins(bench, data).further)
      contestants.append(try task(bench, data).further)
    }
    let contest = try Contest(contestants, pairs: bench.options.pairs)
    return [Result("register one, a whole process", contest, .milliseconds, [])]
  }

  private static let options: [(Field, String)] = [
    (.nik, "--nik"), (.name, "--name"), (.birthDate, "--birth-date"), (.sex, "--sex"),
    (.area, "--area"), (.occupation, "--occupation"), (.rt, "--rt"), (.rw, "--rw"),
    (.address, "--address"), (.phone, "--phone"),
  ]

  private static func recins(_ bench: Bench, _ data: DataSet) throws(Failure) -> Contestant {
    let file = bench.path("command.rec")
    try data.writeRecords(to: file)
    return Contestant(.peer, "recins") { () throws(Failure) in
      let words = [
        try Bench.require("recins"), "-f", "Case", "-v", "0", "-f", "Name", "-v", "Warga Contoh",
        file,
      ]
      return Sample(value: Double(try Program.require(words).time) / 1e6)
    }
  }

  /// Taskwarrior with as many tasks as there are cases.
  private static func task(_ bench: Bench, _ data: DataSet) throws(Failure) -> Contestant {
    let folder = bench.path("tasks")
    try Files.makeFolder(folder)
    try Files.write("\(folder)/rc", "data.location=\(folder)\nconfirmation=off\n")
    let tasks = (1...data.size).map { #"{"description":"Warga Contoh \#($0)","status":"pending"}"# }
    try Files.write("\(folder)/tasks.json", tasks.joined(separator: "\n") + "\n")
    var environment = Program.environment
    environment["TASKRC"] = "\(folder)/rc"
    var isFilled = false
    return Contestant(.peer, "taskwarrior") { () throws(Failure) in
      let program = try Bench.require("task")
      if !isFilled {
        let words = [program, "import", "\(folder)/tasks.json"]
        _ = try Program.require(words, environment: environment)
        isFilled = true
      }
      let ended = try Program.require(
        [program, "add", "Warga", "Contoh", "area:21.02.03.1001"], environment: environment)
      return Sample(value: Double(ended.time) / 1e6)
    }
  }
}
