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
  @OptionGroup var why: PurposeOptions
  @OptionGroup var chosen: SelectionOptions
  @Option(
    help: help(
      "Keadaan pada saat itu: #17, hari, atau saat.", "As of #17, a day or an instant.",
      value: ValueName.day))
  var asOf: String?

  /// All other options choose by what a case itself says; the purpose of an export is held against the names of others.
  var shown: ShownCase? {
    guard asOf == nil, !table.csv else { return nil }
    return chosen.find.flatMap { Selection.nik(in: $0) }.map { .nik($0) }
  }

  func run(_ session: Session) throws(CommandFailure) {
    let view = try session.view(asOf: asOf)
    let rows = view.caseload.list(
      try chosen.selection(session, view.caseload), at: view.now)
    let wording = Wording(session.language, view.caseload)
    if table.csv {
      try session.require(.export)
      let ids = rows.map(\.id)
      let reason = try session.reason(why.purpose, toSee: ids, in: view.caseload)
      try session.record(.exported("list", CaseNumbers(ids), reason: reason), at: view)
    }
    if session.json {
      let columns = CaseCells.columns
      var listing = Listing(columns)
      let cells = CaseCells(view, wording)
      listing.rows = rows.map(cells.cells)
      return session.show(listing, table)
    }
    if rows.isEmpty, !table.csv {
      return session.print(
        "\(session.say("Tidak ada berkas yang cocok.", "No case matches.")) \(session.mark(view)).")
    }
    let footer =
      "\(wording.number(rows.count)) \(session.say("berkas", "cases")). \(session.mark(view))."
    var listing = columns(rows, view.caseload, view.now, wording, session)
    listing.mark = footer
    session.show(listing, table)
    if !table.csv { session.print(footer) }
  }

  /// What a person reads.
  private func columns(
    _ rows: [CaseRow], _ caseload: Caseload, _ now: Instant, _ wording: Wording,
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
    for row in rows {
      listing.rows.append([
        .number(row.id.number),
        .text(row.name ?? session.say("(dihapus)", "(erased)")),
        .text(row.sex.rawValue), .number(row.age), .text(wording.area(row.area)),
        .text(wording.shortOccupation(row.occupation)), .number(row.daysWaiting(at: now)),
        .text(wording.standing(of: row, caseload, at: now)),
        .text(wording.remark(of: row, at: now)),
      ])
    }
    return listing
  }
}

extension Listing.Cell {
  init(_ text: String?) { self = text.map { .text($0) } ?? .nothing }
  init(_ number: Int?) { self = number.map { .number($0) } ?? .nothing }
}
