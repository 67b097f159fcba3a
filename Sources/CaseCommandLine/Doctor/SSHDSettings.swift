internal import CaseDomain

/// What sshd does for one account, as `sshd -T -C user=…` prints it: a line for every setting.
struct SSHDSettings {
  private var values: [String: [String]] = [:]

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1)
      guard let name = words.first else { continue }
      values[name.lowercased(), default: []].append(words.count > 1 ? String(words[1]) : "")
    }
  }

  /// A setting that must be as it is written here.
  private struct Wanted {
    var name: String
    var value: String
    /// Whether a value that sshd has will do.
    var holds: (String) -> Bool

    init(_ name: String, _ value: String, _ holds: ((String) -> Bool)? = nil) {
      (self.name, self.value) = (name, value)
      self.holds = holds ?? { $0.lowercased() == value.lowercased() }
    }
  }

  private static func wanted(_ account: String) -> [Wanted] {
    let program = "/usr/local/bin/payung keys %u %f"
    return [
      Wanted("AuthorizedKeysFile", "none"),
      Wanted("AuthorizedKeysCommand", program) {
        let words = $0.split(separator: " ")
        return words.first?.hasSuffix("/payung") ?? false && words.contains("keys")
          && words.contains("%u")
      },
      Wanted("AuthorizedKeysCommandUser", account), Wanted("AuthenticationMethods", "publickey"),
      Wanted("DisableForwarding", "yes"), Wanted("PermitUserRC", "no"),
      Wanted("PermitUserEnvironment", "no"), Wanted("PermitTTY", "yes"),
      Wanted("MaxSessions", "1"), Wanted("ExposeAuthInfo", "yes"),
      Wanted("ClientAliveInterval", "15") { Int($0).map { (1...60).contains($0) } ?? false },
      Wanted("ClientAliveCountMax", "3") { Int($0).map { (1...10).contains($0) } ?? false },
    ]
  }

  /// What is to be changed for this account; empty where it is as the README has it.
  func findings(_ account: String, _ language: Language) -> [Diagnosis] {
    var findings = Self.wanted(account).compactMap { wanted -> Diagnosis? in
      let value = values[wanted.name.lowercased()]?.first
      if let value, wanted.holds(value) { return nil }
      return .wrong(
        .sshd, "\(wanted.name) \(value ?? language("tidak ada", "missing"))",
        "\(wanted.name) \(wanted.value)")
    }
    // Each name of a variable that a client may set is a line of its own.
    let accepted = (values["acceptenv"] ?? []).filter { !$0.isEmpty && $0 != "none" }
    if !accepted.isEmpty {
      findings.append(
        .wrong(
          .sshd, "AcceptEnv \(accepted.joined(separator: " "))",
          language(
            "hapus baris AcceptEnv (tidak dapat dicabut dalam Match)",
            "delete the line AcceptEnv (it cannot be taken back in a Match)")))
    }
    return findings
  }
}
