import EventJournal
import SystemFiles

/// What the next process does with a store after a crash, and whether every promise was kept.
struct Recovery {
  let disk: SimulatedDisk
  private(set) var violations: [Violation] = []

  private let found: DiskState
  private let program: Program

  init(
    of found: DiskState, _ account: Account, kind: SimulatedDisk.Kind = .init(),
    program: (SimulatedDisk) -> Program = { Program($0) }
  ) {
    self.found = found
    disk = SimulatedDisk(found, account, kind: kind)
    disk.startRecording()
    self.program = program(disk)
  }

  /// The moments of the recovery, at each of which there may be another crash.
  var moments: [Moment] { disk.moments }

  mutating func run() {
    violations += disk.account.judgeBytes(found)
    do throws(JournalError) {
      let report = try program.check()
      if report.severity > .repairable {
        violations.append(.stuck("check before: \(report.findings)"))
      }
      try program.read()
      violations += disk.account.judge(program.entries)
    } catch {
      if disk.account.promised.isEmpty, isNoStore(error) { return }
      return violations.append(.stuck("reading: \(error)"))
    }
    do throws(JournalError) {
      do throws(JournalError) {
        try program.append()
      } catch {
        // Nobody is promised anything any more, and everything stays readable.
        if error == .poisoned { return judgeDurable() }
        throw error
      }
      let report = try program.check()
      if report.severity != .clean {
        violations.append(.stuck("check after: \(report.findings)"))
      }
    } catch {
      return violations.append(.stuck("appending: \(error)"))
    }
    violations += disk.account.judgeBytes(disk.disk)
    violations += Account.judge(disk.disk, against: bytesFound)
    judgeDurable()
  }

  /// What was promised just now must survive a power cut.
  private mutating func judgeDurable() {
    let program = Program(SimulatedDisk(disk.disk.bare))
    do throws(JournalError) {
      try program.read()
      violations += disk.account.judge(program.entries)
    } catch {
      violations.append(.lost("reading after a power cut: \(error)"))
    }
  }

  /// No byte of the journal may disappear, even if it is part of nothing.
  private var bytesFound: [String: [UInt8]] {
    var bytes: [String: [UInt8]] = [:]
    for path in found.files(in: Program.journal) { bytes[path] = found.contents(path) }
    return bytes
  }

  /// A store of which the making was cut short is none.
  private func isNoStore(_ error: JournalError) -> Bool {
    switch error {
    case .missing, .notAStore: true
    default: false
    }
  }
}
