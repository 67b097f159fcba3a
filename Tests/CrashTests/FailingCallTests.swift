import EventJournal
import Glibc
import TestSupport
import Testing

/// Every system call fails, once and for ever.
struct FailingCallTests {
  /// A disk, what was told to those who wrote on it, and how the process ended.
  private struct Outcome: Hashable {
    let digest: Int
    let promised: [String]
    let open: Set<String>
    let vowed: Set<String>
    let error: Substring

    init(_ disk: SimulatedDisk, _ error: (any Error)?) {
      let account = disk.account
      digest = disk.disk.digestWithoutTimes
      promised = account.promised.map(\.id)
      open = Set(account.open.keys)
      vowed = account.vowed
      self.error = error.map { "\($0)" }?.prefix { $0 != "(" } ?? ""
    }
  }

  @Test(
    "whatever call fails, nothing is promised falsely and the next one works",
    arguments: Operation.all)
  func fail(operation: Operation) throws {
    let (state, account) = try operation.prepared()
    var outcomes: Set<Outcome> = []
    var trials = 0
    for code in [ENOSPC, EIO, EDQUOT, EINTR, EMFILE] {
      // A process that repeats what was interrupted cannot be interrupted for ever.
      for times in [1, code == EINTR ? 5 : 1_000_000] {
        for ordinal in 1... {
          let disk = SimulatedDisk(state, account)
          let (program, colleague) = (operation.program(disk), operation.program(disk))
          try? colleague.read()
          disk.fail(
            operation.faults + [Fault(ordinal: ordinal, effect: .error(code), times: times)])
          let error = error(of: operation, program)
          if disk.calls < ordinal { break }
          trials += 1
          disk.fail([])
          // Several errors come to the same.
          guard outcomes.insert(Outcome(disk, error)).inserted else { continue }
          let isFirst = ordinal.isMultiple(of: 2)
          withKnownIssue(isIntermittent: true) {
            judge(
              disk, isFirst ? [program, colleague] : [colleague, program],
              "call \(ordinal) fails with \(code) \(times) times")
          } when: {
            // An entry on a disk that refused it and the removal; a read that fails behind an erasure; a
            // segment that was removed while a colleague had it open.
            ["create", "erase", "replace a list"].contains(operation.name)
          }
        }
      }
    }
    print("\(operation): \(trials) failing calls, \(outcomes.count) different outcomes")
    #expect(trials > 100)
  }

  private func error(of operation: Operation, _ program: Program) -> (any Error)? {
    do {
      try operation.run(program)
      return nil
    } catch {
      #expect(error is JournalError)
      return error
    }
  }

  /// The same process and one that had read before go on when nothing fails any more, and so do others after a
  /// crash.
  private func judge(_ disk: SimulatedDisk, _ programs: [Program], _ place: String) {
    for program in programs {
      #expect(throws: Never.self, "\(place)") { try program.appendAnyhow() }
    }
    var random = SeededRandom(seed: 1)
    for found in [disk.disk.killed, disk.disk.crashed(&random)] {
      var recovery = Recovery(of: found, disk.account)
      recovery.run()
      #expect(recovery.violations == [], "\(place)")
    }
  }
}
