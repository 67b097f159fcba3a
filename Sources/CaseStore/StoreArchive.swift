internal import CanonicalForm
internal import CaseDomain
internal import EventJournal
internal import SystemFiles
internal import Synchronization

/// Finds the files of cases of which a caseload has only rows: in the journal, event by event, by their places.
///
/// What a caseload keeps of a case is one number: of the last link of a chain of places, which may end at the line
/// of the case in the snapshot, where the places before stand.
final class StoreArchive: CaseArchive {
  private let events: PlacedEvents
  private let snapshot: SnapshotFile?
  /// What the rows of the snapshot name by numbers; nil without one.
  let words: RowWords?
  private let links = Mutex<[Link]>([])

  init(_ events: PlacedEvents) {
    (self.events, snapshot, words) = (events, nil, nil)
  }

  init(_ events: PlacedEvents, snapshot: SnapshotFile, _ words: RowWords) {
    (self.events, self.snapshot, self.words) = (events, snapshot, words)
  }

  /// What the system said when a file could last not be read.
  var failure: SystemFailure? { events.failure ?? snapshot?.failure }

  /// What a caseload keeps of a case whose line in the snapshot starts here, in bytes.
  static func place(ofLine offset: Int) -> Int { -offset }

  /// Where in the snapshot the whole chain of a case stands; nil where something happened since.
  static func line(of place: Int) -> Int? { place < 0 ? -place : nil }

  /// Adds the place of the next event of a case; answers what the caseload is to keep now.
  func add(_ event: EventPlace, behind place: Int) -> Int {
    links.withLock { links in
      links.append(Link(event, behind: place))
      return links.count
    }
  }

  /// The places of all events of a case, the first one first; nil where the snapshot cannot be read any more.
  func places(_ place: Int) -> [EventPlace]? {
    var found: [EventPlace] = []
    var place = place
    links.withLock { links in
      while place > 0, place <= links.count {
        found.append(links[place - 1].event)
        place = links[place - 1].previous
      }
    }
    found.reverse()
    guard let line = StoreArchive.line(of: place) else { return found }
    guard let bytes = snapshot?.line(at: line), let earlier = EventPlace.list(inLine: bytes) else {
      return nil
    }
    return earlier + found
  }

  /// The line of a case as it stands in the snapshot.
  func line(at offset: Int) -> [UInt8]? { snapshot?.line(at: offset) }

  func holders(of nik: NIK) -> [CaseID]? {
    snapshot?.numbers(under: nik.number)?.map { CaseID($0) }
  }

  func file(_ id: CaseID, at place: Int) -> CaseFile? {
    guard let places = places(place) else { return nil }
    var history: [(event: Event, stamp: Stamp)] = []
    for place in places {
      guard let (event, placed) = events.event(Event.self, at: place), event.caseID == id else {
        return nil
      }
      let stamp = Stamp(
        entry: placed.number, index: place.index, at: placed.at, by: OfficerID(placed.by),
        via: placed.via)
      history.append((event, stamp))
    }
    return CaseFile(history)
  }
}

/// A place in half the room.
private struct Link {
  var entry: Int
  var previous: Int
  var segment, index, start, length, sealed, sealedLength: UInt32

  init(_ event: EventPlace, behind previous: Int) {
    (entry, self.previous) = (event.entry, previous)
    segment = UInt32(clamping: event.segment)
    index = UInt32(clamping: event.index)
    start = UInt32(clamping: event.start)
    length = UInt32(clamping: event.length)
    sealed = UInt32(clamping: event.sealed)
    sealedLength = UInt32(clamping: event.sealedLength)
  }

  var event: EventPlace {
    EventPlace(
      segment: Int(segment), index: Int(index), entry: entry, start: Int(start),
      length: Int(length), sealed: Int(sealed), sealedLength: Int(sealedLength))
  }
}

extension EventPlace {
  /// Writes places as the last field of a case's line in the snapshot.
  static func write(_ places: [EventPlace], to fields: inout JSONWriter) {
    fields.array("events", places) { events, place in
      events.numbers([
        place.segment, place.index, place.entry, place.start, place.length, place.sealed,
        place.sealedLength,
      ])
    }
  }

  /// The field of the places with the comma before it, as it stands in a case's line.
  static func written(inLine line: [UInt8]) -> ArraySlice<UInt8>? {
    // Behind its key there are only numbers, and in a text no quote stands without a sign before it.
    let key = Array(#","events":"#.utf8)
    guard let end = line.lastIndex(of: UInt8(ascii: "\"")), end + 2 > key.count,
      line.last == UInt8(ascii: "}"),
      line[(end + 2 - key.count)...].starts(with: key)
    else { return nil }
    return line[(end + 2 - key.count)..<(line.count - 1)]
  }

  /// The places in a case's line; nil where they are not as ``write(_:to:)`` writes them.
  static func list(inLine line: [UInt8]) -> [EventPlace]? {
    guard let lists = (try? JSONObject(parsing: line))?["events"]?.elements else { return nil }
    var places: [EventPlace] = []
    for list in lists {
      guard let numbers = list.elements?.map(\.int), numbers.count == 7 else { return nil }
      let each = numbers.compactMap(\.self)
      guard each.count == 7, each.allSatisfy({ $0 >= 0 }) else { return nil }
      places.append(
        EventPlace(
          segment: each[0], index: each[1], entry: each[2], start: each[3], length: each[4],
          sealed: each[5], sealedLength: each[6]))
    }
    return places
  }
}
