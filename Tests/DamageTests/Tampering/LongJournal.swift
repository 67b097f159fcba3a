import CanonicalForm
import CaseDomain
import EventJournal
import SystemFiles
import TestSupport

/// A journal of as many small entries as wanted, each with a sealed line, in some five segments.
struct LongJournal {
  let files: StoreFiles
  let entries: [EntryContent]

  /// `salt` tells two journals of the same events apart.
  init(entries count: Int, salt: Int) throws {
    let memory = MemoryFiles()
    var salts = salt
    func nextSalt() -> String {
      salts += 1
      return Digits.text(salts, 32)
    }
    func draft(_ number: Int) throws -> EntryDraft<Event> {
      let note = try JSONObject(parsing: Array(#"{"note":"Catatan \#(number)"}"#.utf8))
      let fields =
        #"{"kind":"withdrawn","case":\#(number),"to":"withdrawn","reason":"L2","#
        + #""remark":"0","grant":"registrar:21.02"}"#
      let event = try Event(
        from: EventFields(JSONObject(parsing: Array(fields.utf8))) { _ in note })
      let at = Instant(milliseconds: 1_762_000_000_000 + number * 60_000)
      return EntryDraft(at: at, id: "id-\(number)", by: "siti", events: [event])
    }
    try Journal<Event>.create(
      folder: StoreFiles.folder, files: memory, salt: nextSalt, draft(1))
    // An entry has some 500 bytes.
    let journal = try Journal<Event>(
      opening: StoreFiles.folder, files: memory, segmentLimit: count * 100, salt: nextSalt)
    for number in stride(from: 2, through: count, by: 1) {
      let draft = try draft(number)
      _ = try journal.transaction(holder: "siti", apply: { _ in }) { _ in (draft, 0) }
    }
    files = StoreFiles(memory)
    entries = files.read().entries
  }
}
