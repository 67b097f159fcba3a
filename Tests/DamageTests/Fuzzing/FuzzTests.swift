import Testing

/// Hostile bytes for everything that reads: no trap (which would end the test process), no hang, no more
/// memory than a small machine has, and every refusal a typed error.
///
/// `PAYUNG_LONG=1 PAYUNG_FUZZ_SECONDS=3600 swift test -c release -Xswiftc -enable-testing --filter FuzzTests`
/// runs for an hour, from seed `PAYUNG_FUZZ_SEED` on; the file `.build/fuzz-input` then says which input is being read, and
/// `PAYUNG_FUZZ_REPLAY="entry 17"` feeds that one alone.
@Suite("fuzzing", .serialized)
struct FuzzTests {
  @Test("every target reads or refuses whatever it is given", .enabled(if: !LongRun.isOn))
  func short() throws {
    var run = try FuzzRun()
    for target in run.targets {
      for seed in 0..<25 { run.feed(target, UInt64(seed), limit: .seconds(30)) }
    }
    // Mutations that nothing takes would test the parser alone; raw bytes of a journal seldom get past a hash.
    for target in run.targets where target.name != "journal" {
      let tally = run.tallies[target.name] ?? FuzzRun.Tally()
      #expect(tally.refused < tally.inputs, "\(target.name) reads nothing")
    }
  }

  @Test("for as long as there is time", .enabled(if: LongRun.isOn))
  func long() throws {
    var run = try FuzzRun(note: FuzzNote(".build/fuzz-input"))
    if let replay = LongRun.value("PAYUNG_FUZZ_REPLAY") {
      let parts = replay.split(separator: " ")
      let name = parts.dropLast().joined(separator: " ")
      let target = try #require(run.targets.first { $0.name == name })
      let seed = try #require(parts.last.flatMap { UInt64($0) })
      run.feed(target, seed, limit: .seconds(2))
      return print(run.summary)
    }
    let seconds = LongRun.value("PAYUNG_FUZZ_SECONDS").flatMap { Int($0) } ?? 60
    let end = ContinuousClock.now.advanced(by: .seconds(seconds))
    var seed = LongRun.value("PAYUNG_FUZZ_SEED").flatMap { UInt64($0) } ?? 0
    while ContinuousClock.now < end {
      for target in run.targets { run.feed(target, seed, limit: .seconds(2)) }
      seed += 1
    }
    print(run.summary)
    #expect(FuzzRun.mostMemory < 256 << 10)
  }
}
