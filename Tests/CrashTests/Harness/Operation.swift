import EventJournal
import Glibc
import SystemFiles

/// One thing that a process does with a store, during which everything may stop.
struct Operation: Sendable, CustomStringConvertible {
  var name: String
  /// When entries go to a new segment, in bytes.
  var segmentLimit: Int?
  /// Brings the store into the state before, by another process.
  var prepare: @Sendable (Program) throws -> Void = { _ in }
  /// What goes wrong meanwhile.
  var faults: [Fault] = []
  var run: @Sendable (Program) throws -> Void

  var description: String { name }

  static let all = [
    Operation(name: "create") { try $0.create() },
    Operation(name: "append", prepare: begin(1)) { try $0.append(3) },
    Operation(
      name: "append behind a torn entry", prepare: { try begin($0, 1).tear(.short(200)) },
      run: { try $0.append(2) }),
    Operation(
      name: "append behind a lost newline",
      prepare: { try begin($0, 1).tear(.short(-1), .error(ENOSPC)) }, run: { try $0.append(2) }),
    Operation(
      name: "append on a failing disk", prepare: begin(2), faults: [refused],
      run: { program in for _ in 1...2 { try? program.append() } }),
    Operation(name: "rotate", segmentLimit: 500, prepare: begin(2)) { try $0.append(3) },
    Operation(name: "snapshot", prepare: begin(3)) { program in
      try program.writeSnapshot()
      try program.append()
      try program.writeSnapshot()
    },
    Operation(
      name: "repair",
      prepare: { program in
        try begin(program, 2)
        program.disk.fail([refused])
        try? program.append()
      },
      run: { program in
        try program.repair()
        try program.append()
      }),
    Operation(name: "restore", segmentLimit: 500, prepare: begin(4)) { try $0.restore() },
    Operation(
      name: "erase", segmentLimit: 700,
      prepare: { program in
        try begin(program, 4)
        try program.writeSnapshot()
      },
      run: { program in
        try program.erase(case: 3)
        try program.append()
      }),
    Operation(
      name: "replace a list", segmentLimit: 700,
      prepare: { program in
        try program.create()
        try program.addList(replaces: false)
        try program.append()
        try program.addList(replaces: true)
      },
      run: { program in
        try program.addList(replaces: true)
        try program.append()
      }),
  ]

  /// The next synchronisation fails, and part of what was written is lost.
  static let refused = Fault(ordinal: 1, call: "fdatasync", effect: .error(EIO), seed: 2)

  static func named(_ name: String) -> Operation? { all.first { $0.name == name } }

  private static func begin(_ count: Int) -> @Sendable (Program) throws -> Void {
    { try begin($0, count) }
  }

  /// A store with so many entries.
  @discardableResult
  private static func begin(_ program: Program, _ count: Int) throws -> Program {
    try program.create()
    try program.append(count - 1)
    return program
  }
}

// MARK: - How it goes

extension Operation {
  /// The disk before the operation, and what was promised by then.
  func prepared() throws -> (DiskState, Account) {
    let disk = SimulatedDisk()
    try prepare(program(disk))
    return (disk.disk.killed, disk.account)
  }

  /// A process as the operation has it.
  func program(_ disk: SimulatedDisk) -> Program { Program(disk, segmentLimit: segmentLimit) }

  /// Every moment of the operation on a disk of this kind.
  func moments(_ kind: SimulatedDisk.Kind = .init()) throws -> [Moment] {
    let (state, account) = try prepared()
    let disk = SimulatedDisk(state, account, kind: kind)
    disk.fail(faults)
    disk.startRecording()
    try run(program(disk))
    return disk.moments
  }
}

extension Program {
  fileprivate func append(_ count: Int) throws {
    for _ in 0..<count { try append() }
  }

  /// Appends so that the writes fail like this.
  fileprivate func tear(_ effects: Fault.Effect...) {
    disk.fail(
      effects.enumerated().map { index, effect in
        Fault(ordinal: index + 1, call: "write", effect: effect)
      })
    try? append()
    disk.fail([])
  }
}
