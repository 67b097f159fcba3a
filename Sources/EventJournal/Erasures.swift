import SystemFiles

/// What the entries of a journal have erased.
struct Erasures {
  /// The entry that erased the line with a hash.
  private var byHash: [String: Int] = [:]
  /// The last entry that did away with all earlier lines of a kind.
  private var byKind: [String: Int] = [:]
  /// Every entry that erased something.
  private(set) var entries: Set<Int> = []

  mutating func take<Event>(_ entry: Entry<Event>) {
    for event in entry.events {
      switch event.erasure {
      case nil: continue
      case .lines(let hashes)?:
        for hash in hashes { byHash[hash] = byHash[hash] ?? entry.number }
      case .earlier(let kind)?: byKind[kind] = entry.number
      }
      entries.insert(entry.number)
    }
  }

  /// The entry that erased a line of one of these kinds, which belongs to `entry`.
  func eraser(ofHash hash: String, kinds: [String], in entry: Int) -> Int? {
    byHash[hash] ?? kinds.compactMap { byKind[$0] }.first { $0 > entry }
  }
}

/// Finds the lines of segments that are erased, or shall be.
struct ErasedLines {
  /// A line and the entry that erased it; no entry where the line belongs to none itself.
  struct Place {
    var line: Line
    var owner: Int?
    var eraser: Int?
  }

  let erasures: Erasures
  let paths: StorePaths
  let files: any FileSystem

  /// The lines of a segment in their order.
  ///
  /// Sealed lines that belong to no entry, left by writes that were cut short, are among them: nobody needs them,
  /// and they may say what was erased.
  func places(in segment: Int) throws(SystemFailure) -> [Place] {
    let file = try files.open(paths.segment(segment), for: .reading)
    defer { files.close(file) }
    var places: [Place] = []
    var open: [Line] = []
    var stretch = OpenStretch(from: 0)
    var lines = LineScanner(file, in: files, from: 0, to: try files.status(of: file).size, after: 0)
    while let line = try lines.next() {
      if try stretch.isCovered(by: line, of: file, in: files) {
        places += open.map { Place(line: $0) }
        (open, stretch) = ([], OpenStretch(from: line.end))
      } else if line.isSealed || line.isErased {
        open.append(line)
      } else if line.isEntry, line.hasEntryEnd, let number = line.writtenNumber {
        places += open.compactMap { place($0, of: number) }
        (open, stretch) = ([], OpenStretch(from: line.end))
      }
    }
    return places + open.map { Place(line: $0) }
  }

  private func place(_ line: Line, of entry: Int) -> Place? {
    if line.isErased { return Place(line: line, owner: entry) }
    let hash = Digest.hexadecimal(of: line.bytes[...])
    let kinds = line.sealedKind.map { [$0] } ?? []
    guard let eraser = erasures.eraser(ofHash: hash, kinds: kinds, in: entry) else { return nil }
    return Place(line: line, owner: entry, eraser: eraser)
  }
}
