import TestSupport
import Testing

/// The program where the system gives it little: it works, or says what it lacks.
@Suite("Under limits")
struct LimitTests {
  private static let reading = [
    "list --officer siti", "totals --officer dewi", "show 1 --officer dewi --json",
  ]
  private let player: Player

  init() throws {
    player = try Player()
  }

  private static func register(_ nik: String, _ name: String) -> String {
    "register --officer siti --nik \(nik) --name \(name) --birth-date 16/02/1984 --sex P"
      + " --rt 3 --rw 2 --area 'Tanjung Balai' --occupation 06"
  }

  private func make(_ command: String) throws {
    let made = try player.run("payung \(command)")
    try #require(made.code == 0, "\(made.errors)")
  }

  private func entries() throws -> Int? {
    let result = try player.run("payung totals --officer dewi --json")
    try #require(result.code == 0, "\(result.errors)")
    return try JSON(result.output)["entry"]?.count
  }

  /// Runs all commands under a limit; whatever comes of it, the store is whole and only what was said is saved.
  private func expectOrder(
    under limit: String, _ nik: String = "2102035602849023", _ name: String = "NURAINI"
  ) throws -> [Int] {
    var codes: [Int] = []
    for command in Self.reading + [Self.register(nik, name)] {
      let before = try #require(try entries())
      // What these tests themselves have open would count.
      let result = try player.run(
        "(exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; \(limit) && exec payung \(command))")
      codes.append(result.code)
      let said = "\(limit), \(command.prefix(8)): \(result.code) \(result.errors.prefix(300))"
      #expect([0, 1, 2, 3].contains(result.code), "\(said)")
      // With --json the program that asked is told, in the output.
      let told =
        try command.hasSuffix("--json") ? JSON(result.output)["message"]?.text : result.errors
      #expect((result.code == 0) == (told ?? "").isEmpty, "\(said)")
      let isSaved = result.code == 0 && command.hasPrefix("register")
      #expect(try entries() == before + (isSaved ? 1 : 0), "\(said)")
    }
    let check = try player.run("payung check")
    #expect(check.code == 0, "\(limit)\n\(check.output)\(check.errors)")
    return codes
  }

  @Test("with few descriptors it reads, and a save that lacks one says so and saves nothing")
  func descriptors() throws {
    try make("init --simulated --programme fixtures/programmes/training.json")
    try make(Self.register("2102035602849987", "SALMAH"))
    // Below 4 the program cannot even be loaded.
    for count in 4...7 { _ = try expectOrder(under: "ulimit -n \(count)") }
    // Eight are enough to read, and twice as many for everything.
    #expect(try expectOrder(under: "ulimit -n 8").prefix(3) == [0, 0, 0])
    let codes = try expectOrder(under: "ulimit -n 16", "2102035602849024", "ROSNAH")
    #expect(codes == [0, 0, 0, 0])
  }

  @Test("a file that may not grow is a full disk, and nothing is promised")
  func fileSize() throws {
    try make("init --simulated --programme fixtures/programmes/training.json")
    let before = try entries()
    // In the first of what the entry needs, and where the file already holds more.
    for blocks in 1...16 {
      let register = Self.register("2102035602849987", "SALMAH")
      let result = try player.run("(ulimit -f \(blocks) && exec payung \(register))")
      let said = "\(blocks) blocks: \(result.code) \(result.errors)"
      if result.code == 0 { return #expect(try entries() == before.map { $0 + 1 }, "\(said)") }
      #expect(result.code == 2, "\(said)")
      #expect(result.errors.contains("penuh"), "\(said)")
      #expect(try entries() == before, "\(said)")
    }
    try make(Self.register("2102035602849987", "SALMAH"))
    #expect(try player.run("payung check").code == 0)
  }

  @Test("400 MB of addresses and half a megabyte of stack are enough")
  func memory() throws {
    try make("demo --no-desk \"$STORE\" --working")
    #expect(try expectOrder(under: "ulimit -v 400000 && ulimit -s 512") == [0, 0, 0, 0])
  }
}
