import CanonicalForm

/// An entry read from its line, and what it says about the program that wrote it.
struct DecodedEntry<Event: JournalEvent> {
  var entry: Entry<Event>
  /// How the program that wrote the journal, or an event unknown here, names itself.
  var program: String?
  /// Whether a newer program wrote it.
  var isNewer = false
  /// The sealed lines that were erased, and by which hash the entry names each.
  var erased: [(name: String, line: Line)] = []

  /// Reads the entry on `line` below its sealed lines, every byte of it checked.
  ///
  /// - Throws: ``EntryFlaw``; the hash is checked first, so that what follows is what was written.
  init(_ line: Line, sealed: [Line], after head: Head) throws(EntryFlaw) {
    try line.checkHash(after: head)
    let fields = try unflawed { () throws(JSONFailure) in try JSONObject(parsing: line.bytes) }
    let events = try unflawed { () throws(JSONFailure) in try fields.objects("events") }
    entry = try Entry(fields, on: line)
    entry.segment = head.segment
    // Between its canonical start and its hash stands the list of events and nothing else.
    let start = entry.start
    guard !events.isEmpty, let list = fields["events"]?.bytes, list.startIndex == start.count,
      list.endIndex == line.body.endIndex, line.body.starts(with: start)
    else { throw EntryFlaw(.form) }
    guard entry.number == head.number + 1 else { throw EntryFlaw(.number(found: entry.number)) }
    if let before = head.at, entry.at < before { throw EntryFlaw(.timeRunsBackwards) }
    entry.segmentStart = try unflawed { () throws(JSONFailure) in
      try events.first.flatMap { (event) throws(JSONFailure) in try SegmentStart(event) }
    }
    let own = entry.segmentStart == nil ? events : Array(events.dropFirst())
    try readEvents(own, from: line, sealed: sealed)
  }

  /// The entry that somebody has drafted, written on `line` and read from there without being decoded.
  init(
    _ draft: EntryDraft<Event>, scanned raw: RawEntry, on line: Line, _ places: [EventPlace]
  ) {
    entry = Entry(
      number: raw.number, at: raw.at, id: raw.id, by: raw.by, via: raw.via, segmentStart: nil,
      events: draft.events, places: places, unknownKinds: [], hash: raw.hash, line: line.number,
      offset: line.offset, end: line.end, segment: raw.segment)
  }

  private mutating func readEvents(
    _ events: [JSONObject], from line: Line, sealed: [Line]
  ) throws(EntryFlaw) {
    var kinds: [String] = []
    kinds.reserveCapacity(events.count)
    for event in events {
      guard event.firstKey == "kind", let kind = event["kind"]?.string else {
        throw EntryFlaw(.form)
      }
      // Many events of one entry are mostly of one kind.
      let isKnown = kind == kinds.last && entry.unknownKinds.last != kind || Event.knows(kind: kind)
      kinds.append(kind)
      if !isKnown { entry.unknownKinds.append(kind) }
      guard !isKnown || entry.number == 1 else { continue }
      // The first event of a journal says who began it; an event unknown here may say who wrote it.
      program = event["program"]?.string ?? program
      if let format = event["format"]?.int, format > Limits.format { isNewer = true }
    }
    isNewer = isNewer || !entry.unknownKinds.isEmpty
    var lines = SealedLines(sealed)
    if entry.unknownKinds.isEmpty {
      let isUnderstood = readAll(events, &lines)
      if let flaw = lines.flaw { throw flaw }
      erased = lines.erased
      if isUnderstood { return }
    }
    try readWhatIsKnown(events, kinds, from: line, SealedLines(sealed))
  }

  /// Reads events of known kinds with all the sealed lines that they name; false where one is not what
  /// this program writes.
  private mutating func readAll(_ events: [JSONObject], _ lines: inout SealedLines) -> Bool {
    var known: [Event] = []
    var places: [EventPlace] = []
    known.reserveCapacity(events.count)
    places.reserveCapacity(events.count)
    let (segment, offset) = (entry.segment, entry.offset)
    for event in events {
      let first = lines.next
      guard let read = try? Event(from: event, open: { lines.open($0) }) else { return false }
      known.append(read)
      places.append(
        EventPlace(
          of: event.range, index: places.count, segment: segment, entry: offset,
          sealed: lines.range(from: first)))
      // Before the next event is asked: what the flaw led to would only hide it.
      if lines.flaw != nil { return true }
    }
    lines.refuseRest()
    (entry.events, entry.places) = (known, places)
    return true
  }

  /// Reads an entry of which some events are unknown: a kind, a word or a key of a newer program.
  ///
  /// The hash has proven that the bytes are those that were written; only their meaning is unknown, and
  /// that is no damage. Nobody can tell how many sealed lines such an event names, or in which order.
  private mutating func readWhatIsKnown(
    _ events: [JSONObject], _ kinds: [String], from line: Line, _ sealed: SealedLines
  ) throws(EntryFlaw) {
    var lines = sealed
    entry.events = []
    entry.places = []
    entry.unknownKinds = []
    isNewer = true
    for (event, kind) in zip(events, kinds) {
      let known =
        Event.knows(kind: kind)
        ? try? Event(from: event, open: { lines.openAnywhere($0) }) : nil
      if let flaw = lines.flaw { throw flaw }
      if let known { entry.events.append(known) } else { entry.unknownKinds.append(kind) }
    }
    lines.refuseUnmentioned(in: line.bytes)
    if let flaw = lines.flaw { throw flaw }
  }
}

extension Line {
  /// Refuses a line whose bytes, chained to the entry before, do not give the hash it says.
  fileprivate func checkHash(after head: Head) throws(EntryFlaw) {
    guard isEntry, hasEntryEnd else { throw EntryFlaw(.form) }
    if hasHash(bytes.span.extracting(writtenHashRange), behind: head.hash) { return }
    // A line that is missing above makes the hash wrong too; the number is what tells a person more.
    if let found = writtenNumber, found != head.number + 1 {
      throw EntryFlaw(.number(found: found))
    }
    throw EntryFlaw(.hash(written: writtenHash, computed: Digest.chained(head.hash, body)))
  }
}

extension Entry {
  fileprivate init(_ fields: JSONObject, on line: Line) throws(EntryFlaw) {
    let entry: Entry? = try unflawed { () throws(JSONFailure) in
      let number = try fields.int("n")
      guard let at = Instant(try fields.string("at")) else { return nil }
      return Entry(
        number: number, at: at, id: try fields.string("id"), by: try fields.string("by"),
        via: try fields.optionalString("via"), segmentStart: nil, events: [], unknownKinds: [],
        hash: line.writtenHash, line: line.number, offset: line.offset,
        end: line.end)
    }
    guard let entry else { throw EntryFlaw(.form) }
    self = entry
  }
}

/// Turns a failure to read JSON into the flaw of the entry.
private func unflawed<Value>(
  _ read: () throws(JSONFailure) -> Value
) throws(EntryFlaw) -> Value {
  do throws(JSONFailure) {
    return try read()
  } catch {
    throw EntryFlaw(.unreadable(error))
  }
}
