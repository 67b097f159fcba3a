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
