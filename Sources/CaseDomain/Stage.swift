public import CanonicalForm

/// Where a case stands.
///
///     register ──▶ waiting (level 1 … level n) ──approve──▶ qualified ──enrol──▶ enrolled ──end──▶ ended
///         │           │ reject      │ return  ▲                 ▲                  │ reject, return (BPJS)
///         ▼           ▼             ▼         │ correct         │ correct          ▼
///      rejected ◀── rejected     returned ────┴─────────────────┘        rejected or returned
///
///     waiting, returned, qualified ──withdraw──▶ withdrawn        undo of a registration ──▶ cancelled
///
/// Transitions and the file that decides each: `register` Register.swift · `approve` Approve.swift ·
/// `reject` Reject.swift · `return` Return.swift · `correct` Correct.swift · `undo` Undo.swift ·
/// `withdraw` Withdraw.swift · `enrol` Enrol.swift · `end` End.swift · automatic rejections
/// Exclusion.swift.
///
/// - `waiting`: at one level, named beside it.
/// - `returned`: by one level or by BPJS, named beside it; the registering office must repair.
/// - `rejected`: for a coded reason; by a level, by BPJS, or by a rule (no level).
/// - `qualified`: every level has approved; the order of qualification is the order of enrolment.
/// - `enrolled`: holds a place from one month on.
/// - `cancelled`: never was; in no list or total, its NIK is free, its number never used again.
public enum Stage: String, Hashable, Sendable, CaseIterable {
  case waiting, returned, rejected, qualified, enrolled, ended, withdrawn, cancelled
}

/// Where an event moves a case to: `"to":"waiting","toLevel":"kelurahan"`.
public struct Destination: Hashable, Sendable {
  public var stage: Stage
  /// The level that waits, or that returned or rejected; absent where a rule rejected.
  public var level: LevelID?

  public init(_ stage: Stage, _ level: LevelID? = nil) {
    self.stage = stage
    self.level = level
  }

  func write(to fields: inout JSONWriter) {
    fields.field("to", stage.rawValue)
    fields.field("toLevel", ifPresent: level?.rawValue)
  }

  init(from fields: JSONObject) throws(JSONFailure) {
    stage = try fields.value("to", "a stage") { Stage(rawValue: $0) }
    level = try fields.optionalCode("toLevel")
  }
}

/// A place in the history of the store: which entry, which event of it, when and by whom.
public struct Stamp: Hashable, Sendable {
  /// The number of the entry, from 1.
  public var entry: Int
  /// The place of the event in its entry, from 0.
  public var index: Int
  public var at: Instant
  public var by: OfficerID
  /// The shared desk or key behind the officer, where there is one.
  public var via: String?

  public init(entry: Int, index: Int = 0, at: Instant, by: OfficerID, via: String? = nil) {
    self.entry = entry
    self.index = index
    self.at = at
    self.by = by
    self.via = via
  }
}

/// When a case first qualified; the order of the waiting list.
public struct Qualification: Hashable, Comparable, Sendable {
  public var at: Instant
  public var entry: Int
  public var index: Int

  public static func < (left: Qualification, right: Qualification) -> Bool {
    (left.entry, left.index) < (right.entry, right.index)
  }
}

/// The months that a case is covered for.
public struct Cover: Hashable, Sendable {
  public var from: Month
  /// The last month; absent while the case is enrolled, and for an ended case without any month.
  public var until: Month?
}

/// Everything about a case that its stage decides and that an undo restores.
public struct Standing: Hashable, Sendable {
  public var stage: Stage
  public var level: LevelID?
  /// Since when the case stands at this stage and level; days waiting count from here.
  public var since: Instant
  /// Why it was rejected, returned, withdrawn or ended.
  public var reason: ReasonCode?
  public var qualification: Qualification?
  public var cover: Cover?

  /// Moves to `destination` as an event at `stamp` says, keeping since when it stands if it stays.
  mutating func move(to destination: Destination, reason: ReasonCode? = nil, at stamp: Stamp) {
    if stage != destination.stage || level != destination.level { since = stamp.at }
    stage = destination.stage
    level = destination.level
    self.reason = reason
    if stage == .qualified, qualification == nil {
      qualification = Qualification(at: stamp.at, entry: stamp.entry, index: stamp.index)
    }
    if stage != .enrolled && stage != .ended { cover = nil }
  }

  func write(to fields: inout JSONWriter) {
    fields.field("to", stage.rawValue)
    fields.field("toLevel", ifPresent: level?.rawValue)
    fields.field("since", since.description)
    fields.field("reason", ifPresent: reason?.rawValue)
    if let qualification {
      fields.object("qualified") {
        $0.field("at", qualification.at.description)
        $0.field("entry", qualification.entry)
        $0.field("index", qualification.index)
      }
    }
    fields.field("from", ifPresent: cover?.from.description)
    fields.field("until", ifPresent: cover?.until?.description)
  }

  init(from fields: JSONObject) throws(JSONFailure) {
    let destination = try Destination(from: fields)
    (stage, level) = (destination.stage, destination.level)
    since = try fields.value("since", "a moment") { Instant($0) }
    reason = try fields.optionalCode("reason")
    if let qualified = try fields.optionalObject("qualified") {
      qualification = Qualification(
        at: try qualified.value("at", "a moment") { Instant($0) },
        entry: try qualified.int("entry"), index: try qualified.int("index"))
    }
    if let from = try fields.optionalMonth("from") {
      cover = Cover(from: from, until: try fields.optionalMonth("until"))
    }
  }

  init(stage: Stage, level: LevelID?, since: Instant) {
    (self.stage, self.level, self.since) = (stage, level, since)
  }
}
