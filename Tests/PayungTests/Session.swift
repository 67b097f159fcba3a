import TestSupport

/// A session file: what somebody types, and what the program answers.
///
///     # Why somebody does this.
///     @ 2025-11-13T09:00:00+07:00
///     $ payung list --stage rejected
///     No.  NIK …                          what goes to standard output
///     ! Berkas 9 …                        what goes to standard error
///     [exit 1]                            the code, where it is not 0
///
/// `@` sets the time of what follows, or a variable; lines with `>` go on with the command above. Commands
/// are those of a shell. Blank lines separate, and say nothing.
struct Session {
  private enum Step {
    case remark(String)
    case setting(String)
    case command(String)
  }

  private var steps: [Step] = []

  init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let rest = String(line.dropFirst(2))
      switch line.prefix(2) {
      case "# ": steps.append(.remark(rest))
      case "@ ": steps.append(.setting(rest))
      case "$ ": steps.append(.command(rest))
      case "> ":
        guard case .command(let command)? = steps.last else { continue }
        steps[steps.count - 1] = .command(command + "\n" + rest)
      default: continue
      }
    }
  }

  /// The session as it goes now: what was typed, with the answers of the built program.
  func transcript() throws -> String {
    var player = try Player()
    var lines: [String] = []
    var afterCommand = false
    for step in steps {
      if afterCommand { lines.append("") }
      afterCommand = false
      switch step {
      case .remark(let text): lines.append("# " + text)
      case .setting(let text):
        lines.append("@ " + text)
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        player[parts.count == 2 ? parts[0] : "PAYUNG_NOW"] = parts.last
      case .command(let command):
        let result = try player.run(command)
        lines.append("$ " + command.replacing("\n", with: "\n> "))
        lines += Session.lines(player.stable(result.output))
        lines += Session.lines(player.stable(result.errors)).map { "! " + $0 }
        if result.code != 0 { lines.append("[exit \(result.code)]") }
        afterCommand = true
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The lines of what was printed; says where the last one was left open, and shows the carriage returns
  /// of files for Excel.
  private static func lines(_ text: String) -> [String] {
    var lines = text.replacing("\r\n", with: "␍\n")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() } else { lines.append("(no end of line)") }
    return lines
  }
}
