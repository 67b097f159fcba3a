import EventJournal
import Glibc
import TestSupport
import Testing

/// Every system call fails, once and for ever.
struct FailingCallTests {
  @Test(
    "whatever call fails, nothing is promised falsely and the next one works",
    arguments: Operation.all, [ENOSPC, EIO, EDQUOT, EINTR, EMFILE])
  func fail(operation: Operation, code: Int32) throws {
    let (state, account) = try operation.prepared()
    // A process that repeats what was interrupted cannot be interrupted for ever.
    let lasting = code == EINTR ? 5 : 1_000_000
    var trials = 0
    for times in [1, lasting] {
      var ordinal = 0
      while true {
        ordinal += 1
        let disk = SimulatedDisk(state, account)
        // What is written over bytes of the lock file stays in memory, whatever the disk does.
        disk.fail([
          Fault(ordinal: ordinal, effect: .error(code), times: times, except: "pwrite")
        ])
        let program = Program(disk)
        do {
          try operation.run(program)
        } catch {
          #expect(error is JournalError)
        }
        if disk.calls < ordinal { break }
        trials += 1
        let place = "call \(ordinal) fails with \(code) \(times) times"
        disk.fail([])
        judge(program, place)
        withKnownIssue("a store of which the making failed may vanish", isIntermittent: true) {
          judge(disk.disk.killed, disk.account, place)
        } when: {
          operation.name == "create"
        }
        var random = SeededRandom(seed: UInt64(ordinal))
        judge(disk.disk.crashed(&random), disk.account, place)
      }
    }
    #expect(trials > 20)
  }

  /// The same process goes on when nothing fails any more.
  private func judge(_ program: Program, _ place: String) {
    guard !program.disk.account.promised.isEmpty else { return }
    do throws(JournalError) {
      try program.append()
    } catch {
      #expect(error == .poisoned, "\(place)")
    }
  }

  private func judge(_ found: DiskState, _ account: Account, _ place: String) {
    var recovery = Recovery(of: found, account)
    recovery.run()
    #expect(recovery.violations == [], "\(place)")
  }
}
