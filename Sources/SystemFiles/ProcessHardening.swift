internal import CProcess
import Glibc

/// What is done to this process before it opens anything, so that it gives nothing away.
public enum ProcessHardening {
  /// Makes files for their owner alone, leaves no memory on the disk after a crash, and lets no other process of the
  /// same user look into this one.
  public static func close() {
    umask(0o077)
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    _ = cprocess_hide()
  }

  /// Leaves these variables alone in the environment, where they are set and `isGood` says so.
  ///
  /// For who comes from outside: what the loader, the runtime and ncurses read from the environment is not theirs.
  public static func keepEnvironment(
    only names: [String], isGood: (_ name: String, _ value: String) -> Bool
  ) {
    let kept = names.compactMap { name in
      HostIdentity.environment(name).map { (name, $0) }
    }
    clearenv()
    for (name, value) in kept where isGood(name, value) { setenv(name, value, 1) }
  }
}
