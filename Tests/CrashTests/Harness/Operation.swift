import EventJournal
import SystemFiles

/// One thing that a process does with a store, during which everything may stop.
struct Operation: Sendable, CustomStringConvertible {
  var name: String
  /// Brings the store into the state before; all of it is on the disk then.
  var prepare: @Sendable (Program) throws -> Void = { _ in }
  var run: @Sendable (Program) throws -> Void

  var description: String { name }

  static let all = [
    Operation(name: "create") { try $0.create() },
    Operation(
      name: "append", prepare: { try $0.create() },
      run: { program in for _ in 1...3 { try program.append() } }),
    Operation(
      name: "append behind a torn entry",
      prepare: { program in
        try program.create()
        tear(program, .short(200))
      }, run: { program in for _ in 1...2 { try program.append() } }),
    Operation(
      name: "append behind a lost newline",
      prepare: { program in
        try program.create()
        tear(program, .short(-1), .error(28))
      }, run: { program in for _ in 1...2 { try program.append() } }),
  ]

  /// Lets an append fail in its writes.
  private static func tear(_ program: Program, _ effects: Fault.Effect...) {
    let faults = effects.enumerated().map { index, effect in
      Fault(ordinal: index + 1, call: "write", effect: effect)
    }
    program.disk.fail(faults)
    try? program.append()
    program.disk.fail([])
  }

  /// The disk before the operation, with all of it synchronised.
  func prepared(_ order: WriteOrder = .lengthLast) throws -> (DiskState, Account) {
    var empty = DiskState()
    empty.order = order
    let disk = SimulatedDisk(empty)
    try prepare(Program(disk))
    return (disk.disk.settled, disk.account)
  }

  /// Every moment of the operation on a disk of this kind.
  func moments(
    _ kind: SimulatedDisk.Kind = .init(),
    program: (SimulatedDisk) -> Program = { Program($0) }
  ) throws -> [Moment] {
    let (state, account) = try prepared()
    let disk = SimulatedDisk(state, account, kind: kind)
    disk.startRecording()
    try run(program(disk))
    return disk.moments
  }
}
