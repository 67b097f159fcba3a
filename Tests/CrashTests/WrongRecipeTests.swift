import EventJournal
import Glibc
import Testing

/// Programs and disks that break promises, each of which the harness must find.
struct WrongRecipeTests {
  private let append: Operation
  private let create: Operation

  init() throws {
    append = try #require(Operation.named("append"))
    create = try #require(Operation.named("create"))
  }

  private func tally(
    _ moments: [Moment], program: @escaping (SimulatedDisk) -> Program = { Program($0) }
  ) -> Campaign.Tally {
    var campaign = Campaign(name: "wrong", moments: moments, program: program)
    return campaign.run(0..<1_000)
  }

  @Test("a disk that keeps its promises passes the same seeds")
  func right() throws {
    #expect(tally(try append.moments()).failures == 0)
    #expect(tally(try create.moments()).failures == 0)
  }

  @Test("without fdatasync promised entries are lost")
  func withoutSynchronize() throws {
    #expect(tally(try append.moments(.init(ignoresSynchronize: true))).lost > 0)
  }

  @Test("without synchronising the folder a promised store is lost")
  func withoutSynchronizeFolder() throws {
    #expect(tally(try create.moments(.init(ignoresSynchronizeFolder: true))).stuck > 0)
  }

  @Test("without synchronising the folder promised entries of a new segment are lost")
  func rotateWithoutSynchronizeFolder() throws {
    let rotate = try #require(Operation.named("rotate"))
    #expect(tally(try rotate.moments(.init(ignoresSynchronizeFolder: true))).lost > 0)
  }

  @Test("an answer before fdatasync is a promise that is lost")
  func early() throws {
    #expect(tally(WrongRecipeTests.early(try append.moments())).lost > 0)
  }

  @Test("a torn tail that is cut off is missed")
  func truncating() throws {
    let tally = tally(try append.moments()) { TruncatingProgram($0) }
    #expect(tally.rewritten > 0)
    #expect(tally.lost == 0)
  }

  @Test("a second fdatasync behind a failed one is believed, and promised entries are lost")
  func repeated() throws {
    var lost = 0
    for seed in 0..<4 {
      let failing = Operation(
        name: "append on a failing disk", prepare: { try $0.create() },
        faults: [Fault(ordinal: 2, call: "fdatasync", effect: .error(EIO), seed: UInt64(seed))],
        run: { program in
          for _ in 1...3 {
            do { try program.append() } catch JournalError.notDurable, JournalError.poisoned {}
          }
        })
      #expect(tally(try failing.moments()).failures == 0)
      lost += tally(try failing.moments(.init(repeatsSynchronize: true))).lost
    }
    #expect(lost > 0)
  }

  /// The moments as they are for a process that answers as soon as the bytes are written.
  private static func early(_ moments: [Moment]) -> [Moment] {
    moments.indices.map { index in
      var moment = moments[index]
      let next = moments[index...].first {
        $0.account.promised.count > moment.account.promised.count
      }
      if let next, moment.disk.contents(Program.segment) == next.disk.contents(Program.segment) {
        moment.account = next.account
      }
      return moment
    }
  }
}

/// A process that makes a torn journal shorter instead of declaring the tail void.
private final class TruncatingProgram: Program {
  override func read() throws(JournalError) {
    disk.truncate(Program.segment, to: try check().head.end)
    try super.read()
  }
}
