import TestSupport
import Testing

/// A demo in a folder of its own.
struct Demo: Sendable {
  let player: Player

  init(_ player: Player) { self.player = player }

  init(working: Bool) throws {
    player = try Player()
    let result = try player.run(
      "payung demo --no-desk \"$TMP/demo\"\(working ? " --working" : "")")
    try #require(result.code == 0, "\(result.errors)")
  }

  func journal() throws -> String {
    try Machine.text(of: player.folder + "/demo/journal/000001.jsonl")
  }

  /// What a command on the demo answers with `--json`.
  func json(_ command: String) throws -> JSON {
    let result = try player.run("payung \(command) --store demo --officer dewi --json")
    try #require(result.code == 0, "\(command): \(result.errors)")
    return try JSON(result.output)
  }

  /// How many cases `list` names.
  func length(_ filters: String) throws -> Int? { try json("list \(filters)").array?.count }
}
