internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore

/// `payung programme`: the settings.
struct ProgrammeCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "programme",
      abstract: say("Ketentuan program.", "The programme's settings."),
      subcommands: [Show.self, Set.self])
  }

  struct Show: StoreCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "show",
        abstract: say(
          "Mencetak ketentuan yang berlaku, dalam bentuk berkasnya.",
          "Prints the settings in force, as a programme file."))
    }

    @OptionGroup var options: StoreOptions
    @Option(help: help("Keadaan pada saat itu.", "As of that moment.", value: ValueName.day))
    var asOf: String?

    func run(_ session: Session) throws(CommandFailure) {
      guard let rules = try session.view(asOf: asOf).caseload.rules else {
        throw session.refused(.noProgramme)
      }
      session.print { rules.programme.write(to: &$0) }
    }
  }

  struct Set: StoreCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "set",
        abstract: say(
          "Menetapkan ketentuan baru; keputusan lama tetap menurut ketentuan lama.",
          "Sets new rules; old decisions stay under the old ones."))
    }

    @OptionGroup var options: StoreOptions
    @OptionGroup var writing: WriteOptions
    @Argument(
      help: help(
        "Berkas ketentuan, - untuk masukan baku.", "The file, - for standard input.",
        value: ValueName.file))
    var file: String

    func run(_ session: Session) throws(CommandFailure) {
      let name = session.shown(file)
      let file = try ProgrammeFile(file, session.host, session.wording)
      // Officers of the file who are not known yet come with it; the others stay as they are.
      let unknown = file.officers.filter { session.store.caseload.officers[$0.id] == nil }
      let commands =
        [Command.setProgramme(SetProgramme(file.programme))]
        + unknown.map { .setOfficer(.add($0)) }
      let outcome = try session.perform(commands, writing)
      if case .failure(.sameProgramme)? = outcome.results.first, outcome.events.isEmpty {
        return session.print(session.wording.refusal(.sameProgramme))
      }
      if case .failure(.programme(let faults))? = outcome.results.first, outcome.events.isEmpty {
        throw CommandFailure(
          .refused, session.wording.programmeFaults(faults, file: name), word: "programme")
      }
      try session.report(outcome)
    }
  }
}
