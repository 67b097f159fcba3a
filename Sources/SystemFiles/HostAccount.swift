import Glibc

/// An account of this machine.
public struct HostAccount: Sendable {
  public let name: String
  public let user: UInt32
  public let shell: String
  public let home: String

  /// The account with this number; nil where the machine has none.
  public init?(user: UInt32) {
    guard let entry = getpwuid(user)?.pointee, let name = entry.pw_name else { return nil }
    self.name = String(cString: name)
    self.user = entry.pw_uid
    shell = entry.pw_shell.map { String(cString: $0) } ?? ""
    home = entry.pw_dir.map { String(cString: $0) } ?? ""
  }
}

/// The room on the file system of a folder.
public enum HostDisk {
  /// The bytes that may still be written there; nil where the system does not say.
  public static func freeBytes(at path: String) -> Int? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    let (bytes, overflow) = Int(status.f_frsize).multipliedReportingOverflow(
      by: Int(clamping: status.f_bavail))
    return overflow ? .max : bytes
  }
}
