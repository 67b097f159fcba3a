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
      try examine()
      let segments = Set(program.entries.map(\.path))
      let isRepaired = try program.appendAnyhow()
      let report = try program.check()
      if report.severity != .clean {
        violations.append(.stuck("check after: \(report.findings)"))
      }
      // A segment without an entry, which nobody was promised anything of, may go when the store is repaired or
      // made anew.
      let lasting = isRepaired || segments.isEmpty ? segments : Set(found.journal.keys)
      let bytes = found.journal.filter { lasting.contains($0.key) }
      violations += disk.account.judgeBytes(disk.disk, against: bytes)
      violations += disk.account.judgeBytes(disk.disk)
      violations += disk.account.judgeErasure(disk.disk)
    } catch {
      violations.append(.stuck("\(error)"))
      return
    }
    judge(disk.disk.bare)
  }

  /// Looks at the store as a reader; there may be none where none was promised.
  private mutating func examine() throws(JournalError) {
    let report: CheckReport
    do throws(JournalError) {
      report = try program.check()
    } catch {
      if disk.account.promised.isEmpty, error.isNoStore { return }
      throw error
    }
    if report.severity > .repairable {
      violations.append(.stuck("check before: \(report.findings)"))
    }
    try program.read()
    violations += disk.account.judge(program.entries)
    if let copy = try program.readCopy() { violations += disk.account.judgeCopy(copy) }
  }

  /// What was promised by now must survive a power cut.
  private mutating func judge(_ bare: DiskState) {
    let account = disk.account
    let program = Program(SimulatedDisk(bare))
    do throws(JournalError) {
      try program.read()
      violations += account.judge(program.entries)
      violations += account.judgeErasure(bare)
      if let copy = try program.readCopy() {
        violations += account.judgeCopy(copy)
      } else if account.copy != nil {
        violations.append(.lost("the copy"))
      }
      let ids = program.entries.map(\.id)
      if bare.contents("/store/snapshot.jsonl") != nil, try program.readThroughSnapshot() != ids {
        violations.append(.invented("other entries in the snapshot"))
      }
    } catch {
      violations.append(.lost("reading after a power cut: \(error)"))
    }
  }
}
