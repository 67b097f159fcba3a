internal import ArgumentParser
internal import CaseDomain
internal import CaseStore
internal import CaseTerminal
internal import SystemFiles

/// `payung` alone, or `payung desk`: the screens.
struct DeskCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "desk",
      abstract: say(
        "Layar kerja: mendata, memverifikasi, rekapitulasi (juga tanpa perintah).",
        "The screens: registering, the queue, the totals (also without any command)."))
  }

  @OptionGroup var options: StoreOptions
  @Flag(help: help("Hanya huruf ASCII di layar.", "ASCII alone on the screen.")) var ascii = false

  func run() throws {
    var terminal: CursesTerminal?
    // A store that takes a moment to read must not leave a blank screen; what is typed meanwhile is not lost.
    let session = try Session(options) { folder, language in
      guard CaseStore.isLarge(folder) else { return }
      terminal = try? DeskLoop.opening(terminalOptions(language), language)
    }
    try run(session, terminal.take())
  }

  private func run(_ session: Session, _ terminal: consuming CursesTerminal?) throws(CommandFailure)
  {
    var admission = session.admission
    var opened = terminal.take()
    var end = try sit(session, admission, opened.take())
    // At a shared desk one sits down behind the other.
    while case .changed(let next) = end {
      admission = next
      end = try sit(session, admission, nil)
    }
    switch end {
    case .code(0), .changed: break
    case .code(let code): throw CommandFailure(code: code)
    case .dismissed(let dismissal):
      throw CommandFailure(.refused, session.wording.dismissal(dismissal), word: "dismissed")
    case .lockedOut: throw DeskSeat.wrongTooOften(session.wording)
    case .idle:
      session.print(
        session.say(
          "Selesai: 15 menit tanpa tombol. Yang diketik tersimpan sebagai draf.",
          "Ended: 15 minutes without a key. What was typed is saved as a draft."))
    }
    // Behind a closed line nobody has the time.
    session.store.keepSnapshot()
  }

  /// Runs the desk for one officer.
  private func sit(
    _ session: Session, _ admission: Admission, _ terminal: consuming CursesTerminal?
  ) throws(CommandFailure) -> DeskLoop.End {
    let files: DeskFiles
    do throws(SystemFailure) {
      files = try DeskFiles(store: session.store.folder, officer: admission.officer)
    } catch {
      throw CommandFailure(.store, session.wording.cause(error))
    }
    do throws(TerminalFailure) {
      return try DeskLoop.run(
        session.store, files, admission, language: session.language, terminal,
        terminalOptions(session.language),
        mayStop: options.fingerprint == nil && HostIdentity.hasShell,
        isRestricted: session.host.isRestricted,
        fetching: session.host.isRestricted ? session.fetching : nil)
    } catch {
      throw CommandFailure(.usage, session.wording.terminalFailure(error))
    }
  }

  private func terminalOptions(_ language: Language) -> TerminalOptions {
    let environment = Host.current.environment
    return TerminalOptions(
      name: environment("TERM") ?? "", isASCII: ascii,
      hasColours: (environment("NO_COLOR") ?? "").isEmpty,
      escapeDelay: environment("ESCDELAY").flatMap { Int32($0) } ?? 25,
      lastWords: language(
        "payung berhenti karena kesalahan program; draf yang sudah tersimpan tetap ada.",
        "payung ended because of a bug; the draft on the disk is safe."))
  }
}

extension Session {
  /// What to type elsewhere for an export of this desk: `ekspor 17. Ambil: ssh payung@10.0.0.1 get 17 > rekap-17.csv`.
  fileprivate func fetching(_ path: String) -> String {
    let name = FilePath.name(of: path)
    let number = DeskFiles.number(name).map { String($0) } ?? "?"
    let account = HostIdentity.userName
    // Client and server, each with its port, as sshd saw them.
    let line = host.environment("SSH_CONNECTION")?.split(separator: " ").map { String($0) } ?? []
    let way =
      line.count == 4
      ? "ssh \(line[3] == "22" ? "" : "-p \(line[3]) ")\(account)@\(line[2])"
      : "sudo -u \(account) payung"
    return say("ekspor", "export") + " \(number). " + say("Ambil", "Fetch")
      + ": \(way) get \(number) > \(name)"
  }
}
