public import CanonicalForm

/// What queues, totals, search and rules need of a case, in a few dozen bytes; all else is in its ``CaseFile``.
///
/// Made by the caseload when it is asked for; what it says is unpacked when it is read.
public struct CaseRow: CaseSummary, Sendable {
  public let id: CaseID
  let packed: PackedCase
  private let pool: CasePool

  init(_ id: CaseID, _ packed: PackedCase, _ pool: CasePool) {
    (self.id, self.packed, self.pool) = (id, packed, pool)
  }

  public var stage: Stage { shared.stage }
  public var level: LevelID? { pool.word(shared.level).map { LevelID($0) } }
  public var since: Instant { Instant(milliseconds: packed.since.value) }
  public var standing: Standing { pool.fullStanding(packed) }
  public var area: AreaCode { AreaCode(pool.word(pool.home(packed).area) ?? "") }
  public var occupation: OccupationCode {
    OccupationCode(pool.word(pool.work(packed).occupation) ?? "")
  }
  public var sex: Sex { pool.work(packed).sex }
  public var age: Int { Int(pool.work(packed).age) }
  public var registered: Instant { Instant(milliseconds: packed.registered.value) }
  public var registeredBy: OfficerID {
    OfficerID(pool.word(pool.home(packed).registeredBy) ?? "")
  }

  public var nik: NIK? { NIK(packed: packed.nik) }
  public var name: String? { packed.nik == 0 ? nil : pool.text(packed, .name) }
  public var birthDate: Day? {
    packed.nik == 0 ? nil : Day.epoch.adding(days: Int(packed.birthDay))
  }
  public var address: String? { pool.text(packed, .address) }
  public var rt: String? { pool.word(pool.home(packed).rt) }
  public var rw: String? { pool.word(pool.home(packed).rw) }

  /// The entry of the last thing that happened to the case.
  public var changedIn: Int { Int(packed.changedIn) }
  /// When that was.
  public var changed: Instant { Instant(milliseconds: packed.changed.value) }
  /// Who did it.
  public var changedBy: OfficerID { OfficerID(pool.word(shared.changedBy) ?? "") }

  public var isBackFromRepair: Bool { shared.isBackFromRepair }

  /// Whether nothing has happened to the case since it was registered, so that its row tells all of its history.
  public var isUntouched: Bool { shared.isUntouched }

  public func isFilled(_ field: Field) -> Bool { packed.filled & field.bit != 0 }

  public func isApproved(by level: LevelID) -> Bool {
    pool.levels.firstIndex(of: level).map { shared.approvals & (1 << UInt64($0)) != 0 } ?? false
  }

  /// The levels whose approvals stand.
  var approvers: [LevelID] {
    let approvals = shared.approvals
    return pool.levels.enumerated().filter { approvals & (1 << UInt64($0.offset)) != 0 }
      .map(\.element)
  }

  private var shared: PackedStanding { pool.standing(packed) }
}

extension Field {
  /// The bit of the field among those that are filled.
  var bit: UInt16 { 1 << UInt16(place) }

  /// The bits of those that a registration cannot do without.
  static let requiredBits = allCases.filter(\.isRequired).reduce(0) { $0 | $1.bit }
}
