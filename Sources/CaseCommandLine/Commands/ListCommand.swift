internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore

/// `payung list`: exactly the list that a screen shows.
struct ListCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: say(
        "Daftar berkas, yang paling lama menunggu di atas.", "Lists cases, who waits longest first."
      ),
      discussion: say(
        "Contoh: payung list --stage waiting --level dinas-sosial --area Meral --overdue",
        "Example: payung list --stage waiting --level dinas-sosial --area Meral --overdue"))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var chosen: SelectionOptions
  @Option(
    help: help(
      "Keadaan pada saat itu: #17, hari, atau saat.", "As of #17, a day or an instant.",
      value: ValueName.day))
  var asOf: String?

  func run(_ session: Session) throws(CommandFailure) {
    let view = try session.view(asOf: asOf)
    let files = view.caseload.list(
      try chosen.selection(session, view.caseload), at: view.now)
    let wording = Wording(session.language, view.caseload)
    if session.json {
      let columns = CaseRow.columns
      var listing = Listing(columns)
      let row = CaseRow(view, wording)
      listing.rows = files.map(row.cells)
      return session.show(listing, table)
    }
    if files.isEmpty, !table.csv {
      return session.print(
        "\(session.say("Tidak ada berkas yang cocok.", "No case matches.")) \(session.mark(view)).")
    }
    let footer =
      "\(wording.number(files.count)) \(session.say("berkas", "cases")). \(session.mark(view))."
    var listing = columns(files, view.caseload, view.now, wording, session)
    listing.mark = footer
    session.show(listing, table)
    if !table.csv { session.print(footer) }
  }

  /// What a person reads.
  private func columns(
    _ files: [CaseFile], _ caseload: Caseload, _ now: Instant, _ wording: Wording,
    _ session: Session
  ) -> Listing {
    var listing = Listing([
      .number(session.say("No.", "No."), "case"),
      .text(session.say("Nama", "Name"), "name", least: 12),
      .text(session.say("L/P", "Sex"), "sex"), .number(session.say("Usia", "Age"), "age"),
      .text(session.say("Kel/Desa", "Village"), "areaName", least: 8),
      .text(session.say("Pekerjaan", "Occupation"), "occupationName", least: 8),
      .number(session.say("Hari", "Days"), "daysWaiting"),
      .text(session.say("Keadaan", "Stage"), "standing", least: 10),
      .text(session.say("Keterangan", "Remarks"), "remark"),
    ])
    for file in files {
      listing.rows.append([
        .number(file.id.number),
        .text(file.person.value?.name ?? session.say("(dihapus)", "(erased)")),
        .text(file.sex.rawValue), .number(file.age), .text(wording.area(file.area)),
        .text(wording.shortOccupation(file.occupation)), .number(file.daysWaiting(at: now)),
        .text(wording.standing(of: file, caseload, at: now)),
        .text(wording.remark(of: file, at: now)),
      ])
    }
    return listing
  }
}

extension Listing.Cell {
  init(_ text: String?) { self = text.map { .text($0) } ?? .nothing }
  init(_ number: Int?) { self = number.map { .number($0) } ?? .nothing }
}
