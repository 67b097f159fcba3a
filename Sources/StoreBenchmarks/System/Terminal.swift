internal import Glibc

/// A program in a terminal of its own, 80 columns by 24 rows, of which this is the other end; killed when
/// this object goes.
final class Terminal {
  private let process: Int32
  private let line: Int32
  private let start: Int
  private var hasEnded = false

  /// What came back, and when.
  struct Answer {
    var bytes = 0
    /// From the start to the last byte, in nanoseconds.
    var time = 0
  }

  /// What the C library has as macros that Swift does not see, from asm-generic/ioctls.h and spawn.h.
  private enum LinuxCall {
    /// TIOCGPTN.
    static let terminalNumber: UInt = 0x8004_5430
    /// TIOCSPTLCK.
    static let terminalLock: UInt = 0x4004_5431
    /// POSIX_SPAWN_SETSID.
    static let newSession: Int32 = 0x80
  }

  init(_ words: [String]) throws(Failure) {
    line = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    guard line >= 0 else { throw Failure("there is no terminal to be had") }
    var number: UInt32 = 0
    var isLocked: Int32 = 0
    _ = ioctl(line, LinuxCall.terminalNumber, &number)
    _ = ioctl(line, LinuxCall.terminalLock, &isLocked)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(line, UInt(TIOCSWINSZ), &size)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Who leads a session without a terminal gets the first that it opens.
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/pts/\(number)", O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(LinuxCall.newSession))
    start = Clock.now
    do throws(Failure) {
      process = try Program.spawn(
        words, Program.environment, actions: &actions, attributes: &attributes)
    } catch {
      close(line)
      throw error
    }
  }

  deinit {
    kill(-process, SIGKILL)
    kill(process, SIGKILL)
    _ = Program.wait(for: process)
    close(line)
  }

  /// Waits for the first frame: many bytes, then a pause; whatever comes behind it is not waited for.
  func firstFrame() throws(Failure) -> Answer {
    // Modes are set before anything is shown.
    let least = 200
    var answer = Answer()
    while !hasEnded, Clock.now < start + 60_000_000_000 {
      let count = take(within: answer.bytes < least ? 1_000 : 3)
      if count > 0 {
        answer.bytes += count
        answer.time = Clock.now - start
      } else if answer.bytes >= least {
        return answer
      }
    }
    throw Failure("no frame came")
  }

  /// Sends keys that change the screen, and takes what comes until nothing has come for `quiet`
  /// milliseconds; before the first byte a program may compute for half a minute.
  func answer(to keys: String, quiet: Int = 40) throws(Failure) -> Answer {
    while take(within: 0) > 0 {}
    let start = Clock.now
    let bytes = Array(keys.utf8)
    _ = write(line, bytes, bytes.count)
    var answer = Answer()
    while true {
      let count = take(within: answer.bytes == 0 ? 30_000 : quiet)
      if count == 0 { break }
      answer.bytes += count
      answer.time = Clock.now - start
    }
    guard answer.bytes > 0 else { throw Failure("no answer to a key") }
    return answer
  }

  /// How many bytes come in so many milliseconds.
  func idle(_ milliseconds: Int) -> Int {
    let end = Clock.now + milliseconds * 1_000_000
    var bytes = 0
    while !hasEnded, Clock.now < end { bytes += take(within: 100) }
    return bytes
  }

  /// Waits until nothing has come for so many milliseconds.
  func settle(_ quiet: Int = 400) { while take(within: quiet) > 0 {} }

  /// How many bytes can be read within some milliseconds; 0 where none come.
  private func take(within milliseconds: Int) -> Int {
    var descriptor = pollfd(fd: line, events: Int16(POLLIN), revents: 0)
    guard !hasEnded, poll(&descriptor, 1, Int32(milliseconds)) > 0 else { return 0 }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(line, &buffer, buffer.count)
    if count <= 0 { hasEnded = true }
    return max(0, count)
  }
}
