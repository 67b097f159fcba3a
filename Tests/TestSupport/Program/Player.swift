internal import FoundationEssentials
internal import Glibc
internal import Testing

/// Plays commands of a shell against the built program, in a folder of its own and with an environment
/// in which nothing is left to chance.
///
/// The folder holds `fixtures`, a link to the fixtures of the package. Its path is `$TMP` in commands and in
/// what they print; the store where no option names one is `$STORE`, `$TMP/payung`.
public struct Player: Sendable {
  /// What one command has left.
  public struct Result {
    public var output: String
    public var errors: String
    /// As the shell has it: 128 and the signal's number where a signal ended the command.
    public var code: Int
  }

  public let folder: String
  private let outside: TemporaryFolder
  /// The environment of what is run.
  public private(set) var variables: [String: String] = [:]

  public init() throws {
    let program = try Machine.program()
    // Nobody else may read the store in it, but everybody may come up to it.
    outside = try TemporaryFolder()
    try #require(chmod(outside.path, 0o755) == 0)
    folder = outside.path + "/work"
    try #require(mkdir(folder, 0o755) == 0)
    try #require(symlink(Machine.packageFolder + "/fixtures", folder + "/fixtures") == 0)
    variables = [
      "PATH": Machine.parent(of: program) + ":/usr/bin:/bin", "HOME": folder + "/home",
      "XDG_DATA_HOME": folder, "TMP": folder, "STORE": folder + "/payung", "TZ": "UTC",
      "LANG": "C.UTF-8", "PAYUNG_SEED": "session",
    ]
  }

  public subscript(variable: String) -> String? {
    get { variables[variable] }
    set { variables[variable] = newValue }
  }

  /// Runs what `/bin/sh` understands.
  @discardableResult
  public func run(_ command: String) throws -> Result {
    // The mask is set here: another test of this process may be trying one of its own. The names of
    // the files are new each time, for several tests may share a folder.
    let name = outside.path + "/" + UUID().uuidString
    let (output, errors) = (name + ".output", name + ".errors")
    defer { for file in [output, errors] { unlink(file) } }
    let code = try Machine.run(
      [
        "/bin/sh", "-c", #"umask 022; cd "$1" && eval "$2" >"$3" 2>"$4" </dev/null"#, "sh", folder,
        command,
        output, errors,
      ],
      environment: variables)
    return Result(
      output: try Machine.text(of: output), errors: try Machine.text(of: errors), code: code)
  }

  /// The text without what is another in each folder, or with each word that changes in an event: this
  /// folder's path as `$TMP`, hashes and identifiers as `x`.
  public func stable(_ text: String) -> String {
    text.replacing(folder, with: "$TMP")
      .replacing(/[0-9a-f]{64}/, with: "<hash>")
      .replacing(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "<uuid>")
      .replacing(/[0-9a-f]{8}…/, with: "xxxxxxxx…")
      .replacing(/[0-9a-f]{4}( [0-9a-f]{4}){3}/, with: "xxxx xxxx xxxx xxxx")
  }
}
