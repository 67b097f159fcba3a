internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseExchange
internal import CaseStore

/// `payung import`: puts a whole register file forward, a verdict for every row.
struct ImportCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import",
      abstract: say(
        "Mendata satu berkas CSV; setiap baris mendapat hasilnya.",
        "Registers a CSV file; every row gets its verdict."),
      discussion: say(
        """
        Baris yang hanya perlu diperiksa harus punya Catatan, atau jawab semuanya dengan --note.
        Contoh: payung import usulan.csv --officer siti --dry-run
        """,
        """
        Rows with warnings need a note in the column Catatan, or one for all with --note.
        Example: payung import register.csv --officer siti --dry-run
        """))
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
  @Option(
    help: help(
      "Alasan untuk baris yang perlu diperiksa.", "The noted reason for rows with warnings.",
      value: ValueName.text))
  var note: String?
  @Option(
    help: help(
      "Dokumen yang ada pada semua baris tanpa kolom Dokumen.",
      "Papers at hand for rows without a column for them.", value: ValueName.text))
  var papers: String?

  func run(_ session: Session) throws(CommandFailure) {
    let register = try session.table(file) { (table) throws(TableFault) in try RegisterFile(table) }
    session.tellIgnored(register.ignoredColumns)
    let readable = register.rows.filter { $0.surplus == nil }
    let commands = readable.map { row in
      var form = row.form
      if let papers, form.texts[.papers] == nil { form.texts[.papers] = papers }
      return Command.register(Register(form: form, note: row.note ?? note))
    }
    let outcome: Outcome
    if dryRun {
      outcome = try session.rehearse(commands)
    } else {
      outcome = try session.perform(commands, writing)
    }

    var verdicts: [RowVerdict] = []
    var results = outcome.results.makeIterator()
    // Who was accepted above in this very file; a dry run finds them nowhere else.
    var accepted: [CaseID: Sealed<Person>] = [:]
    for row in register.rows {
      if let fault = row.surplus {
        verdicts.append(RowVerdict(line: row.line, fault: session.wording.rowFault(fault)))
      } else if let result = results.next() {
        if case .success(let events) = result, case .registered(let event)? = events.first {
          accepted[event.id] = event.record.person
        }
        verdicts.append(verdict(row, result, accepted, session))
      }
    }
    try session.report(verdicts, of: file, entry: outcome.entry, dryRun: dryRun, table)
  }

  private func verdict(
    _ row: RegisterRow, _ result: Result<[Event], Refusal>, _ accepted: [CaseID: Sealed<Person>],
    _ session: Session
  ) -> RowVerdict {
    switch result {
    case .success(let events):
      guard case .registered(let event)? = events.first else {
        return RowVerdict(line: row.line, fault: "")
      }
      guard let reason = event.reason else {
        let foreign = event.record.person.value?.foreignLetter
        return RowVerdict(
          line: row.line, verdict: .accepted, case: event.id,
          code: foreign.map { _ in "foreign-letter" },
          message: foreign.map(session.wording.foreignLetter))
      }
      return RowVerdict(
        line: row.line, verdict: .rejected, case: event.id, code: reason.rawValue,
        message: session.wording.reason(reason))
    case .failure(.duplicate(let duplicate)):
      let known = accepted[duplicate.id] ?? session.store.caseload.file(duplicate.id)?.person
      if isSame(known?.value, row, session) {
        return RowVerdict(line: row.line, verdict: .unchanged, case: duplicate.id)
      }
      return RowVerdict(
        line: row.line, verdict: .refused, case: duplicate.id, code: "duplicate",
        message: session.words(.duplicate(duplicate)))
    case .failure(let refusal):
      return RowVerdict(
        line: row.line, verdict: .refused, code: refusal.word,
        message: session.words(refusal))
    }
  }

  /// Whether the row puts forward again who is there already: same NIK, name and birth date.
  private func isSame(_ known: Person?, _ row: RegisterRow, _ session: Session) -> Bool {
    guard let known, let programme = session.store.caseload.rules?.programme,
      let typed = try? row.form.application(programme, today: session.store.now.day)
    else { return false }
    return known.nik == typed.person.nik && known.birthDate == typed.person.birthDate
      && Text.folded(known.name) == Text.folded(typed.person.name)
  }
}
