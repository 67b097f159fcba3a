import SystemFiles

/// What somebody does to the lines of a segment.
enum LineTampering: CaseIterable {
  case swapped, deleted, duplicated, truncated, replaced, inserted, moved

  /// Changes lines, given with their newlines; `foreign` are those of another journal.
  func apply(
    to lines: [ArraySlice<UInt8>], _ first: Int, _ second: Int, foreign: [ArraySlice<UInt8>]
  ) -> [UInt8] {
    var changed = lines
    let other = foreign[second % foreign.count]
    switch self {
    case .swapped: changed.swapAt(first, second)
    case .deleted: changed.remove(at: first)
    case .duplicated: changed.insert(lines[first], at: second)
    case .truncated: changed[first] = lines[first].prefix(second % lines[first].count)
    case .replaced: changed[first] = other
    case .inserted: changed.insert(other, at: first)
    case .moved: changed.insert(changed.remove(at: first), at: min(second, changed.count))
    }
    return Array(changed.joined())
  }

  /// The lines of a segment, each with its newline.
  static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = ByteSearch.first(0x0A, in: bytes, start..<bytes.count) ?? bytes.count - 1
      lines.append(bytes[start...end])
      start = end + 1
    }
    return lines
  }
}
