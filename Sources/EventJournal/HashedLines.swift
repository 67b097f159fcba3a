import SystemFiles

/// Cuts a stretch of a file into lines with their hashes; those of a long one a batch ahead of who takes them, on a
/// second core.
struct HashedLines {
  /// How much a batch holds when it ends, in bytes: the thread for it costs little beside that, and it stays in the
  /// cache.
  private let size: Int
  /// Where to go on where nothing is read ahead, and the text of the hash of the last entry before.
  private var scanner: LineScanner
  private var previous: [UInt8]
  private var ready: [Line] = []
  private var taken = 0
  private var ahead: BegunWork<Batch>?

  /// The lines of a scanner, of which `length` bytes are to be read; the first entry among them stands behind one with
  /// the hash `previous`.
  init(_ scanner: LineScanner, length: Int, behind previous: String, aheadAbove limit: Int) {
    self.scanner = scanner
    self.previous = Array(previous.utf8)
    size = min(limit, 1 << 20)
    if length > limit { begin(scanner, behind: self.previous) }
  }

  /// The next line, nil at the end; the last one may lack its newline.
  mutating func next() throws(SystemFailure) -> Line? {
    while true {
      if taken < ready.count {
        defer { taken += 1 }
        return ready[taken]
      }
      guard let ahead else {
        var line = try scanner.next()
        line?.computeHash(behind: &previous)
        return line
      }
      let batch = ahead.result()
      (ready, taken) = (batch.lines, 0)
      switch batch.end {
      case .none: begin(batch.scanner, behind: batch.previous)
      // What stands before the failure is handed out first, and then it is met again, or is over.
      case .some: (scanner, previous, self.ahead) = (batch.scanner, batch.previous, nil)
      }
    }
  }

  private mutating func begin(_ scanner: LineScanner, behind previous: [UInt8]) {
    ahead = BegunWork { [size] in Batch(scanner, of: size, behind: previous) }
  }

  /// Lines that follow each other, and where to go on.
  private struct Batch: Sendable {
    enum End { case file, failure }

    var lines: [Line] = []
    var scanner: LineScanner
    var previous: [UInt8]
    var end: End?

    init(_ scanner: LineScanner, of size: Int, behind previous: [UInt8]) {
      (self.scanner, self.previous) = (scanner, previous)
      var bytes = 0
      do throws(SystemFailure) {
        repeat {
          guard var line = try self.scanner.next() else {
            end = .file
            return
          }
          bytes += line.length
          line.computeHash(behind: &self.previous)
          lines.append(line)
        } while bytes < size
      } catch {
        end = .failure
      }
    }
  }
}
