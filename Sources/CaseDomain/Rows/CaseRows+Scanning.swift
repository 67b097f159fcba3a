internal import CanonicalForm

extension CaseRows {
  /// Takes in an event as ``CaseFile/apply(_:at:)`` and ``pack(_:)`` would; `place` is where the archive has it.
  mutating func take(
    _ event: ScannedEvent, in bytes: Span<UInt8>, at stamp: Stamp, place: Int
  ) {
    var packed: PackedCase
    var shared: PackedStanding
    if event.isRegistration {
      packed = PackedCase()
      shared = PackedStanding()
      shared.stage = event.to
      packed.since = Int48(clamping: stamp.at.milliseconds)
      packed.registered = packed.since
      pool.set(shared, of: &packed)
    } else {
      packed = self[event.id]
      shared = pool.standing(packed)
    }
    let officer = pool.number(of: stamp.by.rawValue)
    if let facts = event.facts {
      let registrar = event.isRegistration ? officer : pool.home(packed).registeredBy
      take(facts, registeredBy: registrar, in: bytes, &packed)
    }
    move(event, in: bytes, at: stamp, &packed, &shared)
    packed.place = Int48(clamping: place)
    packed.changed = Int48(clamping: stamp.at.milliseconds)
    packed.changedIn = UInt32(clamping: stamp.entry)
    shared.changedBy = officer
    pool.set(shared, of: &packed)
    set(packed, event.id)
  }

  private mutating func move(
    _ event: ScannedEvent, in bytes: Span<UInt8>, at stamp: Stamp, _ packed: inout PackedCase,
    _ shared: inout PackedStanding
  ) {
    var standing = pool.fullStanding(packed)
    let level = event.toLevel.map { LevelID(bytes.extracting($0).text) }
    let reason = event.reason.map { ReasonCode(bytes.extracting($0).text) }
    if event.isRegistration { standing.level = level }
    standing.move(to: Destination(event.to, level), reason: reason, at: stamp)
    switch event.cover {
    case .from(let month): standing.cover = Cover(from: month, until: nil)
    case .until(let month): standing.cover?.until = month
    case nil: break
    }
    packed.set(standing, &shared, &pool)
    shared.isBackFromRepair = event.isRepair && standing.isBack(since: stamp.at)
    shared.isUntouched = event.isRegistration
    if let level = event.approvedBy {
      shared.approvals |= pool.bit(ofLevel: pool.number(ofASCII: bytes.extracting(level)))
    }
  }

  private mutating func take(
    _ facts: ScannedEvent.Facts, registeredBy registrar: CasePool.WordNumber,
    in bytes: Span<UInt8>, _ packed: inout PackedCase
  ) {
    var home = PackedHome(
      area: pool.number(ofASCII: bytes.extracting(facts.area)), registeredBy: registrar)
    let work = PackedWork(
      occupation: pool.number(ofASCII: bytes.extracting(facts.occupation)),
      age: Int16(clamping: facts.age), sex: facts.sex)
    if let person = facts.person {
      let sealed = person.bytes.span
      packed.nik = person.nik
      packed.birthDay = Int32(clamping: person.birthDay.number)
      pool.set(person.name, person.address, in: sealed, of: &packed)
      home.rt = pool.number(of: person.rt, in: sealed)
      home.rw = pool.number(of: person.rw, in: sealed)
      packed.filled =
        person.filled | Field.sex.bit | Field.area.bit | Field.occupation.bit
        | (facts.hasPapers ? Field.papers.bit : 0)
    }
    pool.set(home, of: &packed)
    pool.set(work, of: &packed)
  }
}
