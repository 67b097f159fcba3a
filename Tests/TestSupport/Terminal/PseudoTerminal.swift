internal import Glibc

/// A program that runs in a terminal of its own, of which this is the other end.
///
/// The program leads a session with the terminal as its controlling terminal, has exactly the environment
/// it is given, and all its signals as a shell would leave them. It is killed when this object goes.
public final class PseudoTerminal {
  /// A call to the system that failed while the terminal or the program was set up.
  public struct Failure: Error {
    public let call: String
    public let code: Int32
  }

  /// How a program ended.
  public enum Exit: Hashable, Sendable {
    case code(Int)
    case signal(Int)
  }

  /// What came back after keys were sent.
  public struct Answer: Sendable {
    public let bytes: [UInt8]
    /// From the moment the keys were sent to the first byte; nil where nothing came.
    public let latency: Duration?
  }

  /// The program's process, and the group that it leads.
  public let process: Int32
  /// How the program ended; nil until somebody waited for it.
  public private(set) var exit: Exit?
  /// Whether nothing can come any more: the program has closed the terminal, or ``hangUp()`` has.
  public private(set) var hasEnded = false

  /// The path of the end that the program has.
  private let name: String
  private var line: Int32
  /// What came while something was being sent.
  private var early: [UInt8] = []
  /// How often the program had gone to sleep when keys were last sent.
  private var sleepsBeforeKeys: Int?
  private let clock = ContinuousClock()

  /// Starts the program at the path `words[0]`.
  ///
  /// - Throws: ``Failure`` where the system has no terminal to give or cannot start the program.
  public init(
    _ words: [String], environment: [String: String], rows: Int = 24, columns: Int = 80
  ) throws {
    // Others start programs meanwhile: one that kept this end would keep the line from ever hanging up.
    let line = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    guard line >= 0 else { throw Failure(call: "open /dev/ptmx", code: errno) }
    do {
      var number: UInt32 = 0
      var isLocked: Int32 = 0
      guard ioctl(line, LinuxCall.terminalNumber, &number) == 0,
        ioctl(line, LinuxCall.terminalLock, &isLocked) == 0
      else { throw Failure(call: "ioctl /dev/ptmx", code: errno) }
      PseudoTerminal.setSize(line, rows, columns)
      name = "/dev/pts/\(number)"
      process = try PseudoTerminal.start(words, environment, on: name)
    } catch {
      close(line)
      throw error
    }
    self.line = line
  }

  deinit {
    if exit == nil {
      kill(-process, SIGKILL)
      kill(process, SIGKILL)
      while waitpid(process, nil, 0) < 0, errno == EINTR {}
    }
    if line >= 0 { close(line) }
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

  private static func start(
    _ words: [String], _ environment: [String: String], on terminal: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Who leads a session without a terminal gets the first that it opens; the session begins before
    // the files are opened.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | LinuxCall.newSession))

    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for variable in variables { free(variable) } }
    var process = pid_t()
    let code = posix_spawn(
      &process, words.first ?? "", &actions, &attributes, &arguments, &variables)
    guard code == 0 else { throw Failure(call: "posix_spawn", code: code) }
    return process
  }

  /// Sends what somebody types; waits where the program is slow to read.
  ///
  /// Gives up after `limit`: a program that reads nothing would be waited for without end.
  /// - Returns: Whether all of it was taken.
  @discardableResult
  public func send(_ bytes: [UInt8], within limit: Duration = .seconds(30)) -> Bool {
    var rest = bytes[...]
    let end = clock.now + limit
    sleepsBeforeKeys = sleeps
    while !rest.isEmpty, line >= 0 {
      let count = rest.withUnsafeBytes { write(line, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
        continue
      }
      guard count < 0, errno == EAGAIN || errno == EINTR, clock.now < end else { break }
      // A program that waits until its output is taken reads no keys.
      wait(for: POLLIN | POLLOUT, until: end)
      if let bytes = take() { early += bytes }
    }
    return rest.isEmpty
  }

  @discardableResult
  public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// What the program has written, up to the first pause of the length `quiet` in which it had nothing to do.
  ///
  /// A pause in which keys are unread or the program computes does not count, however long; after `limit`
  /// the reading ends in any case.
  public func read(
    untilQuietFor quiet: Duration = .milliseconds(40), atMost limit: Duration = .seconds(10)
  ) -> [UInt8] {
    var bytes = early
    early = []
    let end = clock.now + limit
    while !hasEnded, clock.now < end {
      if wait(for: POLLIN, until: min(end, clock.now + quiet)) {
        if let more = take() { bytes += more }
      } else if isIdle {
        break
      }
    }
    return bytes
  }

  /// Whether the program sleeps and has read all that was typed, which on a busy machine may still be on its way to it.
  private var isIdle: Bool {
    guard exit == nil else { return true }
    let other = open(name, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard other >= 0 else { return true }
    defer { close(other) }
    var unread: Int32 = 0
    _ = ioctl(other, UInt(FIONREAD), &unread)
    return unread == 0 && state != "R" && state != "D" && hasWoken
  }

  /// Whether the program was awake since keys were last sent.
  private var hasWoken: Bool { sleepsBeforeKeys.map { $0 != sleeps } ?? true }

  /// How often the program went to sleep, from proc(5); nil where there is none any more.
  private var sleeps: Int? {
    let lines = contents(of: "/proc/\(process)/status").split(separator: "\n")
    let line = lines.first { $0.hasPrefix("voluntary_ctxt_switches:") }
    return line?.split(separator: "\t").last.flatMap { Int($0) }
  }

  /// The state of the program's process: `R` computes, `D` waits for a disk, `S` sleeps.
  private var state: Substring? { statistics.first }

  /// How long the program has computed, in steps of a hundredth of a second.
  public var processorTime: Duration {
    .milliseconds(10) * statistics.dropFirst(11).prefix(2).reduce(0) { $0 + (Int($1) ?? 0) }
  }

  /// What the system counts of the program's process, from its state on, as in proc(5).
  private var statistics: [Substring] {
    // The name before it may hold anything, parentheses too.
    contents(of: "/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ") ?? []
  }

  /// The text of a small file of the system; empty where there is none.
  private func contents(of path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    return String(unsafeUninitializedCapacity: 4_096) {
      max(0, Glibc.read(file, $0.baseAddress, $0.count))
    }
  }

  /// What the program writes next, as soon as there is something; empty where `limit` goes by before.
  public func readSome(within limit: Duration) -> [UInt8] {
    if early.isEmpty, !hasEnded, wait(for: POLLIN, until: clock.now + limit), let more = take() {
      early = more
    }
    defer { early = [] }
    return early
  }

  /// Sends keys and takes everything that comes, as ``read(untilQuietFor:atMost:)`` does.
  ///
  /// Whatever was there before is passed over.
  public func answer(
    to keys: String, untilQuietFor quiet: Duration = .milliseconds(40),
    within limit: Duration = .seconds(10)
  ) -> Answer {
    while !readSome(within: .zero).isEmpty {}
    let start = clock.now
    send(keys)
    let end = start + limit
    while !hasEnded, clock.now < end {
      let first = readSome(within: quiet)
      let latency = start.duration(to: clock.now)
      if !first.isEmpty {
        return Answer(bytes: first + read(untilQuietFor: quiet, atMost: limit), latency: latency)
      }
      if isIdle { break }
    }
    return Answer(bytes: [], latency: nil)
  }

  /// Gives the terminal another size; its programs are told.
  public func resize(rows: Int, columns: Int) {
    PseudoTerminal.setSize(line, rows, columns)
  }

  /// Lets go of this end, as when somebody closes the window or the line breaks.
  public func hangUp() {
    if line >= 0 { close(line) }
    line = -1
    hasEnded = true
  }

  /// Whether lines are edited and shown as they are typed, as a shell leaves its terminal.
  public var isAsAtStart: Bool {
    var settings = termios()
    guard line >= 0, tcgetattr(line, &settings) == 0 else { return false }
    let flags = tcflag_t(ICANON | ECHO | ISIG)
    return settings.c_lflag & flags == flags
  }

  /// Sends a signal to the program.
  public func signal(_ number: Int32) { kill(process, number) }

  /// Waits until the program has ended, and keeps taking what it writes meanwhile for the next ``read(untilQuietFor:atMost:)``.
  ///
  /// - Returns: How it ended; nil where it has not within `limit`.
  @discardableResult
  public func waitForExit(within limit: Duration = .seconds(10)) -> Exit? {
    let end = clock.now + limit
    while exit == nil {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        let signal = Int(status & 0x7F)
        exit = signal == 0 ? .code(Int(status >> 8 & 0xFF)) : .signal(signal)
        break
      }
      let now = clock.now
      guard now < end else { return nil }
      if hasEnded {
        usleep(1_000)
      } else if wait(for: POLLIN, until: min(end, now + .milliseconds(2))), let more = take() {
        early += more
      }
    }
    // What it wrote at the last.
    while !hasEnded, let more = take() { early += more }
    return exit
  }

  /// What can be read at once; nil where there is nothing.
  private func take() -> [UInt8]? {
    guard line >= 0 else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = max(0, Glibc.read(line, buffer.baseAddress, buffer.count))
      // A line whose other end is closed by everybody gives an error, not an end.
      if count == 0, errno != EAGAIN, errno != EINTR { hasEnded = true }
    }
    return bytes.isEmpty ? nil : bytes
  }

  /// Waits until the line can be read from or written to; answers false at `end`.
  @discardableResult
  private func wait(for events: Int32, until end: ContinuousClock.Instant) -> Bool {
    guard line >= 0 else { return false }
    var descriptor = pollfd(fd: line, events: Int16(events), revents: 0)
    while true {
      let left = clock.now.duration(to: end)
      // Rounded up: waiting for less than a millisecond would be no waiting at all.
      let milliseconds = max(0, (left + .microseconds(999)) / .milliseconds(1))
      let count = poll(&descriptor, 1, Int32(min(milliseconds, 60_000)))
      if count > 0 { return true }
      if count == 0, clock.now >= end { return false }
      if count < 0, errno != EINTR { return false }
    }
  }

  private static func setSize(_ line: Int32, _ rows: Int, _ columns: Int) {
    var size = winsize(
      ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(line, UInt(TIOCSWINSZ), &size)
  }
}
