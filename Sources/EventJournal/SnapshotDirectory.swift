internal import SystemFiles

/// Where the lines of the index of a snapshot stand that was read whole, and with which key each begins: a key is found
/// by reading one line.
struct SnapshotDirectory: Sendable {
  private struct Place {
    /// The first key of the line, below all of them for the first line.
    var key: Int
    var offset: Int
    /// The sum of the line when it was read; nobody believes it with another one.
    var sum: LineSum
  }

  private var places: [Place] = []

  /// Where the index starts, in bytes; nil where the lines are not those of just one.
  var start: Int? {
    guard let first = places.first, first.key < 0, places.dropFirst().allSatisfy({ $0.key >= 0 })
    else { return nil }
    return first.offset
  }

  /// Adds a line that stands behind the others; false where it is none of an index.
  mutating func add(_ line: Span<UInt8>, at offset: Int, _ sum: LineSum) -> Bool {
    guard let key = SnapshotIndex.firstKey(ofLine: line) else { return false }
    places.append(Place(key: key, offset: offset, sum: sum))
    return true
  }

  /// Adds lines that stand behind these.
  mutating func append(_ other: SnapshotDirectory) { places += other.places }

  /// The numbers of all lines of the snapshot with a key, in order; nil where a line of the index is not what it was.
  func numbers(under key: Int, line: (_ offset: Int) -> [UInt8]?) -> [Int]? {
    // The last line that begins with a smaller key, of which there is one: the first line.
    var after = places.startIndex..<places.endIndex
    while let middle = after.isEmpty ? nil : after.lowerBound + after.count / 2 {
      if places[middle].key < key {
        after = middle + 1..<after.upperBound
      } else {
        after = after.lowerBound..<middle
      }
    }
    guard after.lowerBound > places.startIndex else { return nil }
    var numbers: [Int] = []
    for place in places[(after.lowerBound - 1)...] {
      if place.key > key { break }
      guard let bytes = line(place.offset),
        LineSum(of: bytes.span, at: place.offset) == place.sum,
        let keys = SnapshotIndex.keys(ofLine: bytes.span)
      else { return nil }
      for each in keys where each.key == key { numbers.append(each.number) }
    }
    return numbers
  }
}
