internal import Glibc

/// Another program: where it is, how it is run and timed.
enum Program {
  /// How a program ended, and what it took.
  struct Ended {
    var code: Int
    var output: [UInt8] = []
    /// From before its start until it was gone, in nanoseconds.
    var time = 0

    var text: String { String(decoding: output, as: UTF8.self) }
    /// What it printed, taken apart at spaces and line ends.
    var words: [Substring] { text.split(whereSeparator: \.isWhitespace) }
    var numbers: [Int] { words.compactMap { Int($0) } }
  }

  /// What every program finds in its environment; nothing of the caller's beyond the search path.
  static let environment = [
    "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin",
    "HOME": "/nonexistent", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
  ]

  /// Where a program is installed; nil where it is not.
  static func find(_ name: String) -> String? {
    if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// Runs a program and takes what it prints.
  static func run(
    _ words: [String], environment: [String: String] = environment, input: String = "/dev/null"
  ) throws(Failure) -> Ended {
    let ends = try makePipe()
    let start = Clock.now
    let process: Int32
    do throws(Failure) {
      process = try self.start(words, environment, input: input, output: ends.writing)
    } catch {
      close(ends.reading)
      close(ends.writing)
      throw error
    }
    close(ends.writing)
    var ended = Ended(code: 0)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(ends.reading, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      ended.output += buffer[..<count]
    }
    close(ends.reading)
    ended.code = wait(for: process)
    ended.time = Clock.now - start
    return ended
  }

  /// Runs a program, refuses any exit code but 0.
  static func require(
    _ words: [String], environment: [String: String] = environment, input: String = "/dev/null"
  ) throws(Failure) -> Ended {
    let ended = try run(words, environment: environment, input: input)
    guard ended.code == 0 else {
      throw Failure("\(words.joined(separator: " ").prefix(200)): exit \(ended.code)")
    }
    return ended
  }

  /// Runs programs at once and takes what each prints, which must not be much.
  static func runAtOnce(_ programs: [[String]]) throws(Failure) -> [Ended] {
    var running: [(process: Int32, line: Int32)] = []
    for words in programs {
      let ends = try makePipe()
      running.append(
        (try start(words, environment, input: "/dev/null", output: ends.writing), ends.reading))
      close(ends.writing)
    }
    return running.map { process, line in
      let code = wait(for: process)
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = max(0, read(line, &buffer, buffer.count))
      close(line)
      return Ended(code: code, output: Array(buffer[..<count]))
    }
  }

  /// A pipe that no program keeps open by accident.
  static func makePipe() throws(Failure) -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Failure("pipe: errno \(errno)") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Starts a program whose output goes to a descriptor; its complaints go nowhere.
  static func start(
    _ words: [String], _ environment: [String: String], input: String, output: Int32
  ) throws(Failure) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    return try spawn(words, environment, actions: &actions, attributes: nil)
  }

  static func spawn(
    _ words: [String], _ environment: [String: String],
    actions: inout posix_spawn_file_actions_t, attributes: UnsafePointer<posix_spawnattr_t>?
  ) throws(Failure) -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for variable in variables { free(variable) } }
    var process = pid_t()
    let code = posix_spawn(
      &process, words.first ?? "", &actions, attributes, &arguments, &variables)
    guard code == 0 else { throw Failure("\(words.first ?? ""): cannot be started, errno \(code)") }
    return process
  }

  /// Waits until a process is gone; answers its exit code, or 128 and the signal that ended it.
  static func wait(for process: Int32) -> Int {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return code(status)
  }

  /// The exit code, or 128 and the signal; nil while the process runs.
  static func codeIfEnded(_ process: Int32) -> Int? {
    var status: Int32 = 0
    return waitpid(process, &status, WNOHANG) == process ? code(status) : nil
  }

  private static func code(_ status: Int32) -> Int {
    let signal = Int(status & 0x7F)
    return signal == 0 ? Int(status >> 8 & 0xFF) : 128 + signal
  }
}
