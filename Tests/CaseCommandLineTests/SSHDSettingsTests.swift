import CanonicalForm
import CaseDomain
import Testing

@testable import CaseCommandLine

@Suite("The settings of sshd, as the doctor judges them")
struct SSHDSettingsTests {
  private let good = """
    port 22
    authorizedkeysfile none
    authorizedkeyscommand /usr/local/bin/payung keys %u %f
    authorizedkeyscommanduser payung
    authenticationmethods publickey
    disableforwarding yes
    permituserrc no
    permituserenvironment no
    permittty yes
    maxsessions 1
    exposeauthinfo yes
    clientaliveinterval 15
    clientalivecountmax 3

    """

  private func changes(_ text: String) -> [String] {
    SSHDSettings(text).findings("payung", .english).compactMap(\.remedy)
  }

  @Test("what the README has is fine")
  func fine() {
    #expect(changes(good).isEmpty)
    #expect(
      changes(good.replacing("payung keys %u %f", with: "payung keys --store /srv/x %u %f"))
        .isEmpty)
  }

  @Test(
    "every setting that is another is named with the line to write",
    arguments: [
      (
        "authorizedkeysfile none", "authorizedkeysfile .ssh/authorized_keys",
        "AuthorizedKeysFile none"
      ),
      ("payung keys %u", "other keys %u", "AuthorizedKeysCommand /usr/local/bin/payung keys %u %f"),
      ("keys %u %f", "keys", "AuthorizedKeysCommand /usr/local/bin/payung keys %u %f"),
      ("commanduser payung", "commanduser root", "AuthorizedKeysCommandUser payung"),
      ("methods publickey", "methods any", "AuthenticationMethods publickey"),
      ("disableforwarding yes", "disableforwarding no", "DisableForwarding yes"),
      ("permituserrc no", "permituserrc yes", "PermitUserRC no"),
      ("environment no", "environment LANG", "PermitUserEnvironment no"),
      ("permittty yes", "permittty no", "PermitTTY yes"),
      ("maxsessions 1", "maxsessions 10", "MaxSessions 1"),
      ("exposeauthinfo yes", "exposeauthinfo no", "ExposeAuthInfo yes"),
      ("interval 15", "interval 0", "ClientAliveInterval 15"),
      ("countmax 3", "countmax 0", "ClientAliveCountMax 3"),
      ("maxsessions 1\n", "", "MaxSessions 1"),
    ])
  func wrong(_ old: String, _ new: String, _ remedy: String) {
    #expect(changes(good.replacing(old, with: new)) == [remedy])
  }

  @Test("variables that a client may set are named")
  func acceptEnv() {
    let findings = SSHDSettings(good + "acceptenv LANG\nacceptenv LC_*\n")
      .findings("payung", .english)
    #expect(findings.map(\.text) == ["AcceptEnv LANG LC_*"])
  }
}

@Suite("The clock, as the doctor judges it")
struct ClockDiagnosisTests {
  private func clock(behind: Int = -1, _ isSynchronised: Bool?, isRead: Bool = true) -> Diagnosis {
    let now = Instant(milliseconds: 1_763_000_000_000)
    let last = Instant(milliseconds: now.milliseconds + behind)
    return .clock(now, last: last, isRead: isRead, isSynchronised: isSynchronised, .english)
  }

  @Test(
    "one that nobody keeps right, or that is behind the store, is wrong, with the line that mends it"
  )
  func wrong() {
    #expect(clock(true).verdict == .fine)
    for wrong in [clock(false), clock(false, isRead: false), clock(behind: 1, true)] {
      #expect(wrong.verdict == .wrong && wrong.remedy == "timedatectl set-ntp true")
    }
    #expect(clock(false).text.hasSuffix("not synchronised"))
  }

  @Test("what the system does not say, or of a store that cannot be read, is not called fine")
  func unseen() {
    #expect(clock(nil).verdict == .unseen && clock(true, isRead: false).verdict == .unseen)
  }
}
