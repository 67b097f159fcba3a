internal import CanonicalForm
internal import CaseDomain

/// What somebody asked of sshd, behind whose key the forced command of this program stands.
///
/// The text is split on spaces: there is no shell, no quotation, no variable, and no way to name a file.
struct ForcedCommand {
  /// What may stand behind a verb.
  struct Verb {
    var flags: [String] = []
    var values: [String] = []
    /// Whether the number of a case or an export follows.
    var takesNumber = false
    /// Whether the file is the standard input, written `-`.
    var takesInput = false
  }

  /// The verbs by which somebody reads, or sends a file through standard input, with the options that each has;
  /// ``reserved`` ones are left out.
  static let verbs: [String: Verb] = [
    "list": Verb(
      flags: ["--csv", "--overdue"],
      values: [
        "--purpose", "--stage", "--level", "--area", "--occupation", "--reason", "--sex", "--age",
        "--month",
        "--cover", "--passed", "--find", "--rt", "--rw", "--as-of",
      ]),
    "show": Verb(flags: ["--reveal"], values: ["--as-of", "--reason"], takesNumber: true),
    "totals": Verb(flags: ["--csv"], values: ["--by", "--as-of", "--area"]),
    "history": Verb(takesNumber: true),
    "access": Verb(flags: ["--csv"], values: ["--person", "--by", "--from", "--until"]),
    "sheet": Verb(values: ["--area", "--rt", "--rw", "--number"]),
    "duplicates": Verb(
      flags: ["--csv"], values: ["--purpose", "--area", "--limit"], takesNumber: true),
    "officers list": Verb(flags: ["--csv"]),
    "programme show": Verb(values: ["--as-of"]),
    "get": Verb(takesNumber: true),
    "import": Verb(
      flags: ["--csv", "--dry-run"], values: ["--note", "--papers", "--id"], takesInput: true),
    "decide": Verb(flags: ["--csv", "--dry-run"], values: ["--id"], takesInput: true),
    "participants import": Verb(
      flags: ["--replace"], values: ["--as-of", "--id"], takesInput: true),
  ]
  /// The options that every verb takes.
  static let common = (flags: ["--json"], values: ["--language"])
  /// The options that the line of the key gives, or the administrator alone judges.
  static let reserved: Set<String> = [
    "--store", "--officer", "--desk", "--fingerprint", "--clock-is-right", "--version", "--help",
  ]
  /// How long the whole may be, in bytes.
  private static let limit = 1_000

  /// The arguments that the wish stands for, behind those that the line of the key gives.
  ///
  /// - Throws: ``CommandFailure`` for every other wish, and for none where no terminal can show the desk.
  static func arguments(_ own: [String], _ host: Host) throws(CommandFailure) -> [String] {
    let language = host.language(Arguments.language(own))
    guard Arguments.areLeadingAlone(own) else {
      throw CommandFailure(
        .usage,
        language(
          "--fingerprint hanya untuk baris kunci SSH, tanpa perintah: lihat payung keys.",
          "--fingerprint is for the lines of SSH keys alone, without a verb: see payung keys."))
    }
    guard let wish = host.environment("SSH_ORIGINAL_COMMAND") else {
      guard host.hasTerminal else {
        throw CommandFailure(
          .refused,
          language(
            "Layar kerja memerlukan terminal: pakai ssh -t, atau sebutkan perintah (get 17).",
            "The desk needs a terminal: use ssh -t, or name a command (get 17)."),
          word: "noTerminal")
      }
      return own
    }
    let words = try checked(wish, language)
    return words.verb + own + words.rest
  }

  /// The words of a wish, all of them known.
  private static func checked(_ wish: String, _ language: Language) throws(CommandFailure)
    -> (verb: [String], rest: [String])
  {
    let isPlain = wish.utf8.count <= limit && wish.unicodeScalars.allSatisfy { !$0.isUnprintable }
    guard isPlain else { throw Restriction.refused("…", language) }
    let words = wish.split(separator: " ").map { String($0) }
    let names = [words.prefix(2).joined(separator: " "), words.first ?? ""]
    guard let name = names.first(where: { verbs[$0] != nil }), let verb = verbs[name] else {
      throw Restriction.refused(words.first ?? "", language)
    }
    let count = name.split(separator: " ").count
    var rest = words.dropFirst(count)
    var hasNumber = false
    var hasInput = false
    while let word = rest.popFirst() {
      let option = String(word.prefix { $0 != "=" })
      let isWhole = option == word
      if isWhole, (verb.flags + common.flags).contains(word) { continue }
      if (verb.values + common.values).contains(option) {
        // The value of an option begins with no dash, so that it is not taken for another.
        guard !isWhole || rest.popFirst().map({ !$0.hasPrefix("-") }) ?? false else {
          throw Restriction.refused(word, language)
        }
        continue
      }
      if verb.takesNumber, !hasNumber, (1...9).contains(word.utf8.count),
        word.utf8.allSatisfy({ (0x30...0x39).contains($0) })
      {
        hasNumber = true
        continue
      }
      guard verb.takesInput, !hasInput, word == "-" else {
        throw Restriction.refused(word, language)
      }
      hasInput = true
    }
    guard hasInput == verb.takesInput else { throw Restriction.refused("\(name) …", language) }
    return (Array(words.prefix(count)), Array(words.dropFirst(count)))
  }
}
