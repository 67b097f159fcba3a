public import Testing

/// A program in a terminal, and what its screen shows.
public final class TerminalSession {
  public let terminal: PseudoTerminal
  public private(set) var screen: ScreenModel
  /// Everything the program has written.
  public private(set) var output: [UInt8] = []
  private let clock = ContinuousClock()
  /// Whose folder is there as long as the session.
  private var player: Player?

  /// Starts the program at the path `words[0]`.
  ///
  /// - Throws: ``PseudoTerminal/Failure`` where it cannot be started.
  public init(
    _ words: [String], environment: [String: String], rows: Int = 24, columns: Int = 80
  ) throws {
    terminal = try PseudoTerminal(words, environment: environment, rows: rows, columns: columns)
    screen = ScreenModel(rows: rows, columns: columns)
  }

  /// Starts the program at the path `words[0]` with the environment of a player, whose folder stays until
  /// the session goes.
  ///
  /// - Throws: ``PseudoTerminal/Failure`` where it cannot be started.
  public convenience init(
    _ words: [String], _ player: Player, rows: Int = 24, columns: Int = 80
  ) throws {
    try self.init(words, environment: player.variables, rows: rows, columns: columns)
    self.player = player
  }

  /// Waits until the program is quiet for a while; answers what it wrote meanwhile.
  @discardableResult
  public func settle(
    quietFor quiet: Duration = .milliseconds(40), atMost limit: Duration = .seconds(10)
  ) -> [UInt8] {
    show(terminal.read(untilQuietFor: quiet, atMost: limit))
  }

  /// Types keys, waits until the program is quiet again; answers what it wrote meanwhile.
  @discardableResult
  public func press(_ keys: String, quietFor quiet: Duration = .milliseconds(40)) -> [UInt8] {
    terminal.send(keys)
    return settle(quietFor: quiet)
  }

  /// Waits until the screen is as wanted; answers whether it came to be so.
  public func wait(
    within limit: Duration = .seconds(10), until isWanted: (ScreenModel) -> Bool
  ) -> Bool {
    let end = clock.now + limit
    while !isWanted(screen) {
      guard clock.now < end, !terminal.hasEnded else { return false }
      show(terminal.readSome(within: clock.now.duration(to: end)))
    }
    return true
  }

  /// Waits until a text stands on the screen and the program is quiet; records an issue with the screen
  /// where it never does.
  @discardableResult
  public func expect(
    _ text: String, within limit: Duration = .seconds(10),
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Bool {
    expect("“\(text)”", within: limit, sourceLocation: sourceLocation) { $0.text.contains(text) }
  }

  /// Waits until the screen is as wanted and the program is quiet; records an issue with the screen where
  /// it never is.
  @discardableResult
  public func expect(
    _ what: String, within limit: Duration = .seconds(10),
    sourceLocation: SourceLocation = #_sourceLocation, until isWanted: (ScreenModel) -> Bool
  ) -> Bool {
    let isThere = wait(within: limit, until: isWanted)
    if isThere {
      settle(quietFor: .milliseconds(10))
    } else {
      Issue.record("never seen: \(what)\n\(picture)", sourceLocation: sourceLocation)
    }
    return isThere
  }

  /// Gives the terminal another size; the program is told.
  public func resize(rows: Int, columns: Int) {
    screen.resize(rows: rows, columns: columns)
    terminal.resize(rows: rows, columns: columns)
  }

  /// Waits until the program has ended and shows what it wrote at the last.
  @discardableResult
  public func waitForExit(within limit: Duration = .seconds(10)) -> PseudoTerminal.Exit? {
    let exit = terminal.waitForExit(within: limit)
    if exit != nil { settle(quietFor: .zero) }
    return exit
  }

  /// The screen as it is put into messages.
  public var picture: String { screen.testDescription }

  /// Takes what the program wrote; answers it.
  @discardableResult
  public func show(_ bytes: [UInt8]) -> [UInt8] {
    output += bytes
    screen.feed(bytes)
    return bytes
  }
}
