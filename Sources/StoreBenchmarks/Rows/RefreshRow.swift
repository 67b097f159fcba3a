internal import CaseStore
internal import EventJournal
internal import Glibc
internal import SystemFiles

/// How long it takes until another process's change is in the model, as the desk hears of it.
enum RefreshRow {
  private static let count = 100

  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    let folder = bench.path("refresh")
    try data.copyStore(to: folder)
    defer { Files.remove(folder) }
    var times: [Int] = []
    for round in 0..<max(1, bench.options.pairs / 3) {
      times += try self.round(folder, seed: 1_000 + round)
    }
    let size = Size.text(data.size)
    // From the first step of the writer: locking, deciding and writing are in it.
    return [
      Result(
        "another process's change at \(size), p99", Double(times.percentile(99)) / 1e6,
        .milliseconds, [.below(5)],
        remarks: ["median \(Decimal.text(Double(times.percentile(50)) / 1e6)) ms of \(times.count)"]
      )
    ]
  }

  private static func round(_ folder: String, seed: Int) throws(Failure) -> [Int] {
    let store = try attempt(folder) { try CaseStore(opening: folder, Surroundings()) }
    guard let watch = FolderWatch([folder, "\(folder)/journal"]) else {
      throw Failure("no inotify watch left")
    }
    let ends = try Program.makePipe()
    let first = store.head.number
    let process = try Program.start(
      Child.words("announce", folder, "\(seed)", "\(count)"), Program.environment,
      input: "/dev/null", output: ends.writing)
    close(ends.writing)
    defer { close(ends.reading) }
    var seen: [Int] = []
    let end = Clock.now + 120_000_000_000
    while seen.count < count, Clock.now < end {
      var descriptor = pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, 1_000) > 0, watch.drain() else { continue }
      try attempt(folder) { try store.refresh() }
      while seen.count < store.head.number - first { seen.append(Clock.now) }
    }
    let code = Program.wait(for: process)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let length = max(0, read(ends.reading, &buffer, buffer.count))
    let begun = Program.Ended(code: code, output: Array(buffer[..<length])).numbers
    guard begun.count == count, seen.count == count else {
      throw Failure("\(begun.count) changes were written, \(seen.count) seen")
    }
    return zip(seen, begun).map { $0 - $1 }
  }
}

/// How long the program takes to start and say its version.
enum StartRow {
  private static let times = 10

  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    func contestant(
      _ side: Side, _ name: String, _ words: @escaping () throws(Failure) -> [String]
    ) -> Contestant {
      Contestant(side, name) { () throws(Failure) in
        var all: [Double] = []
        for _ in 0..<times { all.append(Double(try Program.require(words()).time) / 1e6) }
        return Sample(value: all.median)
      }
    }
    let contest = try Contest(
      [
        contestant(.ours, "payung") { () throws(Failure) in [bench.options.payung, "--version"] },
        contestant(.limit, "C") { () throws(Failure) in bench.peer() },
        contestant(.peer, "sqlite3") { () throws(Failure) in try bench.sqlite("--version") },
      ], pairs: bench.options.pairs)
    var result = Result("payung --version", contest, .milliseconds, [.atMost(3, of: .limit)])
    let linked = try Program.run(["/usr/bin/ldd", bench.options.payung])
    let isStatic = !linked.text.contains("libswiftCore")
    result.remarks.append(
      isStatic ? "linked with -static-stdlib" : "not linked with -static-stdlib")
    return [result]
  }
}
