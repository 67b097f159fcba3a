import CanonicalForm
import EventJournal
import SystemFiles

/// A process that works on the store and keeps account of what it was told.
class Program {
  static let store = "/store"
  static let journal = "/store/journal"
  static let segment = "/store/journal/000001.jsonl"

  let disk: SimulatedDisk
  private var journal: Journal<RegisterEvent>?
  /// What this process read of the journal.
  private(set) var entries: [RegisterEntry] = []
  private var salt = 0

  init(_ disk: SimulatedDisk) { self.disk = disk }

  func create() throws(JournalError) {
    let draft = draft(after: nil)
    disk.note { account, _ in account.begin(draft) }
    let entry = try Journal<RegisterEvent>.create(
      folder: Program.store, files: disk, salt: { nextSalt() }, draft)
    promise([entry])
  }

  /// Reads what is new; all entries are in ``entries``.
  func read() throws(JournalError) {
    try opened().catchUp { entries.append($0) }
  }

  /// Adds one entry.
  func append() throws(JournalError) {
    let journal = try opened()
    var id: String?
    do throws(JournalError) {
      let (entry, _) = try journal.transaction(
        holder: "siti", wait: .zero, apply: { entries.append($0) },
        decide: { head in
          let draft = draft(after: head)
          id = draft.id
          disk.note { account, _ in account.begin(draft) }
          return (draft, ())
        })
      if let entry { entries.append(entry) }
      promise(Array(entries.dropFirst(disk.account.promised.count)))
    } catch {
      if case .notDurable = error { throw error }
      if let id { disk.note { account, _ in account.refuse(id) } }
      throw error
    }
  }

  func check() throws(JournalError) -> CheckReport {
    try Journal<RegisterEvent>.check(Program.store, files: disk)
  }

  private func opened() throws(JournalError) -> Journal<RegisterEvent> {
    if let journal { return journal }
    let opened = try Journal<RegisterEvent>(opening: Program.store, files: disk) { [self] in
      nextSalt()
    }
    journal = opened
    return opened
  }

  private func promise(_ entries: [RegisterEntry]) {
    disk.note { account, disk in account.promise(entries, on: disk, in: Program.journal) }
  }

  private func draft(after head: Head?) -> RegisterDraft {
    let number = disk.account.drafts + 1
    let at = (head?.at?.milliseconds ?? 1_762_000_000_000) + 60_000
    // Every third is longer than a sector of the disk.
    let name = number % 3 == 0 ? String(repeating: "Ani ", count: 150) : "Ani \(number)"
    return RegisterDraft(
      at: Instant(milliseconds: at), id: "id-\(number)", by: "siti",
      events: [number == 1 ? .created : .registered(case: number, name: name)])
  }

  private func nextSalt() -> String {
    salt += 1
    return Digits.text(disk.account.drafts * 100 + salt, 32)
  }
}
