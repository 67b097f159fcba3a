internal import CanonicalForm

/// Where an event stands in the journal, so that it can be read alone.
///
/// Nothing ever moves there: entries are only added, and what is erased keeps its length.
public struct EventPlace: Hashable, Sendable {
  /// The segment, from 1.
  public var segment: Int
  /// Which event of its entry, from 0, the start of a segment not counted.
  public var index: Int
  /// Where the entry's line starts in the segment, in bytes.
  public var entry: Int
  /// Where the event's object starts, counted from there, and how long it is.
  public var start: Int
  public var length: Int
  /// Where its sealed lines start, counted backwards from the entry, and how long they are with their newlines.
  public var sealed: Int
  public var sealedLength: Int

  public init(
    segment: Int, index: Int, entry: Int, start: Int, length: Int, sealed: Int, sealedLength: Int
  ) {
    (self.segment, self.index, self.entry) = (segment, index, entry)
    (self.start, self.length) = (start, length)
    (self.sealed, self.sealedLength) = (sealed, sealedLength)
  }

  /// The place of an event of the entry whose line starts at `entry` in its segment.
  init(of event: Range<Int>, index: Int, segment: Int, entry: Int, sealed: Range<Int>?) {
    self.init(
      segment: segment, index: index, entry: entry, start: event.lowerBound,
      length: event.count, sealed: sealed.map { entry - $0.lowerBound } ?? 0,
      sealedLength: sealed?.count ?? 0)
  }
}

extension RawEntry {
  /// The place of an event whose sealed lines are those of a range of places.
  public func place(of event: Range<Int>, index: Int, sealed: Range<Int>) -> EventPlace {
    let from = offset(ofSealed: sealed.lowerBound)
    let to = sealed.isEmpty ? from : offset(ofSealed: sealed.upperBound - 1)
    return EventPlace(
      segment: segment, index: index, entry: offset, start: event.lowerBound, length: event.count,
      sealed: sealed.isEmpty ? 0 : offset - from,
      sealedLength: sealed.isEmpty ? 0 : to - from + lengthOfSealed(sealed.upperBound - 1))
  }
}
