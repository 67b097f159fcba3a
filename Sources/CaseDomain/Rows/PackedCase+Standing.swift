internal import CanonicalForm

extension CasePool {
  /// Where a case stands, unpacked.
  func fullStanding(_ packed: PackedCase) -> Standing {
    let shared = standing(packed)
    var standing = Standing(
      stage: shared.stage, level: word(shared.level).map { LevelID($0) },
      since: Instant(milliseconds: packed.since.value))
    standing.reason = word(shared.reason).map { ReasonCode($0) }
    if packed.qualifiedIn > 0 {
      standing.qualification = Qualification(
        at: Instant(milliseconds: packed.qualified.value), entry: Int(packed.qualifiedIn),
        index: Int(packed.qualifiedIndex))
    }
    standing.cover = shared.cover?.cover
    return standing
  }
}

extension PackedCase {
  /// Takes over where the case stands; what of it others share goes to `shared`.
  mutating func set(_ standing: Standing, _ shared: inout PackedStanding, _ pool: inout CasePool) {
    shared.stage = standing.stage
    shared.level = pool.number(of: standing.level?.rawValue)
    shared.reason = pool.number(of: standing.reason?.rawValue)
    shared.from = standing.cover?.from.packed ?? 0
    shared.until = standing.cover?.until?.packed ?? 0
    since = Int48(clamping: standing.since.milliseconds)
    qualified = Int48(clamping: standing.qualification?.at.milliseconds ?? 0)
    qualifiedIn = UInt32(clamping: standing.qualification?.entry ?? 0)
    qualifiedIndex = UInt32(clamping: standing.qualification?.index ?? 0)
  }
}
