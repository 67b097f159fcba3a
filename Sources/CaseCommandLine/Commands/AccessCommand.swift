internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore

/// `payung access`: who saw what, took away what, or was refused.
struct AccessCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "access",
      abstract: say(
        "Siapa melihat apa: menurut berkas atau menurut petugas.",
        "Who saw what: of a person, or by an officer."),
      discussion: say(
        "Hanya untuk pemeriksa; pertanyaannya sendiri dicatat. Contoh:\n"
          + "  payung access --person 214 --officer inspektorat\n"
          + "  payung access --by rina --from 2025-11-01 --until 2025-11-30 --officer inspektorat",
        "For auditors alone; the asking is recorded too. Example:\n"
          + "  payung access --person 214 --officer inspektorat\n"
          + "  payung access --by rina --from 2025-11-01 --until 2025-11-30 --officer inspektorat"))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var table: TableOptions
  @Option(
    help: help("Berkas orang itu.", "The case of the person.", value: ValueName.cases))
  var person: Int?
  @Option(
    help: help("Petugas yang melihat.", "The officer who looked.", value: ValueName.officer))
  var by: String?
  @Option(help: help("Hari pertama.", "The first day.", value: ValueName.day)) var from: String?
  @Option(help: help("Hari terakhir.", "The last day.", value: ValueName.day)) var until: String?

  func validate() throws {
    guard person == nil, by == nil else { return }
    throw ValidationError(
      say(
        "Tulis --person BERKAS, --by PETUGAS, atau keduanya.",
        "Write --person CASE, --by OFFICER, or both."))
  }

  func run(_ session: Session) throws(CommandFailure) {
    let caseload = session.store.caseload
    let first = try from.map { (text) throws(CommandFailure) in
      try session.day(text, option: "--from")
    }
    let last = try until.map { (text) throws(CommandFailure) in
      try session.day(text, option: "--until")
    }
    let (id, looker) = (person.map { CaseID($0) }, by.map { OfficerID($0) })
    try session.require(.access)
    if let id {
      guard let row = caseload.row(id) else { throw session.refused(.unknownCase(id)) }
      try session.require(.access, area: row.area, case: id)
    } else {
      // What an officer saw may lie anywhere.
      try session.require(.access, area: caseload.rules?.programme.wholeArea)
    }
    if let looker, looker != .owner, caseload.officers[looker] == nil {
      throw session.refused(.unknownOfficer(looker))
    }
    try session.record(.asked(id, looker))
    var found: [AccessRecord] = []
    do throws(StoreError) {
      try session.store.replayAccess { record in
        let day = record.at.day
        if id.map(record.access.deed.cases.contains) ?? true,
          looker.map({ $0 == record.by }) ?? true,
          first.map({ $0 <= day }) ?? true, last.map({ day <= $0 }) ?? true
        {
          found.append(record)
        }
        return true
      }
    } catch {
      throw CommandFailure(error, session.wording)
    }
    show(found, session)
  }

  private func show(_ found: [AccessRecord], _ session: Session) {
    let wording = session.wording
    let footer =
      "\(wording.number(found.count)) \(session.say("catatan", found.count == 1 ? "line" : "lines")). "
      + "\(session.mark(session.store.view))."
    var listing = Listing(session.json ? Self.keys : titles(session))
    for record in found {
      let (deed, access) = (record.access.deed, record.access)
      let cases = deed.cases.isEmpty ? nil : deed.cases.description
      listing.rows.append(
        session.json
          ? [
            .number(record.number), .text(record.at.description), .text(record.by.rawValue),
            .init(record.via), .text(deed.kind), .init(deed.what), .init(cases),
            .init(deed.about?.rawValue), .init(deed.reason), .number(access.entry),
            .text(access.head),
          ]
          : [
            .text(wording.moment(record.at)),
            .text([record.by.rawValue, record.via].compactMap(\.self).joined(separator: "/")),
            .text(wording.access(deed)), .init(cases), .text(wording.reason(deed)),
            .text("#\(access.entry)"),
          ])
    }
    listing.mark = footer
    session.show(listing, table)
    if !table.csv, !session.json { session.print(footer) }
  }

  private static let keys: [Listing.Column] = [
    .number("", "n"), .text("", "at"), .text("", "by"), .text("", "via"), .text("", "kind"),
    .text("", "what"), .text("", "cases"), .text("", "officer"), .text("", "reason"),
    .number("", "entry"), .text("", "head"),
  ]

  private func titles(_ session: Session) -> [Listing.Column] {
    [
      .text(session.say("Waktu", "Time"), "at"), .text(session.say("Petugas", "Officer"), "by"),
      .text(session.say("Tindakan", "What"), "kind"),
      .text(session.say("Berkas", "Cases"), "cases", least: 8),
      .text(session.say("Alasan", "Reason"), "reason", least: 12),
      .text(session.say("Entri", "Entry"), "entry"),
    ]
  }
}
