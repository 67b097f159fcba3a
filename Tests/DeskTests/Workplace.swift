import FoundationEssentials
import TestSupport
import Testing

/// A store in the middle of the work, in a folder of its own, and those who sit down at it.
///
/// It is the demo on Friday 21 November 2025 at 16.20 WIB: 295 cases wait for Dinas Sosial, where `rina` and
/// `yanti` decide; `siti` registers in Kecamatan Karimun and keys the sheets of its RT/RW.
struct Workplace: Sendable {
  var player: Player

  private static let built = Result {
    let player = try Player()
    let result = try player.run("payung demo --working --no-desk \"$TMP/demo\"")
    try #require(result.code == 0, "\(result.errors)")
    return player
  }

  init() throws {
    player = try Player()
    player["PAYUNG_NOW"] = "2025-11-21T16:20:00+07:00"
    player["TERM"] = "xterm-256color"
    let demo = try Workplace.built.get().folder + "/demo"
    let copied = try player.run("cp -r '\(demo)' \"$STORE\"")
    try #require(copied.code == 0, "\(copied.errors)")
  }

  var store: String { player.folder + "/payung" }

  /// Starts the desk for an officer; `environment` is added to the usual one, and nil takes out.
  func sit(
    _ officer: String, rows: Int = 24, columns: Int = 80, _ options: [String] = [],
    environment: [String: String?] = [:]
  ) throws -> TerminalSession {
    var player = player
    for (name, value) in environment { player[name] = value }
    return try TerminalSession(
      [try Machine.program(), "--store", store, "--officer", officer] + options, player,
      rows: rows, columns: columns)
  }

  /// Starts the desk and waits for its first frame.
  func desk(
    _ officer: String, rows: Int = 24, columns: Int = 80, _ options: [String] = [],
    environment: [String: String?] = [:]
  ) throws -> TerminalSession {
    let desk = try sit(
      officer, rows: rows, columns: columns, options, environment: environment)
    desk.expect("SIMULASI")
    return desk
  }

  /// What a command on the store answers with `--json`.
  func json(_ command: String, by officer: String = "dewi") throws -> JSON {
    let result = try player.run("payung \(command) --officer \(officer) --json")
    try #require(result.code == 0, "\(command): \(result.errors)")
    return try JSON(result.output)
  }

  /// How many wait at a level.
  func waiting(_ level: String) throws -> Int? { try json("totals")["waiting"]?[level]?.count }

  /// How many entries the journal has.
  func entries() throws -> Int? { try json("totals")["entry"]?.count }

  /// The entries of the journal, without the sealed lines.
  func journal() throws -> [JSON] {
    try Machine.text(of: store + "/journal/000001.jsonl").split(separator: "\n")
      .filter { $0.hasPrefix("{\"n\":") }.map { try JSON(String($0)) }
  }

  /// The drafts on the disk: the paths of the files.
  func drafts() throws -> [String] {
    let folder = store + "/drafts"
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return (names ?? []).filter { $0.hasSuffix(".json") }.sorted().map { folder + "/" + $0 }
  }

  /// Waits until a draft on the disk holds a text; answers whether there came to be one.
  func waitForDraft(with text: String, within limit: Duration = .seconds(5)) throws -> Bool {
    let end = ContinuousClock.now + limit
    while try !drafts().contains(where: { try Machine.text(of: $0).contains(text) }) {
      guard ContinuousClock.now < end else { return false }
    }
    return true
  }
}

extension Workplace {
  /// The name of the person of ``form``.
  static let name = "NURAINI BINTI HASAN"

  /// What Siti types for one person, from the NIK to the occupation, in an empty form; the fields that are
  /// full go on by themselves.
  static let form =
    "2102035602849987\(name)\rMORO\r16021984PJL. PELIPIT 7\r003002tanjung balai k\r01"
}

extension TerminalSession {
  /// Opens one of the five screens by its number and waits for it.
  func open(_ screen: Int, sourceLocation: SourceLocation = #_sourceLocation) {
    terminal.send("\(screen)")
    expect("screen \(screen)", sourceLocation: sourceLocation) {
      $0.lines[0].contains("[\(screen)")
    }
  }

  /// Expects that the program has left the terminal as it found it.
  func expectTerminalIsBack(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(!screen.isAlternate, sourceLocation: sourceLocation)
    #expect(screen.isCursorVisible, sourceLocation: sourceLocation)
    // Neither arrows of applications nor brackets around pastes; lines go on in the next one.
    #expect(screen.modes.subtracting([12, 1034]) == [7], sourceLocation: sourceLocation)
    #expect(terminal.isAsAtStart, sourceLocation: sourceLocation)
  }

  /// Expects that the program ends with a code, the terminal as it was, and nothing odd written before.
  func expectExit(
    _ exit: PseudoTerminal.Exit, within limit: Duration = .seconds(10),
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let end = waitForExit(within: limit)
    #expect(end == exit, "\(picture)", sourceLocation: sourceLocation)
    expectTerminalIsBack(sourceLocation: sourceLocation)
    #expect(screen.unknown.isEmpty, sourceLocation: sourceLocation)
  }
}
