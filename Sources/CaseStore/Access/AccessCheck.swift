internal import CaseDomain
internal import EventJournal
internal import SystemFiles

/// What the check of a store finds in its access record: its own lines and chain, and whether what it says of the
/// journal is so.
struct AccessCheck {
  private(set) var report: CheckReport?
  /// What every line says was the last entry of the journal: its place, the number, the hash.
  private var said: [(line: Int, entry: Int, head: String)] = []

  /// Reads the whole record; a store that has none is in order.
  init(_ folder: String, _ files: any FileSystem) throws(JournalError) {
    guard try Journal<Access>.isBegun(.access, in: folder, files: files) else { return }
    var said: [(line: Int, entry: Int, head: String)] = []
    report = try Journal<Access>.check(folder, .access, files: files) { entry in
      for access in entry.events { said.append((entry.line, access.entry, access.head)) }
    }
    self.said = said
  }

  /// The entries of the journal that the record names.
  var entries: Set<Int> { Set(said.map(\.entry)) }

  /// The lines that name an entry by another hash than it has; behind `end` a restored store goes on differently.
  func contradictions(_ hashes: [Int: String], upTo end: Int?) -> [AccessContradiction] {
    said.compactMap { said in
      if let end, said.entry > end { return nil }
      guard let hash = hashes[said.entry], hash != said.head else { return nil }
      return AccessContradiction(line: said.line, entry: said.entry)
    }
  }
}
