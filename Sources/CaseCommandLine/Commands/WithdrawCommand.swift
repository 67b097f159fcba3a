internal import ArgumentParser
internal import CaseDomain

/// `payung withdraw`: a person leaves before enrolment.
struct WithdrawCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "withdraw",
      abstract: say("Mencabut usulan sebelum terdaftar.", "Withdraws a case before enrolment."),
      discussion: say(
        "Contoh: payung withdraw 214 --reason L2 --officer siti",
        "Example: payung withdraw 214 --reason L2 --officer siti"))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: help("Nomor berkas.", "Case numbers.", value: ValueName.cases)) var cases: [Int]
  @Option(help: help("Kode alasan.", "The code of the reason.", value: ValueName.code)) var reason:
    String
  @Option(help: help("Catatan.", "A note.", value: ValueName.text)) var note: String?

  func run(_ session: Session) throws(CommandFailure) {
    let commands = cases.map {
      Command.withdraw(Withdraw(CaseID($0), reason: ReasonCode(reason), note: note))
    }
    try session.report(try session.perform(commands, writing))
  }
}
