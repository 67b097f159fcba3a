internal import CanonicalForm

extension CaseRows {
  /// Takes in an event as ``CaseFile/apply(_:at:)`` and ``pack(_:)`` would; `place` is where the archive has it.
  mutating func take(
    _ event: ScannedEvent, in bytes: Span<UInt8>, at stamp: Stamp, place: Int
  ) {
    var packed: PackedCase
    if let facts = event.facts {
      packed = PackedCase()
      packed.stage = event.to
      packed.since = stamp.at.milliseconds
      take(facts, in: bytes, at: stamp, &packed)
    } else {
      packed = self[event.id]
    }
    move(event, in: bytes, at: stamp, &packed)
    packed.place = place
    packed.changed = stamp.at.milliseconds
    packed.changedIn = UInt32(clamping: stamp.entry)
    packed.changedBy = number(of: stamp.by.rawValue)
    set(packed, event.id)
  }

  private mutating func move(
    _ event: ScannedEvent, in bytes: Span<UInt8>, at stamp: Stamp, _ packed: inout PackedCase
  ) {
    var standing = standing(packed)
    let level = event.toLevel.map { LevelID(bytes.extracting($0).text) }
    let reason = event.reason.map { ReasonCode(bytes.extracting($0).text) }
    if event.facts != nil { standing.level = level }
    standing.move(to: Destination(event.to, level), reason: reason, at: stamp)
    switch event.cover {
    case .from(let month): standing.cover = Cover(from: month, until: nil)
    case .until(let month): standing.cover?.until = month
    case nil: break
    }
    set(standing, &packed)
    packed.isBackFromRepair = false
    packed.isUntouched = event.facts != nil
    if let level = event.approvedBy {
      packed.approvals |= bit(ofLevel: bytes.extracting(level))
    }
  }

  private mutating func take(
    _ facts: ScannedEvent.Facts, in bytes: Span<UInt8>, at stamp: Stamp, _ packed: inout PackedCase
  ) {
    packed.area = number(of: bytes.extracting(facts.area))
    packed.occupation = number(of: bytes.extracting(facts.occupation))
    (packed.sex, packed.age) = (facts.sex, Int16(clamping: facts.age))
    packed.registered = stamp.at.milliseconds
    packed.registeredBy = number(of: stamp.by.rawValue)
    guard let person = facts.person else { return }
    packed.nik = person.nik
    packed.birthDay = Int32(clamping: person.birthDay.number)
    packed.name = add(person.name, of: person)
    packed.address = person.address.map { add($0, of: person) } ?? .none
    packed.rt = person.rt.map { number(of: $0, of: person) } ?? 0
    packed.rw = person.rw.map { number(of: $0, of: person) } ?? 0
    packed.filled =
      person.filled | Field.sex.bit | Field.area.bit | Field.occupation.bit
      | (facts.hasPapers ? Field.papers.bit : 0)
  }

  private mutating func add(_ piece: JSONPiece, of person: ScannedPerson) -> CaseTexts.Stretch {
    switch piece {
    case .plain(let range): add(person.bytes.span.extracting(range))
    case .decoded(let text): add(text)
    }
  }

  private mutating func number(
    of piece: JSONPiece, of person: ScannedPerson
  ) -> CaseTexts.WordNumber {
    switch piece {
    case .plain(let range):
      self.number(of: person.bytes.span.extracting(range))
    case .decoded(let text): self.number(of: text)
    }
  }
}
