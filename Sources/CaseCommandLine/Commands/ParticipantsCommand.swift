internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseExchange
internal import CaseStore

/// `payung participants`: those who are in BPJS Ketenagakerjaan already.
struct ParticipantsCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "participants",
      abstract: say(
        "Daftar orang yang sudah peserta BPJS Ketenagakerjaan.",
        "Lists of those already in BPJS Ketenagakerjaan."),
      subcommands: [Import.self])
  }

  struct Import: StoreCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "import",
        abstract: say(
          "Memasukkan daftar; usulan yang ada di dalamnya ditolak otomatis.",
          "Takes a list in; cases that are on it are rejected by rule."),
        discussion: say(
          "Contoh: payung participants import peserta.csv --as-of 2025-11-20 --officer dewi",
          "Example: payung participants import members.csv --as-of 2025-11-20 --officer dewi"))
    }

    @OptionGroup var options: StoreOptions
    @OptionGroup var writing: WriteOptions
    @Argument(
      help: help("Berkas CSV: NIK; Jenis.", "The CSV file: NIK; Jenis.", value: ValueName.file))
    var file: String
    @Flag(help: help("Menggantikan semua daftar sebelumnya.", "Replaces all lists before it."))
    var replace = false
    @Option(
      help: help(
        "Hari keadaan daftar itu (bawaan: hari ini).",
        "The day that the list stands for (default: today).", value: ValueName.day))
    var asOf: String?

    func run(_ session: Session) throws(CommandFailure) {
      let list = try session.table(file) { (table) throws(TableFault) in
        try ParticipantsFile(table)
      }
      session.tellIgnored(list.ignoredColumns)
      for fault in list.faults where !session.json {
        session.complain("\(file): \(session.wording.rowFault(fault))")
      }
      let day = try asOf.map { (text) throws(CommandFailure) in
        try session.day(text, option: "--as-of")
      }
      let command = AddParticipants(
        people: list.people, asOf: day ?? session.store.now.day, replacing: replace)
      let outcome = try session.perform([.addParticipants(command)], writing)
      switch outcome.results.first {
      case .failure(.nothingNew)?, nil:
        if session.json {
          write([], nil, list.faults, session)
        } else {
          session.print(session.wording.refusal(.nothingNew))
        }
      case .failure(let refusal)?: throw session.refused(refusal)
      case .success(let events)? where session.json:
        write(events, outcome.entry, list.faults, session)
      case .success(let events)?: report(events, outcome.entry, session)
      }
      if !list.faults.isEmpty { throw CommandFailure(.refused) }
    }

    /// The stable form for programs: the same keys whatever came of it.
    private func write(
      _ events: [Event], _ entry: Int?, _ faults: [RowFault], _ session: Session
    ) {
      var added: ParticipantsAdded?
      var rejected: [CaseID] = []
      for event in events {
        switch event {
        case .participantsAdded(let event): added = event
        case .rejected(let event): rejected.append(event.id)
        default: continue
        }
      }
      session.print { json in
        json.field("entry", ifPresent: entry)
        json.field("added", added?.count ?? 0)
        json.field("dropped", added?.dropped ?? 0)
        json.array("rejected", rejected) { $0.number($1.number) }
        json.array("enrolled", session.store.caseload.enrolledParticipants) {
          $0.number($1.number)
        }
        json.array("faults", faults) { json, fault in
          json.object {
            $0.field("row", fault.line)
            $0.field("message", session.wording.rowFault(fault))
          }
        }
      }
    }

    private func report(_ events: [Event], _ entry: Int?, _ session: Session) {
      let caseload = session.store.caseload
      let rejected = events.compactMap { event in
        if case .rejected(let event) = event { event } else { nil }
      }
      let enrolled = caseload.enrolledParticipants
      guard case .participantsAdded(let added)? = events.first else { return }
      let count = session.wording.number(added.count)
      session.print(
        session.say(
          "Daftar peserta \(session.wording.day(added.asOf)): \(count) orang, tersimpan sebagai entri \(entry ?? 0).",
          "Participants of \(session.wording.day(added.asOf)): \(count) people, saved as entry \(entry ?? 0)."
        ))
      if added.replacing {
        session.print(
          session.say(
            "Tidak lagi ada di daftar: \(session.wording.number(added.dropped)) orang.",
            "No longer on the list: \(session.wording.number(added.dropped)) people."))
      }
      for event in rejected {
        session.print(
          "  " + session.wording.notice(.rejected(event), caseload, at: session.store.now))
      }
      if !enrolled.isEmpty {
        let numbers = enrolled.map(\.description).joined(separator: ", ")
        session.print(
          session.say(
            "Sudah terdaftar, tidak diubah, periksa dengan BPJS: berkas \(numbers).",
            "Enrolled already, left alone, settle with BPJS: cases \(numbers)."))
      }
    }
  }
}
