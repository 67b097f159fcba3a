/// What is mounted where, read from `/proc/self/mountinfo` (proc_pid_mountinfo(5)); `statfs`, which would say
/// the same, is not visible from Swift.
struct MountTable {
  private var systems: [UInt64: String] = [:]

  /// Reads lines such as `36 35 98:0 /mnt1 /mnt2 rw master:1 - ext3 /dev/root rw`; others are passed over.
  init(_ bytes: [UInt8]) {
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 6, let dash = words.dropFirst(6).firstIndex(of: "-"),
        words.indices.contains(dash + 1)
      else { continue }
      let numbers = words[2].split(separator: ":").compactMap { UInt64($0) }
      guard numbers.count == 2 else { continue }
      systems[MountTable.device(major: numbers[0], minor: numbers[1])] = String(words[dash + 1])
    }
  }

  /// The name of the file system on a device, as `stat` numbers it.
  func system(of device: UInt64) -> String? { systems[device] }

  /// Whether the data of such a file system is on another machine, or may be: nobody can tell what stands
  /// behind FUSE (sshfs, cloud folders).
  static func isRemote(_ system: String) -> Bool {
    let remote = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "coda"]
    return remote.contains(system) || system == "fuse" || system.hasPrefix("fuse.")
  }

  /// The number that `makedev(3)` makes.
  private static func device(major: UInt64, minor: UInt64) -> UInt64 {
    (minor & 0xFF) | (major & 0xFFF) << 8 | (minor & ~0xFF) << 12 | (major & ~0xFFF) << 32
  }
}
