/// Why the desk cannot be shown on this terminal.
public enum TerminalFailure: Error, Hashable, Sendable {
  /// The input or the output is a file or a pipe.
  case notATerminal
  /// The terminal of this name cannot move its cursor or clear its screen.
  case tooSimple(String)
  /// Neither this name nor `xterm` is described on this computer.
  case unknown(String)
}
