internal import CanonicalForm

extension Caseload {
  /// A store is created once, by its owner, with its first event.
  func auditCreation(at stamp: Stamp) throws(Irregularity) {
    guard created == nil, stamp.entry == 1, stamp.index == 0 else { throw .createdAgain }
    guard stamp.by == .owner else { throw .notOwner(stamp.by) }
  }

  func audit(_ event: ProgrammeSet, at stamp: Stamp) throws(Irregularity) {
    // The first programme comes with the store, in one entry.
    guard rules != nil || stamp.entry == 1 else { throw .noProgramme }
    try auditAdministrator(event.grant, area: nil, for: .setProgramme, at: stamp)
    guard event.programme != rules?.programme else { throw .sameProgramme }
    let faults = faults(ofSetting: event.programme)
    guard faults.isEmpty else { throw .programme(faults) }
  }

  func audit(_ event: OfficerSet, at stamp: Stamp) throws(Irregularity) {
    try auditAdministrator(event.grant, area: nil, for: .setOfficer, at: stamp)
    let officer = event.officer
    guard officer.id.isWellFormed, officer.id != .owner,
      desks[DeskID(officer.id.rawValue)] == nil
    else { throw .badOfficer(officer.id) }
    if let known = officers[officer.id] {
      guard known.name == officer.name, known.office == officer.office,
        known.sameAs == officer.sameAs
      else {
        throw .officerRenamed(officer.id)
      }
    }
    try ask { () throws(Refusal) in try requireUsable(officer, on: stamp.at.day) }
  }

  func audit(_ event: ParticipantsAdded, at stamp: Stamp) throws(Irregularity) {
    try auditGrant(
      event.grant, of: .enroller, area: rules?.programme.wholeArea, for: .addParticipants,
      at: stamp)
    guard event.asOf <= stamp.at.day else { throw .dayInFuture(event.asOf) }
    guard event.count >= 0, event.dropped >= 0, event.replacing || event.dropped == 0 else {
      throw .otherCount
    }
    guard let people = event.list.value?.people else { return }
    guard event.count == people.count, Set(people.map(\.nik)).count == people.count else {
      throw .otherCount
    }
    // Of lists that were erased meanwhile nobody knows how many dropped out.
    guard !event.replacing || event.dropped >= participants.dropped(by: people) else {
      throw .otherCount
    }
  }

  /// A restoration is the owner's, and speaks of this store: a copy keeps the name.
  func audit(_ event: Restored, at stamp: Stamp) throws(Irregularity) {
    guard stamp.by == .owner else { throw .notOwner(stamp.by) }
    guard event.grant == OfficerID.owner.rawValue else {
      throw .grantNotHeld(stamp.by, event.grant)
    }
    guard event.store == created?.store else { throw .otherStore }
    guard event.entry >= 1, event.hash.utf8.count == 64 else { throw .badRestoration }
  }

  func audit(_ event: Erased, at stamp: Stamp) throws(Irregularity) {
    guard let file = file(event.id) else { throw .unknownCase(event.id) }
    try auditAdministrator(event.grant, area: file.area, for: .erase, at: stamp)
    try ask { () throws(Refusal) in try requireFinished(file) }
    guard (try? Text.ground(event.ground)) == event.ground else { throw .badGround(file.id) }
    try ask { () throws(Refusal) in try requireAnonymous(event.ground, file) }
    guard !event.lines.isEmpty else { throw .nothingErased(file.id) }
  }
}
