import CanonicalForm
import CaseDomain
import EventJournal
import SystemFiles
import TestSupport

/// A short journal of real events: sealed lines, an erased one, a torn write and its void line.
struct SmallJournal {
  let files: StoreFiles
  /// What each entry says.
  let entries: [String]

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
    for (index, draft) in drafts.enumerated().dropFirst() {
      if index == 3 { memory[StoreFiles.segment] += Array(#"{"salt":"00"#.utf8) }
      let journal = try Journal<Event>(
        opening: StoreFiles.folder, files: memory, salt: nextSalt)
      _ = try journal.transaction(holder: "siti", apply: { _ in }) { _ in (draft, 0) }
    }
    let remark = Array(#","case":5,"kind":"remark","#.utf8)
    let lines = memory[StoreFiles.segment].split(separator: 0x0A, omittingEmptySubsequences: false)
    let erased = lines.map { line in
      line.contains(remark) ? [UInt8](repeating: 0x20, count: line.count) : Array(line)
    }
    memory[StoreFiles.segment] = Array(erased.joined(separator: [0x0A]))
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
