internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain

/// `payung doctor`: whether this machine is as the store and its officers need it.
struct DoctorCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "doctor",
      abstract: say(
        "Memeriksa akun, folder, sshd, sudo, terminal, bahasa, cakram dan jam komputer ini.",
        "Looks at account, folder, sshd, sudo, terminal, locale, disk and clock of this machine."),
      discussion: say(
        "Jalankan sebagai root: hanya root dapat bertanya kepada sshd dan sudo.\nKode akhir: 0 semua baik, 1 ada yang salah.",
        "Run it as root: only root may ask sshd and sudo.\nExit codes: 0 all is fine, 1 something is wrong."
      ))
  }

  @OptionGroup var language: LanguageOptions
  @Option(help: help("Folder data.", "The store's folder.", value: ValueName.folder)) var store:
    String?
  @Flag(help: help("Keluaran JSON.", "JSON output.")) var json = false

  mutating func run() throws {
    let host = Host.current
    let language = host.language(language.language)
    let findings = Doctor(
      host.absolutePath(store ?? host.defaultStore), language, host
    ).findings()
    if json {
      var writer = JSONWriter()
      writer.array(findings) { json, finding in
        json.object {
          $0.field("subject", finding.subject.rawValue)
          $0.field("verdict", finding.verdict.rawValue)
          $0.field("found", finding.text)
          $0.field("remedy", ifPresent: finding.remedy)
        }
      }
      host.output(String(decoding: writer.bytes, as: UTF8.self) + "\n")
    } else {
      for finding in findings { host.output(line(finding, language) + "\n") }
    }
    if findings.contains(where: { $0.verdict == .wrong }) { throw CommandFailure(.refused) }
  }

  /// `SALAH  sshd      MaxSessions 10 → MaxSessions 1`.
  private func line(_ finding: Diagnosis, _ language: Language) -> String {
    let verdict =
      switch finding.verdict {
      case .fine: language("baik ", "fine ")
      case .wrong: language("SALAH", "WRONG")
      case .unseen: language("?    ", "?    ")
      }
    let subject =
      switch finding.subject {
      case .account: language("akun", "account")
      case .folder: "folder"
      case .sshd: "sshd"
      case .sudo: "sudo"
      case .terminal: "terminal"
      case .locale: language("bahasa", "locale")
      case .disk: language("cakram", "disk")
      case .clock: language("jam", "clock")
      }
    let gap = String(repeating: " ", count: max(1, 10 - subject.count))
    return "\(verdict)  \(subject)\(gap)\(finding.text)"
      + (finding.remedy.map { " → \($0)" } ?? "")
  }
}
