import Glibc

/// What the process was given to read from and to write to.
public enum StandardStreams {
  /// Makes the three descriptors safe; to be called before any file is opened.
  ///
  /// A closed one is opened on `/dev/null`: else the next file opened would take its number, and an
  /// error message would be written into that file. A pipe whose reader is gone is from then on
  /// reported (`EPIPE`) and does not end the process, and so is a file that may not grow any more (`EFBIG`).
  public static func secure() {
    for descriptor in 0...Int32(2) where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest free number is this one, because those below it are open.
      _ = open("/dev/null", O_RDWR)
    }
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Writes all bytes to the standard output.
  ///
  /// - Throws: ``SystemFailure``, with ``SystemFailure/isBrokenPipe`` if nobody reads on.
  public static func writeOutput(_ bytes: [UInt8]) throws(SystemFailure) {
    try writeAll(bytes, to: STDOUT_FILENO, named: "standard output")
  }

  /// Writes all bytes to the standard error; throws as ``writeOutput(_:)``.
  public static func writeError(_ bytes: [UInt8]) throws(SystemFailure) {
    try writeAll(bytes, to: STDERR_FILENO, named: "standard error")
  }

  /// All bytes of the standard input.
  ///
  /// - Throws: ``SystemFailure``, with ``SystemFailure/isTooLarge`` if there are more than `limit`.
  public static func readInput(limit: Int) throws(SystemFailure) -> [UInt8] {
    try HostFileSystem().readRest(
      OpenFile(descriptor: STDIN_FILENO, path: "standard input"), limit: limit)
  }

  private static func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, named name: String
  ) throws(SystemFailure) {
    let files = HostFileSystem()
    let file = OpenFile(descriptor: descriptor, path: name)
    var rest = bytes[...]
    while !rest.isEmpty {
      do throws(SystemFailure) {
        rest = rest.dropFirst(try files.write(file, rest))
      } catch {
        switch error.code {
        case EINTR: continue
        case EAGAIN:
          // The terminal is shared with a program that made it non-blocking.
          var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&ready, 1, -1)
        default: throw error
        }
      }
    }
  }
}
