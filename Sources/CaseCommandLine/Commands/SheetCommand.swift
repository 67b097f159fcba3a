internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseExchange
internal import CaseStore

/// `payung sheet`: the paper that the head of the RT signs.
struct SheetCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sheet",
      abstract: say(
        "Lembar verifikasi untuk RT/RW, 80 kolom, tanpa NIK.",
        "The verification sheet for RT/RW, 80 columns, without NIK."),
      discussion: say(
        "Contoh: payung sheet --area \"Tanjung Balai\" --rt 003 --rw 002 --officer siti",
        "Example: payung sheet --area \"Tanjung Balai\" --rt 003 --rw 002 --officer siti"))
  }

  @OptionGroup var options: StoreOptions
  @Option(
    help: help(
      "Kelurahan/desa: kode atau nama.", "The village: code or name.", value: ValueName.code))
  var area: String
  @Option(help: help("RT.", "RT.", value: ValueName.count)) var rt: String
  @Option(help: help("RW.", "RW.", value: ValueName.count)) var rw: String
  @Option(help: help("Nomor lembar.", "The number of the sheet.", value: ValueName.cases))
  var number: String?

  func run(_ session: Session) throws(CommandFailure) {
    let view = session.store.view
    guard let programme = view.caseload.rules?.programme else {
      throw session.refused(.noProgramme)
    }
    guard let level = programme.levels.first(where: { $0.signedBy != nil }) else {
      throw CommandFailure(
        .refused,
        session.say(
          "Tidak ada tingkat yang ditandatangani di kertas.", "No level signs on paper."))
    }
    let code = try session.area(area, programme)
    guard let village = programme.area(code) else {
      throw session.refused(.form([FieldFault(.area, .unknownArea(area))]))
    }
    try session.require(.print, area: code)
    let rt = try session.neighbourhood(rt, "--rt")
    let rw = try session.neighbourhood(rw, "--rw")
    guard
      let sheet = NeighbourhoodSheet(
        waitingIn: code, rt: rt, rw: rw, view.caseload,
        within: try session.readableAreas(for: .print),
        number: number, officer: session.wording.officer(session.officer), at: view.now,
        entry: view.entry, hash: view.hash)
    else {
      throw CommandFailure(
        .refused,
        session.say(
          "Tidak ada berkas yang menunggu \(level.name) di \(village.name) RT \(rt)/RW \(rw).",
          "No case awaits \(level.name) in \(village.name) RT \(rt)/RW \(rw)."))
    }
    try session.record(.printed(CaseNumbers(sheet.rows.map(\.id))), at: view)
    for line in sheet.text(session.language) { session.print(line) }
  }
}
