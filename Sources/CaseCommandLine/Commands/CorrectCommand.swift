internal import ArgumentParser
internal import CaseDomain

/// `payung correct`: repairs what a case says, or fills what is empty.
struct CorrectCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "correct",
      abstract: say(
        "Memperbaiki isian berkas, atau mengisi yang masih kosong.",
        "Corrects the fields of a case, or fills empty ones."),
      discussion: say(
        "Contoh: payung correct 214 --phone 081270009031 --mother-name SALMAH --officer siti",
        "Example: payung correct 214 --phone 081270009031 --mother-name SALMAH --officer siti"))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var writing: WriteOptions
  @OptionGroup var fields: FieldOptions
  @Argument(help: help("Nomor berkas.", "The case number.", value: ValueName.cases)) var number: Int
  @Option(help: help("Alasan perbaikan.", "The reason for the correction.", value: ValueName.text))
  var note: String?

  func run(_ session: Session) throws(CommandFailure) {
    let command = Correct(CaseID(number), changes: fields.form, note: note)
    try session.report(try session.perform([.correct(command)], writing))
  }
}
