import Glibc

/// The signals that would stop or end this thread's process, held back until they are released.
///
/// For the time a lock is held: a stopped holder would keep everybody else waiting.
public struct HeldSignals: Sendable {
  private let previous: sigset_t

  /// Holds back `SIGTSTP`, `SIGHUP`, `SIGTERM` and `SIGINT` for this thread.
  public init() {
    var held = sigset_t()
    sigemptyset(&held)
    for number in [SIGTSTP, SIGHUP, SIGTERM, SIGINT] { sigaddset(&held, number) }
    var previous = sigset_t()
    pthread_sigmask(SIG_BLOCK, &held, &previous)
    self.previous = previous
  }

  /// Whether one that would end the process is held back now: whoever can still turn back should.
  public static var areEnding: Bool {
    var waiting = sigset_t()
    sigpending(&waiting)
    return [SIGHUP, SIGTERM, SIGINT].contains { sigismember(&waiting, $0) == 1 }
  }

  /// Drops a `SIGINT` that is held back; for who turned back because of it, or can no longer.
  public func dropInterrupt() {
    var interrupt = sigset_t()
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    var none = timespec()
    sigtimedwait(&interrupt, nil, &none)
  }

  /// Lets through what was let through before; what came meanwhile arrives now.
  public func release() {
    var previous = previous
    pthread_sigmask(SIG_SETMASK, &previous, nil)
  }
}
