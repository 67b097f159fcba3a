public import CanonicalForm
internal import CProcess
import Glibc

/// The clock of this machine.
public enum HostClock {
  /// The moment now, to the millisecond; may run backwards when somebody sets the clock.
  public static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: time.tv_sec * 1_000 + time.tv_nsec / 1_000_000)
  }

  /// Whether somebody keeps the clock right, over the network or otherwise; nil where the system does not say.
  ///
  /// The corresponding C function is `adjtimex`, its bit `STA_UNSYNC`.
  public static var isSynchronised: Bool? {
    switch cprocess_clock_is_synchronised() {
    case 1: true
    case 0: false
    default: nil
    }
  }

  /// Waits; a signal may end it early.
  public static func sleep(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    nanosleep(&time, nil)
  }
}
