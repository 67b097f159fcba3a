import CanonicalForm
import CaseDomain
import CaseStore
import EventJournal
import SystemFiles
import TestSupport

/// The files of one store in memory, by path, which are the same in every run.
struct StoreFiles {
  static let folder = "/store"
  static let lock = "/store/lock"
  static let journal = "/store/journal/"
  static let segment = "/store/journal/000001.jsonl"
  static let snapshot = "/store/snapshot.jsonl"

  var contents: [String: [UInt8]]

  /// The files of a store whose only segment is this.
  init(segment: [UInt8], lock: [UInt8] = [UInt8](repeating: 0x20, count: 1_023) + [0x0A]) {
    contents = [StoreFiles.segment: segment, StoreFiles.lock: lock]
  }

  init(_ files: MemoryFiles) { contents = files.contents }

  /// The paths of the segments, in order.
  var segments: [String] { contents.keys.filter { $0.hasPrefix(StoreFiles.journal) }.sorted() }

  /// A copy that can be opened.
  var files: MemoryFiles { MemoryFiles(contents) }

  /// Reads the journal: the entries that a reader hands over, and why it stopped where it did.
  func read() -> (entries: [EntryContent], error: JournalError?) {
    var entries: [EntryContent] = []
    do throws(JournalError) {
      let journal = try Journal<Event>(opening: StoreFiles.folder, files: files) { "" }
      try journal.catchUp { entries.append(EntryContent($0)) }
      return (entries, nil)
    } catch {
      return (entries, error)
    }
  }

  func check() throws(JournalError) -> CheckReport {
    try Journal<Event>.check(StoreFiles.folder, files: files)
  }
}

/// What an entry says, wherever it stands.
struct EntryContent: Hashable {
  let number: Int
  let at: Instant
  let id: String
  let by: String
  let via: String?
  let events: [Event]
  let hash: String

  init(_ entry: Entry<Event>) {
    (number, at, id, by) = (entry.number, entry.at, entry.id, entry.by)
    (via, events, hash) = (entry.via, entry.events, entry.hash)
  }
}

extension Surroundings {
  /// Files in memory, nine in the morning (WIB) of a day of the programme, and randomness from a seed.
  static func fixed(
    _ files: MemoryFiles, _ day: String = "2025-11-13", seed: UInt64 = 1
  ) -> Surroundings {
    let now = Instant(Day(day) ?? .epoch, milliseconds: 2 * 3_600_000)
    var random = SeededRandom(seed: seed)
    return Surroundings(
      files: files, now: { now },
      random: { count in (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) } })
  }
}
