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

  /// What a segment says of the one before it, its hash not yet verified; nil where the file holds no whole
  /// entry yet, or one that begins no segment.
  static func declared(
    in file: OpenFile, _ files: any FileSystem
  ) throws(SystemFailure) -> SegmentStart? {
    let size = try files.status(of: file).size
    var lines = LineScanner(file, in: files, from: 0, to: size, after: 0)
    while let line = try lines.next() {
      guard line.isEntry, line.hasEntryEnd, line.isTerminated else { continue }
      guard let fields = try? JSONObject(parsing: line.bytes),
        let first = try? fields.objects("events").first
      else { return nil }
      return try? SegmentStart(first)
    }
    return nil
  }
}
