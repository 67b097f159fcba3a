internal import ArgumentParser
internal import CaseDomain
internal import CaseExchange
internal import CaseStore

/// `payung decide`: many decisions from a file, mixed verdicts, one batch.
struct DecideCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "decide",
      abstract: say(
        "Mencatat banyak keputusan dari berkas CSV; yang ditolak disebut sebabnya.",
        "Records many decisions from a CSV file; refused rows are listed with their reason."),
      discussion: say(
        "Kolom: NIK atau Berkas; Tingkat; Hasil (setuju/tolak/kembalikan); Alasan; Catatan; Tanda tangan; Tanggal; No dokumen.",
        "Columns: NIK or Berkas; Tingkat; Hasil (setuju/tolak/kembalikan); Alasan; Catatan; Tanda tangan; Tanggal; No dokumen."
      ))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var writing: WriteOptions
  @OptionGroup var table: TableOptions
  @Argument(
    help: help(
      "Berkas CSV, - untuk masukan baku.", "The CSV file, - for standard input.",
      value: ValueName.file))
  var file: String
  @Flag(
    help: help(
      "Hanya menunjukkan hasilnya, tidak mencatat.", "Only shows the verdicts, records nothing."))
  var dryRun = false

  func run(_ session: Session) throws(CommandFailure) {
    guard let programme = session.store.caseload.rules?.programme else {
      throw session.refused(.noProgramme)
    }
    let decisions = try session.table(file) { (table) throws(TableFault) in
      try DecisionFile(table, programme: programme)
    }
    session.tellIgnored(decisions.ignoredColumns)
    let rows = decisions.rows.map { row in
      row.flatMap { row in row.command(session.store.caseload).map { (row.line, $0) } }
    }
    let commands = rows.compactMap { try? $0.get().1 }
    let outcome =
      dryRun
      ? try session.rehearse(commands)
      : try session.perform(commands, writing)

    var results = outcome.results.makeIterator()
    var verdicts: [RowVerdict] = []
    for row in rows {
      switch row {
      case .failure(let fault):
        verdicts.append(RowVerdict(line: fault.line, fault: session.wording.rowFault(fault)))
      case .success((let line, _)):
        guard let result = results.next() else { continue }
        verdicts.append(verdict(line, result, outcome, session))
      }
    }
    try session.report(verdicts, of: file, entry: outcome.entry, dryRun: dryRun, table)
  }

  private func verdict(
    _ line: Int, _ result: Result<[Event], Refusal>, _ outcome: Outcome, _ session: Session
  ) -> RowVerdict {
    switch result {
    case .success(let events):
      RowVerdict(line: line, verdict: .accepted, case: events.first?.caseID)
    case .failure(let refusal):
      RowVerdict(
        line: line, verdict: .refused, code: refusal.word, message: session.words(refusal)
      )
    }
  }
}
