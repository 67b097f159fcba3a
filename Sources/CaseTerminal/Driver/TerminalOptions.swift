/// How a terminal is opened.
public struct TerminalOptions: Hashable, Sendable {
  /// What the terminal calls itself: `TERM`.
  public var name: String
  /// Whether it shows ASCII alone, also where the locale says more.
  public var isASCII: Bool
  /// Whether colours may be used where it has any; not with `NO_COLOR`.
  public var hasColours: Bool
  /// Milliseconds in which the rest of a sequence must follow its Escape: `ESCDELAY`.
  public var escapeDelay: Int32
  /// One line for the standard error if the program crashes.
  public var lastWords: String

  public init(
    name: String, isASCII: Bool = false, hasColours: Bool = true, escapeDelay: Int32 = 25,
    lastWords: String
  ) {
    (self.name, self.isASCII, self.hasColours) = (name, isASCII, hasColours)
    (self.escapeDelay, self.lastWords) = (escapeDelay, lastWords)
  }
}
