import CanonicalForm
import SystemFiles

/// The bytes of one transaction: the sealed lines of its events, then the entry that names them.
struct EncodedEntry {
  /// A line without its newline, with its hash.
  private typealias HashedBytes = (bytes: [UInt8], hash: LineHash)

  private var sealed: [HashedBytes] = []
  private let entry: HashedBytes

  /// Writes the lines; `salt` answers 32 hexadecimal digits that nobody can guess, others every time.
  ///
  /// `segmentStart` is there where the entry is the first of its segment.
  init<Event>(
    _ draft: EntryDraft<Event>, after head: Head, segmentStart: SegmentStart? = nil,
    salt: () -> String
  ) {
    precondition(
      !draft.events.isEmpty || segmentStart != nil, "an entry has at least one event")
    precondition(
      head.at.map { draft.at >= $0 } ?? true, "an entry is never older than the one before it")
    var lines: [HashedBytes] = []
    var body = JSONWriter()
    body.raw(
      Entry<Event>.start(
        number: head.number + 1, at: draft.at, id: draft.id, by: draft.by, via: draft.via))
    body.array { list in
      if let segmentStart { list.object { segmentStart.write(to: &$0) } }
      for event in draft.events {
        list.object { fields in
          event.write(to: &fields) { sealed in
            let line = EncodedEntry.seal(sealed, salt: salt())
            let hash = LineHash(ofSealed: line)
            lines.append((line, hash))
            return hash.text
          }
        }
      }
    }
    sealed = lines
    let hash = LineHash(ofBody: body.bytes[...], behind: Array(head.hash.utf8))
    body.raw(Line.hashKey)
    body.raw(hash.text.utf8)
    body.raw(Line.close)
    entry = (body.bytes, hash)
  }

  /// All lines, each with its newline, as they go out in one write.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(sealed.reduce(entry.bytes.count + 1) { $0 + $1.bytes.count + 1 })
    for line in sealed + [entry] {
      bytes.append(contentsOf: line.bytes)
      bytes.append(Line.newline)
    }
    return bytes
  }

  /// Reads the lines back as a reader will find them behind `head`, of which `line` lines stand in
  /// the file: with `scan`, which answers where the events stand, or by decoding them where it does not know one.
  ///
  /// What cannot be read back must never be written: nobody could write behind it. The hashes of the same bytes are
  /// known; that they stand in the entry as they are is looked at.
  func readBack<Event>(
    _ draft: EntryDraft<Event>, after head: Head, line: Int,
    _ scan: (RawEntry) -> [EventPlace]? = { _ in nil }
  ) -> DecodedEntry<Event> {
    var offset = head.end
    var number = line
    var lines: [Line] = []
    lines.reserveCapacity(sealed.count + 1)
    for (bytes, hash) in sealed + [entry] {
      number += 1
      lines.append(
        Line(
          number: number, offset: offset, bytes: bytes, length: bytes.count, isTerminated: true,
          hash: hash))
      offset += bytes.count + 1
    }
    let last = lines.removeLast()
    if let raw = RawEntry(last, sealed: lines, after: head), let places = scan(raw),
      places.count == draft.events.count
    {
      return DecodedEntry(draft, scanned: raw, on: last, places)
    }
    do throws(EntryFlaw) {
      return try DecodedEntry<Event>(last, sealed: lines, after: head)
    } catch {
      preconditionFailure("an event does not read back as it was written: \(error.flaw)")
    }
  }

  private static func seal(_ draft: SealedDraft, salt: String) -> [UInt8] {
    precondition(
      salt.utf8.count == 32 && Hexadecimal.isLowerCase(salt.utf8.span),
      "a salt is 32 lower-case hexadecimal digits")
    // Room for what stands before the fields too, so that the line is written in one place.
    var writer = JSONWriter(capacity: draft.fields.bytes.count + 128)
    writer.object { line in
      line.field("salt", salt)
      line.field("case", ifPresent: draft.case)
      line.field("kind", draft.kind)
      line.fields(of: draft.fields)
    }
    return writer.bytes
  }
}

extension Entry {
  /// The bytes of an entry's line up to the list of its events.
  var start: [UInt8] { Entry.start(number: number, at: at, id: id, by: by, via: via) }

  static func start(number: Int, at: Instant, id: String, by: String, via: String?) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { fields in
      fields.field("n", number)
      fields.field("at", at.description)
      fields.field("id", id)
      fields.field("by", by)
      fields.field("via", ifPresent: via)
    }
    var bytes = writer.bytes
    bytes.removeLast()
    bytes.append(contentsOf: #","events":"#.utf8)
    return bytes
  }
}
