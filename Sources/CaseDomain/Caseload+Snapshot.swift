public import CanonicalForm

// A caseload as lines and back: what a snapshot of a store holds. The lines are canonical, so that the same state
// gives the same bytes, however it came about.
extension Caseload {
  /// Hands over the state line by line, but for the cases.
  public func writeFrame(_ write: (JSONWriter) -> Void) {
    func line(_ kind: String, _ body: (inout JSONWriter) -> Void) {
      var writer = JSONWriter()
      writer.object { fields in
        fields.field("kind", kind)
        body(&fields)
      }
      write(writer)
    }
    if let created {
      line("created") { $0.object("event") { $0.fields(of: Event.created(created).frameFields) } }
    }
    for rules in rulesets {
      line("rules") { fields in
        fields.field("entry", rules.entry)
        fields.object("programme") { rules.programme.write(to: &$0) }
      }
    }
    for officer in officers.values.sorted(by: { $0.id < $1.id }) {
      let event = Event.officerSet(OfficerSet(officer, grant: ""))
      line("officer") { $0.object("event") { $0.fields(of: event.frameFields) } }
    }
    writeDoors(line)
    for restoration in restorations {
      let event = Event.restored(restoration)
      line("restored") { $0.object("event") { $0.fields(of: event.frameFields) } }
    }
    if !distinguishedPairs.isEmpty {
      line("distinguished") { fields in
        fields.array("pairs", distinguishedPairs.sorted()) { fields, pair in
          fields.numbers([pair.first.number, pair.second.number])
        }
      }
    }
    line(Caseload.lastFrameKind) { participants.write(to: &$0) }
  }

  /// The kind of the last line of ``writeFrame(_:)``.
  public static let lastFrameKind = "participants"

  /// Hands over who gets in how: desks before the keys that name them.
  private func writeDoors(_ line: (String, (inout JSONWriter) -> Void) -> Void) {
    for (desk, officers) in desks.sorted(by: { $0.key < $1.key }) {
      let event = Event.deskSet(DeskSet(desk, officers, grant: ""))
      line("desk") { $0.object("event") { $0.fields(of: event.frameFields) } }
    }
    for (key, held) in keys.sorted(by: { $0.key < $1.key }) {
      let event = Event.keySet(KeySet(key, held, grant: ""))
      line("key") { $0.object("event") { $0.fields(of: event.frameFields) } }
    }
    for (officer, pin) in pins.sorted(by: { $0.key < $1.key }) {
      line("pin") { fields in
        fields.field("officer", officer.rawValue)
        pin.write(to: &fields)
      }
    }
  }

  /// The whole state as bytes, all that ever happened to every case, for comparison.
  public var wholeState: [UInt8] {
    var bytes: [UInt8] = []
    writeFrame { bytes += $0.bytes + [0x0A] }
    for number in numbers {
      guard let file = file(CaseID(number)) else { continue }
      var line = JSONWriter()
      line.object { file.writeHistory(to: &$0) }
      bytes += line.bytes + [0x0A]
    }
    return bytes
  }
}

extension Event {
  /// The fields of an event that seals nothing.
  fileprivate var frameFields: JSONWriter {
    var writer = EventWriter { _, _, _ in "" }
    write(to: &writer)
    return writer.fields
  }
}

extension CaseFile {
  /// The case to which these events happened, a registration first; nil where that is not so.
  public init?(_ events: [(event: Event, stamp: Stamp)]) {
    guard let first = events.first, case .registered(let registered) = first.event else {
      return nil
    }
    self.init(registered, at: first.stamp)
    history.reserveCapacity(events.count)
    for (event, stamp) in events.dropFirst() { apply(event, at: stamp) }
  }

  fileprivate func writeHistory(to fields: inout JSONWriter) {
    var sealed: [JSONWriter] = []
    fields.field("case", id.number)
    fields.array("history", history) { fields, item in
      var event = EventWriter(keepingErased: true) { _, _, value in
        sealed.append(value)
        return "s\(sealed.count - 1)"
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
}

extension Caseload {
  /// Takes the next line of ``writeFrame(_:)``; false where it is none.
  public mutating func takeFrame(_ line: JSONObject) -> Bool { (try? read(line)) ?? false }

  /// Whether it holds what every caseload of a store does.
  public var isFramed: Bool { created != nil && rules != nil }

  private mutating func read(_ line: JSONObject) throws(JSONFailure) -> Bool {
    switch try line.string("kind") {
    case "rules":
      let programme = try Programme(from: try line.object("programme"))
      // As an event with such numbers: everybody reckons with them.
      guard programme.isInRange else { return false }
      rulesets.append(Rules(entry: try line.int("entry"), programme: programme))
    case "created", "officer", "desk", "key", "restored":
      let event = try Event(from: EventFields(try line.object("event")) { _ in nil })
      switch event {
      case .created(let event): created = event
      case .officerSet(let set): officers[set.officer.id] = set.officer
      case .deskSet(let set): desks[set.desk] = set.officers
      case .keySet(let set): apply(set)
      case .restored(let restored): restorations.append(restored)
      default: return false
      }
    case "pin": pins[try line.code("officer")] = try PINVerifier(from: line)
    case "distinguished":
      for pair in try line.array("pairs") {
        guard let numbers = pair.elements?.map(\.int), numbers.count == 2, let first = numbers[0],
          let second = numbers[1]
        else { return false }
        distinguishedPairs.insert(CasePair(CaseID(first), CaseID(second)))
      }
    case Caseload.lastFrameKind: participants = try ParticipantRegister(from: line)
    default: return false
    }
    return true
  }
}
