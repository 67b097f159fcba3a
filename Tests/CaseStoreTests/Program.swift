import CanonicalForm
import CaseDomain
import Glibc
import SystemFiles
import TestSupport
import Testing

/// The built `payung`, started as officers start it, on one store.
struct Program {
  let store: String
  /// Where the output goes; a folder of the test.
  let folder: String
  /// The moment that a simulated store takes for now.
  var now: String?

  init(_ office: Office, now: String? = nil) {
    (store, folder, self.now) = (office.store, office.folder.path, now)
  }

  /// The program beside the tests, else in the package's build folder.
  static let path: String = {
    let files = HostFileSystem()
    // This file is Tests/CaseStoreTests/Program.swift.
    let package = (0..<3).reduce(#filePath) { path, _ in FilePath.folder(of: path) }
    let paths = [
      FilePath.join(FilePath.folder(of: HostIdentity.executable), "payung"),
      FilePath.join(package, ".build/debug/payung"),
    ]
    return paths.first { (try? files.status(at: $0))?.kind == .file } ?? "payung"
  }()

  /// Starts a command and does not wait for it.
  func start(_ arguments: [String], by officer: String = "siti") throws -> Run {
    let output = FilePath.join(folder, "output-" + Hexadecimal.text(HostRandom.bytes(8)))
    var all = [Program.path] + arguments.prefix(1) + ["--store", store]
    if arguments.first != "check" { all += ["--officer", officer] }
    var environment = ["PATH=/usr/bin:/bin"]
    if let now { environment.append("PAYUNG_NOW=\(now)") }
    return try Run(
      all + ["--json"] + arguments.dropFirst(), environment: environment, output: output)
  }

  func run(_ arguments: [String], by officer: String = "siti") throws -> Run.Result {
    try start(arguments, by: officer).result()
  }

  /// Starts commands that all reach the store's lock before any of them gets it.
  ///
  /// The test holds the lock until each has opened the lock file, which a command does behind its first
  /// reading and directly before it waits.
  func race(_ commands: [[String]], by officer: String = "siti") throws -> [Run.Result] {
    let files = HostFileSystem()
    let lock = try files.open(lockPath, for: .updating)
    defer { files.close(lock) }
    while !(try files.lock(lock)) { sched_yield() }
    let runs = try commands.map { try start($0, by: officer) }
    // A command waits five seconds: on a slow machine the first may go before the last has come.
    let limit = ContinuousClock.now.advanced(by: .seconds(2))
    while !runs.allSatisfy({ $0.hasOpen(lockPath) || $0.isOver }), ContinuousClock.now < limit {
      HostClock.sleep(.milliseconds(1))
    }
    files.unlock(lock)
    return try runs.map { try $0.result() }
  }

  var lockPath: String { FilePath.join(store, "lock") }

  /// The words that register the synthetic person with this number.
  static func register(_ person: Int) -> [String] {
    [
      "register", "--nik", Form.nik(person), "--name", "Warga Contoh", "--birth-date", "1984-02-16",
      "--sex", "L", "--area", "21.02.03.1001", "--occupation", "01",
    ]
  }
}

/// A command that was started.
final class Run {
  /// How a command ended.
  struct Result {
    /// The exit code; nil where a signal ended it.
    var code: Int32?
    var output: [UInt8]
    var complaint: String

    /// The object that was printed; nil where none, or half of one, was.
    var object: JSONObject? {
      output.last == 0x0A ? try? JSONObject(parsing: Array(output.dropLast())) : nil
    }
  }

  private let process: pid_t
  private let output: String
  private let files = HostFileSystem()

  init(_ arguments: [String], environment: [String], output: String) throws {
    self.output = output
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_EXCL
    posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, output + ".error", flags, 0o600)
    // The thread that runs a test may hold signals back; the program must not inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let words = (arguments.map { strdup($0) } as [UnsafeMutablePointer<CChar>?]) + [nil]
    let variables = (environment.map { strdup($0) } as [UnsafeMutablePointer<CChar>?]) + [nil]
    defer { for text in words + variables { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, arguments[0], &actions, &attributes, words, variables)
    guard code == 0 else {
      throw SystemFailure(code: code, call: "posix_spawn", path: arguments[0])
    }
    self.process = process
  }

  /// Whether the process has this file open.
  func hasOpen(_ path: String) -> Bool {
    let folder = "/proc/\(process)/fd"
    return ((try? files.names(in: folder)) ?? []).contains { name in
      var bytes = [CChar](repeating: 0, count: 4_096)
      let count = readlink(FilePath.join(folder, name), &bytes, bytes.count)
      let target = bytes.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
      return String(decoding: target, as: UTF8.self) == path
    }
  }

  /// Returns at the moment when the process opens this file, or has ended.
  func waitUntilItOpens(_ path: String) { while !hasOpen(path), !isOver { sched_yield() } }

  /// Whether it has ended; its result can still be asked for.
  var isOver: Bool {
    var information = siginfo_t()
    let code = waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
    return code == 0 && information.si_signo == SIGCHLD
  }

  func kill() { _ = Glibc.kill(process, SIGKILL) }

  /// Waits for the end.
  func result() throws -> Result {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else {
        throw SystemFailure(code: errno, call: "waitpid", path: output)
      }
    }
    let complaint = try files.readWhole(output + ".error", limit: 1 << 20)
    return Result(
      code: status & 0x7F == 0 ? status >> 8 & 0xFF : nil,
      output: try files.readWhole(output, limit: 1 << 20),
      complaint: String(decoding: complaint, as: UTF8.self))
  }
}
