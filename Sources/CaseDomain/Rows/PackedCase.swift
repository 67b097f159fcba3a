internal import CanonicalForm

/// What a row says, in numbers: nothing in it is counted or freed, so that a million of them are copied and
/// passed over as fast as memory is read.
struct PackedCase: Hashable, Sendable {
  /// 0 where there is no person: after erasure.
  var nik: UInt64 = 0
  /// Milliseconds, as all moments here.
  var since = 0
  var registered = 0
  var changed = 0
  var qualified = 0
  /// The levels whose approvals stand, one bit each in the order in which ``CaseRows`` met them.
  var approvals: UInt64 = 0
  /// Where the archive has the whole file.
  var place = 0
  var name = CaseTexts.Stretch.none
  var address = CaseTexts.Stretch.none
  /// The entry of the qualification, 0 for none, and the place of the event in it.
  var qualifiedIn: UInt32 = 0
  var qualifiedIndex: UInt32 = 0
  var changedIn: UInt32 = 0
  var birthDay: Int32 = 0
  var age: Int16 = 0
  /// The fields of the form that hold something, one bit each.
  var filled: UInt16 = 0
  /// Months since the year 0; 0 for none.
  var from: Int32 = 0
  var until: Int32 = 0
  var area: CaseTexts.WordNumber = 0
  var occupation: CaseTexts.WordNumber = 0
  var reason: CaseTexts.WordNumber = 0
  var level: CaseTexts.WordNumber = 0
  var rt: CaseTexts.WordNumber = 0
  var rw: CaseTexts.WordNumber = 0
  var registeredBy: CaseTexts.WordNumber = 0
  var changedBy: CaseTexts.WordNumber = 0
  var stage = Stage.waiting
  var sex = Sex.male
  var isBackFromRepair = false
  var isUntouched = false

  /// The same where its texts stand among others now.
  func moved(_ move: CaseTexts.Move) -> PackedCase {
    var moved = self
    (moved.name, moved.address) = (move.stretch(name), move.stretch(address))
    (moved.area, moved.occupation) = (move.word(area), move.word(occupation))
    (moved.reason, moved.level) = (move.word(reason), move.word(level))
    (moved.rt, moved.rw) = (move.word(rt), move.word(rw))
    (moved.registeredBy, moved.changedBy) = (move.word(registeredBy), move.word(changedBy))
    moved.approvals = move.levels(approvals)
    return moved
  }

  /// What is covered, and at which stage that stands; nil without cover.
  var cover: PackedCover? {
    from > 0 ? PackedCover(stage: stage, from: from, until: until) : nil
  }

  /// Whether the case is found by the NIK and the birth date of its person.
  var isIdentified: Bool { nik != 0 && stage != .cancelled }

  /// Whether it qualified before another that also did.
  func isQualified(before other: PackedCase) -> Bool {
    (qualifiedIn, qualifiedIndex) < (other.qualifiedIn, other.qualifiedIndex)
  }
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
