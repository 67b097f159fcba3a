internal import CaseDomain

/// From the start of the desk to its first frame, beside a program that only shows a file.
enum FirstFrameRow {
  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    let folder = bench.path("first-frame")
    try data.linkStore(to: folder)
    defer { Files.remove(folder) }
    let contest = try Contest(
      [
        contestant(
          .ours, "payung",
          { () throws(Failure) in
            bench.payung("desk", "--officer", "dewi", store: folder)
          }),
        contestant(
          .peer, "less", { () throws(Failure) in [try Bench.require("less"), "-S", data.lines] }),
        tig(bench).further,
      ], pairs: bench.options.pairs)
    return [
      Result(
        "first frame of the desk at \(Size.text(data.size))", contest, .milliseconds,
        [.atMost(2, of: .peer)])
    ]
  }

  private static func contestant(
    _ side: Side, _ name: String, _ words: @escaping () throws(Failure) -> [String]
  ) -> Contestant {
    Contestant(side, name) { () throws(Failure) in
      Sample(value: Double(try Terminal(words()).firstFrame().time) / 1e6)
    }
  }

  private static func tig(_ bench: Bench) -> Contestant {
    contestant(.peer, "tig") { () throws(Failure) in
      guard let words = tigOnThisHistory(bench) else {
        throw Failure("tig is not installed, or there is no history to show")
      }
      return words
    }
  }
}

/// Bytes and time from a key to its frame.
enum KeysRow {
  private static let down = "\u{1B}[B"
  private static let up = "\u{1B}[A"
  private static let delete = "\u{7F}"

  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    let folder = bench.path("keys")
    try data.linkStore(to: folder)
    defer { Files.remove(folder) }
    let size = Size.text(data.size)
    let desk = try Terminal(bench.payung("desk", "--officer", "dewi", store: folder))
    _ = try desk.firstFrame()
    desk.settle()
    var peers: [(name: String, terminal: Terminal)] = []
    for (name, words) in try installed(bench, data) {
      let terminal = try Terminal(words)
      _ = try terminal.firstFrame()
      terminal.settle()
      peers.append((name, terminal))
    }
    // The screen of all cases.
    let screen = try desk.answer(to: "4", quiet: 400)
    var results = [
      Result("a full screen of the desk at \(size)", Double(screen.bytes), .bytes, [.below(2_000)]),
      Result(
        "a full screen at \(size), key to frame", Double(screen.time) / 1e6, .milliseconds, []),
    ]
    results += try row(bench, "a move by one row at \(size)", 64, (desk, [down, up]), peers)
    // To the last row of the window, from where every step scrolls.
    for _ in 0..<20 { _ = try desk.answer(to: down) }
    results += try row(bench, "a scroll by one row at \(size)", 160, (desk, [down]), peers)
    results.append(
      Result("idle for 10 s at \(size)", Double(desk.idle(10_000)), .bytes, [.below(0)]))

    // The field for the NIK in the form of a new registration.
    let form = try Terminal(
      bench.payung("desk", "--officer", Staff.everywhere.rawValue, store: folder))
    _ = try form.firstFrame()
    form.settle()
    _ = try form.answer(to: "2", quiet: 400)
    let digits = ["2", "1", "0", "2", "0", "3"]
    let keys = digits + digits.map { _ in delete }
    results += try row(bench, "a typed digit at \(size)", 60, (form, keys), [])
    return results
  }

  /// Programs that scroll by a line at `j`, those that are installed.
  private static func installed(_ bench: Bench, _ data: DataSet) throws(Failure) -> [(
    String, [String]
  )] {
    var peers: [(String, [String])] = []
    if let less = Program.find("less") { peers.append(("less", [less, "-S", data.lines])) }
    if let tig = tigOnThisHistory(bench) { peers.append(("tig", tig)) }
    return peers
  }

  /// Bytes and time of keys, one after the other, in the desk and in the peers.
  private static func row(
    _ bench: Bench, _ what: String, _ limit: Double, _ desk: (terminal: Terminal, keys: [String]),
    _ peers: [(name: String, terminal: Terminal)]
  ) throws(Failure) -> [Result] {
    var contestants = [contestant(.ours, "payung", desk.terminal, desk.keys)]
    for (place, peer) in peers.enumerated() {
      let contestant = contestant(.peer, peer.name, peer.terminal, ["j"])
      contestants.append(place == 0 ? contestant : contestant.further)
    }
    let contest = try Contest(contestants, pairs: bench.options.pairs)
    return [
      Result("\(what), bytes", contest, .bytes, [.below(limit)]),
      Result("\(what), key to frame", contest.second, .milliseconds, [.below(1)]),
    ]
  }

  private static func contestant(
    _ side: Side, _ name: String, _ terminal: Terminal, _ keys: [String]
  ) -> Contestant {
    var place = 0
    return Contestant(side, name) { () throws(Failure) in
      let answer = try terminal.answer(to: keys[place % keys.count])
      place += 1
      return Sample(value: Double(answer.bytes), second: Double(answer.time) / 1e6)
    }
  }
}

/// tig on the history of this very repository; nil where either is missing.
private func tigOnThisHistory(_ bench: Bench) -> [String]? {
  let git = "\(bench.options.fixtures)/../.git"
  guard let env = Program.find("env"), let tig = Program.find("tig"), Files.exists(git) else {
    return nil
  }
  return [env, "GIT_DIR=\(git)", tig]
}
