import TestSupport

/// A file or folder: what the system remembers of it, and what of that the disk holds.
struct Inode: Sendable {
  /// What a disk writes as a whole or not at all, in bytes.
  static let sector = 512

  /// A change that the disk need not have yet.
  struct Write: Sendable {
    var sectors: Range<Int>
    /// The whole file as it was behind the change, since a sector goes to the disk as it stands then.
    var contents: [UInt8]
  }

  let isFolder: Bool
  var mode: Int
  private(set) var cache: [UInt8] = []
  private(set) var disk: [UInt8] = []
  /// In the order in which they were made, since the last synchronisation.
  private(set) var writes: [Write] = []

  init(isFolder: Bool = false, mode: Int = 0o600) {
    self.isFolder = isFolder
    self.mode = mode
  }

  /// Whether the disk holds all that the system remembers; false after a failed synchronisation too.
  var isClean: Bool { writes.isEmpty }

  mutating func write(_ bytes: ArraySlice<UInt8>, at offset: Int) {
    guard !bytes.isEmpty else { return }
    let end = offset + bytes.count
    if cache.count < end { cache.append(contentsOf: repeatElement(0, count: end - cache.count)) }
    cache.replaceSubrange(offset..<end, with: bytes)
    let sectors = (offset / Inode.sector)..<((end + Inode.sector - 1) / Inode.sector)
    writes.append(Write(sectors: sectors, contents: cache))
  }

  mutating func append(_ bytes: ArraySlice<UInt8>) { write(bytes, at: cache.count) }

  /// Makes the file shorter, as no program of ours does.
  mutating func truncate(to size: Int) {
    cache.removeLast(cache.count - size)
    disk.removeLast(max(0, disk.count - size))
    writes = []
  }

  /// Brings every changed sector to the disk, and the length.
  mutating func synchronize() {
    disk = flushed
    writes = []
  }

  /// What reading past the cache gives: changed sectors go to the disk first, the others are as there.
  var flushed: [UInt8] {
    var bytes = sized(cache.count)
    for sector in touched { copy(sector, of: cache, to: &bytes) }
    return bytes
  }

  /// Some of the changed sectors do not get to the disk, and the system takes all of them for written.
  mutating func loseWrites(_ random: inout SeededRandom) {
    var bytes = sized(random.isTrue() ? cache.count : disk.count)
    for sector in touched where random.isTrue() { copy(sector, of: cache, to: &bytes) }
    disk = bytes
    writes = []
  }

  /// The file after a power cut.
  ///
  /// The length is any between the one on the disk and the one remembered. Of each sector the disk has
  /// any of the contents that it had since; where it has none that was appended there are zeros.
  func crashed(_ random: inout SeededRandom) -> Inode {
    guard !writes.isEmpty else { return holding(disk) }
    let growth = max(0, cache.count - disk.count)
    let size = disk.count + Inode.part(of: growth, &random)
    var bytes = sized(size)
    // Most file systems write what was appended before they write the length that covers it.
    let isOrdered = random.isTrue()
    let old = disk.count / Inode.sector
    for sector in touched {
      let versions = writes.filter { $0.sectors.contains(sector) }
      if isOrdered, sector >= old {
        copy(sector, of: cache, to: &bytes)
      } else {
        let version = random.below(versions.count + 1)
        if version > 0 { copy(sector, of: versions[version - 1].contents, to: &bytes) }
      }
    }
    return holding(bytes)
  }

  /// All, nothing, whole sectors, and sometimes any number of bytes.
  private static func part(of growth: Int, _ random: inout SeededRandom) -> Int {
    switch random.below(8) {
    case 0, 1: growth
    case 2, 3: 0
    case 4, 5: random.below(growth + 1) / sector * sector
    default: random.below(growth + 1)
    }
  }

  /// The file after a power cut that took everything not synchronised.
  var bare: Inode { holding(disk) }

  var settled: Inode { holding(cache) }

  private func holding(_ bytes: [UInt8]) -> Inode {
    var inode = Inode(isFolder: isFolder, mode: mode)
    inode.cache = bytes
    inode.disk = bytes
    return inode
  }

  /// The sectors that were changed, in order.
  private var touched: [Int] {
    writes.reduce(into: Set<Int>()) { $0.formUnion($1.sectors) }.sorted()
  }

  /// What the disk has, at this length.
  private func sized(_ size: Int) -> [UInt8] {
    var bytes = disk
    if size > bytes.count {
      bytes.append(contentsOf: repeatElement(0, count: size - bytes.count))
    } else {
      bytes.removeLast(bytes.count - size)
    }
    return bytes
  }

  private func copy(_ sector: Int, of contents: [UInt8], to bytes: inout [UInt8]) {
    let start = sector * Inode.sector
    let end = min(start + Inode.sector, contents.count, bytes.count)
    if start < end { bytes.replaceSubrange(start..<end, with: contents[start..<end]) }
  }
}
