public import CanonicalForm
public import SystemFiles
internal import Synchronization

/// Reads single events of a journal from their places, long after the journal was verified.
public final class PlacedEvents: Sendable {
  /// An event and what its entry says of it; its sealed lines are opened once, in their order.
  public struct Placed {
    public var number: Int
    public var at: Instant
    public var by: String
    public var via: String?
    public var fields: JSONObject
    var sealed: [Line]
  }

  /// How much is read to see the beginning of an entry, which is at most about so long.
  private static let headLength = 512

  private let paths: StorePaths
  private let files: any FileSystem
  private let open = Mutex<[Int: OpenFile]>([:])
  private let lastFailure = Mutex<SystemFailure?>(nil)

  public init(folder: String, files: any FileSystem) {
    paths = StorePaths(folder: folder)
    self.files = files
  }

  deinit {
    open.withLock { for file in $0.values { files.close(file) } }
  }

  /// What the system said when something could last not be read; nil where it never failed, and what was not found was
  /// changed.
  public var failure: SystemFailure? { lastFailure.withLock { $0 } }

  /// The event at a place as `read` makes it of its fields; nil where there is none any more, or a sealed line is
  /// not the one that it names.
  public func event<Event: JournalEvent>(_ type: Event.Type, at place: EventPlace)
    -> (event: Event, placed: Placed)?
  {
    guard let placed = placed(place) else { return nil }
    var lines = SealedLines(placed.sealed)
    guard let event = try? Event(from: placed.fields, open: { lines.open($0) }), lines.flaw == nil
    else { return nil }
    return (event, placed)
  }

  private func placed(_ place: EventPlace) -> Placed? {
    guard let file = segment(place.segment), place.start >= 0, place.length > 0,
      place.length <= Limits.bytes, place.sealed >= 0, place.sealed <= place.entry,
      place.sealedLength >= 0, place.sealedLength <= place.sealed,
      // A snapshot may say anything, and no file is as long as this sum may then be.
      case let (start, isTooFar) = place.entry.addingReportingOverflow(place.start), !isTooFar,
      let head = read(file, at: place.entry, min(PlacedEvents.headLength, place.start)),
      let frame = EntryHead(head),
      let event = read(file, at: start, place.length),
      let fields = try? JSONObject(parsing: event)
    else { return nil }
    var sealed: [Line] = []
    if place.sealedLength > 0 {
      let start = place.entry - place.sealed
      var lines = LineScanner(
        file, in: files, from: start, to: start + place.sealedLength, after: 0)
      while let line = noting({ () throws(SystemFailure) in try lines.next() }) ?? nil {
        sealed.append(line)
      }
    }
    return Placed(
      number: frame.number, at: frame.at, by: frame.by, via: frame.via, fields: fields,
      sealed: sealed)
  }

  private func segment(_ number: Int) -> OpenFile? {
    open.withLock { open in
      if let file = open[number] { return file }
      do throws(JournalError) {
        open[number] = try paths.openSegment(number, in: files)
      } catch {
        if case .system(let failure) = error { note(failure) }
      }
      return open[number]
    }
  }

  private func read(_ file: OpenFile, at offset: Int, _ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let place = filled
      let got = bytes.withUnsafeMutableBytes { buffer in
        noting { () throws(SystemFailure) in
          try files.read(file, at: offset + place, into: .init(rebasing: buffer[place...]))
        } ?? 0
      }
      guard got > 0 else { return nil }
      filled += got
    }
    return bytes
  }

  /// What a call answers; nil where it failed, which is then known.
  private func noting<Result>(_ call: () throws(SystemFailure) -> Result) -> Result? {
    do throws(SystemFailure) {
      return try call()
    } catch {
      note(error)
      return nil
    }
  }

  private func note(_ failure: SystemFailure) { lastFailure.withLock { $0 = failure } }
}

/// The beginning of an entry's line, up to its events.
struct EntryHead {
  var number: Int
  var at: Instant
  var by: String
  var via: String?

  init?(_ bytes: [UInt8]) {
    let bytes = bytes.span
    var cursor = JSONCursor(at: 0)
    guard cursor.pass(#"{"n":"#, in: bytes), let number = cursor.number(in: bytes),
      cursor.pass(#","at":"#, in: bytes), let at = cursor.string(in: bytes),
      let moment = Instant(at.text(in: bytes)), cursor.pass(#","id":"#, in: bytes),
      cursor.string(in: bytes) != nil, cursor.pass(#","by":"#, in: bytes),
      let by = cursor.string(in: bytes)
    else { return nil }
    (self.number, self.at, self.by) = (number, moment, by.text(in: bytes))
    if cursor.pass(#","via":"#, in: bytes) { via = cursor.string(in: bytes)?.text(in: bytes) }
  }
}
