import EventJournal
import Testing

/// A write that is cut at any byte, and then the write that declares it void, where the journal can
/// only be appended to.
struct TornTests {
  private let kind = SimulatedDisk.Kind(onlyAppends: true)

  @Test("an entry torn at any byte, and its seal torn at any byte, lose nothing", arguments: 0..<4)
  func tornTwice(part: Int) throws {
    let start = SimulatedDisk()
    try Program(start).create()
    // All pairs take minutes in a debug build; the night has them.
    let step = Campaign.seeds < 1_000_000 ? 32 : 1
    var trials = 0
    for first in stride(from: part, to: try lengthOfWrite(start), by: 4) {
      let torn = SimulatedDisk(start.disk.settled, start.account, kind: kind)
      append(to: torn, taking: first)
      let length = try lengthOfWrite(torn)
      for second in stride(from: first / 4 % step, to: length, by: step) {
        let sealed = SimulatedDisk(torn.disk.killed, torn.account, kind: kind)
        append(to: sealed, taking: second)
        var recovery = Recovery(of: sealed.disk.killed, sealed.account, kind: kind)
        recovery.run()
        #expect(recovery.violations == [], "\(first) bytes of the entry, \(second) of the seal")
        trials += 1
      }
    }
    #expect(trials > 300)
  }

  /// Appends so that the first write takes only so many bytes.
  private func append(to disk: SimulatedDisk, taking count: Int) {
    disk.fail([Fault(ordinal: 1, call: "write", effect: .short(count))])
    try? Program(disk).append()
    disk.fail([])
  }

  /// How many bytes the next append writes first.
  private func lengthOfWrite(_ disk: SimulatedDisk) throws -> Int {
    let copy = SimulatedDisk(disk.disk.killed, disk.account)
    copy.startRecording()
    try Program(copy).append()
    return try #require(copy.moments.lazy.compactMap(\.write).first).bytes.count
  }
}
