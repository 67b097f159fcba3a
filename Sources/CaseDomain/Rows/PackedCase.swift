internal import CanonicalForm

/// What a row says, in 72 bytes: nothing in it is counted or freed, so that a million of them are copied and passed
/// over as fast as memory is read.
///
/// What many cases share stands once in the ``CasePool`` and here by its number, and so do texts.
struct PackedCase: Hashable, Sendable {
  /// 0 where there is no person: after erasure.
  var nik: UInt64 = 0
  /// Where the archive has the whole file.
  var place = Int48(clamping: 0)
  /// Milliseconds, as all moments here.
  var since = Int48(clamping: 0)
  var registered = Int48(clamping: 0)
  var changed = Int48(clamping: 0)
  var qualified = Int48(clamping: 0)
  /// The fields of the form that hold something, one bit each.
  var filled: UInt16 = 0
  var standing: SharedValues<PackedStanding>.Number = 0
  var home: SharedValues<PackedHome>.Number = 0
  var work: SharedValues<PackedWork>.Number = 0
  var texts: TextArena.Start = 0
  var birthDay: Int32 = 0
  /// The entry of the qualification, 0 for none, and the place of the event in it.
  var qualifiedIn: UInt32 = 0
  var qualifiedIndex: UInt32 = 0
  var changedIn: UInt32 = 0

  /// Whether it qualified before another that also did.
  func isQualified(before other: PackedCase) -> Bool {
    (qualifiedIn, qualifiedIndex) < (other.qualifiedIn, other.qualifiedIndex)
  }
}

/// Where cases stand that went the same way, as far as it has no moments.
struct PackedStanding: Hashable, Sendable {
  /// The levels whose approvals stand, one bit each in the order in which the ``CasePool`` met them.
  var approvals: UInt64 = 0
  /// Months since the year 0; 0 for none.
  var from: Int32 = 0
  var until: Int32 = 0
  var level: CasePool.WordNumber = 0
  var reason: CasePool.WordNumber = 0
  var changedBy: CasePool.WordNumber = 0
  var stage = Stage.waiting
  var isBackFromRepair = false
  var isUntouched = false

  /// What is covered, and at which stage that stands; nil without cover.
  var cover: PackedCover? {
    from > 0 ? PackedCover(stage: stage, from: from, until: until) : nil
  }
}

/// The neighbourhood of cases, and who registered them there.
struct PackedHome: Hashable, Sendable {
  var area: CasePool.WordNumber = 0
  var rt: CasePool.WordNumber = 0
  var rw: CasePool.WordNumber = 0
  var registeredBy: CasePool.WordNumber = 0
}

/// What totals count of a person, but for the area.
struct PackedWork: Hashable, Sendable {
  var occupation: CasePool.WordNumber = 0
  var age: Int16 = 0
  var sex = Sex.male
}

/// The cover of a case in numbers; most cases share theirs with others.
struct PackedCover: Hashable {
  var stage: Stage
  /// Months since the year 0; 0 for none.
  var from: Int32
  var until: Int32

  var cover: Cover? {
    Month(packed: from).map { Cover(from: $0, until: Month(packed: until)) }
  }

  func months(among months: [Month]) -> [Month] {
    cover?.months(at: stage, among: months) ?? []
  }
}

extension PackedStanding: TableKey {
  var spread: UInt64 {
    let words = UInt64(level) | UInt64(reason) << 16 | UInt64(changedBy) << 32
    let months = UInt64(truncatingIfNeeded: from) | UInt64(truncatingIfNeeded: until) << 20
    let flags: UInt64 = (isBackFromRepair ? 2 : 0) | (isUntouched ? 1 : 0)
    return ((words.spread ^ months).spread ^ approvals << 16 ^ flags).spread
  }
}

extension PackedHome: TableKey {
  var spread: UInt64 {
    ((UInt64(area) << 32 | UInt64(registeredBy)).spread ^ (UInt64(rt) << 32 | UInt64(rw))).spread
  }
}

extension PackedWork: TableKey {
  var spread: UInt64 {
    (UInt64(occupation) << 32 | UInt64(UInt16(bitPattern: age)) << 1 | (sex == .male ? 1 : 0))
      .spread
  }
}
