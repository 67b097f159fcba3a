internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore
internal import EventJournal

/// `payung undo`: takes back the last event of a case, or a batch.
struct UndoCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "undo",
      abstract: say(
        "Mengurungkan kejadian terakhir sebuah berkas, atau satu entri seluruhnya.",
        "Takes back the last event of a case, or a whole entry."),
      discussion: say(
        "Contoh:\n  payung undo 214\n  payung undo --entry 17 --dry-run",
        "Example:\n  payung undo 214\n  payung undo --entry 17 --dry-run"))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: help("Nomor berkas.", "The case number.", value: ValueName.cases)) var number:
    Int?
  @Option(help: help("Nomor entri.", "The number of an entry.", value: ValueName.cases)) var entry:
    Int?
  @Flag(help: help("Hanya menunjukkan apa yang akan terjadi.", "Only shows what would happen."))
  var dryRun = false
  @Option(help: help("Catatan.", "A note.", value: ValueName.text)) var note: String?

  func validate() throws {
    guard (number == nil) == (entry == nil) else { return }
    throw ValidationError(
      say(
        "Tulis nomor berkas, atau --entry dengan nomor entri.", "Write a case number, or --entry."))
  }

  func run(_ session: Session) throws(CommandFailure) {
    if let number {
      let command = Command.undo(Undo(CaseID(number), note: note))
      let outcome =
        dryRun
        ? try session.rehearse([command])
        : try session.perform([command], writing)
      return try session.report(outcome)
    }
    guard let entry else { return }
    try undo(UndoEntry(entry, note: note), session)
  }

  /// Says what is kept before anything is done, for afterwards it is all one entry.
  private func undo(_ command: UndoEntry, _ session: Session) throws(CommandFailure) {
    let preview: (events: [Event], kept: [(id: CaseID, refusal: Refusal)])
    do throws(Refusal) {
      let stamp = Stamp(
        entry: session.store.head.number + 1, at: session.store.now, by: session.officer)
      preview = try session.store.caseload.undoing(command, at: stamp)
    } catch {
      throw session.refused(error)
    }
    let done: Int
    let cases = preview.events.compactMap(\.caseID)
    var entry: Int?
    if dryRun {
      done = preview.events.count
    } else {
      let outcome = try session.perform([.undoEntry(command)], writing)
      if case .failure(let refusal)? = outcome.results.first { throw session.refused(refusal) }
      (done, entry) = (outcome.events.count, outcome.entry)
    }
    if session.json {
      session.print { json in
        json.field("entry", ifPresent: entry)
        json.field("undone", done)
        json.array("cases", cases) { $0.number($1.number) }
        json.array("kept", preview.kept) { json, kept in
          json.object {
            $0.field("case", kept.id.number)
            $0.field("refused", kept.refusal.word)
          }
        }
      }
    } else {
      let count = session.wording.number(done)
      session.print(
        dryRun
          ? session.say("Akan diurungkan: \(count).", "Would be undone: \(count).")
          : session.say("Diurungkan: \(count).", "Undone: \(count)."))
      if !cases.isEmpty {
        let numbers = cases.map(\.description).joined(separator: ", ")
        session.print("  " + session.say("berkas \(numbers)", "cases \(numbers)"))
      }
      for kept in preview.kept { session.print("  " + session.words(kept.refusal)) }
    }
    if !preview.kept.isEmpty { throw CommandFailure(.refused) }
  }
}
