import Glibc

/// Work on a second core, for as long as somebody waits for both halves of it.
public enum SecondThread {
  /// Runs both, `other` on a thread of its own, and returns when both have ended; one behind the other where the
  /// system gives no thread.
  ///
  /// Signals go to the thread that asks, as if there were no other.
  public static func run<Own, Other: Sendable>(
    _ own: () -> Own, beside other: @escaping @Sendable () -> Other
  ) -> (Own, Other) {
    let work = WorkOf(other)
    let held = Unmanaged<Work>.passRetained(work)
    defer { held.release() }
    // A new thread inherits the mask: who handles signals by a mask of its own is not gone around.
    var (all, before) = (sigset_t(), sigset_t())
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { held in
        if let held { Unmanaged<Work>.fromOpaque(held).takeUnretainedValue().run() }
        return nil
      }, held.toOpaque())
    pthread_sigmask(SIG_SETMASK, &before, nil)
    let result = own()
    if failure == 0 { pthread_join(thread, nil) }
    return (result, work.result ?? other())
  }
}

/// What a thread does; nobody else touches it until the thread was joined.
private class Work: @unchecked Sendable {
  func run() {}
}

private final class WorkOf<Result: Sendable>: Work, @unchecked Sendable {
  private let work: @Sendable () -> Result
  private(set) var result: Result?

  init(_ work: @escaping @Sendable () -> Result) { self.work = work }

  override func run() { result = work() }
}
