internal import Glibc

/// The monotonic clock, which all processes of the machine share.
enum Clock {
  /// Nanoseconds since the machine started.
  static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// How long something takes, in nanoseconds.
  static func time<Result, Problem>(_ body: () throws(Problem) -> Result)
    throws(Problem) -> (Result, Int)
  {
    let start = now
    let result = try body()
    return (result, now - start)
  }

  static func wait(until moment: Int) {
    while now < moment { usleep(100) }
  }
}
