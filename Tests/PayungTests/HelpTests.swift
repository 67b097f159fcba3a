import TestSupport
import Testing

/// All help of all commands is a file, so that a changed word is a visible difference.
struct HelpTests {
  @Test("every command's help is as written, in both languages", arguments: ["id", "en"])
  func help(_ language: String) throws {
    var player = try Player()
    player["LANG"] = language == "en" ? "en_US.UTF-8" : "C.UTF-8"
    var pages: [String] = []
    for command in try commands(below: "", player) {
      let words = ["payung", command, "--help"].filter { !$0.isEmpty }.joined(separator: " ")
      let result = try player.run(words)
      #expect(result.code == 0)
      #expect(result.errors.isEmpty)
      pages.append("$ \(words)\n\(result.output)")
    }
    #expect(pages.count > 25)
    try expectGolden(
      pages.joined(separator: "\n"), language == "en" ? "help-en.txt" : "help.txt")
  }

  @Test("help asked for by the option is in the language of the option")
  func option() throws {
    let player = try Player()
    let english = try player.run("LANG=en_US.UTF-8 payung list --help").output
    #expect(try player.run("payung list --help --language en").output == english)
    #expect(try player.run("payung --language en list --help").output == english)
  }

  /// A command and its own, in the order in which help names them.
  private func commands(below command: String, _ player: Player) throws -> [String] {
    let help = try player.run("LANG=en_US.UTF-8 payung \(command) --help").output
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    var found = [command]
    guard let start = lines.firstIndex(of: "SUBCOMMANDS:") else { return found }
    for line in lines[(start + 1)...].prefix(while: { !$0.isEmpty }) {
      // Names stand in the third column; what goes on with their words stands further right.
      guard line.hasPrefix("  "), let name = line.dropFirst(2).split(separator: " ").first,
        !line.hasPrefix("   ")
      else { continue }
      found += try commands(below: command.isEmpty ? String(name) : "\(command) \(name)", player)
    }
    return found
  }
}
