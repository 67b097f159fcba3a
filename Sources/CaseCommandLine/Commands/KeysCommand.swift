internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore
internal import SystemFiles

/// `payung keys`: the keys that open this program, as sshd asks for them (`AuthorizedKeysCommand`).
struct KeysCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "keys",
      abstract: say(
        "Baris kunci SSH untuk sshd (AuthorizedKeysCommand).",
        "The lines of SSH keys for sshd (AuthorizedKeysCommand)."),
      discussion: say(
        "Dalam sshd_config: AuthorizedKeysCommand /usr/local/bin/payung keys %u %f",
        "In sshd_config: AuthorizedKeysCommand /usr/local/bin/payung keys %u %f"))
  }

  @OptionGroup var options: StoreOptions
  @Argument(
    help: help(
      "Akun yang masuk; tidak ada baris untuk akun lain.",
      "The account that logs in; there are no lines for any other.", value: ValueName.text))
  var user: String?
  @Argument(
    help: help(
      "Sidik jari kunci yang ditanyakan.", "The fingerprint of the key that is asked for.",
      value: ValueName.code))
  var fingerprint: String?

  func run(_ session: Session) throws(CommandFailure) {
    // Under another account these lines would let officers in as somebody else.
    if let user, user != HostIdentity.userName { return }
    let program = HostIdentity.executable
    let store = session.host.absolutePath(session.store.folder)
    for path in [program, store] where !Self.isPlain(path) {
      throw CommandFailure(
        .store,
        session.say(
          "\(path): hanya huruf, angka dan / . _ - + boleh ada dalam baris kunci. Pindahkan ke folder lain.",
          "\(path): only letters, digits and / . _ - + may stand in the line of a key. Move it elsewhere."
        ))
    }
    for (key, held) in session.store.caseload.openingKeys(on: session.store.now.day)
    where fingerprint.map({ $0 == key.fingerprint }) ?? true {
      let holder =
        switch held.holder {
        case .officer(let id): "--officer \(id)"
        case .desk(let id): "--desk \(id)"
        }
      let words = [program, "--store", store, holder, "--fingerprint", key.fingerprint]
      let expiry = held.until.map { "expiry-time=\"\(Self.moment(endOf: $0))\"," } ?? ""
      let command = words.joined(separator: " ")
      session.print("restrict,pty,\(expiry)command=\"\(command)\" \(key.text)")
    }
  }

  /// The first moment behind a day of Western Indonesia Time, as sshd reads it: `20261231170000Z`.
  private static func moment(endOf day: Day) -> String {
    let after = Instant(milliseconds: Instant(endOf: day).milliseconds + 1).description
    return after.prefix(19).filter(\.isNumber) + "Z"
  }

  /// Whether a path says the same to the shell by which sshd starts the command.
  private static func isPlain(_ path: String) -> Bool {
    path.hasPrefix("/")
      && path.unicodeScalars.allSatisfy {
        $0.isASCII
          && ($0.properties.isAlphabetic || ("0"..."9").contains($0)
            || "/._-+".unicodeScalars.contains($0))
      }
  }
}
