internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import SystemFiles

/// The program: `payung VERB …`, one file for each verb under `Commands`.
///
///     payung register | import | correct | withdraw        putting people forward
///     payung list | show | history | sheet | totals        looking
///     payung access                                        who has looked at what
///     payung duplicates | distinguish                      who may be the same person, and who is not
///     payung approve | reject | return | decide | undo     the three levels
///     payung enrol | end | participants import             places, and who has cover already
///     payung init | programme | officers | demo            the store itself
///     payung keys | get                                    over SSH: who may log in, and files out
///     payung check | repair | backup | restore | seal | erase | doctor
///     payung                                               the desk: the same things on screens
struct Payung: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "payung",
      abstract: say(
        "Mendaftarkan pekerja rentan ke BPJS Ketenagakerjaan, dari usulan sampai iuran.",
        "Puts vulnerable workers under BPJS Ketenagakerjaan cover, from proposal to contribution."),
      discussion: say(
        "Kode akhir: 0 selesai, 1 ditolak aturan, 2 data tidak dapat dibaca atau ditulis, "
          + "3 data sedang dipakai, 64 perintah salah tulis, 70 kesalahan program, 130 dibatalkan.",
        "Exit codes: 0 done, 1 refused by a rule, 2 the store cannot be read or written, "
          + "3 busy, 64 wrong usage, 70 a bug, 130 cancelled."),
      version: ProgramVersion.text,
      subcommands: [
        InitCommand.self, DemoCommand.self, RegisterCommand.self, ImportCommand.self,
        ListCommand.self, ShowCommand.self, ApproveCommand.self, RejectCommand.self,
        ReturnCommand.self, DecideCommand.self, CorrectCommand.self, UndoCommand.self,
        WithdrawCommand.self, EnrolCommand.self, EndCommand.self, TotalsCommand.self,
        SheetCommand.self, ParticipantsCommand.self, HistoryCommand.self, AccessCommand.self,
        DuplicatesCommand.self, DistinguishCommand.self, OfficersCommand.self, KeysCommand.self,
        GetCommand.self,
        ProgrammeCommand.self, CheckCommand.self, RepairCommand.self, BackupCommand.self,
        RestoreCommand.self, SealCommand.self, DoctorCommand.self, EraseCommand.self,
        DeskCommand.self,
      ], defaultSubcommand: DeskCommand.self)
  }
}

/// The name and version of this program, as a store records who made it.
enum ProgramVersion {
  static let text = "payung 1.0"
}

/// The entry of the program.
public enum PayungMain {
  /// Runs the command that `arguments` write; answers the exit code.
  public static func run(_ arguments: [String]) -> Int32 {
    StandardStreams.secure()
    var host = Host.current
    host.isRestricted = Arguments.areForced(arguments) || host.caller != nil
    if host.isRestricted {
      ProcessHardening.keepEnvironment(
        only: Restriction.variables, isGood: Restriction.isGood)
    }
    ProcessHardening.close()
    return Host.$current.withValue(host) { execute(arguments) }
  }

  /// Parses and runs one command under the present ``Host``; answers the exit code.
  static func execute(_ arguments: [String]) -> Int32 {
    var host = Host.current
    // Help is worded before the options are parsed.
    host.language = host.language(Arguments.language(arguments))
    return Host.$current.withValue(host) { parseAndRun(arguments) }
  }

  private static func parseAndRun(_ arguments: [String]) -> Int32 {
    let host = Host.current
    // Scripts ask for it at every start; finding out which verb is meant takes as long as all the rest.
    if arguments == ["--version"], !host.isRestricted {
      host.output(ProgramVersion.text + "\n")
      return ExitCode.done.rawValue
    }
    do {
      let arguments =
        host.isRestricted ? try Restriction.arguments(arguments, host) : arguments
      try Arguments.requireKnownVerb(arguments, host.language(nil))
      try Arguments.requireOneForm(arguments, host.language(nil))
      var command = try Arguments.command(Arguments.verbFirst(arguments))
      try command.run()
      return ExitCode.done.rawValue
    } catch let failure as CommandFailure {
      if let why = failure.attempt { DoorAttempt(arguments, host).record(why, host) }
      if let message = failure.message {
        if arguments.contains("--json") {
          var writer = JSONWriter()
          writer.object {
            $0.field("refused", failure.word)
            $0.field("message", message)
          }
          host.output(String(decoding: writer.bytes, as: UTF8.self) + "\n")
        } else {
          host.complaint(message + "\n")
        }
      }
      return failure.code
    } catch {
      let code = Payung.exitCode(for: error).rawValue
      let message = UsageWords.translated(
        Payung.fullMessage(for: error), host.language(nil))
      if code == 0 { host.output(message + "\n") } else { host.complaint(message + "\n") }
      return code
    }
  }
}

/// What is done to the arguments before they are parsed.
enum Arguments {
  /// The options that may stand before a verb, each with its value.
  private static let withValue = ["--store", "--officer", "--desk", "--fingerprint", "--language"]

  /// Whether they are those of a forced command, which the line of an SSH key gives.
  static func areForced(_ arguments: [String]) -> Bool {
    arguments.contains { $0 == "--fingerprint" || $0.hasPrefix("--fingerprint=") }
  }

  /// Whether there are options with their values and nothing else.
  static func areLeadingAlone(_ arguments: [String]) -> Bool {
    arguments.count.isMultiple(of: 2)
      && stride(from: 0, to: arguments.count, by: 2).allSatisfy {
        withValue.contains(arguments[$0]) && !arguments[$0 + 1].hasPrefix("-")
      }
  }

  /// The arguments with leading options moved behind the verb: `--officer siti list` is what a forced
  /// command with the officer's name makes of `list`.
  static func verbFirst(_ arguments: [String]) -> [String] {
    var leading: [String] = []
    var rest = arguments[...]
    while let option = rest.first {
      if withValue.contains(option), rest.count > 1 {
        leading += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if withValue.contains(where: { option.hasPrefix($0 + "=") }) || option == "--json" {
        leading.append(option)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    guard let verb = rest.first, !verb.hasPrefix("-"), !leading.isEmpty else { return arguments }
    // A verb with verbs of its own keeps them together.
    let verbs = rest.prefix(["participants", "officers", "programme"].contains(verb) ? 2 : 1)
    return verbs + leading + rest.dropFirst(verbs.count)
  }

  /// The command that arguments write, the verb first.
  ///
  /// The verb is asked alone at first: from the root down the library makes its options several times over, and those of
  /// the desk too, a fifth of what it takes to show a case. What the verb does not understand alone, the root does, or says
  /// why nobody does.
  static func command(_ arguments: [String]) throws -> any ParsableCommand {
    let all = Payung.configuration
    let verb = all.subcommands.first { $0.configuration.commandName == arguments.first }
    let isDesk = arguments.first?.hasPrefix("-") ?? true
    if let asked = verb ?? (isDesk ? all.defaultSubcommand : nil),
      let command = try? asked.parseAsRoot(Array(arguments.dropFirst(verb == nil ? 0 : 1))),
      // Not the help of the library, which would not know what it is part of.
      type(of: command) == asked
    {
      return command
    }
    return try Payung.parseAsRoot(arguments)
  }

  /// Refuses a first word that is no verb, with the verbs that begin alike.
  static func requireKnownVerb(_ arguments: [String], _ language: Language) throws(CommandFailure) {
    var words = verbFirst(arguments)[...]
    if words.first == "help" { words = words.dropFirst() }
    guard let word = words.first, !word.hasPrefix("-") else { return }
    let verbs =
      Payung.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !verbs.contains(word) else { return }
    let alike = verbs.filter { $0.first == word.first }
    let choice = (alike.isEmpty ? verbs : alike).joined(separator: ", ")
    throw CommandFailure(
      .usage,
      language(
        "Perintah \"\(word)\" tidak dikenal. Maksudnya: \(choice)? Semuanya: payung --help",
        "There is no command \"\(word)\". Did you mean: \(choice)? All of them: payung --help"))
  }

  /// Refuses to answer in two forms at once.
  static func requireOneForm(_ arguments: [String], _ language: Language) throws(CommandFailure) {
    guard arguments.contains("--json"), arguments.contains("--csv") else { return }
    throw CommandFailure(
      .usage,
      language("Pilih --json atau --csv, bukan keduanya.", "Choose --json or --csv, not both."))
  }

  /// The language that the arguments ask for, for errors that come before they are parsed.
  static func language(_ arguments: [String]) -> String? { value(of: "--language", in: arguments) }

  /// The value that arguments give an option, before they are parsed.
  static func value(of option: String, in arguments: [String]) -> String? {
    if let whole = arguments.last(where: { $0.hasPrefix(option + "=") }) {
      return String(whole.dropFirst(option.count + 1))
    }
    return arguments.lastIndex(of: option).flatMap { index in
      arguments.indices.contains(index + 1) ? arguments[index + 1] : nil
    }
  }
}
