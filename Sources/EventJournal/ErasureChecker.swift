import SystemFiles

/// Holds the lines that were erased against the entries that say so.
struct ErasureChecker<Event: JournalEvent> {
  /// A line that was erased, or begun to be.
  private struct ErasedLine {
    /// The hash by which its entry names it.
    var name: String
    /// Where it stands, in which entry.
    var place: Finding
    /// What a later event may do away with as a whole.
    var kinds: [String]
    var isBlank: Bool
  }

  private var lines: [ErasedLine] = []
  /// What was erased, by which entry.
  private(set) var erasures = Erasures()

  mutating func take(_ decoded: DecodedEntry<Event>, in file: OpenFile) {
    let number = decoded.entry.number
    erasures.take(decoded.entry)
    guard !decoded.erased.isEmpty else { return }
    let kinds = decoded.entry.events.compactMap(\.replaceableKind)
    for (name, line) in decoded.erased {
      let place = Finding(
        file: file.path, line: line.number, bytes: line.range, entry: number,
        problem: .erasedByNobody(hash: name))
      lines.append(ErasedLine(name: name, place: place, kinds: kinds, isBlank: line.isBlank))
    }
  }

  /// Lines that nobody erased, or not to the end.
  var findings: [Finding] {
    lines.compactMap { line in
      var finding = line.place
      guard let entry = eraser(of: line) else { return finding }
      finding.problem = .notErased(by: entry)
      return line.isBlank ? nil : finding
    }
  }

  /// How many lines each entry erased.
  var counts: [ErasureCount] {
    var counts: [Int: Int] = [:]
    for entry in erasures.entries { counts[entry] = 0 }
    for line in lines where line.isBlank {
      if let entry = eraser(of: line) { counts[entry, default: 0] += 1 }
    }
    return counts.sorted { $0.key < $1.key }.map { ErasureCount(entry: $0.key, lines: $0.value) }
  }

  private func eraser(of line: ErasedLine) -> Int? {
    erasures.eraser(ofHash: line.name, kinds: line.kinds, in: line.place.entry ?? 0)
  }
}
