/// What the desk waits for.
public enum Happening: Hashable, Sendable {
  /// A key can be fetched, or the input has ended.
  case keys
  /// The terminal has another size; it is taken over already, and a frame of this size due.
  case resized
  /// The line is closed: nothing can be shown or typed any more.
  case hungUp
  /// Somebody asked the program to end.
  case terminated
  /// Somebody interrupted the program from outside; ^C on the keyboard is a key.
  case interrupted
  /// Somebody asked from outside for what ^Z asks.
  case stopAsked
  /// The program was stopped and goes on; the screen is taken back already, and a frame due.
  case continued
  /// There is something to read from this one of the other descriptors.
  case ready(Int32)
}
