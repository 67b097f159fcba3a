import CanonicalForm
import CaseDomain
import EventJournal
import SystemFiles
import TestSupport

/// A short journal of real events in some segments: sealed lines, an erased one, a torn write and its void line.
struct SmallJournal {
  let files: StoreFiles
  /// What each entry says.
  let entries: [EntryContent]

  /// `salt` tells two journals of the same events apart.
  init(salt: Int = 0) throws {
    let memory = MemoryFiles()
    var salts = salt
    func nextSalt() -> String {
      salts += 1
      return Digits.text(salts, 32)
    }
    let names = [
      "created", "registered", "withdrawn", "participantsAdded", "enrolled", "officerSet", "ended",
      "filled", "rejected", "undone",
    ]
    let drafts = try names.enumerated().map { index, name in
      EntryDraft(
        at: Instant(milliseconds: 1_762_000_000_000 + index * 60_000), id: "id-\(index)",
        by: "siti", via: index % 3 == 0 ? nil : "desk-2", events: [try SmallJournal.event(name)])
    }
    try Journal<Event>.create(
      folder: StoreFiles.folder, files: memory, salt: nextSalt, drafts[0])
    func add(_ draft: EntryDraft<Event>) throws {
      let journal = try Journal<Event>(
        opening: StoreFiles.folder, files: memory, segmentLimit: 2_000, salt: nextSalt)
      _ = try journal.transaction(holder: "siti", apply: { _ in }) { _ in (draft, 0) }
    }
    for draft in drafts.dropFirst().dropLast() { try add(draft) }
    try Journal<Event>(opening: StoreFiles.folder, files: memory, salt: nextSalt).erase(5)
    // Behind the erasure, which would take the sealed line in the void along, and its hash with it.
    memory[StoreFiles(memory).segments.last ?? ""] += Array(#"{"salt":"00"#.utf8)
    try add(drafts[drafts.count - 1])
    files = StoreFiles(memory)
    entries = files.read().entries
  }

  /// The event of a frozen fixture.
  private static func event(_ name: String) throws -> Event {
    let lines = try fixture("events/\(name).json").split(separator: 0x0A).map { Array($0) }
    let sealed = try lines.dropLast().map { try JSONObject(parsing: $0) }
    let event = try JSONObject(parsing: lines.last ?? [])
    return try Event(
      from: EventFields(event) { hash in
        let number = Int(hash) ?? 0
        return sealed.indices.contains(number - 1) ? sealed[number - 1] : nil
      })
  }
}
