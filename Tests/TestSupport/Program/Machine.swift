internal import FoundationEssentials
internal import Glibc
internal import Synchronization
internal import Testing

/// The machine that the tests run on: the package, the built program, folders and processes.
public enum Machine {
  /// The package's folder: this file is Tests/TestSupport/Program/Machine.swift.
  public static let packageFolder = (0..<4).reduce(#filePath) { path, _ in parent(of: path) }

  /// The path of the program, which is built beside the bundle of these tests.
  public static func program() throws -> String {
    let bundle = try #require(
      CommandLine.arguments.first { $0.hasSuffix(".xctest") }, "these tests are in no bundle")
    let program = parent(of: bundle) + "/payung"
    try #require(access(program, X_OK) == 0, "there is no program at \(program)")
    return program
  }

  /// The folder of a path.
  public static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  /// The text of a file.
  public static func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  /// Writes a file anew.
  public static func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(filePath: path))
  }

  /// Runs a program to its end; answers its code as a shell has it.
  @discardableResult
  public static func run(
    _ words: [String], environment: [String: String] = ["PATH": "/usr/bin:/bin", "LC_ALL": "C"]
  ) throws -> Int {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for variable in variables { free(variable) } }
    var child = pid_t()
    try #require(posix_spawn(&child, words[0], nil, nil, &arguments, &variables) == 0)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { try #require(errno == EINTR) }
    let signal = Int(status & 0x7F)
    return signal == 0 ? Int(status >> 8 & 0xFF) : 128 + signal
  }
}

/// A new folder that nobody else has, removed with all that is in it at the end: when nobody holds it, or
/// the tests are over.
public final class TemporaryFolder: Sendable {
  public let path: String

  /// Those that are there: what a global constant holds is never let go.
  private static let paths = Mutex<Set<String>>([])
  private static let removal: Void = {
    atexit { for path in TemporaryFolder.paths.withLock(\.self) { TemporaryFolder.remove(path) } }
  }()

  public init() throws {
    TemporaryFolder.removal
    var template = Array("/tmp/payung-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    let path = try #require(made, "no folder can be made in /tmp")
    self.path = path
    _ = TemporaryFolder.paths.withLock { $0.insert(path) }
  }

  deinit {
    _ = TemporaryFolder.paths.withLock { $0.remove(path) }
    TemporaryFolder.remove(path)
  }

  private static func remove(_ path: String) {
    _ = try? Machine.run(["/bin/sh", "-c", #"chmod -R u+rwX "$1" && rm -rf "$1""#, "sh", path])
  }
}
