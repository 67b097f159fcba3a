internal import ArgumentParser
internal import CaseDomain

/// `payung end`: a person leaves after enrolment.
struct EndCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "end",
      abstract: say("Menghentikan kepesertaan.", "Ends an enrolment."),
      discussion: say(
        "Contoh: payung end 214 --reason L1 --on 2025-11-20 --officer dewi",
        "Example: payung end 214 --reason L1 --on 2025-11-20 --officer dewi"))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: help("Nomor berkas.", "The case number.", value: ValueName.cases)) var number: Int
  @Option(help: help("Kode alasan.", "The code of the reason.", value: ValueName.code)) var reason:
    String
  @Option(help: help("Hari kejadian.", "The day it happened.", value: ValueName.day)) var on: String
  @Option(
    help: help(
      "Bulan terakhir yang dilindungi, misalnya 2025-11, atau none.",
      "The last month covered, such as 2025-11, or none.", value: ValueName.month))
  var until: String?
  @Option(help: help("Catatan.", "A note.", value: ValueName.text)) var note: String?

  func run(_ session: Session) throws(CommandFailure) {
    let last: End.LastMonth =
      switch until {
      case nil: .same
      case "none": .none
      case let text?: .month(try session.month(text, option: "--until"))
      }
    let command = End(
      CaseID(number), reason: ReasonCode(reason), on: try session.day(on, option: "--on"),
      until: last, note: note)
    try session.report(try session.perform([.end(command)], writing))
  }
}
