/// A disk with what goes wrong with it and what happened to it so far.
struct RecordedDisk: Sendable {
  var disk: DiskState
  var account: Account
  var faults: [Fault] = []
  /// How many calls there were, and how many of each name, since the last fault was told.
  var calls: [String?: Int] = [:]
  var isRecording = false
  var moments: [Moment] = []

  mutating func record(_ write: Moment.Write?) {
    guard isRecording else { return }
    moments.append(Moment(disk: disk, account: account, write: write))
  }

  /// Counts a call, and says what goes wrong with it.
  mutating func fault(in name: String) -> Fault? {
    calls[nil, default: 0] += 1
    calls[name, default: 0] += 1
    return faults.first { fault in
      guard fault.call ?? name == name, let count = calls[fault.call] else {
        return false
      }
      return (fault.ordinal..<(fault.ordinal + fault.times)).contains(count)
    }
  }
}
