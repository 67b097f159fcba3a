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
    help: help("Keadaan pada saat itu: #17, hari, atau saat.", "As of #17, a day or an instant."))
  var asOf: String?

  func run(_ session: Session) throws(CommandFailure) {
    let view = try session.view(asOf: asOf)
    let files = view.caseload.list(
      try chosen.selection(session, view.caseload), at: view.now)
    let wording = Wording(session.language, view.caseload)
    if session.json {
      return session.show(rows(files, view.caseload, view.now, wording), table)
    }
    session.show(columns(files, view.caseload, view.now, wording, session), table)
    let footer =
      "\(wording.number(files.count)) \(session.say("berkas", "cases")). \(session.mark(view))."
    if table.csv { session.complain(footer) } else { session.print(footer) }
  }

  /// What a person reads.
  private func columns(
    _ files: [CaseFile], _ caseload: Caseload, _ now: Instant, _ wording: Wording,
    _ session: Session
  ) -> Listing {
    var listing = Listing([
      .number(session.say("No.", "No."), "case"), .text("NIK", "nik"),
      .text(session.say("Nama", "Name"), "name"), .text(session.say("Usia", "Age"), "age"),
      .text(session.say("Kel/Desa", "Village"), "areaName"),
      .text(session.say("Pekerjaan", "Occupation"), "occupationName"),
      .number(session.say("Hari", "Days"), "daysWaiting"),
      .text(session.say("Keadaan", "Stage"), "standing"),
      .text(session.say("Keterangan", "Remarks"), "remark"),
    ])
    for file in files {
      listing.rows.append([
        .number(file.id.number), .text(file.person.value?.nik.masked ?? ""),
        .text(file.person.value?.name ?? session.say("(dihapus)", "(erased)")),
        .text("\(file.sex.rawValue) \(file.age)"), .text(wording.area(file.area)),
        .text(wording.shortOccupation(file.occupation)), .number(file.daysWaiting(at: now)),
        .text(wording.standing(of: file, caseload, at: now)),
        .text(wording.remark(of: file, at: now)),
      ])
    }
    return listing
  }

  /// What a program reads; keys stay from version to version.
  private func rows(
    _ files: [CaseFile], _ caseload: Caseload, _ now: Instant, _ wording: Wording
  ) -> Listing {
    let counting = caseload.counting(at: now)
    var listing = Listing([
      .number("", "case"), .text("", "nik"), .text("", "name"), .text("", "sex"),
      .number("", "age"),
      .text("", "area"), .text("", "areaName"), .text("", "district"), .text("", "occupation"),
      .text("", "stage"), .text("", "level"), .text("", "reason"), .text("", "since"),
      .number("", "daysWaiting"), .number("", "daysOverdue"), .number("", "waitingList"),
      .text("", "from"), .text("", "until"), .text("", "registered"),
    ])
    for file in files {
      let overdue = caseload.rules.flatMap { file.daysOverdue(at: now, $0.programme) }
      listing.rows.append([
        .number(file.id.number), .init(file.person.value?.nik.masked),
        .init(file.person.value?.name), .text(file.sex.rawValue), .number(file.age),
        .text(file.area.rawValue), .text(wording.area(file.area)),
        .text(wording.area(file.area.district)), .text(file.occupation.rawValue),
        .init(counting(file)?.rawValue), .init(file.standing.level?.rawValue),
        .init(file.standing.reason?.rawValue), .text(file.standing.since.description),
        .number(file.daysWaiting(at: now)), .init(overdue),
        .init(caseload.waitingListPosition(of: file.id, on: now.day)),
        .init(file.standing.cover?.from.description),
        .init(file.standing.cover?.until?.description),
        .init(file.registration?.at.description),
      ])
    }
    return listing
  }
}

extension Listing.Cell {
  init(_ text: String?) { self = text.map { .text($0) } ?? .nothing }
  init(_ number: Int?) { self = number.map { .number($0) } ?? .nothing }
}
