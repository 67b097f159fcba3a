internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain

/// What approve, reject and return have in common.
struct DecisionOptions: ParsableArguments {
  @Argument(help: help("Nomor berkas.", "Case numbers.", value: ValueName.cases))
  var cases: [Int]

  @Option(help: help("Tingkat yang dimaksud.", "The level that is meant.", value: ValueName.code))
  var level: String?
  @Option(help: help("Catatan.", "A note.", value: ValueName.text)) var note: String?
  @Option(help: help("Yang menandatangani lembar.", "Who signed the sheet.", value: ValueName.text))
  var signedBy: String?
  @Option(help: help("Tanggal tanda tangan.", "The day of the signature.", value: ValueName.day))
  var signedOn: String?
  @Option(help: help("Nomor lembar.", "The number of the sheet.", value: ValueName.text))
  var document: String?

  /// The input of a decision on each case.
  func inputs(_ session: Session) throws(CommandFailure) -> [DecisionInput] {
    var signature: Signature?
    if let signedBy, let signedOn, let document {
      signature = Signature(
        by: signedBy, on: try session.day(signedOn, option: "--signed-on"), document: document)
    } else if signedBy != nil || signedOn != nil || document != nil {
      throw CommandFailure(
        .usage,
        session.say(
          "--signed-by, --signed-on dan --document diisi bersama-sama.",
          "--signed-by, --signed-on and --document go together."))
    }
    return cases.map {
      DecisionInput(
        CaseID($0), level: level.map { LevelID($0) }, note: note, signature: signature)
    }
  }
}

/// `payung approve`: a level affirms.
struct ApproveCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "approve",
      abstract: say("Menyetujui berkas pada tingkatnya.", "Approves cases at their level."),
      discussion: say(
        "Contoh: payung approve 214 217 --officer rina",
        "Example: payung approve 214 217 --officer rina"))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var writing: WriteOptions
  @OptionGroup var decision: DecisionOptions

  func run(_ session: Session) throws(CommandFailure) {
    let commands = try decision.inputs(session).map { Command.approve(Approve($0)) }
    try session.report(try session.perform(commands, writing))
  }
}

/// `payung reject`: a level rejects for good, or BPJS after enrolment.
struct RejectCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "reject",
      abstract: say("Menolak berkas dengan alasan.", "Rejects cases for a reason."),
      discussion: say(
        "Contoh: payung reject 214 --reason B1 --officer rina",
        "Example: payung reject 214 --reason B1 --officer rina"))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var writing: WriteOptions
  @OptionGroup var decision: DecisionOptions
  @Option(help: help("Kode alasan.", "The code of the reason.", value: ValueName.code)) var reason:
    String

  func run(_ session: Session) throws(CommandFailure) {
    let commands = try decision.inputs(session).map {
      Command.reject(Reject($0, reason: ReasonCode(reason)))
    }
    try session.report(try session.perform(commands, writing))
  }
}

/// `payung return`: a level sends back for repair, or BPJS does after enrolment.
struct ReturnCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "return",
      abstract: say("Mengembalikan berkas untuk perbaikan.", "Returns cases for repair."),
      discussion: say(
        "Contoh: payung return 214 --reason A7 --note \"KTP tidak terbaca\" --officer rina",
        "Example: payung return 214 --reason A7 --note \"card unreadable\" --officer rina"))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var writing: WriteOptions
  @OptionGroup var decision: DecisionOptions
  @Option(help: help("Kode alasan.", "The code of the reason.", value: ValueName.code)) var reason:
    String

  func run(_ session: Session) throws(CommandFailure) {
    let commands = try decision.inputs(session).map {
      Command.return(Return($0, reason: ReasonCode(reason)))
    }
    try session.report(try session.perform(commands, writing))
  }
}
