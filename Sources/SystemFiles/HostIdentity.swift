import Glibc

/// Whose process this is and what it was started with.
public enum HostIdentity {
  /// The effective user id.
  public static var user: UInt32 { geteuid() }

  public static var process: Int32 { getpid() }

  /// The environment variable, nil where there is none.
  public static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The path of this program's own file; empty where the system does not say.
  public static var executable: String {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &bytes, bytes.count)
    return String(
      decoding: bytes.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
