import FoundationEssentials
import Glibc
import Testing

/// The package's folder: this file is Tests/PayungTests/Machine.swift.
let packageFolder = parent(of: parent(of: parent(of: #filePath)))

/// The path of the program, which is built beside the bundle of these tests.
func builtProgram() throws -> String {
  let bundle = try #require(
    CommandLine.arguments.first { $0.hasSuffix(".xctest") }, "these tests are in no bundle")
  let program = parent(of: bundle) + "/payung"
  try #require(access(program, X_OK) == 0, "there is no program at \(program)")
  return program
}

/// The folder of a path.
func parent(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
}

/// A new folder that nobody else has, removed with all that is in it at the end.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/payung-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    path = try #require(made, "no folder can be made in /tmp")
  }

  deinit {
    _ = try? run(["/bin/sh", "-c", #"chmod -R u+rwX "$1" && rm -rf "$1""#, "sh", path])
  }
}

/// The text of a file.
func text(_ path: String) throws -> String {
  String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
}

/// Runs a program to its end; answers its code as a shell has it.
@discardableResult
func run(
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
