import CanonicalForm
import EventJournal
import Glibc
import SystemFiles

typealias RegisterEntry = Entry<RegisterEvent>
typealias RegisterDraft = EntryDraft<RegisterEvent>

/// What the processes so far were told about the store, against which it is judged.
struct Account: Sendable {
  /// The entries that are promised to stay, in order.
  private(set) var promised: [RegisterEntry] = []
  /// By id: what is being written, and what was written but perhaps not kept.
  private(set) var open: [String: RegisterDraft] = [:]
  /// How many drafts there were, so that each has an id of its own.
  private(set) var drafts = 0
  /// By path: the bytes of the journal in which the promised entries stand.
  private(set) var bytes: [String: [UInt8]] = [:]

  mutating func begin(_ draft: RegisterDraft) {
    drafts += 1
    open[draft.id] = draft
  }

  /// The entry was answered, and thereby all entries before it.
  mutating func promise(_ entries: [RegisterEntry], on disk: DiskState, in folder: String) {
    for entry in entries {
      open[entry.id] = nil
      promised.append(entry)
    }
    for path in disk.files(in: folder) { bytes[path] = disk.contents(path) }
  }

  /// Whoever sent it was told that nothing was saved: it must never appear.
  mutating func refuse(_ id: String) { open[id] = nil }

  /// What is wrong with the entries that a reader found.
  func judge(_ found: [RegisterEntry]) -> [Violation] {
    var violations: [Violation] = []
    var rest = promised[...]
    var ids: Set<String> = []
    for (index, entry) in found.enumerated() {
      if entry.number != index + 1 {
        violations.append(.invented("number \(entry.number) is in place \(index + 1)"))
      }
      if !ids.insert(entry.id).inserted { violations.append(.invented("\(entry.id) twice")) }
      if let next = rest.first, next.id == entry.id {
        if !next.says(entry) { violations.append(.lost("\(entry.id) says something else")) }
        rest.removeFirst()
      } else if let draft = open[entry.id] {
        guard draft.by == entry.by, draft.events == entry.events else {
          violations.append(.invented("\(entry.id) says something else"))
          continue
        }
      } else {
        violations.append(.invented("\(entry.id), which nobody was promised"))
      }
    }
    return violations + rest.map { .lost("\($0.id), entry \($0.number)") }
  }

  /// Whether the journal still begins with the bytes that were there.
  func judgeBytes(_ disk: DiskState) -> [Violation] {
    Account.judge(disk, against: bytes)
  }

  static func judge(_ disk: DiskState, against bytes: [String: [UInt8]]) -> [Violation] {
    bytes.compactMap { path, old in
      guard let new = disk.contents(path) else { return .rewritten("\(path) is gone") }
      if new.count < old.count { return .rewritten("\(path) is shorter") }
      return starts(new, with: old) ? nil : .rewritten("\(path) has other bytes")
    }
  }

  private static func starts(_ new: [UInt8], with old: [UInt8]) -> Bool {
    new.withUnsafeBytes { new in
      old.withUnsafeBytes { old in
        guard let newStart = new.baseAddress, let oldStart = old.baseAddress else { return true }
        return memcmp(newStart, oldStart, old.count) == 0
      }
    }
  }
}

extension Entry where Event == RegisterEvent {
  fileprivate func says(_ other: RegisterEntry) -> Bool {
    number == other.number && at == other.at && by == other.by && events == other.events
      && hash == other.hash
  }
}
