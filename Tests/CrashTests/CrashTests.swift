import Testing

/// Crashes at every moment of what a process does, and of every recovery.
///
/// `PAYUNG_SEEDS=1000000 swift test -c release --filter CrashTests` tries more of them.
struct CrashTests {
  @Test("every promise survives a crash at any moment", arguments: Operation.all)
  func crash(operation: Operation) throws {
    let seeds = (Campaign.seeds + Operation.all.count - 1) / Operation.all.count
    let moments = try operation.moments()
    var campaign = Campaign(
      name: operation.name, moments: moments, program: operation.program)
    let tally = campaign.run(0..<seeds)
    print(tally)
    #expect(tally.images > moments.count)
    #expect(tally.failures == 0, "\(tally.examples)")
  }
}
