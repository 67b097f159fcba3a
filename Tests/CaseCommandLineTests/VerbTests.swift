import ArgumentParser
import Testing

@testable import CaseCommandLine

/// A verb that is asked alone gives what the root makes of it.
struct VerbTests {
  @Test(
    "arguments write the command that the root finds, with the same options, or the same complaint",
    arguments: [
      [], ["--store", "x", "--officer", "siti"], ["--nope"], ["--help"], ["--version"],
      ["list"], ["list", "--find", "Siti", "--overdue"], ["list", "--find"], ["list", "x"],
      ["list", "--help"], ["list", "-h"], ["list", "--version"], ["list", "help"],
      ["list", "--generate-completion-script", "bash"], ["help", "list"], ["help"],
      ["show", "17", "--as-of", "#3"], ["show"], ["approve", "17", "18", "--note", "ya"],
      ["register", "--nik", "x", "--", "y"], ["officers"], ["officers", "list"],
      ["officers", "--help"], ["participants", "import", "-", "--replace"],
      ["participants", "nope"], ["programme"], ["desk"], ["desk", "--store", "x"], ["lst"], ["-"],
    ])
  func same(_ arguments: [String]) {
    #expect(
      said { try Arguments.command(arguments) } == said { try Payung.parseAsRoot(arguments) })
  }

  /// The command with its options, or what the officer is told.
  private func said(_ parse: () throws -> any ParsableCommand) -> String {
    do {
      let command = try parse()
      return "\(type(of: command)): \(command)"
    } catch {
      return "\(Payung.exitCode(for: error).rawValue): \(Payung.fullMessage(for: error))"
    }
  }

  @Test("a verb is found with its options, and the desk without one")
  func alone() throws {
    let command = try Arguments.command(["list", "--find", "Siti"])
    #expect((command as? ListCommand)?.chosen.find == "Siti")
    #expect(try Arguments.command(["--store", "x"]) is DeskCommand)
  }
}
