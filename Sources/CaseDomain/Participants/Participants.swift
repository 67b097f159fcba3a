public import CanonicalForm

/// What a list of BPJS Ketenagakerjaan says of somebody.
public enum ParticipantKind: String, Hashable, Sendable, CaseIterable {
  /// Paid by an employer (penerima upah).
  case employed
  /// Paid by themselves or by another programme (bukan penerima upah).
  case selfPaid = "self-paid"
  /// A former participant.
  case inactive
  /// Paid by this programme before, which rejects nobody.
  case programme
  /// On the list, which says no kind.
  case unstated

  var exclusion: Exclusion.Rule? {
    switch self {
    case .employed: .employed
    case .selfPaid, .unstated: .selfPaid
    case .inactive: .inactive
    case .programme: nil
    }
  }
}

/// One line of a list of participants.
public struct Participant: Hashable, Sendable {
  public var nik: NIK
  public var kind: ParticipantKind
  /// The row of the file, for the officer who looks it up.
  public var row: Int

  public init(nik: NIK, kind: ParticipantKind, row: Int) {
    (self.nik, self.kind, self.row) = (nik, kind, row)
  }
}

/// Everybody who is known to be in BPJS Ketenagakerjaan already.
public struct ParticipantRegister: Hashable, Sendable {
  /// Where somebody stands on a list.
  public struct Record: Hashable, Sendable {
    public var kind: ParticipantKind
    /// The entry that brought the list.
    public var entry: Int
    public var row: Int
  }

  private var records: [NIK: Record] = [:]
  /// The day that each list stands for, by the entry that brought it.
  private var days: [Int: Day] = [:]
  /// The entry with the newest list.
  public private(set) var newest: Int?

  public var count: Int { records.count }

  public subscript(nik: NIK) -> Record? { records[nik] }

  /// The day that a list stands for.
  public func day(ofList entry: Int) -> Day? { days[entry] }

  /// Whether anybody is found by a list; by one that was replaced or erased nobody is.
  func names(anybodyBy entry: Int) -> Bool { records.values.contains { $0.entry == entry } }

  /// The day of the newest list.
  public var newestDay: Day? { newest.flatMap { days[$0] } }

  mutating func add(_ people: [Participant], from entry: Int, asOf day: Day, replacing: Bool) {
    if replacing { records = [:] }
    for person in people {
      records[person.nik] = Record(kind: person.kind, entry: entry, row: person.row)
    }
    days[entry] = day
    newest = entry
  }

  /// How many people a list that replaces all would drop.
  func dropped(by people: [Participant]) -> Int {
    let kept = Set(people.map(\.nik))
    return records.keys.count { !kept.contains($0) }
  }
}

extension ParticipantRegister {
  /// Writes the register for a snapshot, in one order however it came about.
  func write(to fields: inout JSONWriter) {
    fields.array("lists", days.sorted { $0.key < $1.key }) { fields, list in
      fields.object {
        $0.field("entry", list.key)
        $0.field("asOf", list.value.description)
      }
    }
    fields.array("people", records.sorted { $0.key.digits < $1.key.digits }) { fields, person in
      fields.object {
        $0.field("nik", person.key.digits)
        $0.field("kind", person.value.kind.rawValue)
        $0.field("entry", person.value.entry)
        $0.field("row", person.value.row)
      }
    }
  }

  init(from fields: JSONObject) throws(JSONFailure) {
    for list in try fields.objects("lists") {
      let entry = try list.int("entry")
      days[entry] = try list.day("asOf")
      newest = entry
    }
    for person in try fields.objects("people") {
      let nik = try person.value("nik", "a NIK") { try? NIK($0) }
      let kind = try person.value("kind", "a kind of participant") { ParticipantKind(rawValue: $0) }
      records[nik] = Record(
        kind: kind, entry: try person.int("entry"), row: try person.int("row"))
    }
  }
}
