import CanonicalForm
import SystemFiles

/// Which line of a snapshot is looked for.
public enum SnapshotWanted: Hashable, Sendable {
  /// The line with a number.
  case number(Int)
  /// The only line with a key.
  case key(Int)
}

/// Finds one line of a snapshot whose lines are sorted, without reading the others, and believes only stretches whose
/// sum is right.
struct SnapshotSearch {
  private let file: OpenFile
  private let files: any FileSystem
  private let size: Int
  /// Where the index stands, in bytes, as the last line says; nobody has proved it.
  private let index: Range<Int>

  /// What so many bytes hold is read line by line: to halve them further costs as much.
  private static let short = 4_096
  /// What is read at once where lines are halved, in bytes.
  private static let chunk = 2_048

  /// Nil where the last line is not as it should be, or no index begins where it says.
  init?(_ file: OpenFile, in files: any FileSystem, size: Int) {
    (self.file, self.files, self.size) = (file, files, size)
    var end = LineScanner(
      file, in: files, from: max(0, size - SnapshotSearch.chunk), to: size,
      chunk: SnapshotSearch.chunk)
    var last: Line?
    while let line = (try? end.next()) ?? nil { last = line }
    guard let last, last.isTerminated, let trailer = SnapshotTrailer(last.bytes.span),
      trailer.index < last.offset
    else { return nil }
    index = trailer.index..<last.offset
    var lines = LineScanner(
      file, in: files, from: trailer.index, to: size, chunk: SnapshotSearch.chunk)
    guard let first = (try? lines.next()) ?? nil, SnapshotIndex.isHeader(first.bytes.span) else {
      return nil
    }
  }

  /// Hands over the first lines, up to the one of which `body` says that it is the last, and answers the place in the
  /// journal that the first one names, and where the lines behind the last one start.
  ///
  /// - Throws: ``SnapshotReader/Unusable``, also where `body` does not understand one, or the file cannot be read.
  func readHead(
    _ body: (Span<UInt8>) -> SnapshotHead
  ) throws(SnapshotReader.Unusable) -> (place: ReadingPlace, end: Int) {
    var place: ReadingPlace?
    var start = 0
    while let stretch = stretch(from: start) {
      for line in stretch.lines {
        if place == nil {
          place = (try? JSONObject(parsing: line.bytes)).flatMap(ReadingPlace.init)
          if place == nil { throw SnapshotReader.Unusable() }
          continue
        }
        switch body(line.bytes.span) {
        case .more: continue
        case .notUnderstood: throw SnapshotReader.Unusable()
        case .last:
          guard let place else { throw SnapshotReader.Unusable() }
          return (place, line.end)
        }
      }
      start = stretch.end
    }
    throw SnapshotReader.Unusable()
  }

  /// The number of the line that is wanted; nil where not just one that can be believed has the key.
  func number(_ wanted: SnapshotWanted) -> Int? {
    switch wanted {
    case .number(let number): return number
    case .key(let key):
      guard let numbers = numbers(under: key), numbers.count == 1 else { return nil }
      return numbers[0]
    }
  }

  /// The line with a number among those from `start` on, which are sorted by the number that `number` answers; nil
  /// where there is none that can be believed.
  func line(_ wanted: Int, from start: Int, number: (Span<UInt8>) -> Int?) -> Line? {
    guard start <= index.lowerBound else { return nil }
    let range = start..<index.lowerBound
    let place = place(before: wanted, in: range, number)
    var lines = scanner(from: place, to: range.upperBound)
    while let line = (try? lines.next()) ?? nil {
      guard let found = number(line.bytes.span) else { continue }
      if found > wanted { return nil }
      if found == wanted {
        return stretch(holding: line.offset)?.lines.first {
          $0.offset == line.offset && number($0.bytes.span) == wanted
        }
      }
    }
    return nil
  }

  /// The numbers of all lines with a key; nil where one that cannot be believed may have it too.
  private func numbers(under key: Int) -> [Int]? {
    let place = place(before: key, in: index, SnapshotIndex.firstKey)
    guard var stretch = stretch(holding: place) else { return nil }
    // All that stands before the first key that is greater follows a line with a smaller one.
    var lines = stretch.lines.drop { $0.offset < place }
    guard let first = lines.first, first.offset == place,
      let smaller = SnapshotIndex.firstKey(ofLine: first.bytes.span), smaller < key
    else { return nil }
    var numbers: [Int] = []
    while true {
      for line in lines {
        guard let keys = SnapshotIndex.keys(ofLine: line.bytes.span) else { return nil }
        for each in keys where each.key >= key {
          if each.key > key { return numbers }
          numbers.append(each.number)
        }
      }
      if stretch.end == index.upperBound { return numbers }
      guard let next = self.stretch(from: stretch.end) else { return nil }
      (stretch, lines) = (next, next.lines[...])
    }
  }

  /// Where to begin to read line by line: at the start of the range, or at a line whose key is smaller than what is
  /// wanted, and not far before the first one whose key is not.
  private func place(
    before wanted: Int, in whole: Range<Int>, _ key: (Span<UInt8>) -> Int?
  ) -> Int {
    var range = whole
    while range.count > SnapshotSearch.short {
      let middle = range.lowerBound + range.count / 2
      if let line = firstLine(behind: middle, to: whole.upperBound, key), line.key < wanted {
        range = line.offset..<max(line.offset, range.upperBound)
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }

  /// Where the first line with a key starts behind a place, and which that is.
  private func firstLine(
    behind place: Int, to end: Int, _ key: (Span<UInt8>) -> Int?
  ) -> (offset: Int, key: Int)? {
    var lines = scanner(from: place, to: end)
    // The rest of the line in the middle of which it is.
    _ = try? lines.next()
    while let line = (try? lines.next()) ?? nil {
      if let key = key(line.bytes.span) { return (line.offset, key) }
    }
    return nil
  }

  private func scanner(from start: Int, to end: Int) -> LineScanner {
    LineScanner(file, in: files, from: start, to: end, chunk: SnapshotSearch.chunk)
  }

  /// The stretch in which a line starts at a place; nil where its sum is not right.
  private func stretch(holding place: Int) -> (lines: [Line], end: Int)? {
    var lines = LineScanner(file, in: files, from: place, to: size)
    while let next = (try? lines.next()) ?? nil {
      guard let start = SnapshotStretch.start(next.bytes.span) else {
        if next.offset - place > Limits.snapshotSum { return nil }
        continue
      }
      return start <= place ? stretch(from: start) : nil
    }
    return nil
  }

  /// The lines from a place on up to their sum, and where the next ones start; nil where it is not their sum.
  private func stretch(from start: Int) -> (lines: [Line], end: Int)? {
    var scanner = LineScanner(file, in: files, from: start, to: size)
    var stretch = SnapshotStretch(from: start)
    var lines: [Line] = []
    while let line = (try? scanner.next()) ?? nil {
      guard line.isTerminated, !line.isTooLong else { return nil }
      if SnapshotStretch.isSum(line.bytes.span) {
        return stretch.line.bytes == line.bytes ? (lines, line.end) : nil
      }
      // Nobody keeps a whole file in memory because its sums are missing.
      if line.offset - start > Limits.snapshotSum { return nil }
      stretch.sum.add(line.bytes.span, at: line.offset)
      lines.append(line)
    }
    return nil
  }
}
