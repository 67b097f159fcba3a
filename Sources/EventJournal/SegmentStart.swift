import CanonicalForm
import SystemFiles

/// What the first entry of a segment says of the segment before it: `{"kind":"segment",…}`, its first event.
public struct SegmentStart: Hashable, Sendable {
  /// The name of the segment before, in the same folder.
  public var after: String
  /// How far that one is good, in bytes; what stands behind that is no part of the journal.
  public var length: Int

  static let kind = "segment"

  func write(to fields: inout JSONWriter) {
    fields.field("kind", SegmentStart.kind)
    fields.field("after", after)
    fields.field("length", length)
  }

  public init(after: String, length: Int) { (self.after, self.length) = (after, length) }

  /// Reads the event; nil for one of another kind.
  init?(_ fields: JSONObject) throws(JSONFailure) {
    guard fields["kind"]?.string == SegmentStart.kind else { return nil }
    try fields.refuseKeys(otherThan: ["kind", "after", "length"])
    (after, length) = (try fields.string("after"), try fields.int("length"))
  }
}

/// How a segment behind the first begins, its hashes not yet verified.
enum SegmentBeginning {
  /// There is no whole entry in it: a writer or a repair was cut short, or is at work.
  case unbegun
  /// There is, and it says where the segment before ends.
  case start(SegmentStart)
  /// There is what only an entry ends with, and no entry that begins a segment.
  case damaged

  init(of file: OpenFile, in files: any FileSystem) throws(SystemFailure) {
    self = .unbegun
    let size = try files.status(of: file).size
    var lines = LineScanner(file, in: files, from: 0, to: size, after: 0)
    // A write that was cut short leaves no end of an entry, but for one behind a hole.
    var hasHole = false
    var hasEnd = false
    var tail = 0
    while let line = try lines.next() {
      if line.isVoid { (hasHole, hasEnd, tail) = (false, false, line.end) }
      hasHole = hasHole || line.hasHole(tail: min(tail, size)..<size)
      guard line.hasEntryEnd else { continue }
      if let start = line.segmentStart {
        if line.isTerminated { self = .start(start) }
        return
      }
      guard hasHole, !hasEnd else {
        self = .damaged
        return
      }
      hasEnd = true
    }
  }

  var isUnbegun: Bool { if case .unbegun = self { true } else { false } }

  /// What the segment says of the one before; nil where it says nothing.
  var start: SegmentStart? { if case .start(let start) = self { start } else { nil } }
}

extension Line {
  /// With what an entry begins its segment; nil where it is none that does.
  fileprivate var segmentStart: SegmentStart? {
    guard isEntry, let fields = try? JSONObject(parsing: bytes),
      let first = try? fields.objects("events").first
    else { return nil }
    return try? SegmentStart(first)
  }
}
