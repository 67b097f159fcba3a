import Glibc

/// Whose process this is and what it was started with.
public enum HostIdentity {
  /// The effective user id.
  public static var user: UInt32 { geteuid() }

  /// The name of the effective user; its number where the system has no name for it.
  public static var userName: String {
    guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name else {
      return String(geteuid())
    }
    return String(cString: name)
  }

  public static var process: Int32 { getpid() }

  /// The environment variable, nil where there is none.
  public static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Whether a shell started this process that could continue it once it is stopped: not where the process
  /// leads its session, as behind a forced command.
  public static var hasShell: Bool { getsid(0) != getpid() }

  public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The columns of the terminal behind a descriptor; nil where it is no terminal or has not said.
  public static func terminalWidth(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard isTerminal(descriptor), ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else {
      return nil
    }
    return size.ws_col == 0 ? nil : Int(size.ws_col)
  }

  /// The folder from which relative paths start; `.` where the system does not say.
  public static var currentFolder: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  /// The path of this program's own file; empty where the system does not say.
  public static var executable: String {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &bytes, bytes.count)
    return String(
      decoding: bytes.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
