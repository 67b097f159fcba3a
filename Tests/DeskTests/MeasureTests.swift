import Glibc
import TestSupport
import Testing

/// Bytes and latency of the desk beside programs that are known to be quick.
///
/// `PAYUNG_MEASURE=PROGRAM swift test --filter MeasureTests` prints the table for a `payung` that was built
/// for release, or for that of the tests where there is no such program.
@Suite(.serialized)
struct MeasureTests {
  private struct Candidate {
    var name: String
    var words: [String]
    /// What is pressed before, and the keys of which one moves a row and the other goes back.
    var start = ""
    var down = TerminalKeys.down
    var up = TerminalKeys.up
  }

  @Test(
    "bytes and latency beside other programs",
    .enabled(if: getenv("PAYUNG_MEASURE") != nil, "PAYUNG_MEASURE=PROGRAM prints a table"))
  func table() throws {
    let work = try Workplace()
    let named = getenv("PAYUNG_MEASURE").map { String(cString: $0) } ?? ""
    let program = access(named, X_OK) == 0 ? named : try Machine.program()
    try work.player.run(
      """
      seq 1 5000 | sed 's/$/ warga contoh/' > lines; mkdir files; cd files && touch $(seq 1 300); \
      git init -q . && git add . && git -c user.name=a -c user.email=a@b commit -qm one && \
      for n in $(seq 1 100); do git -c user.name=a -c user.email=a@b commit -qm "number $n" --allow-empty; done
      """)
    let folder = work.player.folder
    let candidates = [
      Candidate(
        name: "payung",
        words: [program, "--store", work.store, "--officer", "rina"], start: "3"),
      Candidate(
        name: "tig", words: ["/bin/sh", "-c", "cd '\(folder)/files' && exec tig"]),
      Candidate(name: "htop", words: ["/usr/bin/htop", "-d", "100"]),
      Candidate(name: "mc", words: ["/bin/sh", "-c", "cd '\(folder)/files' && exec mc -u"]),
      Candidate(name: "less", words: ["/usr/bin/less", "\(folder)/lines"]),
    ]
    print("| program | first frame B | row move B | page B | key to first byte, median | 95 % |")
    print("|---|---|---|---|---|---|")
    for candidate in candidates {
      if let row = try measure(candidate, work.player) { print(row) }
    }
  }

  /// A row of the table; nil where the program is not installed.
  private func measure(_ candidate: Candidate, _ player: Player) throws -> String? {
    let session = try TerminalSession(candidate.words, player)
    let first = session.settle(quietFor: .milliseconds(400)).count
    guard session.waitForExit(within: .zero) == nil else { return nil }
    if !candidate.start.isEmpty { session.press(candidate.start, quietFor: .milliseconds(250)) }
    session.press(candidate.down)
    let move = session.press(candidate.down).count
    // The first page of many a program only fills up what the cursor has moved.
    session.press(TerminalKeys.pageDown, quietFor: .milliseconds(200))
    let page = session.press(TerminalKeys.pageDown, quietFor: .milliseconds(200)).count
    session.press(TerminalKeys.home, quietFor: .milliseconds(200))
    var latencies: [Duration] = []
    for turn in 0..<200 {
      let key = turn % 20 < 10 ? candidate.down : candidate.up
      let answer = session.terminal.answer(to: key, untilQuietFor: .milliseconds(15))
      if let latency = answer.latency { latencies.append(latency) }
    }
    latencies.sort()
    guard !latencies.isEmpty else {
      return "| \(candidate.name) | \(first) | \(move) | \(page) | | |"
    }
    let median = milliseconds(latencies[latencies.count / 2])
    let high = milliseconds(latencies[latencies.count * 19 / 20])
    return "| \(candidate.name) | \(first) | \(move) | \(page) | \(median) | \(high) |"
  }

  /// `0,42 ms`.
  private func milliseconds(_ duration: Duration) -> String {
    let hundredths = Int(duration / .microseconds(10))
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) ms"
  }
}
