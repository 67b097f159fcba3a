import CanonicalForm
import CaseDomain
import Glibc
import SystemFiles
import TestSupport
import Testing

/// Feeds targets hostile bytes, each from a seed of its own, and keeps count.
struct FuzzRun {
  struct Tally {
    var inputs = 0
    var refused = 0
    var worst = Duration.zero
    var worstSeed: UInt64 = 0
  }

  let targets: [FuzzTarget]
  private let words: [[UInt8]]
  private let note: FuzzNote?
  private(set) var tallies: [String: Tally] = [:]

  init(note: FuzzNote? = nil) throws {
    let store = try SampleStore.make()
    let programme = try Programme(from: JSONObject(parsing: fixture("karimun-2025/programme.json")))
    targets = [
      .journal(store), .sealedLines(store), .entries(store), .lock(store), .desk(store),
      try .json(), try .programme(), try .register(programme), try .participants(),
      try .decisions(programme), try .snapshot(SampleStore.withSnapshot()),
    ]
    let lines = LineTampering.lines(of: store.contents[StoreFiles.segment] ?? []).map { Array($0) }
    words = FormatWords.all(in: lines)
    self.note = note
  }

  /// Feeds one target the input of one seed.
  mutating func feed(_ target: FuzzTarget, _ seed: UInt64, limit: Duration) {
    note?.write("\(target.name) \(seed)")
    var mutator = Mutator(seed: seed, words: words)
    let input = target.input(&mutator)
    var verdict = FuzzTarget.Verdict.refused
    // Time of this thread: that others keep the machine busy is no hang.
    let start = FuzzRun.threadTime
    verdict = target.run(input)
    let time = FuzzRun.threadTime - start
    if time > limit { Issue.record("\(target.name) \(seed) took \(time)") }
    var tally = tallies[target.name] ?? Tally()
    tally.inputs += 1
    if verdict == .refused { tally.refused += 1 }
    if time > tally.worst { (tally.worst, tally.worstSeed) = (time, seed) }
    tallies[target.name] = tally
  }

  /// What was fed, target by target.
  var summary: String {
    let lines = targets.map { target in
      let tally = tallies[target.name] ?? Tally()
      return "\(target.name): \(tally.inputs) inputs, \(tally.refused) refused, "
        + "worst \(tally.worst) (seed \(tally.worstSeed))"
    }
    let inputs = tallies.values.reduce(0) { $0 + $1.inputs }
    return (["\(inputs) inputs, most memory \(FuzzRun.mostMemory >> 10) MiB"] + lines)
      .joined(separator: "\n")
  }

  private static var threadTime: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// The most memory that this process ever had, in KiB.
  static var mostMemory: Int {
    let status = (try? HostFileSystem().readWhole("/proc/self/status", limit: 1 << 16)) ?? []
    let line = status.split(separator: 0x0A).first { $0.starts(with: Array("VmHWM:".utf8)) }
    return Digits.number((line ?? []).filter { (0x30...0x39).contains($0) }) ?? 0
  }
}

/// A file that says which input is being read, so that one that traps can be fed again.
struct FuzzNote {
  private let files = HostFileSystem()
  private let file: OpenFile

  init(_ path: String) throws {
    if (try? files.status(at: path)) == nil { try files.writeNew(path, []) }
    file = try files.open(path, for: .updating)
  }

  func write(_ text: String) {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0x20, count: max(0, 79 - text.utf8.count))
    _ = try? files.overwrite(file, at: 0, with: (bytes + [0x0A])[...])
  }
}
