public import CanonicalForm
public import CaseDomain

/// What the screens see: the state of the store at one moment, who looks at it, and through what.
public struct Scene: Sendable {
  public var caseload: Caseload
  public var now: Instant
  /// The number and hash of the last entry.
  public var entry: Int
  public var hash: String
  public var isSimulated: Bool
  public var officer: OfficerID
  public var wording: Wording
  public var size: Size
  /// Cases that are open at a colleague's desk, with the officer's name.
  public var openElsewhere: [CaseID: String]
  /// What this officer's last sitting left.
  public var memory: DeskMemory
  /// Drafts of the officer's office that were not finished.
  public var drafts: [Draft]
  /// A name that nothing has yet, for a new draft.
  public var freshID: DraftID
  /// What was recorded to be seen in full; the desk fills it.
  var unmasked = Unmasked()

  public init(
    caseload: Caseload, now: Instant, entry: Int, hash: String, isSimulated: Bool,
    officer: OfficerID, language: Language, size: Size, openElsewhere: [CaseID: String] = [:],
    memory: DeskMemory = DeskMemory(), drafts: [Draft] = [], freshID: DraftID = "draft"
  ) {
    self.caseload = caseload
    (self.now, self.entry, self.hash) = (now, entry, hash)
    (self.isSimulated, self.officer) = (isSimulated, officer)
    wording = Wording(language, caseload)
    (self.size, self.openElsewhere) = (size, openElsewhere)
    (self.memory, self.drafts, self.freshID) = (memory, drafts, freshID)
  }
}

/// The cases of which something is shown in full, since that is recorded.
struct Unmasked: Hashable, Sendable {
  /// Whose page or form was opened where the NIK is to be compared with the card.
  var opened: CaseID?
  /// Who was revealed for a reason, for a while.
  var revealed: CaseID?
}

extension Scene {
  var language: Language { wording.language }
  var programme: Programme? { caseload.rules?.programme }
  var today: Day { now.day }

  func say(_ indonesian: String, _ english: String) -> String { language(indonesian, english) }

  /// `12 berkas`, `12 cases`.
  func cases(_ count: Int) -> String {
    let number = wording.number(count)
    return say("\(number) berkas", count == 1 ? "\(number) case" : "\(number) cases")
  }

  /// The officer as the roster knows them; nil for the owner of the store.
  var colleague: Officer? { caseload.officers[officer] }

  /// The grants that hold today.
  var grants: [Grant] { (colleague?.grants ?? []).filter { $0.holds(on: today) } }

  /// Whether the officer holds a role, at a level for verifiers, in the area of a case where one is given.
  func holds(_ role: Role, level: LevelID? = nil, area: AreaCode? = nil) -> Bool {
    grants.contains {
      $0.role == role && (level == nil || $0.level == level) && (area.map($0.area.covers) ?? true)
    }
  }

  /// The areas whose cases the officer may read; nil for all.
  var readableAreas: [AreaCode]? { areas(for: .list) }

  /// The areas in which the officer may look in this way; nil for all.
  func areas(for reading: Reading) -> [AreaCode]? {
    do throws(Refusal) {
      return try caseload.readableAreas(officer, for: reading, on: today)
    } catch {
      return []
    }
  }

  /// Why the officer may not look in this way, in an area where one is given; nil where they may.
  func refusal(of reading: Reading, area: AreaCode? = nil, case id: CaseID? = nil) -> Refusal? {
    do throws(Refusal) {
      try caseload.require(reading, area: area, case: id, by: officer, on: today)
      return nil
    } catch {
      return error
    }
  }

  /// Whether the officer may read a case there.
  func mayRead(_ area: AreaCode) -> Bool {
    readableAreas?.contains { $0.covers(area) } ?? true
  }

  /// What an officer needs who holds none of these roles there; nil for one who does.
  func missing(_ roles: [Role], level: LevelID? = nil, area: AreaCode? = nil) -> String? {
    if roles.contains(where: { holds($0, level: level, area: area) }) { return nil }
    return wording.needed(roles, level: level, area: area)
  }

  /// An attempt at a verb for which the officer has no grant, as it is recorded.
  func denial(_ verb: Verb, of id: CaseID?) -> Access.Deed {
    .refused(verb.rawValue, CaseNumbers(id.map { [$0] } ?? []), why: "notAllowed")
  }

  /// Why a rule would refuse a command now; nil where it would not.
  func refusal(of command: Command) -> Refusal? {
    do throws(Refusal) {
      _ = try caseload.decide(command, at: Stamp(entry: entry + 1, at: now, by: officer))
      return nil
    } catch {
      return error
    }
  }
}
