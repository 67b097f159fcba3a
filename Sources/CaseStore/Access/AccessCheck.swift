internal import CaseDomain
internal import EventJournal
internal import SystemFiles

/// What the check of a store finds in its access record: its own lines and chain, and whether what it says of the
/// journal is so.
struct AccessCheck {
  private(set) var report: CheckReport?
  /// What every line says was the last entry of the journal: its place, the number, the hash.
  private var said: [(line: Int, record: AccessRecord)] = []
  /// Where in ``said`` what was shown at an entry of the journal stands.
  private var shown: [Int: [Int]] = [:]
  /// The hashes of the lines that anchors name.
  private(set) var hashes: [Int: String] = [:]

  /// Reads the whole record; a store that has none is in order.
  init(_ folder: String, _ anchors: [Anchor], _ files: any FileSystem) throws(JournalError) {
    guard try Journal<Access>.isBegun(.access, in: folder, files: files) else { return }
    let wanted = Set(anchors.compactMap { $0.access?.number })
    var said: [(line: Int, record: AccessRecord)] = []
    var hashes: [Int: String] = [:]
    report = try Journal<Access>.check(folder, .access, files: files) { entry in
      for record in entry.records { said.append((entry.line, record)) }
      if wanted.contains(entry.number) { hashes[entry.number] = entry.hash }
    }
    (self.said, self.hashes) = (said, hashes)
    for (place, said) in said.enumerated() {
      switch said.record.access.deed {
      case .opened, .revealed: shown[said.record.access.entry, default: []].append(place)
      default: break
      }
    }
  }

  /// The entries of the journal that the record names.
  var entries: Set<Int> { Set(said.map(\.record.access.entry)) }

  /// The lines that name an entry by another hash than it has; behind `end` a restored store goes on differently.
  func contradictions(_ hashes: [Int: String], upTo end: Int?) -> [AccessContradiction] {
    said.compactMap { said in
      let access = said.record.access
      if let end, access.entry > end { return nil }
      guard let hash = hashes[access.entry], hash != access.head else { return nil }
      return AccessContradiction(line: said.line, entry: access.entry)
    }
  }

  /// What was shown at an entry of the journal to somebody who might not see it by the roster and the cases of that
  /// entry; a line that names the entry by another hash is a contradiction already.
  func trespasses(at entry: Entry<Event>, _ caseload: Caseload) -> [AccessTrespass] {
    (shown[entry.number] ?? []).compactMap { place in
      let (line, record) = said[place]
      guard record.access.head == entry.hash,
        !caseload.maySee(record.access.deed, record.by, on: record.at.day)
      else { return nil }
      return AccessTrespass(
        line: line, entry: entry.number, by: record.by, case: record.access.deed.cases.only)
    }
  }
}
