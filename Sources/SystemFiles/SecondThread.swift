import Glibc

/// Work on a second core.
public enum SecondThread {
  /// Runs both, `other` on a thread of its own, and returns when both have ended.
  ///
  /// Signals go to the thread that asks, as if there were no other.
  public static func run<Own, Other: Sendable>(
    _ own: () -> Own, beside other: @escaping @Sendable () -> Other
  ) -> (Own, Other) {
    let begun = BegunWork(other)
    return (own(), begun.result())
  }
}

/// Work that was begun on a thread of its own and whose result somebody will ask for; where the system gives no
/// thread it is done when it is asked for.
///
/// Signals go to the thread that began it, as if there were no other.
public final class BegunWork<Result: Sendable> {
  private let work: WorkOf<Result>
  private var thread: pthread_t?

  public init(_ work: @escaping @Sendable () -> Result) {
    self.work = WorkOf(work)
    // A new thread inherits the mask: who handles signals by a mask of its own is not gone around.
    var (all, before) = (sigset_t(), sigset_t())
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    var thread = pthread_t()
    let held = Unmanaged<Work>.passRetained(self.work)
    let failure = pthread_create(
      &thread, nil,
      { held in
        if let held { Unmanaged<Work>.fromOpaque(held).takeRetainedValue().run() }
        return nil
      }, held.toOpaque())
    if failure == 0 { self.thread = thread } else { held.release() }
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  deinit { join() }

  /// What came of it; waits for that.
  public func result() -> Result {
    join()
    return work.finished()
  }

  private func join() {
    guard let thread else { return }
    pthread_join(thread, nil)
    self.thread = nil
  }
}

/// What a thread does; nobody else touches it until the thread was joined.
private class Work: @unchecked Sendable {
  func run() {}
}

private final class WorkOf<Result: Sendable>: Work, @unchecked Sendable {
  private let work: @Sendable () -> Result
  private var result: Result?

  init(_ work: @escaping @Sendable () -> Result) { self.work = work }

  override func run() { result = work() }

  /// The result, once; what no thread has done is done now.
  func finished() -> Result {
    defer { result = nil }
    return result ?? work()
  }
}
