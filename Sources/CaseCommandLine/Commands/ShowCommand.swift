internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseExchange
internal import CaseStore

/// `payung show`: one case with its history.
struct ShowCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "show",
      abstract: say("Satu berkas dengan riwayatnya.", "One case with its history."))
  }

  @OptionGroup var options: StoreOptions
  @Argument(help: help("Nomor berkas.", "The case number.", value: ValueName.cases)) var number: Int
  @Option(
    help: help(
      "Keadaan pada saat itu: #17, hari, atau saat.", "As of #17, a day or an instant.",
      value: ValueName.day))
  var asOf: String?
  @Flag(
    help: help(
      "NIK, No. KK, No. HP, dan tanggal lahir lengkap; dicatat, dengan --reason.",
      "NIK, family card, phone and birth date in full; recorded, with --reason."))
  var reveal = false
  @Option(
    help: help(
      "Alasannya, yang dicatat; tanpa nama atau nomor siapa pun.",
      "The reason, which is recorded; without anybody's name or number.", value: ValueName.text))
  var reason: String?

  /// A reason is held against the names of others.
  var shown: ShownCase? { asOf == nil && !reveal ? .number(CaseID(number)) : nil }

  func run(_ session: Session) throws(CommandFailure) {
    let view = try session.view(asOf: asOf)
    let file = try session.file(number, in: view.caseload)
    let wording = Wording(session.language, view.caseload)
    if reveal {
      try session.require(.reveal, area: file.area, case: file.id)
      let reason = try session.reason(self.reason ?? "", toSee: [file.id], in: view.caseload)
      try session.record(.revealed(file.id, reason: reason ?? ""), at: view)
    }
    if session.json { return session.print { write(file, view, wording, session, to: &$0) } }

    let standing = wording.standing(of: file, view.caseload, at: view.now)
    session.print("\(session.say("Berkas", "Case")) \(file.id): \(standing)")
    session.print("")
    for (label, value) in details(file, view.caseload, wording, session) {
      session.print("  \(TextPadding.padded(label, 20)) \(value)")
    }
    if let sentence = wording.explanation(of: file, view.caseload) {
      session.print("")
      let words = sentence.split(separator: " ").map(String.init)
      for line in WrappedText.lines(words, 77) { session.print("  \(line)") }
    }
    session.print("")
    session.print("  \(session.say("Riwayat", "History"))")
    for item in file.history.reversed() {
      for line in wording.history(item, of: file, view.caseload) {
        session.print("  \(line)")
      }
    }
    session.print("")
    session.print("\(session.mark(view)).")
  }

  private func details(
    _ file: CaseFile, _ caseload: Caseload, _ wording: Wording, _ session: Session
  ) -> [(String, String)] {
    guard let person = file.person.value, let application = file.record.application else {
      return [(wording.field(.name), session.say("(dihapus)", "(erased)"))]
    }
    var details: [(String, String)] = []
    for field in Field.allCases {
      let value: String? =
        switch field {
        case .nik: reveal ? person.nik.digits : person.nik.masked
        case .kk: reveal ? person.kk?.digits : person.kk?.description
        case .phone: reveal ? person.phone : person.phone.map { "********" + $0.suffix(4) }
        case .birthDate:
          (reveal ? wording.day(person.birthDate) : wording.maskedDay)
            + " (\(file.sex.rawValue), \(file.age))"
        case .sex: nil
        case .area:
          "\(wording.area(file.area)), \(session.say("Kec.", "district")) \(wording.area(file.area.district))"
        case .occupation: wording.occupation(file.occupation)
        case .papers:
          file.papers.isEmpty ? nil : file.papers.map(wording.paper).joined(separator: ", ")
        default: application[field]
        }
      if let value { details.append((wording.field(field), value)) }
    }
    if let kpj = file.membership?.value?.kpj { details.append(("KPJ", "*******" + kpj.suffix(4))) }
    return details
  }

  /// The keys of a list's row, then those that only a page has.
  private func write(
    _ file: CaseFile, _ view: StoreView, _ wording: Wording, _ session: Session,
    to json: inout JSONWriter
  ) {
    if let row = view.caseload.row(file.id) {
      session.write(
        CaseCells(view, wording, reveals: reveal).cells(row), CaseCells.columns, to: &json)
    }
    if let application = file.record.application {
      for field in Field.allCases {
        switch field {
        case .nik, .name, .sex, .area, .occupation: continue
        case .kk:
          let kk = application.person.kk
          json.field("kk", ifPresent: reveal ? kk?.digits : kk?.description)
        case .phone:
          let phone = application.person.phone
          json.field("phone", ifPresent: reveal ? phone : phone.map { "********" + $0.suffix(4) })
        case .birthDate:
          json.field("birthDate", reveal ? application.person.birthDate.description : "****-**-**")
        case .papers: json.field("papers", ifAny: application.papers.map(\.rawValue))
        default: json.field(field.rawValue, ifPresent: application[field])
        }
      }
    }
    json.field("explanation", ifPresent: wording.explanation(of: file, view.caseload))
    json.array("history", file.history) { json, item in
      json.object { wording.write(item, of: file, to: &$0) }
    }
  }
}
