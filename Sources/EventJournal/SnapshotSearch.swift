import CanonicalForm
import SystemFiles

/// Finds one line of a snapshot whose lines are sorted, without reading the others, and believes only stretches whose
/// sum is right.
struct SnapshotSearch {
  private let file: OpenFile
  private let files: any FileSystem
  private let size: Int

  /// What so many bytes hold is read line by line: to halve them further costs as much.
  private static let short = 4_096

  init(_ file: OpenFile, in files: any FileSystem, size: Int) {
    (self.file, self.files, self.size) = (file, files, size)
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

  /// The line with a key among those from `start` on, which are sorted by the number that `key` answers; nil where
  /// there is none that can be believed.
  func line(_ wanted: Int, from start: Int, key: (Span<UInt8>) -> Int?) -> Line? {
    var range = start..<size
    while range.count > SnapshotSearch.short {
      let middle = range.lowerBound + range.count / 2
      guard let line = firstLine(behind: middle, key) else {
        range = range.lowerBound..<middle
        continue
      }
      if line.key == wanted { return believed(line.line, key) }
      range =
        line.key < wanted
        ? line.line.end..<max(line.line.end, range.upperBound) : range.lowerBound..<middle
    }
    var lines = LineScanner(file, in: files, from: range.lowerBound, to: size, chunk: 2_048)
    while let line = (try? lines.next()) ?? nil {
      guard let found = key(line.bytes.span) else { continue }
      if found == wanted { return believed(line, key) }
      if found > wanted { return nil }
    }
    return nil
  }

  /// The first line with a key that starts behind a place.
  private func firstLine(behind place: Int, _ key: (Span<UInt8>) -> Int?) -> (
    line: Line, key: Int
  )? {
    var lines = LineScanner(file, in: files, from: place, to: size, chunk: 2_048)
    // The rest of the line in the middle of which it is.
    _ = try? lines.next()
    while let line = (try? lines.next()) ?? nil {
      if let key = key(line.bytes.span) { return (line, key) }
    }
    return nil
  }

  /// The line again, out of its stretch, where the sum of that is right.
  private func believed(_ line: Line, _ key: (Span<UInt8>) -> Int?) -> Line? {
    var lines = LineScanner(file, in: files, from: line.offset, to: size)
    while let next = (try? lines.next()) ?? nil {
      guard let start = SnapshotStretch.start(next.bytes.span) else {
        if next.offset - line.offset > Limits.snapshotSum { return nil }
        continue
      }
      guard start <= line.offset, let stretch = stretch(from: start) else { return nil }
      return stretch.lines.first {
        $0.offset == line.offset && key($0.bytes.span) == key(line.bytes.span)
      }
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
