internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore
internal import EventJournal

/// `payung history`: who did what, when, old and new.
struct HistoryCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "history",
      abstract: say(
        "Siapa melakukan apa dan kapan: satu berkas, atau seluruh jurnal.",
        "Who did what, and when: of one case, or of the whole journal."))
  }

  @OptionGroup var options: StoreOptions
  @Argument(
    help: help(
      "Nomor berkas; tanpa nomor, entri demi entri.", "A case number; without one, entry by entry.",
      value: ValueName.cases)
  )
  var number: Int?

  var shown: ShownCase? { number.map { .number(CaseID($0)) } }

  func run(_ session: Session) throws(CommandFailure) {
    guard let number else { return try journal(session) }
    let caseload = session.store.caseload
    let file = try session.file(number, in: caseload, for: .history)
    for item in file.history {
      if session.json {
        session.print { session.wording.write(item, of: file, to: &$0) }
      } else {
        for line in session.wording.history(item, of: file, caseload) {
          session.print(line)
        }
      }
    }
  }

  /// One line for each entry: how many events of which kind.
  private func journal(_ session: Session) throws(CommandFailure) {
    try session.require(.journal)
    let wording = session.wording
    do throws(StoreError) {
      try session.store.replay { entry in
        var kinds: [String: Int] = [:]
        for event in entry.events { kinds[event.kind, default: 0] += 1 }
        let stamp = Stamp(
          entry: entry.number, at: entry.at, by: OfficerID(entry.by), via: entry.via)
        if session.json {
          session.print { json in
            json.field("entry", stamp.entry)
            json.field("at", stamp.at.description)
            json.field("by", stamp.by.rawValue)
            json.field("id", entry.id)
            json.object("events") { json in
              for (kind, count) in kinds.sorted(by: { $0.key < $1.key }) { json.field(kind, count) }
            }
            json.field("hash", entry.hash)
          }
        } else {
          let words =
            entry.events.count == 1
            ? entry.events.map(wording.event)
            : kinds.sorted { $0.key < $1.key }.map {
              "\(wording.number($0.value)) \(wording.kind($0.key))"
            }
          let number = TextPadding.padded("#\(stamp.entry)", 7)
          let officer = TextPadding.padded(stamp.by.rawValue, 12)
          session.print(
            "\(number) \(wording.moment(stamp.at))  \(officer) \(words.joined(separator: ", "))")
        }
        return true
      }
    } catch {
      throw CommandFailure(error, wording)
    }
    if !session.json { session.print("\(session.mark(session.store.view)).") }
  }
}

/// Columns of plain lines.
enum TextPadding {
  /// The text with spaces behind it up to `width` characters.
  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
