import CanonicalForm
import SystemFiles

/// The sealed lines above an entry, opened by the hashes with which its events name them.
struct SealedLines {
  private let lines: [Line]
  /// How many lines were opened.
  private(set) var next = 0
  /// What was wrong with an opened line first, and which line it was.
  private(set) var flaw: EntryFlaw?
  /// The lines that were erased, and by which hash the entry names each.
  private(set) var erased: [(name: String, line: Line)] = []

  init(_ lines: [Line]) { self.lines = lines }

  /// Where the lines opened since `first` stand in the segment, in bytes; nil where there are none.
  func range(from first: Int) -> Range<Int>? {
    first < next ? lines[first].offset..<lines[next - 1].end : nil
  }

  /// The next line's object if the line has this hash; nil if it was erased, or is flawed.
  mutating func open(_ hash: String) -> JSONObject? {
    guard next < lines.count else {
      report(EntryFlaw(.sealedMissing))
      return nil
    }
    let line = lines[next]
    next += 1
    if line.isErased {
      erased.append((hash, line))
      return nil
    }
    return read(line, named: hash)
  }

  /// The object of whichever line has this hash, for an entry of which some events are unknown, so
  /// that nobody can tell how many lines they name.
  mutating func openAnywhere(_ hash: String) -> JSONObject? {
    if let line = byHash[hash] { return read(line, named: hash) }
    if !lines.contains(where: \.isErased) { report(EntryFlaw(.sealedMissing)) }
    return nil
  }

  /// The lines that can be read; hashed once, for there may be very many and as many names.
  private lazy var byHash: [String: Line] = Dictionary(
    lines.filter { !$0.isErased }.map { (Digest.hexadecimal(of: $0.bytes[...]), $0) },
    uniquingKeysWith: { first, _ in first })

  /// Reports the first line that no event has opened.
  mutating func refuseRest() {
    if next < lines.count { report(EntryFlaw(.sealedNotNamed, in: lines[next])) }
  }

  /// Reports the first line whose hash stands nowhere in the entry.
  mutating func refuseUnmentioned(in entry: [UInt8]) {
    let texts = SealedLines.texts(in: entry)
    for (hash, line) in byHash where !texts.contains(hash) {
      report(EntryFlaw(.sealedNotNamed, in: line))
    }
  }

  /// Everything between two quotes that is as long as a hash.
  private static func texts(in bytes: [UInt8]) -> Set<String> {
    var texts: Set<String> = []
    var last = -1
    var place = 0
    while let quote = ByteSearch.first(UInt8(ascii: "\""), in: bytes, place..<bytes.count) {
      if quote - last == 65 {
        texts.insert(String(decoding: bytes[(last + 1)..<quote], as: UTF8.self))
      }
      (last, place) = (quote, quote + 1)
    }
    return texts
  }

  private mutating func read(_ line: Line, named hash: String) -> JSONObject? {
    guard line.hasHash(hash.utf8.span) else {
      let computed = Digest.hexadecimal(of: line.bytes[...])
      report(EntryFlaw(.hash(written: hash, computed: computed), in: line))
      return nil
    }
    do throws(JSONFailure) {
      return try JSONObject(parsing: line.bytes)
    } catch {
      report(EntryFlaw(.unreadable(error), in: line))
      return nil
    }
  }

  private mutating func report(_ found: EntryFlaw) {
    if flaw == nil { flaw = found }
  }
}

/// What is wrong with an entry, and with which of its sealed lines if it is one of them.
struct EntryFlaw: Error {
  var flaw: Flaw
  var line: Line?

  init(_ flaw: Flaw, in line: Line? = nil) {
    self.flaw = flaw
    self.line = line
  }
}
