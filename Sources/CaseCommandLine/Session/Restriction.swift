internal import CaseDomain

/// What may be asked for by somebody who has no shell on this machine, only this program: behind a forced command of
/// sshd, or behind sudo.
///
/// What is not listed is refused, verbs and options that come later too, until somebody lists them.
enum Restriction {
  /// The variables that reach the program; the loader's, ncurses' and every other are dropped.
  static let variables = [
    "TERM", "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "NO_COLOR", "HOME", "PATH", "SUDO_USER",
    "SSH_USER_AUTH", "SSH_ORIGINAL_COMMAND", "SSH_CONNECTION", "XDG_DATA_HOME", "PAYUNG_STORE",
    "PAYUNG_NOW",
    "PAYUNG_SEED",
  ]

  /// Whether a variable is one that may be believed: `TERM` names a file of terminfo.
  static func isGood(_ name: String, _ value: String) -> Bool {
    switch name {
    case "TERM", "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES":
      (1...32).contains(value.utf8.count)
        && value.unicodeScalars.allSatisfy {
          $0.isASCII
            && ($0.properties.isAlphabetic || ("0"..."9").contains($0)
              || "+._-@".unicodeScalars.contains($0))
        } && !value.hasPrefix(".")
    default: true
    }
  }

  /// The verbs for who came through sudo; those that are missing belong to the owner of the store.
  private static let behindSudo = [
    "register", "import", "list", "show", "approve", "reject", "return", "decide", "correct",
    "undo", "withdraw", "enrol", "end", "totals", "sheet", "participants", "history", "duplicates",
    "distinguish", "officers", "programme", "check", "erase", "get", "desk", "access", "help",
  ]
  /// The options that name a folder or a file.
  private static let naming = ["--store", "--anchor"]

  /// Refuses, behind sudo, what reaches beyond this store; files are refused where they would be read.
  static func requireAllowed(_ arguments: [String], _ language: Language) throws(CommandFailure) {
    for argument in arguments {
      let name = argument.prefix { $0 != "=" }
      guard !naming.contains(String(name)) else { throw refused(String(name), language) }
    }
    guard let verb = Arguments.verbFirst(arguments).first, !verb.hasPrefix("-") else { return }
    guard behindSudo.contains(verb) else {
      throw CommandFailure(
        .refused,
        language(
          "\"\(verb)\" hanya untuk pemilik folder data, bukan di balik sudo: su - ke akunnya.",
          "\"\(verb)\" is for the owner of the store alone, not behind sudo: su - to the account."),
        attempt: "restricted")
    }
  }

  /// Why a file is not read that somebody names.
  static func file(_ language: Language) -> CommandFailure {
    CommandFailure(
      .refused,
      language(
        "Di sini berkas hanya dari masukan baku: tulis - dan alirkan dengan < BERKAS.",
        "Files come from standard input alone here: write - and redirect with < FILE."),
      attempt: "restricted")
  }

  /// The arguments of who has this program alone, as they may be carried out.
  static func arguments(_ arguments: [String], _ host: Host) throws(CommandFailure) -> [String] {
    if Arguments.areForced(arguments) { return try ForcedCommand.arguments(arguments, host) }
    try requireAllowed(arguments, host.language(nil))
    return arguments
  }

  static func refused(_ word: String, _ language: Language) -> CommandFailure {
    let shown = word.count > 40 ? String(word.prefix(40)) + "…" : word
    return CommandFailure(
      .refused,
      language(
        "\"\(shown)\" tidak diizinkan di sini. Yang diizinkan: layar kerja, get, import -, decide -, "
          + "participants import -, dan perintah baca (list, show, totals, history, access, sheet, duplicates).",
        "\"\(shown)\" is not allowed here. Allowed are the desk, get, import -, decide -, "
          + "participants import -, and the verbs that read (list, show, totals, history, access, sheet, duplicates)."
      ), attempt: "restricted")
  }
}
