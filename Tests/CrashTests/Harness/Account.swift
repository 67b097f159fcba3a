import CanonicalForm
import EventJournal
import SystemFiles

typealias RegisterEntry = Entry<RegisterEvent>
typealias RegisterDraft = EntryDraft<RegisterEvent>

/// What the processes so far were told about the store, against which it is judged.
struct Account: Sendable {
  /// The entries that are promised to stay, in order.
  private(set) var promised: [RegisterEntry] = []
  /// By id: what is being written, and what was written but perhaps not kept.
  private(set) var open: [String: RegisterDraft] = [:]
  /// The ids of open ones that are promised all the same.
  private(set) var vowed: Set<String> = []
  /// How many drafts there were, so that each has an id of its own.
  private(set) var drafts = 0
  /// By path: the bytes of the journal in which the promised entries stand.
  private(set) var bytes: [String: [UInt8]] = [:]
  /// The entries of a copy that is promised to stay.
  private(set) var copy: [RegisterEntry]?

  mutating func begin(_ draft: RegisterDraft) {
    drafts += 1
    open[draft.id] = draft
  }

  /// An entry was answered, and thereby all entries before it; these are all.
  mutating func promise(_ entries: [RegisterEntry], on disk: DiskState) {
    for entry in entries {
      open[entry.id] = nil
      vowed.remove(entry.id)
    }
    promised = entries
    // What stands behind the last entry of a segment is promised to nobody, and may be torn.
    let ends = Dictionary(entries.map { ($0.path, $0.end) }, uniquingKeysWith: max)
    bytes = [:]
    for (path, end) in ends { bytes[path] = disk.contents(path).map { Array($0.prefix(end)) } }
  }

  mutating func promiseCopy(_ entries: [RegisterEntry]) { copy = entries }

  /// The entry was saved, but not answered.
  mutating func vow(_ id: String) { vowed.insert(id) }

  /// Whoever sent it was told that nothing was saved: it must never appear.
  mutating func refuse(_ id: String) { open[id] = nil }

  /// The texts that are done away with for certain, by their first words.
  var erased: Set<String> { Account.erasedSecrets(promised.flatMap(\.events)) }

  /// The texts that may be done away with.
  private var erasable: Set<String> {
    Account.erasedSecrets(promised.flatMap(\.events) + open.values.flatMap(\.events))
  }

  private static func erasedSecrets(_ events: [RegisterEvent]) -> Set<String> {
    var erased: Set<String> = []
    for (index, event) in events.enumerated() {
      erased.formUnion(event.erasedSecrets(of: Array(events[..<index])))
    }
    return erased
  }
}

// MARK: - Judging

extension Account {
  /// What is wrong with the entries that a reader found.
  func judge(_ found: [RegisterEntry]) -> [Violation] {
    let erasable = erasable
    var violations: [Violation] = []
    var rest = promised[...]
    var ids: Set<String> = []
    for (index, entry) in found.enumerated() {
      if entry.number != index + 1 {
        violations.append(.invented("number \(entry.number) is in place \(index + 1)"))
      }
      if !ids.insert(entry.id).inserted { violations.append(.invented("\(entry.id) twice")) }
      if let next = rest.first, next.id == entry.id {
        rest.removeFirst()
        if !next.isSame(as: entry, but: erasable) {
          violations.append(.lost("\(entry.id) says something else"))
        }
      } else if let draft = open[entry.id] {
        if draft.by != entry.by || !draft.events.says(entry.events, but: erasable) {
          violations.append(.invented("\(entry.id) says something else"))
        }
      } else {
        violations.append(.invented("\(entry.id), which nobody was promised"))
      }
    }
    violations += vowed.subtracting(ids).map { .lost("\($0), which was saved") }
    return violations + rest.map { .lost("\($0.id), entry \($0.number)") }
  }

  /// What is wrong with a copy of which these entries were read.
  func judgeCopy(_ found: [RegisterEntry]) -> [Violation] {
    let whole = copy ?? promised
    if copy != nil, found.count < whole.count {
      return [.lost("\(whole.count - found.count) entries of the copy")]
    }
    for (entry, other) in zip(found, whole)
    where !entry.isSame(as: other, but: []) && (copy != nil || entry.id != "restored") {
      return [.lost("\(entry.id) in the copy says something else")]
    }
    return []
  }

  /// Whether the journal still begins with the bytes that promised entries stand in.
  func judgeBytes(_ disk: DiskState) -> [Violation] { judgeBytes(disk, against: bytes) }

  /// Whether no byte of the journal changed or disappeared; more may have come.
  func judgeBytes(_ disk: DiskState, against bytes: [String: [UInt8]]) -> [Violation] {
    bytes.compactMap { path, old in
      guard let new = disk.contents(path) else { return .rewritten("\(path) is gone") }
      if new.count < old.count { return .rewritten("\(path) is shorter") }
      if new.hasPrefix(old) { return nil }
      if !erasable.isEmpty, isErasure(new, of: old) { return nil }
      return .rewritten("\(path) has other bytes")
    }
  }

  /// Whether the only difference is that sealed lines are overwritten with spaces, the first byte first.
  private func isErasure(_ new: [UInt8], of old: [UInt8]) -> Bool {
    var line = 0
    var isSealed = false
    let (space, newline) = (UInt8(ascii: " "), UInt8(ascii: "\n"))
    for (index, byte) in old.enumerated() {
      if index == line {
        isSealed = byte == space || old[index...].starts(with: #"{"salt":"#.utf8)
      }
      if new[index] != byte, !isSealed || new[index] != space || new[line] != space {
        return false
      }
      if byte == newline { line = index + 1 }
    }
    return true
  }

  /// Texts that were done away with and can still be found in a file of the store.
  func judgeErasure(_ disk: DiskState) -> [Violation] {
    erased.flatMap { secret in
      disk.files.filter { $0.value.contains(text: secret) }.map {
        .kept("\(secret) in \($0.key)")
      }
    }
  }
}

extension Entry where Event == RegisterEvent {
  /// The path of the segment that it stands in.
  var path: String {
    FilePath.join(Program.journal, Digits.text(segment, 6) + ".jsonl")
  }

  fileprivate func isSame(as other: RegisterEntry, but erasable: Set<String>) -> Bool {
    number == other.number && at == other.at && id == other.id && by == other.by
      && hash == other.hash && events.says(other.events, but: erasable)
  }
}

extension [RegisterEvent] {
  /// Whether others are the same, or the same but for texts that are done away with.
  fileprivate func says(_ others: [RegisterEvent], but erasable: Set<String>) -> Bool {
    count == others.count
      && zip(self, others).allSatisfy { event, other in
        if event == other { return true }
        guard let secret = event.secret, erasable.contains(secret) else { return false }
        return other == event.blank
      }
  }
}
