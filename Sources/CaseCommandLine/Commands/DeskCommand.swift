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
    let files: DeskFiles
    do throws(SystemFailure) {
      files = try DeskFiles(store: session.store.folder, officer: session.officer)
    } catch {
      throw CommandFailure(.store, session.wording.cause(error))
    }
    let code: Int32
    do throws(TerminalFailure) {
      code = try DeskLoop.run(
        session.store, files, officer: session.officer, language: session.language, terminal,
        terminalOptions(session.language),
        mayStop: session.host.environment("SSH_ORIGINAL_COMMAND") == nil && HostIdentity.hasShell)
    } catch {
      throw CommandFailure(.usage, session.wording.terminalFailure(error))
    }
    if code != 0 { throw CommandFailure(code: code) }
    // Behind a closed line nobody has the time.
    session.store.keepSnapshot()
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
