internal import CanonicalForm
internal import CaseDomain
internal import CaseStore
internal import EventJournal
internal import SystemFiles

/// Looks at the machine on which a store is, as an administrator should before officers come.
struct Doctor {
  private let folder: String
  private let language: Language
  private let host: Host
  private let files = HostFileSystem()

  init(_ folder: String, _ language: Language, _ host: Host) {
    (self.folder, self.language, self.host) = (folder, language, host)
  }

  func findings() -> [Diagnosis] {
    let status = try? files.status(at: folder)
    let account = status.flatMap { HostAccount(user: $0.owner) }
    return [folderFinding(status, account)] + accountFindings(account) + sshdFindings(account)
      + [sudoFinding(account), terminalFinding(), localeFinding()] + diskFindings()
      + [clockFinding()]
  }

  private func say(_ indonesian: String, _ english: String) -> String {
    language(indonesian, english)
  }

  private func folderFinding(_ status: FileStatus?, _ account: HostAccount?) -> Diagnosis {
    guard let status else {
      return .wrong(
        .folder,
        say("\(folder) tidak ada atau tidak terbaca", "\(folder) is missing or unreadable"),
        say("payung init, sebagai akunnya", "payung init, as its account"))
    }
    let mode = String(status.mode & 0o777, radix: 8)
    guard status.mode & 0o077 == 0 else {
      return .wrong(.folder, "\(folder) \(mode)", "chmod 700 \(folder)")
    }
    return .fine(.folder, "\(folder) \(mode) \(account?.name ?? String(status.owner))")
  }

  private func accountFindings(_ account: HostAccount?) -> [Diagnosis] {
    guard let account else {
      return [
        .unseen(.account, say("akun pemilik tidak dikenal", "the owner's account is not known"))
      ]
    }
    guard account.user != 0 else {
      return [
        .wrong(
          .account, say("pemiliknya root", "root owns it"),
          "useradd --system --create-home --home-dir /srv/payung --shell /bin/sh payung")
      ]
    }
    // sshd starts the forced command with it.
    guard !account.shell.hasSuffix("/nologin"), !account.shell.hasSuffix("/false") else {
      return [
        .wrong(
          .account, "\(account.name) \(account.shell)", "usermod --shell /bin/sh \(account.name)")
      ]
    }
    let home = try? files.status(at: account.home)
    // Whoever may write there could put files for ncurses in it.
    if let home, home.mode & 0o022 != 0 {
      return [
        .wrong(
          .account, "\(account.home) \(String(home.mode & 0o777, radix: 8))",
          "chmod go-w \(account.home)")
      ]
    }
    return [.fine(.account, "\(account.name) \(account.shell)")]
  }

  private func sshdFindings(_ account: HostAccount?) -> [Diagnosis] {
    guard let program = HostProgram.path("sshd") else {
      return [.unseen(.sshd, say("tidak terpasang", "not installed"))]
    }
    guard HostIdentity.user == 0, let account else {
      return [
        .unseen(
          .sshd,
          say(
            "hanya root dapat bertanya: jalankan payung doctor sebagai root",
            "only root may ask: run payung doctor as root"))
      ]
    }
    let asked = HostProgram.output(
      program, ["-T", "-C", "user=\(account.name),host=localhost,addr=127.0.0.1"])
    guard let asked, asked.code == 0 else {
      return [.wrong(.sshd, asked?.text.firstLine ?? program, "sshd -t")]
    }
    let findings = SSHDSettings(asked.text).findings(account.name, language)
    return findings.isEmpty ? [.fine(.sshd, "Match User \(account.name)")] : findings
  }

  private func sudoFinding(_ account: HostAccount?) -> Diagnosis {
    guard let program = HostProgram.path("sudo") else {
      return .unseen(.sudo, say("tidak terpasang", "not installed"))
    }
    guard HostIdentity.user == 0, let account else {
      return .unseen(.sudo, say("hanya root dapat bertanya", "only root may ask"))
    }
    let asked = HostProgram.output(program, ["-n", "-l", "-U", account.name])
    guard asked?.text.contains("is not allowed to run sudo") ?? false else {
      return .wrong(
        .sudo, say("\(account.name) boleh memakai sudo", "\(account.name) may use sudo"),
        say(
          "cabut hak \(account.name) dalam /etc/sudoers.d",
          "take it from \(account.name) in /etc/sudoers.d"))
    }
    return .fine(
      .sudo, say("\(account.name) tidak boleh memakai sudo", "\(account.name) may not use sudo"))
  }

  private func terminalFinding() -> Diagnosis {
    let folders = ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"]
    let needed = ["vt100", "linux", "xterm", "xterm-256color", "screen", "tmux-256color"]
    let missing = needed.filter { name in
      !folders.contains { (try? files.status(at: "\($0)/\(name.prefix(1))/\(name)")) != nil }
    }
    guard missing.isEmpty else {
      return .wrong(.terminal, missing.joined(separator: " "), "apt-get install ncurses-base")
    }
    return .fine(.terminal, needed.joined(separator: " "))
  }

  private func localeFinding() -> Diagnosis {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap(host.environment).first { !$0.isEmpty }
    let isUTF8 = name.map { $0.lowercased().filter { $0 != "-" }.hasSuffix("utf8") } ?? false
    guard isUTF8, let name else {
      return .wrong(
        .locale, name ?? "–",
        say(
          "LANG=C.UTF-8 dalam /etc/default/locale, SetEnv LANG=C.UTF-8 dalam sshd_config",
          "LANG=C.UTF-8 in /etc/default/locale, SetEnv LANG=C.UTF-8 in sshd_config"))
    }
    return .fine(.locale, name)
  }

  private func diskFindings() -> [Diagnosis] {
    if let remote = try? files.remoteSystem(of: folder) {
      return [
        .wrong(
          .disk, "\(folder): \(remote)",
          say("pindahkan ke cakram komputer ini", "move it to a disk of this machine"))
      ]
    }
    guard let free = HostDisk.freeBytes(at: folder) else {
      return [.unseen(.disk, folder)]
    }
    let text = "\(free >> 20) MiB"
    // An entry of the largest kind is 64 MiB, and a snapshot may be as large as the journal.
    guard free >= 512 << 20 else {
      return [.wrong(.disk, text, say("kosongkan sampai 512 MiB", "free 512 MiB"))]
    }
    return [.fine(.disk, text)]
  }

  private func clockFinding() -> Diagnosis {
    let store = try? CaseStore(opening: folder, Surroundings(host))
    // In a simulated store the clock is not the machine's.
    let last = store.flatMap { $0.isSimulated ? nil : $0.head.at }
    return .clock(
      HostClock.now(), last: last, isRead: store != nil,
      isSynchronised: HostClock.isSynchronised, language)
  }
}

extension String {
  fileprivate var firstLine: String { split(separator: "\n").first.map { String($0) } ?? "" }
}
