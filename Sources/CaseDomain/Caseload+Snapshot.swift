public import CanonicalForm

// A caseload as lines and back: what a snapshot of a store holds. The lines are canonical, so that the same state
// gives the same bytes, however it came about; a case is the list of what happened to it, with the values that
// the journal keeps on sealed lines beside it.
extension Caseload {
  /// Hands over the state line by line.
  public func writeSnapshot(_ write: (JSONWriter) -> Void) {
    func line(_ kind: String, _ body: (inout JSONWriter) -> Void) {
      var writer = JSONWriter()
      writer.object { fields in
        fields.field("kind", kind)
        body(&fields)
      }
      write(writer)
    }
    for event in [created.map(Event.created)].compactMap(\.self) {
      line("created") { $0.object("event") { $0.fields(of: event.snapshotFields) } }
    }
    for rules in rulesets {
      line("rules") { fields in
        fields.field("entry", rules.entry)
        fields.object("programme") { rules.programme.write(to: &$0) }
      }
    }
    for officer in officers.values.sorted(by: { $0.id < $1.id }) {
      let event = Event.officerSet(OfficerSet(officer, grant: ""))
      line("officer") { $0.object("event") { $0.fields(of: event.snapshotFields) } }
    }
    line("participants") { participants.write(to: &$0) }
    for restoration in restorations {
      let event = Event.restored(restoration)
      line("restored") { $0.object("event") { $0.fields(of: event.snapshotFields) } }
    }
    forEachCase { file in
      line("case") { file.writeSnapshot(to: &$0) }
    }
  }
}

extension Event {
  /// The fields of an event that seals nothing.
  fileprivate var snapshotFields: JSONWriter {
    var writer = EventWriter { _, _, _ in "" }
    write(to: &writer)
    return writer.fields
  }
}

extension CaseFile {
  fileprivate func writeSnapshot(to fields: inout JSONWriter) {
    var sealed: [JSONWriter] = []
    fields.field("case", id.number)
    fields.array("history", history) { fields, item in
      var event = EventWriter(keepingErased: true) { _, _, value in
        sealed.append(value)
        return CaseFile.sealedName(sealed.count - 1)
      }
      item.event.write(to: &event)
      fields.object { fields in
        fields.field("n", item.stamp.entry)
        fields.field("i", item.stamp.index)
        fields.field("at", item.stamp.at.description)
        fields.field("by", item.stamp.by.rawValue)
        fields.field("via", ifPresent: item.stamp.via)
        fields.object("event") { $0.fields(of: event.fields) }
      }
    }
    fields.array("sealed", sealed) { fields, value in fields.object { $0.fields(of: value) } }
  }

  fileprivate init?(snapshot fields: JSONObject) throws(JSONFailure) {
    var sealed: [String: JSONObject] = [:]
    for (place, value) in try fields.objects("sealed").enumerated() {
      sealed[CaseFile.sealedName(place)] = value
    }
    var file: CaseFile?
    for item in try fields.objects("history") {
      let stamp = Stamp(
        entry: try item.int("n"), index: try item.int("i"),
        at: try item.value("at", "a moment") { Instant($0) }, by: OfficerID(try item.string("by")),
        via: try item.optionalString("via"))
      let event = try Event(from: EventFields(try item.object("event")) { sealed[$0] })
      if case .registered(let registered) = event, file == nil {
        file = CaseFile(registered, at: stamp)
      } else {
        file?.apply(event, at: stamp)
      }
    }
    guard let file else { return nil }
    self = file
  }

  private static func sealedName(_ place: Int) -> String { "s\(place)" }
}

/// Builds a caseload from the lines of a snapshot.
public struct CaseloadSnapshotReader {
  private var caseload = Caseload()

  public init() {}

  /// Takes the next line; false where it is none that ``Caseload/writeSnapshot(_:)`` makes.
  public mutating func take(_ line: JSONObject) -> Bool {
    (try? read(line)) ?? false
  }

  /// The state; nil where the lines were not those of a whole one.
  public func finish() -> Caseload? {
    guard caseload.created != nil, caseload.rules != nil else { return nil }
    return caseload
  }

  private mutating func read(_ line: JSONObject) throws(JSONFailure) -> Bool {
    switch try line.string("kind") {
    case "rules":
      let programme = try Programme(from: try line.object("programme"))
      caseload.rulesets.append(Rules(entry: try line.int("entry"), programme: programme))
    case "created", "officer", "restored":
      let event = try Event(from: EventFields(try line.object("event")) { _ in nil })
      switch event {
      case .created(let created): caseload.created = created
      case .officerSet(let set): caseload.officers[set.officer.id] = set.officer
      case .restored(let restored): caseload.restorations.append(restored)
      default: return false
      }
    case "participants": caseload.participants = try ParticipantRegister(from: line)
    case "case":
      guard let file = try CaseFile(snapshot: line), file.id == caseload.nextID,
        file.id.number == (try line.int("case"))
      else { return false }
      caseload.begin(file)
    default: return false
    }
    return true
  }
}
