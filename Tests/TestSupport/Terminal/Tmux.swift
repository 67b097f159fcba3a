internal import Glibc

/// A tmux of its own, which somebody's settings and sessions do not reach: a terminal made by others, and
/// a shell with job control.
///
/// It is a pane of 80 columns and 24 rows without a status line.
public final class Tmux: Sendable {
  /// Whether there is a tmux on this machine.
  public static let isInstalled = access("/usr/bin/tmux", X_OK) == 0

  private let player: Player
  private let command: String

  /// Starts `program`, which `/bin/sh` understands, in a pane with the environment of `player`.
  public init(_ program: String, _ player: Player) throws {
    self.player = player
    // A path of a socket may have no more than a hundred letters or so.
    command = "tmux -S \(player.folder)/tmux-socket -f /dev/null"
    let start = try player.run(
      """
      \(command) start-server \\; set -g status off \\; set -g escape-time 0 \\; \
      set -g remain-on-exit on \\; set -g default-terminal xterm-256color \\; \
      new-session -d -x 80 -y 24 \(Tmux.quoted(program))
      """)
    guard start.code == 0 else {
      _ = try? player.run("\(command) kill-server")
      throw Failure(errors: start.errors)
    }
  }

  deinit { _ = try? run("kill-server") }

  /// What tmux had to complain about.
  public struct Failure: Error {
    public let errors: String
  }

  /// Gives tmux a command; answers what it prints.
  @discardableResult
  public func run(_ words: String) throws -> String {
    let result = try player.run("\(command) \(words)")
    guard result.code == 0 else { throw Failure(errors: result.errors) }
    return result.output
  }

  /// The rows of the pane without the blanks at their ends.
  public func lines() throws -> [String] {
    try run("capture-pane -p -N").split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map { line in
        let end = line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex
        return String(line[..<end])
      }
  }

  /// What a variable of tmux is for the pane: `cursor_x`, `alternate_on`.
  public func value(_ name: String) throws -> String {
    String(try run("display-message -p '#{\(name)}'").dropLast())
  }

  /// Types keys as tmux names them: `C-z`, `Enter`, `s`.
  public func type(_ keys: String...) throws {
    try run("send-keys " + keys.map { Tmux.quoted($0) }.joined(separator: " "))
  }

  /// Waits until the pane is as wanted; answers whether it came to be so.
  public func wait(
    within limit: Duration = .seconds(10), until isWanted: ([String]) -> Bool
  ) throws -> Bool {
    let end = ContinuousClock.now + limit
    while !isWanted(try lines()) {
      guard ContinuousClock.now < end else { return false }
      usleep(20_000)
    }
    return true
  }

  private static func quoted(_ word: String) -> String {
    "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
