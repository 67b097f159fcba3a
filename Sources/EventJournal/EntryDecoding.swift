import CanonicalForm

/// An entry read from its line, and what it says about the program that wrote it.
struct DecodedEntry<Event: JournalEvent> {
  var entry: Entry<Event>
  /// How the program that wrote the journal, or an event unknown here, names itself.
  var program: String?
  /// Whether a newer program wrote it.
  var isNewer = false

  /// Reads the entry on `line` below its sealed lines, every byte of it checked.
  ///
  /// - Throws: ``EntryFlaw``; the hash is checked first, so that what follows is what was written.
  init(_ line: Line, sealed: [Line], after head: Head) throws(EntryFlaw) {
    try line.checkHash(after: head)
    let fields = try unflawed { () throws(JSONFailure) in try JSONObject(parsing: line.bytes) }
    let events = try unflawed { () throws(JSONFailure) in try fields.objects("events") }
    entry = try Entry(fields, on: line)
    guard !events.isEmpty, let list = fields["events"]?.bytes,
      line.body.elementsEqual(entry.start + list)
    else { throw EntryFlaw(.form) }
    guard entry.number == head.number + 1 else { throw EntryFlaw(.number(found: entry.number)) }
    if let before = head.at, entry.at < before { throw EntryFlaw(.timeRunsBackwards) }
    try readEvents(events, from: line, sealed: sealed)
  }

  private mutating func readEvents(
    _ events: [JSONObject], from line: Line, sealed: [Line]
  ) throws(EntryFlaw) {
    var kinds: [String] = []
    for event in events {
      guard event.keys.first == "kind", let kind = event["kind"]?.string else {
        throw EntryFlaw(.form)
      }
      kinds.append(kind)
    }
    entry.unknownKinds = kinds.filter { !Event.knows(kind: $0) }
    isNewer = !entry.unknownKinds.isEmpty
    var lines = SealedLines(sealed)
    for (event, kind) in zip(events, kinds) {
      // The first event of a journal says who began it; an event unknown here may say who wrote it.
      if !Event.knows(kind: kind) || entry.number == 1 {
        program = event["program"]?.string ?? program
        if let format = event["format"]?.int, format > Limits.format { isNewer = true }
      }
      guard Event.knows(kind: kind) else { continue }
      let isComplete = entry.unknownKinds.isEmpty
      entry.events.append(
        try unflawed { () throws(JSONFailure) in
          try Event(from: event) { isComplete ? lines.open($0) : lines.openAnywhere($0) }
        })
      // Before the next event is asked: what the flaw led to would only hide it.
      if let flaw = lines.flaw { throw flaw }
    }
    if entry.unknownKinds.isEmpty {
      lines.refuseRest()
    } else {
      lines.refuseUnmentioned(in: line.bytes)
    }
    if let flaw = lines.flaw { throw flaw }
  }
}

extension Line {
  /// Refuses a line whose bytes, chained to the entry before, do not give the hash it says.
  fileprivate func checkHash(after head: Head) throws(EntryFlaw) {
    guard isEntry, hasEntryEnd else { throw EntryFlaw(.form) }
    let computed = Digest.chained(head.hash, body)
    guard computed != writtenHash else { return }
    // A line that is missing above makes the hash wrong too; the number is what tells a person more.
    if let found = writtenNumber, found != head.number + 1 {
      throw EntryFlaw(.number(found: found))
    }
    throw EntryFlaw(.hash(written: writtenHash, computed: computed))
  }
}

extension Entry {
  fileprivate init(_ fields: JSONObject, on line: Line) throws(EntryFlaw) {
    let entry: Entry? = try unflawed { () throws(JSONFailure) in
      let number = try fields.int("n")
      guard let at = Instant(try fields.string("at")) else { return nil }
      return Entry(
        number: number, at: at, id: try fields.string("id"), by: try fields.string("by"),
        via: try fields.optionalString("via"), events: [], unknownKinds: [],
        hash: line.writtenHash, line: line.number, offset: line.offset)
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
