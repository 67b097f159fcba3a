internal import CanonicalForm

extension Caseload {
  func audit(_ event: KeySet, at stamp: Stamp) throws(Irregularity) {
    try auditAdministrator(event.grant, area: nil, for: .setKey, at: stamp)
    let held = HeldKey(holder: event.holder, until: event.until)
    try ask { () throws(Refusal) in try requireUsable(event.key, held, on: stamp.at.day) }
  }

  func audit(_ event: KeyRemoved, at stamp: Stamp) throws(Irregularity) {
    try auditAdministrator(event.grant, area: nil, for: .removeKey, at: stamp)
    try ask { () throws(Refusal) in try requireHeld(event.key, by: event.holder) }
  }

  func audit(_ event: DeskSet, at stamp: Stamp) throws(Irregularity) {
    try auditAdministrator(event.grant, area: nil, for: .setDesk, at: stamp)
    guard event.officers == Set(event.officers).sorted() else { throw .badDoor }
    try ask { () throws(Refusal) in try requireUsable(event.desk, event.officers) }
  }

  func audit(_ event: PINSet, at stamp: Stamp) throws(Irregularity) {
    try auditAdministrator(event.grant, area: nil, for: .setPIN, at: stamp)
    guard officers[event.officer] != nil else { throw .unknownOfficer(event.officer) }
  }
}
