internal import CanonicalForm
internal import CaseStore
internal import EventJournal

/// What a case, an event or a row costs in instructions: the difference between much and little data, by
/// the difference of the data.
enum Instructions {
  private static let sizes = (small: 500, large: 1_500)
  /// How much more than recorded is too much, in per cent.
  private static let tolerance = 10

  /// One count: what is counted, what design.md allows, and how it came out.
  private struct Count {
    var name: String
    var goal: Int?
    var instructions: Int
    var sha256: Int
  }

  /// Counts; prints and records, or compares with what was recorded.
  ///
  /// - Returns: Whether nothing has grown too much.
  static func run(_ options: Options) throws(Failure) -> Bool {
    var bench = try Bench(options)
    defer { Files.remove(bench.scratch) }
    // Made anew every time: an older program may have kept another snapshot.
    bench.options.cache = bench.scratch
    let counts = try count(bench)
    for count in counts {
      let goal = count.goal.map { ", allowed \($0)" } ?? ""
      Console.print("\(count.name): \(count.instructions)\(goal), SHA-256 apart \(count.sha256)")
    }
    if let path = options.record { try record(counts, path) }
    return try options.gate.map { (path) throws(Failure) in try isHeld(counts, path) } ?? true
  }

  private static func count(_ bench: Bench) throws(Failure) -> [Count] {
    var bench = bench
    let small = try bench.data(sizes.small)
    let large = try bench.data(sizes.large)
    let cases = sizes.large - sizes.small
    // valgrind gives up on what Swift writes for debuggers; the names of functions are kept.
    let own = bench.path("StoreBenchmarks")
    _ = try Program.require(
      [try Bench.require("strip"), "--strip-debug", "-o", own, bench.options.own])

    func count(
      _ name: String, goal: Int? = nil, per amount: Int,
      _ words: (DataSet) throws(Failure) -> [String]
    ) throws(Failure) -> Count {
      let more = try Callgrind.count([own, Child.word] + words(large), bench.scratch)
      let less = try Callgrind.count([own, Child.word] + words(small), bench.scratch)
      let difference = more - less
      return Count(
        name: name, goal: goal, instructions: (difference.all - difference.sha256) / amount,
        sha256: difference.sha256 / amount)
    }

    let load = try count("load, a case", goal: 8_000, per: cases) { data in ["open", data.store] }
    func beyondLoad(_ count: Count, _ times: Int = 1) -> Count {
      var own = count
      own.instructions = (count.instructions - load.instructions) / times
      own.sha256 = (count.sha256 - load.sha256) / times
      return own
    }
    return [
      load,
      try count("replay, an event", goal: 3_000, per: events(large) - events(small)) {
        data throws(Failure) in
        let folder = bench.path("replay-\(data.size)")
        try data.copyStore(to: folder, withSnapshot: false)
        return ["open", folder]
      },
      try count("import, a row", goal: 12_000, per: cases) { data throws(Failure) in
        let folder = bench.path("import-\(data.size)")
        try DataSet.create(folder, data.programme, simulated: true, DataSet.surroundings)
        return ["import", data.register, folder]
      },
      beyondLoad(try count("totals, a case", per: cases) { data in ["totals", data.store] }),
      beyondLoad(try count("filter, a case", per: cases) { data in ["filter", data.store] }, 10),
    ]
  }

  /// How many events the journal of a store holds.
  private static func events(_ data: DataSet) throws(Failure) -> Int {
    try attempt(data.store) {
      var events = 0
      try CaseStore(opening: data.store, Surroundings()).replay { entry in
        events += entry.events.count
        return true
      }
      return events
    }
  }

  private static func record(_ counts: [Count], _ path: String) throws(Failure) {
    var lines: [String] = []
    for count in counts {
      var line = JSONWriter()
      line.string(count.name)
      lines.append("  \(String(decoding: line.bytes, as: UTF8.self)): \(count.instructions)")
    }
    try Files.write(path, "{\n\(lines.joined(separator: ",\n"))\n}\n")
  }

  /// Says what has grown too much.
  private static func isHeld(_ counts: [Count], _ path: String) throws(Failure) -> Bool {
    let bytes = try Files.read(path)
    let recorded = try attempt(path) { try JSONObject(parsing: bytes) }
    var isHeld = true
    for count in counts {
      guard let before = recorded[count.name]?.int else {
        throw Failure("\(path): nothing is recorded for \"\(count.name)\"")
      }
      let change = (count.instructions - before) * 100 / max(1, before)
      if count.instructions * 100 > before * (100 + tolerance) {
        Console.print(
          "\(count.name): \(count.instructions) instructions, \(change) % above \(before)")
        isHeld = false
      } else if change <= -tolerance {
        Console.print("\(count.name): \(-change) % below \(before); record it, so that it stays so")
      }
    }
    return isHeld
  }
}
