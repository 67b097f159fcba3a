internal import Glibc

/// The machine that is measured.
enum Machine {
  /// How many processors this process may use.
  static let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}
