internal import ArgumentParser
internal import CaseDomain
internal import CaseStore

/// `payung enrol`: gives qualified cases places of the target.
struct EnrolCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "enrol",
      abstract: say(
        "Mendaftarkan yang memenuhi syarat ke kuota.", "Enrols the qualified in the places left."),
      discussion: say(
        "Contoh:\n  payung enrol 214 --kpj 25012345678 --officer dewi\n  payung enrol --next 40",
        "Example:\n  payung enrol 214 --kpj 25012345678 --officer dewi\n  payung enrol --next 40"))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: help("Nomor berkas.", "Case numbers.", value: ValueName.cases)) var cases: [Int] =
    []
  @Option(
    help: help(
      "Sekian orang berikutnya menurut urutan.", "So many, in the order of qualification.",
      value: ValueName.count)
  )
  var next: Int?
  @Option(
    help: help(
      "Bulan pertama, misalnya 2025-11.", "The first month, such as 2025-11.",
      value: ValueName.month))
  var from: String?
  @Option(
    help: help(
      "Nomor peserta (KPJ), 11 angka.", "The member's number (KPJ), 11 digits.",
      value: ValueName.cases))
  var kpj: String?

  func validate() throws {
    guard cases.isEmpty == (next == nil) || (next ?? 1) < 1 || kpj != nil && cases.count != 1 else {
      return
    }
    throw ValidationError(
      say(
        "Tulis nomor berkas, atau --next dengan jumlah; --kpj hanya untuk satu berkas.",
        "Write case numbers, or --next with a count; --kpj is for one case."))
  }

  func run(_ session: Session) throws(CommandFailure) {
    let month = try from.map { (text) throws(CommandFailure) in
      try session.month(text, option: "--from")
    }
    let commands: [Command] =
      next.map { [.enrolNext(EnrolNext($0, from: month))] }
      ?? cases.map { .enrol(Enrol(CaseID($0), from: month, kpj: kpj)) }
    let outcome = try session.perform(commands, writing)
    try session.report(outcome)
    if !session.json, let programme = session.store.caseload.rules?.programme {
      let incomplete = outcome.events.compactMap(\.caseID).compactMap(session.store.caseload.file)
        .filter { !$0.missingForBPJS(programme).isEmpty }
      if !incomplete.isEmpty {
        let numbers = incomplete.map(\.id.description).joined(separator: ", ")
        let fields = programme.requiredForBPJS.map(session.wording.field).joined(separator: ", ")
        session.complain(
          session.say(
            "Belum lengkap untuk BPJS (\(fields)): berkas \(numbers). Lengkapi dengan: payung correct.",
            "Still without what BPJS asks for (\(fields)): cases \(numbers). Fill in with: payung correct."
          ))
      }
    }
  }
}
