internal import CanonicalForm

extension Caseload {
  func audit(_ event: Undone, at stamp: Stamp) throws(Irregularity) {
    let rules = try rulesWithAmounts()
    let file = try ask { () throws(Refusal) in try require(event.id) }
    guard let last = file.standingHistory.last, last.stamp.entry == event.entry,
      last.stamp.index == event.index
    else { throw .notLast(file.id) }
    if case .rejected(let rejected) = last.event, rejected.isAutomatic { throw .automatic(file.id) }
    if case .erased = last.event { throw .erased(file.id) }
    try auditGrant(event, of: last, file, at: stamp)

    guard let before = file.beforeLastEvent() else {
      let cancelled = Standing(stage: .cancelled, level: nil, since: stamp.at)
      guard event.standing == cancelled, event.record == nil, event.membership == nil else {
        throw .otherPast(file.id)
      }
      return
    }
    guard event.standing == before.standing, isPast(event.record, before.record, file.record),
      isPast(event.membership, before.membership)
    else { throw .otherPast(file.id) }
    let isKnown = before.person.value != nil
    do throws(Refusal) {
      if isKnown {
        try requireHolds(before, insteadOf: file, rules)
      } else {
        // Nobody can tell any more whose NIK it was and how old the person is.
        try requirePlaces(before, insteadOf: file, rules.programme)
      }
    } catch .duplicate(let other) {
      throw .nikTaken(file.id, other.id)
    } catch {
      throw Irregularity(error)
    }
  }

  /// Whether officers took back their own, or by a grant of the verb.
  private func auditGrant(
    _ event: Undone, of last: HistoryItem, _ file: CaseFile, at stamp: Stamp
  ) throws(Irregularity) {
    guard event.grant == Undone.own else {
      let (roles, level) = rolesToUndo(last.event)
      return try auditGrant(
        event.grant, of: roles, level: level, area: file.area, for: .undo, at: stamp)
    }
    guard stamp.by != .owner else { throw .ownerDoesNotDecide(.undo) }
    guard officers[stamp.by] != nil else { throw .unknownOfficer(stamp.by) }
    guard last.stamp.by == stamp.by else { throw .notOwn(file.id, last.stamp.by) }
    guard works(stamp.by, in: file.area, on: stamp.at.day) else {
      throw .grantNotHeld(stamp.by, event.grant)
    }
  }

  /// Whether the record that an undo names, or leaves as it is, is the one of before.
  private func isPast(_ said: CaseRecord?, _ before: CaseRecord, _ present: CaseRecord) -> Bool {
    let said = said ?? present
    return said.area == before.area && said.occupation == before.occupation
      && said.sex == before.sex && said.age == before.age && said.papers == before.papers
      && isPast(said.person, before.person)
  }

  /// Whether a sealed value is the one of before; one that was erased is not compared.
  private func isPast<Value>(_ said: Sealed<Value>?, _ before: Sealed<Value>?) -> Bool {
    switch (said, before) {
    case (.value(let said)?, .value(let before)?): said == before
    case (nil, .value?), (_?, nil): false
    case (.erased?, _?), (_, .erased?), (nil, nil): true
    }
  }
}
