import CanonicalForm
import EventJournal
import SystemFiles

/// A process that works on the store and keeps account of what it was told.
class Program {
  static let store = "/store"
  static let journal = "/store/journal"
  static let lock = "/store/lock"
  static let segment = "/store/journal/000001.jsonl"
  static let copy = "/copy"

  let disk: SimulatedDisk
  /// When the next entry goes to a new segment, in bytes.
  let segmentLimit: Int?
  /// What this process read of the journal.
  private(set) var entries: [RegisterEntry] = []
  private var opened: Journal<RegisterEvent>?
  private var salt = 0

  init(_ disk: SimulatedDisk, segmentLimit: Int? = nil) {
    self.disk = disk
    self.segmentLimit = segmentLimit
  }

  func create() throws(JournalError) {
    // Longer than a sector of the disk, as the rules of a programme are.
    let draft = draft(after: nil, [.created, .noted(String(repeating: "rule ", count: 110))])
    let entry = try Journal<RegisterEvent>.create(
      folder: Program.store, files: disk, salt: { nextSalt() }, draft)
    promise([entry])
  }

  /// Reads what is new; all entries are in ``entries``.
  func read() throws(JournalError) {
    try journal().catchUp { entries.append($0) }
  }

  /// Adds an entry about a new case.
  func append() throws(JournalError) {
    try add { [disk] in
      let number = disk.account.drafts + 1
      // Every third is longer than a sector of the disk.
      let rest = number % 3 == 0 ? String(repeating: "Aminah ", count: 90) : ""
      return .registered(case: number, name: "Ani \(number). \(rest)")
    }
  }

  /// Adds a list, in place of all earlier ones if it `replaces` them.
  func addList(replaces: Bool) throws(JournalError) {
    try add { [disk] in
      let number = disk.account.drafts + 1
      return .listed(number: number, names: "Nur \(number). Oki", replaces: replaces)
    }
  }

  /// Does away with the name of a case.
  func erase(case number: Int) throws(JournalError) {
    let lines = try journal().sealedLines(ofCase: number)
    try add { .erased(case: number, lines: lines) }
  }

  func repair() throws(JournalError) {
    close()
    _ = try Journal<RegisterEvent>.repair(
      Program.store, files: disk, holder: "siti", salt: { [self] in nextSalt() },
      { head in draft(after: head, []) })
  }

  /// Adds an entry as the next process does after a crash, which has to repair the store where the disk once
  /// refused something, and to make it anew where not even the first entry was kept; answers whether it repaired.
  func appendAnyhow() throws(JournalError) -> Bool {
    do throws(JournalError) {
      if try !isStore() { try create() }
      try append()
      return false
    } catch {
      switch error {
      case .superseded:
        close()
        return try appendAnyhow()
      // A first entry that lacks only its newline cannot be made anew: a repair adds that.
      case .poisoned, .notEmpty:
        try repair()
        try append()
        return true
      default: throw error
      }
    }
  }

  private func isStore() throws(JournalError) -> Bool {
    do throws(JournalError) {
      try read()
    } catch {
      if disk.account.promised.isEmpty, error.isNoStore { return false }
      throw error
    }
    if !entries.isEmpty { return true }
    close()
    return false
  }

  func check() throws(JournalError) -> CheckReport {
    try Journal<RegisterEvent>.check(Program.store, files: disk)
  }

  /// Forgets what was read.
  func close() {
    opened = nil
    entries = []
  }

  private func add(_ event: () -> RegisterEvent) throws(JournalError) {
    let journal = try journal()
    var id: String?
    do throws(JournalError) {
      let (entry, _) = try journal.transaction(
        holder: "siti", wait: .zero, apply: { entries.append($0) },
        decide: { head in
          let draft = draft(after: head, [event()])
          id = draft.id
          return (draft, ())
        })
      if let entry { entries.append(entry) }
      promise(entries)
    } catch {
      if let id { note(error, about: id) }
      // The entry is there, and this process does not have it.
      if case .notErased = error { close() }
      throw error
    }
  }

  /// What a failure says of the entry that was to be added.
  private func note(_ error: JournalError, about id: String) {
    disk.note { account, _ in
      switch error {
      case .notDurable: return
      case .notErased: account.vow(id)
      default: account.refuse(id)
      }
    }
  }

  private func promise(_ entries: [RegisterEntry]) {
    disk.note { account, disk in account.promise(entries, on: disk) }
  }

  /// The journal as this process has it open.
  func journal() throws(JournalError) -> Journal<RegisterEvent> {
    if let opened { return opened }
    let journal = try Journal<RegisterEvent>(
      opening: Program.store, files: disk, segmentLimit: segmentLimit
    ) { [unowned self] in nextSalt() }
    opened = journal
    return journal
  }

  private func draft(after head: Head?, _ events: [RegisterEvent]) -> RegisterDraft {
    let number = disk.account.drafts + 1
    let at = (head?.at?.milliseconds ?? 1_762_000_000_000) + 60_000
    let draft = RegisterDraft(
      at: Instant(milliseconds: at), id: "id-\(number)", by: "siti", events: events)
    disk.note { account, _ in account.begin(draft) }
    return draft
  }

  /// 32 digits that no other sealed line has.
  func nextSalt() -> String {
    salt += 1
    return Digits.text(disk.account.drafts * 100 + salt, 32)
  }
}

extension JournalError {
  /// A store of which the making was cut short is none.
  var isNoStore: Bool {
    switch self {
    case .missing, .notAStore: true
    default: false
    }
  }
}
