internal import ArgumentParser
internal import CaseDomain

/// `payung distinguish`: two cases that look alike are not of the same person.
struct DistinguishCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "distinguish",
      abstract: say(
        "Menyatakan dua berkas bukan orang yang sama.",
        "Says that two cases are not of the same person."),
      discussion: say(
        "Pasangan itu tidak ditampilkan lagi sebagai berkas mirip. Diurungkan dengan payung undo.\n"
          + "Contoh: payung distinguish 214 189 --note \"ibu kandung berbeda\" --officer siti",
        "The pair is no longer shown as looking alike. Taken back with payung undo.\n"
          + "Example: payung distinguish 214 189 --note \"another mother\" --officer siti"))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var writing: WriteOptions
  @Argument(
    help: help(
      "Nomor berkas; pernyataan ini masuk riwayatnya.",
      "The case number; the verdict enters its history.", value: ValueName.cases))
  var number: Int
  @Argument(
    help: help("Nomor berkas yang mirip.", "The case that looks alike.", value: ValueName.cases))
  var other: Int
  @Option(
    help: help("Apa yang membedakannya.", "What tells them apart.", value: ValueName.text))
  var note: String?

  func run(_ session: Session) throws(CommandFailure) {
    let command = Distinguish(CaseID(number), from: CaseID(other), note: note)
    try session.report(try session.perform([.distinguish(command)], writing))
  }
}
