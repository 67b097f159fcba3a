import Glibc

/// Other programs of this machine, asked for what only they know.
public enum HostProgram {
  /// The path of a program where administrators have theirs; nil where it is not installed.
  public static func path(_ name: String) -> String? {
    ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
      .map { FilePath.join($0, name) }.first { access($0, X_OK) == 0 }
  }

  /// What a program prints, its errors too, and its exit code; nil where it cannot be run.
  ///
  /// It reads nothing, and gets no variable but `PATH`; at most `limit` bytes are taken.
  public static func output(_ path: String, _ arguments: [String], limit: Int = 1 << 20)
    -> (text: String, code: Int32)?
  {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] = [
      strdup("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
      strdup("LC_ALL=C"), nil,
    ]
    defer { for pointer in words + environment { free(pointer) } }
    var process = pid_t()
    let failure = posix_spawn(&process, path, &actions, nil, &words, &environment)
    close(ends[1])
    guard failure == 0 else { return nil }
    let bytes =
      (try? HostFileSystem().readRest(OpenFile(descriptor: ends[0], path: path), limit: limit))
      ?? []
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    // As the macros of `wait` tell an exit from a signal.
    let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    return (String(decoding: bytes, as: UTF8.self), code)
  }
}
