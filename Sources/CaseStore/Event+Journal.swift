public import CanonicalForm
public import CaseDomain
public import EventJournal

/// Where the events of the domain meet the lines of the journal.
extension Event: JournalEvent {
  public static func knows(kind: String) -> Bool { kinds.contains(kind) }

  public var erasure: Erasure? {
    if case .participantsAdded(let event) = self {
      return event.replacing ? .earlier(kind: ParticipantList.kind) : nil
    }
    return erasedLines.isEmpty ? nil : .lines(erasedLines)
  }

  public var replaceableKind: String? {
    if case .participantsAdded = self { ParticipantList.kind } else { nil }
  }

  public func write(to fields: inout JSONWriter, seal: (SealedDraft) -> String) {
    withoutActuallyEscaping(seal) { seal in
      var writer = EventWriter { kind, id, fields in
        seal(SealedDraft(case: id?.number, kind: kind, fields: fields))
      }
      // The event is written where it will stand.
      swap(&writer.fields, &fields)
      write(to: &writer)
      swap(&writer.fields, &fields)
    }
  }

  public init(from fields: JSONObject, open: (String) -> JSONObject?) throws(JSONFailure) {
    let read: Result<Event, JSONFailure> = withoutActuallyEscaping(open) { open in
      do throws(JSONFailure) {
        return .success(try Event(from: EventFields(fields, open: open)))
      } catch {
        return .failure(error)
      }
    }
    self = try read.get()
  }
}
