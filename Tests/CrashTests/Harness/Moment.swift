import SystemFiles
import TestSupport

/// A moment in the life of a process: what the disk and the system then had, and what was promised.
struct Moment: Sendable {
  /// The write that comes next, which may be cut short by the end of the process.
  struct Write: Sendable {
    var file: OpenFile
    var bytes: ArraySlice<UInt8>
  }

  var disk: DiskState
  var account: Account
  var write: Write?

  /// The disk after a power cut at this moment.
  func crashed(_ random: inout SeededRandom) -> DiskState { disk.crashed(&random) }

  /// The disk after the end of the process at this moment, or within the write that it just began.
  func killed(_ random: inout SeededRandom) -> DiskState {
    var disk = disk
    if let write {
      let bytes = write.bytes.prefix(random.below(write.bytes.count + 1))
      _ = try? disk.write(write.file, bytes)
    }
    return disk.killed
  }
}
