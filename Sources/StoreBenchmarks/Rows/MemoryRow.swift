internal import Glibc

/// How much memory is a process's own while it opens everything: pages of files count for nobody.
enum MemoryRow {
  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    try data.makeDatabase(bench)
    func contestant(
      _ side: Side, _ name: String, _ words: @escaping () throws(Failure) -> [String]
    ) -> Contestant {
      Contestant(side, name) { () throws(Failure) in
        Sample(value: Double(try peak(words())) / 1e6)
      }
    }
    let statement = "select area, \(TotalsAnswer.place), count(*) from"
    let contestants = [
      contestant(.ours, "payung") { () throws(Failure) in
        bench.payung("totals", "--by", "area", "--json", store: data.store)
      },
      contestant(.peer, "SQLite") { () throws(Failure) in
        try bench.sqlite(data.database, "\(statement) cases group by 1, 2")
      },
      contestant(.peer, "DuckDB") { () throws(Failure) in
        try bench.duckdb("\(statement) read_json('\(data.lines)') group by 1, 2")
      }.further,
    ]
    let contest = try Contest(contestants, pairs: min(3, bench.options.pairs))
    return [
      Result(
        "private memory at \(Size.text(data.size)), highest seen", contest, .megabytes,
        [.below(16 + Double(data.size) / 10_000)])
    ]
  }

  /// The most that `RssAnon` in /proc/PID/status showed, read as often as possible; in bytes.
  ///
  /// The kernel keeps a highest value only for all pages together (`VmHWM`), those of files among them.
  private static func peak(_ words: [String]) throws(Failure) -> Int {
    let sink = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer { close(sink) }
    let process = try Program.start(words, Program.environment, input: "/dev/null", output: sink)
    let path = "/proc/\(process)/status"
    var highest = 0
    while true {
      if let code = Program.codeIfEnded(process) {
        guard code == 0 else { throw Failure("\(words[0]): exit \(code)") }
        return highest
      }
      if let text = try? Files.read(path),
        let size = anonymous(String(decoding: text, as: UTF8.self))
      {
        highest = max(highest, size)
      }
      usleep(200)
    }
  }

  private static func anonymous(_ status: String) -> Int? {
    let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map {
      $0 * 1_024
    }
  }
}
