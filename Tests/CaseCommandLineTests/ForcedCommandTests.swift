import ArgumentParser
import CaseDomain
import FoundationEssentials
import Testing

@testable import CaseCommandLine

@Suite("What somebody may ask of a forced command")
struct ForcedCommandTests {
  private static let own = ["--officer", "siti", "--fingerprint", "SHA256:x"]

  private func arguments(_ wish: String?, _ own: [String] = own, hasTerminal: Bool = false)
    -> [String]?
  {
    var host = Host()
    host.environment = { $0 == "SSH_ORIGINAL_COMMAND" ? wish : nil }
    host.hasTerminal = hasTerminal
    return try? ForcedCommand.arguments(own, host)
  }

  @Test(
    "verbs that read, get, and what comes from standard input",
    arguments: [
      ("list", ["list"], []), ("  totals   --json ", ["totals"], ["--json"]),
      ("list --find Siti --csv", ["list"], ["--find", "Siti", "--csv"]),
      ("list --stage=waiting", ["list"], ["--stage=waiting"]), ("get 17", ["get"], ["17"]),
      ("show 42 --as-of #17", ["show"], ["42", "--as-of", "#17"]), ("history", ["history"], []),
      ("import - --dry-run", ["import"], ["-", "--dry-run"]), ("decide -", ["decide"], ["-"]),
      ("participants import - --replace", ["participants", "import"], ["-", "--replace"]),
      ("officers list", ["officers", "list"], []),
      ("access --by dewi --from 2025-11-01", ["access"], ["--by", "dewi", "--from", "2025-11-01"]),
      ("show 4 --reveal --reason KTP", ["show"], ["4", "--reveal", "--reason", "KTP"]),
      ("list --csv --purpose rapat", ["list"], ["--csv", "--purpose", "rapat"]),
    ])
  func allowed(_ wish: String, _ verb: [String], _ rest: [String]) {
    #expect(arguments(wish) == verb + Self.own + rest)
  }

  @Test(
    "everything else",
    arguments: [
      "", " ", "-", "--", "--help", "sh", "LIST", "list -", "list x", "list --store /etc",
      "list --store=/etc", "list --officer=dewi", "list --officer dewi", "list --desk d",
      "list --fingerprint x", "list --find", "list --find --csv", "list --csv=1", "list --json=1",
      "list;id", "list\tid", "list\nid", "list \u{9B}2J", "list --find \u{202E}x", "get", "get 1 2",
      "get -1", "get 1/2", "get 1234567890", "get ١", "import", "import -x", "import - -",
      "import /etc/passwd", "decide x", "participants", "officers",
      "officers add x", "officers pin siti", "programme set -", "participants import",
      "register", "check", "init", "backup /x", "desk", "keys", "scp -t /", "history 1 2",
    ])
  func refused(_ wish: String) {
    // An export without a number, and nothing asked for at all, are refused by the verb or have no words.
    if wish == "get" {
      #expect(arguments(wish) == ["get"] + Self.own)
    } else {
      #expect(arguments(wish) == nil)
    }
  }

  @Test("a wish of any length")
  func long() {
    #expect(arguments("list --find " + String(repeating: "x", count: 900)) != nil)
    #expect(arguments("list --find " + String(repeating: "x", count: 1_000)) == nil)
  }

  @Test("without a wish it is the desk, on a terminal alone")
  func desk() {
    #expect(arguments(nil, hasTerminal: true) == Self.own)
    #expect(arguments(nil) == nil)
  }

  @Test("a line of a key that names a verb is no line of ours")
  func verb() {
    #expect(arguments("list", ["list"] + Self.own) == nil)
    #expect(arguments("list", Self.own + ["check"]) == nil)
    #expect(arguments("list", Self.own + ["--store", "/srv/payung"]) != nil)
  }
}

@Suite("The list of the forced command and the verbs of the program")
struct ForcedVerbsTests {
  /// A verb as the program describes it.
  private struct Described: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable { var name: String }
      var kind: String
      var names: [Name]?
    }
    var commandName: String
    var arguments: [Argument]?
    var subcommands: [Described]?

    /// The verbs that do something, each by all its words.
    func verbs(behind words: [String] = []) -> [String: [Argument]] {
      (subcommands ?? []).reduce(into: [:]) { verbs, verb in
        let words = words + [verb.commandName]
        if let under = verb.subcommands {
          verbs.merge(verb.verbs(behind: under.isEmpty ? [] : words)) { $1 }
        } else {
          verbs[words.joined(separator: " ")] = verb.arguments ?? []
        }
      }
    }
  }

  private let verbs: [String: [Described.Argument]]

  init() throws {
    struct Dump: Decodable { var command: Described }
    verbs = try JSONDecoder().decode(Dump.self, from: Data(Payung._dumpHelp().utf8)).command.verbs()
  }

  private func options(_ kind: String, of verb: String) -> Set<String> {
    let arguments = (verbs[verb] ?? []).filter { $0.kind == kind }
    let names = arguments.compactMap { $0.names?.last.map { "--\($0.name)" } }
    return Set(names).subtracting(ForcedCommand.reserved)
  }

  @Test(
    "takes the options that each verb has, and no others",
    arguments: ForcedCommand.verbs.keys.sorted())
  func options(of name: String) throws {
    let verb = try #require(ForcedCommand.verbs[name])
    #expect(verbs[name] != nil, "there is no such verb")
    #expect(Set(verb.flags + ForcedCommand.common.flags) == options("flag", of: name))
    #expect(Set(verb.values + ForcedCommand.common.values) == options("option", of: name))
    let positional = verbs[name]?.contains { $0.kind == "positional" } ?? false
    #expect(positional == (verb.takesNumber || verb.takesInput))
  }

  @Test("leaves out what changes a case, the roster or the store, and nothing that reads")
  func others() {
    let elsewhere: Set<String> = [
      "init", "demo", "register", "approve", "reject", "return", "correct", "undo", "withdraw",
      "enrol", "end", "distinguish", "officers add", "officers grant", "officers revoke",
      "officers key", "officers desk", "officers pin", "keys", "programme set", "check", "repair",
      "backup", "restore", "seal", "doctor", "erase", "desk", "help",
    ]
    // A new verb has to be put on one list or the other.
    #expect(elsewhere.isDisjoint(with: ForcedCommand.verbs.keys))
    #expect(Set(verbs.keys) == elsewhere.union(ForcedCommand.verbs.keys))
  }
}

@Suite("What somebody may ask behind sudo, and which variables are believed")
struct RestrictionTests {
  private func allows(_ arguments: String...) -> Bool {
    (try? Restriction.requireAllowed(arguments, .english)) != nil
  }

  @Test("verbs of officers, not of the owner")
  func verbs() {
    #expect(allows() && allows("list") && allows("approve", "1") && allows("get", "1"))
    #expect(allows("--language", "en", "list") && allows("--help"))
    for verb in ["init", "demo", "backup", "restore", "repair", "seal", "keys", "doctor", "new"] {
      #expect(!allows(verb) && !allows("--language", "en", verb))
    }
  }

  @Test("no folder and no file by an option")
  func options() {
    #expect(!allows("list", "--store", "/x") && !allows("--store=/x", "list"))
    #expect(!allows("check", "--anchor", "/x"))
  }

  @Test("a terminal's name is one, and nothing that leads elsewhere")
  func terminal() {
    for good in ["xterm", "xterm-256color", "tmux", "linux", "rxvt+pcfkeys"] {
      #expect(Restriction.isGood("TERM", good))
    }
    let huge = String(repeating: "x", count: 10_000)
    for bad in ["", ".", "../../tmp/x", "/tmp/x", "xterm\u{1B}", "é", "x y", huge] {
      #expect(!Restriction.isGood("TERM", bad))
    }
    #expect(!Restriction.isGood("LANG", "../x") && Restriction.isGood("LANG", "id_ID.UTF-8@x"))
  }
}
